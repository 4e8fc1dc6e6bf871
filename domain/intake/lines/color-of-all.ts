import type { Draft, DraftLine, Read } from '../draft'
import type { NormalText } from '../text/normalise-text'
import { matchesOf } from '../text/pattern-needs'
import { meet, type Range } from '../text/page'
import { isColor } from '../words/goods-words'
import { UNIT } from '../words/units'

/** What says that a colour is meant, and of all: 颜色都要…, 统一…, 都要…的. */
const LEAD =
  /颜色[:：]?(?:统一|都|全部?|均|一律)?(?:是|要|用|做|为|选)?[:：]?\s?(?:那个|那种)?|(?:都|统一|全部?|一律)(?:是|要|用|做|为|选)?/g
const OF_ALL = /统一|都|全|均|一律/
/** A clause by itself. */
const CLAUSE = /(?<=[,，。;；\n])[ ]?([一-鿿]{2,5})(?=[,，。;；\n]|$)/g
/** Names of people that end like colours: 小白, 阿红. */
const PERSON = /^[小阿老大]/
const LONGEST = 5
/** A colour that is said once is as sure of each line. */
const SURE = 0.85

const countAt = (normal: NormalText, line: DraftLine): number => {
  const [span] = line.quantity?.spans ?? []
  return span ? normal.at(span.start) : -1
}

/** The colour right behind a place: the longest word that is one, 自然黑 of 自然黑单价. */
function colorAt(plain: string, at: number): Range | undefined {
  for (let length = LONGEST; length > 0; length--) {
    const word = plain.slice(at, at + length)
    const whole = word.length === length && /^[一-鿿]+$/.test(word) && !/^[的都]|[的]$/.test(word) && isColor(word)
    if (whole && (length > 1 || /^(?:的|色)/.test(plain.slice(at + 1, at + 2)))) return { start: at, end: at + length }
  }
  return undefined
}

const COUNTED = new RegExp(`(?:\\d|[一二两三四五六七八九十百千万半])\\s?${UNIT}$`)
/** What stands right in front of 都, unless it is a count or speaks of everything. */
function subjectOf(plain: string, at: number): string {
  const before = plain.slice(Math.max(0, at - 8), at)
  if (COUNTED.test(before)) return ''
  return /[一-鿿]{1,4}$/.exec(before)?.[0].replace(/^(?:以上|上面|货|颜色|所有|这些)$/, '') ?? ''
}
/** Whether a line is of what is told of: 拉手 of 拉手都要黑的. */
const isMeant = (line: DraftLine, subject: string): boolean =>
  subject === '' || (line.productName !== undefined && subject.endsWith(line.productName.value.slice(-2)))

/** Everything of an order that was read, but for its goods. */
const placesOf = (normal: NormalText, draft: Draft): Range[] =>
  [draft.customerName, draft.contactName, draft.address?.raw, draft.packaging].flatMap((read) =>
    (read?.spans ?? []).map((s) => normal.range(s)),
  )

const put = (line: DraftLine, color: Read<string>): void => {
  line.color = color
  // What was taken for a wish is the colour.
  if (line.note?.value.replace(/的$/, '') === color.value) delete line.note
}

/** Gives lines without a colour the one that is said once for all of them: …各20条，颜色都要藏蓝; …8个，12个，古铜金. */
export function putColorOfAll(normal: NormalText, draft: Draft): void {
  const lines = draft.lines.filter((l) => l.quantity)
  const bare = lines.filter((l) => !l.color)
  if (bare.length === 0) return
  const { plain } = normal
  const taken = placesOf(normal, draft)
  const counts = lines.map((l) => countAt(normal, l))
  const [first, last] = [Math.min(...counts), Math.max(...counts)]
  for (const m of matchesOf(LEAD, plain)) {
    const at = colorAt(plain, m.index + m[0].length)
    // 颜色 alone is a label, which of a list of rows each has.
    if (!at || (!OF_ALL.test(m[0]) && at.start < last) || taken.some((t) => meet(t, at))) continue
    const of = m[0].startsWith('颜色') ? '' : subjectOf(plain, m.index)
    for (const line of bare)
      if (!line.color && isMeant(line, of) && (at.start < first || countAt(normal, line) < at.start))
        put(line, normal.readAs(at.start, at.end, SURE))
  }
  if (lines.length < 2 || bare.some((l) => l.color)) return
  const colored = lines.filter((l) => l.color)
  // Behind goods of several kinds it may be said of the last alone.
  if (new Set(lines.map((l) => l.productName?.value)).size > 1) return
  for (const m of matchesOf(CLAUSE, plain)) {
    const word = m[1] ?? ''
    const end = m.index + m[0].length
    const at = { start: end - word.length, end }
    if (at.start < last || PERSON.test(word) || !isColor(word) || taken.some((t) => meet(t, at))) continue
    // A colour of its own that another line has leaves this one to the last.
    if (colored.some((l) => l.color?.spans.every((s) => !meet(normal.range(s), at)))) continue
    for (const line of bare) put(line, normal.readAs(at.start, at.end, SURE))
    return
  }
}
