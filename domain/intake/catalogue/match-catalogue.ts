import { fold, indexOf, type CatalogueIndex, type Entry, type Named, type Scored } from './catalogue-index'
import type { CatalogueProduct } from '../draft'
import { meet } from './name-likeness'
import { GARMENT, saidBy, sizeOf, weigh, type Article, type Relative, type Said, type Weight } from './weigh-product'

/** Article codes of a catalogue in matchable form, the longest first. */
export const codesOf = (catalogue: CatalogueProduct[] | null): string[] => (catalogue ? indexOf(catalogue).codesByLength : [])

/** Whether a catalogue describes one of its articles by this word. */
export function catalogueSays(word: string, catalogue: CatalogueProduct[] | null): boolean {
  if (!catalogue) return false
  const bare = word.replace(/\s+/g, '')
  return indexOf(catalogue).entries.some((e) => e.words.includes(bare))
}

/** Where a name or alias of the catalogue stands in a text, the longest one. */
export function catalogueNameIn(text: string, catalogue: CatalogueProduct[] | null): { start: number; end: number } | undefined {
  if (!catalogue) return undefined
  const { byHead } = indexOf(catalogue)
  let best: Named | undefined
  let start = 0
  for (let i = 0; i < text.length - 1; i++)
    for (const n of byHead.get(text.charCodeAt(i)) ?? []) {
      if (n.name.length < 2 || (best && n.name.length < best.name.length)) continue
      if (best && n.name.length === best.name.length && n.place >= best.place) continue
      if (!text.startsWith(n.name, i)) continue
      best = n
      start = i
    }
  return best && { start, end: start + best.name.length }
}

/** Whether a word is a name or alias of the catalogue, sign for sign. */
export const isCatalogueName = (word: string, catalogue: CatalogueProduct[] | null): boolean =>
  catalogue !== null && word.length >= 2 && indexOf(catalogue).names.has(word)

const SIGNS = /[-/_. ]/g
/** Shorter ones are sizes and grades as well: A4, M10. */
const BARE_CODE = /^(?=.{5})[a-z]{2,}\d{2,}$/
const bareCodes = new WeakMap<CatalogueProduct[], Set<string>>()
/** Whether a word is an article number of the catalogue, or a longer one without its signs: AB205 for AB-205. */
export function isCatalogueCode(word: string, catalogue: CatalogueProduct[] | null): boolean {
  if (!catalogue) return false
  const { codes, codesByLength, entries } = indexOf(catalogue)
  if (codes.has(word)) return true
  let known = bareCodes.get(catalogue)
  if (!known) {
    const bare = codesByLength.map((code) => code.replace(SIGNS, '')).filter((code) => BARE_CODE.test(code))
    // QX18 may be what the list calls or describes it by as well.
    known = new Set(bare.filter((code) => !entries.some((e) => e.words.includes(code))))
    bareCodes.set(catalogue, known)
  }
  return known.has(word)
}

/** Length of the longest catalogue name that starts at an offset, 0 for none. */
export function catalogueNameAt(text: string, at: number, catalogue: CatalogueProduct[] | null): number {
  if (!catalogue) return 0
  let best = 0
  for (const { name } of indexOf(catalogue).byHead.get(text.charCodeAt(at)) ?? [])
    if (name.length > best && text.startsWith(name, at)) best = name.length
  return best
}

export interface Matched {
  /** The one product; null when several or none fit. */
  code: string | null
  /** How many products fit equally well. */
  candidates: number
}

/** Two products whose scores lie closer stay both possible. */
const MARGIN = 0.03
/** What a contradiction costs. */
const CLASH = 0.3
/** Below this the names alone do not say that it is the same goods. */
const SURE = 0.6
interface Ranked extends Weight {
  e: Entry
  like: number
  total: number
}

/** An article number as it stands in a longer one of the catalogue, 5502 for HD-5502, or without its signs, HD5502. */
function byPartOfCode(code: string, { entries }: CatalogueIndex): Entry[] {
  const said = fold(code)
  if (said.length < 3) return []
  const bare = said.replace(SIGNS, '')
  const whole = entries.filter((e) => fold(e.product.code).replace(SIGNS, '') === bare)
  if (whole.length > 0) return whole
  const ends = bare.length > 3 ? entries.filter((e) => fold(e.product.code).replace(SIGNS, '').endsWith(bare)) : []
  if (ends.length > 0) return ends
  const parts = entries.filter(
    (e) => fold(e.product.code).split(SIGNS).includes(said) || e.letters.has(said) || e.terms.has(said),
  )
  if (parts.length > 0 || !/^(?=.*[a-z])(?=.*\d).{4}/.test(said)) return parts
  // C8T6 for STM32F103C8T6.
  return entries.filter((e) => [...e.terms].some((t) => t.endsWith(said)))
}

/** STM32F103C8T6, LM2596S-5.0: too long for a measure. */
const TYPE = /^(?=(?:[^a-z]*[a-z]){2})(?=(?:\D*\d){3})[a-z][a-z\d.-]{6,}$/
const LETTERED = /[a-z]|\d{4}/

/** Whether a word is the type of articles of the catalogue: the end of their numbers, 6204-2RS of Z-6204-2RS, or a long one in their specs. */
export function isTypeOf(word: string, catalogue: CatalogueProduct[]): boolean {
  const said = fold(word)
  if (said.length < 3 || !/\d/.test(said) || !LETTERED.test(said)) return false
  const ready = indexOf(catalogue)
  const bare = said.replace(SIGNS, '')
  if (
    ready.codesByLength.some(
      (c) => c.length > said.length && (c.endsWith(`-${said}`) || (bare.length > 3 && c.replace(SIGNS, '').endsWith(bare))),
    )
  )
    return true
  if (said.length > 3 && ready.codesByLength.some((c) => c.split(SIGNS).includes(said))) return true
  return TYPE.test(said) && ready.entries.some((e) => e.terms.has(said))
}

