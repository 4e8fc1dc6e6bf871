import type { Entry, MetName } from './catalogue-index'
import { fold } from './catalogue-index'
import { figureLevel, groupLevel, LONGEST_SPEC, marksOf, type Figure, type Marks } from '../words/spec-marks'
import { inChinese } from '../words/trade-english-words'

/** What a line says about its article, as it is held against products. */
export interface Article {
  name: string
  spec: string
  code?: string
  color?: string
  unit?: string
}

/** An article in matchable form. */
export interface Said {
  /** Figures that stand alone, and those that stand together as measures. */
  figures: Figure[]
  groups: Figure[][]
  letters: string[]
  /** How many figures and letters the spec has: what a product should answer to. */
  wanted: number
  /** Chinese words two signs at a time, those across name and spec, and single signs. */
  pairs: string[]
  joints: string[]
  signs: string[]
  /** Words of the spec as they stand between other signs. */
  terms: string[]
  /** What an article shall have, or shall not. */
  parts: { has: boolean; what: string }[]
  color: string
  unit: string | undefined
  size: Relative | undefined
}

const NOTHING: Marks = { figures: [], groups: [], letters: [], ranges: [] }
const HAN = /[一-鿿]+/g
/** Signs that say what kind of word stands by, not which article. */
const EMPTY = /[装款型号码宽厚长的色个只格种把米寸度]/
/** Clothes come in sizes that a price list need not have. */
export const GARMENT = /(?:[衣裤裙衫服袄袜鞋靴帽装绒]|t恤|马甲|背心)$/

/** 带写字板, 无盖, 不带扶手. */
const HAS = /(不带|不含|没有?|无|带|有|含)([一-鿿]{1,4})/g
const NOT = /不[带含]|没|无/

const pairsOf = (run: string): string[] => Array.from({ length: Math.max(0, run.length - 1) }, (_, i) => run.slice(i, i + 2))
const chinese = (text: string): string => (/[a-z]{3}/i.test(text) ? (inChinese(text)[0] ?? text) : text)

export type Relative = 'large' | 'small'
/** 大桶, 小瓶, 大的: a size against others of the family. */
const RELATIVE = /([大小])(?=[桶瓶包袋卷盒罐箱件捆只个的号码]|$|\s)/
const sizeWord = ({ spec, name }: Article, known: boolean): Relative | undefined => {
  const word = RELATIVE.exec(spec)?.[1] ?? (known ? undefined : /^[大小]/.exec(name)?.[0])
  return word === '大' ? 'large' : word === '小' ? 'small' : undefined
}
/** The same said of a family that is sold by letters: L of S, M, L. */
const LETTER = { large: 'l', small: 's' }

/** Reads a line; of a name that the catalogue knows as it is written no single words are read. */
export function saidBy(line: Article, { name, alike, known, marks: own, words }: MetName): Said {
  const spec = marksOf(`${line.spec} ${line.code ?? ''}`)
  const shade = line.color ? marksOf(line.color) : NOTHING
  const size = sizeWord(line, known)
  const lettered = alike.some(({ e }) => e.marks.letters.some((l) => SIZE.test(l)))
  // 大号, 小号: a letter only where the family has some.
  const others = spec.letters.filter((l) => l !== (size && LETTER[size]))
  const said = size && (lettered || alike.length === 0) ? [...others, LETTER[size]] : others
  const grouped = new Set([...spec.groups, ...own.groups].flat())
  const color = line.color ? fold(chinese(line.color)) : ''
  const specRuns = fold(line.spec.slice(0, LONGEST_SPEC)).match(HAN) ?? []
  const runs = [...(known ? [] : (words.slice(0, LONGEST_SPEC).match(HAN) ?? [])), ...specRuns, ...(color.match(HAN) ?? [])]
  const joints = name ? specRuns.flatMap((r) => [name.slice(-1) + r.charAt(0), r.slice(-1) + name.charAt(0)]) : []
  return {
    figures: [...spec.figures, ...own.figures, ...shade.figures.map((f) => ({ ...f, kind: '' }))].filter(
      (f) => !f.inner && !grouped.has(f),
    ),
    groups: [...spec.groups, ...own.groups],
    letters: [...new Set([...said, ...own.letters, ...shade.letters])],
    wanted: spec.figures.length + new Set(said).size,
    pairs: [...new Set(runs.flatMap(pairsOf))],
    joints,
    signs: [...new Set(runs.join(''))].filter((s) => !EMPTY.test(s)),
    terms: specRuns,
    parts: [...fold(line.spec.slice(0, LONGEST_SPEC)).matchAll(HAS)].map((m) => ({
      has: !NOT.test(m[1] ?? ''),
      what: m[2] ?? '',
    })),
    color: color.replace(/色$/, ''),
    unit: line.unit,
    size,
  }
}

/** How well a product answers to what was said. */
export interface Weight {
  /** Sum of the levels of all figures and letters found, and how many were not. */
  hits: number
  misses: number
  /** Chinese words found. */
  words: number
  unit: number
  /** What the product says otherwise: another size, another voltage, another colour. */
  conflicts: number
  /** The product has another colour, or none, than the one said. */
  shade: boolean
  colorless: boolean
}

const SIZE = /^(?:x{0,2}s|m|x{0,3}l|[2-6]xl)$/
const GRADE = /^[a-z]\d{1,2}(?:\.\d)?$/

