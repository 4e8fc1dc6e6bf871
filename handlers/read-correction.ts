import { isDraftField } from '../domain/checks/draft-complete'
import { parseOrderText } from '../domain/intake/parse-order-text'
import { parseCorrection } from '../domain/intake/changes/parse-correction'
import type { DraftLine, IntakeContext } from '../domain/intake/draft'
import { matchCatalogue } from '../domain/intake/catalogue/match-catalogue'
import { unitOf } from '../domain/intake/words/units'
import { answerIn, fitsAsAnswer, pricesInTurn } from '../domain/prompt/direct-answer'
import { draftChange } from '../domain/order/draft-change'
import { draftFields, orderLine } from '../domain/order/from-draft'
import { UNREAD_PATH, valuePath } from '../domain/order/draft-fields'
import { toDraft } from '../domain/order/to-draft'
import type { Change, Unclear } from '../domain/order/order-commands'
import type { Order, OrderLine } from '../domain/order/order'
import { atPlanPrice, takesPlanPrice } from '../domain/checks/price-plan'
import { productByCode } from '../domain/access/lookup'
import { catalogueOf, intakeContext } from './intake-context'
import type { HandlerDeps } from './deps'
import type { Talk } from './talk'

/** What a correction changes, and the parts of it that could not be told. */
export interface Correction {
  changes: Change[]
  unclear: Unclear[]
}

/**
 * A reply to a draft or an amendment in words: corrections such as "数量改成300，颜色要米白" or "第二行不要了", else the value that was asked for.
 * `asked` is the path of the open question.
 */
export function readCorrection(text: string, order: Order, talk: Talk, deps: HandlerDeps, asked?: string): Correction {
  const only = (changes: Change[]): Correction => ({ changes, unclear: [] })
  if (takesPlanPrice(text) && !/\d/.test(text)) return only(byPlan(order, talk, asked))
  const context = intakeContext(talk, deps)
  const anew = asked ? saidAnew(asked, text, order, talk, context) : []
  if (anew.length > 0) return only(anew)
  const inTurn = asked?.endsWith('.unitPrice')
    ? pricesInTurn(text, order.lines.filter((l) => l.unitPrice === '').length, talk.today)
    : undefined
  const parsed = parseCorrection(inTurn?.rest ?? text, context, toDraft(order))
  const changes = [
    ...order.lines
      .filter((l) => l.unitPrice === '')
      .flatMap((l, i) => draftChange(`lines.${l.id}.unitPrice`, inTurn?.prices[i] ?? '', talk.today)),
    ...parsed.orders.flatMap((d) => changesOf(d, order, talk)),
  ]
  const unclear = [
    ...parsed.doubts.map((d): Unclear => ({ why: d.reason as Unclear['why'], words: d.params?.['words'] ?? '' })),
    ...parsed.orders.flatMap((d) => d.lines.filter((read) => isInOtherUnit(read, order)).map(otherUnit)),
  ]
  const { catalogPrices } = deps.flow(order.flow, order.flowVersion)
  const told =
    asked && changes.length > 0 && !changes.some((c) => answersPoint(c, asked))
      ? answerIn(valuePath(asked), text, talk.today)
      : undefined
  if (asked && told && told !== text)
    return {
      changes: [...directAnswer(valuePath(asked), told, order, talk, context, catalogPrices), ...changes],
      unclear: unclear.filter((u) => u.words !== told),
    }
  if (changes.length > 0) return { changes, unclear }
  const answer =
    asked === 'lines' || asked === UNREAD_PATH
      ? linesToAdd(
          parseOrderText(text, context).orders.flatMap((d) => d.lines),
          talk,
        )
      : asked
        ? directAnswer(valuePath(asked), text, order, talk, context, catalogPrices)
        : []
  // Words of which nothing is a correction may be no correction at all; a line that cannot be told was meant as one.
  return answer.length > 0 ? only(answer) : { changes: [], unclear: unclear.filter((u) => u.why !== 'NOT_READ') }
}

/** Whether a change gives what was asked for. */
export const answersPoint = (change: Change, asked: string): boolean =>
  'field' in change
    ? change.field === asked
    : change.line === 'add'
      ? asked === 'lines' || asked === UNREAD_PATH
      : `${asked}.`.startsWith(`lines.${change.lineId}.`)

