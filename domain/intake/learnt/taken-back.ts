import type { DraftLine, Read } from '../draft'
import type { LearntLine } from './learnt-lines'
import type { NormalText } from '../text/normalise-text'
import { numberOf } from '../text/numerals'

/** Says that the figure in front of it was a slip, or holds no more. */
const TAKES_BACK =
  /不对|不是|[写讲说打记看数弄搞报算听抄点按][错岔串快反多少漏]|错了|划[掉了去]|[少多漏][写讲说打报数]|手[滑误快抖]|口误|更正|应该|应为|才对|改[成为]|等[等下会]|稍等|[哦啊噢喔哎欸唉呃]不|算了|不作数|作废|倒回去|退回去|别写|听我的|[嗯呃额嗳]不|准确|抱歉|sorry|no wait|本来|原来|原本|原先|[就只]要|现在|实际|太多|不够|放不下|[用吃装]不[完了下]/
/** The same behind the figure that holds. */
const HOLDS = /^[^，,。;；\n]{0,3}(?:就[行够好可]|才对|才是|算了|足够|够了)/
/** Says that it is more of the same beside the first: 另外, 再来. */
const BESIDE = /另外?|还要|再[来要加拿]|外加|加上|送|赠|其中|包含|含/

/** Only what was said not long before is taken back. */
const LINES_BACK = 30
const SIGNS_BACK = 400

const placeOf = (read: Read<unknown> | null | undefined): number => read?.spans[0]?.start ?? -1
const words = (read: Read<string> | undefined): string => (read?.value ?? '').replace(/\s/g, '')

/** How many signs of a line's words stand in a clause; fewer than two tell nothing. */
function namedIn(clause: string, line: DraftLine): number {
  let points = 0
  for (const part of [line.productName, line.productCode, line.color, line.spec].flatMap((r) => words(r).toLowerCase() || [])) {
    let best = 0
    for (let from = 0; from + 1 < part.length; from++)
      for (let n = Math.max(2, best + 1); from + n <= part.length && clause.includes(part.slice(from, from + n)); n++) best = n
    points += best
  }
  return points
}

/** The line that a clause takes back: the one whose words it says, else the last; none where it says words of goods in front of it that are no line. */
function meant(clause: string, lines: LearntLine[], ahead: string): LearntLine | undefined {
  const points = lines.map(({ line }) => namedIn(clause, line))
  const most = Math.max(...points)
  if (most > 0) return lines[points.lastIndexOf(most)]
  const talk = clause.replace(TAKES_BACK, ' ')
  for (const m of talk.matchAll(/(?=([一-鿿]{2}))/g)) if (ahead.includes(m[1] ?? '')) return undefined
  return lines.at(-1)
}

/** Rows are told by their number: 第2项是30只. */
const ORDINAL = /第\s?([一二三四五六七八九十\d]{1,2})\s?[项行条款样种个]/
/** The line that a clause tells by its number. */
function byNumber(clause: string, lines: LearntLine[]): LearntLine | undefined {
  const place = ORDINAL.exec(clause)?.[1]
  return place ? lines[Number(numberOf(place)) - 1] : undefined
}

/** 80把 → 雨伞95把: an arrow right behind a count with its unit. Behind a colour or a size it stands before the count: S→5 M→10. */
const ARROW = /^(?:→|->|=>)[^\n→]{0,10}$/
function isRedirected(normal: NormalText, last: DraftLine, then: number): boolean {
  const [q, unit] = [last.quantity?.spans[0], last.unit?.spans[0]]
  return (
    q !== undefined &&
    unit !== undefined &&
    unit.start >= q.end &&
    ARROW.test(normal.plain.slice(normal.at(unit.end), then).trim())
  )
}

const aheadOf = (plain: string, at: number): string => plain.slice(Math.max(0, at - SIGNS_BACK), at)

/** Whether a later line names no other goods than the earlier one. */
function isSame(a: DraftLine, b: DraftLine, from: number): boolean {
  const others = (['productName', 'productCode', 'color'] as const).filter((key) => {
    const [old, own] = [words(a[key]), words(b[key])]
    return own !== '' && !old.includes(own) && !(old !== '' && own.includes(old)) && (key !== 'color' || placeOf(b.color) > from)
  })
  return others.length === 0
}

