import approval from '../../../bot/sample/approval.json'
import { directoryOf, worldShape } from '../../../bot/channels/sandbox/world-shape'
import { fault } from '../../../domain/fault'
import type { Facts } from '../../../domain/facts'
import { ALL_FLOWS } from '../../../domain/flows/all-flows'
import { decide } from '../../../domain/order/decide'
import type { OrderCommand } from '../../../domain/order/order-commands'
import type { Debt, Order } from '../../../domain/order/order'
import { DEFAULT_SETTINGS } from '../../../domain/settings'
import { workingTime } from '../../../domain/working-time'
import type { Execute } from '../../../handlers/execute-command'
import { runTimer } from '../../../handlers/run-timer'
import { anOrder, aTimer } from '../../support/build-order'
import { fakeClock } from '../../support/fake-clock'

const directory = directoryOf(worldShape.parse(approval))
const holder = (role: string): string => directory.people.find((p) => p.roles.some((r) => r === role))?.id ?? ''
const MORNING = '2026-03-04T10:00:00+08:00'
const facts = (now = MORNING): Facts => ({
  now,
  actorId: 'bot',
  evidence: { byId: 'bot', at: now },
  directory,
  settings: DEFAULT_SETTINGS,
  clock: workingTime(directory),
  flow: (id) => ALL_FLOWS.find((f) => f.id === id) ?? ALL_FLOWS[0]!,
  pastPrices: [],
  newId: () => 'id',
})

const at = (time: string) => `2026-03-04T${time}:00+08:00`
const debt = (id: string): Debt => ({
  id,
  what: `回签单 ${id}`,
  ownerRole: 'sales',
  ownerId: holder('sales'),
  openedAt: at('08:00'),
  dueAt: at('18:00'),
})
const alarm = (id: string, dueAt: string) => aTimer(`debt/${id}`, dueAt, { kind: 'debt', about: id })
const owing = (): Order =>
  anOrder({
    phase: 'running',
    salesId: holder('sales'),
    debts: [debt('d1'), debt('d2'), debt('d3')],
    timers: [alarm('d3', at('16:00')), alarm('d2', at('09:32')), alarm('d1', at('09:31'))],
  })
const fire = (order: Order, command: Omit<Extract<OrderCommand, { type: 'FireTimer' }>, 'type'>, f = facts()) => {
  const decision = decide(order, { type: 'FireTimer', ...command }, f)
  if (!decision.accepted) throw new Error(decision.refusal.code)
  return decision
}
const reminded = (events: ReturnType<typeof fire>['events']): string[] =>
  events.flatMap((e) => (e.type === 'ReminderDue' ? [e.reminder.about] : []))

describe('a timer that came due', () => {
  test('takes along what else of its order is due, and leaves what is not', () => {
    const { order, events } = fire(owing(), { key: 'debt/d2' })
    expect(new Set(reminded(events))).toEqual(new Set(['d1', 'd2']))
    expect(reminded(events)[0]).toBe('d2')
    expect(order.timers.find((t) => t.key === 'debt/d3')).toEqual(alarm('d3', at('16:00')))
    expect(order.timers.filter((t) => Date.parse(t.dueAt) <= Date.parse(MORNING))).toEqual([])
  })

  test('leaves the order as if each had come by itself, in the order of their instants [P27]', () => {
    const together = fire(owing(), { key: 'debt/d1' })
    const first = fire(owing(), { key: 'debt/d1', alone: true })
    expect(new Set(reminded(first.events))).toEqual(new Set(['d1']))
    const second = fire(first.order, { key: 'debt/d2', alone: true })
    expect(together.order).toEqual(second.order)
    expect(together.events).toEqual([...first.events, ...second.events])
  })

  test('is nothing when it is not armed any more, whatever else is due [P16]', () => {
    expect(fire(owing(), { key: 'debt/gone' })).toMatchObject({ events: [], effects: [] })
  })

  test('waits in the quiet hours with all that is due, each for the next opening', () => {
    const night = '2026-03-04T23:00:00+08:00'
    const { order, events } = fire(owing(), { key: 'debt/d1' }, facts(night))
    expect(reminded(events)).toEqual([])
    expect(order.timers.map((t) => t.key).toSorted()).toEqual(['debt/d1', 'debt/d2', 'debt/d3'])
    expect(order.timers.every((t) => Date.parse(t.dueAt) > Date.parse(night))).toBe(true)
  })
})

describe('firing on the road of commands', () => {
  const timer = { owner: 'GD-20260302-01', key: 'k', dueAt: MORNING }
  const tried = async (failing: (command: OrderCommand) => Error | undefined) => {
    const commands: OrderCommand[] = []
    const onOrder: Execute['onOrder'] = async (_number, command) => {
      commands.push(command)
      const error = failing(command)
      if (error) throw error
      return { accepted: 'repeat' }
    }
    const outcome = await runTimer(
      { onOrder } as Execute,
      fakeClock(),
    )(timer).then(
      () => 'fired',
      (error: Error) => error.message,
    )
    return { outcome, commands }
  }
  const TOGETHER = { type: 'FireTimer', key: 'k' }
  const ALONE = { ...TOGETHER, alone: true }

  test('goes alone where another of its order throws, which so holds up nobody', async () => {
    const isTogether = (command: OrderCommand) => !('alone' in command)
    expect(await tried((c) => (isTogether(c) ? new Error('a rule threw') : undefined))).toEqual({
      outcome: 'fired',
      commands: [TOGETHER, ALONE],
    })
    expect(await tried(() => new Error('its own rule threw'))).toEqual({
      outcome: 'its own rule threw',
      commands: [TOGETHER, ALONE],
    })
  })

  test('is not repeated at once while the storage is away', async () => {
    expect(await tried(() => fault('STORAGE_UNREACHABLE', 'away'))).toEqual({ outcome: 'away', commands: [TOGETHER] })
    expect(await tried(() => fault('ORDER_GONE', 'gone'))).toEqual({ outcome: 'fired', commands: [TOGETHER] })
  })
})
