import { coinsOf, numberOf } from '../text/numerals'
import type { Token } from './token'
import { unitOf } from '../words/units'

/** A token before its words are cut out of the text. */
export type Raw = Omit<Token, 'text' | 'spaced'>

/** The sum that a figure or coins stand for. */
export const amountOf = (raw: string | undefined): string | undefined =>
  raw === undefined ? undefined : (coinsOf(raw) ?? numberOf(raw))

/** A figure with its unit. */
export function measured(
  m: RegExpExecArray,
  i: number,
  number: string | undefined,
  unit: string | undefined,
  marked?: Token['marked'],
): Raw | undefined {
  const value = numberOf(number ?? '')
  if (value === undefined) return undefined
  const at = m[0].indexOf(number ?? '')
  const end = i + m[0].length
  return {
    kind: 'measure',
    start: i,
    end,
    value,
    ...(unit ? { unit, unitStart: end - unit.length } : {}),
    numberEnd: i + at + (number ?? '').length,
    ...(marked ? { marked } : {}),
  }
}

/** A price with the unit that it is said to be per. */
export const priced = (m: RegExpExecArray, i: number, value: string, unit: string | undefined): Raw => {
  const per =
    unit ?? /^每一?([一-鿿]{1,2})/.exec(m[0])?.[1] ?? /^([百千]?[吨令米箱件套码匹只个瓶桶袋包张斤台支盒卷])价/.exec(m[0])?.[1]
  const canonical = per ? unitOf(per) : undefined
  return { kind: 'price', start: i, end: i + m[0].length, value, ...(canonical ? { unit: canonical } : {}), marked: 'price' }
}
