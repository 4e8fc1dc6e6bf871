import type { CatalogueProduct, Draft, DraftLine, IntakeContext, ParsedMessage, Read } from './draft'
import type { IntentEvidence } from './intent/read-intent'
import { intentEvidenceOf, parseByRules, parseOrderText } from './parse-order-text'

/** A message of the labelled corpus: `products` is its price list in the corpus format, null for none. */
export interface CorpusMessage {
  text: string
  /** ISO 8601 instant with offset. */
  at: string
  senderRole?: 'sales' | 'customer'
  products:
    | {
        code: string
        name: string
        aliases?: string[]
        spec?: string
        unit: string
        listPrice: number
        altUnits?: { unit: string; factor: number }[]
      }[]
    | null
}

const catalogues = new WeakMap<object, CatalogueProduct[]>()
export const catalogueOf = (products: CorpusMessage['products']): CatalogueProduct[] | null => {
  if (products === null) return null
  const known = catalogues.get(products)
  if (known) return known
  const made = products.map(
    (p): CatalogueProduct => ({
      code: p.code,
      name: p.name,
      aliases: p.aliases ?? [],
      ...(p.spec ? { spec: p.spec } : {}),
      unit: p.unit,
      price: String(p.listPrice),
      ...(p.altUnits ? { altUnits: p.altUnits.map((a) => ({ unit: a.unit, factor: String(a.factor) })) } : {}),
    }),
  )
  catalogues.set(products, made)
  return made
}

const NUMERIC = new Set([
  'quantity',
  'quantityMax',
  'tolerancePct',
  'unitPrice',
  'amount',
  'totalAmount',
  'depositRatio',
  'depositAmount',
  'taxRate',
])
const field = (key: string, read: Read<unknown>): object => ({
  value: NUMERIC.has(key) ? Number(read.value) : read.value,
  spans: read.spans,
})
const isRead = (v: unknown): v is Read<unknown> => typeof v === 'object' && v !== null && 'spans' in v && 'value' in v

const lineOf = (line: DraftLine): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(line).flatMap(([k, v]) => (k === 'lineIndex' || v === undefined ? [] : [[k, isRead(v) ? field(k, v) : v]])),
  )

const draftOf = (draft: Draft): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(draft).flatMap(([k, v]): [string, unknown][] => {
      if (v === undefined) return []
      if (k === 'lines') return [[k, draft.lines.map(lineOf)]]
      if (k === 'phones') return draft.phones.length > 0 ? [[k, draft.phones.map((p) => field(k, p))]] : []
      if (k === 'address' && draft.address) return [[k, { ...draft.address, raw: field('raw', draft.address.raw) }]]
      return [[k, isRead(v) ? field(k, v) : v]]
    }),
  )

const contextOf = (message: CorpusMessage): IntakeContext => ({
  at: message.at,
  timezone: 'Asia/Shanghai',
  ...(message.senderRole ? { senderRole: message.senderRole } : {}),
  catalogue: catalogueOf(message.products),
})

/** What the intent of a message of the labelled corpus is told by. */
export const evidenceOfMessage = (message: CorpusMessage): IntentEvidence => intentEvidenceOf(message.text, contextOf(message))

/** A message of the labelled corpus as the rules alone read it: the learnt tables learn from it. */
export const predictByRules = (message: CorpusMessage): ParsedMessage => parseByRules(message.text, contextOf(message))

/** Reads a message of the labelled corpus and gives its prediction in the corpus format. Numbers become JSON numbers here alone, because the format asks for them. */
export function predictDraft(message: CorpusMessage): Record<string, unknown> {
  const parsed: ParsedMessage = parseOrderText(message.text, contextOf(message))
  return {
    intent: parsed.intent,
    orderNos: parsed.orderNos.map((n) => n.value),
    ...(parsed.paidAmount ? { paidAmount: Number(parsed.paidAmount.value) } : {}),
    orders: parsed.orders.map(draftOf),
    uncertain: [...new Set(parsed.doubts.map((d) => d.path))],
  }
}
