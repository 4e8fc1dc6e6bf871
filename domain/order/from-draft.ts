import { lineWords } from '../cards/card-fields'
import { compareDecimals } from './money-state'
import { productByCode } from '../access/lookup'
import type { Customer, Product } from '../company'
import type { Facts } from '../facts'
import type { Doubt, Draft, DraftLine, Read } from '../intake/draft'
import { unitOf } from '../intake/words/units'
import { INTENT_PATH, UNREAD_PATH, type DraftFieldId } from './draft-fields'
import type { DraftField, OpenPoint, Order, OrderLine } from './order'

const fromText = (read: Read<string> | undefined): DraftField | undefined =>
  read ? { value: read.value, source: 'text', spans: read.spans } : undefined
const fromRecord = (value: string | undefined): DraftField | undefined => (value ? { value, source: 'record' } : undefined)

/** Whether prices hold the tax, and its rate, as one code: included:0.13, excluded, :0.13. */
function taxField({ taxIncluded, taxRate }: Partial<Draft>): DraftField | undefined {
  if (!taxIncluded && !taxRate) return undefined
  const code = taxIncluded ? (taxIncluded.value ? 'included' : 'excluded') : ''
  const spans = [...(taxIncluded?.spans ?? []), ...(taxRate?.spans ?? [])]
  return { value: taxRate ? `${code}:${taxRate.value}` : code, source: 'text', spans }
}

/** The draft's fields: what the message says, else what the customer's record says (shown as such, AC-014). */
export function draftFields(
  draft: Pick<Draft, 'phones' | 'lines'> & Partial<Draft>,
  customer: Customer | undefined,
): Partial<Record<DraftFieldId, DraftField>> {
  const phone = draft.phones[0]
  const fields: [DraftFieldId, DraftField | undefined][] = [
    ['customerName', fromText(draft.customerName)],
    ['contactName', fromText(draft.contactName) ?? fromRecord(customer?.contact)],
    [
      'phone',
      phone
        ? { value: draft.phones.map((p) => p.value).join('、'), source: 'text', spans: draft.phones.flatMap((p) => p.spans) }
        : fromRecord(customer?.phone),
    ],
    ['address', fromText(draft.address?.raw) ?? fromRecord(customer?.address)],
    ['requestedDate', fromText(draft.requestedDate)],
    ['requestedTime', fromText(draft.requestedTime)],
    ['paymentTerms', fromText(draft.paymentTerms) ?? fromRecord(customer?.paymentTerms)],
    [
      'depositRatio',
      fromText(draft.depositRatio) ??
        fromRecord(customer?.depositRatio && compareDecimals(customer.depositRatio, '0') > 0 ? customer.depositRatio : undefined),
    ],
    ['depositAmount', fromText(draft.depositAmount)],
    ['totalAmount', fromText(draft.totalAmount)],
    ['shippingMethod', fromText(draft.shippingMethod)],
    ['carrier', fromText(draft.carrier)],
    ['freightTerms', fromText(draft.freightTerms)],
    ['invoice', fromText(draft.invoiceType)],
    ['tax', taxField(draft)],
    ['packaging', fromText(draft.packaging)],
    ['urgent', draft.urgent ? { value: 'true', source: 'text', spans: draft.urgent.spans } : undefined],
    ['notes', fromText(draft.notes)],
    ['reference', fromText(draft.reference)],
  ]
  return Object.fromEntries(fields.filter((f): f is [DraftFieldId, DraftField] => f[1] !== undefined))
}

/** A unit in the catalogue's own word: what is read as 双 is listed as 对. */
const asListed = (unit: string, product: Product | undefined): string =>
  product !== undefined && unit !== '' && unitOf(product.unit) === unit ? product.unit : unit

/** One order line from what was read; the catalogue gives name and spec where it determines the product. */
export function orderLine(id: string, read: DraftLine, facts: Pick<Facts, 'directory'>): OrderLine {
  const code = read.catalogCode ?? read.productCode?.value
  const product = productByCode(facts.directory, code)
  const spans = Object.values(read).flatMap((v) => (v && typeof v === 'object' && 'spans' in v ? v.spans : []))
  const spec = read.spec?.value ?? product?.spec
  return {
    id,
    ...(code ? { productCode: product?.code ?? code } : {}),
    name: product?.name ?? read.productName?.value ?? '',
    ...(spec ? { spec } : {}),
    ...(read.color ? { color: read.color.value } : {}),
    quantity: read.quantity?.value ?? '',
    unit: asListed(read.unit?.value ?? read.priceUnit?.value ?? (product && read.quantity ? product.unit : ''), product),
    unitPrice: read.unitPrice?.value ?? '',
    ...(read.tolerancePct ? { tolerancePct: read.tolerancePct.value } : {}),
    ...(read.note ? { note: read.note.value } : {}),
    ...(spans.length > 0 ? { quote: [...new Set(spans.map((s) => s.text))].join(' ') } : {}),
  }
}

/** The lines that the message of a new order lists. */
export const draftLines = (draft: Draft, facts: Facts): OrderLine[] => draft.lines.map((l, i) => orderLine(`l${i + 1}`, l, facts))

const FIELD_OF_PATH: Record<string, DraftFieldId> = {
  phones: 'phone',
  invoiceType: 'invoice',
  taxIncluded: 'tax',
  taxRate: 'tax',
  dateKind: 'requestedDate',
  requestedDateFrom: 'requestedDate',
}
const LINE_FIELD_OF_PATH: Record<string, string> = { productName: 'name', productCode: 'name', catalogCode: 'name' }

/** The reader's doubts as points of this order: orders[0].lines[1].quantity becomes lines.l2.quantity, a line as a whole lines.l2. */
export function doubtPoints(doubts: Doubt[], order: Order): OpenPoint[] {
  return doubts.flatMap((doubt) => {
    const path = doubt.path.replace(/^orders\[\d+\]\.?/, '')
    const line = /^lines\[(\d+)\](?:\.(\w+))?/.exec(path)
    if (line) {
      const target = order.lines[Number(line[1])]
      if (!target) return []
      // What has no name yet is asked for its name.
      if (!line[2] && target.name === '') return []
      if (!line[2])
        return [
          { path: `lines.${target.id}`, reason: doubt.reason, params: { ...doubt.params, value: lineWords(target, false) } },
        ]
      const part = LINE_FIELD_OF_PATH[line[2]] ?? line[2]
      const value = target[part as keyof OrderLine]
      return [
        {
          path: `lines.${target.id}.${part}`,
          reason: doubt.reason,
          params: { ...doubt.params, ...(typeof value === 'string' ? { value } : {}) },
        },
      ]
    }
    if (doubt.reason === 'UNREAD')
      return [{ path: UNREAD_PATH, reason: doubt.reason, params: { value: doubt.params?.['words'] ?? '' } }]
    if (doubt.reason === 'MAYBE_NO_ORDER') return [{ path: INTENT_PATH, reason: doubt.reason }]
    const head = path.split(/[.[]/)[0] ?? ''
    const field = FIELD_OF_PATH[head] ?? head
    const value = order.draft[field as DraftFieldId]?.value
    return head && value !== undefined ? [{ path: field, reason: doubt.reason, params: { ...doubt.params, value } }] : []
  })
}
