import type { CatalogueProduct } from '../draft'
import { isColor } from '../words/goods-words'
import { numberOf } from '../text/numerals'
import { normaliseText } from '../text/normalise-text'
import { soundOf } from '../text/sound'
import { marksOf, type Marks } from '../words/spec-marks'

/** A product of a catalogue in matchable form. */
export interface Entry {
  product: CatalogueProduct
  /** Names and aliases in matchable form, the longest first. */
  names: string[]
  /** The product's own name. */
  title: string
  sounds: string[]
  /** How many different signs each name has. */
  signs: number[]
  /** Place of the first name among all names of the catalogue. */
  first: number
  /** Figures, measures and letters of spec, names and article number. */
  marks: Marks
  letters: Set<string>
  /** Colours of the spec. */
  colors: string[]
  /** Name, aliases and spec in one, and the signs in them. */
  words: string
  /** The same with a stop between them. */
  parts: string
  /** The words of the spec, each by itself. */
  terms: Set<string>
  allSigns: Set<string>
}

/** A name of the catalogue and its place among all of them. */
export interface Named {
  name: string
  place: number
}
/** A product and how like its names are to a written one, 0 to 1. */
export interface Scored {
  e: Entry
  like: number
}
/** A name that was written in a message, as far as the catalogue is concerned. */
export interface MetName {
  name: string
  /** The products it may mean, the others of their families with them. */
  alike: Scored[]
  /** Whether a product is called just so. */
  known: boolean
  marks: Marks
  /** Its Chinese words, English ones by their Chinese names. */
  words: string
}
export interface CatalogueIndex {
  entries: Entry[]
  codes: Map<string, Entry>
  codesByLength: string[]
  /** All names, and those that begin with a sign. */
  names: Set<string>
  byHead: Map<number, Named[]>
  /** Places of the names that have a sign. */
  bySign: Map<string, number[]>
  count: number
  /** Names written in messages, as far as they were met. */
  met: Map<string, MetName>
}

/** A text in matchable form, without blanks. */
export const fold = (text: string): string => normaliseText(text).plain.replace(/\s+/g, '')

/** Figures of a spec as plain numbers: 128g 889*1194 → 128, 889, 1194. */
export const figuresOf = (text: string): string[] =>
  (
    normaliseText(text)
      .plain.replace(
        /[零一二三四五六七八九十百两]{2,}|[一二两三四五六七八九十](?=[层联门抽号节孔开级寸年度位])/g,
        (n) => numberOf(n) ?? n,
      )
      .match(/\d+(?:\.\d+)?/g) ?? []
  ).map((n) => String(Number(n)))

const listed = <K, V>(lists: Map<K, V[]>, key: K): V[] => {
  const known = lists.get(key)
  if (known) return known
  const made: V[] = []
  lists.set(key, made)
  return made
}

function entryOf(product: CatalogueProduct, first: number): Entry {
  const names = [...new Set([product.name, ...product.aliases].map(fold))]
    .filter((n) => n.length > 0)
    .sort((a, b) => b.length - a.length)
  const spec = product.spec ?? ''
  const marks = marksOf(spec)
  const named = [product.name, ...product.aliases].map(marksOf)
  const figures = [...marks.figures, ...named.flatMap((m) => m.figures.map((f) => ({ ...f, lead: false })))]
  // "3060的" for MB-3060: the figures that an article is numbered by.
  for (const f of figuresOf(product.code))
    if (f.length >= 3 && !figures.some((g) => g.raw === Number(f)))
      figures.push({ raw: Number(f), kind: '', value: 0, lead: false, inner: true })
  const letters = new Set([...marks.letters, ...named.flatMap((m) => m.letters)])
  const parts = [product.name, ...product.aliases, spec].map(fold).join(' ')
  const words = parts.replaceAll(' ', '')
  return {
    product,
    first,
    names,
    title: fold(product.name),
    sounds: names.map(soundOf),
    signs: names.map((n) => new Set(n).size),
    marks: {
      figures,
      groups: [...marks.groups, ...named.flatMap((m) => m.groups)],
      letters: [...letters],
      ranges: marks.ranges,
    },
    letters,
    colors: spec
      .split(/[\s/、,，;；]+/)
      .map(fold)
      .filter((w) => /^[一-鿿]+$/.test(w) && isColor(w))
      .map((w) => w.replace(/色$/, '')),
    words,
    parts,
    terms: new Set(spec.split(/[\s/、,，;；]+/).map(fold)),
    allSigns: new Set(words),
  }
}

const prepared = new WeakMap<CatalogueProduct[], CatalogueIndex>()
/** A catalogue in matchable form, made once. */
export function indexOf(catalogue: CatalogueProduct[]): CatalogueIndex {
  const cached = prepared.get(catalogue)
  if (cached) return cached
  let count = 0
  const entries = catalogue.map((product): Entry => {
    const entry = entryOf(product, count)
    count += entry.names.length
    return entry
  })
  const codes = new Map(entries.map((e) => [fold(e.product.code), e]))
  const made: CatalogueIndex = {
    entries,
    codes,
    codesByLength: [...codes.keys()].sort((a, b) => b.length - a.length),
    names: new Set(entries.flatMap((e) => e.names)),
    byHead: new Map(),
    bySign: new Map(),
    count,
    met: new Map(),
  }
  for (const [place, name] of entries.flatMap((e) => e.names).entries()) {
    listed(made.byHead, name.charCodeAt(0)).push({ name, place })
    for (const sign of new Set(name)) listed(made.bySign, sign).push(place)
  }
  prepared.set(catalogue, made)
  return made
}
