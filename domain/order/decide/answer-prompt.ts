import { INTENT_PATH, isWithoutValue } from '../draft-fields'
import { mayAnswer } from '../../access/permissions'
import { isStaff, nameOf, personById } from '../../access/lookup'
import { isRequired } from '../../cards/prompt-card'
import { CHECKS, isHearsay } from '../../checks/answer-checks'
import { shippingHold } from '../../dunning/shipping-hold'
import { draftStepId } from '../../flow/draft-step'
import { holds } from '../../flow/open-steps'
import { partOfTask } from '../../flow/part-tasks'
import { refuse, type Decision } from '../../decision'
import type { Evidence } from '../../evidence'
import type { Facts } from '../../facts'
import type { ActionSpec, TaskSpec } from '../../flow/flow'
import { readInput } from '../../prompt/read-input'
import { refusalText, type RefusalCode } from '../../wording/refusals'
import { ROLE_NAMES } from '../../wording/roles'
import { SAY } from '../../wording/says'
import { consequence } from '../consequences'
import { draftChange } from '../draft-change'
import { advanceException } from '../exceptions'
import { openPromptsOf, settlePrompt, stepSpec, taskSpec, redraw } from '../ask'
import { releasesGoods } from '../release-goods'
import type { OrderCommand } from '../order-commands'
import type { Answer, Order, Prompt } from '../order'
import { settle } from '../settle'
import { settledRefusal } from '../settled-refusal'
import { settleProposals } from './waybills'
import { tellCustomer, tellRoles } from '../tell'
import type { Work } from '../work'
import { registerCustomer } from '../register-customer'
import { afterDraftChange, changeDraft, confirmFault, draftConfirmed } from './draft'
import { delegate, postpone, takeOver } from './reminders'
import { markRollOver } from './roll-over'
import { beginUndo, holdBack } from './undo'

type Command = Extract<OrderCommand, { type: 'AnswerPrompt' }>

/** Reads, checks and records an answer to a prompt; then lets the order move on. Refuses ALREADY_SETTLED, PROMPT_EXPIRED, NOT_YOURS, UNKNOWN_ACTION, INPUT_INVALID and whatever the task's checks refuse. */
export function answerPrompt(work: Work, command: Command): Decision {
  const prompt = work.order.prompts.find((p) => p.id === command.promptId)
  if (!prompt) return refuse('NO_SUCH_PROMPT', {})
  const { facts } = work
  const over = settledRefusal(prompt, facts)
  if (over) return refuse(over.code, over.params)
  const task = taskSpec(work, prompt.stepId, prompt.taskId)
  const right = mayAnswer(facts.directory, work.order, prompt, facts.actorId, task.strict, facts.clock.dateOf(facts.now))
  if (command.actionId === 'take-over') return takeOver(work, prompt, task)
  if (!right.may) return refuse('NOT_YOURS', { owner: ROLE_NAMES[task.owner], mayAct: right.who, title: prompt.title })
  if (command.actionId === 'postpone') return postpone(work, prompt, command.inputs['until'] || undefined)
  if (command.actionId === 'delegate') return delegate(work, prompt, task, command.inputs['delegateTo'] || undefined)
  const action = prompt.actions.find((a) => a.id === command.actionId)
  if (action) beginUndo(work, prompt, action)
  if (!action) return refuse('UNKNOWN_ACTION', { actions: prompt.actions.map((a) => a.label).join('、') })

  const read = readInputs(work, prompt, task, command)
  if (!read.ok) return read.refused
  if (task.kind === 'draft') return answerDraft(work, prompt, action, read.inputs, right.forId)
  const { inputs } = read

  const missing = prompt.inputs.find((i) => isRequired(i, action.id) && !inputs[i.id])
  if (missing) {
    awaitInput(work, prompt, action.id, inputs, missing.id)
    const hint =
      missing.type === 'choice'
        ? `请选：${(missing.choices ?? []).map((c) => c.label).join(' / ')}。`
        : missing.type === 'file'
          ? '请引用卡片发图片或文件。'
          : '请直接回复。'
    const name = nameOf(facts.directory, facts.actorId)
    const ticks = prompt.inputs.filter((i) => i.must !== undefined && isRequired(i, action.id) && !inputs[i.id])
    const words =
      ticks.length > 1 && ticks[0] === missing
        ? SAY.askTicks(
            name,
            ticks.map((t) => t.label),
          )
        : SAY.askInput(name, missing.label, hint)
    work.say(facts.evidence.chatId ?? prompt.chatId, words, {
      mentions: [facts.actorId],
      promptId: prompt.id,
    })
    return work.decision()
  }
  const context = { stepId: prompt.stepId, taskId: task.id, actionId: action.id, inputs }
  const held = releasesGoods(action) ? shippingHold(facts.account, work.order, facts) : undefined
  if (held) return refuse(held.code, held.params)
  for (const name of task.checks) {
    const refused = CHECKS[name]?.(work, context)
    const again = refused && askedAgain(refused.refusal.code, prompt, work.order, inputs)
    if (again) {
      awaitInput(work, prompt, action.id, inputs, again)
      work.say(facts.evidence.chatId ?? prompt.chatId, refusalText(refused.refusal.code, refused.refusal.params), {
        mentions: [facts.actorId],
        promptId: prompt.id,
      })
      return work.decision()
    }
    if (refused) return refused
  }
  record(work, prompt, task, action, inputs, right.forId)
  if (task.id === 'confirm-waybill') return settleProposals(work, action.id === 'take', inputs, answerPrompt)
  settle(work)
  holdBack(work)
  return work.decision()
}

