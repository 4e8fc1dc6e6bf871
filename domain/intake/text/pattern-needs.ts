/**
 * Signs that a text must hold before a pattern can match in it. They are read off the pattern itself; looking them up is many times cheaper than
 * running the pattern over a text that has nothing of what it looks for. Of each group one row of signs is needed as a whole.
 */
export type Need = readonly Group[]
type Group = readonly (readonly number[])[]

/** Signs of a text, one cell for each of this many numbers: two signs that share one are one. */
const CELLS = 1 << 12
const MASK = CELLS - 1
/** Stands for signs that were read already, and may stand anywhere. */
const ALWAYS = [1]

/** The signs of a text, for `mayMatch`. */
export function signsOf(text: string): Uint8Array {
  const signs = new Uint8Array(CELLS)
  for (const code of ALWAYS) signs[code] = 1
  for (let i = 0; i < text.length; i++) signs[text.charCodeAt(i) & MASK] = 1
  return signs
}

/** Whether a text with these signs can hold what is needed. */
export function mayMatch(need: Need, signs: Uint8Array): boolean {
  for (const group of need) if (!holdsOne(group, signs)) return false
  return true
}
function holdsOne(group: Group, signs: Uint8Array): boolean {
  for (const row of group) {
    let k = 0
    while (k < row.length && signs[(row[k] as number) & MASK] === 1) k++
    if (k === row.length) return true
  }
  return false
}

/** What is known of a part of a pattern: signs that it needs, signs that it can begin and end with (undefined for any), and whether it can match nothing. */
interface Part {
  need: Need
  firsts: Set<number> | undefined
  lasts: Set<number> | undefined
  empty: boolean
}

/** Larger ranges of signs are as good as any sign. */
const MOST = 120
const DIGITS = [...'0123456789'].map((c) => c.charCodeAt(0))
const BLANKS = [...'\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff'].map((c) => c.charCodeAt(0))
for (let c = 0x2000; c <= 0x200a; c++) BLANKS.push(c)
const CONTROLS: Record<string, number> = { n: 10, r: 13, t: 9, f: 12, v: 11, '0': 0 }

const NOTHING: Part = { need: [], firsts: new Set(), lasts: new Set(), empty: true }
const ANY_SIGN: Part = { need: [], firsts: undefined, lasts: undefined, empty: false }

/** All of several needs: what is needed in any case in one row, and it first. */
const every = (needs: Need[]): Need => {
  const groups = needs.flat()
  const sure = groups.flatMap((g) => (g.length === 1 ? (g[0] ?? []) : []))
  const rest = groups.filter((g) => g.length > 1).sort((a, b) => a.length - b.length)
  return sure.length > 0 ? [[sure], ...rest] : rest
}
/** One of several: of each the group that says most. */
const either = (needs: Need[]): Need => {
  if (needs.length === 1) return needs[0] as Need
  return needs.some((n) => n.length === 0) ? [] : [needs.flatMap((n) => n[0] ?? [])]
}

const union = (sets: (Set<number> | undefined)[]): Set<number> | undefined =>
  sets.some((s) => !s) ? undefined : new Set(sets.flatMap((s) => [...(s ?? [])]))

class Reader {
  private at = 0
  /** How many ways the part has that was read last; in the end, the whole. */
  count = 0
  private readonly anyCase: boolean
  private readonly wide: boolean
  constructor(
    private readonly source: string,
    flags: string,
  ) {
    this.anyCase = flags.includes('i')
    this.wide = flags.includes('u') || flags.includes('v')
  }

  /** A pattern, or the inside of a group. */
  ways(): Part {
    const parts = [this.row()]
    while (this.source[this.at] === '|') {
      this.at++
      parts.push(this.row())
    }
    this.count = parts.length
    return {
      need: either(parts.map((p) => p.need)),
      firsts: union(parts.map((p) => p.firsts)),
      lasts: union(parts.map((p) => p.lasts)),
      empty: parts.some((p) => p.empty),
    }
  }

