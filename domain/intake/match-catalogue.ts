import type { pinyin } from 'pinyin-pro'
import type { CatalogueProduct } from './draft'
import { numberOf } from './numerals'
import { normaliseText } from './normalise-text'

interface Entry {
  product: CatalogueProduct
  /** Names and aliases in matchable form, the longest first. */
  names: string[]
  sounds: string[]
  /** How many different signs each name has. */
  signs: number[]
  /** Place of the first name among all names of the catalogue. */
  first: number
  /** Words of the spec that tell one article from another: 特级, 胶盖, 镀锌. */
  marks: string[]
  /** Figures and spec words of name, aliases and spec. */
  figures: Set<string>
  words: string
}

const fold = (text: string): string => normaliseText(text).plain.replace(/\s+/g, '')
/** Loaded with the first catalogue: its dictionary is large. */
// oxlint-disable-next-line typescript/no-require-imports
const speaker = () => require('pinyin-pro') as { pinyin: typeof pinyin }
const soundOf = (text: string): string => speaker().pinyin(text, { toneType: 'none', type: 'array' }).join(' ')

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

/** A name of the catalogue and its place among all of them. */
interface Named {
  name: string
  place: number
}

interface Prepared {
  entries: Entry[]
  codes: Map<string, Entry>
  codesByLength: string[]
  /** All names, and those that begin with a sign. */
  names: Set<string>
  byHead: Map<number, Named[]>
  /** Places of the names that have a sign. */
  bySign: Map<string, number[]>
  count: number
  /** Names written in messages and what they are like, as far as they were met. */
  met: Map<string, Scored[]>
}
interface Scored {
  e: Entry
  like: number
}
/** People order the same goods again; so many names are kept at most. */
const MOST_MET = 2000

const listed = <K, V>(lists: Map<K, V[]>, key: K): V[] => {
  const known = lists.get(key)
  if (known) return known
  const made: V[] = []
  lists.set(key, made)
  return made
}