type Inputs = Record<string, string>

/** What was given stays given, and the next words may be the input that is asked for. */
function awaitInput(work: Work, prompt: Prompt, actionId: string, inputs: Inputs, asking: string): void {
  const files = filesSoFar(work, prompt)
  const pending = { actionId, byId: work.facts.actorId, inputs, asking, ...(files.length > 0 ? { files } : {}) }
  work.emit({ type: 'PromptPending', promptId: prompt.id, pending })
}

/** The input that a refused answer only lacks, or has to say otherwise: 还缺收货地址. */
const askedAgain = (code: RefusalCode, prompt: Prompt, order: Order, inputs: Inputs): string | undefined =>
  code === 'DEPOSIT_DISAGREES'
    ? 'deposit'
    : code === 'QUANTITY_UNCLEAR'
      ? prompt.inputs.find((i) => i.goods && !inputs[i.id])?.id
      : code === 'DETAILS_MISSING'
        ? prompt.inputs.find((i) => i.fills && i.fills !== 'notes' && !inputs[i.id] && !order.draft[i.fills]?.value)?.id
        : undefined

/** Files of an answer that came in several messages, those of this one last (AC-126). */
const filesSoFar = (work: Work, prompt: Prompt): NonNullable<Evidence['files']> => {
  const { facts } = work
  return [...(prompt.pending?.files ?? []), ...(facts.evidence.files ?? [])]
}

/** What was collected before: by the same person all of it; of others their files, for a paper is the same whoever hands it in. */
const saidBefore = ({ pending, inputs }: Prompt, actorId: string): Inputs =>
  pending === undefined || pending.byId === actorId
    ? { ...pending?.inputs }
    : Object.fromEntries(Object.entries(pending.inputs).filter(([id]) => inputs.find((i) => i.id === id)?.type === 'file'))

/** Inputs of this answer over those collected before; each read by its type. */
function readInputs(
  work: Work,
  prompt: Prompt,
  task: TaskSpec,
  command: Command,
): { ok: true; inputs: Inputs } | { ok: false; refused: Decision } {
  const { facts } = work
  const read: Inputs = task.kind === 'draft' ? {} : saidBefore(prompt, facts.actorId)
  const today = facts.clock.dateOf(facts.now)
  for (const [id, raw] of Object.entries(command.inputs)) {
    const spec =
      prompt.inputs.find((i) => i.id === id) ?? (task.kind === 'draft' ? undefined : task.inputs.find((i) => i.id === id))
    if (!raw.trim()) continue
    if (!spec) {
      read[id] = raw.trim().slice(0, 2000)
      continue
    }
    if (task.kind === 'draft' && spec.type !== 'date') {
      read[id] = raw.trim()
      continue
    }
    const value = readInput(spec, raw, today)
    if (!value.ok) return { ok: false, refused: refuse('INPUT_INVALID', { label: spec.label, expected: value.expected }) }
    if (spec.written && isHearsay(value.value)) return { ok: false, refused: refuse('ORAL_INVALID', { label: spec.label }) }
    read[id] = value.value
  }
  const written = prompt.inputs.find((i) => i.written)
  if (written && command.quote && isHearsay(command.quote))
    return { ok: false, refused: refuse('ORAL_INVALID', { label: prompt.title }) }
  return { ok: true, inputs: read }
}

