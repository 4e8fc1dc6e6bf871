import type { Doubt, Draft, DraftLine, IntakeContext, Read, Span } from '../draft'
import { withoutOtherCounts } from './counts-of-no-line'
import { withoutOld } from './changes-apart'
import {
  withChangedCounts,
  withChangedGoods,
  withMeasures,
  withoutVerbs,
  withQuotedNames,
  withTurnedFigures,
} from './told-changes'
import { calledAsBefore, changedLines, joinedChanges, putNewPrices, withoutOnlyNamed } from './learnt-changes'
import { linesOf, type LearntLine } from './learnt-lines'
import type { LearntRoles } from './learnt-roles'
import { lineSpans, type Role, type RoleSpan } from './line-roles'
import { isLineAsListed, matchLine } from '../catalogue/match-line'
import type { NormalText } from '../text/normalise-text'
import { holds, meet, type LikelyBuyers, type Range } from '../text/page'
import { changedQuoteEnd } from '../intent/intent-turns'
import { chooseBuyer } from './choose-buyer'
import { isGoods } from '../words/goods-words'
import { spokenSize } from '../lines/line-values'
import { toldBuyer } from '../people/told-buyer'
import { withPriceFigures } from './price-figures'
import { withToldPrices } from './prices-told'
import { withoutCalledOff, withoutTakenBack } from './taken-back'

/** Below this a line of the tables is looked at by a person, and so is one that the rules read otherwise: of these every second one was right. */
const SURE_LINE = 0.8

/** What the rules read of a line beside what the tables know. */
const FROM_RULES = ['tolerancePct', 'quantityMax', 'note'] as const

const startOf = (line: DraftLine): number => line.quantity?.spans[0]?.start ?? -1
/** The line of the rules with the same count; where nothing is counted, with the same name. */
const twinOf = (line: DraftLine, ruled: DraftLine[]): DraftLine | undefined =>
  ruled.find((r) =>
    line.quantity ? startOf(r) === startOf(line) : !r.quantity && r.productName?.value === line.productName?.value,
  )

/** What the rules read and the tables hold for less likely was right one time in seven. */
const LEAST_SHARE = 0.1

/** 我姓岳, 熊师傅收: so nothing but a person is spoken of. */
function saysWho(normal: NormalText, read: Read<unknown> | undefined): boolean {
  const [span] = read?.spans ?? []
  if (!span) return false
  const { start, end } = normal.range(span)
  return normal.plain[start - 1] === '姓' || /^ ?签?收(?=[，,。;；\s]|$)/.test(normal.plain.slice(end, end + 4))
}

/** Takes back who is called, where to, and wishes that the tables are sure are none. */
function withoutUnlikely(normal: NormalText, draft: Draft, roles: LearntRoles, many = false): void {
  const unlikely = (read: Read<unknown> | undefined, ...likes: Role[]): boolean => {
    const [span] = read?.spans ?? []
    return span !== undefined && likes.reduce((sum, role) => sum + roles.share(role, normal.range(span)).mean, 0) < LEAST_SHARE
  }
  if (many && unlikely(draft.customerName, 'customer')) delete draft.customerName
  // 蓝天五金那单补个电话, 熊师傅收: a person is one, whichever of the two the tables take him for.
  if (!saysWho(normal, draft.contactName) && unlikely(draft.contactName, 'contact', 'customer')) delete draft.contactName
  if (unlikely(draft.address?.raw, 'address')) delete draft.address
  if (unlikely(draft.notes, 'note', 'lineNote', 'packaging')) delete draft.notes
  if (unlikely(draft.packaging, 'packaging', 'note', 'lineNote')) delete draft.packaging
}

/** What tells one line from another. */
const TELLS = ['productName', 'productCode', 'spec', 'color', 'quantity', 'unit', 'unitPrice'] as const
type Tells = (typeof TELLS)[number]
/** What is asked for by itself; a doubt of anything else is one of the whole line. */
const ASKED_ALONE: readonly Tells[] = ['quantity', 'unitPrice']
const bare = (text: string | undefined): string => (text ?? '').replace(/\s/g, '')

/** 04083盒: figures that begin with a nought are at most in part a count. */
const NO_COUNT = /^0\d/

const isNoCount = ({ quantity }: DraftLine): boolean => NO_COUNT.test(quantity?.spans[0]?.text ?? '')

