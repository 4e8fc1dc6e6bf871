import type { CatalogueIndex, Entry, MetName, Scored } from './catalogue-index'
import { fold } from './catalogue-index'
import { soundOf } from '../text/sound'
import { marksOf } from '../words/spec-marks'
import { inChinese } from '../words/trade-english-words'

/** People order the same goods again; so many names are kept at most. */
const MOST_MET = 2000
/** Below this a name is another one. */
const LIKE = 0.5

/** What makes of a name its opposite: 无光铜 is no 光铜. */
const NOT = /[无不非免]$/

const isNot = (name: string, n: string): boolean => NOT.test(n.slice(0, Math.max(0, n.indexOf(name))))

interface Written {
  name: string
  sound: string
  /** Sound of the last sign: the head of a noun. */
  head: string
  signs: Set<string>
}

const lastSound = (sound: string): string => sound.slice(sound.lastIndexOf(' ') + 1)

/** 帽子, 盖子, 箱子: any article of which the first sign is the head. */
const GENERIC = /^[一-鿿]子$/

/** Likeness of a written name and one catalogue name, 0 to 1: equal, one inside the other, same sound, shared signs. */
function likenessOf({ name, sound, signs }: Written, n: string, s: string, own: number, common: number): number {
  if (n === name) return 1
  if (isNot(name, n)) return 0
  let score = 0
  // One inside the other shares all its signs.
  if (common > 0) {
    if (GENERIC.test(name)) score = 0
    else if (name.length >= 2 && n.includes(name)) score = 0.75 + 0.2 * (name.length / n.length)
    else if (n.length >= 2 && name.includes(n)) score = 0.72 + 0.22 * (n.length / name.length)
    // "2寸管", "24寸屏": one sign names a family, if its size says which article.
    else if (n.length === 1 && name.length === 2) score = 0.62
    else if (name.length === 1 && n.length <= 4 && (n.endsWith(name) || n.startsWith(name))) score = 0.6
  }
  if (GENERIC.test(name)) return s === sound ? 0.92 : score
  if (score < 0.9 && name.length >= 2 && s === sound) score = Math.max(score, 0.92)
  else if (score < 0.7 && name.length >= 2 && n.length >= 2 && (s.includes(sound) || sound.includes(s)))
    score = Math.max(score, 0.68)
  if (score < 0.7) {
    const dice = (2 * common) / (signs.size + own)
    if (dice >= 0.6) score = Math.max(score, dice * 0.8)
  }
  return score
}

/** Likeness that no single name has, but all words of a product together. */
function roughly({ name, head, signs }: Written, entry: Entry): number {
  const generic = GENERIC.test(name)
  const last = generic ? name.charAt(0) : name.slice(-1)
  const ends = entry.names.some((n) => n.endsWith(last))
  if (generic) {
    if (ends) return 0.6
    return entry.sounds.some((s) => lastSound(s) === head) ? 0.55 : 0
  }
  if (name.length < 2 || entry.names.some((n) => isNot(name, n))) return 0
  // 一开双控: called by a word of its spec alone.
  if (name.length > 2 && entry.terms.has(name)) return 0.75
  let covered = 0
  for (const sign of signs) if (entry.allSigns.has(sign)) covered++
  if (ends && covered === signs.size) return 0.74
  if (
    (ends || entry.sounds.some((s) => lastSound(s) === head)) &&
    (name.length === 2 ? covered > 0 : covered * 3 >= signs.size * 2)
  )
    return 0.52
  return 0
}

/** The articles that a written name is like. */
function alikeAs(name: string, index: CatalogueIndex): Scored[] {
  const shared = new Uint16Array(index.count)
  const sound = soundOf(name)
  const head = GENERIC.test(name) ? sound.slice(0, sound.indexOf(' ')) : lastSound(sound)
  const written: Written = { name, sound, head, signs: new Set(name) }
  for (const sign of written.signs)
    for (const place of index.bySign.get(sign) ?? []) shared[place] = (shared[place] as number) + 1
  const found: Scored[] = []
  for (const e of index.entries) {
    let like = 0
    for (let i = 0; i < e.names.length && like < 1; i++)
      like = Math.max(
        like,
        likenessOf(written, e.names[i] as string, e.sounds[i] ?? '', e.signs[i] as number, shared[e.first + i] as number),
      )
    if (like < 0.75) like = Math.max(like, roughly(written, e))
    if (like >= LIKE) found.push({ e, like })
  }
  return found
}

/** What one article of a family is called, the others are called too, though less. */
const KIN = 0.12
/** Of names so like, all articles of the family are meant. */
const FAMILY = 0.7

/** The articles that a name is like, with all others of their families. */
function withKin(scored: Scored[], { entries }: CatalogueIndex): Scored[] {
  const best = new Map<string, number>()
  for (const { e, like } of scored) if (like >= FAMILY) best.set(e.title, Math.max(like, best.get(e.title) ?? 0))
  const known = new Map(scored.map((s) => [s.e, s.like]))
  return entries.flatMap((e) => {
    const like = Math.max(known.get(e) ?? 0, (best.get(e.title) ?? 0) - KIN)
    return like > 0 ? [{ e, like }] : []
  })
}

const ENGLISH = /[a-z]{3}/

/** What a written name means in a catalogue, in Chinese or by English words of trade. Worked out once for a name. */
export function meet(written: string, index: CatalogueIndex): MetName {
  const seen = index.met.get(written)
  if (seen) return seen
  const name = fold(written)
  const readings = ENGLISH.test(name) ? inChinese(written).map(fold) : []
  let found = name.length > 0 ? alikeAs(name, index) : []
  if (!found.some((f) => f.like >= 0.9))
    for (const reading of readings)
      for (const more of alikeAs(reading, index)) {
        const same = found.find((f) => f.e === more.e)
        if (!same) found.push(more)
        else if (more.like > same.like) found = found.map((f) => (f === same ? more : f))
      }
  const met: MetName = {
    name,
    alike: withKin(found, index),
    known: found.some((f) => f.like === 1),
    marks: marksOf(written),
    words: readings[0] ?? name,
  }
  if (index.met.size >= MOST_MET) index.met.clear()
  index.met.set(written, met)
  return met
}
