import Decimal from 'decimal.js'
import { z } from 'zod'
import { readDate } from '../prompt/read-date'
import { readNumber } from '../prompt/read-input'
import { plainNumber, sheetUnit } from './sheet/sheet-values'

/** A value proposed for one field, with the words of the order it stands in. */
export interface Proposal {
  path: string
  value: string
  quote: string
}

/** Texts longer than this are not sent anywhere. */
export const MOST_ASKED_TEXT = 4000
const MOST_FIELDS = 12

/** What may be proposed, by the last part of the path. Phones are never asked for, and money terms are left to people. */
const KINDS: Record<string, 'words' | 'number' | 'unit' | 'date'> = {
  customerName: 'words',
  contactName: 'words',
  address: 'words',
  requestedDate: 'date',
  name: 'words',
  spec: 'words',
  quantity: 'number',
  unitPrice: 'number',
  unit: 'unit',
}
const kindOf = (path: string): 'words' | 'number' | 'unit' | 'date' | undefined => KINDS[path.split('.').at(-1) ?? '']

/** The open points that are worth a second reading: missing, or read with little confidence. At most 12. */
export const askable = (points: { path: string; reason: string }[]): string[] =>
  points
    .filter((p) => (p.reason === 'MISSING' || p.reason === 'LOW_CONFIDENCE') && kindOf(p.path) !== undefined)
    .map((p) => p.path)
    .slice(0, MOST_FIELDS)

/** Digits of phones are not needed for any question, so they are not told. */
export const withoutPhones = (text: string): string =>
  text.replace(/(?<!\d)1[3-9](?:[ -]?\d){9}(?!\d)/g, (found) => found.replace(/\d/g, '*'))

const answerShape = z.object({
  fields: z
    .array(z.object({ path: z.string().max(80), value: z.string().min(1).max(120), quote: z.string().min(1).max(200) }))
    .max(40),
})

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

const numbersIn = (quote: string): string[] =>
  [...quote.normalize('NFKC').matchAll(/\d{1,12}(?:,\d{3}){0,3}(?:\.\d{1,6})?/g)].flatMap(
    (m) => plainNumber(m[0].replace(/,/g, '')) ?? [],
  )

/** The value in the form the order keeps it, when the quoted words really say it. */
function vouched(kind: 'words' | 'number' | 'unit' | 'date', value: string, quote: string, today: string): string | undefined {
  if (kind === 'words') return plain(quote).includes(plain(value)) ? value.trim() : undefined
  if (kind === 'date')
    return /^\d{4}-\d\d-\d\d$/.test(value) && value >= today && readDate(quote, today) === value ? value : undefined
  if (kind === 'unit') {
    const unit = sheetUnit(value)
    return unit && plain(quote).includes(plain(value)) ? unit : undefined
  }
  const number = plainNumber(value)
  if (number === undefined || number.startsWith('-') || number === '0') return undefined
  const said = [...numbersIn(quote), ...[readNumber(quote) ?? []].flat()]
  return said.some((n) => new Decimal(n).equals(number)) ? number : undefined
}

/**
 * What of an answer may be proposed: fields that were asked, with words that stand in the text and say the value. Everything else is
 * dropped without a trace in the order; an answer of another shape gives nothing.
 */
export function acceptProposals(answer: unknown, question: { text: string; today: string; asked: string[] }): Proposal[] {
  const read = answerShape.safeParse(answer)
  if (!read.success) return []
  const source = plain(question.text)
  const seen = new Set<string>()
  return read.data.fields.flatMap(({ path, value, quote }) => {
    const kind = question.asked.includes(path) && !seen.has(path) ? kindOf(path) : undefined
    if (!kind || !source.includes(plain(quote)) || plain(quote) === '') return []
    const kept = vouched(kind, value, quote, question.today)
    if (kept === undefined) return []
    seen.add(path)
    return [{ path, value: kept, quote }]
  })
}
