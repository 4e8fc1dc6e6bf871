import type { Section, Split } from './buyers-in-turn'
import type { Draft } from '../draft'
import type { LearntRoles } from '../learnt/learnt-roles'
import { lineSpans, type Role, type RoleSpan } from '../learnt/line-roles'
import { likelyBuyers } from '../learnt/link-model'
import type { NormalText } from '../text/normalise-text'
import { numberOf } from '../text/numerals'
import { meet, type Range } from '../text/page'
import { ORG, PERSON_BUYER } from '../words/people-words'
import { ownEnd } from './shared-tail'
import { WordLayout } from '../learnt/word-layout'

/** From here on a message is taken to be of several buyers. */
const SURE_PART = 0.6
/** Enough for one of several that begins a row. */
const LIKELY_PART = 0.35
const BEGINS = /(?:^|[\n;；。])[^一-鿿a-z\n;；。]{0,6}$/
/** Below this the head of a part that the rules read is no buyer; where the tables take it for goods, below that. */
const LEAST_HEAD = 0.1
const GOODS_HEAD = 0.3
const GOODS_ROLES: readonly Role[] = ['name', 'code', 'spec', 'color']
const PLACE_ROLES: readonly Role[] = ['address', 'contact']
const COUNT = /[\d半一二两三四五六七八九十]/
/** How many orders there are: 三家, 两个仓. */
const STATED =
  /(?<!第)([两俩二三四五六七八九十\d]{1,2})(?:个|张[一-鿿]?)?(?:家|单|厂|仓|店|处|地|点|票|车|户|批|客户|工地|站)(?![一-鿿]{0,3}[前内后])/

/** Parts that the rules read, as the tables see them. */
interface Seen {
  plain: string
  ruled: Split
  /** Whether the parts are known by their marks or their number rather than by the names alone. */
  listed: boolean
  /** Parts in which the rules read an order. */
  read: Section[]
  /** These and the others that hold a count. */
  kept: Section[]
  /** How many orders the message says there are; NaN where it does not. */
  told: number
  isGoods(at: Range): boolean
  /** Whether the head of a part can be a buyer. */
  isHeaded(part: Section): boolean
}

function seenBy(plain: string, roles: LearntRoles, ruled: Split, orders: Draft[]): Seen {
  const isOf = (at: Range, of: readonly Role[]): boolean => roles.spans.some((s) => of.includes(s.role) && meet(s, at))
  const share = ({ customer }: Section): number => (customer ? roles.share('customer', customer).mean : 1)
  const told = Number(numberOf(STATED.exec(plain)?.[1] ?? '') ?? Number.NaN)
  const listed = ruled.chain === true || ruled.listed === true || told === ruled.sections.length
  const read = ruled.sections.filter((_, i) => orders[i] && (orders[i].lines.length > 0 || orders[i].reference))
  const isCounted = (s: Section): boolean =>
    s.customer !== undefined &&
    (listed
      ? COUNT.test(plain.slice(s.start, s.customer.start)) || COUNT.test(plain.slice(s.customer.end, s.end))
      : share(s) >= GOODS_HEAD && isOf(s, ['quantity']))
  // One place alone is where all goes to.
  const placed = ruled.sections.filter((s) => s.customer && isOf(s.customer, PLACE_ROLES)).length
  return {
    plain,
    ruled,
    listed,
    read,
    kept: ruled.sections.filter((s) => read.includes(s) || isCounted(s)),
    told,
    isGoods: (at) => isOf(at, GOODS_ROLES),
    isHeaded: (s) =>
      !s.customer ||
      (isOf(s.customer, GOODS_ROLES)
        ? share(s) >= GOODS_HEAD
        : share(s) >= LEAST_HEAD || ruled.chain === true || (placed > 1 && isOf(s.customer, PLACE_ROLES))),
  }
}

/** The parts without those whose heads are no buyers; one whole where no two are left. undefined where all can stay. */
function withoutWeak({ plain, ruled, read, kept, told, isGoods, isHeaded }: Seen): Split | undefined {
  const headed = kept.filter(isHeaded)
  const weak = kept.length - headed.length
  if (read.length < 2 || told === read.length || (ruled.chain ? weak * 2 <= kept.length : weak === 0)) return undefined
  const [first] = kept
  if (headed.length === 0 || (headed.length === 1 && (headed[0] === first || (first?.customer && isGoods(first.customer)))))
    return { sections: [{ start: 0, end: plain.length }] }
  const parts = kept.filter((s) => s === first || isHeaded(s))
  if (headed.length < 2 || parts.length === kept.length) return undefined
  const end = ruled.sections.at(-1)?.end
  return { ...ruled, sections: parts.map((s, i) => ({ ...s, end: parts[i + 1]?.start ?? end ?? s.end })) }
}

/** What tells a buyer from the goods behind. */
const SIGN = /^\s?[:：\n]/

