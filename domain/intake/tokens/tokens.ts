import { BULLET_LINE, isColor } from '../words/goods-words'
import { labelAt, labelledValue } from './lex-labels'
import { figurePiece } from './lex-figures'
import { wordPiece } from './lex-words'
import { pairsIn } from './lex-pairs'
import { isSize } from './glued-counts'
import { numberOf } from '../text/numerals'
import { TAKEN, type Page } from '../text/page'
import type { Token } from './token'
import { patternAt } from './token-patterns'
import { modelPiece, type TokenOptions } from './token-options'
import { amountOf, measured, priced, type Raw } from './token-values'
import { countFollows } from '../words/units'

const SEPARATORS = /[，,；;。、！!？?|\t：:()[\]【】《》「」“”"'…~+&/=]/
const isLatin = (c: string): boolean => (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
/** More pieces than the longest order has; what comes behind them is no order. */
const MOST = 4000

/** Cuts a stretch of the message into tokens. Linear: every pattern is bounded and tried at each place once. */
export function tokenise(page: Page, from: number, to: number, options: TokenOptions): Token[] {
  const whole = page.live.slice(0, to)
  const cuts = options.counts(page.plain)
  let cut = 0
  let text = whole
  const tokens: Token[] = []
  const pairs = pairsIn(text, from)
  const numbered = numberedRows(text, from)
  const halved = text.includes('半')
  let i = from
  let spaced = false
  let counted = false
  const push = (t: Raw): void => {
    if (t.kind === 'measure' || t.kind === 'num') counted = true
    tokens.push(Object.assign(t, { text: text.slice(t.start, t.end), spaced }))
    spaced = false
    i = t.end
  }
  while (i < to && tokens.length < MOST) {
    if (cuts.length > 0) {
      while (cut < cuts.length && (cuts[cut] as number) <= i) cut++
      // A size is read as if the text ended where its count begins.
      const next = cuts[cut] ?? to
      text = next < to && isSize(whole, i, next) ? whole.slice(0, next) : whole
    }
    const c = text[i] ?? ''
    if (c === TAKEN) {
      let end = i + 1
      while (text[end] === TAKEN) end++
      push({ kind: 'gap', start: i, end })
      continue
    }
    if (c === '\n' || c === '\r') {
      push({ kind: 'nl', start: i, end: i + 1 })
      continue
    }
    if (c === ' ' || c === '\u00a0') {
      i++
      spaced = true
      continue
    }
    const last = tokens.at(-1)
    const fresh = last === undefined || last.kind === 'nl'
    const digit = c >= '0' && c <= '9'
    const bullet = fresh
      ? (BULLET_LINE.exec(text.slice(i, i + 12)) ?? numbered.get(i) ?? null)
      : !digit
        ? null
        : last.kind === 'sep'
          ? /^\d{1,2}[、).](?=[一-鿿a-z])/.exec(text.slice(i, i + 5))
          : spaced && (last.kind === 'measure' || last.kind === 'price' || last.kind === 'num')
            ? /^\d{1,2}\.(?=[一-鿿]{2})/.exec(text.slice(i, i + 5))
            : null
    if (bullet && bullet[0].length > 0) {
      push({ kind: 'bullet', start: i, end: i + bullet[0].length })
      continue
    }
    if (c === '•') {
      push({ kind: 'bullet', start: i, end: i + 1 })
      continue
    }
    const pair = pairs.get(i)
    if (pair) {
      push(pair.size)
      if (pair.count) push(pair.count)
      i = pair.next
      continue
    }
    // "-1.25  10片": strengths of lenses, a row each.
    const strength = fresh && (c === '-' || c === '+') ? /^[-+]\d{1,2}\.\d{2}(?![\d.])/.exec(text.slice(i, i + 7)) : null
    if (strength) {
      push({ kind: 'spec', start: i, end: i + strength[0].length })
      continue
    }
    const boundary =
      fresh || spaced || last.kind === 'sep' || last.kind === 'gap' || last.kind === 'bullet' || last.kind === 'measure'
    const label = boundary ? labelAt(text, i) : undefined
    if (label) {
      push({ kind: 'label', start: i, end: label.end, role: label.role })
      const value =
        label.role === 'spec' || label.role === 'color' || label.role === 'code' || label.role === 'note'
          ? labelledValue(text, label.role, i, label.colon)
          : undefined
      if (value) push(value)
      continue
    }
    const inWord = isLatin(text[i - 1] ?? '') && isLatin(c)
    const code = isLatin(c) && !inWord ? codeAt(text, i, options) : undefined
    if (code) {
      push({ kind: 'model', start: i, end: i + code.length, marked: 'code' })
      continue
    }
    const found = piece(text, i, { ...options, counted }, halved)
    if (found) {
      push(found)
      continue
    }
    if (SEPARATORS.test(c)) push({ kind: 'sep', start: i, end: i + 1 })
    else {
      i++
      spaced = true
    }
  }
  return tokens
}

/** Rows that count up from one with a blank behind the figure: 1 猫砂, 2 狗粮. */
function numberedRows(text: string, from: number): Map<number, RegExpExecArray> {
  const found = new Map<number, RegExpExecArray>()
  let at = from
  let next = 1
  for (const line of text.slice(from).split('\n')) {
    const m = /^\s*(\d{1,2})(?:\s+|#\s?)(?=([一-鿿a-z]{1,4}))/.exec(line)
    if (m && Number(m[1]) === next && !(m[0].includes('#') && isColor(m[2] ?? ''))) {
      found.set(at + (m[0].length - m[0].trimStart().length), /^\d{1,2}(?:\s+|#\s?)/.exec(m[0].trimStart()) as RegExpExecArray)
      next++
    }
    at += line.length + 1
  }
  return found.size >= 2 ? found : countedRows(text, from)
}

/** Rows that count up from one with a point that stands right in front of a figure: 4.20弯头 behind 3.PPR管. */
function countedRows(text: string, from: number): Map<number, RegExpExecArray> {
  const found = new Map<number, RegExpExecArray>()
  let at = from
  let next = 1
  for (const line of text.slice(from).split('\n')) {
    const m = /^(\s*)(\d{1,2})[.、](?=\S)/.exec(line)
    if (m && Number(m[2]) === next) {
      found.set(at + (m[1] ?? '').length, /^\d{1,2}[.、]/.exec(line.trimStart()) as RegExpExecArray)
      next++
    }
    at += line.length + 1
  }
  return found.size >= 4 ? found : new Map()
}

/** An article number of the catalogue; bare figures are too often something else. */
const codeAt = (text: string, i: number, options: TokenOptions): string | undefined => {
  const code = options.codes.find(
    (k) =>
      text.startsWith(k, i) &&
      (!isLatin(text[i + k.length] ?? '') || /^[x*]\d{1,5}(?![\d.])/.test(text.slice(i + k.length, i + k.length + 7))),
  )
  return code && !/^\d{1,4}$/.test(code) ? code : undefined
}

/** 送2箱, 送旅行装小样100份: behind goods that were counted, a gift. */
const GIVEN = /^送(?!到|货|往|去|至|过|来|上|达|检|样|给|我|他)[一-鿿]{0,8}?[\d一二两三四五六七八九十]/
const EACH =
  /^(?:每(?:个|种)?(?:颜)?(?:色|款|样|码|尺码|规格|人|家)|各(?:个|样|色|码|款|来|要|自)?(?:颜色|尺码)?)(?:各|都)?(?=\s?[\d一二三四五六七八九十两半])/
const MONTH_OR_TIME =
  /^(?:\d{1,2}月份?(?!\d)|(?:凌晨|早上|上午|中午|下午|晚上|傍晚)?\d{1,2}(?:点|时)(?:半|\d{1,2}分?)?(?:前|左右|之前|钟)?)/
const TIME_START = new Set('0123456789凌早上中下晚傍')
/** 2023款, 18款凯美瑞: of which year the thing is, and of what it is a part. */
const COLOR_CODE = /^(?:色号|色卡|颜色|色)\s?[:：]?\s?([a-z]{0,4}-?\d{1,5}(?:-\d{1,3})?#?)(?![\da-z])/
/** Colours by the numbers of a system: RAL 9016, 潘通 186C. */
const COLOR_SYSTEM = /^(?:ral|ncs|pantone|潘通|劳尔) ?\d{2,4}(?:-\d{4})?(?:tpx|tcx|tpg|c|u)?(?![a-z0-9])/
const MODEL_YEAR = /^(?:20[0-3]\d|[012]\d)款(?:[一-鿿]{2,4}(?= ))?/
const SIZE_START = new Set('23456xsml均')
const SIZE = /^(?:xs|[2-6]?x{1,4}l|[2-6]xl|s|m|l|均)码?(?=[\s:：*\d，,、/\u0001]|改|的|各|也|要|$)/
const PRICE_START = new Set(
  '百千执合实统一通全都零团拼@¥rmb人每单售价按含未不到出批活优成结谈报供进吨令米箱件套码匹只个瓶桶袋包张斤台支盒卷u',
)
const FIGURE_START = new Set(
  '0123456789零〇一二三四五六七八九十百千万两半俩仨廿卅壹贰叁肆伍陆柒捌玖拾φ高宽厚深长直胸地冠孔间内外壁门幅克*xd+"',
)

function piece(text: string, i: number, options: TokenOptions & { counted: boolean }, halved: boolean): Raw | undefined {
  const c = text[i] ?? ''
  let m: RegExpExecArray | null
  const end = (): number => i + (m?.[0].length ?? 0)
  if ((m = patternAt('arrow', text, i))) return { kind: 'arrow', start: i, end: end() }
  if ((m = patternAt('tolerance', text, i) ?? patternAt('plusMinus', text, i)))
    return { kind: 'tolerance', start: i, end: end(), value: numberOf(m[1] ?? '') ?? '0' }
  if ((m = patternAt('about', text, i))) return measured(m, i, m[1], m[2], 'about')
  if ((m = patternAt('gift', text, i)) && /^.{0,8}?[\d一二三四五六七八九十两]/.test(text.slice(end(), end() + 10)))
    return { kind: 'free', start: i, end: end() }
  if (c === '送' && GIVEN.test(text.slice(i, i + 14)) && /[^一-鿿]|^$/.test(text[i - 1] ?? '') && options.counted)
    return { kind: 'free', start: i, end: i + 1 }
  if (c === '各' || c === '每') {
    m = EACH.exec(text.slice(i, i + 12))
    if (m) return { kind: 'each', start: i, end: end() }
  }
  if ((c === '一' || c === '每') && (m = patternAt('unitFirst', text, i))) {
    const value = amountOf(m[2])
    if (value !== undefined) return priced(m, i, value, m[1])
  }
  if (PRICE_START.has(c)) {
    if ((m = patternAt('markedLazy', text, i)) && amountOf(m[1]) !== undefined) return priced(m, i, amountOf(m[1]) ?? '0', m[2])
    if ((m = patternAt('markedPrice', text, i)) && !countFollows(text, end())) {
      const value = amountOf(m[1])
      if (value !== undefined) return priced(m, i, value, m[2])
    }
  }
  const time = TIME_START.has(c) ? MONTH_OR_TIME.exec(text.slice(i, i + 12)) : null
  if (time) return { kind: 'gap', start: i, end: i + time[0].length }
  const before = text[i - 1] ?? ''
  const opens = !isLatin(before)
  // "-3.50/-0.75": what glasses are ground to.
  const ground = c === '-' && opens ? /^-\d{1,2}\.\d{2}(?:\/[-+]?\d{1,2}\.\d{2})?(?![\d.])/.exec(text.slice(i, i + 13)) : null
  if (ground) return { kind: 'spec', start: i, end: i + ground[0].length }
  const year = opens && c >= '0' && c <= '9' ? MODEL_YEAR.exec(text.slice(i, i + 11)) : null
  if (year) return { kind: 'spec', start: i, end: i + year[0].length }
  const latin = isLatin(c)
  if (opens && latin && /^[a-z]型(?:[^一-鿿]|[白黑红蓝绿黄灰橙]|$)/.test(text.slice(i, i + 3)))
    return { kind: 'spec', start: i, end: i + 2 }
  const made = opens && latin ? /^[a-z]{2,6}(?:款|材质)(?![一-鿿])/.exec(text.slice(i, i + 10)) : null
  if (made) return { kind: 'spec', start: i, end: i + made[0].length }
  if (opens && latin && /^[a-z]款/.test(text.slice(i, i + 2))) return { kind: 'word', start: i, end: i + 2 }
  const size = opens && SIZE_START.has(c) ? SIZE.exec(text.slice(i, i + 7)) : null
  if (size && !/^(?:m\d|[msl]\d+(?:[*x./-]|[a-z]))/.test(text.slice(i, i + 6)))
    return { kind: 'size', start: i, end: i + size[0].length }
  if (opens && latin && /^[ab][0-6](?![a-z0-9.*-])/.test(text.slice(i, i + 3))) return { kind: 'word', start: i, end: i + 2 }
  if (FIGURE_START.has(c)) {
    const figure = figurePiece(text, i, options)
    if (figure) return figure
  }
  const shade = c === '#' ? /^#\d{1,4}(?![\d.])/.exec(text.slice(i, i + 6)) : null
  if (shade) return { kind: 'color', start: i, end: i + shade[0].length, value: shade[0] }
  const tint = c === '色' || c === '颜' ? COLOR_CODE.exec(text.slice(i, i + 20)) : null
  if (tint?.[1]) return { kind: 'color', start: i, end: i + tint[0].length, value: tint[1] }
  const system = opens && /[rnp潘劳]/.test(c) ? COLOR_SYSTEM.exec(text.slice(i, i + 20)) : null
  if (system) return { kind: 'color', start: i, end: i + system[0].length, value: system[0] }
  if (c >= 'a' && c <= 'z') {
    const grade = opens ? /^[a-z]{1,3}\d?[级等]品?/.exec(text.slice(i, i + 7)) : null
    if (grade) return { kind: 'spec', start: i, end: i + grade[0].length }
    if ((m = patternAt('model', text, i)) && /\d/.test(m[0])) return modelPiece(m[0], i, options)
    if ((m = patternAt('english', text, i))) {
      const words = m[0].trim()
      return {
        kind: isColor(words) ? 'color' : 'word',
        start: i,
        end: i + m[0].trimEnd().length,
        ...(isColor(words) ? { value: words } : {}),
      }
    }
  }
  const halves = halved ? /^[一-鿿]{1,6}各占?一?半(?![一-鿿])/.exec(text.slice(i, i + 12)) : null
  if (halves) return { kind: 'note', start: i, end: i + halves[0].length }
  if ((m = patternAt('cjk', text, i))) return wordPiece(m[0], text, i, options)
  return undefined
}
