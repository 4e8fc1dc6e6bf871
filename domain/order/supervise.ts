import type { Timer } from './order'
import { peopleOf } from './tell'
import type { Work } from './work'

/** Local time at which a task of the follow-up comes up on its day. */
const IN_THE_MORNING = '10:00'

/** What the confirmation sheet has the clerk's assistant look after (AC-055), each on a day of its own. */
const WATCHED: Record<string, (from: string, until: string) => string> = {
  start: (from) => `今天（${from}）上机，请核实生产时间是否按计划`,
  middle: (_from, until) => `完成日 ${until}，时间过半，请核实进度和数量`,
  end: (_from, until) => `完成日 ${until} 快到了，请核实质量和数量`,
}

/** The days of the tasks: the day production starts, the middle, and the last workday before the finished date. Days that are past are left out. */
function daysOf(work: Work): [string, { date: string; workdays: number }][] {
  const { clock, now } = work.facts
  const { facts, draft } = work.order
  const today = clock.dateOf(now)
  const until = facts['finishDate']?.value ?? facts['promisedDate']?.value ?? draft.requestedDate?.value
  if (!until || until <= today) return []
  const start = facts['productionDate']?.value
  const from = start && start > today ? start : today
  const days: [string, { date: string; workdays: number }][] = [
    ...(start && start > today ? [['start', { date: start, workdays: 0 }] as [string, { date: string; workdays: number }]] : []),
    ['middle', { date: middleOf(work, from, until), workdays: 0 }],
    ['end', { date: until, workdays: -1 }],
  ]
  const dayOf = ({ date, workdays }: { date: string; workdays: number }): string => clock.addWorkdays(date, workdays)
  return days.filter(([, day], i) => dayOf(day) > today && !days.slice(0, i).some(([, earlier]) => dayOf(earlier) === dayOf(day)))
}

/** The workday half way between two dates. */
function middleOf(work: Work, from: string, until: string): string {
  const { clock } = work.facts
  let count = 0
  for (let day = from; day < until && count < 400; day = clock.addWorkdays(day, 1)) count++
  return clock.addWorkdays(from, Math.floor(count / 2))
}

/** Arms the dated tasks of the follow-up when production begins. */
export function armSupervision(work: Work, stepId: string): void {
  for (const [what, day] of daysOf(work))
    work.arm({
      key: `supervise/${what}`,
      kind: 'supervise',
      plan: { ...day, time: IN_THE_MORNING },
      rule: `${what} of production, by the dates of the confirmation sheet`,
      toIds: peopleOf(work, ['merchandiser']),
      about: stepId,
    })
}

/** A task of the follow-up came due: the assistant is told what to look after today. */
export function fireSupervision(work: Work, timer: Timer): void {
  const { order } = work
  const what = WATCHED[timer.key.split('/')[1] ?? '']
  if (!what || order.steps[timer.about]?.state !== 'open') return
  const from = order.facts['productionDate']?.value ?? ''
  const until = order.facts['finishDate']?.value ?? order.facts['promisedDate']?.value ?? order.draft.requestedDate?.value ?? ''
  const words = `订单 ${order.number} 跟单：${what(from, until)}，结果回复在【生产进度】卡片上，有问题报异常。`
  work.remind({
    key: timer.key,
    kind: 'step',
    about: timer.about,
    toIds: peopleOf(work, ['merchandiser']),
    words,
    line: words,
    urgent: false,
  })
  work.emit({ type: 'Noted', text: `跟单任务：${what(from, until)}`, inner: true })
}
