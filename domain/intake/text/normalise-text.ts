import { Converter } from 'opencc-js/t2cn'
import type { Read, Span } from '../draft'
import { markFields } from './field-marks'
import { withPlainNumerals } from './formal-numerals'
import { signsOf } from './pattern-needs'

/**
 * A text in normal form, sign by sign: `text` is NFKC with control and bidi signs blanked; `plain` is the same in simplified characters and lower
 * case, for matching. Both have one length, and offsets lead back to the original.
 */
export interface NormalText {
  text: string
  plain: string
  /** Span in the original of a half-open range in normal form. */
  span(start: number, end: number): Span
  /** Where the sign of the original at an offset begins in normal form. */
  at(offset: number): number
  /** The range in normal form of a span of the original. */
  range(span: Pick<Span, 'start' | 'end'>): { start: number; end: number }
  /** The signs of `plain`. */
  signs(): Uint8Array
  /** The value read from a range; the range's own words when no value is given. */
  read<T>(value: T, start: number, end: number, confidence?: number): Read<T>
  readAs(start: number, end: number, confidence?: number): Read<string>
}

const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u200d|\ufe0f/
/** Numbers in circles and boxes count the entries of a list; as plain digits they would be read as figures. */
const BULLET = /[\u2460-\u24ff\u2776-\u2793\u{1f51f}]/u
const toSimplified = Converter({ from: 't', to: 'cn' })

const simplified = (sign: string): string => {
  if (sign < '\u3400') return sign
  const found = toSimplified(sign)
  return found.length === sign.length ? found : sign
}

/** Signs that people type for one another, each with the sign that is matched. Same length. */
const LIKE: Record<string, string> = {
  '×': '*',
  '✕': '*',
  '✖': '*',
  '＊': '*',
  '～': '~',
  '〜': '~',
  '–': '-',
  '—': '-',
  '−': '-',
  Φ: 'φ',
  ø: 'φ',
  Ø: 'φ',
  '⌀': 'φ',
}

/** One sign in normal form: as text and as it is matched, both of one length. */
interface Form {
  text: string
  plain: string
}
/** Forms of the signs met so far by code point, each worked out once. */
const forms = new Map<number, Form>()

const formOf = (point: number): Form => {
  const known = forms.get(point)
  if (known !== undefined) return known
  const sign = String.fromCodePoint(point)
  const text = INVISIBLE.test(sign) ? ' ' : BULLET.test(sign) ? '•' : sign.normalize('NFKC')
  let plain = ''
  for (const one of text) {
    const lower = (LIKE[one] ?? simplified(one)).toLowerCase()
    plain += lower.length === one.length ? lower : one
  }
  const form = { text, plain }
  if (forms.size < 20_000) forms.set(point, form)
  return form
}

const ROW: Form = { text: '•', plain: '•' }
const BLANK: Form = { text: ' ', plain: ' ' }
const CAP = '\u20e3'
/** A digit on a key (1️⃣), which counts the entries of a list like a number in a circle, and the key itself. */
const keycap = (original: string, at: number): Form | undefined => {
  const sign = original[at] ?? ''
  if (sign === CAP) return BLANK
  if (sign < '0' || sign > '9') return undefined
  return original[at + 1] === CAP || (original[at + 1] === '\ufe0f' && original[at + 2] === CAP) ? ROW : undefined
}

/** Linear in the length of the text. */
export function normaliseText(original: string): NormalText {
  let text = ''
  let plain = ''
  const back: number[] = []
  for (let at = 0; at < original.length; ) {
    const point = original.codePointAt(at) as number
    const form = keycap(original, at) ?? formOf(point)
    for (let i = 0; i < form.text.length; i++) back.push(at)
    text += form.text
    plain += form.plain
    at += point > 0xffff ? 2 : 1
  }
  back.push(original.length)
  const span = (start: number, end: number): Span => {
    const from = back[start] ?? original.length
    const last = back[Math.max(start, end - 1)] ?? from
    const to = Math.max(last + 1, back[end] ?? original.length)
    return { start: from, end: to, text: original.slice(from, to) }
  }
  let forward: Int32Array | undefined
  const at = (offset: number): number => {
    if (!forward) {
      forward = new Int32Array(original.length + 1).fill(-1)
      for (let i = back.length - 1; i >= 0; i--) forward[back[i] as number] = i
    }
    return forward[Math.min(offset, original.length)] ?? -1
  }
  const marked = markFields(withPlainNumerals(plain))
  let signs: Uint8Array | undefined
  return {
    text,
    plain: marked,
    signs: () => (signs ??= signsOf(marked)),
    span,
    at,
    range: (s) => ({ start: at(s.start), end: at(s.end) < 0 ? plain.length : at(s.end) }),
    read: (value, start, end, confidence = 0.95) => ({ value, spans: [span(start, end)], confidence }),
    readAs: (start, end, confidence = 0.95) => ({ value: text.slice(start, end).trim(), spans: [span(start, end)], confidence }),
  }
}