/** Confirms, edits, registers or cancels a draft. */
function answerDraft(work: Work, prompt: Prompt, action: ActionSpec, inputs: Inputs, forId: string | undefined): Decision {
  const { facts } = work
  if (action.id === 'cancel') return cancelDraft(work, prompt, inputs['note'] ?? '')
  const changes = Object.entries(inputs).flatMap(([path, value]) => draftChange(path, value, facts.clock.dateOf(facts.now)))
  // That a point was looked at is an answer without a change.
  const seen = work.order.openPoints.some((p) => isWithoutValue(p.path) && p.path in inputs)
  const answered = changes.length > 0 || seen
  if (answered) changeDraft(work, changes, changes.length > 0 ? [...Object.keys(inputs), INTENT_PATH] : Object.keys(inputs))
  if (action.id === 'register') {
    const refused = registerCustomer(work, inputs['class'])
    if (refused) return refused
    afterDraftChange(work)
    return work.decision()
  }
  if (action.id === 'edit') {
    if (!answered)
      work.say(prompt.chatId, '请直接引用这张卡片回复要改的内容，例如：数量改成300，地址换成佛山市南海区桂城街道1号。', {
        mentions: [facts.actorId],
        promptId: prompt.id,
      })
    else afterDraftChange(work)
    return work.decision()
  }
  const fault = confirmFault(work.order, !isStaff(personById(facts.directory, facts.actorId)))
  if (fault) {
    if (!answered) return fault
    afterDraftChange(work)
    return work.decision()
  }
  work.emit({ type: 'OpenPointsSet', points: [] })
  record(work, prompt, taskSpec(work, prompt.stepId, prompt.taskId), action, {}, forId)
  draftConfirmed(work)
  settle(work)
  holdBack(work)
  return work.decision()
}

function cancelDraft(work: Work, prompt: Prompt, why: string): Decision {
  const { facts, order } = work
  work.emit({ type: 'StatusSet', status: work.flow.statuses.cancelled, phase: 'cancelled', why })
  settlePrompt(work, prompt.id, 'done', { actionId: 'cancel', byId: facts.actorId })
  work.say(prompt.chatId, SAY.cancelled(order.number, nameOf(facts.directory, facts.actorId), why))
  settle(work)
  holdBack(work)
  return work.decision()
}

/** Ticks that were answered with anything but their good value. */
const failedTicks = (prompt: Prompt, inputs: Inputs): string[] =>
  prompt.inputs.filter((i) => i.must !== undefined && inputs[i.id] !== undefined && inputs[i.id] !== i.must).map((i) => i.label)

