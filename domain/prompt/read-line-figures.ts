import type { PromptInput } from '../order/order'
import { readNumber } from './read-input'

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()
/** Signs by which goods are named; figures alone are none. */
const NAMES = /^(?=\d*[\u4e00-\u9fffa-z])[\u4e00-\u9fff\da-z]+$/

/** The longest run of signs, two at least, that both hold. */
const shared = (a: string, b: string): number => {
  let best = 0
  for (let from = 0; from < b.length; from++)
    for (let to = from + Math.max(2, best + 1); to <= b.length; to++) {
      const run = b.slice(from, to)
      if (!a.includes(run)) break
      if (NAMES.test(run)) best = run.length
    }
  return best
}

type Goods = NonNullable<PromptInput['goods']>

/** How well words name the goods: by their name or number, nearer by spec and colour. */
const score = (words: string, { names, marks }: Goods): number => {
  const named = names.reduce((best, n) => {
    const held = shared(words, plain(n))
    return held > best ? held : best
  }, 0)
  return named === 0 ? 0 : named + marks.filter((m) => words.includes(plain(m))).length * 3
}

const NUMBER = /(?<![\da-z.*×-])[¥￥]?(\d[\d,]*(?:\.\d+)?)([^\s\d]{0,4})/g
/** Behind an amount: nothing, 元, 一卷 or a word of agreement; any other unit makes it a quantity or a size. */
const OF_AMOUNT = /^(?:$|元|块|[/每一]\S|含税|不含税|[了吧哈算])/

const OF_COUNT = /^(?:$|[了吧哈])/

/** The one figure in words, without what belongs to the goods; undefined for none or several. A count may have the unit of its line. */
const figureIn = (words: string, { marks, names, unit }: Goods, type: 'money' | 'number'): string | undefined => {
  const spoken = words.replace(/(\d)块(\d)(?!\d)/g, '$1.$2')
  const rest = [...marks, ...names.filter((n) => /\d/.test(n))].reduce((left, m) => left.replace(plain(m), ' '), spoken)
  const numbers = [...rest.matchAll(NUMBER)]
  if (numbers.some(([, , behind]) => /^[或到至~]/.test(behind ?? ''))) return undefined
  const isFigure = (behind: string): boolean =>
    type === 'money' ? OF_AMOUNT.test(behind) : OF_COUNT.test(behind) || (unit !== '' && behind.startsWith(plain(unit)))
  const found = numbers.filter(([, , behind]) => isFigure(behind ?? ''))
  return found.length === 1 && found[0]?.[1] ? readNumber(found[0][1]) : undefined
}

/**
 * Prices, or counts, of the lines of an order in plain words: "电线165，灯泡5.6 开关8.5元", "电线52卷". By the id of their inputs; a piece that fits no line, or several
 * equally well, gives none. `others` are words of what else is asked for: 运费150 is of no line. At most 40 pieces are read.
 */
export function readLineFigures(
  inputs: PromptInput[],
  text: string,
  others: string[],
  type: 'money' | 'number',
): Record<string, string> {
  const lines = inputs.flatMap((i) => (i.goods && i.type === type ? [{ id: i.id, goods: i.goods }] : []))
  const read: Record<string, string> = {}
  if (lines.length === 0) return read
  for (const clause of text.split(/[，；;。、\n]|,(?!\d{3}(?!\d))/).slice(0, 40)) {
    let words = ''
    for (const word of plain(clause).split(/\s+/)) {
      words += words && /\d$/.test(words) ? ` ${word}` : word
      if (others.some((o) => words.includes(plain(o)))) break
      const ranked = lines.map((l) => ({ ...l, points: score(words, l.goods) })).sort((a, b) => b.points - a.points)
      const [best, second] = ranked
      if (!best || best.points === 0 || best.points === second?.points) continue
      const figure = figureIn(words, best.goods, type)
      if (figure === undefined) continue
      read[best.id] = figure
      words = ''
    }
  }
  return read
}
