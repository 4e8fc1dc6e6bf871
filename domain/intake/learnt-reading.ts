import type { Section, Split } from './buyers-in-turn'
import type { Doubt, Draft, DraftLine, IntakeContext, Read, Span } from './draft'
import { linesOf, type LearntLine } from './learnt-lines'
import { lineSpans, ROLES, rolesByFields, spansOf, type PlacedOrders, type Role, type RoleSpan } from './line-roles'
import { WordLayout } from './word-layout'
import { likelyBuyers } from './link-model'
import { matchLine } from './match-line'
import { numberOf } from './numerals'
import type { NormalText } from './normalise-text'
import type { Range } from './page'
import { likelyOp } from './op-model'
import { likelyRoles } from './role-model'
import type { Token } from './token'

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

/** How likely words are of a role: all of them together, the least likely one, and the likelier of the two next to them. */
interface Share {
  mean: number
  least: number
  beside: number
}

/** What the words of a message are by the tables learnt from labelled messages. */
export interface LearntRoles {
  spans: RoleSpan[]
  /** How likely the words of a place are of a role, 0 to 1. */
  share(role: Role, place: Range): Share
}

/** What each word of a message is by the learnt tables, next to what the rules read. `words`: as the reader of goods cuts them. */
export function learntRoles(normal: NormalText, words: Token[], context: IntakeContext, ruled: PlacedOrders): LearntRoles {
  const { pieces, roles, shares, all } = likelyRoles(normal.plain, words, context.catalogue, (p) =>
    rolesByFields(normal, p, ruled),
  )
  return {
    spans: spansOf(pieces, roles, shares),
    share(role, { start, end }) {
      const number = ROLES.indexOf(role)
      const of = (i: number): number => all[i * ROLES.length + number] ?? 0
      const first = pieces.findIndex((p) => p.start >= start)
      const last = pieces.findLastIndex((p) => p.start < end)
      const own = pieces.slice(first, last + 1).map((_, k) => of(first + k))
      return {
        mean: own.reduce((sum, share) => sum + share, 0) / Math.max(1, own.length),
        least: Math.min(1, ...own),
        beside: Math.max(first > 0 ? of(first - 1) : 0, of(last + 1)),
      }
    },
  }
}

/** What the rules read and the tables hold for less likely was right one time in seven. */
const LEAST_SHARE = 0.1

/** Takes back who is called, where to, and wishes that the tables are sure are none. */
function withoutUnlikely(normal: NormalText, draft: Draft, roles: LearntRoles): void {
  const unlikely = (role: Role, read: Read<unknown> | undefined): boolean => {
    const [span] = read?.spans ?? []
    return span !== undefined && roles.share(role, normal.range(span)).mean < LEAST_SHARE
  }
  if (unlikely('customer', draft.customerName)) delete draft.customerName
  if (unlikely('contact', draft.contactName)) delete draft.contactName
  if (unlikely('address', draft.address?.raw)) delete draft.address
  if (unlikely('note', draft.notes)) delete draft.notes
  if (unlikely('packaging', draft.packaging)) delete draft.packaging
}

/** Words that make one count hold for several articles: the rules spread it over them. */
const FOR_EACH = /[各每]|分别|同样|一样/

/** What tells one line from another. */
const TELLS = ['productName', 'productCode', 'spec', 'color', 'quantity', 'unit', 'unitPrice'] as const
type Tells = (typeof TELLS)[number]
/** What is asked for by itself; a doubt of anything else is one of the whole line. */
const ASKED_ALONE: readonly Tells[] = ['quantity', 'unitPrice']
const bare = (text: string | undefined): string => (text ?? '').replace(/\s/g, '')

/** What of a line should be asked: what the rules read otherwise, and what the tables are not sure of. undefined for nothing, '' for the whole line. */
function unsureOf({ line, sure }: LearntLine, twin: DraftLine | undefined): string | undefined {
  if (!twin || line.op !== twin.op) return ''
  const fields = TELLS.filter(
    (key) => bare(line[key]?.value) !== bare(twin[key]?.value) || (line[key]?.confidence ?? 1) < SURE_LINE,
  )
  const [only, ...more] = fields
  if (!only) return sure < SURE_LINE ? '' : undefined
  return more.length === 0 && ASKED_ALONE.includes(only) && line[only] ? `.${only}` : ''
}

/** The doubts of the lines of an order, next to the lines that the rules read. */
const doubtsOfLines = (read: LearntLine[], ruled: DraftLine[], order: number): Doubt[] =>
  read.flatMap((f, k) => {
    const what = unsureOf(f, twinOf(f.line, ruled))
    return what === undefined ? [] : [{ path: `orders[${order}].lines[${k}]${what}`, reason: 'LOW_CONFIDENCE' }]
  })

