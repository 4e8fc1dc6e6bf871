import type { CatalogueProduct } from '../draft'
import { numberOf } from '../text/numerals'
import { soundOf } from '../text/sound'
import { fold, indexOf } from './catalogue-index'

/** By name, or its last signs: the words of the specs of all articles called so. */
const known = new WeakMap<CatalogueProduct[], Map<string, Set<string>>>()
/** People order the same goods again; so many names are kept at most. */
const MOST_NAMES = 2000

/** The words of a spec, and the Chinese ones in them: 12厚钢化 is 钢化 too. */
const wordsOf = (spec: string): string[] => {
  const words = spec.split(/[\s/、,，;；]+/).map(fold)
  return [...words, ...words.flatMap((w) => w.match(/[一-鿿]+/g) ?? [])].filter((w) => w !== '')
}

/** 九厘 is 9厘. */
const inFigures = (word: string): string => word.replace(SPOKEN, (n) => numberOf(n) ?? n)

function wordsBy(name: string, catalogue: CatalogueProduct[]): Set<string> {
  const named = known.get(catalogue) ?? new Map<string, Set<string>>()
  known.set(catalogue, named)
  const cached = named.get(name)
  if (cached) return cached
  const words = new Set<string>()
  for (const e of indexOf(catalogue).entries)
    if (e.names.some((n) => n === name || (name.length > 1 && n.endsWith(name))))
      for (const w of wordsOf(e.product.spec ?? '')) words.add(inFigures(w))
  if (named.size >= MOST_NAMES) named.clear()
  named.set(name, words)
  return words
}

const SPOKEN = /^[一二两三四五六七八九十百]+(?=.)/
const HAN = /^[一-鿿]+$/
/** 不带写字板, 无盖: what an article has, or has not, is one word with that. */
const HAS = /^(?:不带|不含|没有?|无|带|有|含)(?=..)/
/** 中号, 大的, 三联款: signs that say what kind of word stands in front of them. */
const KIND = /(?<=.)[号款型码的]$/

function isSaid(said: string, word: string): boolean {
  if (word === said) return true
  if (/\d/.test(said)) return word.startsWith(said) && !/^[\d.]/.test(word.slice(said.length))
  if (said.length === 1) return word.length === 2 && word.startsWith(said) && HAN.test(word)
  return word.includes(said) || (said.length > 2 && HAN.test(said) && [...said].every((sign) => word.includes(sign)))
}

/** Whether the list tells an article of this name from the others by a word, or one like it: 弓形 of 弓形脚, 热 of 热水, 大 of 大号. */
export function tellsApart(said: string, name: string, catalogue: CatalogueProduct[]): boolean {
  const whole = inFigures(fold(said).replace('度', '°'))
  const word = whole.replace(KIND, '')
  const bare = word.replace(HAS, '')
  for (const own of wordsBy(fold(name), catalogue))
    if (own === whole || isSaid(word, own) || (bare !== word && isSaid(bare, own.replace(HAS, '')))) return true
  return false
}

/** Whether an article is called by a word with this name behind it: 玻璃 of 玻璃奶瓶. */
export const standsBefore = (word: string, name: string, catalogue: CatalogueProduct[]): boolean =>
  word.length > 1 && name.length > 1 && indexOf(catalogue).names.has(fold(word) + fold(name))

/** Whether a word ends names of the list: 沙发 of 办公沙发. */
export const endsNames = (word: string, catalogue: CatalogueProduct[]): boolean =>
  word.length > 1 && wordsBy(fold(word), catalogue).size > 0

const ends = new WeakMap<CatalogueProduct[], Set<string>>()
/** Whether names of the list begin or end so: 托底 of 托底滑轨, 盆 of 塑料盆. */
export function isPartOfName(word: string, catalogue: CatalogueProduct[]): boolean {
  let known = ends.get(catalogue)
  if (!known) {
    known = new Set()
    for (const name of indexOf(catalogue).names)
      for (let k = 1; k < name.length; k++) {
        known.add(name.slice(k))
        if (k > 1) known.add(name.slice(0, k))
      }
    ends.set(catalogue, known)
  }
  return known.has(fold(word))
}

/** Whether a word of two signs or more sounds like a name of the list: 片减 for 片碱. */
export const soundsListed = (word: string, catalogue: CatalogueProduct[]): boolean => {
  const sound = word.length > 1 && HAN.test(word) ? soundOf(word) : ''
  return sound !== '' && indexOf(catalogue).entries.some((e) => e.sounds.includes(sound))
}

const shorts = new WeakMap<CatalogueProduct[], Set<string>>()
/** Whether a word is a name of the list without the sign that only says what kind of thing it is: 铜版 of 铜版纸. */
export function isShortName(word: string, catalogue: CatalogueProduct[]): boolean {
  let known = shorts.get(catalogue)
  if (!known) {
    known = new Set([...indexOf(catalogue).names].filter((n) => n.length > 2 && HAN.test(n)).map((n) => n.slice(0, -1)))
    shorts.set(catalogue, known)
  }
  return known.has(fold(word))
}