/** What of a line should be asked: what the rules read otherwise, and what the tables are not sure of. undefined for nothing, '' for the whole line. */
function unsureOf({ line, sure }: LearntLine, twin: DraftLine | undefined): string | undefined {
  if (!twin || line.op !== twin.op) return ''
  if (isNoCount(line)) return ''
  const fields = TELLS.filter(
    (key) => bare(line[key]?.value) !== bare(twin[key]?.value) || (line[key]?.confidence ?? 1) < SURE_LINE,
  )
  const [only, ...more] = fields
  if (!only) return sure < SURE_LINE ? '' : undefined
  return more.length === 0 && ASKED_ALONE.includes(only) && line[only] ? `.${only}` : ''
}

/** Whether one place begins where another one ends. */
const follows = (before: Span[], [own]: Span[]): boolean => own !== undefined && before.at(-1)?.end === own.start

/** What of a line says what is delivered, how much of it and at what price. */
const BINDS = ['catalogCode', 'op', 'quantity', 'unit', 'unitPrice'] as const
const bound = (line: DraftLine, key: (typeof BINDS)[number]): string | null | undefined => {
  const value = line[key]
  return typeof value === 'object' && value ? value.value : value
}

/** Such lines were right as often as those that nobody doubts: both read the same article, just as the list has it. */
const isPlain = ({ line, sure }: LearntLine, twin: DraftLine | undefined, { catalogue }: IntakeContext): boolean =>
  twin !== undefined &&
  sure >= HALF_SURE &&
  FROM_RULES.every((key) => !line[key]) &&
  !isNoCount(line) &&
  (!line.unit || !line.quantity || follows(line.quantity.spans, line.unit.spans)) &&
  BINDS.every((key) => bound(line, key) === bound(twin, key)) &&
  isLineAsListed(line, catalogue)

/** The doubts of the lines of an order, next to the lines that the rules read. */
const doubtsOfLines = (read: LearntLine[], ruled: DraftLine[], order: number, context: IntakeContext): Doubt[] =>
  read.flatMap((f, k) => {
    const twin = twinOf(f.line, ruled)
    const what = unsureOf(f, twin)
    if (what === undefined || (what === '' && isPlain(f, twin, context))) return []
    return [{ path: `orders[${order}].lines[${k}]${what}`, reason: 'LOW_CONFIDENCE' }]
  })

/** Whether two values have words in common. */
const meets = (a: Read<unknown> | undefined, b: Read<unknown> | undefined): boolean =>
  a?.spans.some((s) => b?.spans.some((t) => meet(s, t))) === true

/** Takes over what only the rules know of a line. */
function completed(line: DraftLine, twin: DraftLine | undefined, context: IntakeContext): DraftLine {
  if (!twin) return line
  for (const key of ['quantity', 'unitPrice', 'amount'] as const) {
    // 1.55万: the rules know the whole of a figure.
    const [own, whole] = [line[key], twin[key]]
    if (own && whole && holds(whole.spans, own.spans)) line[key] = { ...whole, confidence: own.confidence }
  }
  // 80g787*1092: the rules cut it, 80g 787*1092.
  if (line.spec && twin.spec && bare(line.spec.value) === bare(twin.spec.value))
    line.spec = { ...twin.spec, confidence: line.spec.confidence }
  if (!line.unit && line.quantity && twin.unit && follows(line.quantity.spans, twin.unit.spans)) line.unit = twin.unit
  for (const key of FROM_RULES)
    if (twin[key] && !line[key] && !(key === 'note' && meets(twin.note, line.productName))) line[key] = twin[key]
  if (!line.productName && !line.productCode && !line.op && twin.productName && isGoods(twin.productName.value))
    line.productName = { ...twin.productName, confidence: HALF_SURE }
  if (twin.priceUnit && !line.priceUnit && twin.unitPrice?.value === line.unitPrice?.value) {
    line.priceUnit = twin.priceUnit
    matchLine(line, context.catalogue)
  }
  return line
}

/** A name with a word less likely than this, or a likelier one next to it, was not the buyer's every second time. */
const SURE_WORD = 0.7
const LIKELY_BESIDE = 0.2
const DOUBTED = 0.5

/** Has the buyer's name doubted where the tables are not sure of it or of its ends. */
export function weighBuyer(normal: NormalText, draft: Draft, roles: LearntRoles): void {
  const [span] = draft.customerName?.spans ?? []
  if (!span || !draft.customerName) return
  const { least, before, behind } = roles.share('customer', normal.range(span))
  if (least < SURE_WORD || Math.max(before, behind) > LIKELY_BESIDE)
    draft.customerName.confidence = Math.min(draft.customerName.confidence, DOUBTED)
}