  private row(): Part {
    const parts: Part[] = []
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')')
      parts.push(this.repeated(this.term()))
    const head = parts.findIndex((p) => !p.empty)
    const tail = parts.findLastIndex((p) => !p.empty)
    return {
      need: every(parts.map((p) => p.need)),
      firsts: union(parts.slice(0, head < 0 ? parts.length : head + 1).map((p) => p.firsts)),
      lasts: union(parts.slice(Math.max(0, tail)).map((p) => p.lasts)),
      empty: head < 0,
    }
  }

  private repeated(part: Part): Part {
    const m = /^(?:[*?]|\{0(?:,\d*)?\}|(\+|\{\d+(?:,\d*)?\}))\??/.exec(this.source.slice(this.at, this.at + 12))
    if (!m) return part
    this.at += m[0].length
    return m[1] === undefined ? { ...part, need: [], empty: true } : part
  }

  private term(): Part {
    const c = this.source[this.at++] as string
    if (c === '(') return this.group()
    if (c === '[') return this.set()
    if (c === '.') return ANY_SIGN
    if (c === '^' || c === '$') return NOTHING
    if (c === '\\') {
      const escaped = this.source[this.at] as string
      if (escaped === 'b' || escaped === 'B') {
        this.at++
        return NOTHING
      }
      if ((escaped >= '1' && escaped <= '9') || escaped === 'k') {
        this.at += escaped === 'k' ? this.source.slice(this.at).indexOf('>') + 1 : 1
        return { ...ANY_SIGN, empty: true }
      }
      return this.oneOf(this.escape())
    }
    const point = this.wide ? (this.source.codePointAt(this.at - 1) as number) : c.charCodeAt(0)
    if (point > 0xffff) this.at++
    return this.oneOf([point])
  }

  private group(): Part {
    const kind = /^\?(?:[:=!]|<[=!]|<[^>]*>)/.exec(this.source.slice(this.at, this.at + 40))?.[0] ?? ''
    this.at += kind.length
    const inner = this.ways()
    this.at++
    if (kind.endsWith('!')) return NOTHING
    return kind.endsWith('=') ? { ...NOTHING, need: inner.need } : inner
  }

  /** Signs that an escape stands for; undefined for too many. */
  private escape(): number[] | undefined {
    const c = this.source[this.at++] as string
    if (c === 'd') return DIGITS
    if (c === 's') return BLANKS
    if (/[DSWwpP]/.test(c)) {
      if (/[pP]/.test(c)) this.at = this.source.indexOf('}', this.at) + 1
      return undefined
    }
    if (c === 'u') {
      const m = /^(?:\{([\da-f]+)\}|([\da-f]{4}))/i.exec(this.source.slice(this.at, this.at + 10))
      this.at += m?.[0].length ?? 0
      return m ? [Number.parseInt(m[1] ?? m[2] ?? '', 16)] : undefined
    }
    return [CONTROLS[c] ?? c.charCodeAt(0)]
  }

  private set(): Part {
    const negated = this.source[this.at] === '^'
    const codes: number[] = []
    let any = negated
    let from: number | undefined
    for (let first = true; this.source[this.at] !== ']'; first = false) {
      const c = this.source[this.at] as string
      if (c === '-' && !first && from !== undefined && this.source[this.at + 1] !== ']') {
        this.at++
        const [to = Infinity] = this.inSet() ?? []
        if (to - from > MOST) any = true
        else for (let k = from + 1; k <= to; k++) codes.push(k)
        from = undefined
        continue
      }
      const found = this.inSet()
      if (found) codes.push(...found)
      else any = true
      from = found?.length === 1 ? found[0] : undefined
    }
    this.at++
    return this.oneOf(any ? undefined : codes)
  }
  private inSet(): number[] | undefined {
    if (this.source[this.at] === '\\') {
      this.at++
      if (this.source[this.at] === 'b') {
        this.at++
        return [8]
      }
      return this.escape()
    }
    const point = this.source.codePointAt(this.at) as number
    const code = this.wide ? point : this.source.charCodeAt(this.at)
    this.at += code > 0xffff ? 2 : 1
    return [code]
  }

  private oneOf(codes: number[] | undefined): Part {
    if (!codes || codes.length > MOST || codes.some((c) => c > 0xffff)) return ANY_SIGN
    const all = this.anyCase ? codes.flatMap((c) => bothCases(c)) : codes
    if (all.includes(-1)) return ANY_SIGN
    return { need: [all.map((c) => [c])], firsts: new Set(all), lasts: new Set(all), empty: false }
  }
}

