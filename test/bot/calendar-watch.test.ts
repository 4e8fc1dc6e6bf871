import approval from '../../bot/sample/approval.json'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import { holidayTable, PUBLISHED } from '../../domain/calendar/workdays'
import type { OrderView } from '../../domain/order/order-view-shape'
import { runProduct, type RunningProduct } from '../support/run-product'

/** Thursday the 5th of March a day off. */
const withDayOff = holidayTable([...PUBLISHED, { year: 2026, off: ['2026-03-05'], work: [] }])

const dueOf = async (run: RunningProduct): Promise<string[]> => {
  const { body } = await run.call<{ orders: OrderView[] }>('GET', '/orders')
  const view = await run.order(body.orders[0]?.number ?? '')
  return view.reminders.map((r) => r.dueAt.slice(0, 16))
}

test('a new holiday table moves what waits in the book at the next start, later and earlier; the same table moves nothing', async () => {
  const world = worldShape.parse({ ...approval, now: '2026-03-04T17:20:00+08:00' })
  const intake = world.chats.find((c) => c.purpose === 'intake')
  const seller = world.people.find((p) => p.roles.includes('sales') && intake?.memberIds.includes(p.id))
  const run = await runProduct(world)
  try {
    const text = `${world.customers[0]?.name ?? ''} 80g双胶纸 787*1092 120令 单价155 3月20日交`
    await run.call('POST', '/messages', { chatId: intake?.id, fromId: seller?.id, text, mentions: [] })
    await run.settle()
    const before = await dueOf(run)
    expect(before).toEqual([expect.stringContaining('2026-03-05T09:')])
    await run.restart()
    expect(await dueOf(run)).toEqual(before)
    await run.restart(undefined, { holidays: withDayOff })
    expect(await dueOf(run)).toEqual([expect.stringContaining('2026-03-06T09:')])
    await run.restart()
    expect(await dueOf(run)).toEqual(before)
  } finally {
    await run.close()
  }
}, 240_000)
