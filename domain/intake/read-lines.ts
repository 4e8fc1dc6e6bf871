import type { CatalogueProduct, Doubt, DraftLine, Read, Span } from './draft'
import { catalogueNameAt, catalogueNameIn, codesOf, matchCatalogue, productOf } from './match-catalogue'
import { spokenDigits } from './numerals'
import type { Page } from './page'
import { hasName, groupTokens, type Item } from './group-tokens'
import { classify } from './classify-tokens'
import type { Token } from './token'
import { tokenise } from './tokens'
import { MEASURES, unitOf } from './units'
import { GARMENT } from './goods-words'

export interface LinesRead {
  lines: DraftLine[]
  doubts: Doubt[]
  /** Token ranges of each line, to tell which words surround it. */
  places: { start: number; end: number }[]
}

/** Reads goods with their counts and prices out of what is left of a message between two offsets. */
export function readLines(
  page: Page,
  from: number,
  to: number,
  catalogue: CatalogueProduct[] | null,
  amending = false,
): LinesRead {
  const codes = codesOf(catalogue)
  const isName = (word: string): boolean => {
    const hit = catalogueNameIn(word, catalogue)
    return hit !== undefined && hit.end - hit.start === word.length
  }
  const nameAt = (text: string, at: number, least: number): boolean => catalogueNameAt(text, at, catalogue) > least
  const options = { codes, isName, nameAt }
  const tokens = classify(tokenise(page, from, to, options), options)
  const items = groupTokens(tokens, amending)
  return build(page, items, catalogue, amending)
}

const joinSpans = (page: Page, tokens: Token[]): Span[] =>
  [...tokens].sort((a, b) => a.start - b.start).map((t) => page.span(t.start, t.end))
const textOf = (page: Page, t: Token): string => page.text.slice(t.start, t.end).trim()

/** Figures of a spec with spoken numerals as digits: 一百零五克 → 105克 is left to the comparer; model numbers are spelled out. */
const specText = (page: Page, tokens: Token[]): string =>
  [...tokens]
    .sort((a, b) => a.start - b.start)
    .map((t) => {
      const words = textOf(page, t)
      if (t.kind === 'measure' && t.value && t.unitStart !== undefined && !/\d/.test(words))
        return `${t.value}${page.text.slice(t.unitStart, t.end)}`
      if (/^[2-6]?x{0,4}[sml]码$/i.test(words) || /^m码$/i.test(words)) return words.slice(0, -1)
      return /^[一二三四五六七八九零]{2,}[a-z]?$/i.test(words) ? spokenDigits(words) : words
    })
    .join(' ')

interface Settled {
  quantity?: Token
  specs: Token[]
  price?: Token | { value: string; start: number; end: number; unit?: string }
  amount?: Token
  notes: Token[]
}

/** Which figure is the count, which the price, which says how big one piece is. */
function settle(item: Item): Settled {
  const measures = [...item.measures]
  const nums = [...item.nums]
  const specs = [...item.specs]
  const notes = [...item.notes]
  let quantity: Token | undefined
  const times = measures.find((m) => m.marked === 'times')
  if (times) quantity = times
  else {
    const count = [...measures].reverse().find((m) => !MEASURES.has(unitOf(m.unit ?? '') ?? ''))
    quantity = count ?? (measures.length > 0 ? (measures.at(-1) as Token) : undefined)
  }
  for (const m of measures) {
    if (m === quantity) continue
    if (quantity && m.start > quantity.start) notes.push(m)
    else specs.push(m)
  }
  let price: Settled['price'] = item.price
  let amount: Token | undefined
  const before = quantity ? nums.filter((n) => n.start < (quantity?.start ?? 0)) : []
  specs.push(...before)
  for (const n of before) nums.splice(nums.indexOf(n), 1)
  if (!quantity && nums.length > 0) {
    const after = item.names.length > 0 ? nums.filter((n) => n.start > (item.names[0]?.start ?? 0)) : nums
    quantity = after.at(0) ?? nums.at(-1)
    if (after.length > 1 && item.specs.length === 0 && nums[0] === quantity && after.length === 2 && !price) {
      // "双胶 80 120": the first figure says which, the second how many.
      specs.push(after[0] as Token)
      quantity = after[1]
    }
    for (const n of nums) if (n !== quantity && n.start < (quantity?.start ?? 0) && !specs.includes(n)) specs.push(n)
  }
  const rest = nums.filter((n) => quantity && n.start > quantity.start)
  if (!price && rest[0]) price = rest.shift() as Token
  if (rest[0]) amount = rest[0]
  return { ...(quantity ? { quantity } : {}), specs, ...(price ? { price } : {}), ...(amount ? { amount } : {}), notes }
}

