import { Temporal } from 'temporal-polyfill'

const WEEKDAYS: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 }
const WORDS: [string, number][] = [
  ['大后天', 3],
  ['后天', 2],
  ['明天', 1],
  ['明早', 1],
  ['今天', 0],
  ['今日', 0],
]

const build = (year: number, month: number, day: number): string | undefined => {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}

/** The next such day that is not in the past. */
const upcoming = (today: Temporal.PlainDate, month: number, day: number): string | undefined => {
  const thisYear = build(today.year, month, day)
  return thisYear !== undefined && thisYear >= today.toString() ? thisYear : build(today.year + 1, month, day)
}

/**
 * Reads a date as people answer a question: 2026-12-03, 12月3号, 12/3, 12.3, 3号, 明天, 下周五, 周五. `today` is YYYY-MM-DD.
 * undefined when the text holds no date. Whole order messages are read by domain/intake; this reads short answers.
 */
export function readDate(text: string, today: string): string | undefined {
  const t = text.normalize('NFKC').trim().slice(0, 60)
  const now = Temporal.PlainDate.from(today)
  const full = /(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})/.exec(t)
  if (full) return build(Number(full[1]), Number(full[2]), Number(full[3]))
  const monthDay = /(\d{1,2})\s?[月/.-]\s?(\d{1,2})/.exec(t)
  if (monthDay) return upcoming(now, Number(monthDay[1]), Number(monthDay[2]))
  for (const [word, days] of WORDS) if (t.includes(word)) return now.add({ days }).toString()
  const week = /(下下|下|这|本)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])/.exec(t)
  if (week) {
    const target = WEEKDAYS[week[2] ?? ''] ?? 1
    const monday = now.subtract({ days: now.dayOfWeek - 1 })
    const weeks = week[1] === '下下' ? 2 : week[1] === '下' ? 1 : 0
    const date = monday.add({ days: weeks * 7 + target - 1 })
    return (week[1] === undefined && Temporal.PlainDate.compare(date, now) <= 0 ? date.add({ days: 7 }) : date).toString()
  }
  const later = /(\d{1,3})\s?天[之以]?后/.exec(t)
  if (later) return now.add({ days: Number(later[1]) }).toString()
  const dayOnly = /(?:^|\D)(\d{1,2})\s?[号日]/.exec(t)
  if (dayOnly) {
    const day = Number(dayOnly[1])
    for (let i = 0; i < 3; i++) {
      const month = now.add({ months: i })
      const date = build(month.year, month.month, day)
      if (date !== undefined && date >= today) return date
    }
  }
  return undefined
}
