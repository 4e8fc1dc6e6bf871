import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readHolidayFiles } from '../../bot/holiday-files'

const folder = mkdtempSync(join(tmpdir(), 'gendan-holidays-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let made = 0
const file = (content: unknown): string => {
  const path = join(folder, `${made++}.json`)
  writeFileSync(path, JSON.stringify(content))
  return path
}
const table = (...contents: unknown[]) => {
  const read = readHolidayFiles(contents.map(file))
  if (!read.ok) throw new Error(read.faults.join('\n'))
  return read.table
}

test('a notice for a new year is taken up with the days it moves in the year before', () => {
  const with2027 = table({ year: 2027, off: ['2026-12-31', '2027-01-01', '2027-02-04'], work: ['2026-12-27'] })
  expect(['2026-12-27', '2026-12-31', '2027-02-04', '2027-02-03'].map((d) => with2027.isWorkday(d))).toEqual([
    true,
    false,
    false,
    true,
  ])
  expect(with2027.isOfficial('2027-06-01')).toBe(true)
  expect(table().isOfficial('2027-06-01')).toBe(false)
})

test('a file for a known year takes the place of the table delivered', () => {
  const other = table({ year: 2026, off: ['2026-01-01'], work: [] })
  expect([other.isWorkday('2026-01-02'), other.isWorkday('2026-02-14'), other.isWorkday('2025-10-06')]).toEqual([
    true,
    false,
    false,
  ])
})

test('the form of the public lists is read as well, several years in one file', () => {
  const read = table([
    { year: 2027, days: [{ name: '元旦', date: '2027-01-01', isOffDay: true }] },
    { year: 2028, off: ['2028-01-03'], work: ['2028-01-02'] },
  ])
  expect([read.isWorkday('2027-01-01'), read.isWorkday('2028-01-02'), read.isWorkday('2028-01-03')]).toEqual([false, true, false])
})

test('an unreadable, empty or contradictory file stops the start with its place', () => {
  const read = readHolidayFiles([
    file({ year: 2027, days: [] }),
    file({ year: 2027, off: ['2027-1-1'], work: [] }),
    join(folder, 'absent.json'),
    file({ year: 2028, off: ['2028-01-01'], work: ['2028-01-01'] }),
  ])
  expect(read.ok ? [] : read.faults).toEqual([
    expect.stringContaining('.json：应为 {"year"'),
    expect.stringContaining('.json：应为 {"year"'),
    expect.stringContaining('absent.json：读不了'),
    expect.stringContaining('2028-01-01 又放假又上班'),
  ])
})
