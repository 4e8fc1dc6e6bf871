import { SAME } from '../words/goods-words'
import type { Token } from './token'
import { MEASURES, unitOf } from '../words/units'

/** Tokens that belong together: one article, a heading, a price for what stood before, or talk. */
export interface Item {
  tokens: Token[]
  /** Takes back what was said before it. */
  fix?: Token
  /** What stood in front of it: a line break, a full stop, a comma, a blank, or nothing. */
  opened: Opening
  /** How unlike a plain article it is; a plain one costs about one. */
  cost: number
}
type Opening = 'row' | 'stop' | 'comma' | 'gap' | 'blank' | 'glued'

/** How people put a count and a name: 苹果3箱, or 3箱苹果. */
type Order = 'nameFirst' | 'countFirst'
const ORDERS: Order[] = ['nameFirst', 'countFirst']
const HEADS = [0, 1] as const

const LONGEST = 22
/** What a token costs that is an item by itself. */
const ALONE = 4
/** Beyond this no stretch of tokens is ever the cheapest reading: what makes one cheaper again takes off less. */
const HOPELESS = 12
const isSkipped = (t: Token): boolean =>
  t.kind === 'sep' || t.kind === 'nl' || t.kind === 'gap' || t.kind === 'bullet' || t.kind === 'fix'
const isHard = (t: Token): boolean => /[;；。！!？?【】]/.test(t.text)
export const isCount = (t: Token): boolean => t.kind === 'measure' && !MEASURES.has(unitOf(t.unit ?? '') ?? '')

const OPENING_COST: Record<Opening, number> = { row: 0, stop: 0, comma: 0.1, gap: 0.2, blank: 0.45, glued: 0.8 }

/** What stands right before a count is counted by it, and no tail of what was counted before. */
const handsOn = (next: Token | undefined, unit: string | undefined): number =>
  next?.kind === 'num' ? 1.2 : next?.kind !== 'measure' ? 0 : unit === undefined || unitOf(next.unit ?? '') === unit ? 1.2 : 0.1

/** What an item holds so far, and what that costs. Grown sign by sign, so that a window is weighed in one pass. */
class Weight {
  private groups = 0
  private named = 0
  private counts = 0
  private measures = 0
  /** Bare figures in front of anything that is counted, behind it, and behind the first of these. */
  private leading = 0
  private bare = 0
  private numsAfter = 0
  private colors = 0
  private sizes = 0
  private codes = 0
  private specs = 0
  private prices = 0
  private each = false
  private free = false
  private inside = 0
  private parted = false
  private odd = 0
  private previous: Token | undefined
  /** The unit of the first count. */
  private unit: string | undefined
  private countAt = -1
  private wordAt = -1
  private length = 0

  constructor(private readonly opening: Opening) {}

