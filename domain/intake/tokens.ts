import type { Token } from './token'
import { coinsOf, NUMBER, numberOf } from './numerals'
import { TAKEN, type Page } from './page'
import { amountOf, measured, priced, type Raw } from './token-values'
import { COIN, NOT_A_COUNT, PATTERNS, type PatternName } from './token-patterns'
import { runsOn, UNIT } from './units'
import { BULLET_LINE, COLOR_NUMBER, isColor, SPEC_WORD } from './goods-words'

const N = NUMBER
const U = UNIT

export interface TokenOptions {
  /** Article codes of the catalogue in matchable form. */
  codes: Set<string>
  /** Whether a word is a name of the catalogue: it is then not taken apart. */
  isName(word: string): boolean
  /** Whether a name of the catalogue longer than `least` signs starts at an offset. */
  nameAt(text: string, at: number, least: number): boolean
}

const SIZE_COUNT = /^(xs|x{0,4}[sl]|[2-6]xl|m)[码:*]? ?(?=\d{1,4}(?![\d*.a-z/]))/
const SIZE_COUNTS = /(?<![a-z0-9])(?:xs|x{0,4}[sl]|[2-6]xl|m)[码:*]? ?\d{1,4}(?![\d*.a-z/])/g
const SEPARATORS = /[，,；;。、！!？?|\t：:()[\]【】《》「」“”"'…~+&]/
const at = (name: PatternName, text: string, index: number): RegExpExecArray | null => {
  const pattern = PATTERNS[name]
  pattern.lastIndex = index
  return pattern.exec(text)
}

/** Cuts a stretch of the message into tokens. Linear: every pattern is bounded and tried at each place once. */
export function tokenise(page: Page, from: number, to: number, options: TokenOptions): Token[] {
  const text = page.live.slice(0, to)
  const tokens: Token[] = []
  let i = from
  let spaced = false
  const push = (t: Omit<Token, 'text' | 'spaced'>): void => {
    tokens.push({ ...t, text: text.slice(t.start, t.end), spaced })
    spaced = false
    i = t.end
  }
  const lineStart = (): boolean => tokens.length === 0 || tokens.at(-1)?.kind === 'nl'
  // S20 M30 L40: sizes with their counts, when there are several of them.
  const runs = (text.slice(from).match(SIZE_COUNTS) ?? []).length >= 2
  const codes = [...options.codes].sort((a, b) => b.length - a.length)
  while (i < to) {
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
    if (lineStart()) {
      const bullet = BULLET_LINE.exec(text.slice(i, i + 12))
      if (bullet && bullet[0].length > 0) {
        push({ kind: 'bullet', start: i, end: i + bullet[0].length })
        continue
      }
    }
    const inline = /^\d{1,2}[、)](?=[一-鿿a-z])/.exec(text.slice(i, i + 5))
    if (inline && (tokens.at(-1)?.kind === 'sep' || tokens.length === 0)) {
      push({ kind: 'bullet', start: i, end: i + inline[0].length })
      continue
    }
    const run = runs ? SIZE_COUNT.exec(text.slice(i, i + 9)) : null
    if (run && !/[a-z0-9]/.test(text[i - 1] ?? '')) {
      push({ kind: 'spec', start: i, end: i + (run[1]?.length ?? 1), marked: 'quantity' })
      continue
    }
    if (c === '/' && /[一-鿿]/.test(text[i + 1] ?? '') && tokens.at(-1)?.kind === 'measure') {
      push({ kind: 'sep', start: i, end: i + 1 })
      continue
    }
    if (c === '•') {
      push({ kind: 'bullet', start: i, end: i + 1 })
      continue
    }
    const before = text[i - 1] ?? ''
    const inWord = /[a-z0-9]/.test(before) && /[a-z0-9]/.test(c)
    const code =
      /[a-z0-9]/.test(c) && !inWord
        ? codes.find((k) => text.startsWith(k, i) && !/[a-z0-9]/.test(text[i + k.length] ?? ''))
        : undefined
    if (code && !/^\d{1,4}$/.test(code)) {
      push({ kind: 'model', start: i, end: i + code.length, marked: 'quantity' })
      continue
    }
    const found = piece(text, i, options)
    if (found) {
      push(found)
      continue
    }
    if (SEPARATORS.test(c)) {
      push({ kind: 'sep', start: i, end: i + 1 })
      continue
    }
    i++
    spaced = true
  }
  return tokens
}

