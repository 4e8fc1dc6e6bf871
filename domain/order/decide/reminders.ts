import { nameOf, isStaff, personById } from '../../access/lookup'
import { actingFor } from '../../access/leave'
import { mayAnswer } from '../../access/permissions'
import { onDuty } from '../../access/rota'
import { isUrgent } from '../../desk/reminder'
import { colleaguesFor } from '../../cards/reminder-card'
import { refuse, type Decision } from '../../decision'
import type { RoleId } from '../../company'
import type { Facts } from '../../facts'
import type { Refusal } from '../../refusal'
import type { StepSpec, TaskSpec } from '../../flow/flow'
import { SAY } from '../../wording/says'
import { redraw, stepSpec, taskSpec } from '../ask'
import { type DuePlan, dueBy } from '../due-plan'
import type { Prompt, Timer } from '../order'
import { peopleOf } from '../tell'
import type { Work } from '../work'

/** Superiors of a step, for the upper rungs. */
const ladderOf = (step: StepSpec): RoleId[] => (step.ladder.length > 0 ? step.ladder : ['clerk_lead', 'director'])

/** The remaining rungs above an open prompt: owner, owner again, superior, director; then daily. */
export function fireReminder(work: Work, timer: Timer): void {
  const { facts, order } = work
  const prompt = order.prompts.find((p) => p.id === timer.about)
  if (!prompt || prompt.state !== 'open') return
  const step = stepSpec(work, prompt.stepId)
  const task = taskSpec(work, prompt.stepId, prompt.taskId)
  const rung = timer.rung ?? 1
  const date = facts.clock.dateOf(facts.now)
  const assignees = reassignAway(work, prompt, date)
  const names = assignees.map((id) => nameOf(facts.directory, id))
  const since = `自 ${facts.clock.human(prompt.askedAt)} 起`
  const ladder = ladderOf(step)
  const superiors = rung <= 2 ? [] : peopleOf(work, ladder.slice(0, rung - 2)).filter((id) => !assignees.includes(id))
  const urgent = isUrgent(order, prompt.stepId, task.owner)
  const duty = rung === 1 ? undefined : onDuty(facts.directory, task.owner, date)
  const onDutyToo = duty && !assignees.includes(duty) ? duty : undefined
  const line = `订单 ${order.number}【${prompt.title}】，${since}`
  work.remind({
    key: `task/${prompt.id}`,
    kind: 'task',
    about: prompt.id,
    toIds: assignees,
    words: `${SAY.remind(names, prompt.title, order.number, since, rung)}${onDutyToo ? SAY.onDuty(nameOf(facts.directory, onDutyToo)) : ''}`,
    line,
    urgent,
  })
  for (const id of new Set([...superiors, ...(onDutyToo ? [onDutyToo] : [])]))
    work.remind({
      key: `escalation/${prompt.id}`,
      kind: 'escalation',
      about: prompt.id,
      toIds: [id],
      words: SAY.escalate([nameOf(facts.directory, id)], prompt.title, order.number, names.join('、'), since),
      line: `${line}，由${names.join('、') || '（未指定）'}负责`,
      urgent,
    })
  const own = facts.settings.clocks[step.id]
  const again =
    rung > ladder.length + 2
      ? '1d'
      : (own?.again ?? own?.sla ?? task.clock?.again ?? step.clock?.again ?? task.clock?.sla ?? step.clock?.sla ?? '4h')
  work.arm({
    key: `remind/${prompt.id}/${rung + 1}`,
    kind: 'remind',
    plan: { from: facts.now, after: again },
    rule: `${again} working time after rung ${rung}`,
    toIds: assignees,
    about: prompt.id,
    rung: rung + 1,
  })
}

/** People who went on leave meanwhile are replaced by their delegates before anybody is reminded. */
function reassignAway(work: Work, prompt: Prompt, date: string): string[] {
  const { facts } = work
  const now = [...new Set(prompt.assigneeIds.map((id) => actingFor(facts.directory, id, date)))]
  if (now.join() !== prompt.assigneeIds.join())
    work.emit({ type: 'PromptReassigned', promptId: prompt.id, assigneeIds: now, byId: 'bot', why: '原负责人休假' })
  return now
}

/** What waits for people who are away today goes over to those who act for them, before the day's lists are made. */
export function coverLeave(work: Work): Decision {
  const date = work.facts.clock.dateOf(work.facts.now)
  for (const prompt of work.order.prompts.filter((p) => p.state === 'open')) {
    const now = reassignAway(work, prompt, date)
    if (now.join() !== prompt.assigneeIds.join()) redraw(work, prompt.id)
  }
  return work.decision()
}

/** A task may be put off this many days: longer, and its superiors would never hear of it. */
const MOST_DAYS_LATER = 7