/**
 * The catalogue product that a name, spec, colour and code determine. Codes decide alone; names and aliases narrow down, measures, letters and words
 * of the spec choose among what is left; where two stay possible, or the best says otherwise than the line, none is chosen.
 */
export function matchCatalogue(line: Article, catalogue: CatalogueProduct[]): Matched {
  const ready = indexOf(catalogue)
  if (line.code) {
    const exact = ready.codes.get(fold(line.code))
    if (exact) return { code: exact.product.code, candidates: 1 }
    const [only, ...more] = byPartOfCode(line.code, ready)
    if (only && more.length === 0) return { code: only.product.code, candidates: 1 }
  }
  const met = meet(line.name, ready)
  const said = saidBy(line, met)
  if (line.name === '' || (line.code && met.alike.length === 0)) return bySpecAlone(said, ready)
  if (met.alike.length === 0) return { code: null, candidates: 0 }
  return chosen(ranked(met.alike, said), said)
}

const ranked = (alike: Scored[], said: Said): Ranked[] =>
  alike
    .map(({ e, like }): Ranked => {
      const w = weigh(said, e)
      return { e, like, ...w, total: like + w.hits * 0.5 + w.words + w.unit - w.conflicts * CLASH }
    })
    .sort((a, b) => b.total - a.total)

/** Hits of a figure or letter that is found as it was written, or nearly so. */
const FOUND = 0.9

/** "57*40的10箱": the one product that has all of a spec, where no name was said. */
function bySpecAlone(said: Said, { entries }: CatalogueIndex): Matched {
  if (said.wanted === 0) return { code: null, candidates: 0 }
  const whole = ranked(
    entries.map((e) => ({ e, like: 0 })),
    said,
  ).filter((r) => r.misses + r.conflicts === 0 && r.hits >= said.wanted * FOUND)
  const [first, second] = whole
  if (!first || (second && first.total - second.total < MARGIN)) return { code: null, candidates: whole.length }
  return { code: first.e.product.code, candidates: 1 }
}

/** The largest or smallest of articles that differ in nothing else that was said; undefined when their sizes do not compare. */
function bySize(rivals: Ranked[], size: Relative): Entry | undefined {
  const sized = rivals.map(({ e }) => ({ e, size: sizeOf(e) }))
  if (sized.some((s) => !s.size || s.size.kind !== sized[0]?.size?.kind)) return undefined
  const sign = size === 'large' ? -1 : 1
  sized.sort((a, b) => sign * ((a.size?.value ?? 0) - (b.size?.value ?? 0)))
  return sized[0]?.size?.value === sized[1]?.size?.value ? undefined : sized[0]?.e
}

function chosen(ranked: Ranked[], said: Said): Matched {
  const [first] = ranked
  if (!first) return { code: null, candidates: 0 }
  const rivals = ranked.filter((r) => first.total - r.total < MARGIN)
  const none = (candidates: number): Matched => ({ code: null, candidates })
  if (rivals.length > 1) {
    const only = said.size && bySize(rivals, said.size)
    return only ? { code: only.product.code, candidates: 1 } : none(rivals.length)
  }
  if (first.conflicts > 0) return none(rivals.length)
  if (first.colorless && ranked.some((r) => r.shade && r.e.title === first.e.title && first.total - r.total - CLASH < MARGIN))
    return none(2)
  // Goods that the list knows by this name are no others of a like name.
  if (first.like < SURE && first.hits < 1 && ranked.some((r) => r.like === 1)) return none(rivals.length)
  if (first.like < SURE && (said.wanted === 0 || first.misses > 0)) return none(rivals.length)
  const kin = ranked.filter((r) => r !== first && first.like - r.like < 0.15).length
  if (
    said.wanted > 0 &&
    first.hits === 0 &&
    !GARMENT.test(first.e.title) &&
    first.e.marks.figures.length > 0 &&
    (kin > 0 || first.like < 0.65)
  )
    return none(kin + 1)
  return { code: first.e.product.code, candidates: 1 }
}

export const productOf = (code: string | null | undefined, catalogue: CatalogueProduct[] | null): CatalogueProduct | undefined =>
  code && catalogue ? indexOf(catalogue).codes.get(fold(code))?.product : undefined

/** Whether a line calls its product by one of its names, counts it in one of its units, and says nothing of it that the list does not. */
export function isAsListed(line: Article, code: string, catalogue: CatalogueProduct[]): boolean {
  const ready = indexOf(catalogue)
  const entry = ready.codes.get(fold(code))
  if (!entry?.names.includes(fold(line.name))) return false
  const { unit, altUnits = [] } = entry.product
  if (line.unit && line.unit !== unit && !altUnits.some((a) => a.unit === line.unit)) return false
  const { misses, conflicts } = weigh(saidBy(line, meet(line.name, ready)), entry)
  return misses + conflicts === 0
}

/** Whether a written name has signs that its product is described without: 丁老板牛皮短夹, 草鱼料他说, or a slip of the pen. */
export const saysMore = (name: string, code: string, catalogue: CatalogueProduct[]): boolean => {
  const entry = indexOf(catalogue).codes.get(fold(code))
  return entry !== undefined && [...fold(name).matchAll(/[一-鿿]/g)].some(([sign]) => !entry.allSigns.has(sign))
}
