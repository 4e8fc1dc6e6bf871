import type { CatalogueProduct } from '../draft'
import { indexOf, type Entry } from '../catalogue/catalogue-index'
import { normaliseText } from '../text/normalise-text'
import { matchesOf } from '../text/pattern-needs'
import { countFollows } from '../words/units'

/** Figures that may hold a size and a count. */
const RUN = /\d{2,9}(?:\.\d{1,6})?|\d\.\d{2,6}/g
/** What a size or an article number in front of a count is made of. */
const PART = /[a-z0-9φ.*/-]/
const WORD = /[a-z0-9φ][a-z0-9φ.*/-]*/g
/** Longest size or article number. */
const LONGEST = 24
const NAME = 6
const SIZE = /^[a-z0-9φ.*/-]+$/
/** Whether nothing but a size or an article number stands between two places. */
export const isSize = (text: string, start: number, end: number): boolean =>
  end - start <= LONGEST && SIZE.test(text.slice(start, end))
const isDigit = (sign: string | undefined): boolean => sign !== undefined && sign >= '0' && sign <= '9'
/** 300x600 and 300*600 are one size. Same length. */
const alike = (text: string): string => text.replace(/(?<=\d)x(?=\d)/g, '*')

/** Sizes that all makers use: paper A4, threads M8, oils 15W40. */
const STANDARD = /^(?:a[1-6]|m(?:[345689]|1[02468]|2[0247]|30)|\d{1,2}w-?[2-6]0)$/

interface Sizes {
  /** Sizes and article numbers of the price list, each up to the end of one of its figures. */
  words: Set<string>
  /** The plain figures of each article. */
  figures: Map<Entry, Set<string>>
  /** The articles in whose words two signs stand next to each other. */
  byPair: Map<string, Set<Entry>>
}
const NONE: Sizes = { words: new Set(), figures: new Map(), byPair: new Map() }
const made = new WeakMap<CatalogueProduct[], Sizes>()
function sizesOf(catalogue: CatalogueProduct[]): Sizes {
  const known = made.get(catalogue)
  if (known) return known
  const sizes: Sizes = { words: new Set(), figures: new Map(), byPair: new Map() }
  for (const entry of indexOf(catalogue).entries) {
    const own = new Set<string>()
    const { name, aliases, spec, code } = entry.product
    for (const text of [name, ...aliases, spec ?? '', code])
      for (const [word] of matchesOf(WORD, alike(normaliseText(text).plain)))
        for (const m of word.matchAll(/\d+(?:\.\d+)?/g)) {
          const head = word.slice(0, m.index + m[0].length)
          // M12*160 is also called 12*160, φ160 also 160.
          const bare = head.replace(/^[a-zφ]+/, '')
          sizes.words.add(head)
          if (/[^\d.]/.test(bare)) sizes.words.add(bare)
          if (m.index === 0 || head === `φ${m[0]}`) own.add(m[0])
        }
    sizes.figures.set(entry, own)
    for (let i = 0; i + 1 < entry.words.length; i++) {
      const pair = entry.words.slice(i, i + 2)
      const known = sizes.byPair.get(pair)
      if (known) known.add(entry)
      else sizes.byPair.set(pair, new Set([entry]))
    }
  }
  made.set(catalogue, sizes)
  return sizes
}

/** Where the figures of one run may part: no count begins with a nought, no size ends in a point. */
function partsOf(run: string): number[] {
  const ends: number[] = []
  for (let at = 1; at < run.length; at++) if (isDigit(run[at]) && isDigit(run[at - 1]) && run[at] !== '0') ends.push(at)
  // 12.76: a count has no point.
  const point = run.indexOf('.')
  return ends.filter((at) => at > point + 1)
}
const only = <T>(found: T[]): T | undefined => (found.length === 1 ? found[0] : undefined)

/** 300*600150箱, PT-6510盒: a size or an article number that the price list has or all makers use. */
function bySize(word: string, run: string, words: Set<string>): number | undefined {
  const lead = word.slice(0, word.length - run.length)
  if (lead === '' || words.has(word)) return undefined
  return only(partsOf(run).filter((at) => words.has(lead + run.slice(0, at)) || STANDARD.test(lead + run.slice(0, at))))
}

/** 浴室柜803套 where there are several of the name, one of them of 80: the name alone does not say which. */
function byName(before: string, run: string, { figures, byPair }: Sizes): number | undefined {
  const entries = [...(byPair.get(before.slice(-2)) ?? [])]
  for (let length = Math.min(NAME, before.length); length >= 2; length--) {
    const family = entries.filter((e) => e.words.includes(before.slice(-length)))
    if (family.length === 0) continue
    const has = (figure: string): Entry[] => family.filter((e) => figures.get(e)?.has(figure))
    if (has(run).length > 0) return undefined
    return only(
      partsOf(run).filter((at) => {
        const own = at > 1 ? has(run.slice(0, at)).length : 0
        return own > 0 && own < family.length
      }),
    )
  }
  return undefined
}

const NAMED = /([一-鿿]+)[ -]?$/
const nameBefore = (plain: string, at: number): string | undefined => NAMED.exec(plain.slice(Math.max(0, at - NAME), at))?.[1]

const UP_TO = /^[-~到至]\d{1,5}/
/** 8t: of a word with letters in it such a sign is the end. */
const LATIN = /^ ?[a-z]/
/** Whether a unit stands behind a figure, or behind the other end of a range that begins with it. */
function isCounted(plain: string, at: number): boolean {
  const end = at + (UP_TO.exec(plain.slice(at, at + 6))?.[0].length ?? 0)
  return countFollows(plain, end) && !LATIN.test(plain.slice(end, end + 2))
}

let last: { plain: string; catalogue: CatalogueProduct[] | null; found: number[] } | undefined
/**
 * Where counts begin that are glued to the size or the article number in front of them, as far as the price list or a standard tells one from the
 * other.
 */
export function gluedCounts(plain: string, catalogue: CatalogueProduct[] | null): number[] {
  if (last?.plain === plain && last.catalogue === catalogue) return last.found
  const found: number[] = []
  const sizes = catalogue ? sizesOf(catalogue) : NONE
  for (const m of matchesOf(RUN, plain)) {
    const [run] = m
    const end = m.index + run.length
    if (isDigit(plain[m.index - 1]) || isDigit(plain[end]) || !isCounted(plain, end)) continue
    let start = m.index
    while (start > 0 && m.index - start < LONGEST && PART.test(plain[start - 1] as string)) start--
    while (start < m.index && !/[a-z0-9φ]/.test(plain[start] as string)) start++
    const named = nameBefore(plain, start)
    const at =
      start < m.index
        ? bySize(alike(plain.slice(start, end)), run, sizes.words)
        : run.length > 2 && named
          ? byName(named, run, sizes)
          : undefined
    if (at !== undefined) found.push(m.index + at)
  }
  last = { plain, catalogue, found }
  return found
}
