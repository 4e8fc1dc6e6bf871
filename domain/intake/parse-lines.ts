import { readNumber } from '../prompt/read-input'
import type { CatalogueProduct, Doubt, DraftLine } from './draft'
import { COLORS, UNITS } from './field-words'
import type { NormalText } from './normalise-text'

const UNIT_WORDS = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .map((u) => u.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('|')
const QUANTITY = new RegExp(
  `(?<![\\dA-Za-z.*×xX/-])(\\d{1,9}(?:,\\d{3})*(?:\\.\\d{1,4})?\\s?[万千]?|[一二两三四五六七八九十百千半]{1,6})\\s?(${UNIT_WORDS})(?![A-Za-z\\d*×]|/[令吨箱])`,
  'gi',
)
const PRICE = new RegExp(
  `(?:单价|价格|每(?:${UNIT_WORDS})|@)\\s?[:=是]?\\s?(\\d{1,7}(?:\\.\\d{1,4})?)(?:\\s?(?:元|块))?(?:\\s?(?:/|一|每)\\s?(${UNIT_WORDS}))?|(\\d{1,7}(?:\\.\\d{1,4})?)\\s?(?:元|块)?\\s?(?:/|一)\\s?(${UNIT_WORDS})|(?:¥|￥)\\s?(\\d{1,7}(?:\\.\\d{1,4})?)|(?<![\\d.])(\\d{1,7}(?:\\.\\d{1,4})?)\\s?(?:元|块)(?!\\s?(?:定金|订金))`,
  'i',
)
const SPEC =
  /\d{1,4}(?:\.\d+)?\s?(?:g|克|mm|cm|丝|μm)(?:\/[㎡m]2?)?|\d{2,5}\s?[*×xX]\s?\d{2,5}(?:\s?[*×xX]\s?\d{1,5})?(?:mm|cm)?|(?:正度|大度)|[一二三四五]联|卷筒/gi
const AMOUNT = /(?:金额|小计)\s?[:=]?\s?(\d{1,9}(?:\.\d{1,2})?)/

/** Without blanks, but two numbers beside each other stay two. */
const squeeze = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(\d)\s+(?=\d)/g, '$1|')
    .replace(/\s+/g, '')
    .replace(/[×x]/g, '*')
    .replace(/克/g, 'g')
const numbersOf = (text: string): string[] => squeeze(text).match(/\d+(?:\.\d+)?/g) ?? []

/** The one product that the words of a line determine: by code, else by its longest name or alias and every number of its spec that was said. */
export function matchCatalogue(
  words: string,
  catalogue: CatalogueProduct[],
): { code: string | null; name?: string; at?: number } {
  const text = squeeze(words)
  const byCode = catalogue.filter((p) => text.includes(squeeze(p.code)))
  if (byCode.length === 1 && byCode[0]) return { code: byCode[0].code }
  const scored = catalogue.flatMap((p) => {
    const names = [p.name, ...p.aliases].filter((n) => text.includes(squeeze(n)))
    if (names.length === 0) return []
    const longest = names.reduce((a, b) => (b.length > a.length ? b : a))
    const own = new Set(numbersOf(`${p.spec ?? ''} ${p.aliases.join(' ')}`))
    const rest = text.replace(squeeze(longest), ' ')
    const said = [...(rest.match(/\d+(?:\.\d+)?(?=g|\*|mm)|(?<=\*)\d+/g) ?? []), ...numbersOf(longest)]
    if (said.some((n) => !own.has(n))) return []
    const marks = ['正度', '大度', '卷筒'].filter((w) => text.includes(w))
    const fits = marks.every((w) =>
      w === '正度' ? /787/.test(p.spec ?? '') : w === '大度' ? /889/.test(p.spec ?? '') : /卷筒/.test(`${p.spec ?? ''}${p.name}`),
    )
    return fits ? [{ p, longest, score: longest.length + said.length * 3 }] : []
  })
  const best = Math.max(0, ...scored.map((s) => s.score))
  const top = scored.filter((s) => s.score === best)
  const name = top[0]?.longest
  if (top.length === 1 && top[0]) return { code: top[0].p.code, ...(name ? { name } : {}) }
  return { code: null, ...(name ? { name } : {}) }
}