/** Who buys of all that the rules and the tables take for a name; a known customer stays. */
export function putBuyer(
  normal: NormalText,
  context: IntakeContext,
  draft: Draft,
  roles: LearntRoles,
  likely: LikelyBuyers,
): void {
  const name = draft.customerName?.value
  if (context.customers?.some((c) => c.name === name || c.aliases?.includes(name ?? ''))) return
  const [span] = draft.customerName?.spans ?? []
  const chosen = chooseBuyer(normal, span && normal.range(span), roles, likely, toldBuyer(normal, context))
  if (chosen) draft.customerName = normal.readAs(chosen.start, chosen.end, chosen.sure)
  else delete draft.customerName
}

/** From here on words that the tables take for the buyer are. */
const SURE_BUYER = 0.5

const HEADED = /^[[【][^\]】]+[\]】]$/
const NUMBERED = /^\s*\d{1,2}[.、)]\s*$/

/** The whole name where the tables are sure of it and the rules read a part of it, or more, as one of several buyers. */
function putWholeNames(normal: NormalText, orders: Draft[], roles: LearntRoles): void {
  const buyers = roles.spans.filter((s) => s.role === 'customer' && s.sure >= SURE_BUYER)
  const places = orders.map((o) => o.customerName?.spans.map((s) => normal.range(s)) ?? [])
  for (const [i, draft] of orders.entries()) {
    const [at, ...more] = places[i] ?? []
    const [buyer, ...others] = at ? buyers.filter((b) => meet(b, at)) : []
    if (!draft.customerName || !buyer || more.length > 0 || others.length > 0) continue
    if (places.filter((p) => p.some((r) => meet(r, buyer))).length > 1) continue
    // [内江牛肉馆] is whole as it stands, and the number of an entry is no part of a name: 1.3幢小秋.
    if (at && HEADED.test(normal.plain.slice(at.start - 1, at.end + 1))) continue
    const start = at && NUMBERED.test(normal.plain.slice(buyer.start, at.start)) ? at.start : buyer.start
    draft.customerName = normal.readAs(start, buyer.end, draft.customerName.confidence)
  }
}

/** Whether words that may be a wish for one line stand in what the rules took for a wish for the whole order. */
const saidOfAll = (normal: NormalText, { start, end, sure }: RoleSpan, orders: Draft[]): boolean =>
  sure < SURE_LINE && orders.some((o) => holds(o.notes?.spans ?? [], [normal.span(start, end)]))

/** How sure a line is that the rules read and the tables do not, or otherwise. */
const HALF_SURE = 0.5
/** The lines of a sheet, whose rows and columns tell better than words how many there are, each as the tables read it where they do. */
const linesOfSheet = (ruled: DraftLine[], found: LearntLine[]): LearntLine[] =>
  ruled.map(
    (line) =>
      found.find((f) => startOf(f.line) === startOf(line)) ?? { line, start: startOf(line), end: startOf(line), sure: HALF_SURE },
  )

/** A line that only the rules found in the price list, as they read it, to be looked at: the tables read it otherwise. */
function asListed(read: LearntLine, ruled: DraftLine[]): LearntLine {
  const twin = read.line.catalogCode ? undefined : twinOf(read.line, ruled)
  // What the tables call by another word is another article.
  const own = read.line.productName
  const isOther = own !== undefined && twin?.productName !== undefined && !meets(own, twin.productName)
  if (!twin?.catalogCode || isOther) return read
  const line = twin.spec ? { ...twin, spec: { ...twin.spec, value: spokenSize(twin.spec.value) } } : twin
  return { ...read, line, sure: Math.min(read.sure, HALF_SURE) }
}

/** With goods of the price list that only the rules found, of which the tables took the count for a price of what stands in front: 五孔200，一开60. */
function withListed(read: LearntLine[], ruled: DraftLine[]): LearntLine[] {
  const isTold = (l: DraftLine): boolean =>
    read.some(({ line }) => meets(line.productName ?? line.productCode, l.productName ?? l.productCode))
  const missed = ruled.filter((l) => l.catalogCode && l.quantity && !l.unit && !isTold(l))
  const found = missed.flatMap((line): LearntLine[] => {
    const priced = read.find((f) => !f.line.unit && meets(f.line.unitPrice, line.quantity))?.line
    if (!priced) return []
    delete priced.unitPrice
    delete priced.priceUnit
    return [{ line, start: startOf(line), end: startOf(line), sure: HALF_SURE }]
  })
  return found.length === 0 ? read : [...read, ...found].sort((a, b) => startOf(a.line) - startOf(b.line))
}

