import { runProduct, type RunningProduct } from '../support/run-product'
import { fresh, press, say, SHORT_FLOW, shippableWorld } from '../support/shipped-order'

let run: RunningProduct
afterEach(() => run.close())

const newest = async (): Promise<string> =>
  (await run.call<{ orders: { number: string }[] }>('GET', '/orders')).body.orders
    .map((o) => o.number)
    .sort()
    .at(-1) ?? ''
const confirmed = async (reams = 120): Promise<string> => {
  await say(run, 'luo', 'intake', `锦程印刷 80g双胶纸 787*1092 ${reams}令 单价155 6月30日交`)
  await press(run, '订单草稿', '确认下单', 'luo')
  return newest()
}

test('goods are held for what their customer owes, whichever way they are said to have left, until the director lets them go', async () => {
  run = await runProduct(shippableWorld('2026-03-02T10:00:00+08:00'), {}, [SHORT_FLOW])
  // The customer may owe 200000: the first order is within it, the second goes beyond by more than a fifth.
  await confirmed(1200)
  await press(run, '发货', '已发货', 'kong', { carrier: '圆通', trackingNumber: 'YT8962646785389', packages: '3' })
  const second = await confirmed(600)
  const spoken = async (): Promise<string> => {
    await fresh(run, 'ops')
    await say(run, 'kong', 'ops', `${second} 圆通 YT8962646785390 2件`)
    return fresh(run, 'ops')
  }
  const refused = await spoken()
  expect(refused).toContain('暂停发货：加上本单已超过信用额度')
  expect(refused).toContain('请总监 魏国强 回复「放行发货 锦程印刷')
  await say(run, 'kong', 'ops', `圆通 YT8962646785390 2件`)
  await press(run, '核对运单', '没错', 'kong')
  expect((await run.order(second)).shipments).toHaveLength(0)
  await say(run, 'luo', 'ops', '放行发货 锦程印刷 到3月12日 老客户')
  await spoken()
  expect((await run.order(second)).shipments).toHaveLength(0)
  await say(run, 'wei', 'ops', '放行发货 锦程印刷 到3月12日 已答应周五付')
  await press(run, '核对运单', '没错', 'kong')
  expect((await run.order(second)).shipments).toMatchObject([{ trackingNumber: 'YT8962646785390' }])
}, 240_000)

test('a waybill that may be of several orders is asked about; the answer under the question is its place in the list [AC-086]', async () => {
  run = await runProduct(shippableWorld('2026-03-02T10:00:00+08:00'), {}, [SHORT_FLOW])
  const first = await confirmed()
  const second = await confirmed()
  await say(run, 'kong', 'ops', '圆通 YT8962646785389 3件')
  const question = (await run.messages('ops')).findLast((m) => m.text.includes('是哪一张订单的货'))
  const place = question?.text
    .split('\n')
    .find((l) => l.includes(second))
    ?.slice(0, 1)
  expect(question?.text).toContain(first)
  await run.call('POST', '/messages', { chatId: 'ops', fromId: 'kong', text: place, replyTo: question?.id, mentions: [] })
  await run.settle()
  expect((await run.order(second)).shipments).toMatchObject([{ trackingNumber: 'YT8962646785389', packages: '3' }])
  expect((await run.order(first)).shipments).toHaveLength(0)
}, 240_000)
