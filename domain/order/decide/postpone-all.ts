import { nameOf } from '../../access/lookup'
import { mayAnswer } from '../../access/permissions'
import { refuse } from '../../decision'
import type { Facts } from '../../facts'
import { ROLE_NAMES } from '../../wording/roles'
import { SAY } from '../../wording/says'
import { taskSpec } from '../ask'
import type { Order, Prompt } from '../order'
import { beginWork, type Work } from '../work'
import { daysFault, putOff } from './reminders'
import type { SeveralDecision } from './several'

interface Open {
  work: Work
  prompt: Prompt
}

/**
 * Puts off the reminders of several tasks to the opening of `until` (YYYY-MM-DD), or of the next workday: all in one write, said once.
 * Doing it twice changes nothing more. Refuses LIST_OVER where all are settled, NOT_YOURS where none is this person's to answer, and
 * POSTPONE_OUT_OF_RANGE.
 */
export function postponeAll(orders: Order[], promptIds: string[], until: string | undefined, facts: Facts): SeveralDecision {
  const { clock } = facts
  const today = clock.dateOf(facts.now)
  const works = orders.map((o) => beginWork(o, facts, facts.flow(o.flow, o.flowVersion)))
  const open: Open[] = works.flatMap((work) =>
    work.order.prompts.flatMap((prompt) => (promptIds.includes(prompt.id) && prompt.state === 'open' ? [{ work, prompt }] : [])),
  )
  const [first] = open
  if (!first) return refuse('LIST_OVER')
  const right = ({ work, prompt }: Open) =>
    mayAnswer(
      facts.directory,
      work.order,
      prompt,
      facts.actorId,
      taskSpec(work, prompt.stepId, prompt.taskId).strict,
      clock.dateOf(facts.now),
    )
  const mine = open.filter((o) => right(o).may)
  if (mine.length === 0) {
    const { may: _may, ...refused } = { who: '', ...right(first) }
    const { owner } = taskSpec(first.work, first.prompt.stepId, first.prompt.taskId)
    return refuse('NOT_YOURS', { owner: ROLE_NAMES[owner], mayAct: refused.who, title: first.prompt.title })
  }
  const date = until ?? clock.addWorkdays(today, 1)
  const fault = daysFault(first.prompt.title, date, facts)
  if (fault) return refuse(fault.code, fault.params)
  const dueAt = mine.map(({ work, prompt }) => putOff(work, prompt, { date, workdays: 0, time: 'opening' }))[0] ?? facts.now
  first.work.say(
    facts.evidence.chatId ?? first.prompt.chatId,
    SAY.postponedAll(nameOf(facts.directory, facts.actorId), mine.length, clock.humanDue(dueAt)),
    { urgency: 'note' },
  )
  const decided = works.map((w) => w.decision())
  return {
    accepted: true,
    writes: decided.flatMap((d) => (d.accepted && d.events.length > 0 ? [{ order: d.order, events: d.events }] : [])),
    effects: decided.flatMap((d) => (d.accepted ? d.effects : [])),
  }
}
