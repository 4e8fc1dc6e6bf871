import { CORRECTION, isColor, isGoods } from '../words/goods-words'
import { isCount } from './segment-items'
import type { Token } from './token'

/** Whether nothing but sizes stands between a figure and a count with its unit. */
export function numbersArticle(tokens: Token[], i: number): boolean {
  let k = i + 1
  while (k < i + 5 && (tokens[k]?.kind === 'spec' || tokens[k]?.kind === 'model') && tokens[k]?.marked !== 'code') k++
  const count = tokens[k]
  return k > i + 1 && count?.kind === 'measure' && isCount(count)
}

/** Whether nothing but what describes goods stands between a word for goods and this place. */
export function describes(tokens: Token[], i: number): boolean {
  for (let k = i - 1; k >= 0 && k > i - 6; k--) {
    const t = tokens[k] as Token
    if (t.kind === 'word' && !isColor(t.text)) return isGoods(t.text)
    if (
      !(t.kind === 'spec' || t.kind === 'size' || t.kind === 'model' || t.kind === 'word') &&
      !(t.kind === 'measure' && !isCount(t))
    )
      return false
  }
  return false
}

/** Sizes of shoes and trousers from one to another, each at the place where both are said. */
export function sizesBetween(from: Token, to: Token): Token[] {
  const [low, high] = [Number(from.text), Number(to.text)]
  if (!(low >= 20 && high <= 48 && high > low && high - low <= 12) || to.start !== from.end + 1) return []
  return [...Array(high - low + 1).keys()].map((k) => ({
    ...from,
    kind: 'size' as const,
    end: to.end,
    value: String(low + k),
    spaced: k === 0 && from.spaced === true,
  }))
}

/** Whether words of correction stand a few words before. */
export const corrects = (tokens: Token[], i: number): boolean =>
  tokens.slice(Math.max(0, i - 4), i).some((t) => t.kind === 'fix' || (t.kind === 'word' && CORRECTION.test(t.text)))

/** Whether a count of one is said once more behind the goods, at the end of the clause. */
export function countedAgain(tokens: Token[], i: number): boolean {
  let k = i + 1
  while (k < i + 6 && /^(?:word|spec|num|color|model|size)$/.test(tokens[k]?.kind ?? '')) k++
  const again = tokens[k]
  const end = tokens[k + 1]
  return (
    again?.kind === 'measure' &&
    k > i + 1 &&
    again.value === '1' &&
    again.unit === tokens[i]?.unit &&
    (end === undefined || end.kind === 'sep' || end.kind === 'nl')
  )
}
