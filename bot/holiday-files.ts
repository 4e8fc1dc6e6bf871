import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type HolidayNotice, holidayTable, PUBLISHED, type HolidayTable } from '../domain/calendar/workdays'

const date = z.iso.date()
const year = z.int().min(2000).max(2100)
/** As the notices in domain/calendar/holidays. */
const ours = z.object({ year, off: z.array(date), work: z.array(date), source: z.string().optional() })
/** As the public lists of the yearly notices (holiday-cn) spell them. */
const listed = z
  .object({ year, days: z.array(z.object({ date, isOffDay: z.boolean() })).min(1) })
  .transform(({ year: of, days }) => ({
    year: of,
    off: days.filter((d) => d.isOffDay).map((d) => d.date),
    work: days.filter((d) => !d.isOffDay).map((d) => d.date),
  }))
const notice = z.union([ours, listed])
const file = z.union([notice.transform((n) => [n]), z.array(notice)], {
  error: '应为 {"year": 2027, "off": ["2027-01-01"], "work": ["2027-02-14"]} 这样的一年安排，或几年的列表',
})

export type HolidayFiles = { ok: true; table: HolidayTable } | { ok: false; faults: string[] }

/** Holiday notices from files over those that come with the product; one message per fault. */
export function readHolidayFiles(paths: readonly string[]): HolidayFiles {
  const notices: HolidayNotice[] = [...PUBLISHED]
  const faults: string[] = []
  for (const path of paths) {
    try {
      const read = file.safeParse(JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')))
      if (read.success) notices.push(...read.data)
      else faults.push(`${path}：${read.error.issues[0]?.message ?? '读不懂'}`)
    } catch (error) {
      faults.push(`${path}：读不了（${error instanceof Error ? error.message : String(error)}）`)
    }
  }
  for (const n of notices) {
    const both = n.off.filter((d) => n.work.includes(d))
    if (both.length > 0) faults.push(`${n.year} 年：${both.join('、')} 又放假又上班，请核对`)
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, table: holidayTable(notices) }
}
