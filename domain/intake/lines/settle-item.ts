import type { Token } from '../tokens/token'
import { isCount, type Item } from '../tokens/segment-items'
import { unitOf } from '../words/units'

/** What each token of an item is to its article. */
export interface Settled {
  item: Item
  names: Token[]
  codes: Token[]
  specs: Token[]
  sizes: Token[]
  colors: Token[]
  notes: Token[]
  quantity?: Token
  unit?: Token
  price?: Token
  amount?: Token
  tolerance?: Token
  free?: Token
  /** The count holds for every name, colour or size of the item. */
  each: boolean
  /** The figures allow another reading. */
  unsure: boolean
}

/** Sizes in which goods are commonly packed; a count of such things follows. */
const PACK_SIZES = new Set(['0.5', '1', '2', '2.5', '3', '4', '5', '10', '15', '18', '20', '25', '30', '40', '50'])
const isPackSize = (t: Token): boolean => /^(?:公斤|升)$/.test(unitOf(t.unit ?? '') ?? '') && PACK_SIZES.has(t.value ?? '')

/** Which figure is the count, which the price, which says how big one piece is. */
export function settleItem(item: Item, loose: boolean): Settled {
  const out: Settled = { item, names: [], codes: [], specs: [], sizes: [], colors: [], notes: [], each: false, unsure: false }
  const measures: Token[] = []
  const nums: Token[] = []
  let arrow: Token | undefined
  for (const [k, t] of item.tokens.entries()) {
    const label = item.tokens[k - 1]?.kind === 'label' ? item.tokens[k - 1]?.role : undefined
    switch (t.kind) {
      case 'word':
        out.names.push(t)
        break
      case 'model':
        if (t.marked === 'code') out.codes.push(t)
        else out.specs.push(t)
        break
      case 'spec':
        out.specs.push(t)
        break
      case 'size':
        out.sizes.push(t)
        break
      case 'color':
        // The colour of a print or an embroidery belongs to that handling.
        if (item.tokens[k - 1]?.kind === 'note') out.notes.push(t)
        else out.colors.push(t)
        break
      case 'note':
        out.notes.push(t)
        break
      case 'each':
        out.each = true
        break
      case 'tolerance':
        out.tolerance = t
        break
      case 'free':
        out.free = t
        break
      case 'price':
        if (label === 'amount') out.amount = t
        else out.price ??= t
        break
      case 'arrow':
        arrow = t
        break
      case 'measure':
      case 'num':
        if (label === 'amount') out.amount = t
        else if (item.tokens[k - 1]?.kind === 'note' && item.tokens[k - 1]?.end === t.start) out.notes.push(t)
        else if (t.unit === '块' && measures.some((m) => isCount(m) || /^(?:斤|公斤)$/.test(unitOf(m.unit ?? '') ?? '')))
          out.price ??= { ...t, unit: '' }
        else if (label === 'quantity') out.quantity = t
        else if (t.marked === 'about' && measures.some(isCount)) out.notes.push(t)
        else if (t.kind === 'measure' && !(t.marked === 'times' && !t.unit)) measures.push(t)
        else nums.push(t)
        break
    }
  }
  if (arrow) {
    // "60→75箱": what stands before the arrow was the old count.
    const at = arrow.start
    const old = (t: Token): boolean => t.start < at
    if (measures.some((t) => !old(t)) || nums.some((t) => !old(t))) {
      measures.splice(0, measures.length, ...measures.filter((t) => !old(t)))
      nums.splice(0, nums.length, ...nums.filter((t) => !old(t)))
    }
  }
  figures(out, measures, nums, loose)
  // "酵母500克的一箱20包": one box, and what it holds.
  modelLine(out)
  const one = out.quantity ? undefined : out.specs.find((t) => t.marked === 'pack' && /^一[箱件包盒袋捆托条]/.test(t.text))
  if (one && out.names.length + out.codes.length > 0) {
    const at = out.specs.indexOf(one)
    const unitStart = one.start + 1
    out.quantity = {
      ...one,
      kind: 'measure',
      end: unitStart + 1,
      value: '1',
      unit: one.text[1] ?? '',
      unitStart,
      numberEnd: unitStart,
    }
    out.specs.splice(at, 1, { ...one, start: unitStart + 1, text: one.text.slice(2) })
  }
  // "门头灯箱 1套 2800元": a sum for one piece that is not said to be per piece.
  if (
    out.quantity?.value === '1' &&
    out.price?.marked === 'price' &&
    !out.price.unit &&
    /^[\d.,]+ ?元$/.test(out.price.text) &&
    !out.amount
  ) {
    out.amount = out.price
    delete out.price
  }
  return out
}