const UNIT_NEXT = new RegExp(`^(${U})`)
/** A unit of count right behind a figure. */
const countFollows = (text: string, at: number): boolean => {
  const m = UNIT_NEXT.exec(text.slice(at, at + 8))
  return m !== null && !runsOn(text.slice(at, at + 2)) && !/^(?:米|m|mm|cm|g|l)$/.test(m[1] ?? '')
}

function piece(text: string, i: number, options: TokenOptions): Raw | undefined {
  const c = text[i] ?? ''
  let m: RegExpExecArray | null
  const end = (): number => i + (m?.[0].length ?? 0)
  if ((m = at('arrow', text, i))) return { kind: 'arrow', start: i, end: end() }
  if ((m = at('tolerance', text, i) ?? at('plusMinus', text, i)))
    return { kind: 'tolerance', start: i, end: end(), value: numberOf(m[1] ?? '') ?? '0' }
  if ((m = at('about', text, i))) return measured(m, i, m[1], m[2], 'about')
  if ((m = at('gift', text, i)) && new RegExp(`^.{0,8}?${N}\\s?${U}`).test(text.slice(end(), end() + 14)))
    return { kind: 'free', start: i, end: end() }
  if (/[价按格]/.test(c) || /[单售含未出到批活优成结谈报吨令米箱件套码匹]/.test(c)) {
    if ((m = at('markedLazy', text, i)) && amountOf(m[1]) !== undefined) return priced(m, i, amountOf(m[1]) ?? '0', m[2])
  }
  if (
    /[@¥rmb人每单售价按含未不到出批活优成结谈报吨令米箱件套码匹只个瓶桶袋包张斤u]/.test(c) &&
    (m = at('markedPrice', text, i))
  ) {
    const value = amountOf(m[1])
    if (value !== undefined && !/^按[^\d]/.test(m[0].slice(0, 2) + 'x'.repeat(0))) return priced(m, i, value, m[2])
    if (value !== undefined) return priced(m, i, value, m[2])
  }
  const month =
    /^\d{1,2}月份?(?!\d)/.exec(text.slice(i, i + 5)) ??
    /^(?:凌晨|早上|上午|中午|下午|晚上|傍晚)?\d{1,2}(?:点|时)(?:半|\d{1,2}分?)?(?:前|左右|之前|钟)?/.exec(text.slice(i, i + 12))
  if (month) return { kind: 'gap', start: i, end: i + month[0].length }
  if (/^[a-z]款/.test(text.slice(i, i + 2)) && !/[a-z]/.test(text[i - 1] ?? '')) return { kind: 'word', start: i, end: i + 2 }
  const size = /^(?:xs|[2-6]?x{1,4}l|[2-6]xl|s|m|l|均)码?(?=[\s:：*\d，,、]|$)/.exec(text.slice(i, i + 7))
  if (
    size &&
    !/[a-z0-9]/.test(text[i - 1] ?? '') &&
    !/^(?:m|s|l)\d+(?:[*x.]|-|[a-z])/.test(text.slice(i, i + 6)) &&
    !/^m\d/.test(text.slice(i, i + 3))
  )
    return { kind: 'spec', start: i, end: i + size[0].length, marked: 'quantity' }
  if (/^[ab][0-6](?![a-z0-9.*-])/.test(text.slice(i, i + 3)) && !/[a-z0-9]/.test(text[i - 1] ?? ''))
    return { kind: 'word', start: i, end: i + 2 }
  if (c === 'φ' && (m = at('dims', text, i))) return { kind: 'spec', start: i, end: end() }
  if (/[孔间内外壁门幅克]/.test(c) && (m = at('physical', text, i)) && /^[一-鿿]{2}/.test(m[0]))
    return { kind: 'spec', start: i, end: end() }
  if (/[\d零〇一二三四五六七八九十百千万两半俩仨廿卅壹贰叁肆伍陆柒捌玖拾φ高宽厚深长直胸地冠*xd+"]/.test(c)) {
    if ((m = at('dims', text, i)) && !countFollows(text, end())) {
      // "25kg*8袋": what follows the sign is a count with its unit.
      return { kind: 'spec', start: i, end: end() }
    }
    if ((m = at('dims', text, i))) {
      const last = new RegExp(`\\s?[*x]\\s?${N}$`).exec(m[0])
      const head = last ? m[0].slice(0, last.index) : ''
      if (head && /[*x]/.test(head)) return { kind: 'spec', start: i, end: i + head.length }
      if (head && /[a-z一-鿿]$/.test(head)) return { kind: 'spec', start: i, end: i + head.length }
      if (!head) return { kind: 'spec', start: i, end: end() }
      // "800*550 3个" is a size and a count, "40*10盒" a model and a count.
      return { kind: 'spec', start: i, end: i + head.length }
    }
    if ((m = at('times', text, i)) && !/^x[a-z0-9]*[a-z]/.test(text.slice(i, i + 4))) {
      const value = numberOf(m[1] ?? '')
      // "3kg*4" without a unit behind it says how a box is packed.
      if (value && !m[2] && /[a-z一-鿿]/.test(text[i - 1] ?? '')) return { kind: 'spec', start: i, end: end() }
      if (value) return { ...measured(m, i, m[1], m[2]), marked: 'times' } as Raw
    }
    if ((m = at('ratio', text, i)) && !countFollows(text, end())) return { kind: 'spec', start: i, end: end() }
    if ((m = at('spoken', text, i))) return { kind: 'spec', start: i, end: end() }
    if ((m = at('pack', text, i))) return { kind: 'spec', start: i, end: end() }
    if ((m = at('lazyPrice', text, i)) && !/^[一二三四五六七八九十]一/.test(m[0]) && amountOf(m[1]) !== undefined) {
      const value = amountOf(m[1])
      if (value !== undefined) return priced(m, i, value, m[2])
    }
    if (
      (m = at('coin', text, i)) &&
      coinsOf(m[1] ?? '') !== undefined &&
      !(/^[一-鿿]角/.test(m[0]) && /^[一-鿿]/.test(text.slice(end())))
    )
      return priced(m, i, coinsOf(m[1] ?? '') ?? '0', m[2])
    if ((m = at('yuan', text, i)) && amountOf(m[1]) !== undefined) return priced(m, i, amountOf(m[1]) ?? '0', m[2])
    if ((m = at('perUnit', text, i)) && numberOf(m[1] ?? '') !== undefined) return priced(m, i, numberOf(m[1] ?? '') ?? '0', m[2])
    if ((m = at('range', text, i))) {
      const low = numberOf(m[1] ?? '')
      const high = numberOf(m[2] ?? '')
      if (low && high && Number(high) > Number(low)) {
        const unit = m[4] ?? ''
        const unitStart = end() - unit.length
        return { kind: 'measure', start: i, end: end(), value: low, max: high, unit, unitStart, numberEnd: unitStart }
      }
    }
    if ((m = at('digitPair', text, i))) {
      const by = m[3] ?? ''
      const low = numberOf(`${m[1]}${by}`)
      const high = numberOf(`${m[2]}${by}`)
      if (low && high && Number(high) - Number(low) <= 1 * Number(by ? numberOf(`一${by}`) : 1)) {
        const unit = m[4] ?? ''
        const unitStart = end() - unit.length
        return { kind: 'measure', start: i, end: end(), value: low, max: high, unit, unitStart, numberEnd: unitStart }
      }
    }
    if (!NOT_A_COUNT.test(text.slice(i, i + 4))) {
      if ((m = at('half', text, i))) {
        const n = numberOf(m[1] ?? m[3] ?? '')
        const unit = m[2] ?? m[4] ?? ''
        if (n && n !== '0.5') {
          const unitStart = m[2] !== undefined ? end() - unit.length : end() - unit.length - 1
          return { kind: 'measure', start: i, end: end(), value: String(Number(n) + 0.5), unit, unitStart, numberEnd: end() }
        }
      }
      if (c === '半') {
        const half = new RegExp(`^半(${U})`).exec(text.slice(i, i + 6))
        if (half)
          return {
            kind: 'measure',
            start: i,
            end: i + half[0].length,
            value: '0.5',
            unit: half[1] ?? '',
            unitStart: i + 1,
            numberEnd: i + 1,
          }
      }
      if ((m = at('some', text, i))) return measured(m, i, m[1], m[2], 'about')
      if ((m = at('sizeInches', text, i))) return { kind: 'spec', start: i, end: end() }
      if (
        (m = at('measure', text, i)) &&
        !runsOn(text.slice(end() - (m[2]?.length ?? 0), end() + 2)) &&
        !options.nameAt(text, end() - (m[2]?.length ?? 0), m[2]?.length ?? 1)
      ) {
        if (/^(?:克|g)$/.test(m[2] ?? '')) return { kind: 'spec', start: i, end: end() }
        const physical = at('physical', text, i)
        if (!(physical && physical[0].length > m[0].length && !physical[0].endsWith('号'))) {
          const made = measured(m, i, m[1], m[2])
          if (made) return made
        }
      }
      if ((m = at('physical', text, i))) return { kind: 'spec', start: i, end: end() }
      const tint = COLOR_NUMBER.exec(text.slice(i, i + 10))
      if (tint && /#|号色/.test(tint[0]))
        return {
          kind: 'color',
          start: i,
          end: i + tint[0].length,
          value: tint[0].replace(/^(?:色号|色|颜色)\s?[:：]?\s?/, '').replace(/色$/, ''),
        }
      if ((m = at('model', text, i)) && /[a-z]/.test(m[0]) && /\d/.test(m[0])) return { kind: 'model', start: i, end: end() }
      if ((m = at('number', text, i))) {
        const value = numberOf(m[1] ?? '')
        if (value !== undefined && (/\d/.test(m[0]) || /[^一-鿿]|^$/.test(text[end()] ?? '') || m[0].length > 1))
          return { kind: 'num', start: i, end: end(), value, numberEnd: end() }
      }
    }
  }
  const tint = /^(?:色号|色|颜色)\s?[:：]?\s?([a-z]{0,2}\d{1,4}#?)/.exec(text.slice(i, i + 12))
  if (tint?.[1]) return { kind: 'color', start: i, end: i + tint[0].length, value: tint[1] }
  if (/[a-zφ]/.test(c)) {
    if (c === 'φ' && (m = at('physical', text, i))) return { kind: 'spec', start: i, end: end() }
    if (/^(?:xs|[2-6]?x{0,4}l|s|m)码?(?![a-z*])/.test(text.slice(i, i + 7))) {
      const size = /^(?:xs|[2-6]?x{0,4}l|s|m)码?/.exec(text.slice(i, i + 7))
      if (
        size &&
        /[\s:：*x\d，,]/.test(text[i + size[0].length] ?? ',') &&
        !/^m\d+[*x]/.test(text.slice(i)) &&
        !/^m\d/.test(text.slice(i))
      )
        return { kind: 'spec', start: i, end: i + size[0].length, marked: 'quantity' }
    }
    if ((m = at('model', text, i)) && /\d/.test(m[0])) return { kind: 'model', start: i, end: end() }
    if ((m = at('english', text, i)))
      return {
        kind: isColor(m[0].trim()) ? 'color' : 'word',
        start: i,
        end: i + m[0].trimEnd().length,
        ...(isColor(m[0].trim()) ? { value: m[0].trim() } : {}),
      }
  }
  if ((m = at('cjk', text, i))) return cjk(m[0], text, i, options)
  return undefined
}

/** A run of Chinese signs up to where a count, a price or a spec word begins. */
function cjk(run: string, text: string, i: number, options: TokenOptions): Raw {
  const spec = SPEC_WORD.exec(run)
  if (spec?.index === 0 && (!options.isName(run) || /^[大正]度/.test(run)))
    return { kind: 'spec', start: i, end: i + spec[0].length }
  let end = run.length
  for (let k = 1; k < run.length; k++) {
    const rest = run.slice(k)
    if (SPEC_WORD.test(rest.slice(0, 3)) && SPEC_WORD.exec(rest)?.index === 0) {
      end = k
      break
    }
    const sign = run[k] ?? ''
    if (/[一二三四五六七八九十百千两半零俩仨]/.test(sign) && !NOT_A_COUNT.test(rest)) {
      if (
        new RegExp(`^(?:${N}|半)(?:来|多|几|个)?半?(?:${U})`).test(text.slice(i + k, i + k + 12)) ||
        new RegExp(`^(?:${COIN}|[二三四五六七八九十百千万两零]{2,})`).test(text.slice(i + k, i + k + 10))
      ) {
        end = k
        break
      }
    }
    if (/^(?:单价|价格|[吨令米箱件套码]价|每[吨令米箱件套码]|大概\d|大约\d|约\d)/.test(rest + (text[i + run.length] ?? ''))) {
      end = k
      break
    }
  }
  const word = run.slice(0, end)
  if (/^(?:高|宽|厚|长|深)$/.test(word) && /\d/.test(text[i + 1] ?? '')) {
    const m = at('physical', text, i)
    if (m) return { kind: 'spec', start: i, end: i + m[0].length }
  }
  return { kind: 'word', start: i, end: i + word.length }
}