/** Whether a task may be put off to this date (YYYY-MM-DD): from tomorrow on, but not for ever. */
export function daysFault(title: string, until: string, { clock, now }: Facts): Refusal | undefined {
  const today = clock.dateOf(now)
  const last = clock.addDays(today, MOST_DAYS_LATER)
  return until <= today || until > last
    ? { code: 'POSTPONE_OUT_OF_RANGE', params: { title, first: clock.addDays(today, 1), last } }
    : undefined
}

/** Moves the next reminder of a task to the instant of a plan, and gives that instant; nothing where it stands there already. */
export function putOff(work: Work, prompt: Prompt, plan: DuePlan): string {
  const isOurs = (t: Timer): boolean => t.kind === 'remind' && t.about === prompt.id
  const timer = work.order.timers.find(isOurs)
  const dueAt = dueBy(plan, work.facts.clock)
  if (timer && work.facts.clock.minutesBetween(timer.dueAt, dueAt) === 0) return dueAt
  work.disarm(isOurs)
  work.arm({
    key: `remind/${prompt.id}/${timer?.rung ?? 1}`,
    kind: 'remind',
    plan,
    rule: 'date' in plan ? `postponed to ${plan.date}` : 'postponed by one workday',
    toIds: prompt.assigneeIds,
    about: prompt.id,
    rung: timer?.rung ?? 1,
  })
  return dueAt
}

/** The person asked wants to be reminded later: on the morning of `until` (YYYY-MM-DD), or a workday on. Refuses POSTPONE_OUT_OF_RANGE. */
export function postpone(work: Work, prompt: Prompt, until: string | undefined): Decision {
  const { facts } = work
  const fault = until === undefined ? undefined : daysFault(prompt.title, until, facts)
  if (fault) return refuse(fault.code, fault.params)
  const dueAt = putOff(work, prompt, until ? { date: until, workdays: 0, time: 'opening' } : { from: facts.now, after: '1d' })
  work.say(
    facts.evidence.chatId ?? prompt.chatId,
    SAY.postponed(nameOf(facts.directory, facts.actorId), work.order.number, prompt.title, facts.clock.humanDue(dueAt)),
    { urgency: 'note' },
  )
  return work.decision()
}

/** A colleague with the same role, or a superior, takes the task. */
export function takeOver(work: Work, prompt: Prompt, task: TaskSpec): Decision {
  const { facts } = work
  const person = personById(facts.directory, facts.actorId)
  const roles: RoleId[] = [task.owner, ...task.mayAlso, ...(task.strict ? [] : (['clerk_lead', 'director'] as RoleId[]))]
  if (!isStaff(person) || task.owner === 'customer' || !person?.roles.some((r) => roles.includes(r)))
    return refuse('CANNOT_TAKE_OVER', { title: prompt.title })
  work.emit({ type: 'PromptReassigned', promptId: prompt.id, assigneeIds: [facts.actorId], byId: facts.actorId, why: '接手' })
  work.say(facts.evidence.chatId ?? prompt.chatId, SAY.takenOver(person.name, prompt.title), { urgency: 'note' })
  redraw(work, prompt.id)
  return work.decision()
}

/** The person asked hands the task to a colleague of the same role, or to somebody who may answer it as well. Refuses NO_SUCH_COLLEAGUE and COLLEAGUE_CANNOT with the names of those who may take it. */
export function delegate(work: Work, prompt: Prompt, task: TaskSpec, toId: string | undefined): Decision {
  const { facts } = work
  const colleagues = colleaguesFor(facts, prompt, task)
  const date = facts.clock.dateOf(facts.now)
  const mayTake = facts.directory.people.filter(
    (p) =>
      isStaff(p) &&
      !prompt.assigneeIds.includes(p.id) &&
      (colleagues.some((c) => c.id === p.id) || mayAnswer(facts.directory, work.order, prompt, p.id, task.strict, date).may),
  )
  const chosen = toId
    ? mayTake.find((c) => c.id === toId || c.name === toId)
    : colleagues.length === 1
      ? mayTake.find((c) => c.id === colleagues[0]?.id)
      : undefined
  if (!chosen) {
    const names = mayTake.map((c) => c.name).join('、') || '（没有）'
    return toId && personById(facts.directory, toId)
      ? refuse('COLLEAGUE_CANNOT', { title: prompt.title, name: nameOf(facts.directory, toId), names })
      : refuse('NO_SUCH_COLLEAGUE', { title: prompt.title, names })
  }
  work.emit({ type: 'PromptReassigned', promptId: prompt.id, assigneeIds: [chosen.id], byId: facts.actorId, why: '转交' })
  work.say(
    facts.evidence.chatId ?? prompt.chatId,
    SAY.handedOver(prompt.title, nameOf(facts.directory, facts.actorId), chosen.name, work.order.number),
    {
      mentions: [chosen.id],
    },
  )
  redraw(work, prompt.id)
  return work.decision()
}
