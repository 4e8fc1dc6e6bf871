import { isStaff, nameOf, personById } from '../../access/lookup'
import { mayAnswer } from '../../access/permissions'
import { refuse, type Decision } from '../../decision'
import { TRACK_SAY } from '../../wording/tracking'
import { gateOf } from '../../flow/gate'
import { openPromptsOf, settlePrompt, taskSpec } from '../ask'
import { follow, isFollowed, raiseTask, waybillWords } from '../follow-shipment'
import type { OrderCommand } from '../order-commands'
import type { Order, Prompt } from '../order'
import type { SpokenWaybill, WaybillProposal } from '../shipment-tracking'
import { readLineFigures } from '../../prompt/read-line-figures'
import { settle } from '../settle'
import { addWaybill, announceShipment } from '../shipping'
import type { Work } from '../work'

type AnswerPrompt = (work: Work, command: Extract<OrderCommand, { type: 'AnswerPrompt' }>) => Decision

/** Who may say that goods left. */
const SHIPPERS = new Set(['warehouse', 'merchandiser', 'logistics', 'clerk', 'clerk_lead', 'director', 'sales'])

/** The card on which somebody says that goods left, if it is open. */
export const shipPromptOf = (order: Order): Prompt | undefined =>
  openPromptsOf(order).find((p) => p.actions.some((a) => a.then.includes('ship')))

/** Whether goods have left, or may leave now. */
export const mayShip = (order: Order): boolean => shipPromptOf(order) !== undefined || order.shipments.length > 0

/**
 * Waybills said in a chat (AC-086). Certain ones of a named order are recorded at once, as if the card of the shipment had been answered; others are
 * put to a person first. Refuses NOT_YOUR_ORDER, ORDER_OVER, NOT_TO_SHIP_YET, WAYBILL_KNOWN and what the card of the shipment refuses.
 */
export function recordWaybills(
  work: Work,
  command: Extract<OrderCommand, { type: 'RecordWaybills' }>,
  answerPrompt: AnswerPrompt,
): Decision {
  const { facts, order } = work
  const person = personById(facts.directory, facts.actorId)
  if (!isStaff(person) || !person?.roles.some((r) => SHIPPERS.has(r)))
    return refuse('NOT_YOUR_ORDER', { order: order.number, sales: nameOf(facts.directory, order.salesId) })
  if (order.phase !== 'running') return refuse('ORDER_OVER', { order: order.number, status: order.status })
  const again = order.shipments.find((s) => s.unconfirmed && command.waybills.some((w) => w.number === s.trackingNumber))
  if (again) return confirmAgain(work, again.id)
  const known = command.waybills.find((w) => w.number !== '' && isKnown(order, w.number))
  if (known && command.waybills.length === 1) return refuse('WAYBILL_KNOWN', { order: order.number, number: known.number })
  const fresh = command.waybills.filter((w) => w.number === '' || !isKnown(order, w.number))
  if (!mayShip(order)) return notYet(work)
  const prompt = shipPromptOf(order)
  const may = prompt === undefined || mayAnswerNow(work, prompt)
  if (command.sure && may && fresh.every((w) => w.doubts.length === 0)) return take(work, fresh, answerPrompt)
  const askIds = may || !prompt ? [facts.actorId] : prompt.assigneeIds
  for (const w of fresh) propose(work, may ? w : { ...w, doubts: [...w.doubts, TRACK_SAY.notSales] }, askIds)
  settle(work)
  return work.decision()
}

/** Which rule keeps the goods, what is missing, who may let it pass (AC-125). */
function notYet(work: Work): Decision {
  const { order, facts } = work
  const step = work.flow.steps.find((s) => !s.aside && s.tasks.some((t) => t.actions.some((a) => a.then.includes('ship'))))
  const gate = step && gateOf(work.flow, order, step, facts.directory, facts.clock.dateOf(facts.now))
  return gate
    ? refuse('STEP_NOT_OPEN', { order: order.number, step: step.title, ...gate })
    : refuse('NOT_TO_SHIP_YET', { order: order.number, status: order.status })
}

const isKnown = (order: Order, number: string): boolean =>
  order.shipments.some((s) => s.trackingNumber === number) || (order.proposals ?? []).some((p) => p.number === number)

const mayAnswerNow = (work: Work, prompt: Prompt): boolean =>
  mayAnswer(
    work.facts.directory,
    work.order,
    prompt,
    work.facts.actorId,
    taskSpec(work, prompt.stepId, prompt.taskId).strict,
    work.facts.clock.dateOf(work.facts.now),
  ).may

function propose(work: Work, w: SpokenWaybill, askIds: string[]): void {
  const { facts } = work
  const proposal: WaybillProposal = {
    ...w,
    id: facts.newId(),
    askIds,
    byId: facts.actorId,
    at: facts.now,
    ...(facts.evidence.quote ? { words: facts.evidence.quote } : {}),
    ...(facts.evidence.chatId ? { chatId: facts.evidence.chatId } : {}),
    ...(facts.evidence.messageId ? { messageId: facts.evidence.messageId } : {}),
  }
  work.emit({ type: 'WaybillProposed', proposal })
  // A card that is out already shows what came first; the new one shows all.
  for (const p of openPromptsOf(work.order, 'waybill', 'confirm-waybill'))
    settlePrompt(work, p.id, 'expired', { note: '又报了运单，请看新卡片' })
  raiseTask(work, 'confirm-waybill', `请核对订单 ${work.order.number} 的运单 ${w.carrier} ${w.number}。`)
}

