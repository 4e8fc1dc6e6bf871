const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })
/** The segmenter takes time by the square of the length, so it only ever sees short stretches. */
const STRETCH = 256

/** Characters as people see them. The last one of a stretch may go on in the next, so it is read again there. */
function* graphemes(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const segments = Array.from(segmenter.segment(text.slice(at, at + STRETCH)), (s) => s.segment)
    if (at + STRETCH < text.length && segments.length > 1) segments.pop()
    for (const segment of segments) {
      at += segment.length
      yield segment
    }
  }
}

export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8')

const codePoints = (text: string): number => {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** Whole characters as people see them; one that is itself longer than the limit is taken apart by code points. */
function* pieces(text: string, size: (piece: string) => number, most: number): Generator<string> {
  for (const segment of graphemes(text)) {
    if (size(segment) <= most) yield segment
    else yield* segment
  }
}

/** The longest beginning within `most` by `size`, ending between characters; `mark` shows that something is missing. */
function cut(text: string, most: number, size: (piece: string) => number, mark: string): string {
  const room = Math.max(0, most - size(mark))
  let kept = ''
  let used = 0
  const add = (piece: string): boolean => {
    const next = size(piece)
    if (used + next > room) return false
    kept += piece
    used += next
    return true
  }
  for (const segment of graphemes(text)) {
    if (add(segment)) continue
    // Only a first character that is larger than everything allowed is taken apart.
    if (kept === '') for (const point of segment) if (!add(point)) break
    break
  }
  return size(mark) <= most ? kept + mark : kept
}

/** At most `most` characters (code points, so that joined emoji count in full); never ends inside a character. */
export const cutChars = (text: string, most: number): string =>
  text.length <= most || codePoints(text) <= most ? text : cut(text.slice(0, most * 16), most, codePoints, '…')

/** At most `most` bytes of UTF-8; never ends inside a character. */
export const cutBytes = (text: string, most: number): string =>
  text.length * 3 <= most || byteLength(text) <= most ? text : cut(text.slice(0, most), most, byteLength, '…')

export const fitsChars = (text: string, most: number): boolean => text.length <= most || codePoints(text) <= most

/**
 * The text in parts of at most `most` bytes each, nothing lost: at line ends where possible, else between characters.
 * Every part but the last may be shorter than it could be, since a line is only broken when it does not fit a part by itself.
 */
export function splitBytes(text: string, most: number): string[] {
  if (byteLength(text) <= most) return [text]
  const parts: string[] = []
  let part = ''
  let used = 0
  const close = (): void => {
    if (part !== '') parts.push(part)
    part = ''
    used = 0
  }
  const add = (piece: string): void => {
    const bytes = byteLength(piece)
    if (used + bytes > most) close()
    part += piece
    used += bytes
  }
  for (const line of text.split(/(?<=\n)/)) {
    const bytes = byteLength(line)
    if (bytes <= most) {
      add(line)
      continue
    }
    if (used > 0) close()
    for (const piece of pieces(line, byteLength, most)) add(piece)
  }
  close()
  return parts
}

/**
 * Words for a markdown message. Signs that would begin markup become their full-width twins: sizes such as 787*1092 must arrive with
 * their asterisk, and a backslash in front is not drawn the same way by every client.
 */
export const plainForMarkdown = (text: string): string =>
  text
    .replace(/[<*`|~\\]/g, (sign) => FULL_WIDTH[sign] ?? sign)
    .replaceAll('](', ']（')
    .replace(/^([ \t]*)([#>+-])(?=\s|$)/gm, (_, blanks: string, sign: string) => `${blanks}${FULL_WIDTH[sign] ?? sign}`)
    .replace(/__/g, '＿＿')

const FULL_WIDTH: Record<string, string> = {
  '<': '＜',
  '*': '＊',
  '`': '｀',
  '|': '｜',
  '~': '～',
  '\\': '＼',
  '#': '＃',
  '>': '＞',
  '+': '＋',
  '-': '－',
}

/** The app's text messages draw links from <a>; nothing else is markup there. */
export const plainForText = (text: string): string => text.replace(/<(?=\s*\/?\s*a\b)/gi, '＜')
