import { Temporal } from 'temporal-polyfill'
import Decimal from 'decimal.js'
import type { Doubt, Draft, DraftLine, IntakeContext, Intent, ParsedMessage, Read } from './draft'
import { CHATTER, ORDERING } from './field-words'
import { normaliseText, type NormalText } from './normalise-text'
import { orderNumberIn } from './order-number-in'
import {
  labelledValues,
  readAddress,
  readContact,
  readPhones,
  readRequestedDate,
  readTerms,
  type LabelledValue,
} from './parse-fields'
import { matchCatalogue, parseLines } from './parse-lines'

/** What is read at most; the rest of a longer text is no order message. */
const MOST = 20_000

const CANCEL = /取消(?:订单|这单|此单|那单)|订单取消|这单不要了|撤单|不下了/
const STATUS = /到哪|进度|做好了(?:吗|没)|什么时候(?:好|能好|发|交)|发货了(?:吗|没)|排产|完工了(?:吗|没)/
const TRACKING = /运单号|快递单号|物流单号|到货了(?:吗|没)|签收了(?:吗|没)|货到哪/
const PAYMENT = /(?:已经?|刚)(?:打|转|付|汇)(?:了|款)|水单|付款凭证|对账单|到账了(?:吗|没)/
const AMEND = /改成|改为|改到|换成|换为|不要了|加订|追加|多加|减少|取消第|地址改|数量改|交期改|推迟到|提前到/

/** The meaning of a message as a whole. Goods with a quantity count for an order unless the words are of another trade. */
function intentOf(text: string, lines: DraftLine[], hasTemplate: boolean): Intent {
  const priced = lines.some((l) => l.unitPrice !== undefined)
  const known = lines.some((l) => l.catalogCode)
  if (CANCEL.test(text) && lines.length === 0) return 'cancel'
  if (AMEND.test(text) && (orderNumberIn(text) !== undefined || !priced)) return 'amend'
  if (CHATTER.test(text) && !priced && !hasTemplate) return 'other'
  if (lines.length > 0 && (known || priced || hasTemplate || ORDERING.test(text))) return 'order'
  if (TRACKING.test(text)) return 'tracking'
  if (STATUS.test(text)) return 'status'
  if (PAYMENT.test(text)) return 'payment'
  return hasTemplate && lines.length > 0 ? 'order' : 'other'
}

const valueOf = (normal: NormalText, labels: LabelledValue[], field: string): Read<string> | undefined => {
  const found = labels.find((l) => l.field === field)
  return found ? normal.read(found.value, found.start, found.end) : undefined
}

/** A known customer named in the text, the longest name first; else the labelled name; else the words before the verb at the start. */
function readCustomer(normal: NormalText, labels: LabelledValue[], context: IntakeContext): Read<string> | undefined {
  const labelled = valueOf(normal, labels, 'customer')
  const names = (context.customers ?? [])
    .flatMap((c) => [c.name, ...(c.aliases ?? [])].map((n) => ({ n, known: c.name })))
    .sort((a, b) => b.n.length - a.n.length)
  const hit = names.find(({ n }) => n.length >= 2 && normal.text.includes(n))
  if (hit && (!labelled || labelled.value.includes(hit.n))) {
    const at = normal.text.indexOf(hit.n)
    return normal.read(labelled ? labelled.value : hit.n, at, at + hit.n.length)
  }
  if (labelled) return labelled
  const lead = /^(?:@\S+\s)?\s*([一-鿿A-Za-z]{2,14}?)(?:那边|家)?(?:要|订|下单|定|需要|来|补|加|[,，:：]\s?)/.exec(normal.text)
  const word = lead?.[1] ?? firstToken(normal.text, context)
  if (!word || NO_NAME.test(word)) return undefined
  const at = normal.text.indexOf(word)
  return normal.read(word, at, at + word.length, 0.7)
}

const NO_NAME = /^(?:你好|您好|老板|大家|今天|明天|麻烦|请|帮忙|我们?|急|再|下周|订单|新单|下单)/

/** The first word of "鸿运包装 A4 70g 20箱": a name that is no article of the price list and has no digit. */
const firstToken = (text: string, context: IntakeContext): string | undefined => {
  const word = /^\s*([一-鿿]{2,14})[\s,，:：]/.exec(text)?.[1]
  if (!word || !context.catalogue || matchCatalogue(word, context.catalogue).name) return undefined
  return word
}

/** Pieces of a template ("产品：", "规格：", "数量：", "单价：") put together as one line when no clause holds them all. */
function templateLine(normal: NormalText, labels: LabelledValue[], context: IntakeContext): { text: string } | undefined {
  const part = (f: string): string =>
    labels
      .filter((l) => l.field === f)
      .map((l) => l.value)
      .join(' ')
  const product = part('product')
  const quantity = part('quantity')
  if (!product || !quantity || labels.filter((l) => l.field === 'quantity').length > 1) return undefined
  const price = part('unitPrice')
  void normal
  void context
  return {
    text: [
      product,
      part('spec'),
      part('color'),
      /[^\d.]$/.test(quantity) ? quantity : `${quantity}件`,
      price ? `单价${price.replace(/^单价/, '')}` : '',
    ]
      .filter(Boolean)
      .join(' '),
  }
}

