import { isLater, weekdayOf } from '../calendar/instants'
import { holdersOf } from '../access/lookup'
import { chatFor } from '../access/where-to-say'
import type { Facts } from '../facts'
import type { Outbound } from '../message'
import type { RecordDecision } from '../record/record'
import { COMPANY_DESK, type Desk } from './desk'
import { beginDeskWork } from './desk-work'
import { habitsOf, nextAt, nextWeekly, soon } from './when-to-send'

export type CompanyAlarm = 'morning' | 'evening' | 'weekly'
const ALARMS: CompanyAlarm[] = ['morning', 'evening', 'weekly']

/** When an alarm of the company is due next; undefined where the company does not want it. */
function nextAlarm(alarm: CompanyAlarm, facts: Facts): string | undefined {
  const habits = habitsOf(facts.directory.company)
  if (alarm === 'weekly') return habits.weeklyAt === '' ? undefined : nextWeekly(habits.weeklyOn, habits.weeklyAt, facts)
  const at = alarm === 'morning' ? habits.morningAt : habits.eveningAt
  return at === '' ? undefined : nextAt([at], facts)
}

/** Sets the company's alarms as its habits say; nothing when they stand already. Asked at every start, so that changed habits take effect. */
export function setAlarms(desk: Desk | undefined, facts: Facts): RecordDecision<Desk> {
  const work = beginDeskWork(desk, COMPANY_DESK)
  for (const key of ALARMS) {
    const armed = work.desk.timers.find((t) => t.key === key)
    const dueAt = nextAlarm(key, facts)
    const isOverdue = armed !== undefined && !isLater(armed.dueAt, facts.now)
    if (dueAt === armed?.dueAt || (isOverdue && dueAt !== undefined)) continue
    work.emit(dueAt === undefined ? { type: 'DeskTimerCleared', key } : { type: 'DeskTimerArmed', key, dueAt })
  }
  return work.decision()
}

/** The alarm went off and its messages go out with this write; it is set anew. At night it waits for the opening. */
export function report(desk: Desk, alarm: CompanyAlarm, messages: Outbound[], facts: Facts): RecordDecision<Desk> {
  const work = beginDeskWork(desk, COMPANY_DESK)
  const date = facts.clock.dateOf(facts.now)
  work.emit({ type: 'DeskTimerCleared', key: alarm })
  work.emit({ type: 'DeskReported', what: alarm, date })
  messages.forEach((message, i) =>
    work.push({ kind: 'send', key: `${COMPANY_DESK}/${alarm}/${date}/${i + 1}`, urgency: 'note', message }),
  )
  const dueAt = nextAlarm(alarm, facts)
  if (dueAt) work.emit({ type: 'DeskTimerArmed', key: alarm, dueAt })
  return work.decision()
}

/** Marks a desk for its morning list, which goes out with whatever is due then. Once a date. */
export function askMorning(desk: Desk | undefined, id: string, facts: Facts): RecordDecision<Desk> {
  const work = beginDeskWork(desk, id)
  const date = facts.clock.dateOf(facts.now)
  if (work.desk.morning === date) return work.decision()
  work.emit({ type: 'DeskMorningDue', date })
  if (!work.desk.timers.some((t) => t.key === 'soon')) work.emit({ type: 'DeskTimerArmed', key: 'soon', dueAt: soon(facts) })
  return work.decision()
}

/** From November on, on Mondays: the holidays of next year are not known yet, and somebody should bring them in. */
export function missingHolidays(facts: Facts): Outbound[] {
  const today = facts.clock.dateOf(facts.now)
  const next = Number(today.slice(0, 4)) + 1
  const isMonday = weekdayOf(today) === 1
  if (today.slice(5) < '11-01' || !isMonday || facts.clock.unsure(`${next}-06-30`) === '') return []
  return holdersOf(facts.directory, 'director').flatMap((person) => {
    const chatId = chatFor(facts.directory, undefined, person.id)
    return chatId
      ? [
          {
            chatId,
            text: `${person.name}，${next} 年的放假安排还没有导入，跨年的日期先按法定节假日计算。国务院通知发布后，请管理员设置 HOLIDAY_FILES 并重启。`,
            mentions: [person.id],
          },
        ]
      : []
  })
}