function build(page: Page, items: Item[], catalogue: CatalogueProduct[] | null, amending: boolean): LinesRead {
  const lines: DraftLine[] = []
  const doubts: Doubt[] = []
  const places: { start: number; end: number }[] = []
  let head: Item | undefined
  let headSettled: Settled | undefined
  const groupLines: number[] = []
  for (const item of items) {
    const s = settle(item)
    const named = hasName(item)
    if (named && !s.quantity && s.price && !amending && item.specs.length === 0) {
      // "钻头给6块一支": a price for goods that were named before.
      const name = item.names.map((t) => t.text).join('')
      const meant = lines.filter((l) => name.length >= 2 && l.productName?.value.includes(name))
      if (meant.length > 0) {
        for (const l of meant) if (!l.unitPrice) putPrice(page, l, s.price)
        continue
      }
    }
    if (named && !s.quantity && !amending) {
      head = item
      headSettled = s
      groupLines.length = 0
      continue
    }
    if (!named && !head && amending && (s.quantity || s.specs.length + item.colors.length > 0 || s.price)) {
      head = undefined
    } else if (!named && !head) {
      if (!s.quantity && s.price) attachPrice(page, lines, groupLines, s)
      continue
    }
    if (item.fix && lines.length > 0) {
      const meant = correctedLine(lines, item)
      if (meant) {
        if (s.quantity) putQuantity(page, meant, s.quantity, meant.productName?.value ?? '')
        if (s.price) putPrice(page, meant, s.price)
        if (item.colors.length > 0) attachAttributes(page, meant, item)
        if (!s.quantity && s.specs.length > 0)
          meant.spec = { value: specText(page, s.specs), spans: joinSpans(page, s.specs), confidence: 0.85 }
        continue
      }
    }
    if (!named && !s.quantity && (head || lines.length > 0)) {
      if (s.price) attachPrice(page, lines, groupLines, s)
      else if (item.colors.length > 0 && item.specs.length === 0) for (const l of lines) attachAttributes(page, l, item)
      else if (item.colors.length > 0 || item.specs.length > 0) attachAttributes(page, lines.at(-1), item)
      continue
    }
    if (!s.quantity && !amending) continue
    const owner = named ? item : (head ?? item)
    const ownerSettled = named ? s : headSettled
    const names = owner.names
    const codes = owner.codes
    const ownAttributes = item.colors.length + s.specs.length > 0
    if (!named && !ownAttributes && lines.length > 0 && headSettled?.quantity) continue
    const specs = named ? s.specs : [...inheritedSpecs(ownerSettled, s), ...s.specs]
    const colors = item.colors.length > 0 ? item.colors : named ? [] : owner.colors
    const line: DraftLine = {}
    const name = joinName(page, names, (word) => catalogueNameIn(word, catalogue) !== undefined)
    if (name) line.productName = name
    if (codes[0])
      line.productCode = {
        value: textOf(page, codes[0]).replace(/\s/g, ''),
        spans: joinSpans(page, [codes[0]]),
        confidence: 0.95,
      }
    if (specs.length > 0) line.spec = { value: specText(page, specs), spans: joinSpans(page, specs), confidence: 0.9 }
    if (colors[0]) {
      const c = colors[0]
      line.color = {
        value:
          colors.length === 1
            ? c.value && /[#\d]/.test(c.value)
              ? c.value
              : textOf(page, c).replace(/^(?:颜色|色号)[:：]?\s?/, '')
            : colors.map((x) => textOf(page, x)).join(' '),
        spans: joinSpans(page, colors),
        confidence: 0.9,
      }
    }
    if (s.quantity) putQuantity(page, line, s.quantity, name?.value ?? '')
    const price = s.price ?? (named ? undefined : ownerSettled?.price)
    if (price) putPrice(page, line, price)
    if (!named && price)
      for (const k of groupLines) {
        const other = lines[k]
        if (other && !other.unitPrice) putPrice(page, other, price)
      }
    if (item.free) line.unitPrice = page.read('0', item.free.start, item.free.end)
    if (s.amount?.value) line.amount = page.read(s.amount.value, s.amount.start, s.amount.end)
    const tolerance = item.tolerance ?? owner.tolerance
    if (tolerance?.value) line.tolerancePct = page.read(tolerance.value, tolerance.start, tolerance.end)
    const notes = s.notes.length > 0 ? s.notes : []
    if (notes.length > 0)
      line.note = { value: notes.map((n) => textOf(page, n)).join(' '), spans: joinSpans(page, notes), confidence: 0.8 }
    if (named) {
      head = item
      headSettled = s
      groupLines.length = 0
    }
    groupLines.push(lines.length)
    lines.push(line)
    const all = [...item.names, ...item.specs, ...item.colors, ...item.measures, ...item.nums, ...item.codes]
    places.push({ start: Math.min(...all.map((t) => t.start)), end: Math.max(...all.map((t) => t.end)) })
  }
  dropRepeats(page, lines, places)
  for (const [i, line] of lines.entries()) {
    matchLine(line, catalogue)
    if (catalogue && line.catalogCode === null && (line.productName || line.productCode))
      doubts.push({ path: `lines[${i}].catalogCode`, reason: 'SEVERAL_PRODUCTS' })
  }
  return { lines, doubts, places }
}

/** Figures aside, what a spec looks like: 80g and 120g are of one shape and replace each other. */
const shape = (t: Token): string => t.text.replace(/\d+(?:\.\d+)?/g, '#')
const inheritedSpecs = (owner: Settled | undefined, own: Settled): Token[] => {
  const ownSizes = own.specs.some((t) => GARMENT.test(t.text))
  const shapes = new Set(own.specs.map(shape))
  return (owner?.specs ?? []).filter((t) => !(ownSizes && GARMENT.test(t.text)) && !shapes.has(shape(t)))
}

/** A name of several words is the last one next to the goods' figures; words apart by more than a blank are talk. */
function joinName(page: Page, names: Token[], inCatalogue: (word: string) => boolean): Read<string> | undefined {
  if (names.length === 0) return undefined
  const sorted = [...names].sort((a, b) => a.start - b.start)
  // Of several words apart, the one that the catalogue knows is the goods; else the first.
  const known = sorted.findLastIndex((t) => inCatalogue(t.text))
  const apart = sorted.findIndex((t, i) => i > 0 && page.plain.slice((sorted[i - 1] as Token).end, t.start).trim() !== '')
  const parts = sorted.slice(
    0,
    known >= 0
      ? known + 1
      : apart > 0 && /\d/.test(page.plain.slice((sorted[apart - 1] as Token).end, (sorted[apart] as Token).start))
        ? apart
        : sorted.length,
  )
  // Words joined on to the last one: directly, or by a blank where one of them is not Chinese.
  const chosen: Token[] = [parts.at(-1) as Token]
  for (let i = parts.length - 2; i >= 0; i--) {
    const t = parts[i] as Token
    const after = chosen[0] as Token
    const between = page.plain.slice(t.end, after.start)
    if (between === '' || (between === ' ' && (/[a-z]/.test(t.text) || /[a-z]/.test(after.text)))) chosen.unshift(t)
    else break
  }
  return {
    value: chosen.map((t) => textOf(page, t)).join(chosen.every((t) => /^[a-z0-9 ]+$/i.test(t.text)) ? ' ' : ''),
    spans: joinSpans(page, chosen),
    confidence: 0.9,
  }
}

function putQuantity(page: Page, line: DraftLine, t: Token, goods: string): void {
  line.quantity = page.read(t.value ?? '', t.start, t.numberEnd ?? t.end, t.marked === 'about' ? 0.5 : 0.95)
  if (t.max) line.quantityMax = page.read(t.max, t.start, t.numberEnd ?? t.end)
  if (t.unit && t.unitStart !== undefined) {
    const unit = unitOf(t.unit, goods)
    if (unit) line.unit = page.read(unit, t.unitStart, t.unitStart + t.unit.length)
  }
}

function putPrice(page: Page, line: DraftLine, t: { value?: string; start: number; end: number; unit?: string }): void {
  line.unitPrice = page.read(t.value ?? '', t.start, t.end)
  const unit = t.unit ? (unitOf(t.unit) ?? t.unit) : undefined
  if (unit) line.priceUnit = page.read(unit, t.start, t.end)
}

/** The line that a correction means: the one it names or whose colour it says, else the last one. A name of its own that no line has is a new article. */
function correctedLine(lines: DraftLine[], item: Item): DraftLine | undefined {
  const words = [...item.names, ...item.colors].map((t) => t.text.replace(/色$/, ''))
  const named = lines.filter((l) =>
    words.some((w) => w.length > 0 && (l.productName?.value.includes(w) || l.color?.value.includes(w))),
  )
  if (named.length > 0) return named.at(-1)
  return item.names.length > 0 &&
    !/^(?:数量|总|总共|一共|单价|价格|颜色|规格)$/.test(item.names[0]?.text ?? '') &&
    item.fix?.text !== undefined &&
    !/写[少多]|[少多]写/.test(item.fix.text)
    ? undefined
    : lines.at(-1)
}

/** "六疋，就是12安的牛仔要6匹": the same again in other words adds no line. */
function dropRepeats(page: Page, lines: DraftLine[], places: { start: number; end: number }[]): void {
  for (let i = lines.length - 1; i > 0; i--) {
    const a = lines[i - 1] as DraftLine
    const b = lines[i] as DraftLine
    const between = page.plain.slice((places[i - 1] as { end: number }).end, (places[i] as { start: number }).start)
    if (/就是|也就是|即/.test(between) && a.quantity?.value === b.quantity?.value && a.unit?.value === b.unit?.value) {
      lines.splice(i, 1)
      places.splice(i, 1)
    }
  }
}

/** A price that stands alone holds for the lines of its group. */
function attachPrice(page: Page, lines: DraftLine[], group: number[], s: Settled): void {
  if (!s.price) return
  for (const i of group) {
    const line = lines[i]
    if (line && !line.unitPrice) putPrice(page, line, s.price)
  }
}

function attachAttributes(page: Page, line: DraftLine | undefined, item: Item): void {
  if (!line) return
  if (item.colors[0] && !line.color)
    line.color = { value: textOf(page, item.colors[0]), spans: joinSpans(page, item.colors), confidence: 0.85 }
  if (item.specs.length > 0) {
    const more = specText(page, item.specs)
    line.spec = line.spec
      ? { value: `${line.spec.value} ${more}`, spans: [...line.spec.spans, ...joinSpans(page, item.specs)], confidence: 0.8 }
      : { value: more, spans: joinSpans(page, item.specs), confidence: 0.8 }
  }
}

/** The catalogue product that a line determines, and how its price compares with the list. */
export function matchLine(line: DraftLine, catalogue: CatalogueProduct[] | null): void {
  if (!catalogue) return
  const matched = matchCatalogue(
    {
      name: line.productName?.value ?? '',
      spec: line.spec?.value ?? '',
      ...(line.productCode ? { code: line.productCode.value } : {}),
      ...(line.color ? { color: line.color.value } : {}),
      ...(line.unit ? { unit: line.unit.value } : {}),
    },
    catalogue,
  )
  line.catalogCode = matched.code
  const product = productOf(matched.code, catalogue)
  const unit = line.priceUnit?.value ?? line.unit?.value
  if (!product || !line.unitPrice || !unit) return
  const factor = unit === product.unit ? '1' : product.altUnits?.find((a) => a.unit === unit)?.factor
  if (factor === undefined) return
  const list = Number(product.price) * Number(factor)
  const share = Number(line.unitPrice.value) / list - 1
  line.priceCheck = Math.abs(share) <= 0.005 ? 'match' : share < 0 ? 'below' : 'above'
}
