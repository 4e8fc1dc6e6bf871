import Decimal from 'decimal.js'
import { COLOR_NUMBER, isColor } from '../words/goods-words'
import { coinsOf, NUMBER, numberOf } from '../text/numerals'
import { NOT_A_COUNT, patternAt } from './token-patterns'
import { amountOf, measured, priced, type Raw } from './token-values'
import { articleNumber, type TokenOptions } from './token-options'
import { countFollows, runsOn, UNIT } from '../words/units'

const LAST_FACTOR = new RegExp(`\\s?[*x乘]\\s?${NUMBER}$`)
const HALF = new RegExp(`^半(${UNIT})`)
/** "500g*20袋 15箱": what a box holds, in front of how many boxes. */
const PACKED = new RegExp(`^ ?(${UNIT})( ?${NUMBER} ?(?:箱|件|提|托|扎|柜|车|盒|包|袋|桶|筒|罐))(?![一-鿿]?价)`)
/** 200抽*20包/箱, 20粒*3板: how goods are packed, in front of how many of them. */
const PACKED_OF = new RegExp(
  `^\\d{1,4}(?:\\.\\d+)? ?(?:抽|片|粒|张|支|只|个|入|枚|克|g|ml|毫升|kg|l)[*x]\\d{1,4} ?(?:包|盒|袋|卷|提|瓶|罐|桶|支|条|板|粒|片)(?: ?/ ?(?:箱|件|提|盒|包))?(?= ?\\d{1,5} ?${UNIT})`,
)
const LATER = /^( ?[瓶罐盒袋包支听桶片])[^,，。;；\n\d]{1,8}\d{1,5} ?[箱件提托]/
const HOLDS = new RegExp(`^ ?(?:${UNIT}) ?/ ?(?:箱|件|提|托|扎|盒|袋|包|柜)(?![一-鿿]?价)`)
const LATIN = /[a-z0-9]/

/** A piece that begins with a figure or with a word of measure: size, count, price, article number. The first pattern that fits wins. */
export function figurePiece(text: string, i: number, options: TokenOptions): Raw | undefined {
  const c = text[i] ?? ''
  let m: RegExpExecArray | null
  const end = (): number => i + (m?.[0].length ?? 0)
  const spec = (length: number): Raw => ({ kind: 'spec', start: i, end: i + length })
  if (/[孔间内外壁门幅克φ]/.test(c)) {
    if (c === 'φ' && (m = patternAt('dims', text, i))) return spec(m[0].length)
    if ((m = patternAt('physical', text, i)) && (c === 'φ' || /^[一-鿿]{2}/.test(m[0]))) return spec(m[0].length)
    if (c !== 'φ') return undefined
  }
  const bored = /^\d{2}[x*][1-8]分(?![钟之成钱半])/.exec(text.slice(i, i + 6))
  if (bored) return spec(bored[0].length)
  const packedOf = PACKED_OF.exec(text.slice(i, i + 28))
  if (packedOf) return spec(packedOf[0].length)
  if ((m = patternAt('dims', text, i))) return dimensions(text, i, m)
  // "瓷砖胶20kg60袋": a size with its count glued to it.
  const packed = /^\d{1,4}(?:\.\d{1,2})?(?:kg|g|ml|l|mm|cm|公斤|斤|升|克)(?=\d{1,5}[一-鿿])/.exec(text.slice(i, i + 16))
  const pieces = packed ? /^\d+/.exec(text.slice(i + packed[0].length))?.[0].length : undefined
  if (packed && pieces && countFollows(text, i + packed[0].length + pieces)) return spec(packed[0].length)
  if ((m = patternAt('times', text, i)) && !/^x[a-z0-9]*[a-z]/.test(text.slice(i, i + 4))) {
    const value = numberOf(m[1] ?? '')
    // "3kg*4" without a unit behind it says how a box is packed.
    if (value && !m[2] && /\d(?:kg|g|ml|l|cl|cc|m|cm|mm|t)$/.test(text.slice(Math.max(0, i - 4), i))) return spec(m[0].length)
    if (value) return { ...measured(m, i, m[1], m[2]), marked: 'times' } as Raw
  }
  if (
    !LATIN.test(text[i - 1] ?? '') &&
    (m = patternAt('numberCode', text, i)) &&
    !/^\d+(?:[a-z]|mm|cm|ml|kg|kw|kva|gsm|pcs|pc|kgs|mah|rpm|hz|lm|ctn|yds|yd|set|cs|ea|dz|um|mg|uf|pf|nf|ppm|psi|bar|cl|ft|in)$/.test(
      m[0],
    )
  ) {
    const counted = /^(\d{3,6}-[a-z\d]*[a-z])x\d{1,5}$/.exec(m[0])?.[1]
    if (counted)
      return { kind: 'model', start: i, end: i + counted.length, ...(options.isSpec(counted) ? {} : { marked: 'code' }) }
    return /[a-z]/.test(m[0])
      ? {
          kind: 'model',
          start: i,
          end: end(),
          ...(/^(?:\d{4,6}-?\d?[a-z]|\d{1,2}[a-z]{1,3}\d{2,5}-)/.test(m[0]) && !options.isSpec(m[0])
            ? { marked: 'code' as const }
            : {}),
        }
      : spec(m[0].length)
  }
  // "6204轴承": the figure by which a family of articles is numbered.
  const family = /^\d{4,6}(?=[一-鿿 ])/.exec(text.slice(i, i + 7))
  if (family && !LATIN.test(text[i - 1] ?? '') && options.codes.some((k) => k.startsWith(`${family[0]}-`)))
    return { kind: 'model', start: i, end: i + family[0].length, marked: 'code' }
  // "4分三角阀", "25x4分": bores of pipes.
  const bore = /^[1-8]分(?=[一-鿿/\s，,、*x]|$)(?![钟之成钱半])/.exec(text.slice(i, i + 8))
  if (bore && !/[\d.毛角块]/.test(text[i - 1] ?? '')) return spec(bore[0].length)
  // "60V20Ah": what a battery gives.
  const power = /^\d{1,3}v\d{1,4}(?:ah|w|a)/.exec(text.slice(i, i + 10))
  if (power) return spec(power[0].length)
  if ((m = patternAt('ratio', text, i)) && !countFollows(text, end())) return spec(m[0].length)
  if ((m = patternAt('spoken', text, i))) return spec(m[0].length)
  // "石子1-3的": an interval with 的 behind it says which.
  const which = /^\d{1,3}(?:\.\d)?[-~]\d{1,3}(?:\.\d)?(?=的)/.exec(text.slice(i, i + 12))
  if (which) return spec(which[0].length)
  // "视频线/75-5/4卷": two figures with a stroke and without a unit say which.
  const pair = /^\d{1,3}-\d{1,2}(?=[/|，,]|$)/.exec(text.slice(i, i + 8))
  if (pair && /[/|\s，,]|^$/.test(text[i - 1] ?? '')) return spec(pair[0].length)
  if ((m = patternAt('pack', text, i) ?? patternAt('boxOf', text, i))) return { ...spec(m[0].length), marked: 'pack' }
  return money(text, i) ?? interval(text, i) ?? (NOT_A_COUNT.test(text.slice(i, i + 4)) ? undefined : counted(text, i, options))
}

