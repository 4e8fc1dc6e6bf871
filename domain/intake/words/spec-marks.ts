import { numberOf } from '../text/numerals'
import { normaliseText } from '../text/normalise-text'

/** One figure of a text: its own number, and what it says in base units (mm, ml, g …) when a unit stands with it. */
export interface Figure {
  raw: number
  /** Kind of measure: len, vol, wt, dn, inch, pct, or the sign that follows; '' for a bare figure. */
  kind: string
  value: number
  /** The same said in another way: 4分 is DN15, 1.8 of 1.8*2m is a length. */
  also?: { kind: string; value: number }
  /** First figure or measure of its text: what an article is mostly told by. */
  lead: boolean
  /** Part of a grade such as M8, or of an article number. */
  inner?: boolean
  /** Stands behind another one in measures: the 400 of 600*400. */
  behind?: boolean
}

/** What tells one article from another, read off a text. */
export interface Marks {
  figures: Figure[]
  /** Measures joined by * in the order of size, as base values: 600*400*400. */
  groups: Figure[][]
  /** Sizes, grades and letters: xl, hb, a3.5, 316l, 220up, 31/40. */
  letters: string[]
  /** Sizes of which an article has all from the first to the last: 36-44码. */
  ranges: { from: number; to: number }[]
}

/** Measures of one kind that are said in several units, each in the base unit of its kind. */
const MEASURES: Record<string, readonly [kind: string, factor: number]> = {
  mm: ['len', 1],
  毫米: ['len', 1],
  厘: ['len', 1],
  丝: ['len', 0.01],
  cm: ['len', 10],
  公分: ['len', 10],
  厘米: ['len', 10],
  m: ['len', 1000],
  米: ['len', 1000],
  公尺: ['len', 1000],
  寸: ['inch', 1],
  吋: ['inch', 1],
  英寸: ['inch', 1],
  '"': ['inch', 1],
  '”': ['inch', 1],
  '″': ['inch', 1],
  inch: ['inch', 1],
  in: ['inch', 1],
  ml: ['vol', 1],
  毫升: ['vol', 1],
  cc: ['vol', 1],
  l: ['vol', 1000],
  升: ['vol', 1000],
  公升: ['vol', 1000],
  g: ['wt', 1],
  克: ['wt', 1],
  kg: ['wt', 1000],
  kgs: ['wt', 1000],
  公斤: ['wt', 1000],
  千克: ['wt', 1000],
  斤: ['wt', 500],
  市斤: ['wt', 500],
  吨: ['wt', 1_000_000],
  t: ['wt', 1_000_000],
  '%': ['pct', 1],
  '#': ['号', 1],
  号: ['号', 1],
  度: ['度', 1],
  '°': ['度', 1],
  '℃': ['℃', 1],
  v: ['v', 1],
  伏: ['v', 1],
  w: ['w', 1],
  瓦: ['w', 1],
  kw: ['w', 1000],
  千瓦: ['w', 1000],
  a: ['a', 1],
  安: ['a', 1],
  ma: ['ma', 1],
  ah: ['ah', 1],
  安时: ['ah', 1],
  mah: ['mah', 1],
  毫安: ['mah', 1],
  毫安时: ['mah', 1],
  hz: ['hz', 1],
  支: ['支', 1],
  s: ['支', 1],
  听: ['罐', 1],
  罐: ['罐', 1],
}
/** Signs behind a figure that count a part of the article; other signs (60宽, 10个厚) leave the figure bare. */
const COUNTS = new Set('层联门抽孔开级年针格头口路位人页片粒张包目码只瓶盒袋本桶卷根节床分平')
/** Those that count what is in a pack: 500只/箱. */
const PACKED = new Set('粒张包只瓶罐盒袋本桶卷根片')
const KINDS = new Set(Object.values(MEASURES).map(([kind]) => kind))
/** Pipe sizes in eighths of an inch (分) and inches, with the nominal bore in mm. */
const BORE_OF_EIGHTHS: Record<number, number> = { 2: 8, 3: 10, 4: 15, 6: 20 }
const BORE_OF_INCHES: Record<number, number> = {
  1: 25,
  1.2: 32,
  1.25: 32,
  1.5: 40,
  2: 50,
  2.5: 65,
  3: 80,
  4: 100,
  5: 125,
  6: 150,
  8: 200,
}
/** Counts that are said in words: 五层, 两吨, 六针. */
const COUNTED =
  '毫米|厘|公分|厘米|公斤|千克|毫升|米|升|斤|吨|克|寸|层|联|门|抽|号|节|孔|开|级|年|度|位|针|格|头|支|口|路|床|分|人|毫安|伏|瓦|匹|极'