/** A letter in both its cases; -1 for one that others than these stand for. */
const bothCases = (code: number): number[] => {
  const sign = String.fromCharCode(code)
  const cases = [...new Set([sign.toLowerCase(), sign.toUpperCase()])]
  return cases.length === 1 ? [code] : code < 128 ? cases.map((c) => c.charCodeAt(0)) : [-1]
}

/** What a text must hold so that a pattern can match in it; nothing where nothing is known. */
const needOf = ({ source, flags }: RegExp): Need => new Reader(source, flags).ways().need

/** A pattern for all matches, how often it was asked for, and what a text must hold for it. */
interface Ready {
  all: RegExp
  used: number
  need: Need
}
/** By the source of each pattern: a literal within a function is another object each time. */
const ready = new Map<string, Ready>()
/** What is needed is worked out for patterns that are used again and again: it takes longer than a first run. */
const OFTEN = 12

/** What a text must hold for a pattern, with the pattern for all matches. */
export function needed(pattern: RegExp): Ready {
  const known = ready.get(pattern.source)
  if (known && known.all.ignoreCase === pattern.ignoreCase && known.all.unicode === pattern.unicode) {
    if (++known.used === OFTEN) known.need = needOf(pattern)
    return known
  }
  const made = { all: new RegExp(pattern.source, `${pattern.flags}g`), used: 1, need: [] }
  ready.set(pattern.source, made)
  return made
}

/** All matches of a global pattern. (matchAll makes a copy of the pattern each time, which costs more than a short text.) */
export function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let m = pattern.exec(text); m; m = pattern.exec(text)) {
    if (m[0] === '') pattern.lastIndex++
    found.push(m)
  }
  return found
}

/** Which signs a pattern begins or ends with, one bit for each cell; undefined for any. */
function bitsOf(codes: Set<number> | undefined): Uint32Array | undefined {
  if (!codes) return undefined
  const bits = new Uint32Array(CELLS / 32)
  for (const code of codes) bits[(code & MASK) >> 5] = (bits[(code & MASK) >> 5] ?? 0) | (1 << (code & 31))
  return bits
}
const has = (bits: Uint32Array, code: number): boolean => (((bits[(code & MASK) >> 5] as number) >>> (code & 31)) & 1) === 1

/** A pattern that is tried at one place of a text or at its end: sticky, or as a whole behind ^ or in front of $. A look at the sign there spares most tries. */
export class Edged {
  private used = 0
  private firsts: Uint32Array | undefined
  private lasts: Uint32Array | undefined

  constructor(private readonly pattern: RegExp) {}

  private learn(): void {
    const { source, flags, sticky } = this.pattern
    const reader = new Reader(source, flags)
    const { firsts, lasts, empty } = reader.ways()
    if (empty || (reader.count > 1 && !sticky)) return
    if (sticky || source.startsWith('^')) this.firsts = bitsOf(firsts)
    if (source.endsWith('$')) this.lasts = bitsOf(lasts)
  }

  /** The match at an offset, for sticky patterns. */
  at(text: string, index: number): RegExpExecArray | null {
    if (++this.used === OFTEN) this.learn()
    if (this.firsts && !has(this.firsts, text.charCodeAt(index))) return null
    this.pattern.lastIndex = index
    return this.pattern.exec(text)
  }
  exec(text: string): RegExpExecArray | null {
    return this.fits(text) ? this.pattern.exec(text) : null
  }
  test(text: string): boolean {
    return this.fits(text) && this.pattern.test(text)
  }
  private fits(text: string): boolean {
    if (++this.used === OFTEN) this.learn()
    if (this.firsts && !has(this.firsts, text.charCodeAt(0))) return false
    return !this.lasts || has(this.lasts, text.charCodeAt(text.length - 1))
  }
}
