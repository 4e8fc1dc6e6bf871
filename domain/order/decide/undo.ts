import { chatById, isStaff, nameOf, personById } from '../../access/lookup'
import type { Chat } from '../../company'
import { refuse, type Decision } from '../../decision'
import { conditionParts } from '../../flow/condition-parts'
import type { ActionSpec, Flow } from '../../flow/flow'
import { baseTask } from '../../flow/part-tasks'
import { redraw } from '../ask'
import { evolve } from '../evolve-order'
import { plusMinutes } from '../minutes-until'
import type { OrderCommand } from '../order-commands'
import type { OrderEvent } from '../order-events'
import type { Order, Prompt } from '../order'
import { settle } from '../settle'
import { tellAlso, tellCustomer } from '../tell'
import { undoFault } from '../undo-right'
import type { Work } from '../work'

type Logged = NonNullable<Extract<OrderCommand, { type: 'UndoAnswer' }>['log']>

/** Answers whose effect cannot be taken back by this road: a customer's record was written, or the order was called off. */
const FINAL = ['bind', 'register-customer']

/** Whether the answer that is about to be given can be taken back, and until when. */
export function beginUndo(work: Work, prompt: Prompt, action: ActionSpec): void {
  const { undoMinutes } = work.facts.settings
  if (undoMinutes <= 0 || action.then.some((t) => FINAL.includes(t)) || action.id === 'cancel' || action.id === 'register') return
  work.undo = { promptId: prompt.id, until: plusMinutes(work.facts.now, undoMinutes) }
}

/** A held effect goes out a moment after the answer has become final, so that the two can never cross. */
const AFTER_MINUTES = 0.25

/**
 * Holds back what leaves the house until the answer cannot be taken back any more: words and papers to customers, and the courier's
 * tracking. What a customer is asked goes at once, with everything that is said in the same chat, so that the order of words stays right;
 * and so do the answers of customers themselves.
 */
export function holdBack(work: Work): void {
  const { undo, facts } = work
  const isFinal =
    undo === undefined ||
    work.order.prompts.find((p) => p.id === undo.promptId)?.settled?.undoUntil === undefined ||
    !isStaff(personById(facts.directory, facts.actorId))
  const asked = new Set(
    work.effects().flatMap((e) => (e.kind === 'send' && e.message.promptId !== undefined ? [e.message.chatId] : [])),
  )
  const keys: string[] = []
  const mode = facts.settings.undoHold
  const isOutside = (chat: Chat | undefined): boolean =>
    mode === 'always' || (mode === 'auto' && chat?.channel !== undefined && chat.channel !== 'sandbox')
  for (const effect of work.effects()) {
    if (effect.kind === 'track' && !isFinal && (mode === 'always' || facts.directory.chats.some(isOutside))) {
      work.replace({ ...effect, ...waiting(work, undo.until) })
      keys.push(effect.key)
      continue
    }
    if (effect.kind !== 'send' || !effect.held) continue
    const { held: _held, ...plain } = effect
    const chat = chatById(facts.directory, effect.message.chatId)
    if (isFinal || chat?.purpose !== 'customer' || !isOutside(chat) || asked.has(effect.message.chatId)) {
      work.replace(plain)
      continue
    }
    work.replace({ ...plain, ...waiting(work, undo.until) })
    keys.push(effect.key)
  }
  if (keys.length > 0 && undo) work.emit({ type: 'EffectsHeld', promptId: undo.promptId, keys })
}

const waiting = (work: Work, until: string) => ({
  notBefore: plusMinutes(until, AFTER_MINUTES),
  held: { orderNumber: work.order.number },
})

/** Steps that wait for a step, directly or through others. */
function standingOn(flow: Flow, stepId: string): Set<string> {
  const found = new Set([stepId])
  for (let grew = true; grew; ) {
    grew = false
    for (const step of flow.steps) {
      if (found.has(step.id)) continue
      const waitsFor = step.needs.flatMap((n) => conditionParts(n, [])).some(({ part }) => 'step' in part && found.has(part.step))
      if (!waitsFor) continue
      found.add(step.id)
      grew = true
    }
  }
  return found
}

