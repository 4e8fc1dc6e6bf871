import { customerByName, customersNamedIn, nameOf } from '../domain/access/lookup'
import { chatFor } from '../domain/access/where-to-say'
import { ordersNothing } from '../domain/intake/draft-doubts'
import { parseOrderText } from '../domain/intake/parse-order-text'
import type { ParsedMessage } from '../domain/intake/draft'
import { orderNumberIn } from '../domain/intake/order-number-in'
import type { IntakeWay, Order } from '../domain/order/order'
import type { Refusal } from '../domain/refusal'
import { askToCancel, callsOff, reasonToCallOff } from '../domain/prompt/call-off'
import { SAY } from '../domain/wording/says'
import { earlyAnswer } from './early-answer'
import { changesOwnDraft } from './change-drafts'
import { isMeantAsChange, linesToAdd, readCorrection, readLineChanges } from './read-correction'
import type { HandlerDeps } from './deps'
import type { CreateCommand, Execute } from './execute-command'
import { intakeContext } from './intake-context'
import { passOn } from './pass-on'
import { takesOrders, type Talk } from './talk'

/** How the order came in, from the words of whoever writes it down (AC-001). */
const WAYS: [RegExp, IntakeWay][] = [
  [/(电话|来电)(下单|订单|记录|里|订)/, 'phone'],
  // A fax number in a letterhead and goods brought to the works tell nothing of how the order came.
  [/(传真|扫描件)(?![:：]?\s?[\d(（+])/, 'fax'],
  [/来访|拜访|上门(?:来|下单|订|谈|看)|(?:客户|老板|他们?|人)到厂/, 'visit'],
  [/邮件|(?<!发|开|到)邮箱(?!收|查)/, 'mail'],
  [/(口头|口述)/, 'oral'],
]
const wayOf = (text: string): IntakeWay => WAYS.find(([pattern]) => pattern.test(text.slice(0, 400)))?.[1] ?? 'chat'

/** Texts longer than this are no order message; nobody reads them back in a chat either. */
const MOST_CHARACTERS = 20_000

/** An order, an amendment or a cancellation in plain words. Chatter stays without an answer. */
export async function receiveOrderText(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const { text } = talk
  if (text.trim().length < 2 || talk.chat.purpose === 'broadcast') return false
  if (text.length > MOST_CHARACTERS) {
    await talk.reply(
      `这条消息有 ${text.length} 个字，太长了读不了。请拆成几条，或用表格文件发给我（每条不超过 ${MOST_CHARACTERS} 字）。`,
    )
    return true
  }
  const parsed = parseOrderText(text, intakeContext(talk, deps))
  if (parsed.intent === 'cancel') return cancel(talk, deps, execute, parsed)
  if (parsed.intent === 'order' && !takesOrders(talk)) return earlyAnswer(talk, deps, parsed)
  if (parsed.intent === 'order' && (await changesOwnDraft(talk, deps, execute, parsed))) return true
  if (parsed.intent === 'order' && !(await namesRunning(talk, deps))) return createFrom(talk, deps, execute, parsed)
  if (parsed.intent === 'payment' && talk.isCustomer) return paidUnasked(talk, deps, execute)
  const isChange = parsed.intent === 'order' || parsed.intent === 'amend'
  return (isChange && (await amend(talk, deps, execute, parsed))) || earlyAnswer(talk, deps, parsed)
}

/** A customer tells of money that no question waits for: it is passed on, since silence looks like a booking. */
async function paidUnasked(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const orders = talk.customerId ? await deps.book.find({ customerId: talk.customerId, activeOnly: true, limit: 5 }) : []
  const running = orders.filter((o) => o.phase === 'running')
  return running.length === 1 && running[0] !== undefined && passOnWish(talk, execute, running[0], SAY.customerPaid)
}

/** Each order of the message becomes a draft of its own. The inbound event counts as handled with the last of them; a repeat finds the earlier ones by their birth keys. */
async function createFrom(talk: Talk, deps: HandlerDeps, execute: Execute, parsed: ParsedMessage): Promise<boolean> {
  if (parsed.orders.every((_, i) => ordersNothing(parsed, i))) return earlyAnswer(talk, deps, parsed)
  const count = parsed.orders.length
  for (const [i, read] of parsed.orders.entries()) {
    const draft = talk.isCustomer && !read.customerName ? withOwnName(read, talk) : read
    const last = draft.reference?.value === 'last_order' ? await lastOrderOf(draft.customerName?.value, talk, deps) : undefined
    const command: CreateCommand = {
      type: 'CreateOrder',
      birthKey: `${talk.inbound.id}#${i}`,
      text: talk.text,
      way: wayOf(talk.text),
      draft,
      doubts: parsed.doubts.filter((d) => d.path.startsWith(`orders[${i}]`)),
      ...(count > 1 ? { ofSeveral: { index: i + 1, count } } : {}),
      ...(last ? { last: asLastTime(draft, last, count, talk, deps) } : {}),
    }
    const { inboundId: _later, ...context } = talk.context
    const outcome = await execute.create(command, i === count - 1 ? talk.context : context)
    if (outcome.accepted === false) {
      await talk.refuse(outcome.refusal)
      return true
    }
    if (outcome.accepted === true) deps.secondReading?.consider(outcome.order)
  }
  return true
}

/** Words that let the rest be as it was. */
const KEEPS =
  /(?:其[他它余]|别的|剩下的?|另外的?|余下的?).{0,4}(?:不变|不动|一样|照旧|照发|同)|只是|就是|只有|多要|少要|加到|减到|改成|改为|改到|换成|不要/

/**
 * What is taken over of the order before: its goods where the message lists none, or says what differs and lets the rest be. A message that
 * lists its goods orders those alone.
 */
function asLastTime(
  draft: ParsedMessage['orders'][number],
  last: Order,
  count: number,
  talk: Talk,
  deps: HandlerDeps,
): NonNullable<CreateCommand['last']> {
  const base = { number: last.number, draft: last.draft, lines: last.lines, changes: [], unclear: [] }
  if (count > 1) return { ...base, keepsLines: draft.lines.length === 0 }
  if (draft.lines.length > 0 && !KEEPS.test(talk.text)) return { ...base, keepsLines: false }
  const said = readLineChanges(talk.text, last, talk, deps)
  const added = draft.lines.length > 0 && said.changes.length === 0 && said.unclear.length === 0
  return { ...base, keepsLines: true, changes: added ? linesToAdd(draft.lines, talk) : said.changes, unclear: said.unclear }
}

/** A customer writing in their own chat orders for themselves. */
const withOwnName = (draft: ParsedMessage['orders'][number], talk: Talk): ParsedMessage['orders'][number] => {
  const own = talk.directory.customers.find((c) => c.id === talk.customerId)
  return own ? { ...draft, customerName: { value: own.name, spans: [], confidence: 1 } } : draft
}

async function lastOrderOf(name: string | undefined, talk: Talk, deps: HandlerDeps): Promise<Order | undefined> {
  const customer = name ? customerByName(talk.directory, name) : undefined
  const id = customer && customer !== 'several' ? customer.id : talk.customerId
  if (!id) return undefined
  const earlier = (await deps.book.find({ customerId: id, limit: 10 })).filter(
    (o) => o.phase !== 'cancelled' && o.phase !== 'rejected' && o.lines.length > 0,
  )
  return earlier.find((o) => o.phase !== 'draft') ?? earlier[0]
}

/** What an amendment or cancellation means: one order, or why it is none. */
type Target = { order: Order } | { several: true } | { refusal: Refusal } | undefined

/** The running order that is meant: by number, else the only active one of the customer; undefined where nothing says which. */
async function targetOf(talk: Talk, deps: HandlerDeps, parsed: ParsedMessage): Promise<Target> {
  const number = orderNumberIn(talk.text)
  if (number) {
    const order = (await deps.book.load(number))?.order
    return order ? { order } : { refusal: { code: 'ORDER_NOT_FOUND', params: { order: number } } }
  }
  const name = parsed.orders[0]?.customerName?.value
  const known = customersNamedIn(talk.directory, talk.text)
  const byName = known.length === 0 && name ? customerByName(talk.directory, name) : undefined
  if (known.length > 1 || byName === 'several') return { several: true }
  const [customer = byName] = known
  const id = talk.isCustomer ? talk.customerId : (customer?.id ?? (name ? undefined : talk.chat.customerId))
  const found = id
    ? await deps.book.find({ customerId: id, activeOnly: true, limit: 5 })
    : (await deps.book.find({ salesId: talk.person.id, activeOnly: true, limit: 20 })).filter(
        // Somebody named whom nobody knows may still be the buyer of a draft.
        (o) => o.intake.evidence.chatId === talk.chat.id && (!name || o.draft.customerName?.value.includes(name)),
      )
  const [order, other] = found
  if (other) return { several: true }
  if (order) return { order }
  // Where orders are taken a name that nobody knows is answered too; elsewhere people may talk of anybody.
  const whose = talk.isCustomer ? '您' : (customer?.name ?? (talk.chat.purpose === 'intake' ? name : undefined))
  return whose ? { refusal: { code: 'NO_ORDER_TO_CHANGE', params: { whose } } } : undefined
}

/** Words with the number of an order that runs speak of that order; none of them begins a new one. */
async function namesRunning(talk: Talk, deps: HandlerDeps): Promise<boolean> {
  const number = orderNumberIn(talk.text)
  const phase = number ? (await deps.book.load(number))?.order.phase : undefined
  return phase === 'draft' || phase === 'running'
}

const ASK_WHICH = '请引用那张订单的卡片回复，或写上订单号，我好改对那一张。'

/** Says why nothing was changed; talk that names nobody stays without an answer. */
async function unknownTarget(target: Exclude<Target, { order: Order }>, what: string, talk: Talk): Promise<boolean> {
  if (!target) return false
  if ('refusal' in target) await talk.refuse(target.refusal)
  else await talk.reply(`要${what}的可能是几张订单中的一张。${ASK_WHICH}`)
  return true
}

/** Says why it was refused; what a customer may only wish for is passed on. */
async function answerRefused(talk: Talk, execute: Execute, order: Order, refusal: Refusal): Promise<boolean> {
  if (talk.isCustomer && refusal.code === 'NOT_YOUR_ORDER') return passOnWish(talk, execute, order)
  await talk.refuse(refusal)
  return true
}

/** What a customer wishes changed is the salesperson's to do: the customer is told so, and the salesperson what was said. */
async function passOnWish(talk: Talk, execute: Execute, order: Order, words = SAY.customerWishes): Promise<true> {
  const { directory, person, text } = talk
  await passOn(talk, execute, {
    salesId: order.salesId,
    inner: chatFor(directory, order, order.salesId),
    answer: SAY.passedOn(nameOf(directory, order.salesId)),
    told: words(order.number, order.customer?.name ?? '', person.name, text.slice(0, 200)),
  })
  return true
}

async function amend(talk: Talk, deps: HandlerDeps, execute: Execute, parsed: ParsedMessage): Promise<boolean> {
  const target = await targetOf(talk, deps, parsed)
  if (!target || !('order' in target)) return unknownTarget(target, '改', talk)
  const { order } = target
  const read = readCorrection(talk.text, order, talk, deps)
  const unclear = read.unclear.filter(isMeantAsChange)
  if (read.changes.length === 0 && unclear.length === 0) return false
  const command = { type: 'ChangeOrder' as const, changes: read.changes, why: talk.text.slice(0, 200), unclear }
  const outcome = await execute.onOrder(order.number, command, talk.context)
  if (outcome.accepted !== false) return true
  // 完成日期12月4号 by the workshop changes no order; it may be the answer to a step to come.
  if (outcome.refusal.code === 'NOT_YOUR_ORDER' && (await earlyAnswer(talk, deps, parsed))) return true
  return answerRefused(talk, execute, order, outcome.refusal)
}

async function cancel(talk: Talk, deps: HandlerDeps, execute: Execute, parsed: ParsedMessage): Promise<boolean> {
  const target = await targetOf(talk, deps, parsed)
  if (!target || !('order' in target)) return unknownTarget(target, '取消', talk)
  const { order } = target
  if (talk.isCustomer && order.createdById !== talk.person.id) return passOnWish(talk, execute, order)
  // A draft is soon typed again; what runs is called off by its number, since talk of a pause reads much like it.
  if (order.phase !== 'draft' || !callsOff(talk.text)) {
    await talk.reply(askToCancel(order))
    return true
  }
  const outcome = await execute.onOrder(
    order.number,
    { type: 'CancelOrder', why: reasonToCallOff(talk.text).slice(0, 200) },
    talk.context,
  )
  return outcome.accepted === false ? answerRefused(talk, execute, order, outcome.refusal) : true
}
