import type { Read, Span } from './draft'

/** A text in normal form (NFKC, control and bidi signs blanked) with the way back to the offsets of the original. */
export interface NormalText {
  text: string
  /** Span in the original of a half-open range in normal form. */
  span(start: number, end: number): Span
  read(value: string, start: number, end: number, confidence?: number): Read<string>
}

const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/

/** Linear in the length of the text. */
export function normaliseText(original: string): NormalText {
  const parts: string[] = []
  const back: number[] = []
  let at = 0
  for (const sign of original) {
    const normal = INVISIBLE.test(sign) ? ' ' : sign.normalize('NFKC')
    for (let i = 0; i < normal.length; i++) back.push(at)
    parts.push(normal)
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
  return { text, span, read: (value, start, end, confidence = 0.95) => ({ value, spans: [span(start, end)], confidence }) }
}
