import { Temporal } from 'temporal-polyfill'
import { applyTimeRule, type TimeRule } from '../../../domain/calendar/time-rules'
import { cases } from '../../cases/calendar.json'

test.each(cases.map((c) => [`${c.id} ${c.note}`, c] as const))('%s', (_, c) => {
  const found = applyTimeRule(c.start, c.rule as TimeRule)
  expect(Temporal.Instant.from(found.at).toString()).toBe(Temporal.Instant.from(c.expectedUtc).toString())
  expect(found.provisional).toBe(c.provisional)
})

test('counting back over an unpublished new year says that the result is provisional', () => {
  expect(applyTimeRule('2027-01-04', { type: 'remind_before', n: 1, at: '09:00' })).toEqual({
    at: '2026-12-31T09:00:00+08:00',
    provisional: true,
  })
})

test('refuses to count more than 400 workdays', () => {
  expect(() => applyTimeRule('2026-03-11', { type: 'remind_before', n: 401, at: '09:00' })).toThrow(RangeError)
})