interface Part extends Range {
  buyer: RoleSpan
  name: string
}

/** The counts of a message by the buyers that they are for, in turn; undefined where one of them is for nobody that is sure. */
function partsByBuyers(plain: string, spans: RoleSpan[], told: number): Part[] | undefined {
  const name = (s: RoleSpan): string => plain.slice(s.start, s.end)
  const buyers = spans.filter((s) => s.role === 'customer')
  const likely = new Set(buyers.filter((b) => b.sure >= LIKELY_PART).map(name))
  const several = buyers.filter((b) => b.sure >= SURE_PART).length > 1 || told === likely.size
  const isPart = (b: RoleSpan): boolean =>
    b.sure >= SURE_PART || (several && b.sure >= LIKELY_PART && BEGINS.test(plain.slice(Math.max(0, b.start - 8), b.start)))
  if (new Set(buyers.filter(isPart).map(name)).size < 2) return undefined
  // 巷口：…，蜜桃味|冰沙: behind a buyer with a sign, words that run on into goods are one with these, unless somebody is called so.
  const glued = (at: number): boolean => {
    const [b, next] = [spans[at] as RoleSpan, spans[at + 1]]
    const goes = next?.start === b.end && GOODS_ROLES.includes(next.role)
    return (
      goes && !/\n\s*$/.test(plain.slice(Math.max(0, b.start - 3), b.start)) && !ORG.test(name(b)) && !PERSON_BUYER.test(name(b))
    )
  }
  const parts: Part[] = []
  for (const { count, buyer, sure } of likelyBuyers(new WordLayout(plain, spans))) {
    const [b, q] = [spans[buyer], spans[count]]
    if (!b || !q || sure < SURE_PART || !isPart(b)) return undefined
    if (parts[0] && SIGN.test(plain.slice(parts[0].buyer.end, parts[0].buyer.end + 2)) && b !== parts[0].buyer && glued(buyer))
      return undefined
    const last = parts.at(-1)
    if (last && last.name === name(b)) last.end = Math.max(last.end, q.end, b.end)
    else parts.push({ buyer: b, name: name(b), start: Math.min(b.start, q.start), end: Math.max(b.end, q.end) })
  }
  if (parts.length < 2 || new Set(parts.map((p) => p.name)).size < parts.length) return undefined
  // 老邱角阀二十个，软管十根发南塘: of two, one in front of its goods and one behind them, the second is no buyer.
  const [one, two, ...more] = parts.map((p) => p.buyer.start === p.start)
  return more.length === 0 && one === true && two === false ? undefined : parts
}

/** Ends of stretches that a delivery may be told in, from rows to clauses. */
const STRETCHES = [/\n/g, /[\n;；。]/g, /[\n;；。，,]/g]
const SURE_PLACE = 0.5

/** The stretches between these signs in which something is counted. */
function countedStretches(plain: string, sign: RegExp, counts: RoleSpan[]): Range[] {
  const ends = [...plain.matchAll(sign)].map((m) => m.index).concat(plain.length)
  return ends
    .map((end, i): Range => ({ start: i === 0 ? 0 : (ends[i - 1] ?? 0) + 1, end }))
    .filter((part) => counts.some((q) => meet(q, part)))
}

/** Deliveries of one buyer's goods to several places, each a stretch with its counts and one place: 30把发盛泽，另外22把发丁蜀. */
function partsByPlaces({ plain, ruled, read, kept }: Seen, spans: RoleSpan[]): Split | undefined {
  const places = spans.filter((s) => s.role === 'address' && s.sure >= SURE_PLACE)
  const names = new Set(places.map((s) => plain.slice(s.start, s.end)))
  if (names.size < 2 || new Set(spans.filter((s) => s.role === 'customer').map((s) => plain.slice(s.start, s.end))).size > 1)
    return undefined
  const counts = spans.filter((s) => s.role === 'quantity')
  if (read.length > 1) {
    // The rules took the places for buyers, and perhaps the heading for one more.
    const own = kept.filter(({ customer: c }) => c && places.some((s) => meet(s, c)))
    const rest = kept.filter((s) => !own.includes(s))
    if (own.length < 2 || rest.some((s) => s !== kept[0] || counts.some((q) => meet(q, s)))) return undefined
    const head = { start: 0, end: own[0]?.start ?? 0 }
    return { ...ruled, sections: own.map(({ start, end }) => ({ start, end })), head, oneBuyer: true }
  }
  for (const sign of STRETCHES) {
    const parts = countedStretches(plain, sign, counts)
    if (parts.length > 1 && parts.length === names.size && parts.every((p) => places.filter((s) => meet(s, p)).length === 1))
      return {
        sections: parts.map((p, i) => ({ start: p.start, end: parts[i + 1]?.start ?? p.end })),
        head: { start: 0, end: parts[0]?.start ?? 0 },
        oneBuyer: true,
      }
  }
  return undefined
}

