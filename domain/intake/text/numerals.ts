import Decimal from 'decimal.js'

/** Arabic digits with or without thousands commas, or Chinese numerals; at most 16 signs of each, so that a match is bounded. */
const ARABIC = '\\d{1,3}(?:,\\d{3}){1,4}(?!\\d)(?:\\.\\d{1,4})?|\\d{1,12}(?:\\.\\d{1,6})?'
const CHINESE = '[零〇一二三四五六七八九十百千万两俩仨廿卅壹贰叁肆伍陆柒捌玖拾佰仟]{1,14}(?:点[零〇一二三四五六七八九]{1,6})?'
/** Source of a regular expression for one number, with a multiplier: 1.5万, 5.8k, 一千二. Without groups. */
export const NUMBER = `(?:\\d万\\d千(?:\\d百)?|\\d千\\d百|\\d{1,4}(?:\\.\\d)?[万千]\\d(?![\\d.万千])|(?:${ARABIC})(?: ?(?:万|千|百|k(?![a-z])|w(?![a-z])))?|${CHINESE})`

const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  仨: 3,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
}
const SCALES: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10000, 拾: 10, 佰: 100, 仟: 1000 }
const LATIN: Record<string, number> = { 万: 10000, w: 10000, 千: 1000, k: 1000, 百: 100 }

/** 一百零五 → 105, 两千五 → 2500, 一八九七 → 1897 (digits spoken one by one). undefined for what is no numeral. */
function chinese(text: string): Decimal | undefined {
  const [whole = '', fraction] = text.split('点')
  const plain = whole.replaceAll('廿', '二十').replaceAll('卅', '三十')
  let total = 0
  let section = 0
  let digit: number | undefined
  let last = 1
  let zero = false
  let scaled = false
  for (const sign of plain) {
    const d = DIGITS[sign]
    const s = SCALES[sign]
    if (d !== undefined) {
      if (digit !== undefined && digit !== 0 && !scaled) return spoken(plain, fraction)
      digit = d
      if (d === 0) zero = true
    } else if (s === 10000) {
      total = (total + section + (digit ?? 0)) * 10000
      section = 0
      digit = undefined
      last = 10000
      zero = false
      scaled = true
    } else if (s !== undefined) {
      section += (digit === undefined || digit === 0 ? 1 : digit) * s
      digit = undefined
      last = s
      zero = false
      scaled = true
    } else return undefined
  }
  const rest = digit === undefined ? 0 : scaled && last >= 100 && !zero ? (digit * last) / 10 : digit
  const value = new Decimal(total + section + rest)
  return fraction === undefined ? value : value.plus(`0.${[...fraction].map((c) => DIGITS[c] ?? 0).join('')}`)
}

const spoken = (text: string, fraction: string | undefined): Decimal | undefined => {
  const digits = [...text].map((c) => DIGITS[c])
  if (digits.some((d) => d === undefined)) return undefined
  return new Decimal(`${digits.join('')}${fraction ? `.${[...fraction].map((c) => DIGITS[c] ?? 0).join('')}` : ''}`)
}

/** 1千2百, 3万5千: figures with their places said. */
const SPOKEN = /^(?:\d万\d千(?:\d百)?|\d千\d百)$/
/** Figures that are their own value. */
const PLAIN = /^[1-9]\d{0,11}$/

/** The value of what NUMBER matched, as a plain decimal string. */
export function numberOf(raw: string): string | undefined {
  if (PLAIN.test(raw)) return raw
  const text = raw.replace(/\s/g, '').toLowerCase()
  const arabic = /^([\d,]+(?:\.\d+)?)([万千百kw])?$/.exec(text)
  if (arabic?.[1]) return new Decimal(arabic[1].replaceAll(',', '')).times(LATIN[arabic[2] ?? ''] ?? 1).toFixed()
  const short = /^(\d+(?:\.\d+)?)([万千])(\d)$/.exec(text)
  if (short?.[1]) {
    const scale = LATIN[short[2] ?? ''] ?? 1
    return new Decimal(short[1])
      .times(scale)
      .plus(new Decimal(short[3] ?? '0').times(scale).div(10))
      .toFixed()
  }
  if (SPOKEN.test(text))
    return [...text]
      .reduce((sum, c, i) => (LATIN[c] ? sum.plus(new Decimal(LATIN[c]).times(text[i - 1] ?? '0')) : sum), new Decimal(0))
      .toFixed()
  if (text.length === 0 || text.length > 22) return undefined
  return chinese(text)?.toFixed()
}

/** Digits spoken one by one: 一三七a → 137a, 五公分五 stays. Used for model numbers. */
export const spokenDigits = (text: string): string =>
  [...text].map((c) => (DIGITS[c] === undefined ? c : String(DIGITS[c]))).join('')

/** A small count as a number, as days and hours are; NaN for what is none. */
export const asNumber = (raw: string | undefined): number => Number(numberOf(raw ?? '') ?? NaN)

/** Money in words of the trade: 18块5 → 18.5, 五块七毛五 → 5.75, 3毛5 → 0.35, 一块二 → 1.2, 一毛三分五 → 0.135, 四分二 → 0.042. */
const COINS = new RegExp(
  `^(${NUMBER})块(?:(${NUMBER})(?:毛|角)?(?:(${NUMBER})分?)?)?$|^(${NUMBER})(?:毛|角)(?:(${NUMBER})(?:分(${NUMBER})?)?)?$|^(${NUMBER})分(?:钱|(${NUMBER})厘?)?$`,
)
export function coinsOf(raw: string): string | undefined {
  const m = COINS.exec(raw.replace(/\s/g, ''))
  if (!m) return undefined
  const part = (text: string | undefined, by: string): Decimal =>
    new Decimal(text === undefined ? '0' : (numberOf(text) ?? '0')).times(by)
  if (m[1] !== undefined) {
    // 18块5 and 18块55 count down by places; 18块50 says cents.
    const tail = m[2] !== undefined ? (numberOf(m[2]) ?? '0') : '0'
    const jiao = m[3] === undefined && tail.length === 2 ? part(m[2], '0.01') : part(m[2], '0.1')
    return part(m[1], '1').plus(jiao).plus(part(m[3], '0.01')).toFixed()
  }
  if (m[4] !== undefined) return part(m[4], '0.1').plus(part(m[5], '0.01')).plus(part(m[6], '0.001')).toFixed()
  return part(m[7], '0.01').plus(part(m[8], '0.001')).toFixed()
}
