import approval from '../../../bot/sample/approval.json'
import { directoryOf, worldShape } from '../../../bot/channels/sandbox/world-shape'
import type { Facts } from '../../../domain/facts'
import { ALL_FLOWS } from '../../../domain/flows/all-flows'
import { decide } from '../../../domain/order/decide'
import type { OrderCommand } from '../../../domain/order/order-commands'
import type { Order } from '../../../domain/order/order'
import { DEFAULT_SETTINGS } from '../../../domain/settings'
import { workingTime } from '../../../domain/working-time'
import { anOpenStep, anOrder } from '../../support/build-order'

const directory = directoryOf(worldShape.parse(approval))
const holder = (role: string): string => directory.people.find((p) => p.roles.some((r) => r === role))?.id ?? ''
const NOW = '2026-03-04T10:00:00+08:00'
let ids = 0
const facts = (actorId: string, messageId: string): Facts => ({
  now: NOW,
  actorId,
  evidence: { byId: actorId, at: NOW, chatId: 'ops', messageId },
  directory,
  settings: DEFAULT_SETTINGS,
  clock: workingTime(directory),
  flow(id) {
    const flow = ALL_FLOWS.find((f) => f.id === id)
    if (!flow) throw new Error(`no flow ${id}`)
    return flow
  },
  pastPrices: [],
  newId: () => `id${(ids += 1)}`,
  couriers: ['kuaidi100'],
})
const NUMBER = 'YT8962646785389'
const shipped = (): Order =>
  anOrder({
    phase: 'running',
    salesId: holder('sales'),
    steps: { draft: { ...anOpenStep(), state: 'done' }, deliver: anOpenStep() },
    shipments: [
      {
        id: 's1',
        carrier: '圆通速递',
        com: 'yuantong',
        trackingNumber: NUMBER,
        status: 'in_transit',
        shippedAt: NOW,
        events: [],
        messageId: 'm1',
        tracking: { state: 'in_transit', since: NOW, changedAt: NOW, told: [] },
      },
    ],
    timers: [{ key: 'poll/s1', kind: 'poll', dueAt: '2026-03-04T14:00:00+08:00', rule: 'plan', toIds: [], about: 's1' }],
  })
const after = (order: Order, command: OrderCommand, f: Facts) => {
  const decision = decide(order, command, f)
  if (!decision.accepted) throw new Error(decision.refusal.code)
  return decision
}

test.each([
  ['edited', '修改'],
  ['recalled', '撤回'],
] as const)(
  'a waybill whose message was %s is followed no longer and told of; said again it counts and is followed again',
  (why, word) => {
    // At rest: what the flow asks for beside stands already.
    const start = after(shipped(), { type: 'FollowCalendar' }, facts('bot', 'm0')).order
    const doubted = after(start, { type: 'DoubtWaybills', messageId: 'm1', why }, facts('bot', 'm1'))
    expect(doubted.order.shipments[0]?.unconfirmed).toBe(why)
    expect(doubted.order.timers.filter((t) => t.kind === 'poll')).toEqual([])
    const said = doubted.effects.flatMap((e) => (e.kind === 'send' ? [e.message.text] : []))
    expect(said).toEqual([expect.stringContaining(`${NUMBER} 所在的消息被${word}了`)])
    // Once is enough, and a message about nothing changes nothing.
    expect(after(doubted.order, { type: 'DoubtWaybills', messageId: 'm1', why }, facts('bot', 'm1')).events).toEqual([])
    expect(after(start, { type: 'DoubtWaybills', messageId: 'm9', why }, facts('bot', 'm9')).events).toEqual([])
    const waybill = { number: NUMBER, carrier: '圆通速递', com: 'yuantong', doubts: [] }
    const again = after(
      doubted.order,
      { type: 'RecordWaybills', waybills: [waybill], sure: true },
      facts(holder('warehouse'), 'm2'),
    )
    expect(again.order.shipments).toMatchObject([{ trackingNumber: NUMBER, messageId: 'm2' }])
    expect(again.order.shipments[0]?.unconfirmed).toBeUndefined()
    expect(again.effects.some((e) => e.kind === 'track')).toBe(true)
    expect(again.order.timers.some((t) => t.kind === 'poll')).toBe(true)
  },
)
