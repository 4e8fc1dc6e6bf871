import type { Doubt, Draft, DraftLine, IntakeContext, ParsedMessage, Read } from './draft'
import { codesOf } from './catalogue/match-catalogue'
import { passAsides } from './text/asides'
import { type NormalText, normaliseText } from './text/normalise-text'
import { Page, type Range } from './text/page'
import { passAddressee } from './people/read-addressee'
import { readAmendment } from './changes/read-amendment'
import { buyerDoubt, doubtsOf, intentDoubts, isEmpty, saysOrder, termDoubts, unreadDoubts } from './draft-doubts'
import { todayOf } from './terms/message-day'
import { placedPhones, readFields } from './terms/read-fields'
import { inherit, pick } from './orders/inherit-draft'
import { holdsForAll, maskHeadings, specOfAll } from './lines/holds-for-all'
import { putColorOfAll } from './lines/color-of-all'
import { putGivenFree } from './lines/given-free'
import { tellsPlan } from './intent/delivery-plan'
import { type IntentEvidence, intentEvidence, readIntent } from './intent/read-intent'
import type { IntentFacts } from './intent/intent-signs'
import { putBuyer, putLearntChanges, putLearntLines, weighBuyer } from './learnt/learnt-reading'
import { learntRoles, type LearntRoles } from './learnt/learnt-roles'
import { likelySections } from './orders/likely-sections'
import { fitName } from './people/name-edges'
import { chainLines, ofHead } from './orders/chain-lines'
import type { LinesRead } from './lines/build-lines'
import { keepBuyerApart } from './people/buyer-apart'
import { buyerFinder } from './people/buyer-model'
import { readLines, wordsOf } from './lines/read-lines'
import { readQuote } from './lines/read-quote'
import { pricesByName, putNamedPrices } from './lines/prices-by-name'
import { pricesInTurn } from './lines/prices-in-turn'
import { readOrderNumbers } from './terms/read-order-numbers'
import { putEarlierOrder } from './terms/read-reference'
import { paidAmount } from './terms/read-paid-amount'
import { leftoverBuyer } from './orders/leftover-buyer'
import { readCustomer } from './people/read-customer'
import { foreseeWishes, readNotes } from './terms/read-notes'
import { nameMatrix } from './lines/name-matrix'
import { readMatrix } from './lines/read-matrix'
import { readTable } from './lines/read-table'
import { readTemplate } from './lines/read-template'
import type { Section, Split } from './orders/buyers-in-turn'
import { termsInTurn } from './orders/terms-in-turn'
import { putTotalOfLines } from './terms/total-of-lines'
import { settleFigures } from './lines/said-of-lines'
import { withoutSharedTail } from './orders/shared-tail'
import { splitOrders } from './orders/split-orders'
import type { Token } from './tokens/token'
import { MEASURES } from './words/units'
import { isGoods } from './words/goods-words'

const once = <T>(make: () => T): (() => T) => {
  let made: { it: T } | undefined
  return () => (made ??= { it: make() }).it
}

/** Longer texts are read by rules alone: the longest order that was met has some 2 000 signs. */
const MOST_LEARNT = 5_000
/** What is read at most; the rest of a longer text is no order message. */
const MOST = 20_000

/** A message with everything that was read in it, before it is known what it is about. */
interface Everything {
  normal: NormalText
  /** Its words as the reader of goods cuts them, before any field is read. */
  words: () => Token[]
  page: Page
  /** The page before the orders were told apart. */
  whole: Page
  sections: Section[]
  /** How the message falls apart into orders. */
  split: Split
  orderNos: Read<string>[]
  orders: Draft[]
  doubts: Doubt[]
  said: { section: Section; read: LinesRead; wishes: Range[] }[]
  /** Where a buyer may stand in what was left unread. */
  left: ({ section: Section; read: LinesRead } | undefined)[]
  facts: IntentFacts
  /** Where the words behind a greeting begin. */
  called: number
}

