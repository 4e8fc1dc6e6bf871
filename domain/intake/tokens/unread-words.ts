import { catalogueNameIn } from '../catalogue/match-catalogue'
import type { CatalogueProduct, Draft, Read } from '../draft'
import type { NormalText } from '../text/normalise-text'
import { NOT_A_COUNT } from './token-patterns'
import { NUMBER } from '../text/numerals'
import { UNIT } from '../words/units'

const COUNT = new RegExp(`(${NUMBER}) ?(?:${UNIT})`, 'g')
/** Between these stand the pieces that are looked at one by one. */
const BETWEEN = /[\s，,。;；、!！?？|「」【】"“”]+/
/** Figures that say nothing about goods: numbers of rows, months, times of day, how many orders or people, a floor or a class. 3.5 is a day, 3.5米 is none. */
const NO_GOODS = new RegExp(
  String.raw`^[(（]?\d{1,2}[)）.:：、]?$|^\d{1,2}月份?|\d{1,2}(?:月\d{1,2}[日号]?|[日号点时:：]\d{0,2})|^\d{1,2}\.\d{1,2}(?=[一-鿿])(?!${UNIT})|[\d一二两三四五六七八九十几]+(?:家|单|位|人|趟|层|楼|班|个(?:单|件|人|客户|地址|车))|一(?:批|车|起|样|共|下|点|会|直|定|家|次)|五一|十一|六一|双十|\d{4}-\d{1,2}-\d{1,2}`,
  'g',
)

const SHOWN = 6
const LONGEST = 24

/** What a message says in figures that no field and no line took. */
export interface Unread {
  words: string
  /** Offset in the normal form of the text. */
  start: number
}

/** The pieces as they are shown to a person: the first few, and that there are more. */
export const unreadWords = (found: Unread[]): string =>
  `${found
    .slice(0, SHOWN)
    .map((u) => (u.words.length > LONGEST ? `${u.words.slice(0, LONGEST)}…` : u.words))
    .join('、')}${found.length > SHOWN ? '…' : ''}`

/** The pieces of a message that hold a figure or goods of the list that nobody read: a line, a size or a price may have been missed there. */
export function unreadFigures(
  normal: NormalText,
  drafts: Draft[],
  others: Read<unknown>[],
  catalogue: CatalogueProduct[] | null = null,
): Unread[] {
  const read = new Uint8Array(normal.plain.length)
  const mark = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const v of value) mark(v)
      return
    }
    for (const [key, inner] of Object.entries(value))
      if (key !== 'spans') mark(inner)
      else
        for (const s of inner as Read<unknown>['spans']) {
          const from = normal.at(s.start)
          if (from >= 0) read.fill(1, from, from + (s.end - s.start))
        }
  }
  mark(drafts)
  mark(others)
  let rest = ''
  for (let i = 0; i < read.length; i++) rest += read[i] ? ' ' : (normal.plain[i] ?? '')
  const found: Unread[] = []
  let at = 0
  for (const piece of rest.split(BETWEEN)) {
    const start = rest.indexOf(piece, at)
    at = start + piece.length
    if (piece !== '' && (holdsFigure(piece.replace(NO_GOODS, '')) || namesGoods(piece, catalogue)))
      found.push({ words: piece, start })
  }
  return found
}

/** 带螺母平垫: goods of the list without a count. */
const namesGoods = (piece: string, catalogue: CatalogueProduct[] | null): boolean =>
  catalogueNameIn(piece, catalogue) !== undefined

/** What is allowed to differ is read elsewhere, by its kind. */
const TOLERANCE = /±|误差|公差|偏差/

const holdsFigure = (piece: string): boolean =>
  !TOLERANCE.test(piece) && (/\d/.test(piece) || [...piece.matchAll(COUNT)].some((m) => !NOT_A_COUNT.test(piece.slice(m.index))))
