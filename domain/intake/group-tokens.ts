import type { Token } from './token'
import { MEASURES, unitOf } from './units'
import { GARMENT } from './goods-words'

/** What is said once for several lines. */
export interface Head {
  names: Token[]
  specs: Token[]
  codes: Token[]
  colors: Token[]
  notes: Token[]
  price?: Token
}

export interface Item extends Head {
  measures: Token[]
  nums: Token[]
  tolerance?: Token
  free?: Token
  /** Takes back what was said before it. */
  fix?: Token
  line: number
  /** Which of the pieces were taken over from what stood above. */
  inherited: boolean
  endedBySep: boolean
}

const emptyItem = (line: number): Item => ({
  names: [],
  specs: [],
  codes: [],
  colors: [],
  notes: [],
  measures: [],
  nums: [],
  line,
  inherited: false,
  endedBySep: false,
})

export const hasName = (i: Head): boolean => i.names.length > 0 || i.codes.length > 0
const counted = (i: Item): Token | undefined => i.measures.find((t) => !MEASURES.has(unitOf(t.unit ?? '') ?? ''))
const isOpen = (i: Item): boolean =>
  !hasName(i) && i.price === undefined && i.specs.length + i.colors.length + i.measures.length + i.nums.length === 0

/** Whether the tokens from `i` on begin another article: a name, or sizes and colours that have a count of their own. */
function startsNew(tokens: Token[], i: number): boolean {
  let attributes = 0
  for (let k = i; k < tokens.length && k < i + 12; k++) {
    const t = tokens[k] as Token
    if (t.kind === 'word') return true
    if (t.kind === 'model' && t.marked === 'quantity') return true
    if (t.kind === 'measure') return attributes > 0 && !MEASURES.has(unitOf(t.unit ?? '') ?? '') ? true : attributes > 0
    if (t.kind === 'num') {
      if (attributes > 0) return true
      attributes++
    } else if (t.kind === 'spec' || t.kind === 'color' || t.kind === 'model') attributes++
    else if (t.kind === 'fix') return false
    else if (t.kind === 'nl' || t.kind === 'sep') {
      if (attributes > 0) return false
    } else if (t.kind === 'gap') {
      if (attributes > 0) return false
    }
  }
  return false
}

