import { nameOf, isStaff, personById } from '../../access/lookup'
import { actingFor } from '../../access/leave'
import { promptCard } from '../../cards/prompt-card'
import { refuse, type Decision } from '../../decision'
import type { RoleId } from '../../company'
import type { StepSpec, TaskSpec } from '../../flow/flow'
import { SAY } from '../../wording/says'
import { redraw, stepSpec, taskSpec } from '../ask'
import type { Prompt, Timer } from '../order'
import { peopleOf } from '../tell'
import type { Work } from '../work'
import { chatFor } from '../../access/where-to-say'

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
  const cardKey = sendReminder(
    work,
    work.order.prompts.find((p) => p.id === prompt.id) ?? prompt,
    task,
    assignees,
    SAY.remind(names, prompt.title, order.number, since, rung),
  )
  if (superiors.length > 0)
    work.tell(
      superiors,
      SAY.escalate(
        superiors.map((id) => nameOf(facts.directory, id)),
        prompt.title,
        order.number,
        names.join('、'),
        since,
      ),
    )
  work.emit({ type: 'ReminderSent', key: timer.key, toIds: [...assignees, ...superiors], about: prompt.id, rung, cardKey })
  const again =
    rung > ladder.length + 2 ? '1d' : (task.clock?.again ?? step.clock?.again ?? task.clock?.sla ?? step.clock?.sla ?? '4h')
  const dueAt = facts.clock.nextSend(facts.clock.add(facts.now, again))
  work.arm({
    key: `remind/${prompt.id}/${rung + 1}`,
    kind: 'remind',
    dueAt,
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

/** A reminder carries the prompt's own buttons, so that it can be answered where it is read. */
function sendReminder(work: Work, prompt: Prompt, task: TaskSpec, toIds: string[], text: string): string {
  const { facts, order } = work
  const base = promptCard(order, task, prompt, facts)
  const mayPress = prompt.roles.length > 0 ? [...prompt.roles] : prompt.assigneeIds.slice(0, 1)
  const card = {
    ...base,
    kind: 'reminder' as const,
    title: `提醒：${base.title}`,
    actions: [
      ...base.actions,
      { id: 'postpone', label: '晚点提醒', style: 'default' as const, mayPress },
      {
        id: 'take-over',
        label: '转给我',
        style: 'default' as const,
        mayPress: [task.owner, 'clerk_lead', 'director'] as string[],
      },
    ],
    inputs: [...base.inputs, { id: 'until', label: '推迟到（可不填）', type: 'date' as const, required: false }],
  }
  const chatId = (toIds[0] ? chatFor(facts.directory, order, toIds[0]) : undefined) ?? prompt.chatId
  return work.say(chatId, text, { mentions: toIds, card, promptId: prompt.id })
}

/** The person asked wants to be reminded later: at most seven days on, never past a superior's eyes for ever. */
export function postpone(work: Work, prompt: Prompt): Decision {
  const { facts, order } = work
  const timer = order.timers.find((t) => t.kind === 'remind' && t.about === prompt.id)
  const dueAt = facts.clock.nextSend(facts.clock.add(facts.now, '1d'))
  work.disarm((t) => t.kind === 'remind' && t.about === prompt.id)
  work.arm({
    key: `remind/${prompt.id}/${timer?.rung ?? 1}`,
    kind: 'remind',
    dueAt,
    rule: 'postponed by one workday',
    toIds: prompt.assigneeIds,
    about: prompt.id,
    rung: timer?.rung ?? 1,
  })
  work.say(
    facts.evidence.chatId ?? prompt.chatId,
    SAY.postponed(nameOf(facts.directory, facts.actorId), prompt.title, facts.clock.humanDue(dueAt)),
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
  work.say(facts.evidence.chatId ?? prompt.chatId, SAY.takenOver(prompt.title, person.name), { urgency: 'note' })
  redraw(work, prompt.id)
  return work.decision()
}