const NOT_GOODS = /定金|订金|账期|月结|天内|地址|电话|联系人|发货前/

/** One line per quantity with its goods; prices, specs and colours from the same clause. `blocked` ranges belong to other fields. */
export function parseLines(
  normal: NormalText,
  catalogue: CatalogueProduct[] | null,
  blocked: [number, number][],
): { lines: DraftLine[]; doubts: Doubt[] } {
  const lines: DraftLine[] = []
  const doubts: Doubt[] = []
  let offset = 0
  let header = ''
  for (const row of normal.text.split('\n').slice(0, 400)) {
    const pieces = cutAtQuantities(row)
    for (const piece of pieces) {
      const line = readLine(normal, row, offset, piece, catalogue, blocked, header)
      if (!line) continue
      lines.push(line.line)
      if (line.doubt) doubts.push({ path: `orders[0].lines[${lines.length - 1}].${line.doubt.path}`, reason: line.doubt.reason })
    }
    if (pieces.length === 0 && row.length < 60 && catalogue && matchCatalogue(row, catalogue).name) header = row
    offset += row.length + 1
  }
  return { lines, doubts }
}

/** Ranges of a row with one quantity each: a row with several quantities is cut behind each at the next separator. */
function cutAtQuantities(row: string): { from: number; to: number; q: RegExpExecArray }[] {
  const found: RegExpExecArray[] = []
  QUANTITY.lastIndex = 0
  for (let m = QUANTITY.exec(row); m && found.length < 60; m = QUANTITY.exec(row)) {
    const before = row.slice(Math.max(0, m.index - 3), m.index)
    // "153元/令" and "每箱24瓶" state a price or a pack, "3天" a time.
    if (/[/每元块]$/.test(before.trimEnd()) || /单价|价格|每$/.test(before)) continue
    if (/^(?:公斤|千克|kg|克|g|m|米|t)$/i.test(m[2] ?? '') && /^[\s]*[*×x/]/.test(row.slice(m.index + m[0].length))) continue
    if ((m[2] ?? '') === '克' || (m[2] === '块' && /^\d/.test(row.slice(m.index + m[0].length)))) continue
    found.push(m)
  }
  return found.map((q, i) => {
    const previous = found[i - 1]
    let from = 0
    if (previous) {
      const gap = row.slice(previous.index + previous[0].length, q.index)
      const cut = gap.search(/[,，;；、。/]|\s(?=[^\d\s元块单])/)
      from = previous.index + previous[0].length + (cut < 0 ? 0 : cut + 1)
      const price = PRICE.exec(row.slice(from, q.index))
      if (price && price.index < 4) from += price.index + price[0].length
    }
    const next = found[i + 1]
    const gap = next ? row.slice(q.index + q[0].length, next.index) : ''
    const cut = next ? gap.search(/[;；、。]|[,，](?!\s?(?:单价|价格|\d))/) : -1
    return {
      from,
      to: next ? q.index + q[0].length + (cut < 0 ? ((PRICE.exec(gap)?.index ?? -1) === 0 ? gap.length : 0) : cut) : row.length,
      q,
    }
  })
}

