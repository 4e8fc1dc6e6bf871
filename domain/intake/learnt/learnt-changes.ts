import type { DraftLine, IntakeContext } from '../draft'
import { isOnlyNamed, newPrices, partings } from './changes-apart'
import { linesOf, type LearntLine } from './learnt-lines'
import type { RoleSpan } from './line-roles'
import { matchLine } from '../catalogue/match-line'
import type { NormalText } from '../text/normalise-text'
import { holds } from '../text/page'
import { likelyOp } from './op-model'
import { withoutTakenBack } from './taken-back'

/** The changes, each part of the message by itself: what was taken out belongs to no count of what comes in. `complete`: puts to a line what only the rules know of it. */
export function changedLines(
  normal: NormalText,
  context: IntakeContext,
  spans: RoleSpan[],
  complete: (line: DraftLine) => DraftLine,
): LearntLine[] {
  const { plain } = normal
  const parts = partings(plain, spans)
  const cuts = [...new Set([0, ...parts.flatMap(({ from, at }) => [from, at]), plain.length])].sort((a, b) => a - b)
  const found = cuts.slice(1).map((end, i) => ({
    end,
    lines: linesOf(
      normal,
      context.catalogue,
      spans.filter((s) => s.start >= (cuts[i] ?? 0) && s.start < end),
      true,
    ),
  }))
  const read = found.flatMap(({ end, lines }): LearntLine[] => {
    const gone = parts.some(({ at }) => at === end)
    return lines.map((f, k) => (gone && (k === lines.length - 1 || !f.line.quantity) ? goneOf(f) : f))
  })
  const all = withoutTakenBack(normal, underHeads(read))
  return all.map((f, k): LearntLine => {
    const before = all[k - 1]
    const line = complete(f.line)
    if (line.op) return { ...f, line: matched(line, context) }
    const op = likelyOp(plain, f, before?.end ?? 0, all[k + 1]?.start ?? plain.length)
    const part = before?.line.op && parts.find(({ at }) => at <= f.start && at >= before.start)
    if (!part) return { ...f, line: { ...line, op } }
    const swaps = part.swaps && !(op === 'set' && COMES_TO.test(plain.slice(f.start, f.end)))
    return { ...f, line: { ...inPlaceOf(before.line, line, context), op: swaps ? 'add' : op } }
  })
}

/** 都用K条，加到16卷: it was there before. */
const COMES_TO = /[加增追减调]到/

function matched(line: DraftLine, context: IntakeContext): DraftLine {
  matchLine(line, context.catalogue)
  return line
}

/** Of what is taken out nothing is counted. */
function goneOf(f: LearntLine): LearntLine {
  const { quantity: _q, quantityMax: _m, unit: _u, unitPrice: _p, priceUnit: _r, amount: _a, ...line } = f.line
  return { ...f, line: { ...line, op: 'remove' } }
}

/** What is taken out by its colour or size alone is called as the goods in front of it, which are no change of their own: 柔光砖换一下，米黄不要. */
function underHeads(read: LearntLine[]): LearntLine[] {
  return read.flatMap((f, k): LearntLine[] => {
    const [before, next] = [read[k - 1]?.line, read[k + 1]?.line]
    if (next && isHead(f.line) && next.op === 'remove' && isNameless(next)) return []
    if (f.line.op !== 'remove' || !isNameless(f.line) || !before?.productName) return [f]
    return [{ ...f, line: { ...(isHead(before) ? before : { productName: before.productName }), ...f.line } }]
  })
}
const isNameless = (line: DraftLine): boolean => !line.productName && !line.productCode
const isHead = (line: DraftLine): boolean =>
  !line.op && line.productName !== undefined && !line.quantity && !line.unitPrice && !line.color