const prepared = new WeakMap<CatalogueProduct[], Prepared>()
const prepare = (catalogue: CatalogueProduct[]): Prepared => {
  const cached = prepared.get(catalogue)
  if (cached) return cached
  let count = 0
  const entries = catalogue.map((product): Entry => {
    const names = [...new Set([product.name, ...product.aliases].map(fold))]
      .filter((n) => n.length > 0)
      .sort((a, b) => b.length - a.length)
    const words = fold(`${product.name} ${product.aliases.join(' ')} ${product.spec ?? ''}`)
    count += names.length
    return {
      product,
      first: count - names.length,
      names,
      sounds: names.map(soundOf),
      marks: [...new Set(fold(product.spec ?? '').match(/[一-鿿]{1,6}/g) ?? [])].filter(
        (w) => w.length > 1 || /[左右黑白红蓝]/.test(w),
      ),
      signs: names.map((n) => new Set(n).size),
      figures: new Set([
        ...figuresOf(`${product.spec ?? ''} ${product.name} ${product.aliases.join(' ')}`),
        // "3060的" for MB-3060: the figures that an article is numbered by.
        ...figuresOf(product.code).filter((f) => f.length >= 3),
      ]),
      words,
    }
  })
  const codes = new Map(entries.map((e) => [fold(e.product.code), e]))
  const made: Prepared = {
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

/** Article codes of a catalogue in matchable form, the longest first. */
export const codesOf = (catalogue: CatalogueProduct[] | null): string[] => (catalogue ? prepare(catalogue).codesByLength : [])

/** Whether a catalogue describes one of its articles by this word. */
export const catalogueSays = (word: string, catalogue: CatalogueProduct[] | null): boolean =>
  catalogue !== null && prepare(catalogue).entries.some((e) => e.words.includes(word.replace(/\s+/g, '')))

/** Where a name or alias of the catalogue stands in a text, the longest one. */
export function catalogueNameIn(text: string, catalogue: CatalogueProduct[] | null): { start: number; end: number } | undefined {
  if (!catalogue) return undefined
  const { byHead } = prepare(catalogue)
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
  catalogue !== null && word.length >= 2 && prepare(catalogue).names.has(word)

/** Length of the longest catalogue name that starts at an offset, 0 for none. */
export function catalogueNameAt(text: string, at: number, catalogue: CatalogueProduct[] | null): number {
  if (!catalogue) return 0
  let best = 0
  for (const { name } of prepare(catalogue).byHead.get(text.charCodeAt(at)) ?? [])
    if (name.length > best && text.startsWith(name, at)) best = name.length
  return best
}

export interface Matched {
  /** The one product; null when several or none fit. */
  code: string | null
  /** How many products fit equally well. */
  candidates: number
}

/** What makes of a name its opposite: 无光铜 is no 光铜. */
const NOT = /[无不非免]$/
/** Likeness of a written name and a catalogue name, 0 to 1: equal, one inside the other, same sound, shared signs. `shared` counts these for each name. */
function likeness(name: string, sound: string, own: number, shared: Uint16Array, entry: Entry): number {
  let best = 0
  for (let i = 0; i < entry.names.length; i++) {
    const n = entry.names[i] as string
    if (n === name) return 1
    if (NOT.test(n.slice(0, Math.max(0, n.indexOf(name))))) continue
    const common = shared[entry.first + i] as number
    let score = 0
    // One inside the other shares all its signs.
    if (common > 0) {
      if (name.length >= 2 && n.includes(name)) score = 0.75 + 0.2 * (name.length / n.length)
      else if (n.length >= 2 && name.includes(n)) score = 0.72 + 0.22 * (n.length / name.length)
      // "2寸管", "24寸屏": one sign names a family, if its size says which article.
      else if (name.length === 1 && n.length <= 4 && (n.endsWith(name) || n.startsWith(name))) score = 0.6
    }
    const s = entry.sounds[i] ?? ''
    if (score < 0.9 && name.length >= 2 && s === sound) score = Math.max(score, 0.92)
    else if (score < 0.7 && name.length >= 2 && n.length >= 2 && (s.includes(sound) || sound.includes(s)))
      score = Math.max(score, 0.68)
    if (score < 0.7) {
      const dice = (2 * common) / (own + (entry.signs[i] as number))
      if (dice >= 0.6) score = Math.max(score, dice * 0.8)
    }
    best = Math.max(best, score)
  }
  return best
}

/** The articles that a written name is like. */
function alike(name: string, { entries, bySign, count, met }: Prepared): Scored[] {
  const known = met.get(name)
  if (known) return known
  const shared = new Uint16Array(count)
  const signs = new Set(name)
  for (const sign of signs) for (const place of bySign.get(sign) ?? []) shared[place] = (shared[place] as number) + 1
  const sound = soundOf(name)
  const found: Scored[] = []
  for (const e of entries) {
    const like = likeness(name, sound, signs.size, shared, e)
    if (like >= 0.55) found.push({ e, like })
  }
  if (met.size >= MOST_MET) met.clear()
  met.set(name, found)
  return found
}

/** Plain words about sizes that stand for a part of a spec. */
const SIZE_WORDS: [RegExp, string][] = [
  [/大度/, '889'],
  [/正度/, '787'],
]
const MATERIAL_WORDS = /[双单][面胶门开]|不锈钢|镀锌|304|201|左|右|大度|正度|卷筒|加厚|彩色|黑色|白色/g

/** Letters and figures that go together: A5 is no B5. */
const GRADES = /(?<![a-z0-9])[a-z]{1,4}\d{1,3}(?![a-z0-9.])|(?<![a-z0-9.])\d{1,3}[a-z](?![a-z0-9])/g

/**
 * The catalogue product that a name, spec, colour and code determine. Codes decide alone; names and aliases narrow down, figures of the spec choose
 * among what is left; where two stay possible none is chosen.
 */
export function matchCatalogue(
  line: { name: string; spec: string; code?: string; color?: string; price?: string; unit?: string },
  catalogue: CatalogueProduct[],
): Matched {
  const ready = prepare(catalogue)
  const { entries } = ready
  if (line.code) {
    const exact = ready.codes.get(fold(line.code))
    if (exact) return { code: exact.product.code, candidates: 1 }
  }
  const name = fold(line.name)
  if (name.length === 0) return { code: null, candidates: 0 }
  const scored = alike(name, ready)
  if (scored.length === 0) return { code: null, candidates: 0 }
  const spec = fold(line.spec)
  const wanted = [...figuresOf(line.spec), ...SIZE_WORDS.flatMap(([p, f]) => (p.test(spec) ? [f] : []))]
  const said = fold(`${line.name}${line.spec}${line.color ?? ''}`)
  const extra: string[] = [...(said.match(MATERIAL_WORDS) ?? []), ...(spec.match(GRADES) ?? [])]
  const ranked = scored
    .map(({ e, like }) => {
      const hits = wanted.filter((f) => e.figures.has(f)).length
      const misses = wanted.length - hits
      const words =
        extra.filter((w) => e.words.includes(w)).length + e.marks.filter((w) => said.includes(w) && !extra.includes(w)).length
      const unit =
        line.unit === undefined
          ? 0
          : line.unit === e.product.unit
            ? 0.3
            : e.product.altUnits?.some((a) => a.unit === line.unit)
              ? 0.15
              : 0
      return { e, like, fit: hits * 1 - misses * 0.35 + words * 0.3 + unit, hits, misses }
    })
    .sort((a, b) => b.like + b.fit * 0.5 - (a.like + a.fit * 0.5))
  const [first, second] = ranked
  if (!first) return { code: null, candidates: 0 }
  const total = (r: (typeof ranked)[number]): number => r.like + r.fit * 0.5
  const rivals = ranked.filter((r) => Math.abs(total(r) - total(first)) < 0.03)
  if (rivals.length > 1) return { code: null, candidates: rivals.length }
  if (first.like < 0.6 || (name.length === 1 && first.like < 1 && first.hits === 0))
    return { code: null, candidates: rivals.length }
  // What one article of a family is called, the others are called too: the figures choose among them.
  if (wanted.length > 0 && first.hits === 0) {
    const kin = entries.filter(
      (e) => e.product.name === first.e.product.name && e !== first.e && wanted.every((f) => e.figures.has(f)),
    )
    if (kin.length === 1 && kin[0]) return { code: kin[0].product.code, candidates: 1 }
  }
  const kin = ranked.filter((r) => r !== first && first.like - r.like < 0.15).length
  if (wanted.length > 0 && first.hits === 0 && first.e.figures.size > 0 && (kin > 0 || first.like < 0.65))
    return { code: null, candidates: kin + 1 }
  void second
  return { code: first.e.product.code, candidates: 1 }
}

export const productOf = (code: string | null | undefined, catalogue: CatalogueProduct[] | null): CatalogueProduct | undefined =>
  code && catalogue ? prepare(catalogue).codes.get(fold(code))?.product : undefined
