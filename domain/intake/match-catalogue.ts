import { pinyin } from 'pinyin-pro'
import type { CatalogueProduct } from './draft'
import { numberOf } from './numerals'
import { normaliseText } from './normalise-text'

interface Entry {
  product: CatalogueProduct
  /** Names and aliases in matchable form, the longest first. */
  names: string[]
  sounds: string[]
  /** The different signs of each name. */
  signs: Set<string>[]
  /** Words of the spec that tell one article from another: 特级, 胶盖, 镀锌. */
  marks: string[]
  /** Figures and spec words of name, aliases and spec. */
  figures: Set<string>
  words: string
}

const fold = (text: string): string => normaliseText(text).plain.replace(/\s+/g, '')
const soundOf = (text: string): string => pinyin(text, { toneType: 'none', type: 'array' }).join(' ')

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

interface Prepared {
  entries: Entry[]
  codes: Map<string, Entry>
  codesByLength: string[]
}
const prepared = new WeakMap<CatalogueProduct[], Prepared>()
const prepare = (catalogue: CatalogueProduct[]): Prepared => {
  const cached = prepared.get(catalogue)
  if (cached) return cached
  const entries = catalogue.map((product): Entry => {
    const names = [...new Set([product.name, ...product.aliases].map(fold))]
      .filter((n) => n.length > 0)
      .sort((a, b) => b.length - a.length)
    const words = fold(`${product.name} ${product.aliases.join(' ')} ${product.spec ?? ''}`)
    return {
      product,
      names,
      sounds: names.map(soundOf),
      marks: [...new Set(fold(product.spec ?? '').match(/[一-鿿]{1,6}/g) ?? [])].filter(
        (w) => w.length > 1 || /[左右黑白红蓝]/.test(w),
      ),
      signs: names.map((n) => new Set(n)),
      figures: new Set(figuresOf(`${product.spec ?? ''} ${product.name} ${product.aliases.join(' ')}`)),
      words,
    }
  })
  const codes = new Map(entries.map((e) => [fold(e.product.code), e]))
  const made = { entries, codes, codesByLength: [...codes.keys()].sort((a, b) => b.length - a.length) }
  prepared.set(catalogue, made)
  return made
}

/** Article codes of a catalogue in matchable form, the longest first. */
export const codesOf = (catalogue: CatalogueProduct[] | null): string[] => (catalogue ? prepare(catalogue).codesByLength : [])

/** Whether a catalogue describes one of its articles by this word. */
export const catalogueSays = (word: string, catalogue: CatalogueProduct[] | null): boolean =>
  catalogue !== null && prepare(catalogue).entries.some((e) => e.words.includes(word.replace(/\s+/g, '')))

/** Where a name or alias of the catalogue stands in a text, the longest one; also one that only sounds like it. */
export function catalogueNameIn(text: string, catalogue: CatalogueProduct[] | null): { start: number; end: number } | undefined {
  if (!catalogue) return undefined
  const { entries } = prepare(catalogue)
  let best: { start: number; end: number } | undefined
  for (const e of entries)
    for (const n of e.names) {
      if (n.length < 2 || (best && n.length <= best.end - best.start)) continue
      const at = text.indexOf(n)
      if (at >= 0) best = { start: at, end: at + n.length }
    }
  return best
}

/** Length of the longest catalogue name that starts at an offset, 0 for none. */
export function catalogueNameAt(text: string, at: number, catalogue: CatalogueProduct[] | null): number {
  if (!catalogue) return 0
  let best = 0
  for (const e of prepare(catalogue).entries)
    for (const n of e.names) if (n.length > best && text.startsWith(n, at)) best = n.length
  return best
}

export interface Matched {
  /** The one product; null when several or none fit. */
  code: string | null
  /** How many products fit equally well. */
  candidates: number
}

/** Likeness of a written name and a catalogue name, 0 to 1: equal, one inside the other, same sound, shared signs. */
function likeness(name: string, sound: string, entry: Entry): number {
  const own = new Set(name)
  let best = 0
  for (const [i, n] of entry.names.entries()) {
    if (n === name) return 1
    let score = 0
    if (name.length >= 2 && n.includes(name)) score = 0.75 + 0.2 * (name.length / n.length)
    else if (n.length >= 2 && name.includes(n)) score = 0.72 + 0.22 * (n.length / name.length)
    const s = entry.sounds[i] ?? ''
    if (score < 0.9 && name.length >= 2 && s === sound) score = Math.max(score, 0.92)
    else if (score < 0.7 && name.length >= 2 && (s.includes(sound) || sound.includes(s)) && n.length >= 2)
      score = Math.max(score, 0.68)
    if (score < 0.7) {
      const signs = entry.signs[i] as Set<string>
      let shared = 0
      for (const c of own) if (signs.has(c)) shared++
      const dice = (2 * shared) / (own.size + signs.size)
      if (dice >= 0.6) score = Math.max(score, dice * 0.8)
    }
    best = Math.max(best, score)
  }
  return best
}

/** Plain words about sizes that stand for a part of a spec. */
const SIZE_WORDS: [RegExp, string][] = [
  [/大度/, '889'],
  [/正度/, '787'],
]
const MATERIAL_WORDS = /[双单][面胶门开]|不锈钢|镀锌|304|201|左|右|大度|正度|卷筒|加厚|彩色|黑色|白色/g

/**
 * The catalogue product that a name, spec, colour and code determine. Codes decide alone; names and aliases narrow down, figures of the spec choose
 * among what is left; where two stay possible none is chosen.
 */
export function matchCatalogue(
  line: { name: string; spec: string; code?: string; color?: string; price?: string; unit?: string },
  catalogue: CatalogueProduct[],
): Matched {
  const { entries, codes } = prepare(catalogue)
  if (line.code) {
    const exact = codes.get(fold(line.code))
    if (exact) return { code: exact.product.code, candidates: 1 }
  }
  const name = fold(line.name)
  if (name.length === 0) return { code: null, candidates: 0 }
  const sound = soundOf(name)
  const scored = entries.map((e) => ({ e, like: likeness(name, sound, e) })).filter((s) => s.like >= 0.55)
  if (scored.length === 0) return { code: null, candidates: 0 }
  const wanted = [...figuresOf(line.spec), ...SIZE_WORDS.flatMap(([p, f]) => (p.test(fold(line.spec)) ? [f] : []))]
  const said = fold(`${line.name}${line.spec}${line.color ?? ''}`)
  const extra: string[] = said.match(MATERIAL_WORDS) ?? []
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
  if (first.like < 0.6) return { code: null, candidates: 0 }
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