/** Says that something stays behind. */
const STAYS = /先(?:发|走|送)|剩|余下|其[余他]|下[周次批]|分批|[没未]发|后面?[再补]/

/** What the words of a waybill say of the quantities on board: 先发电线30卷，开关下周发. Goods that are not named stay where others do. */
function quantitiesIn(prompt: Prompt, words: string): Record<string, string> {
  const asked = prompt.inputs.filter((i) => i.goods && i.id.startsWith('shipQty.'))
  const told = readLineFigures(asked, words, [], 'number')
  const stays = Object.keys(told).length > 0 && STAYS.test(words)
  return Object.fromEntries(
    asked.flatMap(({ id }): [string, string][] => (told[id] ? [[id, told[id]]] : stays ? [[id, '0']] : [])),
  )
}

/** The first one answers the card of the shipment, when it is open; the others are further waybills of the same goods (AC-096). */
function take(work: Work, waybills: SpokenWaybill[], answerPrompt: AnswerPrompt): Decision {
  const [first, ...others] = waybills
  if (!first) return work.decision()
  const prompt = shipPromptOf(work.order)
  const before = work.order.shipments.length
  if (prompt) {
    const action = prompt.actions.find((a) => a.then.includes('ship'))
    const inputs = {
      carrier: [first.carrier, first.plate].filter(Boolean).join(' '),
      trackingNumber: first.number || (first.driverPhone ?? '') || (first.plate ?? ''),
      ...(first.packages ? { packages: first.packages } : {}),
      ...quantitiesIn(prompt, (first.words ?? work.facts.evidence.quote ?? '').replace(first.number || ' ', ' ')),
    }
    const decision = answerPrompt(work, { type: 'AnswerPrompt', promptId: prompt.id, actionId: action?.id ?? 'shipped', inputs })
    if (!decision.accepted) return decision
    // Something is still asked for, such as the number of packages: the rest waits with it.
    if (work.order.shipments.length === before) {
      for (const w of others) propose(work, w, [work.facts.actorId])
      settle(work)
      return work.decision()
    }
  } else others.unshift(first)
  for (const w of others) {
    addWaybill(work, w)
    announceShipment(work)
  }
  settle(work)
  return work.decision()
}

/** The yes or no to proposed waybills. What was typed beside goes before what was read. */
export function settleProposals(
  work: Work,
  taken: boolean,
  inputs: Record<string, string>,
  answerPrompt: AnswerPrompt,
): Decision {
  const proposals = work.order.proposals ?? []
  for (const p of proposals) work.emit({ type: 'WaybillProposalClosed', id: p.id, taken })
  if (!taken) {
    settle(work)
    return work.decision()
  }
  const only = proposals.length === 1
  return take(
    work,
    proposals.map((p) => ({
      number: (only && inputs['trackingNumber']) || p.number,
      carrier: (only && inputs['carrier']) || p.carrier,
      ...(p.com && !(only && inputs['carrier']) ? { com: p.com } : {}),
      ...((only && inputs['packages']) || p.packages ? { packages: (only && inputs['packages']) || p.packages || '' } : {}),
      ...(p.plate ? { plate: p.plate } : {}),
      ...(p.driverPhone ? { driverPhone: p.driverPhone } : {}),
      ...(p.words ? { words: p.words } : {}),
      doubts: [],
    })),
    answerPrompt,
  )
}

/** The message was changed or taken back: the number is followed no longer until a second sign. */
export function doubtWaybills(work: Work, command: Extract<OrderCommand, { type: 'DoubtWaybills' }>): Decision {
  const { order } = work
  for (const s of order.shipments.filter((x) => x.messageId === command.messageId && !x.unconfirmed && !x.arrivedAt)) {
    work.emit({ type: 'ShipmentChanged', what: 'unconfirmed', shipment: { ...s, unconfirmed: command.why } })
    work.disarm((t) => t.key === `poll/${s.id}`)
    const what = command.why === 'edited' ? '修改' : '撤回'
    work.tell([order.salesId], TRACK_SAY.unconfirmed(order.number, waybillWords(s), what))
  }
  for (const p of (order.proposals ?? []).filter((x) => x.messageId === command.messageId))
    work.emit({ type: 'WaybillProposalClosed', id: p.id, taken: false })
  settle(work)
  return work.decision()
}

function confirmAgain(work: Work, shipmentId: string): Decision {
  const s = work.order.shipments.find((x) => x.id === shipmentId)
  if (!s) return work.decision()
  const { unconfirmed: _gone, ...confirmed } = s
  const { messageId } = work.facts.evidence
  work.emit({ type: 'ShipmentChanged', what: 'confirmed', shipment: { ...confirmed, ...(messageId ? { messageId } : {}) } })
  work.say(work.facts.evidence.chatId, TRACK_SAY.confirmedAgain(work.order.number, s.trackingNumber), {
    mentions: [work.order.salesId],
  })
  if (isFollowed(confirmed, work.facts)) follow(work, shipmentId)
  settle(work)
  return work.decision()
}
