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

test('working time is counted from the full minute, so that a moment of work does not carry a reminder over the evening', () => {
  expect(time.add('2026-03-02T17:15:30+08:00', '2h')).toBe('2026-03-03T10:15:00+08:00')
  expect(time.add('2026-03-02T14:00:00.007+08:00', '4h')).toBe('2026-03-02T18:00:00+08:00')
  expect(time.add('2026-03-02T14:01:00+08:00', '4h')).toBe('2026-03-03T09:01:00+08:00')
  expect(time.add('2026-03-02T14:00:30+08:00', '1d')).toBe('2026-03-03T14:00:00+08:00')
})

test('what falls at night or on a day off waits for the next opening', () => {
  expect(time.nextSend('2026-03-02T21:30:00+08:00')).toBe('2026-03-03T09:00:00+08:00')
  expect(time.nextSend('2026-03-07T10:00:00+08:00')).toBe('2026-03-09T09:00:00+08:00')
  expect(time.nextSend('2026-03-02T19:00:00+08:00')).toBe('2026-03-02T19:00:00+08:00')
  expect(time.nextSend('2026-03-02T07:00:00+08:00')).toBe('2026-03-02T09:00:00+08:00')
})

test('all moments of a minute are answered alike, each in its own words, and a minute of another offset is another minute', () => {
  const [first, later] = ['2026-03-02T20:59:07+08:00', '2026-03-02T20:59:48.250+08:00']
  for (const ask of [time.human, time.dateOf, (i: string) => time.add(i, '2h'), (i: string) => time.add(i, '1d')])
    expect(ask(later)).toBe(ask(first))
  // What may go out goes out at its own second.
  expect([first, later].map((i) => time.nextSend(i))).toEqual([first, later])
  expect(time.nextSend('2026-03-02T21:00:05+08:00')).toBe(time.nextSend('2026-03-02T21:00:59+08:00'))
  expect(time.dateOf('2026-03-02T20:59:07Z')).toBe('2026-03-03')
  expect(time.add('2026-03-02T04:00:00Z', '2h')).toBe(time.add('2026-03-02T12:00:00+08:00', '2h'))
  expect(time.add('2026-03-02T12:00:00+08:00', '3h')).not.toBe(time.add('2026-03-02T12:00:00+08:00', '2h'))
})

test('workdays are counted without the day itself; zero means this day or the next worked one', () => {
  expect([time.addWorkdays('2026-09-30', 1), time.addWorkdays('2026-10-03', 0), time.addWorkdays('2026-10-08', -1)]).toEqual([
    '2026-10-08',
    '2026-10-08',
    '2026-09-30',
  ])
})

const at = (company: Partial<Directory['company']>) => workingTime({ company: { ...directory.company, ...company } })

test('a six-day week works on Saturdays, but not on one inside a holiday', () => {
  const six = at({ workweek: [1, 2, 3, 4, 5, 6] })
  expect(six.add('2026-03-06T17:00:00+08:00', '2h')).toBe('2026-03-07T10:00:00+08:00')
  expect([six.isWorkday('2026-02-21'), six.isWorkday('2026-03-08'), six.addWorkdays('2026-02-14', 1)]).toEqual([
    false,
    false,
    '2026-02-24',
  ])
})

test('pauses between shifts do not count, and a night shift belongs to the day on which it begins', () => {
  const pause = at({
    shifts: [
      { start: '08:30', end: '12:00' },
      { start: '13:30', end: '18:00' },
    ],
  })
  expect(pause.add('2026-03-02T11:30:00+08:00', '1h')).toBe('2026-03-02T14:00:00+08:00')
  const night = at({
    shifts: [
      { start: '08:00', end: '16:00' },
      { start: '20:00', end: '04:00' },
    ],
  })
  expect(night.add('2026-03-02T22:00:00+08:00', '3h')).toBe('2026-03-03T01:00:00+08:00')
  expect(night.add('2026-03-07T02:00:00+08:00', '3h')).toBe('2026-03-09T09:00:00+08:00')
})

test('quiet hours are the company’s own: equal to their start is quiet, equal to their end is not', () => {
  const early = at({ quietHours: { start: '19:30', end: '07:30' } })
  expect(early.nextSend('2026-03-02T19:30:00+08:00')).toBe('2026-03-03T07:30:00+08:00')
  expect(early.nextSend('2026-03-02T07:30:00+08:00')).toBe('2026-03-02T07:30:00+08:00')
  expect(early.nextSend('2026-02-13T20:00:00+08:00')).toBe('2026-02-14T07:30:00+08:00')
})

test('what comes at the cut-off time or on a day off is received on the next workday', () => {
  const cut = at({ cutOff: '16:00' })
  expect(cut.received('2026-03-02T15:59:59+08:00')).toBe('2026-03-02T15:59:59+08:00')
  expect(cut.received('2026-03-02T16:00:00+08:00')).toBe('2026-03-03T09:00:00+08:00')
  expect(cut.add(cut.received('2026-03-07T10:00:00+08:00'), '1d')).toBe('2026-03-10T09:00:00+08:00')
  expect(time.received('2026-03-07T10:00:00+08:00')).toBe('2026-03-07T10:00:00+08:00')
})

test('a plant shutdown and a worked Sunday stand above the official calendar', () => {
  const own = at({ ownDays: { off: ['2026-02-12', '2026-02-13', '2026-02-14'], work: ['2026-03-08'] } })
  expect(own.addWorkdays('2026-02-11', 1)).toBe('2026-02-24')
  expect([own.isWorkday('2026-03-08'), time.isWorkday('2026-03-08')]).toEqual([true, false])
})

test('a moment in a year whose holidays are not published says so, one that a notice names does not', () => {
  expect(time.humanDue('2027-03-01T10:00:00+08:00')).toBe('3月1日 周一 10:00（2027年放假安排未公布，暂按法定节假日计算）')
  expect(time.humanDue('2026-12-31T10:00:00+08:00')).toBe('12月31日 周四 10:00')
})