/** Reads a chat message as an order clerk would: intent, draft with the span of each field, and what should be asked. Pure and linear in the text. */
export function parseOrderText(original: string, context: IntakeContext): ParsedMessage {
  const text = original.slice(0, MOST)
  const normal = normaliseText(text)
  const today = Temporal.Instant.from(context.at).toZonedDateTimeISO(context.timezone).toPlainDate().toString()
  const labels = labelledValues(normal)
  const hasTemplate = labels.some((l) => l.field === 'product' || l.field === 'quantity') && labels.length >= 2
  const phones = readPhones(normal)
  const blocked: [number, number][] = labels
    .filter((l) => ['address', 'phone', 'contact', 'terms', 'date', 'customer'].includes(l.field))
    .map((l) => [l.start, l.end])
  const template = hasTemplate ? templateLine(normal, labels, context) : undefined
  const parsed = template
    ? parseLines(relocated(template.text, normal), context.catalogue, [])
    : parseLines(normal, context.catalogue, blocked)
  const reference = /照旧|同上次|老样子|和上回一样|跟上次一样|翻单|返单|同上单/.exec(normal.text)
  const orderNo = orderNumberIn(text)
  const intent =
    reference && parsed.lines.length === 0 && !AMEND.test(normal.text)
      ? /要|来|下|订|发|做|翻单|返单/.test(normal.text) || normal.text.length < 30
        ? 'order'
        : 'other'
      : intentOf(normal.text, parsed.lines, hasTemplate)
  const orderNos = orderNo ? [{ value: orderNo, spans: [], confidence: 0.95 }] : []
  if (intent !== 'order' && intent !== 'amend' && intent !== 'cancel') return { intent, orderNos, orders: [], doubts: [] }

  const phoneAt = phones[0] ? normal.text.search(/1[3-9]\d|0\d{2,3}-/) : undefined
  const date = readRequestedDate(normal, today)
  const terms = readTerms(normal)
  const address = valueOf(normal, labels, 'address') ?? readAddress(normal)
  const contactLabel = valueOf(normal, labels, 'contact')
  const contact = contactLabel
    ? { ...contactLabel, value: contactLabel.value.replace(/[\s,，]*[+\d][\d\s-]{6,}.*$/, '').trim() }
    : readContact(normal, phones[0], phoneAt)
  const customer = readCustomer(normal, labels, context)
  const notes = valueOf(normal, labels, 'notes')
  const packaging = valueOf(normal, labels, 'packaging')
  const total = /(?:合计|总共|总价|共计|总计|总金额)\s?[:=]?\s?(\d{1,10}(?:\.\d{1,2})?)\s?(?:元|块)?/.exec(normal.text)
  const draft: Draft = {
    phones,
    lines: parsed.lines,
    ...(reference ? { reference: normal.read('last_order', reference.index, reference.index + reference[0].length) } : {}),
    ...(customer ? { customerName: customer } : {}),
    ...(contact?.value ? { contactName: contact } : {}),
    ...(address ? { address: { raw: address, province: null, city: null, district: null, street: null } } : {}),
    ...(total?.[1] ? { totalAmount: normal.read(total[1], total.index, total.index + total[0].length) } : {}),
    ...(date.date ? { requestedDate: date.date } : {}),
    ...(date.kind ? { dateKind: date.kind } : {}),
    ...terms,
    ...(packaging ? { packaging } : {}),
    ...(notes ? { notes } : {}),
  }
  const doubts: Doubt[] = [
    ...parsed.doubts,
    ...(date.two ? [{ path: 'orders[0].requestedDate', reason: 'TWO_DATES' }] : []),
    ...sumDoubts(draft),
  ]
  return { intent, orderNos, orders: intent === 'cancel' && !customer ? [] : [draft], doubts }
}

/** A normal text whose spans point nowhere: for words put together from several places. */
const relocated = (words: string, source: NormalText): NormalText => ({
  text: words,
  span(start, end) {
    const piece = words.slice(start, end)
    const at = source.text.indexOf(piece)
    return at >= 0 ? source.span(at, at + piece.length) : { start: 0, end: 0, text: '' }
  },
  read(value, start, end, confidence = 0.95) {
    const span = this.span(start, end)
    return { value, spans: span.text ? [span] : [], confidence }
  },
})

/** Conflicts inside the message are doubts, never choices. */
function sumDoubts(draft: Draft): Doubt[] {
  const doubts: Doubt[] = []
  let sum: Decimal | undefined = new Decimal(0)
  for (const [i, line] of draft.lines.entries()) {
    const product = line.quantity && line.unitPrice ? new Decimal(line.quantity.value).times(line.unitPrice.value) : undefined
    if (line.amount && product && !product.equals(line.amount.value))
      doubts.push({ path: `orders[0].lines[${i}].amount`, reason: 'AMOUNT_CONFLICT' })
    if (line.unit && line.priceUnit && line.unit.value !== line.priceUnit.value)
      doubts.push({ path: `orders[0].lines[${i}].unitPrice`, reason: 'PRICE_UNIT_DIFFERS' })
    sum = product && sum ? sum.plus(product) : undefined
  }
  if (draft.totalAmount && sum && draft.lines.length > 0 && !sum.equals(draft.totalAmount.value))
    doubts.push({ path: 'orders[0].totalAmount', reason: 'TOTAL_CONFLICT' })
  return doubts
}