function letterLevel(said: string, { letters, marks }: Entry): number {
  if (letters.has(said)) return 1
  if (said.includes('/')) return said.split('/').every((p) => marks.figures.some((f) => f.raw === Number(p))) ? 0.6 : 0
  if (GRADE.test(said)) return marks.letters.some((l) => l.startsWith(said) && /^[a-z]/.test(l.slice(said.length))) ? 0.5 : 0
  if (said.length < 2 || SIZE.test(said)) return 0
  for (const l of marks.letters) if (l.length >= 2 && (l.endsWith(said) || l.startsWith(said)) && !SIZE.test(l)) return 0.8
  const split = /^(\d{2,})([a-z]{1,4})$|^([a-z]{2,4})(\d+(?:\.\d+)?)$/.exec(said)
  if (!split) return 0
  const figure = Number(split[1] ?? split[4])
  const rest = (split[2] ?? split[3]) as string
  return (marks.figures.some((f) => f.raw === figure) ? 0.5 : 0) + (marks.letters.some((l) => l.endsWith(rest)) ? 0.5 : 0)
}

const conflictOfLetters = (said: string, { marks }: Entry): boolean =>
  SIZE.test(said) ? marks.letters.some((l) => SIZE.test(l)) : GRADE.test(said) && marks.letters.some((l) => GRADE.test(l))

/** Measures of these kinds are said about many parts of one article; another one is no contradiction. */
const LOOSE = new Set(['', 'len'])

export function weigh(said: Said, entry: Entry): Weight {
  const { figures, groups, ranges } = entry.marks
  const found: Weight = { hits: 0, misses: 0, words: 0, unit: 0, conflicts: 0, shade: false, colorless: false }
  const count = (level: number, clash: boolean): void => {
    if (level > 0) found.hits += level
    else found.misses++
    if (level === 0 && clash) found.conflicts++
  }
  let other = 0
  const lengths = said.figures.filter((f) => f.kind === 'len').length
  /** `before`: how often the same figure stood in front of it in one group: 1200*1200 has it twice. */
  const single = (f: Figure, before = 0): void => {
    const levels = figures.map((known) => figureLevel(f, known))
    let level = before === 0 ? Math.max(0, ...levels) : (levels.sort((a, b) => b - a)[before] ?? 0)
    if (level === 0 && (f.kind === '码' || f.kind === '') && ranges.some((r) => r.from <= f.raw && f.raw <= r.to)) level = 0.6
    const alike = figures.filter((k) => k.kind === f.kind).length
    // 55cm of what is listed with 45cm alone.
    const isOnly = f.kind === 'len' && alike === 1 && lengths === 1
    count(level, isOnly || (!LOOSE.has(f.kind) && alike > 0))
  }
  for (const f of said.figures) single(f)
  for (const group of said.groups) {
    const level = Math.max(0, ...groups.map((g) => groupLevel(group, g)))
    if (level > 0) for (let i = 0; i < group.length; i++) count(level, false)
    else if (group.every((f) => f.kind !== '' && figures.some((k) => figureLevel(f, k) === 1))) for (const f of group) single(f)
    else if (group.every((f) => LOOSE.has(f.kind)) && groups.some((g) => g.length === group.length)) {
      found.misses += group.length
      other++
    } else for (const [i, f] of group.entries()) single(f, group.slice(0, i).filter((g) => g.raw === f.raw).length)
  }
  for (const l of said.letters) {
    const level = letterLevel(l, entry)
    count(level, conflictOfLetters(l, entry))
  }
  for (const p of said.pairs) if (entry.parts.includes(p)) found.words += 0.12
  for (const j of said.joints) if (entry.parts.includes(j)) found.words += 0.15
  for (const s of said.signs) if (entry.allSigns.has(s)) found.words += 0.06
  for (const t of said.terms) if (entry.terms.has(t)) found.words += 0.05
  for (const { has, what } of said.parts) {
    const at = entry.parts.indexOf(what)
    if (at > 0 && NOT.test(entry.parts.slice(entry.parts.lastIndexOf(' ', at) + 1, at)) === has) found.conflicts++
  }
  if (said.color.length > 0 && /^[一-鿿]+$/.test(said.color)) {
    found.shade = entry.colors.length > 0 && !entry.colors.some((c) => c.includes(said.color) || said.color.includes(c))
    found.colorless = entry.colors.length === 0 && !entry.parts.includes(said.color)
    if (found.shade) found.conflicts++
  }
  if (said.unit !== undefined)
    found.unit = said.unit === entry.product.unit ? 0.15 : entry.product.altUnits?.some((a) => a.unit === said.unit) ? 0.075 : 0
  // Measures beside figures that fit are those to cut to: 304 1.0 600*900.
  if (found.hits === 0) found.conflicts += other
  return found
}

/** How large an article is against its kin: by its measures, volume or weight; undefined when its spec has none. */
export function sizeOf({ marks }: Entry): { kind: string; value: number } | undefined {
  const group = marks.groups[0]
  if (group?.every((f) => LOOSE.has(f.kind))) return { kind: `*${group.length}`, value: group.reduce((p, f) => p * f.raw, 1) }
  for (const kind of ['vol', 'wt', 'len', 'inch']) {
    const values = marks.figures.filter((f) => f.kind === kind).map((f) => f.value)
    if (values.length > 0) return { kind, value: Math.max(...values) }
  }
  return undefined
}
