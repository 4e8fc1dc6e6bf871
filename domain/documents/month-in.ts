import { Temporal } from 'temporal-polyfill'

/**
 * The month that words name, as "2026-11": 2026-11, 2026年11月, 11月 (this year, or last year's when it lies ahead), 本月, 上月; nothing named means this month.
 * undefined for other words. `today` is a plain date.
 */
export function monthIn(words: string, today: string): string | undefined {
  const text = words.normalize('NFKC').replace(/[\s:：。]/g, '')
  const now = Temporal.PlainDate.from(today).toPlainYearMonth()
  if (text === '' || text === '本月' || text === '这个月') return now.toString()
  if (text === '上月' || text === '上个月') return now.subtract({ months: 1 }).toString()
  const found = /^(?:(20\d{2})[-年./]?)?(\d{1,2})月?$/.exec(text)
  const month = Number(found?.[2])
  if (!found || month < 1 || month > 12) return undefined
  if (found[1]) return Temporal.PlainYearMonth.from({ year: Number(found[1]), month }).toString()
  const named = Temporal.PlainYearMonth.from({ year: now.year, month })
  return (Temporal.PlainYearMonth.compare(named, now) > 0 ? named.subtract({ years: 1 }) : named).toString()
}