/** "宝马3系刹车片": a make glued to its line is what the goods are for. */
function modelLine(out: Settled): void {
  const [make, goods] = out.names
  const line = make && out.specs.find((t) => t.start === make.end && t.end === goods?.start && /[系代款型]$/.test(t.text))
  if (!make || !line) return
  out.names.shift()
  out.specs.splice(out.specs.indexOf(line), 1, {
    ...line,
    start: make.start,
    text: make.text + line.text,
    spaced: make.spaced === true,
  })
}

const bracketed = (tokens: Token[], t: Token): boolean => /^[(（]$/.test(tokens[tokens.indexOf(t) - 1]?.text ?? '')

function figures(out: Settled, measures: Token[], nums: Token[], loose: boolean): void {
  const nameAt = (out.names[0] ?? out.codes[0])?.start ?? -1
  if (!out.quantity) {
    const last = measures.at(-1)
    // "灯芯绒 21条 焦糖 400米": a figure in front of the colour says which article, the one behind it how many.
    const told =
      last && !isCount(last)
        ? [...out.colors, ...out.specs].some((t) => t.end <= last.start && t.start > (measures[0]?.end ?? 0))
        : false
    // "10箱(240卷)", "120片（40箱）": what stands in brackets is the same again in other words.
    const open = measures.filter((t) => !bracketed(out.item.tokens, t))
    const shown = open.some(isCount) ? open : measures
    const counts = told && measures.length > 1 ? [] : shown.filter(isCount)
    if (counts.length > 0) out.quantity = counts.find((c) => c.marked === 'times') ?? (counts.at(-1) as Token)
    else {
      const times = nums.find((n) => n.marked === 'times')
      const packed = last !== undefined && isPackSize(last) && nums.length > 0 && /^\d+$/.test(nums[0]?.value ?? '')
      if (last && !(times && measures.length > 0) && !packed) out.quantity = last
      else if (times) out.quantity = times
      else if (nums.length > 0) {
        if (packed) out.unsure = true
        const bare = bareCount(out, nums, nameAt)
        if (bare) out.quantity = bare
      } else if (last) out.quantity = last
    }
  }
  const count = out.quantity
  for (const m of measures) {
    if (m === count) continue
    if (count && m.start > count.start && (isCount(m) || m.end < count.end)) out.notes.push(m)
    else out.specs.push(m)
  }
  const rest: Token[] = []
  for (const n of nums) {
    if (n === count || out.specs.includes(n)) continue
    if (!count) {
      if (loose) rest.push(n)
      else out.specs.push(n)
    } else if (n.start > count.start) rest.push(n)
    else out.specs.push(n)
  }
  if (!out.price && rest[0]) out.price = rest.shift() as Token
  const sum = rest.at(-1)
  if (sum && !out.amount) out.amount = sum
}

/** The count among bare figures: the first behind the name, unless a second integer shows that the first says which article. */
function bareCount(out: Settled, nums: Token[], nameAt: number): Token | undefined {
  const after = nums.filter((n) => n.start > nameAt)
  const [first, second] = after
  if (!first) return nums.at(-1)
  const before = nums.filter((n) => n.start < nameAt)
  out.specs.push(...before)
  if (first.marked === 'quantity' || (out.item.fix && nameAt < 0)) return first
  if (second && after.length === 2 && !out.price && out.specs.length + out.sizes.length === 0 && out.colors.length === 0) {
    // "双胶 80 120": the first figure says which, the second how many; a fraction behind is a price.
    out.unsure = true
    if (/^\d+$/.test(second.value ?? '') && Number(second.value) >= 5) {
      out.specs.push(first)
      return second
    }
  }
  return first
}

/** "1N4148 2000只" between commas: an article that is called by its number alone. */
export function codeAlone(s: Settled): void {
  const [only] = s.specs
  if (s.names.length + s.codes.length + s.colors.length + s.sizes.length > 0 || s.specs.length !== 1 || !s.quantity || !only)
    return
  if (s.item.opened === 'glued' || s.item.opened === 'blank' || only.kind !== 'model') return
  if (!/^(?=(?:.*\d){4})\d{0,2}[a-z]{1,3}\d{3,6}[a-z]{0,2}$/.test(only.text)) return
  s.specs = []
  s.codes = [only]
}

/** "A105 黑 40码2双": letters and figures in front of what has no name number the article. */
export function codeInFront(s: Settled): void {
  const first = s.specs[0]
  if (!first || s.names.length + s.codes.length > 0 || first.kind !== 'model' || s.item.tokens[0] !== first) return
  if (s.colors.length + s.sizes.length === 0 || !/^[a-z]{1,4}-?\d{3,6}[a-z]?$/.test(first.text)) return
  s.specs = s.specs.slice(1)
  s.codes = [first]
}
