import { Temporal } from 'temporal-polyfill'
import { HOLIDAYS } from '../words/holidays'
import { asNumber } from '../text/numerals'

type Day = Temporal.PlainDate

/** Months and days of the sun's calendar that have names. */
const SOLAR: Record<string, [month: number, day: number]> = {
  三八: [3, 8],
  妇女: [3, 8],
  植树: [3, 12],
  情人: [2, 14],
  五四: [5, 4],
  青年: [5, 4],
  六一: [6, 1],
  儿童: [6, 1],
  '618': [6, 18],
  六一八: [6, 18],
  七一: [7, 1],
  建党: [7, 1],
  八一: [8, 1],
  建军: [8, 1],
  教师: [9, 10],
  万圣: [10, 31],
  双11: [11, 11],
  双十一: [11, 11],
  双12: [12, 12],
  双十二: [12, 12],
  平安夜: [12, 24],
  圣诞: [12, 25],
}
/** Months and days of the moon's calendar that have names. */
const LUNAR: Record<string, [month: number, day: number]> = {
  大年初一: [1, 1],
  元宵: [1, 15],
  正月十五: [1, 15],
  龙抬头: [2, 2],
  七夕: [7, 7],
  中元: [7, 15],
  重阳: [9, 9],
  腊八: [12, 8],
  小年: [12, 23],
}
/** The n-th such weekday of a month: Mother's Day, Father's Day. */
const NTH: Record<string, [month: number, weekday: number, nth: number]> = { 母亲: [5, 7, 2], 父亲: [6, 7, 3], 感恩: [11, 4, 4] }

const either = (...tables: object[]): string =>
  tables
    .flatMap((t) => Object.keys(t))
    .sort((a, b) => b.length - a.length)
    .join('|')
/** Source of a pattern for the names of days; its first group is the name. */
export const NAMED_DAY = `(?<![\\d一二三四五六七八九十])(${either(SOLAR, LUNAR, NTH)}|除夕|年三十|大年三十|冬至)(?:节)?`
/** Statutory holidays by what they are called, longest first; the group is the name. */
export const HOLIDAY = '(元旦|春节|过年|年|清明|五一|劳动节|端午|中秋|国庆|十一|节|开工|假)(?:节)?(?:假期?|放假|长假)?'

const next = (d: Day, at: (year: number) => Day): Day => {
  const found = at(d.year)
  return Temporal.PlainDate.compare(found, d) < 0 ? at(d.year + 1) : found
}
const solstice = (year: number): Day => {
  const y = year % 100
  return Temporal.PlainDate.from({ year, month: 12, day: Math.floor(y * 0.2422 + 21.94) - Math.floor(y / 4) })
}

let moon: Intl.DateTimeFormat | undefined
/** Month and day of the moon's calendar, as 12/8; a leap month has letters and fits nothing. */
const lunarOf = (d: Day): string => {
  moon ??= new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
  const parts = moon.formatToParts(d.toZonedDateTime('UTC').epochMilliseconds)
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('month')}/${part('day')}`
}
const found = new Map<string, Day | undefined>()
/** The next day of the moon's calendar, today included; a year and a leap month ahead at most. Looked for once. */
function lunarDay(d: Day, month: number, day: number): Day | undefined {
  const key = `${d.toString()} ${month}/${day}`
  if (!found.has(key)) {
    if (found.size > 500) found.clear()
    found.set(key, searchLunar(d, month, day))
  }
  return found.get(key)
}
function searchLunar(d: Day, month: number, day: number): Day | undefined {
  for (let ahead = 0; ahead < 400; ahead++) {
    const one = d.add({ days: ahead })
    if (lunarOf(one) === `${month}/${day}`) return one
  }
  return undefined
}
/** 腊月二十, 农历八月初三, 正月初八: month and day as they are said. */
export function lunarSaid(month: string, day: string, d: Day): Day | undefined {
  const m = { 正: 1, 冬: 11, 腊: 12 }[month] ?? asNumber(month)
  const n = asNumber(day.replace('初', ''))
  return m >= 1 && m <= 12 && n >= 1 && n <= 30 ? lunarDay(d, m, n) : undefined
}

/** The next day of that name, today included. */
export function namedDay(name: string, d: Day): Day | undefined {
  const solar = SOLAR[name]
  if (solar) return next(d, (year) => Temporal.PlainDate.from({ year, month: solar[0], day: solar[1] }))
  const nth = NTH[name]
  if (nth)
    return next(d, (year) => {
      const first = Temporal.PlainDate.from({ year, month: nth[0], day: 1 })
      return first.add({ days: ((nth[1] - first.dayOfWeek + 7) % 7) + 7 * (nth[2] - 1) })
    })
  if (name === '冬至') return next(d, solstice)
  if (/除夕|三十/.test(name)) return lunarDay(d.add({ days: 1 }), 1, 1)?.subtract({ days: 1 })
  const lunar = LUNAR[name]
  return lunar && lunarDay(d, lunar[0], lunar[1])
}

/** The day before or after a statutory holiday; a bare 节 is the next one that has not ended. */
export function aroundHoliday(word: string, kind: 'by' | 'after', d: Day): { date: Day; kind: 'by' | 'after' } | undefined {
  const name = { 过年: '春节', 年: '春节', 开工: '春节', 劳动节: '五一', 十一: '国庆' }[word] ?? word
  const today = d.toString()
  const found = HOLIDAYS.find((h) => (name === '节' || name === '假' || h.name === name) && h.end >= today)
  if (!found) return undefined
  return kind === 'by'
    ? { date: Temporal.PlainDate.from(found.start).subtract({ days: 1 }), kind }
    : { date: Temporal.PlainDate.from(found.end).add({ days: 1 }), kind }
}