/** Whether one place lies in another. */
const holds = ([whole]: Span[], [own]: Span[]): boolean =>
  whole !== undefined && own !== undefined && whole.start <= own.start && own.end <= whole.end

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
  for (const key of FROM_RULES) if (twin[key] && !line[key]) line[key] = twin[key]
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
  const { least, beside } = roles.share('customer', normal.range(span))
  if (least < SURE_WORD || beside > LIKELY_BESIDE)
    draft.customerName.confidence = Math.min(draft.customerName.confidence, DOUBTED)
}

/** From here on words that the tables take for the buyer are. */
const SURE_BUYER = 0.5

/** Who buys, where the tables are sure of one. */
function putBuyer(normal: NormalText, draft: Draft, roles: LearntRoles): void {
  const buyers = roles.spans.filter((s) => s.role === 'customer' && s.sure >= SURE_BUYER)
  const [first] = buyers
  const words = (s: RoleSpan): string => normal.plain.slice(s.start, s.end).trim()
  if (!first || buyers.some((b) => words(b) !== words(first))) return
  draft.customerName = normal.readAs(
    first.start,
    first.end,
    Math.max(first.sure, draft.customerName?.value === words(first) ? 0.9 : 0),
  )
}

/** From here on a message is taken to be of several buyers. */
const SURE_PART = 0.6
/** Enough for one of several that begins a row. */
const LIKELY_PART = 0.35
const BEGINS = /(?:^|[\n;；。])[^一-鿿a-z\n;；。]{0,6}$/
/** Below this the head of a part that the rules read is no buyer; where the tables take it for goods, below that. */
const LEAST_HEAD = 0.1
const GOODS_HEAD = 0.3
/** How many orders there are: 三家, 两个仓. */
const STATED =
  /(?<!第)([两俩二三四五六七八九十\d]{1,2})个?(?:家|单|厂|仓|店|处|地|点|票|车|户|批|客户|工地|站)(?![一-鿿]{0,3}[前内后])/
const GOODS_ROLES: readonly Role[] = ['name', 'code', 'spec', 'color']

/**
 * How a message falls apart into orders of several buyers by the learnt tables; undefined where they leave it as the rules read it. `ruled`: how the rules
 * had it fall apart, with the order of each part.
 */
export function likelySections(normal: NormalText, roles: LearntRoles, ruled: Split, orders: Draft[]): Split | undefined {
  const { plain } = normal
  const isIn = (inner: Range, outer: Range): boolean => inner.start < outer.end && outer.start < inner.end
  const isGoods = (at: Range): boolean => roles.spans.some((s) => GOODS_ROLES.includes(s.role) && isIn(s, at))
  const share = ({ customer }: Section): number => (customer ? roles.share('customer', customer).mean : 1)
  const isPlace = (at: Range): boolean => roles.spans.some((s) => (s.role === 'address' || s.role === 'contact') && isIn(s, at))
  const headed = (s: Section): boolean =>
    !s.customer ||
    (isGoods(s.customer) ? share(s) >= GOODS_HEAD : share(s) >= LEAST_HEAD || ruled.chain === true || isPlace(s.customer))
  const isRead = (s: Section): boolean => {
    const order = orders[ruled.sections.indexOf(s)]
    return order !== undefined && (order.lines.length > 0 || order.reference !== undefined)
  }
  const read = ruled.sections.filter(isRead)
  // What the rules read nothing in may hold a count after all; who stands in a list has an order.
  const counts = (s: Section): boolean =>
    ruled.chain || ruled.listed
      ? /[\d半一二两三四五六七八九十]/.test(plain.slice(s.customer?.end, s.end))
      : share(s) >= GOODS_HEAD && roles.spans.some((x) => x.role === 'quantity' && isIn(x, s))
  const kept = ruled.sections.filter((s) => isRead(s) || (s.customer && counts(s)))
  const told = numberOf(STATED.exec(plain)?.[1] ?? '')
  const weak = kept.filter((s) => !headed(s))
  if (read.length > 1 && Number(told) !== read.length && (ruled.chain ? weak.length * 2 > kept.length : weak.length > 0)) {
    const left = kept.filter(headed)
    const [first] = kept
    if (left.length === 0 || (left.length === 1 && (left[0] === first || (first?.customer && isGoods(first.customer)))))
      return { sections: [{ start: 0, end: plain.length }] }
    const parts = kept.filter((s) => s === first || headed(s))
    if (left.length > 1 && parts.length < kept.length)
      return {
        ...ruled,
        sections: parts.map((s, i) => ({ ...s, end: parts[i + 1]?.start ?? ruled.sections.at(-1)?.end ?? s.end })),
      }
  }
  const spans = lineSpans(plain, roles.spans)
  const name = (k: number): string => plain.slice(spans[k]?.start, spans[k]?.end)
  const whole = read.length > 1 && kept.length > read.length ? { ...ruled, sections: kept } : undefined
  const buyers = spans.filter((s) => s.role === 'customer')
  const likely = new Set(buyers.filter((b) => b.sure >= LIKELY_PART).map((b) => plain.slice(b.start, b.end)))
  const several = buyers.filter((b) => b.sure >= SURE_PART).length > 1 || Number(told) === likely.size
  const isPart = (b: RoleSpan): boolean =>
    b.sure >= SURE_PART || (several && b.sure >= LIKELY_PART && BEGINS.test(plain.slice(Math.max(0, b.start - 8), b.start)))
  if (new Set(buyers.filter(isPart).map((b) => plain.slice(b.start, b.end))).size < 2) return whole
  const parts: { buyer: number; start: number; end: number }[] = []
  for (const { count, buyer, sure } of likelyBuyers(new WordLayout(plain, spans))) {
    const [b, q] = [spans[buyer], spans[count]]
    if (!b || !q || sure < SURE_PART || !isPart(b)) return whole
    const last = parts.at(-1)
    if (last && name(last.buyer) === name(buyer)) last.end = Math.max(last.end, q.end, b.end)
    else parts.push({ buyer, start: Math.min(b.start, q.start), end: Math.max(b.end, q.end) })
  }
  if (parts.length < 2 || new Set(parts.map((p) => name(p.buyer))).size < parts.length) return whole
  // Where the rules read several orders, the tables may know more buyers; those of the rules that they do not know must be none.
  if (read.length > 1) {
    const isFound = ({ customer }: Section): boolean =>
      customer !== undefined && parts.some((p) => isIn(spans[p.buyer] as RoleSpan, customer))
    const isNew = (p: (typeof parts)[number]): boolean =>
      !kept.some(
        ({ customer: c }) => c && (isIn(spans[p.buyer] as RoleSpan, c) || plain.slice(c.start, c.end).includes(name(p.buyer))),
      )
    if ((ruled.chain || ruled.listed) && parts.length <= kept.length) return whole
    if (!parts.some(isNew) && kept.every(isFound)) return whole
    if (!kept.every((s) => isFound(s) || !headed(s))) return whole
  }
  // Goods in front of their count, and a buyer that stands behind it, belong to the part.
  const starts = parts.map((p, i) => {
    const from = parts[i - 1]?.end ?? 0
    const first = spans.find(
      (s) => s.start >= from && s.start < p.start && s.role !== 'unit' && s.role !== 'price' && s.role !== 'per',
    )
    return Math.max(from, Math.min(p.start, first?.start ?? p.start))
  })
  const lastRow = plain.indexOf('\n', parts.at(-1)?.end ?? 0)
  return {
    sections: parts.map((p, i) => {
      const b = spans[p.buyer] as RoleSpan
      return {
        start: starts[i] ?? p.start,
        end: starts[i + 1] ?? (lastRow < 0 ? plain.length : lastRow),
        customer: { start: b.start, end: b.end },
      }
    }),
    ...((starts[0] ?? 0) > 0 ? { head: { start: 0, end: starts[0] ?? 0 } } : {}),
    ...(ruled.chain ? { chain: true } : {}),
  }
}

