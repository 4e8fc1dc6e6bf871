import Decimal from 'decimal.js'
import { readNumber } from '../../prompt/read-input'
import { unitOf } from '../words/units'
import { FOREIGN } from './sheet-words'
import type { SheetCell } from './sheet'

/** Trade words beside the chat units, as spreadsheets in English or from ERP systems write them. */
const SHEET_UNITS: Record<string, string> = {
  pcs: '个',
  pc: '个',
  ea: '个',
  ream: '令',
  reams: '令',
  roll: '卷',
  rolls: '卷',
  ton: '吨',
  tons: '吨',
  kgs: '公斤',
  set: '套',
  sets: '套',
  ctn: '箱',
  ctns: '箱',
  carton: '箱',
  box: '盒',
  boxes: '盒',
  sheet: '张',
  sheets: '张',
  meter: '米',
  meters: '米',
  yd: '码',
  yds: '码',
  匹: '匹',
  平: '㎡',
  '㎡': '㎡',
  立方米: '立方米',
  罐: '罐',
  粒: '粒',
  枚: '枚',
  捆: '捆',
  份: '份',
  提: '提',
  延米: '延米',
  刀: '刀',
}

/** Lower case, NFKC, no blanks and line breaks: how headings and labels are compared. At most 60 signs. */
export const squeezed = (text: string): string =>
  text.slice(0, 200).normalize('NFKC').toLowerCase().replace(/\s+/g, '').slice(0, 60)

/** The canonical unit of a written one, or undefined. */
export const sheetUnit = (text: string): string | undefined => {
  const key = squeezed(text).replace(/[.。]$/, '')
  return key.length > 0 && key.length <= 8 ? (unitOf(key) ?? SHEET_UNITS[key]) : undefined
}

/** A number of a cell in plain decimals: no thousands commas, no trailing zeros; undefined when the text is none. */
export const plainNumber = (text: string): string | undefined => {
  const bare = text
    .slice(0, 60)
    .normalize('NFKC')
    .replace(/[\s¥￥元]/g, '')
  if (/^-?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,12})?$/.test(bare)) return new Decimal(bare.replace(/,/g, '')).toFixed()
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(bare) ? new Decimal(bare).toFixed() : undefined
}

export interface QuantityRead {
  value?: string
  max?: string
  unit?: string
  tolerancePct?: string
  /** Read with less than certainty: 约500, 10箱*24瓶. */
  unsure?: true
  /** There are words, and they are no quantity. */
  unreadable?: true
  /** Less than nothing: goods that come back. */
  negative?: true
}

const QUANTITY =
  /^(约|大约|大概|共)?(-?\d{1,9}(?:,\d{3})*(?:\.\d{1,6})?)(万|千)?(?:[-~至到—](\d{1,9}(?:\.\d{1,6})?))?([^\d±+()*×/]{0,8})(?:\(?(?:±|\+\/?-)(\d{1,2}(?:\.\d{1,2})?)%\)?)?$/

/** "120", "1,200令", "1.2万", "500-600米", "500±5%", "一百二十". */
export function readQuantityCell(cell: SheetCell): QuantityRead {
  const text = cell.text.slice(0, 80).normalize('NFKC').replace(/\s+/g, '')
  if (text === '' || /^[-—/无]+$/.test(text)) return {}
  if (cell.kind === 'date' || cell.kind === 'error') return { unreadable: true }
  const found = QUANTITY.exec(text)
  if (found) {
    const [, about, digits = '', scale, upper, tail = '', tolerance] = found
    if (/,/.test(digits) && plainNumber(digits) === undefined) return { unreadable: true }
    const factor = scale === '万' ? 10_000 : scale === '千' ? 1000 : 1
    const value = new Decimal(digits.replace(/,/g, '')).times(factor)
    const unit = tail ? sheetUnit(tail) : undefined
    if (tail && !unit) return { unreadable: true }
    if (value.isNegative() && !value.isZero()) return { negative: true }
    if (value.isZero()) return {}
    return {
      value: value.toFixed(),
      ...(upper ? { max: new Decimal(upper).times(factor).toFixed() } : {}),
      ...(unit ? { unit } : {}),
      ...(tolerance ? { tolerancePct: new Decimal(tolerance).toFixed() } : {}),
      ...(about && about !== '共' ? { unsure: true } : {}),
    }
  }
  const pack = /^(\d{1,9}(?:\.\d{1,4})?)([^\d\s*×x/()]{1,4})[*×x/(]/.exec(text)
  const unit = pack?.[2] ? sheetUnit(pack[2]) : undefined
  if (pack?.[1] && unit) return { value: new Decimal(pack[1]).toFixed(), unit, unsure: true }
  const words = /^([一二两三四五六七八九十百千万]{1,8})(\D{0,3})$/.exec(text)
  const spoken = words?.[1] ? readNumber(words[1]) : undefined
  const spokenUnit = words?.[2] ? sheetUnit(words[2]) : undefined
  if (spoken && (!words?.[2] || spokenUnit)) return { value: spoken, ...(spokenUnit ? { unit: spokenUnit } : {}), unsure: true }
  return { unreadable: true }
}

export interface PriceRead {
  value?: string
  perUnit?: string
  foreign?: true
  /** More than four decimals: what the cell shows is rounded. */
  long?: true
  unreadable?: true
}

/** "155", "￥1,155.50", "155元/令", "3.33333333". Foreign money is never taken for CNY. */
export function readPriceCell(cell: SheetCell): PriceRead {
  const text = cell.text.slice(0, 60).normalize('NFKC').replace(/\s+/g, '')
  if (text === '' || /^[-—/]+$/.test(text)) return {}
  if (cell.kind === 'date' || cell.kind === 'error') return { unreadable: true }
  if (FOREIGN.test(text)) return { foreign: true }
  const found = /^(?:rmb|cny|¥)?(-?[\d,]{1,15}(?:\.\d{1,15})?)(?:元|块|rmb|cny)?(?:[/每](.{1,4}))?$/i.exec(text)
  const value = found?.[1] ? plainNumber(found[1]) : undefined
  if (value === undefined || value.startsWith('-')) return { unreadable: true }
  const perUnit = found?.[2] ? sheetUnit(found[2]) : undefined
  if (found?.[2] && !perUnit) return { unreadable: true }
  return { value, ...(perUnit ? { perUnit } : {}), ...(new Decimal(value).decimalPlaces() > 4 ? { long: true } : {}) }
}