/** 800*550*720, 25kg*8袋: where a count with its unit ends the product, it is left for the next piece. */
function dimensions(text: string, i: number, m: RegExpExecArray): Raw {
  const whole: Raw = { kind: 'spec', start: i, end: i + m[0].length }
  if (!countFollows(text, i + m[0].length)) return whole
  // "2kg*6包/箱": what a box holds.
  const holds = HOLDS.exec(text.slice(i + m[0].length, i + m[0].length + 12))
  if (holds) return { ...whole, end: whole.end + holds[0].length }
  const inner = PACKED.exec(text.slice(i + m[0].length, i + m[0].length + 24))
  if (inner && !inner[2]?.endsWith(inner[1] ?? ''))
    return { ...whole, end: whole.end + inner[0].length - (inner[2]?.length ?? 0) }
  // "310ml*24罐 红罐 50件": how many boxes is said further on.
  const held = /\d(?:ml|g|kg|l|克|升)/.test(m[0]) ? LATER.exec(text.slice(i + m[0].length, i + m[0].length + 24)) : null
  if (held?.[1]) return { ...whole, end: whole.end + held[1].length }
  const last = LAST_FACTOR.exec(m[0])
  const head = last ? m[0].slice(0, last.index) : ''
  return head ? { kind: 'spec', start: i, end: i + head.length } : whole
}

function money(text: string, i: number): Raw | undefined {
  let m: RegExpExecArray | null
  const end = (): number => i + (m?.[0].length ?? 0)
  if ((m = patternAt('lazyPrice', text, i)) && !/^[一二三四五六七八九十]一(?![一块毛角元])/.test(m[0])) {
    const value = amountOf(m[1])
    if (value !== undefined) return priced(m, i, value, m[2])
  }
  if ((m = patternAt('coin', text, i)) && coinsOf(m[1] ?? '') !== undefined) {
    // 八角锤 is no sum of eight jiao, and 三块板子 are three pieces.
    const word = /^[一-鿿](?:角|块)/.test(m[0]) && /^[一-鿿]/.test(text.slice(end(), end() + 1))
    if (!word) return priced(m, i, coinsOf(m[1] ?? '') ?? '0', m[2])
  }
  if ((m = patternAt('yuan', text, i)) && amountOf(m[1]) !== undefined) return priced(m, i, amountOf(m[1]) ?? '0', m[2])
  if ((m = patternAt('perUnit', text, i)) && numberOf(m[1] ?? '') !== undefined)
    return priced(m, i, numberOf(m[1] ?? '') ?? '0', m[2])
  return undefined
}

