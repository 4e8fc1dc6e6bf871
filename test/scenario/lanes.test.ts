import { runProduct, type RunningProduct } from '../support/run-product'
import { fresh, press, say, SHORT_FLOW, shippableWorld } from '../support/shipped-order'

let run: RunningProduct
afterEach(() => run.close())

const at = async (to: string): Promise<void> => {
  const { status } = await run.call('POST', '/clock', { to })
  expect(status).toBe(200)
  await run.settle()
}
const arrivalAsked = async (): Promise<boolean> => (await fresh(run, 'ops')).includes('货到了吗')

/** An order that leaves by a line haul. Gives its number. */
async function leaves(carrier: string, inputs: Record<string, string> = {}): Promise<string> {
  await say(run, 'luo', 'intake', '云和纸品 80g双胶纸 787*1092 120令 单价155 6月20日交')
  await press(run, '订单草稿', '确认下单', 'luo')
  await press(run, '发货', '已发货', 'kong', { carrier, trackingNumber: 'A20456', packages: '3', ...inputs })
  await press(run, '装车后核对', '属实', 'lin')
  const { orders } = (await run.call<{ orders: { number: string }[] }>('GET', '/orders')).body
  return (
    orders
      .map((o) => o.number)
      .sort()
      .at(-1) ?? ''
  )
}
const arrives = (date: string): Promise<void> => press(run, '到货确认', '已到货', 'luo', { arrivalDate: date, condition: '完好' })

test('a line haul is asked about on the day on which its lane usually arrives, not before', async () => {
  const world = shippableWorld('2026-03-02T10:00:00+08:00')
  const [address = ''] = world.customers.filter((c) => c.name === '云和纸品').map((c) => c.address ?? '')
  run = await runProduct({ ...world, company: { ...world.company, lanes: [{ to: address.slice(3, 5), days: 3 }] } }, {}, [
    SHORT_FLOW,
  ])
  const order = await leaves('顺达专线')
  await say(run, 'luo', 'ops', `到哪了 ${order}`)
  expect(await fresh(run, 'ops')).toContain('预计 3月5日')
  await at('2026-03-04T18:00:00+08:00')
  expect(await arrivalAsked()).toBe(false)
  await at('2026-03-05T10:05:00+08:00')
  expect(await arrivalAsked()).toBe(true)
  // Who says when it arrives knows better.
  const said = await leaves('顺达专线', { expectedDate: '3月12日' })
  await say(run, 'luo', 'ops', `到哪了 ${said}`)
  expect(await fresh(run, 'ops')).toContain('预计 3月12日')
}, 240_000)

test('how long a lane takes is learnt from what arrived on it, and kept over a restart', async () => {
  const world = shippableWorld('2026-03-02T10:00:00+08:00')
  // Goods are not held for what the customer owes meanwhile.
  run = await runProduct({ ...world, company: { ...world.company, settings: { dunning: false } } }, {}, [SHORT_FLOW])
  const first = await leaves('顺达专线')
  await say(run, 'luo', 'ops', `到哪了 ${first}`)
  expect(await fresh(run, 'ops')).not.toContain('预计')
  await at('2026-03-06T11:00:00+08:00')
  await arrives('2026-03-06')
  await leaves('顺达专线')
  await at('2026-03-10T11:00:00+08:00')
  await arrives('2026-03-10')
  await run.restart()
  const third = await leaves('顺达专线')
  await fresh(run, 'ops')
  await say(run, 'luo', 'ops', `到哪了 ${third}`)
  expect(await fresh(run, 'ops')).toContain('预计 3月14日')
  await at('2026-03-13T18:00:00+08:00')
  expect(await arrivalAsked()).toBe(false)
  // The 14th is a Saturday: the first check of the week asks.
  await at('2026-03-16T10:05:00+08:00')
  expect(await arrivalAsked()).toBe(true)
}, 240_000)