const HEADING = /^[^：:\n]{0,12}[：:]/
const MAY_HEAD = /^[一-鿿a-z][一-鿿a-z\d]{1,9}$/
/** As many stretches with goods as the message says there are buyers, each begun with a name in front of its goods: 早班车三家：…，…，…. */
function partsByNumber({ plain, told, read }: Seen, spans: RoleSpan[]): Split | undefined {
  // Two are as often points of a rebate: 返两个点.
  if (!(told > 2) || read.length >= told) return undefined
  const counts = spans.filter((s) => s.role === 'quantity')
  const goods = spans.filter((s) => GOODS_ROLES.includes(s.role) || s.role === 'quantity')
  for (const sign of STRETCHES) {
    const parts = countedStretches(plain, sign, counts)
    if (parts.length !== told) continue
    const sections = parts.flatMap((p, i): Section[] => {
      const first = goods.find((g) => meet(g, p))?.start ?? p.end
      const lead = i === 0 ? (HEADING.exec(plain.slice(p.start, first))?.[0].length ?? 0) : 0
      const words = plain.slice(p.start + lead, first)
      const name = words.trim().replace(/[：:，,]$/, '')
      const at = p.start + lead + words.indexOf(name)
      return MAY_HEAD.test(name) ? [{ start: p.start, end: p.end, customer: { start: at, end: at + name.length } }] : []
    })
    if (sections.length === told) return { sections, head: { start: 0, end: sections[0]?.start ?? 0 }, listed: true }
  }
  return undefined
}

/** Whether the tables know more buyers than the rules; those of the rules that they do not know must be none. */
function knowMore({ plain, ruled, kept, isHeaded }: Seen, parts: Part[]): boolean {
  if ((ruled.chain || ruled.listed) && parts.length <= kept.length) return false
  const isFound = ({ customer }: Section): boolean => customer !== undefined && parts.some((p) => meet(p.buyer, customer))
  const isNew = (p: Part): boolean =>
    !kept.some(({ customer: c }) => c && (meet(p.buyer, c) || plain.slice(c.start, c.end).includes(p.name)))
  return (parts.some(isNew) || !kept.every(isFound)) && kept.every((s) => isFound(s) || !isHeaded(s))
}

/**
 * How a message falls apart into orders of several buyers by the learnt tables; undefined where they leave it as the rules read it. `ruled`: how the rules
 * had it fall apart, with the order of each part.
 */
export function likelySections(normal: NormalText, roles: LearntRoles, ruled: Split, orders: Draft[]): Split | undefined {
  const { plain } = normal
  const seen = seenBy(plain, roles, ruled, orders)
  const { read, kept, listed, told } = seen
  const fewer = withoutWeak(seen)
  if (fewer) return fewer
  const delivered = partsByPlaces(seen, roles.spans)
  if (delivered) return delivered
  const spans = lineSpans(plain, roles.spans)
  const numbered = partsByNumber(seen, spans)
  if (numbered) return numbered
  const parts = partsByBuyers(plain, spans, told)
  if (parts && (read.length < 2 || knowMore(seen, parts))) return sectionsOf(plain, spans, parts, ruled)
  const isMany = read.length > 1 || (listed && kept.length > 1)
  return isMany && kept.length > read.length ? { ...ruled, sections: kept } : undefined
}

/** Where one of several parts says something in a row of its own below its goods, so may the last. */
const hasOwnRow = (behind: string): boolean =>
  behind
    .split('\n')
    .slice(1, -1)
    .some((row) => row.trim() !== '')

/** The sections of parts in turn, each with its goods. */
function sectionsOf(plain: string, spans: RoleSpan[], parts: Part[], ruled: Split): Split {
  // Goods in front of their count, and a buyer that stands behind it, belong to the part.
  const starts = parts.map((p, i) => {
    const from = parts[i - 1]?.end ?? 0
    const first = spans.find(
      (s) => s.start >= from && s.start < p.start && s.role !== 'unit' && s.role !== 'price' && s.role !== 'per',
    )
    return Math.max(from, Math.min(p.start, first?.start ?? p.start))
  })
  const lastRow = plain.indexOf('\n', parts.at(-1)?.end ?? 0)
  const own = parts.slice(0, -1).some((p, i) => hasOwnRow(plain.slice(p.end, starts[i + 1])))
  const last = { start: parts.at(-1)?.end ?? 0, end: plain.length }
  const end = lastRow < 0 ? plain.length : ownEnd(plain, last, !own, parts.at(-1)?.buyer.start)
  return {
    sections: parts.map((p, i) => {
      return {
        start: starts[i] ?? p.start,
        end: starts[i + 1] ?? end,
        customer: { start: p.buyer.start, end: p.buyer.end },
      }
    }),
    ...((starts[0] ?? 0) > 0 ? { head: { start: 0, end: starts[0] ?? 0 } } : {}),
    ...(ruled.chain ? { chain: true } : {}),
  }
}