/** `given`: how the message falls apart into orders, where that is known. */
function readAll(original: string, context: IntakeContext, given?: Split): Everything {
  const normal = normaliseText(original.slice(0, MOST))
  const words = once(() => wordsOf(normal, context.catalogue))
  const page = new Page(normal, buyerFinder(normal, words, context.catalogue))
  const today = todayOf(context)
  const codes = codesOf(context.catalogue)
  const quotedBy = page.find(/^[「『"][^」』"]{0,200}[」』"]\s*\n[\s-]*\n/)
  const quoted = quotedBy
    ? readQuote(page.fork(), { start: quotedBy.index, end: quotedBy.index + quotedBy[0].length }, context.catalogue)
    : undefined
  if (quotedBy) page.take(quotedBy.index, quotedBy.index + quotedBy[0].length)
  passAsides(page)
  const called = passAddressee(page, context)
  const orderNos = readOrderNumbers(page, codes)
  const phones = placedPhones(page)
  const whole = page.fork()
  const split = given ?? splitOrders(page, context)
  const parts = split.chain ? split.sections : withoutSharedTail(page, split.sections)
  const sections = parts.map((s) => (s.start < called && called < s.end ? { ...s, start: called } : s))
  const many = sections.length > 1
  const orders: Draft[] = []
  const doubts: Doubt[] = []
  let template = false
  const said: Everything['said'] = []
  const left: Everything['left'] = []
  const lead = split.head && split.head.end > split.head.start ? readFields(page, split.head, today, context, phones) : undefined
  if (lead && split.head && !lead.draft.notes) {
    const [wish] = foreseeWishes(page, split.head)
    if (wish) lead.draft.notes = page.readAs(wish.start, wish.end, 0.7)
  }
  const inTurnSaid = termsInTurn(
    page,
    split.chain ? [] : split.sections,
    (r) => readFields(page.fork(), r, today, context, phones).draft,
  )
  const tailRange: Range | undefined = many ? tailOf(page, sections) : undefined
  const common = tailRange ? readFields(page, tailRange, today, context, phones) : undefined
  const headGoods =
    (split.chain || split.oneBuyer) && split.head
      ? readLines(page, split.head.start, split.head.end, context.catalogue, true)
      : undefined
  const shared = headGoods?.lines.find((l) => l.unitPrice) ?? headGoods?.lines[0]
  // "三组拼高氮肥": who joins for what.
  const joint = shared?.productName
    ? /^.{0,6}?(?:拼团|拼单|团购|接龙|拼|团)(?=[一-鿿]{2})(?![图盘子装])/.exec(shared.productName.value)
    : null
  if (shared?.productName && joint)
    shared.productName = {
      ...shared.productName,
      value: shared.productName.value.slice(joint[0].length),
      spans: shared.productName.spans.map((s) => ({
        ...s,
        start: s.start + joint[0].length,
        text: s.text.slice(joint[0].length),
      })),
    }
  // In the heading of a chain a measure says how big a box is: 3kg*4.
  if (shared?.quantity && shared.unit && MEASURES.has(shared.unit.value)) {
    const [q, u] = [shared.quantity.spans[0]?.text ?? shared.quantity.value, shared.unit.spans[0]?.text ?? shared.unit.value]
    shared.spec = {
      value: `${q}${u}${shared.spec?.value ?? ''}`,
      spans: [...shared.quantity.spans, ...(shared.spec?.spans ?? [])],
      confidence: 0.85,
    }
  }
  const buyerOfAll = split.oneBuyer
    ? [split.head, tailRange].map((r) => r && readCustomer(page, r.start, r.end, context, SURE)).find((b) => b !== undefined)
    : undefined
  for (const section of sections) {
    const i = orders.length
    const buyer = section.customer
    if (buyer) {
      // 芙蕾雅周五: the day behind a name is read by itself.
      page.take(buyer.start, Math.min(buyer.end, fitName(normal, buyer).end))
      const tail = /^(?:那边|这边|家的?|店)/.exec(page.plain.slice(buyer.end, buyer.end + 3))
      if (tail) page.take(buyer.end, buyer.end + tail[0].length)
    }
    if (section.day) page.take(section.day.start, section.day.end)
    const { draft, doubts: asked } = readFields(page, section, today, context, phones)
    if (section.day) {
      draft.requestedDate = page.read(section.day.date, section.day.start, section.day.end)
      draft.dateKind = 'on'
    }
    for (const d of asked) doubts.push({ ...d, path: `orders[${i}].${d.path}` })
    const customer = buyer
      ? { read: page.readAs(buyer.start, buyer.end), score: 8 }
      : split.oneBuyer
        ? buyerOfAll
        : readCustomer(page, section.start, section.end, context, SURE)
    const table = many ? undefined : readTable(page, context.catalogue)
    const form = many || table ? undefined : readTemplate(page, context.catalogue)
    if (table || form) template = true
    if (table) draft.lines.push(...table.lines)
    if (form) draft.lines.push(...form.lines)
    const matrix = table || form ? undefined : readMatrix(page, section.start, section.end)
    if (matrix) {
      template = true
      draft.lines.push(...matrix.lines)
    }
    maskHeadings(page, section)
    const wishes = draft.notes ? [] : foreseeWishes(page, section)
    const every = table || form || matrix ? undefined : specOfAll(page, section)
    const inTurn = pricesInTurn(page, section)
    const named = table || form || matrix ? [] : pricesByName(page, section)
    const read = readLines(page, section.start, section.end, context.catalogue, split.chain === true, quoted?.only)
    quoted?.price(read.lines, context.catalogue)
    putNamedPrices(read.lines, named, context.catalogue)
    const joined = split.chain || (split.oneBuyer && read.lines.length === 0)
    const lines = joined && shared ? chainLines(read.lines, shared, context, page, section) : read.lines
    if (split.oneBuyer && shared) for (const line of lines) ofHead(line, shared, context)
    if (inTurn.length === lines.length) for (const [k, line] of lines.entries()) line.unitPrice ??= inTurn[k] as Read<string>
    if (matrix) nameMatrix(matrix.lines, page, section, context)
    // Below a table stand terms; only what is plainly counted is one more article.
    draft.lines.push(
      ...(matrix ? [] : table ? lines.filter((l) => l.unit && l.productName && isGoods(l.productName.value)) : lines),
    )
    if (customer) draft.customerName = customer.read
    if (!matrix && lines === read.lines)
      for (const k of read.odd)
        if (!table)
          doubts.push({ path: `orders[${i}].lines[${draft.lines.indexOf(lines[k] as DraftLine)}]`, reason: 'LOW_CONFIDENCE' })
    left.push(customer || split.oneBuyer || (template && !matrix) ? undefined : { section, read })
    holdsForAll(page, section, draft, every)
    said.push({ section, read, wishes })
    for (const part of inTurnSaid[i] ?? []) inherit(draft, part)
    // What stands below all of them is nearer to the matter than the heading.
    if (common) inherit(draft, common.draft)
    if (lead) inherit(draft, lead.draft)
    orders.push(draft)
  }
  // Several buyers in one sentence: what its end says of date and shipping is said of all.
  const last = orders.at(-1)
  if (many && !split.head && last) for (const o of orders.slice(0, -1)) inherit(o, { phones: [], lines: [], ...pick(last) })
  const lines = orders.flatMap((o) => o.lines)
  const facts: IntentFacts = {
    orderNos: orderNos.length,
    template,
    reference: orders.some((o) => o.reference?.value === 'last_order' || o.reference?.value === 'sample'),
    pastReference: orders.some((o) => o.reference?.value.startsWith('date:') || o.reference?.value === 'above'),
    known: lines.some((l) => l.catalogCode),
    fields: orders.reduce((n, o) => n + Object.keys(o).length, 0),
    customer: orders.some((o) => (o.customerName?.confidence ?? 0) > SURE_NAME),
  }
  return { normal, words, page, whole, sections, split, orderNos, orders, doubts, said, left, facts, called }
}

/** What the intent of a message is told by: the training learns from it. */
export function intentEvidenceOf(original: string, context: IntakeContext): IntentEvidence {
  const { normal, orders, facts } = readAll(original, context)
  return intentEvidence(normal, orders, facts)
}

/** Reads a chat message as an order clerk would: intent, drafts with the place of each value, and what should be asked. Pure, and linear in the text. */
export const parseOrderText = (original: string, context: IntakeContext): ParsedMessage =>
  parse(original, context, original.length <= MOST_LEARNT)

/** What the rules alone read: the learnt tables learn from it. */
export const parseByRules = (original: string, context: IntakeContext): ParsedMessage => parse(original, context, false)

function parse(original: string, context: IntakeContext, learnt: boolean, given?: Split): ParsedMessage {
  const all = readAll(original, context, given)
  const { normal, words, page, whole, sections, orderNos, orders, doubts, said, left, facts, called } = all
  const { intent, lead: ahead } = readIntent(intentEvidence(normal, orders, facts))
  if (intent === 'payment') {
    const paid = paidAmount(whole)
    return { intent, orderNos, ...(paid ? { paidAmount: paid } : {}), orders: [], doubts: [] }
  }
  if (intent === 'status' || intent === 'tracking' || intent === 'other') return { intent, orderNos, orders: [], doubts: [] }
  const likely = page.likelyBuyers(0, page.plain.length)
  if (intent === 'cancel') {
    const [draft] = orders
    const buyer = draft?.customerName ?? readCustomer(whole, called, page.plain.length, context, LIKELY)?.read
    const kept: Draft = {
      phones: [],
      lines: [],
      ...(draft?.reference ? { reference: draft.reference } : {}),
      ...(buyer ? { customerName: buyer } : {}),
    }
    if (learnt) putBuyer(normal, context, kept, learntRoles(normal, words(), context, { orderNos, orders: [kept] }), likely)
    return { intent, orderNos, orders: kept.reference || kept.customerName ? [kept] : [], doubts: buyerDoubt(kept, 0) }
  }
  for (const [i, rest] of left.entries()) {
    const buyer = rest ? leftoverBuyer(page, rest.section, context, rest.read) : undefined
    if (!buyer) continue
    ;(orders[i] as Draft).customerName = buyer.read
  }
  for (const [i, { section, read, wishes }] of said.entries()) {
    const draft = orders[i] as Draft
    const notes = draft.notes ? undefined : readNotes(page, section, read, draft.lines, wishes)
    if (notes) draft.notes = notes
  }
  if (intent === 'amend') {
    const [draft] = orders
    if (!draft) return { intent, orderNos, orders: [], doubts: [] }
    draft.lines = readAmendment(page, context)
    putEarlierOrder(page, todayOf(context), draft)
    const roles = learnt ? learntRoles(normal, words(), context, { orderNos, orders: [draft] }) : undefined
    const changed = roles ? putLearntChanges(normal, context, roles, draft, likely) : []
    settleFigures(normal, draft.lines)
    settleBuyer(normal, draft)
    const own = doubts.filter((d) => d.path.startsWith('orders[0].'))
    return {
      intent,
      orderNos,
      orders: [draft],
      doubts: [
        ...own,
        ...changed,
        ...buyerDoubt(draft, 0),
        ...termDoubts(draft, 0),
        ...unreadDoubts(normal, [draft], orderNos, sections, context),
      ],
    }
  }
  const kept = given ? orders : orders.filter((o) => o.lines.length > 0 || o.reference)
  const final = kept.length > 0 ? kept : orders.slice(0, 1)
  const [only, other] = final
  // A new order may travel with an earlier one, or be told of then, or have come in just now (姚工刚定了); it is not that one.
  for (const draft of final)
    if (draft.lines.length > 0 && /^(?:date|above)/.test(draft.reference?.value ?? '')) delete draft.reference
  const roles = learnt ? learntRoles(normal, words(), context, { orderNos, orders: final }) : undefined
  const apart = roles && !given ? likelySections(normal, roles, all.split, orders) : undefined
  if (apart) return parse(original, context, learnt, apart)
  const asked = roles ? putLearntLines(normal, context, roles, final, sections, doubts, likely, facts.template) : doubts
  if ((final.every(isEmpty) && !saysOrder(normal.plain)) || tellsPlan(normal.plain, final))
    return { intent: 'other', orderNos, orders: [], doubts: [] }
  // Parts without goods are no orders: what they say belongs to the one that has some.
  if (!given && kept.length === 1 && sections.length > 1) {
    const undivided = parse(original, context, learnt, { sections: [{ start: 0, end: page.plain.length }] })
    if ((undivided.orders[0]?.lines.length ?? 0) >= (only?.lines.length ?? 0)) return undivided
  }
  for (const draft of final) settleBuyer(normal, draft, other ? roles : undefined)
  for (const draft of final) settleFigures(normal, draft.lines)
  for (const draft of final) putGivenFree(normal, draft.lines)
  if (only && !other) {
    putColorOfAll(normal, only)
    putTotalOfLines(normal, only)
  }
  for (const [i, draft] of final.entries()) asked.push(...doubtsOf(draft, i, context))
  asked.push(...unreadDoubts(normal, final, orderNos, sections, context), ...intentDoubts(ahead, final.length))
  return { intent, orderNos, orders: final, doubts: asked }
}

/** Puts the ends of the buyer's name right, and says how sure it is. */
function settleBuyer(normal: NormalText, draft: Draft, roles?: LearntRoles): void {
  const [span, ...more] = draft.customerName?.spans ?? []
  if (!span || more.length > 0 || !draft.customerName) return
  const at = normal.range(span)
  const { start, end } = fitName(normal, at)
  if (start !== at.start || end !== at.end) draft.customerName = normal.readAs(start, end, draft.customerName.confidence)
  if (roles) weighBuyer(normal, draft, roles)
  keepBuyerApart(draft)
}

/** Only a name that is surer speaks for an order. */
const SURE_NAME = 0.8

/** From here on a phrase is taken as the buyer before the goods are read. */
const SURE = 3.4
/** Enough where nothing else is read. */
const LIKELY = 2

/** What stands below the last of several orders and holds for all of them: 都明天上午. */
const tailOf = (page: Page, sections: Section[]): Range | undefined => {
  const end = Math.max(...sections.map((s) => s.end))
  return end < page.plain.length && page.plain.slice(end).trim() !== '' ? { start: end, end: page.plain.length } : undefined
}
