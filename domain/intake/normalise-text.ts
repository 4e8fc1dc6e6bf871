import { Converter } from 'opencc-js'
import type { Read, Span } from './draft'
import { markFields } from './field-marks'

/**
 * A text in normal form, sign by sign: `text` is NFKC with control and bidi signs blanked; `plain` is the same in simplified characters and lower
 * case, for matching. Both have one length, and offsets lead back to the original.
 */
export interface NormalText {
  text: string
  plain: string
  /** Span in the original of a half-open range in normal form. */
  span(start: number, end: number): Span
  /** The value read from a range; the range's own words when no value is given. */
  read<T>(value: T, start: number, end: number, confidence?: number): Read<T>
  readAs(start: number, end: number, confidence?: number): Read<string>
}

const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u200d|\ufe0f/
/** Numbers in circles and boxes count the entries of a list; as plain digits they would be read as figures. */
const BULLET = /[\u2460-\u24ff\u2776-\u2793\u{1f51f}]/u
const toSimplified = Converter({ from: 't', to: 'cn' })
/** Traditional signs met so far, each looked up once. */
const known = new Map<string, string>()

const simplified = (sign: string): string => {
  if (sign < '\u3400') return sign
  const cached = known.get(sign)
  if (cached !== undefined) return cached
  const found = toSimplified(sign)
  const one = found.length === sign.length ? found : sign
  if (known.size < 20_000) known.set(sign, one)
  return one
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

/** Linear in the length of the text. */
export function normaliseText(original: string): NormalText {
  const parts: string[] = []
  const plain: string[] = []
  const back: number[] = []
  let at = 0
  for (const sign of original) {
    const normal = INVISIBLE.test(sign) ? ' ' : BULLET.test(sign) ? '•' : sign.normalize('NFKC')
    for (let i = 0; i < normal.length; i++) back.push(at)
    parts.push(normal)
    for (const one of normal) {
      const lower = (LIKE[one] ?? simplified(one)).toLowerCase()
      plain.push(lower.length === one.length ? lower : one)
    }
    at += sign.length
  }
  back.push(original.length)
  const text = parts.join('')
  const span = (start: number, end: number): Span => {
    const from = back[start] ?? original.length
    const last = back[Math.max(start, end - 1)] ?? from
    const to = Math.max(last + 1, back[end] ?? original.length)
    return { start: from, end: to, text: original.slice(from, to) }
  }
  return {
    text,
    plain: markFields(plain.join('')),
    span,
    read: (value, start, end, confidence = 0.95) => ({ value, spans: [span(start, end)], confidence }),
    readAs: (start, end, confidence = 0.95) => ({ value: text.slice(start, end).trim(), spans: [span(start, end)], confidence }),
  }
}
