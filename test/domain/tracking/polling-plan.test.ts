import { nextLook, type Followed } from '../../../domain/tracking/polling-plan'
import { workingTime } from '../../../domain/working-time'

const clock = workingTime({
  company: { name: 'x', timezone: 'Asia/Shanghai', flow: 'paper-mill', workingHours: { start: '08:30', end: '17:30' } },
})
const at = (time: string): string => `2026-11-24T${time}:00+08:00`
const followed = (change: Partial<Followed> = {}): Followed => ({
  state: 'in_transit',
  hasRecord: true,
  since: at('09:00'),
  lastChangeAt: at('09:00'),
  ...change,
})
const same = (found: unknown, iso: string): void => expect(Date.parse((found as { at: string }).at)).toBe(Date.parse(iso))

test('every four hours while nothing was picked up on the first day, also at night', () =>
  same(nextLook(followed({ state: 'created', hasRecord: false }), at('21:00'), clock), '2026-11-25T01:00:00+08:00'))

test('in transit every four hours between 08:00 and 20:00', () => {
  same(nextLook(followed(), at('10:00'), clock), at('14:00'))
  same(nextLook(followed(), at('17:00'), clock), '2026-11-25T08:00:00+08:00')
  same(nextLook(followed(), at('02:00'), clock), at('08:00'))
})

test('hourly once it is near', () => {
  same(nextLook(followed({ state: 'arrived_city' }), at('10:00'), clock), at('11:00'))
  same(nextLook(followed({ state: 'out_for_delivery' }), at('10:00'), clock), at('11:00'))
})

test('daily and told after five days without a change', () => {
  const next = nextLook(followed({ lastChangeAt: '2026-11-19T08:00:00+08:00' }), at('10:00'), clock)
  expect(next).toMatchObject({ silent: true })
  same(next, '2026-11-25T10:00:00+08:00')
})

test('stops after three days without any record, a day after the delivery, and when it ended', () => {
  expect(
    nextLook(followed({ state: 'created', hasRecord: false, since: '2026-11-21T08:00:00+08:00' }), at('10:00'), clock),
  ).toEqual({ stop: 'no-record' })
  same(nextLook(followed({ state: 'delivered', deliveredAt: at('09:30') }), at('10:00'), clock), '2026-11-25T09:30:00+08:00')
  expect(nextLook(followed({ state: 'delivered', lookedAfterDelivery: true }), at('10:00'), clock)).toEqual({ stop: 'delivered' })
  expect(nextLook(followed({ state: 'returned' }), at('10:00'), clock)).toEqual({ stop: 'ended' })
})