/** Puts the lines of orders right by the learnt tables. `sheet`: the rules read rows and columns. Gives the doubts with those of the lines made anew. */
export function putLearntLines(
  normal: NormalText,
  context: IntakeContext,
  roles: LearntRoles,
  orders: Draft[],
  sections: Range[],
  doubts: Doubt[],
  likely: LikelyBuyers,
  sheet: boolean,
): Doubt[] {
  const [first, ...more] = orders
  // Deliveries of one buyer: whoever is chosen for the first has them all.
  if (first && new Set(orders.map((o) => o.customerName?.value)).size === 1) {
    putBuyer(normal, context, first, roles, likely)
    // Parcels to several people: who receives one of them has not bought the others.
    if (more.length > 0 && orders.some((o) => meets(first.customerName, o.contactName))) delete first.customerName
    for (const draft of more) Object.assign(draft, { customerName: first.customerName })
  } else putWholeNames(normal, orders, roles)
  for (const draft of orders) withoutUnlikely(normal, draft, roles, more.length > 0)
  const told = lineSpans(normal.plain, roles.spans).filter((s) => s.role !== 'lineNote' || !saidOfAll(normal, s, orders))
  const spans = withPriceFigures(normal.plain, told)
  const found = linesOf(normal, context.catalogue, spans)
  if (found.length === 0) return doubts
  const begins =
    sections.length === orders.length
      ? sections.map((s) => s.start)
      : orders.map((o) => Math.min(...o.lines.map((l) => normal.at(startOf(l))).filter((at) => at >= 0)))
  const own: LearntLine[][] = orders.map(() => [])
  for (const f of found) {
    // The goods of a list may stand above all its parts: the count says which part it is.
    const at = f.line.quantity ? normal.at(startOf(f.line)) : f.start
    const part = begins.findLastIndex((b) => b <= at)
    own[Math.max(0, part)]?.push(f)
  }
  let asked = doubts
  for (const [i, draft] of orders.entries()) {
    const counted = withoutOtherCounts(normal, withoutCalledOff(normal, withoutTakenBack(normal, own[i] ?? [])))
    const said = withToldPrices(normal, counted, context.catalogue)
    if (said.length === 0) continue
    const ruled = draft.lines
    const listed = withListed(said, ruled)
    const lines = (sheet && listed.length !== ruled.length ? linesOfSheet(ruled, listed) : listed).map((f) => asListed(f, ruled))
    asked = asked.filter((d) => !d.path.startsWith(`orders[${i}].lines[`))
    draft.lines = lines.map(({ line }) => completed(line, twinOf(line, ruled), context))
    asked.push(...doubtsOfLines(lines, ruled, i, context))
  }
  return asked
}

/** Puts the changes of a running order right by the learnt tables. Gives the doubts of its lines. */
export function putLearntChanges(
  normal: NormalText,
  context: IntakeContext,
  roles: LearntRoles,
  draft: Draft,
  likely: LikelyBuyers,
): Doubt[] {
  putBuyer(normal, context, draft, roles, likely)
  withoutUnlikely(normal, draft, roles)
  const ruled = draft.lines
  const { plain } = normal
  const told = withTurnedFigures(plain, withoutVerbs(plain, lineSpans(plain, roles.spans)))
  const counted = withMeasures(plain, withChangedCounts(plain, told))
  const spans = withoutOld(plain, withChangedGoods(plain, counted, roles.spans, context.catalogue))
  // What is quoted is how the order was.
  const quoted = changedQuoteEnd(plain)
  const before = spans.filter((s) => s.end <= quoted)
  const was = linesOf(normal, context.catalogue, before).map((f) => f.line)
  const behind = spans.filter((s) => s.start >= quoted)
  const own = was.length > 0 ? withQuotedNames(plain, behind, before, quoted) : spans
  const found = changedLines(normal, context, own, (line) => completed(line, twinOf(line, ruled), context))
  putNewPrices(normal, context, found)
  const read = joinedChanges(withoutOnlyNamed(normal, calledAsBefore(found, was, context)), context)
  draft.lines = read.map((f) => f.line)
  return doubtsOfLines(read, ruled, 0, context)
}