/** Whether words in the middle of talk were meant to change something: talk around a correction is not asked about. */
export const isMeantAsChange = (unclear: Unclear): boolean =>
  unclear.why !== 'NOT_READ' || /\d|改|换|加|减|不要|取消/.test(unclear.words)

/** The plan's price for the line that was asked about, else for each that has none. */
const byPlan = (order: Order, talk: Talk, asked?: string): Change[] => {
  const one = asked?.endsWith('.unitPrice') ? order.lines.filter((l) => asked.startsWith(`lines.${l.id}.`)) : order.lines
  return atPlanPrice(
    one.map((l) => (one.length === 1 ? { ...l, unitPrice: '' } : l)),
    talk,
  ).flatMap((l, i): Change[] =>
    l.unitPrice === '' || l.unitPrice === one[i]?.unitPrice
      ? []
      : [{ line: 'set', lineId: l.id, value: { unitPrice: l.unitPrice } }],
  )
}

/** Lines that were read, as additions to an order. */
export const linesToAdd = (lines: DraftLine[], talk: Talk): Change[] =>
  lines.map((l) => {
    const { id: _id, ...value } = orderLine('new', l, talk)
    return { line: 'add' as const, value }
  })

/** What a message "as last time" changes in the goods of that order, each change with its words. */
export function readLineChanges(text: string, last: Order, talk: Talk, deps: HandlerDeps): Correction {
  const parsed = parseCorrection(text, intakeContext(talk, deps), toDraft(last))
  const changes = parsed.orders.flatMap((d) =>
    d.lines.flatMap((read): Change[] =>
      lineChanges(read, last, talk).map((c) =>
        'line' in c && c.line === 'set' ? { ...c, value: { ...c.value, quote: wordsOf(read) } } : c,
      ),
    ),
  )
  const unclear = parsed.doubts.flatMap((d): Unclear[] =>
    d.reason === 'NOT_READ' ? [] : [{ why: d.reason as Unclear['why'], words: d.params?.['words'] ?? '' }],
  )
  return { changes, unclear }
}

/** The words a line was read from, each once. */
const wordsOf = (read: DraftLine): string =>
  [read.productName, read.spec, read.color, read.quantity, read.unitPrice]
    .flatMap((r) => r?.spans.map((s) => s.text) ?? [])
    .filter((w, i, all) => all.indexOf(w) === i)
    .join(' ')

const CHANGES = /改成|改为|改到|换成|换为|不要|去掉|第[一二三四五六七八九十\d]{1,2}[行项个]/

/** A line that was asked about as a whole, as it is told in the answer: what is not told stays. */
function saidAnew(path: string, text: string, order: Order, talk: Talk, context: IntakeContext): Change[] {
  const lineIndex = order.lines.findIndex((l) => path === `lines.${l.id}`)
  // A change that is called one says itself which line it is of.
  if (lineIndex < 0 || CHANGES.test(text)) return []
  const { intent, orders } = parseOrderText(text, context)
  const [line, ...more] = orders.flatMap((d) => d.lines)
  if (intent !== 'order' || !line || more.length > 0) return []
  const name = line.productName?.value ?? ''
  const isCalled = (l: OrderLine | undefined): boolean =>
    name !== '' && !!l?.name && (l.name.includes(name) || name.includes(l.name) || l.productCode === line.catalogCode)
  if (!isCalled(order.lines[lineIndex]) && order.lines.some(isCalled)) return []
  // The article was misread, not changed for another one: the price that was typed with it is its own.
  const unitPrice = order.lines[lineIndex]?.unitPrice ?? ''
  return lineChanges({ ...line, lineIndex, op: 'set' }, order, talk).map((c) =>
    'line' in c && c.line === 'set' && c.value.unitPrice === '' ? { ...c, value: { ...c.value, unitPrice } } : c,
  )
}