const SPOKEN = new RegExp(`[零一二三四五六七八九十百千万两]{2,}(?=[^通角])|[一二两三四五六七八九十](?=(?:${COUNTED}))`, 'g')
/** Sizes by word and by several letters. */
const SIZES: readonly [RegExp, string][] = [
  [/(?:特大|加大)(?=[号码])/g, ' xl '],
  [/大(?=[号码])/g, ' l '],
  [/中(?=[号码])/g, ' m '],
  [/小(?=[号码])/g, ' s '],
  [/(?<![a-z])xxxl(?![a-z])/g, '3xl'],
  [/(?<![a-z])xxl(?![a-z])/g, '2xl'],
]
/** What a spec is said by in one shop and another: sheets by their old names, bearings by their seals. */
const SAME: readonly [RegExp, string][] = [
  [/大度/g, ' 889 '],
  [/正度/g, ' 787 '],
  [/(?:[两双]面)?(?:胶[盖封]|橡胶密封)/g, ' rs '],
  [/(?:[两双]面)?(?:铁[盖封]|钢盖)/g, ' zz '],
  [/(?<=\d)\s?[极匹]/g, 'p'],
  // 4k7 is 4.7k, 3/4" is 6分.
  [/(?<=\d)k(\d)(?!\d)/g, '.$1k'],
  [/(?<![\d/.])1\/2\s?["”″寸]/g, '1/2 4分'],
  [/(?<![\d/.])3\/4\s?["”″寸]/g, '3/4 6分'],
]
const STEEL_L = /^3[01][0-9]l$/
const LATIN_UNIT = /^(?:mm|cm|m|ml|cc|l|g|kgs?|t|v|k?w|ma|ah?|mah|hz|s|in|inch)$/

const TOKEN = new RegExp(
  [
    // 1米8, 4米55
    String.raw`(\d{1,2})(?:米|m)(\d{1,2})(?![\d.]|[a-z*米])`,
    // dn50, φ12
    String.raw`(dn|de|φ)\s?(\d{1,4}(?:\.\d{1,3})?)`,
    // m8, a3.5, nmrv63, hrb400e
    String.raw`([a-z]{1,6}\d{1,6}(?:\.\d{1,3})?[a-z]{0,3})`,
    // 500ml, 220up, 60支, 28
    String.raw`(\d{1,9}(?:\.\d{1,4})?)(?:\s?(ml|mm|cm|kg)(?![a-z])|([a-z]{1,4})(?![a-z])|(毫米|公分|厘米|公尺|英寸|毫升|公升|公斤|千克|市斤|千瓦|安时|毫安时?|[一-鿿"”″%#°℃]))?`,
    String.raw`([a-z]{1,12})`,
  ].join('|'),
  'g',
)

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b))

const measured = (raw: number, unit: string): Figure => {
  const known = MEASURES[unit]
  const figure: Figure = {
    raw,
    kind: known ? known[0] : COUNTS.has(unit) ? unit : '',
    value: known ? raw * known[1] : raw,
    lead: false,
  }
  if (unit === '分' && BORE_OF_EIGHTHS[raw]) figure.also = { kind: 'dn', value: BORE_OF_EIGHTHS[raw] }
  if (figure.kind === 'inch' && BORE_OF_INCHES[raw]) figure.also = { kind: 'dn', value: BORE_OF_INCHES[raw] }
  // 1.8床: the width of a bed in metres.
  if (unit === '床' && raw < 3) Object.assign(figure, { kind: 'len', value: raw * 1000 })
  return figure
}

/** A text in the form in which its marks are read. */
const prepared = (text: string): string => {
  let plain = normaliseText(text).plain.replace(SPOKEN, (n) => numberOf(n) ?? n)
  for (const [pattern, as] of [...SIZES, ...SAME]) plain = plain.replace(pattern, as)
  return (
    plain
      .replace(/(?<=[\d米m])\s{0,2}[x乘*]\s{0,2}(?=\d)/g, '*')
      .replace(/(?<=\d)\s?寸半/g, '.5寸')
      .replace(/\d{1,4}(?:\.\d{1,3})?万/g, (n) => numberOf(n) ?? n)
      // B-1600 and B1600 are one.
      .replace(/(?<![a-z\d])([a-z]{1,3})-(?=\d)/g, '$1')
  )
}

interface Found extends Figure {
  start: number
  end: number
}

const RANGE = /(?<![\d.*-])(\d{2})码?[-~](\d{2})码/g

/** More than any spec has; what stands behind is no spec. */
export const LONGEST_SPEC = 160

/** Marks of the texts met last: the same specs come again and again. */
const met = new Map<string, Marks>()
const MOST_MET = 2000

/** Figures with their units, letters and grades of a spec or a name. Linear in its length. */
export function marksOf(text: string): Marks {
  const spec = text.slice(0, LONGEST_SPEC)
  const known = met.get(spec)
  if (known) return known
  const marks = readMarks(spec)
  if (met.size >= MOST_MET) met.clear()
  met.set(spec, marks)
  return marks
}

function readMarks(text: string): Marks {
  const plain = prepared(text)
  const found: Found[] = []
  const letters: string[] = []
  for (const m of plain.matchAll(TOKEN)) {
    const at = { start: m.index, end: m.index + m[0].length }
    const put = (figure: Figure): void => void found.push({ ...figure, ...at })
    if (m[1] !== undefined) {
      const metres = Number(`${m[1]}.${m[2]}`)
      put({ raw: metres, kind: 'len', value: metres * 1000, lead: false })
    } else if (m[3] !== undefined) {
      const raw = Number(m[4])
      put({ raw, kind: m[3] === 'φ' ? 'len' : 'dn', value: raw, lead: false })
    } else if (m[5] !== undefined) {
      letters.push(m[5])
      put({ raw: Number(/\d+(?:\.\d+)?/.exec(m[5])?.[0]), kind: '', value: 0, lead: false, inner: true })
    } else if (m[6] !== undefined) {
      const raw = Number(m[6])
      const latin = m[7] ?? m[8]
      if (latin !== undefined && (!LATIN_UNIT.test(latin) || STEEL_L.test(m[6] + latin))) {
        letters.push(m[6] + latin)
        put({ raw, kind: '', value: raw, lead: false, inner: true })
      } else put(measured(raw, latin ?? m[9] ?? ''))
    } else if (m[10] !== undefined) letters.push(m[10])
  }
  const lead = found.find((f) => !f.inner)
  if (lead) lead.lead = true
  // 304 2.0mm: behind a grade of steel the measure leads as well.
  const measure = lead?.kind === '' && found.find((f) => KINDS.has(f.kind))
  if (measure) measure.lead = true
  const ranges = [...plain.matchAll(RANGE)].map((m) => ({ from: Number(m[1]), to: Number(m[2]) }))
  return { figures: found, groups: groupsOf(found, plain, letters), letters, ranges }
}

/** Figures that stand together: with * as measures, with other signs as one word of the trade (31/40, 15-15-15). */
function groupsOf(found: Found[], plain: string, letters: string[]): Figure[][] {
  const groups: Figure[][] = []
  for (let i = 0; i < found.length; ) {
    let j = i
    const joint = (k: number): string => {
      const [a, b] = [found[k], found[k + 1]]
      return a && b && b.start === a.end + 1 ? (plain[a.end] ?? '') : ''
    }
    const sign = joint(i)
    if (!/^[*/+:~-]$/.test(sign)) {
      i++
      continue
    }
    while (joint(j) === sign) j++
    const run = found.slice(i, j + 1)
    if (sign === '*') {
      // 70*140cm: the unit at the end is that of all.
      const last = run.at(-1)
      for (const [k, f] of run.entries()) f.behind = k > 0
      if (last?.kind === 'len')
        for (const f of run) if (f.kind === '') f.also = { kind: 'len', value: (f.raw * last.value) / last.raw }
      groups.push(run)
    } else letters.push(run.map((f) => f.raw).join('/'))
    i = Math.max(j, i + 1)
  }
  return groups
}

const values = (group: Figure[]): number[] =>
  group.map((f) => (f.kind === 'len' ? f.value : f.also ? f.also.value : f.raw)).sort((a, b) => a - b)
/** Measures without units may be mm in one text, cm or m in the other. */
const SCALES = [1, 10, 0.1, 100, 0.01, 1000, 0.001]
/** How sure two groups are the same measures: 1 as written, less at another scale, 0 for others. */
export function groupLevel(said: Figure[], known: Figure[]): number {
  if (said.length !== known.length) return 0
  const [a, b] = [values(said), values(known)]
  const ratio = (b[0] as number) / (a[0] as number)
  const scale = SCALES.find((s) => near(s, ratio))
  if (scale === undefined || !a.every((v, i) => near(v * scale, b[i] as number))) return 0
  return scale === 1 ? 1 : 0.85
}

const inMetres = (said: number, known: number): boolean =>
  near(said * 1000, known) || (Number.isInteger(said) && said >= 30 && near(said * 10, known))

/** How well a said figure and a figure of the catalogue agree, 0 to 1. */
export function figureLevel(said: Figure, known: Figure): number {
  if (said.kind !== '' && said.kind === known.kind) {
    if (near(said.value, known.value)) return 1
    // 17寸 for 17.3寸.
    return said.kind === 'inch' && Number.isInteger(said.raw) && Math.floor(known.raw) === said.raw ? 0.6 : 0
  }
  for (const [a, b] of [
    [said.also, known],
    [known.also, said],
    [said.also, known.also],
  ] as const)
    if (a && b && a.kind === b.kind && near(a.value, b.value)) return said.also || known.kind === '' ? 1 : 0.95
  const same = near(said.raw, known.raw)
  if (said.kind === '') {
    if (same)
      return known.inner
        ? known.value === 0
          ? 0.8
          : 0.5
        : known.kind === '' || known.lead
          ? known.behind
            ? 0.93
            : 1
          : PACKED.has(known.kind)
            ? 0.4
            : 0.75
    if (known.kind === 'len' && (near(said.raw * 10, known.value) || near(said.raw * 1000, known.value))) return 0.6
    if (known.kind === 'inch' && Number.isInteger(said.raw) && Math.floor(known.raw) === said.raw) return 0.5
    // 1.6 for 1600*800, 60 for 600*600: how long it is.
    if (known.kind === '' && known.behind === false && known.raw >= 300 && inMetres(said.raw, known.raw)) return 0.6
    return 0
  }
  // 75度 of 75%: how strong it is.
  if (same && said.kind === '度' && known.kind === 'pct') return 0.9
  // 60安 of a battery of 60Ah.
  if (same && known.kind.length > 1 && known.kind.startsWith(said.kind)) return 0.8
  // 500瓶装: the sign was no measure.
  if (!KINDS.has(said.kind)) return 0.9 * figureLevel({ ...said, kind: '' }, known)
  if (known.kind !== '') return 0
  if (said.kind === 'len' && near(said.value, known.raw)) return 0.9
  if (said.kind === 'len' && near(said.value, known.raw * 10)) return 0.8
  return same && said.kind !== 'pct' ? (known.inner ? 0.6 : 0.75) : 0
}