/** Changes without a name are of the quoted goods: the only ones, or those of the same size, colour or unit. `was`: the lines that are quoted. */
export function calledAsBefore(read: LearntLine[], was: DraftLine[], context: IntakeContext): LearntLine[] {
  const same = (a: DraftLine, b: DraftLine): boolean =>
    (['spec', 'color', 'unit'] as const).every((key) => !b[key] || b[key]?.value === a[key]?.value)
  return read.map((f): LearntLine => {
    if (!isNameless(f.line) || was.length === 0) return f
    const [goods, ...more] = was.length === 1 ? was : was.filter((old) => same(old, f.line))
    if (!goods || more.length > 0) return f
    const { productName, productCode, spec, color, unit } = goods
    const line: DraftLine = {
      ...(productName ? { productName } : {}),
      ...(productCode ? { productCode } : {}),
      ...(spec ? { spec } : {}),
      ...(color ? { color } : {}),
      ...(unit && f.line.quantity ? { unit } : {}),
      ...f.line,
    }
    return { ...f, line: matched(line, context) }
  })
}

const TOLD = ['spec', 'color', 'quantity', 'unitPrice'] as const
/** Changes of one article that are told one after the other are one: 高度改800，颜色改灰. */
export function joinedChanges(read: LearntLine[], context: IntakeContext): LearntLine[] {
  const out: LearntLine[] = []
  for (const f of read) {
    const last = out.at(-1)
    const [a, b] = [last?.line.productName?.spans[0], f.line.productName?.spans[0]]
    const again = last && last.line.op === 'set' && f.line.op === 'set' && a !== undefined && a.start === b?.start
    if (!again || TOLD.some((key) => last.line[key] && f.line[key])) {
      out.push(f)
      continue
    }
    const line = matched({ ...last.line, ...f.line }, context)
    out.splice(-1, 1, { line, start: last.start, end: f.end, sure: Math.min(last.sure, f.sure) })
  }
  return out
}

/** The changes without goods that are only spoken of. */
export const withoutOnlyNamed = ({ plain }: NormalText, read: LearntLine[]): LearntLine[] =>
  read.filter(({ line, start, end }) => line.quantity || line.unitPrice || line.note || !isOnlyNamed(plain, line, start, end))

/** Puts new prices to what is told of in front of them. */
export function putNewPrices(normal: NormalText, context: IntakeContext, read: LearntLine[]): void {
  for (const { value, start, end, from, per } of newPrices(normal.plain)) {
    const line = read.findLast((f) => f.start < from)?.line
    const told = normal.read(value, start, end)
    if (!line || (line.unitPrice && !holds(told.spans, line.unitPrice.spans))) continue
    if (line.quantity && holds(told.spans, line.quantity.spans)) {
      delete line.quantity
      delete line.unit
    }
    if (line.spec && holds(told.spans, line.spec.spans)) delete line.spec
    putSize(normal, line, from)
    line.unitPrice = told
    if (per) line.priceUnit ??= normal.read(per.unit, per.start, per.end)
    matchLine(line, context.catalogue)
    if (line.op === 'remove') line.op = 'set'
  }
}

/** 多层板15 E0的价改成98: where the price changes, a figure without a unit right behind the goods says which of them. */
function putSize(normal: NormalText, line: DraftLine, from: number): void {
  const [figure] = line.quantity?.spans ?? []
  const [name] = (line.productName ?? line.productCode)?.spans ?? []
  if (!line.quantity || !figure || !name || line.unit || figure.start !== name.end || normal.at(figure.end) > from) return
  const { spec, quantity } = line
  line.spec = spec ? { ...spec, value: `${quantity.value} ${spec.value}`, spans: [figure, ...spec.spans] } : quantity
  delete line.quantity
}

/** What comes in is called like what it replaces where it has no name. */
function inPlaceOf(gone: DraftLine, line: DraftLine, context: IntakeContext): DraftLine {
  if (line.productName || line.productCode || !gone.productName) return line
  const named: DraftLine = { ...line, productName: gone.productName }
  if (!named.spec && gone.spec && named.color) named.spec = gone.spec
  matchLine(named, context.catalogue)
  return named
}
