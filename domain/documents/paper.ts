import Decimal from 'decimal.js'
import { Temporal } from 'temporal-polyfill'
import { nameOf } from '../access/lookup'
import type { Customer, Directory } from '../company'
import { amountInCapitals } from '../money/amount-in-capitals'
import type { DraftFieldId } from '../order/draft-fields'
import { customerNameOf } from '../order/customer-name'
import type { Answer, Order, OrderDocument } from '../order/order'
import { FIELD_LABELS, fieldWords, paymentWords } from '../wording/fields'
import type { DocumentContent, Entry, Section, SignatureBox } from './document'
import { DOCUMENT_KINDS, type DocumentKindId } from './document-kinds'

/** Stands for what is not known. */
export const DASH = '—'

/** An entry that stays on the form when its value is missing, so that the gap is seen. */
export const entry = (label: string, value: string | undefined, more: Omit<Entry, 'label' | 'value'> = {}): Entry => ({
  label,
  value: value || DASH,
  ...more,
})

/** An entry that is left out when there is nothing to say. */
export const known = (label: string, value: string | undefined, more: Omit<Entry, 'label' | 'value'> = {}): Entry[] =>
  value ? [entry(label, value, more)] : []

/** A block of entries; none at all when it is empty. */
export const entries = (title: string, list: Entry[]): Section[] =>
  list.length > 0 ? [{ kind: 'entries', title, entries: list }] : []

export const signatures = (...boxes: SignatureBox[]): Section => ({ kind: 'signatures', boxes })
export const signer = (role: string, name?: string): SignatureBox => ({ role, stamp: false, ...(name ? { name } : {}) })
export const stamped = (role: string): SignatureBox => ({ role, stamp: true })

/** The plain date of an instant in the company's zone; plain dates stay as they are. */
export const dateIn = (directory: Directory, at: string): string =>
  at.length <= 10 ? at : zoned(directory, at).toPlainDate().toString()

/** "2026-11-24 15:30" in the company's zone. */
export const minuteIn = (directory: Directory, at: string): string =>
  at.length <= 10 ? at : zoned(directory, at).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')

const zoned = (directory: Directory, at: string): Temporal.ZonedDateTime =>
  Temporal.Instant.from(at).toZonedDateTimeISO(directory.company.timezone)

/** A draft field as people read it. */
export const drafted = (order: Order, id: DraftFieldId): string | undefined => {
  const value = order.draft[id]?.value
  return value ? fieldWords(id, value) : undefined
}
export const draftEntry = (order: Order, id: DraftFieldId, more: Omit<Entry, 'label' | 'value'> = {}): Entry[] =>
  known(FIELD_LABELS[id], drafted(order, id), more)

const CONTRACT_TICKS = new Set(['deliveryTerm', 'paymentTerm', 'settlement'])

/** A fact as people read it: a choice by its label, payment terms in words. A mere tick against the contract says just that. */
export function factWords(order: Order, id: string): string | undefined {
  const value = order.facts[id]?.value
  if (!value) return undefined
  if (CONTRACT_TICKS.has(id) && value === 'yes') return '按销售合同'
  if (CONTRACT_TICKS.has(id) && value === 'no') return undefined
  if (id === 'paymentTerm') return paymentWords(value)
  for (const prompt of order.prompts)
    for (const input of prompt.inputs)
      if (input.sets === id) {
        const label = input.choices?.find((c) => c.id === value)?.label
        if (label) return label
      }
  return value === 'yes' ? '是' : value === 'no' ? '否' : value
}

export const customerName = (order: Order): string => customerNameOf(order) ?? DASH

export const customerRecord = (order: Order, directory: Directory): Customer | undefined =>
  directory.customers.find((c) => c.id === order.customer?.id)

/** Contract terms before the draft's (AC-016). */
export const paymentTerms = (order: Order): string | undefined =>
  factWords(order, 'paymentTerm') ?? drafted(order, 'paymentTerms')

/** Where the goods go. */
export const receiverEntries = (order: Order): Entry[] => [
  entry('收货人', drafted(order, 'contactName'), { card: true }),
  entry('联系电话', drafted(order, 'phone'), { card: true }),
  entry('收货地址', drafted(order, 'address'), { wide: true, card: true }),
]

/** How goods are to be packed. */
export const packing = (order: Order): string | undefined => drafted(order, 'packaging')

/** Freight as quoted, a sum of money; before that the terms of the order. */
export const freight = (order: Order): string | undefined => {
  const quoted = order.facts['freight']?.value
  return quoted ? yuan(quoted) : drafted(order, 'freightTerms')
}

