import { COLORS, UNITS } from './field-words'
import type { Draft, DraftLine, IntakeContext, ParsedMessage, Read } from './draft'
import { normaliseText, type NormalText } from './normalise-text'
import { readAddress, readPhones, readRequestedDate, readTerms } from './parse-fields'
import { readNumber } from '../prompt/read-input'
import { parseOrderText } from './parse-order-text'

const UNIT = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .join('|')
const TO = '(?:改成|改为|改到|换成|换为|应该是|变成|改|是|为|:|：)'
const ORDINAL = /第\s?([一二三四五六七八九十\d]{1,2})\s?(?:行|个|项|款|条)/

/** Which line the words mean: "第二行", or the name, spec or colour of one line; the only line; else none. */
function lineMeant(words: string, base: Draft): number | undefined {
  const ordinal = ORDINAL.exec(words)?.[1]
  if (ordinal) {
    const n = Number(ordinal) || '一二三四五六七八九十'.indexOf(ordinal) + 1
    return n >= 1 && n <= base.lines.length ? n - 1 : undefined
  }
  const named = base.lines
    .map((l, i) => ({
      i,
      hit: [l.productName?.value, l.spec?.value.split(' ')[0], l.color?.value].some(
        (w) => w !== undefined && w.length >= 2 && words.includes(w),
      ),
    }))
    .filter((l) => l.hit)
  if (named.length === 1) return named[0]?.i
  return base.lines.length === 1 ? 0 : undefined
}

const readClause = (normal: NormalText, start: number, words: string, base: Draft): DraftLine | undefined => {
  const index = lineMeant(words, base)
  if (index === undefined) return undefined
  const read = (value: string, m: RegExpExecArray): Read<string> =>
    normal.read(value, start + m.index, start + m.index + m[0].length)
  if (/不要了?|取消|删掉|去掉|减掉/.test(words) && (ORDINAL.test(words) || base.lines.length > 1))
    return { op: 'remove', lineIndex: index }
  const quantity = new RegExp(
    `(?:数量|总数)?\\s?${TO}\\s?(\\d[\\d.,]*\\s?[万千]?|[一二两三四五六七八九十百千]{1,6})\\s?(${UNIT})(?!\\w)|数量\\s?${TO}?\\s?(\\d[\\d.,]*)`,
    'i',
  ).exec(words)
  const price = new RegExp(`(?:单价|价格|价钱)\\s?${TO}?\\s?(\\d[\\d.]*)`).exec(words)
  const color =
    new RegExp(`颜色\\s?${TO}?(?:要|用)?\\s?([一-鿿]{1,4}|\\d+#)`).exec(words) ??
    (COLORS.find((c) => words.includes(c)) && /要|换|改/.test(words)
      ? new RegExp(`(${COLORS.find((c) => words.includes(c))})`).exec(words)
      : null)
  const spec = new RegExp(`规格\\s?${TO}?\\s?([^，,；;。]{2,30})`).exec(words)
  const line: DraftLine = { op: 'set', lineIndex: index }
  if (quantity && !(price && quantity.index >= price.index && !quantity[2])) {
    const number = readNumber(quantity[1] ?? quantity[3] ?? '')
    if (number) line.quantity = read(number, quantity)
    if (quantity[2]) line.unit = read(UNITS[quantity[2].toLowerCase()] ?? quantity[2], quantity)
  }
  if (price?.[1]) line.unitPrice = read(price[1], price)
  if (color?.[1]) line.color = read(color[1].replace(/^要/, ''), color)
  if (spec?.[1]) line.spec = read(spec[1].trim(), spec)
  return line.quantity || line.unitPrice || line.color || line.spec ? line : undefined
}

/**
 * A correction in words, read against the draft it corrects: "数量改成300，颜色要米白", "第二行不要了", "地址换成…". Gives only what is changed; lines carry
 * `lineIndex`. Empty when the words change nothing that can be told.
 */
export function parseCorrection(original: string, context: IntakeContext, base: Draft): ParsedMessage {
  const normal = normaliseText(original.slice(0, 4000))
  const lines: DraftLine[] = []
  let at = 0
  for (const clause of normal.text.split(/[,，;；。\n]/)) {
    const line = readClause(normal, at, clause, base)
    const same = lines.find((l) => l.lineIndex === line?.lineIndex && l.op === 'set')
    if (line && same && line.op === 'set') Object.assign(same, line)
    else if (line) lines.push(line)
    at += clause.length + 1
  }
  if (/(?:再加|加上|追加|增加|另加|新增)/.test(normal.text)) {
    const added =
      parseOrderText(normal.text.replace(/.*?(?:再加|加上|追加|增加|另加|新增)/, '要'), context).orders[0]?.lines ?? []
    lines.push(...added.filter((l) => l.productName ?? l.catalogCode).map((l) => ({ ...l, op: 'add' as const })))
  }
  const field = (name: string): RegExpExecArray | null =>
    new RegExp(`${name}\\s?${TO}\\s?([^，,；;。\\n]{1,80})`).exec(normal.text)
  const dated = /交期|交货|到货|日期|推迟|提前|时间/.test(normal.text) ? readRequestedDate(normal, context.at.slice(0, 10)) : {}
  const phones = readPhones(normal)
  const addressed = field('(?:收货)?地址')
  const contact = field('(?:联系人|收货人)')
  const customer = field('客户(?:名称)?')
  const packaging = field('包装')
  const termed = /付款|结算|月结|款到|货到付|定金|订金|预付/.test(normal.text) ? readTerms(normal) : {}
  const carried = /快递|物流|发货方式|自提|顺丰|德邦/.test(normal.text) ? readTerms(normal) : {}
  const raw = addressed?.[1]
    ? normal.read(addressed[1].trim(), addressed.index, addressed.index + addressed[0].length)
    : /地址/.test(normal.text)
      ? readAddress(normal)
      : undefined
  const draft: Draft = {
    phones,
    lines,
    ...(customer?.[1]
      ? { customerName: normal.read(customer[1].trim(), customer.index, customer.index + customer[0].length) }
      : {}),
    ...(contact?.[1]
      ? { contactName: normal.read(contact[1].replace(/[\s\d-]+$/, '').trim(), contact.index, contact.index + contact[0].length) }
      : {}),
    ...(raw ? { address: { raw, province: null, city: null, district: null, street: null } } : {}),
    ...(dated.date ? { requestedDate: dated.date } : {}),
    ...(packaging?.[1]
      ? { packaging: normal.read(packaging[1].trim(), packaging.index, packaging.index + packaging[0].length) }
      : {}),
    ...(termed.paymentTerms ? { paymentTerms: termed.paymentTerms } : {}),
    ...(termed.depositRatio ? { depositRatio: termed.depositRatio } : {}),
    ...(termed.depositAmount ? { depositAmount: termed.depositAmount } : {}),
    ...(carried.carrier ? { carrier: carried.carrier } : {}),
    ...(carried.shippingMethod ? { shippingMethod: carried.shippingMethod } : {}),
  }
  return { intent: 'amend', orderNos: [], orders: [draft], doubts: [] }
}