/** Whether words that may be a wish for one line stand in what the rules took for a wish for the whole order. */
const saidOfAll = (normal: NormalText, { start, end, sure }: RoleSpan, orders: Draft[]): boolean =>
  sure < SURE_LINE && orders.some((o) => holds(o.notes?.spans ?? [], [normal.span(start, end)]))

/** Puts the lines of orders right by the learnt tables. Gives the doubts with those of the lines made anew. */
export function putLearntLines(
  normal: NormalText,
  context: IntakeContext,
  roles: LearntRoles,
  orders: Draft[],
  sections: Range[],
  doubts: Doubt[],
): Doubt[] {
  const [only, ...more] = orders
  for (const draft of orders) withoutUnlikely(normal, draft, roles)
  if (only && more.length === 0) putBuyer(normal, only, roles)
  const spans = lineSpans(normal.plain, roles.spans).filter((s) => s.role !== 'lineNote' || !saidOfAll(normal, s, orders))
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
    const lines = own[i] ?? []
    if (lines.length === 0 || (lines.length < draft.lines.length && FOR_EACH.test(normal.plain))) continue
    const ruled = draft.lines
    asked = asked.filter((d) => !d.path.startsWith(`orders[${i}].lines[`))
    draft.lines = lines.map(({ line }) => completed(line, twinOf(line, ruled), context))
    asked.push(...doubtsOfLines(lines, ruled, i))
  }
  return asked
}

/** Puts the changes of a running order right by the learnt tables. Gives the doubts of its lines. */
export function putLearntChanges(normal: NormalText, context: IntakeContext, roles: LearntRoles, draft: Draft): Doubt[] {
  withoutUnlikely(normal, draft, roles)
  putBuyer(normal, draft, roles)
  const found = linesOf(normal, context.catalogue, lineSpans(normal.plain, roles.spans), true)
  const ruled = draft.lines
  const read = found.map((f, k): LearntLine => {
    const op = likelyOp(normal.plain, f, found[k - 1]?.end ?? 0, found[k + 1]?.start ?? normal.plain.length)
    return { ...f, line: { ...completed(f.line, twinOf(f.line, ruled), context), op } }
  })
  draft.lines = read.map((f) => f.line)
  return doubtsOfLines(read, ruled, 0)
}