/** An answer of the current round by task, from any step; with an input id only when that input was given. */
export function answerOf(order: Order, taskId: string, inputId?: string): Answer | undefined {
  for (const step of Object.values(order.steps)) {
    const answer = step.answers[taskId]
    if (answer && (inputId === undefined || answer.inputs[inputId] !== undefined)) return answer
  }
  return undefined
}

/** "陈静 2026-11-24 15:30". */
export const byAndWhen = (directory: Directory, byId: string, at: string): string =>
  `${nameOf(directory, byId)} ${minuteIn(directory, at)}`

/** The sum in capitals; undefined for what is no sum or has more than twelve digits. */
export function capitals(amount: string): string | undefined {
  try {
    return amountInCapitals(amount)
  } catch {
    // Too large or not a number: the figures alone stand on the paper.
    return undefined
  }
}

const decimal = (value: string | undefined): Decimal | undefined => {
  if (!value) return undefined
  try {
    const d = new Decimal(value)
    return d.isFinite() ? d : undefined
  } catch {
    // Words where a figure was expected are printed as they are.
    return undefined
  }
}

/** A quantity without trailing zeros and never in powers of ten; words stay words. */
export const quantityWords = (value: string | undefined): string => (value ? (decimal(value)?.toFixed() ?? value) : DASH)

/** A unit price with its own places, at least two. */
export const priceWords = (value: string): string => {
  const d = decimal(value)
  return d ? d.toFixed(Math.max(2, d.decimalPlaces())) : value || DASH
}

/** Sum of quantities of one unit; undefined when units differ, or one is not known. */
export function sumOf(quantities: (string | undefined)[], units: string[]): string | undefined {
  if (new Set(units).size !== 1) return undefined
  const figures = quantities.map(decimal)
  return figures.some((f) => f === undefined)
    ? undefined
    : figures.reduce<Decimal>((s, f) => s.plus(f ?? 0), new Decimal(0)).toFixed()
}

/** a − b; undefined when one is not a figure. */
export const less = (a: string | undefined, b: string | undefined): string | undefined => {
  const [x, y] = [decimal(a), decimal(b)]
  return x && y ? x.minus(y).toFixed() : undefined
}

/** Share of a in b as whole percent, rounded down so that nothing looks finished before it is. */
export const percentOf = (a: string | undefined, b: string | undefined): string | undefined => {
  const [x, y] = [decimal(a), decimal(b)]
  return x && y && !y.isZero() ? `${x.div(y).times(100).floor().toFixed()}%` : undefined
}

export const isZero = (amount: string): boolean => decimal(amount)?.isZero() ?? true
export const yuan = (amount: string): string => `${amount} 元`

/** Number, version, order, date and maker stand on every paper alike. */
export function paper(
  kindId: DocumentKindId,
  order: Order,
  directory: Directory,
  document: OrderDocument,
  body: { sections: Section[]; meta?: Entry[]; footer?: string; landscape?: boolean },
): DocumentContent {
  const kind = DOCUMENT_KINDS[kindId]
  return {
    kind: kindId,
    title: kind.title,
    number: document.number,
    version: document.version,
    ...(document.replaces ? { replaces: document.replaces } : {}),
    issuedAt: document.issuedAt,
    company: directory.company.name,
    ...(directory.company.letterhead?.lines ? { letterhead: directory.company.letterhead.lines } : {}),
    meta: [
      entry('单据编号', document.number),
      entry('订单号', order.number),
      entry('开单日期', dateIn(directory, document.issuedAt)),
      entry('制单', nameOf(directory, document.issuedById)),
      ...known('版本', versionWords(document)),
      ...(body.meta ?? []),
    ],
    sections: body.sections,
    footer: body.footer ?? (kind.audience === 'customer' ? contactFooter(order, directory) : '内部单据，请勿外传'),
    ...(body.landscape ? { landscape: true } : {}),
  }
}

/** "第2版（替代第1版，原版作废）"; nothing on a first issue. */
export const versionWords = (document: Pick<OrderDocument, 'version' | 'replaces'>): string | undefined =>
  document.version > 1
    ? `第${document.version}版${document.replaces ? `（替代第${document.replaces}版，原版作废）` : ''}`
    : undefined

const contactFooter = (order: Order, directory: Directory): string =>
  directory.company.letterhead?.footer ?? `如有疑问，请联系业务员${nameOf(directory, order.salesId)}`

/** Where the customer pays to, as the company stated it; nothing when it did not. */
export const bankEntries = (directory: Directory): Entry[] => {
  const bank = directory.company.letterhead?.bank
  return bank
    ? [
        entry('收款户名', bank.holder ?? directory.company.name),
        entry('收款银行', bank.name),
        entry('收款账号', bank.account, { wide: true }),
      ]
    : []
}