/** What came after an answer and stands on it, in words; undefined when nothing does. */
function standsOn(work: Work, prompt: Prompt, mine: Logged, later: Logged): string | undefined {
  const asked = new Set(mine.flatMap(({ event }) => (event.type === 'PromptAsked' ? [event.prompt.id] : [])))
  const steps = standingOn(work.flow, prompt.stepId)
  const relines = mine.some(({ event }) => event.type === 'LinesSet')
  for (const { event, byId } of later) {
    if (event.type === 'PromptSettled' && event.state === 'done' && asked.has(event.promptId)) {
      const next = work.order.prompts.find((p) => p.id === event.promptId)
      return `${nameOf(work.facts.directory, byId)}已经答复了后面的【${next?.title ?? ''}】`
    }
    if (event.type === 'StepStateSet' && event.state !== 'waiting' && steps.has(event.stepId))
      return `后面的【${work.flow.steps.find((s) => s.id === event.stepId)?.title ?? event.stepId}】已经往下走了`
    if (event.type === 'LinesSet' && relines) return '产品明细后来又改过'
    if (event.type === 'StatusSet' && event.phase) return `订单已${event.status}`
    if (event.type === 'AnswerTakenBack') return '后来又撤回过别的答复，请先看最新的卡片'
  }
  return undefined
}

/** The events of one command: those that came with the same message. */
function eventsOf(log: Logged, promptId: string): { start: number; end: number } | undefined {
  const at = log.findLastIndex(
    ({ event }) => event.type === 'PromptSettled' && event.promptId === promptId && event.state === 'done',
  )
  const { inboundId } = log[at] ?? {}
  if (at < 0 || inboundId === undefined) return undefined
  let start = at
  while (start > 0 && log[start - 1]?.inboundId === inboundId) start -= 1
  let end = at + 1
  while (end < log.length && log[end]?.inboundId === inboundId) end += 1
  return { start, end }
}

const fold = (log: Logged): Order | undefined =>
  log.reduce<Order | undefined>((order, { event, at, byId }) => evolve(order, event, { at, byId }), undefined)

/**
 * Takes an answer back: the order stands as if it had never been given, but for what others did meanwhile on their own. What waited to leave
 * the house is dropped, cards that were asked because of it are withdrawn, papers are void, and the log keeps both.
 * Refuses NO_SUCH_PROMPT, UNDO_TOO_LATE, UNDO_NOT_YOURS, UNDO_STOOD_ON.
 */
export function undoAnswer(work: Work, command: Extract<OrderCommand, { type: 'UndoAnswer' }>): Decision {
  const { facts, order } = work
  const prompt = order.prompts.find((p) => p.id === command.promptId)
  if (!prompt) return refuse('NO_SUCH_PROMPT', {})
  const fault = undoFault(facts.directory, prompt, facts.actorId, facts.now)
  if (fault) return refuse(fault.code, fault.params)
  const log = command.log ?? []
  const found = eventsOf(log, prompt.id)
  if (!found) return refuse('UNDO_TOO_LATE', { title: prompt.title, minutes: String(facts.settings.undoMinutes) })
  const mine = log.slice(found.start, found.end)
  const later = log.slice(found.end)
  const why = standsOn(work, prompt, mine, later)
  if (why) return refuse('UNDO_STOOD_ON', { title: prompt.title, why })
  const before = fold([...log.slice(0, found.start), ...later])
  const answered = mine.map(({ event }) => event).find((e) => e.type === 'TaskAnswered')
  if (!before || answered?.type !== 'TaskAnswered') return refuse('NO_SUCH_PROMPT', {})
  const asked = mine.flatMap(({ event }) => (event.type === 'PromptAsked' ? [event.prompt.id] : []))
  work.emit({
    type: 'AnswerTakenBack',
    taken: {
      promptId: prompt.id,
      stepId: prompt.stepId,
      title: prompt.title,
      answer: answered.answer,
      at: facts.now,
      byId: facts.actorId,
      evidence: facts.evidence,
    },
    order: withoutAnswer(order, before, asked, prompt, facts.now),
  })
  settle(work)
  for (const id of [prompt.id, ...asked]) redraw(work, id)
  tellTakenBack(
    work,
    prompt,
    mine.map((l) => l.event),
    asked,
  )
  return work.decision()
}