function interval(text: string, i: number): Raw | undefined {
  const between = (m: RegExpExecArray, low: string | undefined, high: string | undefined, unit: string): Raw | undefined => {
    if (!low || !high || Number(high) <= Number(low)) return undefined
    const end = i + m[0].length
    const unitStart = end - unit.length
    return { kind: 'measure', start: i, end, value: low, max: high, unit, unitStart, numberEnd: unitStart }
  }
  const range = patternAt('range', text, i)
  const found = range ? between(range, numberOf(range[1] ?? ''), numberOf(range[2] ?? ''), range[4] ?? '') : undefined
  if (found) return found
  const pair = patternAt('digitPair', text, i)
  if (!pair) return undefined
  const by = pair[3] ?? ''
  const low = numberOf(`${pair[1]}${by}`)
  const high = numberOf(`${pair[2]}${by}`)
  const step = Number(by ? numberOf(`一${by}`) : 1)
  return low && high && Number(high) - Number(low) <= step ? between(pair, low, high, pair[4] ?? '') : undefined
}

/** A count with its unit, a size with its measure, a number of a colour, or a bare figure. */
function counted(text: string, i: number, options: TokenOptions): Raw | undefined {
  const c = text[i] ?? ''
  let m: RegExpExecArray | null
  const end = (): number => i + (m?.[0].length ?? 0)
  if ((m = patternAt('half', text, i))) {
    const n = numberOf(m[1] ?? m[3] ?? '')
    const unit = m[2] ?? m[4] ?? ''
    if (n && n !== '0.5') {
      const unitStart = m[2] !== undefined ? end() - unit.length : end() - unit.length - 1
      return {
        kind: 'measure',
        start: i,
        end: end(),
        value: new Decimal(n).plus('0.5').toFixed(),
        unit,
        unitStart,
        numberEnd: end(),
      }
    }
  }
  const half = c === '半' ? HALF.exec(text.slice(i, i + 6)) : null
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
  if ((m = patternAt('some', text, i))) return measured(m, i, m[1], m[2], 'about')
  if ((m = patternAt('sizeInches', text, i))) return { kind: 'spec', start: i, end: end() }
  const near = patternAt('physical', text, i)
  // "52 安慕希": a sign behind a blank that runs on into a word is no measure.
  const physical = near && /\d [一-鿿]$/.test(near[0]) && /^[一-鿿]{2}/.test(text.slice(i + near[0].length)) ? null : near
  m = patternAt('measure', text, i)
  const unitLength = m?.[2]?.length ?? 0
  if (m && !runsOn(text.slice(end() - unitLength, end() + 2)) && !options.nameAt(text, end() - unitLength, unitLength || 1)) {
    if (/^(?:克|g)$/.test(m[2] ?? '')) return { kind: 'spec', start: i, end: end() }
    if (!(physical && (physical[0].length > m[0].length || m[2] === '匹') && !physical[0].endsWith('号'))) {
      const made = measured(m, i, m[1], m[2])
      if (made) return made
    }
  }
  if (physical) return { kind: 'spec', start: i, end: i + physical[0].length }
  const tint = COLOR_NUMBER.exec(text.slice(i, i + 10))
  // "5#电池": a number in front of goods says which, behind them it is a colour.
  if (
    tint &&
    /^\d{1,3}#$/.test(tint[0]) &&
    /^[一-鿿]{2}/.test(text.slice(i + tint[0].length)) &&
    !isColor(text.slice(i + tint[0].length, i + tint[0].length + 2))
  )
    return { kind: 'spec', start: i, end: i + tint[0].length }
  if (tint && /#|号色/.test(tint[0]))
    return {
      kind: 'color',
      start: i,
      end: i + tint[0].length,
      value: tint[0].replace(/^(?:色号|色|颜色)\s?[:：]?\s?/, '').replace(/色$/, ''),
    }
  if (!LATIN.test(text[i - 1] ?? '') && (m = patternAt('model', text, i)) && /[a-z]/.test(m[0]) && /\d/.test(m[0]))
    return { kind: 'model', start: i, end: end(), ...articleNumber(m[0], options) }
  m = patternAt('number', text, i)
  const value = m ? numberOf(m[1] ?? '') : undefined
  return m && value !== undefined && (/\d/.test(m[0]) || /[^一-鿿]|^$/.test(text[end()] ?? '') || m[0].length > 1)
    ? { kind: 'num', start: i, end: end(), value, numberEnd: end() }
    : undefined
}