function readLine(
  normal: NormalText,
  row: string,
  offset: number,
  piece: { from: number; to: number; q: RegExpExecArray },
  catalogue: CatalogueProduct[] | null,
  blocked: [number, number][],
  header: string,
): { line: DraftLine; doubt?: { path: string; reason: string } } | undefined {
  const { q } = piece
  const at = offset + q.index
  if (blocked.some(([s, e]) => at >= s && at < e)) return undefined
  const words = row.slice(piece.from, piece.to)
  if (NOT_GOODS.test(row.slice(Math.max(0, q.index - 4), q.index))) return undefined
  const quantity = readNumber(q[1] ?? '') ?? ((q[1] ?? '') === '半' ? '0.5' : undefined)
  if (!quantity || quantity === '0') return undefined
  const match = catalogue ? matchCatalogue(`${header} ${words}`, catalogue) : { code: null, name: undefined }
  const specs = [...words.matchAll(SPEC)].slice(0, 6)
  const plain = nameIn(words, q[0])
  const nameText =
    match.name && squeeze(words).includes(squeeze(match.name))
      ? (originalOf(words, match.name) ?? plain?.text)
      : (plain?.text ?? match.name)
  if (!nameText && !match.code) return undefined
  const nameAt = nameText ? words.indexOf(nameText) : -1
  const color = COLORS.find((c) => words.includes(c) && !nameText?.includes(c))
  const price = PRICE.exec(words.slice(0, q.index - piece.from)) ?? PRICE.exec(words.slice(q.index - piece.from + q[0].length))
  const priceBase = price && PRICE.exec(words.slice(0, q.index - piece.from)) ? 0 : q.index - piece.from + q[0].length
  const priceValue = price ? (price[1] ?? price[3] ?? price[5] ?? price[6]) : undefined
  const amount = AMOUNT.exec(words)
  const base = offset + piece.from
  const line: DraftLine = {
    ...(nameText
      ? {
          productName:
            nameAt >= 0
              ? normal.read(nameText, base + nameAt, base + nameAt + nameText.length, match.code ? 0.95 : 0.7)
              : { value: nameText, spans: [], confidence: 0.6 },
        }
      : {}),
    ...(catalogue ? { catalogCode: match.code } : {}),
    ...(specs.length > 0
      ? {
          spec: {
            value: specs.map((s) => s[0].replace(/克/g, 'g')).join(' '),
            spans: specs.map((s) => normal.span(base + s.index, base + s.index + s[0].length)),
            confidence: 0.9,
          },
        }
      : {}),
    ...(color ? { color: normal.read(color, base + words.indexOf(color), base + words.indexOf(color) + color.length) } : {}),
    quantity: normal.read(quantity, at, at + (q[1]?.length ?? 0)),
    unit: normal.read(UNITS[(q[2] ?? '').toLowerCase()] ?? q[2] ?? '', at + q[0].length - (q[2]?.length ?? 0), at + q[0].length),
    ...(price && priceValue
      ? { unitPrice: normal.read(priceValue, base + priceBase + price.index, base + priceBase + price.index + price[0].length) }
      : {}),
    ...(price?.[2] || price?.[4]
      ? {
          priceUnit: normal.read(
            UNITS[(price[2] ?? price[4] ?? '').toLowerCase()] ?? '',
            base + priceBase + price.index,
            base + priceBase + price.index + price[0].length,
          ),
        }
      : {}),
    ...(amount?.[1] ? { amount: normal.read(amount[1], base + amount.index, base + amount.index + amount[0].length) } : {}),
  }
  const unsure =
    catalogue && match.code === null
      ? { path: 'productName', reason: match.name ? 'SEVERAL_PRODUCTS' : 'NOT_IN_CATALOGUE' }
      : undefined
  return { line, ...(unsure ? { doubt: unsure } : {}) }
}

/** The words of the goods: what is left of a clause without quantity, price, spec and verbs. */
function nameIn(words: string, quantity: string): { text: string } | undefined {
  const bare = words
    .replace(quantity, ' ')
    .replace(PRICE, ' ')
    .replace(SPEC, ' ')
    .replace(/(?:产品|品名|规格|数量|单价)\s?[:=]?/g, ' ')
  const parts = bare
    .split(/[\s,，;；。:：、()（）/]+/)
    .map((p) => p.replace(/^(?:再?要|来|订|定|发|补|加|需要|下单|下|的)+|(?:的|各|要|共)+$/g, ''))
    .filter((p) => /[一-鿿A-Za-z]{2}/.test(p) && !/(公司|客户|明天|今天|下周|送|交|前|加急|地址)/.test(p))
  const text = parts.at(-1)
  return text && text.length <= 20 ? { text } : undefined
}

/** The spelling in the text of a name that was matched in squeezed form. */
const originalOf = (words: string, name: string): string | undefined => {
  const at = words.toLowerCase().indexOf(name.toLowerCase())
  return at >= 0 ? words.slice(at, at + name.length) : undefined
}