/** The whole text as the value that was asked for, when it can be one. Words for an article are held against the catalogue; `listed`: it sells nothing else. */
const directAnswer = (
  path: string,
  text: string,
  order: Order,
  talk: Talk,
  context: IntakeContext,
  listed: boolean,
): Change[] => {
  const value = text.replace(/^(是|就是|改成|改为|应该是|客户(?:名称)?|联系人|单价|数量)[:：是\s]*/, '').trim()
  if (!fitsAsAnswer(path, text, talk.today) || value.length === 0) return []
  const line = order.lines.find((l) => path === `lines.${l.id}.name` || path === `lines.${l.id}.spec`)
  const match =
    line && context.catalogue ? matchCatalogue({ name: line.name || value, spec: value }, context.catalogue) : undefined
  const product = match?.code ? productByCode(talk.directory, match.code) : undefined
  if (line && product)
    return [
      { line: 'set', lineId: line.id, value: { productCode: product.code, name: product.name, spec: product.spec ?? value } },
    ]
  // 便宜点 names nothing that is sold.
  return listed && line ? [] : draftChange(path, value, talk.today)
}

const changesOf = (draft: ReturnType<typeof parseCorrection>['orders'][number], order: Order, talk: Talk): Change[] => {
  const fields = Object.entries(draftFields(draft, undefined)).flatMap(([id, f]) =>
    f && isDraftField(id) ? [{ field: id, value: f.value } as Change] : [],
  )
  return [...fields, ...draft.lines.flatMap((read) => lineChanges(read, order, talk))]
}

/** 单价按4900一吨 of a line that is counted in 令: the price of one 令 is another. */
const isInOtherUnit = (read: DraftLine, order: Order): boolean => {
  const unit = read.unit?.value ?? order.lines[read.lineIndex ?? -1]?.unit
  return (
    read.priceUnit !== undefined && !!unit && (unitOf(unit) ?? unit) !== (unitOf(read.priceUnit.value) ?? read.priceUnit.value)
  )
}
const otherUnit = (read: DraftLine): Unclear => ({
  why: 'PRICE_UNIT',
  words: [...(read.unitPrice?.spans ?? []), ...(read.priceUnit?.spans ?? [])].map((s) => s.text).join(''),
})

/** 80 of DN80: less of the same size is no other one. */
const isSameSize = ({ catalogCode, spec }: DraftLine, target: OrderLine): boolean =>
  catalogCode === target.productCode && catalogCode != null && !!target.spec?.includes(spec?.value ?? '')

/** The article that a line becomes in another size. */
const articleOf = ({ name }: OrderLine, spec: string, talk: Talk): string | undefined =>
  matchCatalogue({ name, spec }, catalogueOf(talk.directory) ?? []).code ?? undefined

const lineChanges = (read: DraftLine, order: Order, talk: Talk): Change[] => {
  const target = read.lineIndex !== undefined ? order.lines[read.lineIndex] : undefined
  if (read.op === 'remove') return target ? [{ line: 'remove', lineId: target.id }] : []
  const { id: _id, ...value } = orderLine('new', read, talk)
  if (!target || read.op === 'add')
    return [{ line: 'add', value: isInOtherUnit(read, order) ? { ...value, unitPrice: '' } : value }]
  const article = read.catalogCode ?? (read.spec && !read.productName ? articleOf(target, read.spec.value, talk) : undefined)
  const said: Partial<Omit<OrderLine, 'id'>> = {
    // The price of another article is another one: it is asked for, with what the plan has.
    ...(article && target.productCode && article !== target.productCode && target.unitPrice !== '' ? { unitPrice: '' } : {}),
    ...(article && !read.catalogCode ? { productCode: article } : {}),
    ...(read.catalogCode
      ? { productCode: read.catalogCode, name: value.name }
      : read.productName && !target.name.includes(read.productName.value)
        ? { name: value.name }
        : {}),
    ...(read.spec && !isSameSize(read, target)
      ? { spec: read.spec.value }
      : read.catalogCode && value.spec
        ? { spec: value.spec }
        : {}),
    ...(read.color ? { color: read.color.value } : {}),
    ...(read.quantity ? { quantity: read.quantity.value } : {}),
    // 对 stays 对 where the reader calls it 双.
    ...(read.unit ? { unit: unitOf(target.unit) === read.unit.value ? target.unit : value.unit } : {}),
    ...(read.unitPrice && !isInOtherUnit(read, order) ? { unitPrice: read.unitPrice.value } : {}),
    ...(read.tolerancePct ? { tolerancePct: read.tolerancePct.value } : {}),
    ...(read.note ? { note: read.note.value } : {}),
  }
  return Object.keys(said).length > 0 ? [{ line: 'set', lineId: target.id, value: said }] : []
}
