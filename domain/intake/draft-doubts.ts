import Decimal from 'decimal.js'
import type { Doubt, Draft, DraftLine, IntakeContext, ParsedMessage, Read } from './draft'
import { isGoods } from './words/goods-words'
import { matchCatalogue, saysMore } from './catalogue/match-catalogue'
import type { NormalText } from './text/normalise-text'
import type { Section } from './orders/buyers-in-turn'
import { unreadFigures, unreadWords } from './tokens/unread-words'

const severalFit = (line: DraftLine, context: IntakeContext): boolean =>
  context.catalogue !== null &&
  matchCatalogue(
    { name: line.productName?.value ?? '', spec: line.spec?.value ?? '', ...(line.unit ? { unit: line.unit.value } : {}) },
    context.catalogue,
  ).candidates > 1

/** An order that is ahead of all else by less was none every third time, above it four in nine hundred. Source: npm run train:intent -- --check. */
const SURE_ORDER = 3

/** Whether an order so little ahead of everything else is one, asked of each draft. */
export const intentDoubts = (ahead: number, drafts: number): Doubt[] =>
  ahead >= SURE_ORDER
    ? []
    : ['intent', ...Array.from({ length: drafts }, (_, i) => `orders[${i}]`)].map((path) => ({ path, reason: 'MAYBE_NO_ORDER' }))

/** Below this a name was a buyer's about every fourth time, above it nine times out of ten. Source: the corpora in test/. */
const SURE_BUYER = 0.84

export const buyerDoubt = (draft: Draft, index: number): Doubt[] =>
  draft.customerName && draft.customerName.confidence < SURE_BUYER
    ? [{ path: `orders[${index}].customerName`, reason: 'LOW_CONFIDENCE' }]
    : []

/** Money that came is no goods: "到账 10840". */
const MONEY_CAME = /^(?:已?(?:到账|入账|进账|到款|回款|收款)|货款|汇款)$/

/** Without goods, and with a buyer who may be none, nothing is ordered: people talk about somebody, or of money. */
export const ordersNothing = ({ orders, doubts }: ParsedMessage, index: number): boolean => {
  const order = orders[index]
  if (!order || order.reference) return false
  if (order.lines.length > 0) return order.lines.every((l) => MONEY_CAME.test(l.productName?.value ?? ''))
  return doubts.some((d) => d.path === `orders[${index}].customerName`)
}

/** Whether a draft says neither what is bought nor by whom. */
export const isEmpty = ({ lines, reference, customerName }: Draft): boolean => lines.length === 0 && !reference && !customerName
/** Words by which somebody sets out to order before the goods are named: 我要下个单. */
export const saysOrder = (text: string): boolean =>
  /(?<!确认|可以|已经?|同意|[能不没别再先])下[一个张笔]{0,2}[单订](?![了过])|(?<![不没])[订要定]货|[报开建补]单|新[单订]/.test(
    text,
  )

/** Terms of an order, each read by its own words. */
const TERMS = [
  'paymentTerms',
  'depositRatio',
  'depositAmount',
  'totalAmount',
  'taxIncluded',
  'taxRate',
  'invoiceType',
  'freightTerms',
  'shippingMethod',
  'carrier',
  'urgent',
] as const
/** Below this a term was read by words that other matters share. */
const SURE_TERM = 0.7

/** Terms that were read by shaky words, each as a doubt of its own. */
export const termDoubts = (draft: Draft, index: number): Doubt[] =>
  TERMS.flatMap((key) => {
    const read = draft[key]
    return read && read.confidence < SURE_TERM ? [{ path: `orders[${index}].${key}`, reason: 'LOW_CONFIDENCE' }] : []
  })

/** What a person should look at: figures that contradict each other, goods without a name, names that fit several products. */
export function doubtsOf(draft: Draft, index: number, context: IntakeContext): Doubt[] {
  const doubts = [...buyerDoubt(draft, index), ...termDoubts(draft, index)]
  let sum: Decimal | undefined = new Decimal(0)
  for (const [i, line] of draft.lines.entries()) {
    const path = `orders[${index}].lines[${i}]`
    const product = line.quantity && line.unitPrice ? new Decimal(line.quantity.value).times(line.unitPrice.value) : undefined
    if (line.amount && product && product.minus(line.amount.value).abs().gt('0.01'))
      doubts.push({ path: `${path}.amount`, reason: 'AMOUNT_CONFLICT' })
    if (line.unit && line.priceUnit && line.unit.value !== line.priceUnit.value)
      doubts.push({ path: `${path}.unitPrice`, reason: 'PRICE_UNIT_DIFFERS' })
    if (!line.productName && !line.productCode) doubts.push({ path: `${path}.productName`, reason: 'LOW_CONFIDENCE' })
    if (line.quantity && line.quantity.confidence < 0.6) doubts.push({ path: `${path}.quantity`, reason: 'LOW_CONFIDENCE' })
    // A name that the catalogue does not know may be no goods at all, and where several articles fit, the size may be read wrong: the whole line is looked at.
    if (context.catalogue && !line.catalogCode)
      doubts.push({ path, reason: severalFit(line, context) ? 'SEVERAL_PRODUCTS' : 'NOT_IN_CATALOGUE' })
    // What was read beside the name of an article may be the buyer's or a word of the sentence: the whole line is looked at.
    else if (
      line.catalogCode &&
      line.productName &&
      context.catalogue &&
      saysMore(line.productName.value, line.catalogCode, context.catalogue)
    )
      doubts.push({ path, reason: 'LOW_CONFIDENCE' })
    // Without a catalogue only the ending of a name tells goods from other words.
    if (!context.catalogue && line.productName && !isGoods(line.productName.value))
      doubts.push({ path, reason: 'LOW_CONFIDENCE' })
    sum = product && sum ? sum.plus(product) : undefined
  }
  if (draft.totalAmount && sum && draft.lines.length > 0 && sum.minus(draft.totalAmount.value).abs().gt('1'))
    doubts.push({ path: `orders[${index}].totalAmount`, reason: 'TOTAL_CONFLICT' })
  return doubts
}

/** One doubt for each order whose part of the message holds figures that nothing was read from. */
export const unreadDoubts = (
  normal: NormalText,
  drafts: Draft[],
  others: Read<unknown>[],
  sections: Section[],
  { catalogue }: Pick<IntakeContext, 'catalogue'>,
): Doubt[] => {
  const unread = unreadFigures(normal, drafts, others, catalogue)
  return drafts.flatMap((_, i) => {
    const found = unread.filter((u) => orderAt(sections, u.start, drafts.length) === i)
    return found.length > 0 ? [{ path: `orders[${i}].lines`, reason: 'UNREAD', params: { words: unreadWords(found) } }] : []
  })
}

/** Which order words of the message belong to: the last that begins before them. */
const orderAt = (sections: Section[], at: number, count: number): number =>
  count !== sections.length
    ? 0
    : Math.max(
        0,
        sections.findLastIndex((s) => s.start <= at),
      )
