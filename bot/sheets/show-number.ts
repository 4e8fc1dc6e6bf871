import Decimal from 'decimal.js'
import type { SheetCell } from '../../domain/intake/sheet/sheet'

/** Formats that every workbook has without naming them; those of the Chinese edition included. */
const BUILT_IN: Record<number, string> = { 9: '0%', 10: '0.00%', 14: 'yyyy/m/d', 22: 'yyyy/m/d h:mm' }
for (const id of [15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]) BUILT_IN[id] = 'yyyy/m/d'
for (const id of [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]) BUILT_IN[id] = 'h:mm'

export const builtInFormat = (id: number): string => BUILT_IN[id] ?? 'General'

/** The format's first section without colours, conditions and escapes; quoted words apart. */
const plain = (format: string): string =>
  (format.slice(0, 200).split(';')[0] ?? '').replace(/\[(?!\$|h|m|s)[^\]]*\]/gi, '').replace(/_.|\*./g, '')

const withoutWords = (format: string): string =>
  plain(format)
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/\[\$[^\]]*\]/g, '')

const isDate = (format: string): boolean => {
  const bare = withoutWords(format)
  return (
    !/general/i.test(bare) &&
    (/[ydhs]/i.test(bare) ||
      (/m/i.test(bare) && !/[0#?]/.test(bare)) ||
      (/[年月日]/.test(plain(format).replace(/[^"年月日]/g, '')) && /m|d|y/i.test(bare)))
  )
}

const DAY_MS = 86_400_000
const two = (n: number): string => String(n).padStart(2, '0')

/** A serial day as "2026-03-20" or "2026-03-20 08:30"; "08:30" below one day. Undefined where no calendar reaches. */
export function showSerialDate(serial: number, from1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return undefined
  const minutes = Math.round((serial % 1) * 1440)
  const time = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`
  if (serial < 1) return time
  // The 1900 calendar counts a 29 February 1900 that never was.
  const days = Math.floor(serial) + (from1904 ? 1462 : serial < 60 ? 1 : 0)
  const date = new Date(Date.UTC(1899, 11, 30) + days * DAY_MS).toISOString().slice(0, 10)
  return minutes === 0 || minutes === 1440 ? date : `${date} ${time}`
}

/** The words a format puts behind (or a currency before) the number: 0"令", [$$-409]#,##0.00. */
function around(format: string): { before: string; behind: string } {
  const section = plain(format)
  const currency = /\[\$([^\]-]{1,4})/.exec(section)?.[1] ?? /^\\?"?([$€£])/.exec(section)?.[1] ?? ''
  const last = Math.max(section.lastIndexOf('0'), section.lastIndexOf('#'))
  const words =
    last < 0
      ? ''
      : section
          .slice(last + 1)
          .replace(/["\\]/g, '')
          .trim()
  return { before: /[¥￥]/.test(currency) ? '' : currency.trim(), behind: /^[一-鿿㎡]{1,4}$/.test(words) ? words : '' }
}

/**
 * A stored number as people see it, exactly: 15 significant digits as spreadsheets compute them, so 0.30000000000000004 is 0.3;
 * codes formatted as 00000 keep their zeros; dates and percentages are shown as such.
 */
export function showNumber(raw: string, format: string, from1904: boolean): SheetCell {
  const text = raw.trim().slice(0, 40)
  if (!/^[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:e[+-]?\d{1,3})?$/i.test(text))
    return { text: text || raw.slice(0, 40), kind: 'text' }
  const value = new Decimal(text).toSignificantDigits(15)
  if (value.abs().greaterThan('1e15')) return { text: new Decimal(text).toFixed(0).slice(0, 40), kind: 'text' }
  if (isDate(format)) {
    const shown = showSerialDate(value.toNumber(), from1904)
    return shown ? { text: shown, kind: 'date' } : { text: value.toFixed(), kind: 'number' }
  }
  const bare = withoutWords(format)
  if (bare.includes('%')) return { text: `${value.times(100).toSignificantDigits(15).toFixed()}%`, kind: 'text' }
  if (/^0{2,30}$/.test(bare) && value.isInteger() && !value.isNegative())
    return { text: value.toFixed().padStart(bare.length, '0'), kind: 'text' }
  const { before, behind } = around(format)
  const plainText = value.toFixed()
  return before || behind ? { text: `${before}${plainText}${behind}`, kind: 'text' } : { text: plainText, kind: 'number' }
}