function record(work: Work, prompt: Prompt, task: TaskSpec, action: ActionSpec, inputs: Inputs, forId: string | undefined): void {
  const { facts } = work
  const files = filesSoFar(work, prompt)
  const evidence = files.length > 0 ? { ...facts.evidence, files } : facts.evidence
  const answer: Answer = { taskId: task.id, actionId: action.id, inputs, evidence, ...(forId ? { forId } : {}) }
  const context = { stepId: prompt.stepId, taskId: task.id, actionId: action.id, inputs }
  const failed = action.outcome === 'settle' ? failedTicks(prompt, inputs) : []
  // Where an answer settles only once its effect is complete, the effect comes first: part of the money keeps the task open.
  const late = task.settlesWhen !== undefined && action.outcome === 'settle' && failed.length === 0
  if (late) for (const name of action.then) consequence(work, name, context)
  const incomplete = late && task.settlesWhen !== undefined && !holds(task.settlesWhen, work.order, partOfTask(task.id))
  const outcome = failed.length > 0 || incomplete ? 'stay' : action.outcome
  work.emit({ type: 'TaskAnswered', stepId: prompt.stepId, answer, outcome })
  if (outcome !== 'stay') {
    for (const spec of prompt.inputs) {
      const value = inputs[spec.id]
      if (spec.fills && value !== undefined)
        work.emit({
          type: 'DraftFieldSet',
          field: spec.fills,
          to: { value, source: 'added', byId: facts.actorId, at: facts.now },
        })
      if (spec.sets && value !== undefined)
        work.emit({
          type: 'FactSet',
          id: spec.sets,
          fact: {
            value,
            byId: facts.actorId,
            at: facts.now,
            ...(facts.evidence.messageId ? { messageId: facts.evidence.messageId } : {}),
          },
        })
    }
  }
  for (const [id, value] of Object.entries(action.sets ?? {}))
    work.emit({ type: 'FactSet', id, fact: value === '' ? null : { value, byId: facts.actorId, at: facts.now } })
  if (prompt.stepId === 'sign-back' && outcome === 'settle') markRollOver(work)
  if (outcome === 'settle') settlePrompt(work, prompt.id, 'done', { actionId: action.id, byId: facts.actorId })
  if (prompt.stepId === 'exception') advanceException(work, task.id, inputs)
  if (failed.length > 0) {
    work.emit({
      type: 'FactSet',
      id: `${prompt.stepId}.failed`,
      fact: { value: failed.join('、'), byId: facts.actorId, at: facts.now },
    })
    tellRoles(work, [task.owner, 'sales', 'clerk'], SAY.ticksFailed(work.order.number, prompt.title, failed.join('、')))
    if (prompt.pending) work.emit({ type: 'PromptPending', promptId: prompt.id, pending: null })
    redraw(work, prompt.id)
    return
  }
  if (!late) for (const name of action.then) consequence(work, name, context)
  if (outcome === 'stay' || outcome === 'block') {
    if (prompt.pending) work.emit({ type: 'PromptPending', promptId: prompt.id, pending: null })
    redraw(work, prompt.id)
    return
  }
  if (outcome === 'return') sendBack(work, prompt, action, inputs)
  if (outcome === 'reject') reject(work, prompt, action, inputs)
}

/** Why, as it was written; words that name the button may say it as well: 太贵了. */
const reasonOf = (inputs: Inputs, { evidence }: Facts): string =>
  inputs['reason'] ?? inputs['note'] ?? evidence.quote?.slice(0, 200) ?? '未写原因'

/** Back to an earlier step: that step opens again, and so does whatever was asked here. */
function sendBack(work: Work, prompt: Prompt, action: ActionSpec, inputs: Inputs): void {
  const { facts } = work
  const target = stepSpec(work, action.to ?? draftStepId(work.flow))
  settlePrompt(work, prompt.id, 'done', {
    actionId: action.id,
    byId: facts.actorId,
    note: `${action.label}：${reasonOf(inputs, facts)}`,
  })
  for (const p of openPromptsOf(work.order, prompt.stepId)) settlePrompt(work, p.id, 'expired', { note: '本环节已退回' })
  work.emit({
    type: 'StepReopened',
    stepId: prompt.stepId,
    why: reasonOf(inputs, facts),
    ...(target.id === prompt.stepId ? {} : { until: target.id }),
  })
  work.emit({ type: 'StepReopened', stepId: target.id, why: reasonOf(inputs, facts) })
  if (target.id === draftStepId(work.flow)) work.emit({ type: 'StatusSet', status: work.flow.statuses.draft })
  const byCustomer = !isStaff(personById(facts.directory, facts.actorId))
  // Who goes back to their own cart is asked there; to the staff there is nothing to mend.
  if (byCustomer && target.owner === 'customer') return
  tellRoles(
    work,
    ['sales', 'clerk'],
    SAY.returned(work.order.number, nameOf(facts.directory, facts.actorId), reasonOf(inputs, facts)),
  )
  if (byCustomer) tellCustomer(work, SAY.returnedByCustomer(work.order.number, target.title))
}

function reject(work: Work, prompt: Prompt, action: ActionSpec, inputs: Inputs): void {
  const { facts } = work
  work.emit({ type: 'StepStateSet', stepId: prompt.stepId, state: 'rejected' })
  work.emit({ type: 'StatusSet', status: work.flow.statuses.rejected, phase: 'rejected', why: reasonOf(inputs, facts) })
  settlePrompt(work, prompt.id, 'done', {
    actionId: action.id,
    byId: facts.actorId,
    note: `${action.label}：${reasonOf(inputs, facts)}`,
  })
  tellRoles(
    work,
    ['sales', 'clerk'],
    SAY.rejected(work.order.number, nameOf(facts.directory, facts.actorId), reasonOf(inputs, facts)),
  )
}
