import { getLunarDate } from 'chinese-days'
import { holidays, workdays } from 'chinese-days/dist/chinese-days.json'
import { PUBLISHED_TABLE } from '../../../domain/calendar/workdays'

const daysOf = (year: number): string[] =>
  Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(year, 0, 1 + i)).toISOString().slice(0, 10)).filter((d) =>
    d.startsWith(String(year)),
  )
/** By the table of that package; its functions read a plain date in the zone of the process. */
const isWorkedElsewhere = (date: string): boolean =>
  date in workdays || (!(date in holidays) && ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()))
const after = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)

test.each([2024, 2025, 2026])('every day of %i is judged as by another collection of the notices', (year) => {
  expect(daysOf(year).filter((d) => PUBLISHED_TABLE.isWorkday(d) !== isWorkedElsewhere(d))).toEqual([])
})

/** New Year's Eve to the third day, dragon boat, mid-autumn; leap months hold none of them. */
const isLunarHoliday = (date: string): boolean => {
  const { lunarMon, lunarDay, isLeap } = getLunarDate(date)
  const next = getLunarDate(after(date))
  if (next.lunarMon === 1 && next.lunarDay === 1) return true
  return (
    !isLeap && ((lunarMon === 1 && lunarDay <= 3) || (lunarMon === 5 && lunarDay === 5) || (lunarMon === 8 && lunarDay === 15))
  )
}

test.each([2027, 2028, 2029, 2030])('of %i only the days free by law are off, and every day of it is unsure', (year) => {
  const off = daysOf(year).filter((d) => !PUBLISHED_TABLE.isWorkday(d, []))
  const bySun = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((d) => `${year}-${d}`)
  const qingming = off.filter((d) => /-04-0[45]$/.test(d))
  expect(qingming).toHaveLength(1)
  expect(off).toEqual([...new Set([...bySun, ...qingming, ...daysOf(year).filter(isLunarHoliday)])].sort())
  expect(daysOf(year).some((d) => PUBLISHED_TABLE.isOfficial(d))).toBe(false)
})