  /** False when no item may run on over this token. */
  add(t: Token, next: Token | undefined): boolean {
    const before = this.previous
    this.length++
    switch (t.kind) {
      case 'bullet':
      case 'fix':
        return false
      case 'nl':
        this.inside += this.counted() ? 3 : 1.7
        break
      case 'sep':
        if (this.colors + this.specs + this.sizes + this.measures > 0 && !/[:：()（）|\t=/]/.test(t.text)) this.parted = true
        this.inside += isHard(t) ? 2.5 : /[:：()（）|\t=]/.test(t.text) ? 0.15 : /[/、]/.test(t.text) ? 0.6 : 0.8
        break
      case 'gap':
        this.inside += 0.7
        break
      case 'label':
        // A label keeps a form together over its lines; the name opens another article.
        if (before?.kind === 'nl') this.inside -= this.counted() ? 2.9 : 1.6
        else if (before?.kind === 'sep') this.inside -= isHard(before) ? 2.4 : 0.7
        if (t.role === 'name' && (this.groups > 0 || this.counted())) this.odd += 3
        if (t.role === 'quantity' && this.counted()) this.odd += 2
        break
      case 'word':
        // "600*550，地柜 2个": a comma between a size and its article is rare.
        if (this.named === 0 && this.parted) this.odd += 0.9
        if (this.prices > 0 && !this.counted() && this.named === 0) this.odd += 1.2
        if (before?.kind !== 'word' || before.end < t.start - 1) {
          this.groups++
          // "网线/六类/2箱": between strokes the second word says which.
          if (this.groups > 1) this.odd += before?.text === '/' && next?.text === '/' && !this.counted() ? 0.1 : 1.5
          if (this.countAt >= 0 && this.wordAt >= 0) this.odd += 0.6
        }
        this.named++
        if (this.wordAt < 0) this.wordAt = this.length
        if (this.prices > 0 && this.counted()) this.odd += 1
        if (this.counted() && (before?.kind === 'gap' || before?.kind === 'sep')) this.odd += 0.9
        break
      case 'model':
        if (t.marked === 'code') {
          this.named++
          this.codes++
          if (this.counted()) this.odd += this.codes > 1 ? 2.2 : 1
        } else this.specs++
        if (this.counted() && t.marked !== 'code') this.odd += 0.35 + handsOn(next, this.unit)
        break
      case 'spec':
        this.specs++
        if (this.counted() && t.marked !== 'pack') this.odd += 0.35 + handsOn(next, this.unit)
        break
      case 'size':
        this.sizes++
        if (this.sizes > 1 && !this.each) this.odd += 1.4
        if (this.counted()) this.odd += 1.5
        break
      case 'color':
        this.colors++
        if (this.colors > 1 && !this.each) this.odd += this.bare > 0 ? 2 : 0.9
        if (this.counted())
          this.odd += (before?.kind === 'sep' && !/[(（:：/|]/.test(before.text) ? 1 : 0.4) + handsOn(next, this.unit)
        break
      case 'each':
        this.each = true
        this.odd -= 0.9 * Math.max(0, this.colors - 1) + 1.2 * Math.max(0, this.sizes - 1) + 1.3 * Math.max(0, this.groups - 1)
        if (this.groups > 1) this.inside = Math.min(this.inside, 0.4)
        break
      case 'measure':
        if (t.marked === 'about' && (this.counts > 0 || this.measures > 0)) break
        if (t.unit === '块' && (this.counts > 0 || /^公?斤$/.test(this.unit ?? ''))) {
          // "5箱 18块" says a price, "玻璃 5块" pieces.
          this.prices++
          if (this.prices > 1) this.odd += 2
        } else if (t.marked === 'times' || isCount(t)) {
          this.counts++
          if (this.counts > 1) this.odd += t.marked === 'times' && !t.unit ? 0.1 : 2.2
          if (this.prices > 0 && this.counts === 1 && this.bare === 0) this.odd += 0.4
        } else {
          this.measures++
          if (this.counts > 0) this.odd += before?.kind === 'color' || before?.kind === 'spec' ? 0.1 : 0.6
          // "40kg 20吨": how big a bag is, then how much of it.
          if (this.measures > 1 && !(t.unit === '吨' && before?.kind === 'measure' && before.unit !== '吨')) this.odd += 0.9
        }
        if (this.countAt < 0) this.countAt = this.length
        this.unit ??= unitOf(t.unit ?? '')
        break
      case 'num':
        if (this.counted()) {
          this.numsAfter++
          this.odd += this.prices > 0 ? 0.5 : this.numsAfter > 2 ? 1.5 : this.numsAfter === 2 ? 0.4 : 0.15
          if (before?.kind === 'sep' && !/[:：|\t@=]/.test(before.text)) this.odd += this.prices + this.numsAfter > 1 ? 0.6 : -0.3
        } else if (this.named + this.colors + this.sizes > 0) this.bare++
        else {
          this.leading++
          this.odd += 0.4
        }
        if (this.countAt < 0 && this.bare > 0) this.countAt = this.length
        break
      case 'price':
        this.prices++
        if (this.prices > 1) this.odd += 2
        break
      case 'free':
        if (this.length > 1) this.odd += 2
        this.free = true
        break
      case 'note':
        // "黑色同样数量": another article.
        if (this.counted() && SAME.test(t.text)) this.odd += 2.5
        break
      case 'tolerance':
      case 'arrow':
        break
    }
    this.previous = t
    return true
  }

  private counted(): boolean {
    return this.counts > 0 || this.measures > 0 || this.bare > 0
  }

  /** What the item costs as it stands; `head`: whether an article was named before it. */
  cost(head: boolean): number {
    const last = this.previous
    if (last && (isSkipped(last) || last.kind === 'label')) return Infinity
    const quantity = this.counts + this.measures + this.bare + this.leading > 0
    let cost = 0.9 + OPENING_COST[this.opening] + this.inside + this.odd
    if (this.named === 0) {
      if (quantity) {
        const attributes = this.colors + this.sizes + this.specs
        cost += attributes > 0 || this.free ? (head ? 0.35 : 0.75) : head ? 1.5 : 2.2
        // A count in the company of a price alone says a price again, not an article.
      } else cost += this.prices > 0 ? (head ? 0.3 : 1) : head ? 0.5 : 1.4
    } else if (!quantity) cost += this.prices > 0 ? 0.7 : 0.5
    return cost
  }

  /** What name and count in the other order than usual cost on top. */
  against(order: Order): number {
    if (this.named === 0 || this.counts + this.measures === 0 || this.wordAt < 0) return 0
    const countLeads = this.countAt < this.wordAt
    return countLeads === (order === 'countFirst') ? 0 : countLeads ? 0.7 : 0.5
  }

  hopeless(): boolean {
    return this.inside + this.odd > HOPELESS
  }

  names(): boolean {
    return this.named > 0
  }
}

/** What separates an item from what stands before it. */
function openingAt(tokens: Token[], i: number): Opening {
  const before = tokens[i - 1]
  const ended = before && (before.kind === 'measure' || before.kind === 'price' || before.kind === 'num')
  let opening: Opening = i === 0 ? 'row' : tokens[i]?.spaced ? (ended ? 'gap' : 'blank') : ended ? 'blank' : 'glued'
  const rank: Opening[] = ['glued', 'blank', 'gap', 'comma', 'stop', 'row']
  for (let k = i - 1; k >= 0 && isSkipped(tokens[k] as Token); k--) {
    const t = tokens[k] as Token
    const seen: Opening =
      t.kind === 'nl' || t.kind === 'bullet' || t.kind === 'fix' ? 'row' : t.kind === 'gap' ? 'gap' : isHard(t) ? 'stop' : 'comma'
    if (rank.indexOf(seen) > rank.indexOf(opening)) opening = seen
    if (k === 0) opening = 'row'
  }
  return opening
}

interface Step {
  cost: number
  from: number
  head: 0 | 1
}
/** The cheapest ways to reach a place: without an article named so far, and with one. */
type Reached = [Step, Step]
const unreached = (cost = Infinity): Reached => [
  { cost, from: -1, head: 0 },
  { cost: Infinity, from: -1, head: 0 },
]

interface Reading {
  cost: number
  /** First token, the one behind the last, and the cost up to there. */
  cuts: [number, number, number][]
}

/** The cheapest cuts for both orders of name and count; a stretch of tokens is weighed once for both. */
function cheapest(tokens: Token[]): Record<Order, Reading> {
  const paths: Record<Order, Reached[]> = { nameFirst: [unreached(0)], countFirst: [unreached(0)] }
  for (let k = 1; k <= tokens.length; k++) for (const order of ORDERS) paths[order].push(unreached())
  const offer = (path: Reached[], at: number, head: 0 | 1, cost: number, from: number, fromHead: 0 | 1): void => {
    const step = path[at]?.[head]
    if (!step || cost >= step.cost) return
    step.cost = cost
    step.from = from
    step.head = fromHead
  }
  for (let i = 0; i < tokens.length; i++) {
    if (isSkipped(tokens[i] as Token)) {
      for (const order of ORDERS)
        for (const head of HEADS) offer(paths[order], i + 1, head, (paths[order][i] as Reached)[head].cost, i, head)
      continue
    }
    const weight = new Weight(openingAt(tokens, i))
    for (let j = i; j < tokens.length && j < i + LONGEST; j++) {
      if (!weight.add(tokens[j] as Token, tokens[j + 1])) break
      if (weight.hopeless()) break
      const named = weight.names() ? 1 : 0
      for (const head of HEADS) {
        const cost = weight.cost(head === 1)
        if (cost === Infinity) continue
        for (const order of ORDERS) {
          const before = (paths[order][i] as Reached)[head].cost
          if (before < Infinity)
            offer(paths[order], j + 1, head === 1 ? 1 : named, before + cost + weight.against(order), i, head)
        }
      }
    }
    // Whatever it is, one token alone is always an item, so that the whole is always read.
    for (const order of ORDERS)
      for (const head of HEADS) offer(paths[order], i + 1, head, (paths[order][i] as Reached)[head].cost + ALONE, i, head)
  }
  return { nameFirst: traced(tokens, paths.nameFirst), countFirst: traced(tokens, paths.countFirst) }
}

/** The cuts of the cheapest way to the end. */
function traced(tokens: Token[], path: Reached[]): Reading {
  const end = path[tokens.length] as Reached
  let head: 0 | 1 = end[0].cost <= end[1].cost ? 0 : 1
  const { cost } = end[head]
  const cuts: [number, number, number][] = []
  for (let at = tokens.length; at > 0; ) {
    const step = (path[at] as Reached)[head]
    if (step.from < 0) break
    if (!isSkipped(tokens[step.from] as Token) || at - step.from > 1) cuts.push([step.from, at, step.cost])
    at = step.from
    head = step.head
  }
  cuts.reverse()
  return { cost, cuts }
}

/**
 * Cuts the tokens of a message into articles: of all ways to cut, the one in which the articles are most alike what people write, each with one name,
 * one count and one price at most, ends at the signs that people put between articles. Both orders of name and count are tried for the whole.
 */
export function segmentItems(tokens: Token[]): Item[] {
  const { nameFirst, countFirst } = cheapest(tokens)
  const { cuts } = countFirst.cost < nameFirst.cost - 0.01 ? countFirst : nameFirst
  return cuts.map(([from, to, upTo], k) => {
    let fix: Token | undefined
    for (let k = from - 1; k >= 0 && isSkipped(tokens[k] as Token); k--) if (tokens[k]?.kind === 'fix') fix = tokens[k]
    return {
      tokens: tokens.slice(from, to),
      opened: openingAt(tokens, from),
      cost: upTo - (cuts[k - 1]?.[2] ?? 0),
      ...(fix ? { fix } : {}),
    }
  })
}
