import type { Directory } from '../../../domain/company'
import { isWorkday } from '../../../domain/calendar/workdays'
import { workingTime } from '../../../domain/working-time'

const directory: Directory = {
  company: { name: '厂', timezone: 'Asia/Shanghai', flow: 'paper-mill', workingHours: { start: '09:00', end: '18:00' } },
  people: [],
  chats: [],
  customers: [],
  products: [],
  shops: [],
}
const time = workingTime(directory)

test.each([
  [2024, 251],
  [2025, 248],
  [2026, 248],
])('%i has %i workdays by the official tables', (year, days) => {
  const all = Array.from({ length: 366 }, (_, i) => time.addDays(`${year}-01-01`, i)).filter((d) => d.startsWith(String(year)))
  expect(all.filter((d) => isWorkday(d))).toHaveLength(days)
})

test('a make-up Saturday is worked, a holiday Monday is not, an unpublished year keeps the days free by law [AC-128]', () => {
  expect([isWorkday('2026-02-14'), isWorkday('2026-02-16'), isWorkday('2027-10-01'), isWorkday('2027-02-06')]).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('working hours are consumed inside opening hours and pass over the Spring Festival', () => {
  expect(time.add('2026-03-02T16:00:00+08:00', '4h')).toBe('2026-03-03T11:00:00+08:00')
  expect(time.add('2026-02-14T17:00:00+08:00', '2h')).toBe('2026-02-24T10:00:00+08:00')
  expect(time.add('2026-03-06T17:30:00+08:00', '1d')).toBe('2026-03-09T17:30:00+08:00')
})

test('seconds are not lost where working hours pass over the evening', () => {
  expect(time.add('2026-03-02T17:15:30+08:00', '2h')).toBe('2026-03-03T10:15:30+08:00')
  expect(time.add('2026-03-02T17:15:00.007+08:00', '2h')).toBe('2026-03-03T10:15:00.007+08:00')
  expect(time.add('2026-03-02T14:00:00+08:00', '4h')).toBe('2026-03-02T18:00:00+08:00')
})

test('what falls at night or on a day off waits for the next opening', () => {
  expect(time.nextSend('2026-03-02T21:30:00+08:00')).toBe('2026-03-03T09:00:00+08:00')
  expect(time.nextSend('2026-03-07T10:00:00+08:00')).toBe('2026-03-09T09:00:00+08:00')
  expect(time.nextSend('2026-03-02T19:00:00+08:00')).toBe('2026-03-02T19:00:00+08:00')
  expect(time.nextSend('2026-03-02T07:00:00+08:00')).toBe('2026-03-02T09:00:00+08:00')
})

test('workdays are counted without the day itself; zero means this day or the next worked one', () => {
  expect([time.addWorkdays('2026-09-30', 1), time.addWorkdays('2026-10-03', 0), time.addWorkdays('2026-10-08', -1)]).toEqual([
    '2026-10-08',
    '2026-10-08',
    '2026-09-30',
  ])
})