/** A count that stands behind a comma and has no name belongs to what came before it. */
export function groupTokens(tokens: Token[], amending: boolean): Item[] {
  const items: Item[] = []
  let line = 0
  let item = emptyItem(line)
  let head: Head | undefined
  let sepBefore = false
  const hasCount = (): boolean => item.measures.length > 0 || item.nums.length > 0
  const close = (): void => {
    if (!isOpen(item)) items.push(item)
    if (hasName(item)) head = item
    item = emptyItem(line)
  }
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i] as Token
    const next = tokens[i + 1]
    switch (t.kind) {
      case 'nl':
        line++
        if (item.nums.length > 0 && item.measures.length === 0 && !hasName(item)) item.nums = []
        if (hasCount()) close()
        else if (hasName(item) && (tokens[i + 1]?.kind === 'bullet' || nextLineHasName(tokens, i + 1))) {
          // A heading over a list, or words that are no goods.
          head = item
          items.push(item)
          item = emptyItem(line)
        }
        item.line = line
        sepBefore = true
        break
      case 'bullet':
        if (hasCount()) close()
        sepBefore = true
        break
      case 'sep':
        if (/[;；。！!？?[【\]】]/.test(t.text) && hasCount()) close()
        sepBefore = true
        break
      case 'gap':
        if (t.text === '的' && (tokens[i - 1]?.kind === 'measure' || tokens[i - 1]?.kind === 'num') && next?.kind === 'measure') {
          const said = tokens[i - 1] as Token
          item.measures = item.measures.filter((m) => m !== said)
          item.nums = item.nums.filter((m) => m !== said)
          if (hasCount()) close()
          item.specs.push(said)
          break
        }
        if (hasCount() && hasName(item) && next?.kind !== 'price' && next?.kind !== 'num') item.endedBySep = true
        sepBefore = true
        break
      case 'fix':
        if (hasCount()) close()
        item.fix = t
        break
      case 'word':
        if (!hasName(item) && item.price && !hasCount() && sepBefore) close()
        if (!hasName(item) && hasCount()) {
          const last = tokens[i - 1]
          // "70双胶", "6个的钻头", "5L大豆油": the figure says which, not how many.
          if (last?.kind === 'num' && last.end === t.start) {
            item.specs.push(...item.nums.splice(0))
          } else if (t.glued && last?.kind === 'measure') item.specs.push(...item.measures.splice(item.measures.length - 1))
          else if (counted(item) && !countAhead(tokens, i + 1)) {
            // "来两台交换机": the count stands first.
            item.names.push(t)
            sepBefore = false
            break
          } else if (
            item.nums.length === 0 &&
            item.measures.every((m) => MEASURES.has(unitOf(m.unit ?? '') ?? '')) &&
            last?.kind === 'measure' &&
            last.end === t.start
          )
            item.specs.push(...item.measures.splice(0))
        } else if (
          hasCount() &&
          hasName(item) &&
          tokens[i - 1]?.kind === 'num' &&
          tokens[i - 1]?.end === t.start &&
          item.measures.length > 0
        ) {
          // "15台 620无线键鼠" keeps its price; "80令 157双铜" begins another article.
          const carried = item.nums.pop()
          close()
          if (carried) item.specs.push(carried)
        }
        if (
          hasCount() &&
          (counted(item) || sepBefore || item.nums.length > 0 || item.measures.length > 0) &&
          (hasName(item) || item.names.length === 0 ? hasName(item) || counted(item) : true)
        )
          close()
        item.names.push(t)
        sepBefore = false
        break
      case 'model':
        if (hasCount() && hasName(item) && startsNew(tokens, i)) close()
        if (t.marked === 'quantity') item.codes.push(t)
        else item.specs.push(t)
        sepBefore = false
        break
      case 'spec':
      case 'color':
        if (t.kind === 'color' && item.notes.length > 0 && tokens[i - 1]?.kind === 'note') {
          item.notes.push(t)
          break
        }
        if (
          t.kind === 'color' &&
          !hasName(item) &&
          !hasCount() &&
          t.text.length >= 4 &&
          !/色$|[#\d]/.test(t.text) &&
          !countAhead(tokens, i + 1)
        ) {
          item.names.push(t)
          break
        }
        // "拉手 128 枪灰 18个": the bare figure says which.
        if (hasName(item) && item.measures.length === 0 && item.nums.length > 0 && !sepBefore && countAhead(tokens, i + 1))
          item.specs.push(...item.nums.splice(0))
        if (hasName(item) && item.measures.length === 1 && !sepBefore && measureAhead(tokens, i + 1, item.measures[0]))
          item.specs.push(...item.measures.splice(0))
        if (
          hasCount() &&
          startsNew(tokens, i) &&
          !(item.names.length + item.codes.length + item.specs.length + item.colors.length === 0 && wordAhead(tokens, i + 1))
        )
          close()
        if (t.kind === 'color') item.colors.push(t)
        else item.specs.push(t)
        sepBefore = false
        break
      case 'note':
        item.notes.push(t)
        break
      case 'measure': {
        const unit = unitOf(t.unit ?? '') ?? ''
        const first = item.measures[0]
        if (t.marked === 'about' && first) {
          item.notes.push(t)
          break
        }
        if (first && counted(item) && !MEASURES.has(unit)) close()
        else if (
          first &&
          sepBefore &&
          hasName(item) &&
          !MEASURES.has(unit) === !MEASURES.has(unitOf(first.unit ?? '') ?? '') &&
          !amending
        )
          close()
        item.measures.push(t)
        sepBefore = false
        break
      }
      case 'num':
        if (sepBefore && hasCount() && startsNewAfterNum(tokens, i)) close()
        else if (hasCount() && next?.kind === 'word' && !next.spaced && !sepBefore && t.spaced) close()
        item.nums.push(t)
        sepBefore = false
        break
      case 'price': {
        // A unit price that stands in front of nothing counted yet belongs to what was counted before.
        item.price ??= t
        sepBefore = false
        break
      }
      case 'tolerance':
        item.tolerance = t
        break
      case 'free':
        if (hasCount()) close()
        item.free = t
        break
      case 'arrow': {
        // "60→75箱": what stands before the arrow was the old count.
        const old = tokens[i - 1]
        item.nums = item.nums.filter((n) => n !== old)
        item.measures = item.measures.filter((n) => n !== old)
        break
      }
    }
  }
  close()
  void head
  return items
}

/** A name comes before the next separator and before another count: "5箱70克A4". */
const wordAhead = (tokens: Token[], from: number): boolean => {
  for (let k = from; k < tokens.length; k++) {
    const t = tokens[k] as Token
    if (t.kind === 'sep' || t.kind === 'nl' || t.kind === 'measure' || t.kind === 'gap') return false
    if (t.kind === 'word') return true
  }
  return false
}

/** A count of pieces comes before the next separator. */
const countAhead = (tokens: Token[], from: number): boolean => {
  for (let k = from; k < tokens.length; k++) {
    const t = tokens[k] as Token
    if (t.kind === 'sep' || t.kind === 'nl' || t.kind === 'word') return false
    if (t.kind === 'measure' && !MEASURES.has(unitOf(t.unit ?? '') ?? '')) return true
  }
  return false
}

/** In the same breath another figure with another unit follows: the first one says which article, "灯芯绒 21条 焦糖 400米". */
const measureAhead = (tokens: Token[], from: number, first: Token | undefined): boolean => {
  for (let k = from; k < tokens.length; k++) {
    const t = tokens[k] as Token
    if (t.kind === 'sep' || t.kind === 'nl' || t.kind === 'word' || t.kind === 'gap') return false
    if (t.kind === 'measure') return first !== undefined && unitOf(t.unit ?? '') !== unitOf(first.unit ?? '')
  }
  return false
}

/** "60张，157铜版20令": a bare figure behind a separator that is glued to a name is that article's. */
const startsNewAfterNum = (tokens: Token[], i: number): boolean => {
  const next = tokens[i + 1]
  return next !== undefined && (next.kind === 'word' || next.kind === 'spec' || next.kind === 'color') && startsNew(tokens, i + 1)
}

const nextLineHasName = (tokens: Token[], from: number): boolean => {
  for (let k = from; k < tokens.length; k++) {
    const t = tokens[k] as Token
    if (t.kind === 'nl') return false
    if (t.kind === 'word' || t.kind === 'model') return true
    if (t.kind === 'color' || (t.kind === 'spec' && GARMENT.test(t.text))) return true
  }
  return false
}