/** The earlier state with what must not be forgotten: cards that are out, papers that exist, effects that are dropped. */
function withoutAnswer(order: Order, before: Order, asked: string[], prompt: Prompt, now: string): Order {
  const withdrawn = order.prompts
    .filter((p) => asked.includes(p.id))
    .map((p): Prompt => ({ ...p, state: 'expired', settled: { at: now, note: '上一步的答复已撤回' } }))
  const cards = new Map(order.prompts.map((p) => [p.id, p.cardKeys]))
  const voided = order.documents.filter((d) => !before.documents.some((b) => b.id === d.id)).map((d) => ({ ...d, voidedAt: now }))
  return {
    ...before,
    prompts: [...before.prompts.map((p) => ({ ...p, cardKeys: cards.get(p.id) ?? p.cardKeys })), ...withdrawn],
    documents: [...before.documents, ...voided],
    deliveryMarks: order.deliveryMarks,
    dropped: [...(before.dropped ?? []), ...(prompt.settled?.held ?? [])],
  }
}

/** Colleagues who were told hear that it does not count; a customer who was told or asked already gets a correction. */
function tellTakenBack(work: Work, prompt: Prompt, events: OrderEvent[], asked: string[]): void {
  const { facts, order } = work
  const action = prompt.actions.find((a) => a.id === prompt.settled?.actionId)
  const owners = order.prompts.filter((p) => asked.includes(p.id)).flatMap((p) => p.assigneeIds)
  const text = `更正：订单 ${order.number}【${prompt.title}】的答复（${action?.label ?? '已处理'}）已由${nameOf(facts.directory, facts.actorId)}撤回，以重新答复为准。`
  tellAlso(work, ['sales', 'clerk'], text)
  const chats = new Set(work.effects().flatMap((e) => (e.kind === 'send' ? [e.message.chatId] : [])))
  const others = owners.filter((id) => isStaff(personById(facts.directory, id)))
  const unreached = others.filter((id) => !facts.directory.chats.some((c) => chats.has(c.id) && c.memberIds.includes(id)))
  work.tell(unreached, text)
  const asksThem = order.prompts.some((p) => asked.includes(p.id) && chatById(facts.directory, p.chatId)?.purpose === 'customer')
  const toldThem =
    prompt.settled?.held === undefined && events.some((e) => e.type === 'TaskAnswered') && saysToCustomer(work, prompt, events)
  const heard = asksThem || toldThem
  if (heard)
    tellCustomer(work, `您好，更正：订单 ${order.number} 刚才的通知有误，请以稍后的消息为准，抱歉。`, undefined, [], false)
}

/** Consequences by which a customer hears of an answer. */
const HEARD = /^(?:customer:|hand:|sheet$|relax$|relaxed$|announce$|transit-trouble$)/

/** Whether the customer was told something by the answer itself, or by a step that it opened or ended. */
function saysToCustomer(work: Work, prompt: Prompt, events: OrderEvent[]): boolean {
  const task = work.flow.steps.find((s) => s.id === prompt.stepId)?.tasks.find((t) => t.id === baseTask(prompt.taskId))
  const action = task?.actions.find((a) => a.id === prompt.settled?.actionId)
  const steps = events.flatMap((e) => {
    const step = e.type === 'StepStateSet' ? work.flow.steps.find((s) => s.id === e.stepId) : undefined
    if (e.type !== 'StepStateSet' || !step) return []
    return e.state === 'open' ? step.onOpen : e.state === 'done' ? step.onDone : []
  })
  return [...(action?.then ?? []), ...steps].some((name) => HEARD.test(name) || name === 'ask-deposit')
}
