import { createHash } from 'node:crypto'
import type { Directory } from '../domain/company'
import type { Clock } from '../domain/ports/clock'
import type { MasterData } from '../domain/ports/order-book'
import type { WorkClock } from '../domain/work-clock'

interface Notes {
  read(key: string): Promise<string | undefined>
  write(key: string, value: string): Promise<void>
}

const NOTE = 'calendar-mark'
/** Timers reach so far: dates of this year, the one before and the two after it decide. */
const YEARS = [-1, 0, 1, 2]

/** What the calendar says, in one short word: which days are worked, from when to when, and when nobody is disturbed. */
function markOf({ company }: Directory, clock: WorkClock, now: string): string {
  const year = Number(clock.dateOf(now).slice(0, 4))
  const { timezone, workingHours, workweek, shifts, quietHours, cutOff, reminders } = company
  const hash = createHash('sha256').update(
    JSON.stringify([timezone, workingHours, workweek, shifts, quietHours, cutOff, reminders]),
  )
  for (const y of YEARS)
    for (let date = `${year + y}-01-01`; date.startsWith(`${year + y}`); date = clock.addDays(date, 1))
      hash.update(clock.isWorkday(date) ? '1' : '0')
  return `${year} ${hash.digest('hex')}`
}

export interface CalendarWatch {
  notes: Notes
  master: Pick<MasterData, 'directory'>
  workClock(directory: Directory): WorkClock
  clock: Pick<Clock, 'nowIso'>
  /** Moves every timer that rests on the calendar. */
  follow(): Promise<void>
}

/** Looks at every start whether the holidays or the company's hours are other than at the last one, and has the timers follow. After a crash half way it is done again. */
export const watchCalendar =
  ({ notes, master, workClock, clock, follow }: CalendarWatch) =>
  async (): Promise<void> => {
    const company = await master.directory()
    if (company.people.length === 0) return
    const mark = markOf(company, workClock(company), clock.nowIso())
    if ((await notes.read(NOTE)) === mark) return
    await follow()
    await notes.write(NOTE, mark)
  }