/** Whether a later line says the same goods and the same count once more: 支竹照6箱. */
const isAgain = (a: DraftLine, b: DraftLine): boolean =>
  placeOf(a.productName) < placeOf(b.productName) &&
  (['productName', 'productCode', 'spec', 'color', 'quantity', 'unit', 'unitPrice'] as const).every(
    (key) => words(a[key]) === words(b[key]),
  )

/** The later line in the place of the earlier one. `from`: what stands behind it belongs to the later one. */
function settled(a: DraftLine, b: DraftLine, from: number): DraftLine {
  const sizes = b.spec?.spans.some((s) => s.start > from) === true && b.spec.spans.length >= (a.spec?.spans.length ?? 0)
  return {
    ...a,
    ...(b.quantity ? { quantity: b.quantity } : {}),
    ...(b.unit ? { unit: b.unit } : {}),
    ...(b.quantityMax ? { quantityMax: b.quantityMax } : {}),
    ...(b.unitPrice && placeOf(b.unitPrice) > from ? { unitPrice: b.unitPrice } : {}),
    ...(sizes && b.spec ? { spec: b.spec } : {}),
  }
}

/** 先不要, 不用了, 取消: at the end of a clause. */
const CALLED_OFF =
  /^[^，,。;；\n\d]{0,4}?(?:先|就|暂时|这次|都)?(?:不要|不用|不拿|不订|别拿|别发|别要|取消|去掉|算了)[了吧啦]{0,2}(?=[，,。;；\n!！]|$)/
const SAID = /[，,。;；\n!！] ?[啊哦噢喔呃额哎对了等下]{0,4}$/

/** Lines without the goods that a later clause calls off by the name they were ordered by: 珍珠2箱，哦珍珠还有先不要. */
export function withoutCalledOff(normal: NormalText, lines: LearntLine[]): LearntLine[] {
  const { plain } = normal
  const kept = lines.filter(({ line }) => {
    const [name, count] = [line.productName?.spans[0], line.quantity?.spans[0]]
    if (!name || !count) return true
    const { start, end } = normal.range(name)
    const word = plain.slice(start, end)
    for (let at = plain.indexOf(word, normal.range(count).end); word.length > 1 && at >= 0; at = plain.indexOf(word, at + 1))
      if (
        SAID.test(plain.slice(Math.max(0, at - 8), at)) &&
        CALLED_OFF.test(plain.slice(at + word.length, at + word.length + 16))
      )
        return false
    return true
  })
  return kept.length === 0 ? lines : kept
}

/** Lines of an order without those that the message takes back itself: 80平——哦不是，是60平 says one line, with the figure that holds. */
export function withoutTakenBack(normal: NormalText, lines: LearntLine[]): LearntLine[] {
  const { plain } = normal
  const out: LearntLine[] = []
  for (const b of lines) {
    const last = out.at(-1)?.line.quantity?.spans[0]
    const then = b.line.quantity?.spans[0]
    if (!last || !then || last.start >= then.start) {
      out.push(b)
      continue
    }
    const gap = plain.slice(normal.at(last.end), normal.at(then.start))
    const behind = plain.slice(normal.at(then.end), normal.at(then.end) + 12)
    const takesBack =
      gap.length < 40 &&
      !BESIDE.test(gap) &&
      (TAKES_BACK.test(gap) || HOLDS.test(behind) || isRedirected(normal, (out.at(-1) as LearntLine).line, normal.at(then.start)))
    const told = TAKES_BACK.test(gap) ? byNumber(gap, out) : undefined
    if (told) {
      const { quantity, unit } = b.line
      out.splice(out.indexOf(told), 1, {
        ...told,
        line: { ...told.line, ...(quantity ? { quantity } : {}), ...(unit ? { unit } : {}) },
        sure: Math.min(told.sure, b.sure),
      })
      continue
    }
    if (out.some((o) => isAgain(o.line, b.line))) continue
    const a = takesBack ? meant(gap, out.slice(-LINES_BACK), aheadOf(plain, normal.at(last.start))) : undefined
    if (!a || !isSame(a.line, b.line, last.start)) {
      out.push(b)
      continue
    }
    const { unit, unitPrice } = a.line
    const ofPrice = unit && !b.line.unit && unitPrice && placeOf(unitPrice) > placeOf(a.line.quantity)
    const line = ofPrice && b.line.quantity ? { ...a.line, unitPrice: b.line.quantity } : settled(a.line, b.line, last.start)
    out.splice(out.indexOf(a), 1, { ...a, line, end: b.end, sure: Math.min(a.sure, b.sure) })
  }
  return out
}
