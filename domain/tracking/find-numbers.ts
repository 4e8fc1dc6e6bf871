import { candidatesByForm, propose, type Proposal } from './candidates'
import { carriersNamed, type NamedCarrier } from './carrier-names'
import type { CarrierId } from './carrier-table'
import { needsPhone4 } from './carriers'
import {
  BARE,
  labelledOthers,
  matchesOf,
  MONEY_AND_DATES,
  PHONES,
  STAMPS_AND_PAPERS,
  type OtherKind,
  type OtherNumber,
} from './not-numbers'
import { piecesIn } from './pieces'
import { platesIn } from './plates'

export interface FoundNumber extends Proposal {
  /** Normalised: upper case, without spaces, hyphens and package suffix. */
  number: string
  needsPhone4: boolean
  /** As it was typed, where one letter was read as a digit: O for 0, I for 1. */
  typed?: string
}

export interface TrackingWords {
  tracking: FoundNumber[]
  /** Numbers that are something else. */
  notTracking: { value: string; kind: OtherKind }[]
  /** Waybills of which digits are missing: a photo is asked for, nothing is kept. */
  cutOff: string[]
  /** Lorries; the driver's phone only where one phone stands with one plate. */
  truck?: { plates: string[]; driverPhone?: string }
  /** Number of packages, decimal string. */
  pieces?: string
}

/** Full-width forms and letters made plain, invisible characters removed, upper case. */
export const normaliseTracking = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, '')
    .toUpperCase()

/** Hidden text: what was taken by an earlier step. HIDDEN ends a number; FOUND is a waybill, over which a list goes on. */
const HIDDEN = '\u0000'
const FOUND = '\u0001'

interface Hit {
  value: string
  from: number
  to: number
  /** Where its list began, so that the name before the list counts for all of it. */
  anchor: number
  labelled: boolean
  typed?: string
}

/** A text of which parts are taken away while it is read. */
interface Sheet {
  text: string
}
/** Applies many spans at once, so that long messages stay linear. Later spans that overlap earlier ones are dropped. */
function hideAll<T extends { from: number; to: number }>(sheet: Sheet, spans: T[], by: string = HIDDEN): T[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from || b.to - a.to)
  const kept: T[] = []
  const parts: string[] = []
  let at = 0
  for (const span of sorted) {
    if (span.from < at) continue
    parts.push(sheet.text.slice(at, span.from), by.repeat(span.to - span.from))
    at = span.to
    kept.push(span)
  }
  sheet.text = parts.join('') + sheet.text.slice(at)
  return kept
}

/**
 * Finds waybill numbers, lorries and packages in a message, and says of other numbers what they are. Steps in order, each hiding what it took
 * from the later ones: labelled other numbers, money, dates; plates, phones; stamps and papers; unmistakable forms; labelled values; digits with a
 * known prefix; digits beside the name of a carrier. Linear in the length of the text.
 */
export function findTracking(message: string): TrackingWords {
  const text = normaliseTracking(message)
  const sheet: Sheet = { text }
  const others: OtherNumber[] = []
  const take = (found: OtherNumber[]): void => {
    for (const other of hideAll(sheet, found)) others.push(other)
  }

  const names = carriersNamed(text)
  take(labelledOthers(sheet.text))
  take(matchesOf(sheet.text, MONEY_AND_DATES))
  const plates = hideAll(sheet, platesIn(sheet.text))
  const early = uniqueForms(sheet.text, true)
  take(matchesOf(sheet.text, PHONES).filter((p) => !early.some((h) => h.from < p.to && p.from < h.to)))
  take(matchesOf(sheet.text, STAMPS_AND_PAPERS))
  const cutOff = hideAll(sheet, cutOffs(sheet.text, names)).map((c) => c.value)

  const hits: Hit[] = []
  const keep = (found: Hit[]): void => {
    for (const hit of hideAll(sheet, found, FOUND)) hits.push(hit)
  }
  keep(uniqueForms(sheet.text, false))
  keep(labelledValues(sheet.text, names))
  take(matchesOf(sheet.text, BARE))
  keep(longDigits(sheet.text))
  keep(besideNames(sheet.text))

  const tracking = inOrder(hits, names, text)
  const mobiles = others.filter((o) => o.kind === 'phone')
  const pieces = piecesIn(sheet.text)
  return {
    tracking,
    notTracking: others.map(({ value, kind }) => ({ value, kind })),
    cutOff,
    ...(plates.length > 0
      ? {
          truck: {
            plates: [...new Set(plates.map((p) => p.plate))],
            ...(plates.length === 1 && mobiles.length === 1 && mobiles[0] ? { driverPhone: mobiles[0].value } : {}),
          },
        }
      : {}),
    ...(pieces ? { pieces } : {}),
  }
}

const MOBILE = /^1[3-9]\d{9}$/
/** Beginnings of numbers that people break into groups. */
const GROUP_HEAD = /^(?:SF|YT|JT|KY|JD|DPK|DPL|STO|1Z|[A-Z]{2})/
const MOST_GROUPS = 8

/** Runs of letters and digits that are a carrier's unmistakable form, whole or in groups with single spaces or hyphens. `grouped`: only the latter. */
function uniqueForms(text: string, grouped: boolean): Hit[] {
  const runs = [...text.matchAll(/[A-Z0-9]+/g)].map((m) => ({ value: m[0], from: m.index, to: m.index + m[0].length }))
  const found: Hit[] = []
  for (let i = 0; i < runs.length; i++) {
    const first = runs[i]
    if (!first || first.value.length > 40) continue
    let joined = first.value
    let to = first.to
    if (!grouped) {
      const whole = asUnique(joined)
      if (whole) {
        const suffix = /^(?:JD|V)/.test(whole.value) ? /^-\d{1,3}-\d{1,3}-?(?![A-Z0-9])/.exec(text.slice(to, to + 12)) : null
        found.push({ ...whole, from: first.from, to: to + (suffix?.[0].length ?? 0), anchor: first.from, labelled: false })
        continue
      }
    }
    if (!GROUP_HEAD.test(joined)) continue
    for (let k = i + 1; k < runs.length && k < i + MOST_GROUPS; k++) {
      const next = runs[k]
      if (!next || next.from !== to + 1 || !/[ -]/.test(text[to] ?? '') || MOBILE.test(next.value)) break
      joined += next.value
      to = next.to
      if (joined.length > 24) break
      if (candidatesByForm(joined).unique) {
        found.push({ value: joined, from: first.from, to, anchor: first.from, labelled: false })
        i = k
        break
      }
    }
  }
  return found
}

/** A whole run as a number; one letter typed for a digit is put right, and asked about. */
function asUnique(run: string): { value: string; typed?: string } | undefined {
  if (candidatesByForm(run).unique) return { value: run }
  if (run.length < 12 || run.length > 18) return undefined
  const letters = Array.from(run.slice(2)).filter((c) => /[OIL]/.test(c)).length
  if (letters !== 1) return undefined
  const mended = run.slice(0, 2) + run.slice(2).replace(/[OIL]/, (c) => (c === 'O' ? '0' : '1'))
  return candidatesByForm(mended).unique && /^[A-Z]{2,4}\d+$/.test(mended) ? { value: mended, typed: run } : undefined
}

const TRACKING_LABEL = new RegExp(
  [
    '(?:快递|物流|托运|货运)单?号码?',
    '(?:托|货)运单号?码?',
    '运单号?码?',
    '面单号?码?',
    '(?<![送发出提进退收订])货单号',
    '(?<![订工购账帐价料库回产务货])单号',
    '(?<![A-Z])TRACKING(?:\\s?(?:NO\\.?|NUMBER|ID))?',
    '(?<![A-Z])AWB(?:\\s?NO\\.?)?',
  ].join('|'),
  'g',
)
/** Between label and value: 是, a colon, a carrier's name. */
const BETWEEN = /(?:[\s:#=(]|是|为|号|码|NO\.?)*/y
const VALUE = /\d{2,6}(?: \d{2,6}){1,6}(?![A-Z0-9-])|[A-Z0-9][A-Z0-9-]{4,25}(?![A-Z0-9-])/y
const LIST_ON = /[、,/&和;\s]{1,4}/y
const FOUND_RUN = new RegExp(`${FOUND}+`, 'y')
/** 5000PCS, 180KG: a quantity, not a number. */
const QUANTITY = /^\d+(?:PCS|KG|KGS|CM|MM|PC|SET|SETS|T|G|M|ML|L|H)$/
const UNIT_AFTER = /^\s?(?:件|箱|吨|公斤|千克|个|包|托|米|张|支|只|台|套|令|卷|元|万|位|KG|PCS)/

function labelledValues(text: string, names: NamedCarrier[]): Hit[] {
  const found: Hit[] = []
  let past = 0
  for (const label of text.matchAll(TRACKING_LABEL)) {
    if (label.index < past) continue
    let at = skip(text, label.index + label[0].length, names)
    for (let previous: string | undefined; ; ) {
      const earlier = stick(FOUND_RUN, text, at)
      if (earlier) {
        at = earlier.to
        previous = ''
      } else {
        const value = valueAt(text, at, previous)
        if (!value) break
        found.push({ value: value.value, from: at, to: value.to, anchor: label.index, labelled: true })
        previous = value.value
        at = value.to
      }
      past = at
      const on = stick(LIST_ON, text, at)
      if (!on) break
      at = skip(text, on.to, names)
    }
  }
  return found
}

function skip(text: string, from: number, names: NamedCarrier[]): number {
  let at = stick(BETWEEN, text, from)?.to ?? from
  const name = names.find((n) => n.from === at)
  if (name) at = stick(BETWEEN, text, name.to)?.to ?? name.to
  return at
}

const stick = (pattern: RegExp, text: string, at: number): { value: string; to: number } | undefined => {
  pattern.lastIndex = at
  const m = pattern.exec(text)
  return m ? { value: m[0], to: at + m[0].length } : undefined
}

/** A value of at least four digits in a row; what continues a list must look like a waybill of its own or like the one before. */
function valueAt(text: string, at: number, previous: string | undefined): { value: string; to: number } | undefined {
  const read = stick(VALUE, text, at)
  if (!read) return undefined
  const value = read.value.replace(/[ -]/g, '')
  const isGroup = read.value.includes(' ')
  if (!/\d{4}/.test(isGroup ? value : read.value) || QUANTITY.test(value) || MOBILE.test(value)) return undefined
  if (/X{2}/.test(value) || UNIT_AFTER.test(text.slice(read.to, read.to + 4))) return undefined
  if (/^\d{20,}$/.test(value)) return undefined
  if (previous !== undefined && value.length !== previous.length && value.replace(/\D/g, '').length < 10) return undefined
  return { value, to: read.to }
}

/** 13 to 15 digits with a known prefix. */
const longDigits = (text: string): Hit[] =>
  [...text.matchAll(/(?<![A-Z0-9])\d{13,15}(?![A-Z0-9])/g)].map((m) => plain(m[0], m.index))

/** Shorter digits, or letters with digits, which only the name of a carrier in the line makes a waybill. */
const besideNames = (text: string): Hit[] =>
  [...text.matchAll(/(?<![A-Z0-9-])(?:[A-Z]{0,3}\d{8,14})(?![A-Z0-9-])/g)]
    .filter((m) => !MOBILE.test(m[0]))
    .map((m) => plain(m[0], m.index))

/** A name may be glued to its digits: DHL9584784834. */
const plain = (value: string, from: number): Hit => {
  const glued = /^(?:DHL|UPS|EMS)(?=\d)/.exec(value)?.[0].length ?? 0
  return { value: value.slice(glued), from: from + glued, to: from + value.length, anchor: from, labelled: false }
}

const UNREADABLE = /看不清|不清楚|模糊|看不见|缺位|少了?[一二三四五\d]位/
/** Dots or stars stand for digits: SF1626…901, SF1385****739. */
function cutOffs(text: string, names: NamedCarrier[]): { value: string; from: number; to: number }[] {
  const found = [...text.matchAll(/(?<![A-Z0-9.])[A-Z]{0,4}\d{2,14}(?:\.{2,}|\*+|X{2,}|_{2,})[A-Z0-9]{0,14}/g)].filter(
    (m) => GROUP_HEAD.test(m[0]) || nearTracking(text, m.index, names),
  )
  const unclear = [...text.matchAll(/(?<![A-Z0-9])(?:SF|YT|JT|KY|DP[KL]|\d)\d{3,14}(?![A-Z0-9])/g)].filter(
    (m) => !candidatesByForm(m[0]).unique && UNREADABLE.test(text.slice(m.index + m[0].length, m.index + m[0].length + 16)),
  )
  return [...found, ...unclear].map((m) => ({ value: m[0], from: m.index, to: m.index + m[0].length }))
}

/** A label or a carrier's name shortly before. */
const nearTracking = (text: string, at: number, names: NamedCarrier[]): boolean => {
  const before = text.slice(Math.max(0, at - 12), at)
  return before.search(TRACKING_LABEL) >= 0 || names.some((n) => n.to <= at && n.to > at - 12)
}

/** Hits in text order, each once, with the carrier named for them; those that nothing makes a waybill are dropped. */
function inOrder(hits: Hit[], names: NamedCarrier[], text: string): FoundNumber[] {
  const sorted = [...hits].sort((a, b) => a.from - b.from)
  const seen = new Set<string>()
  const found: FoundNumber[] = []
  const nameOf = nearestNames(sorted, names, text)
  sorted.forEach((hit, i) => {
    if (seen.has(hit.value)) return
    const proposal = propose(hit.value, nameOf[i], hit.labelled)
    if (!proposal) return
    seen.add(hit.value)
    found.push({
      number: hit.value,
      ...proposal,
      ask: proposal.ask || hit.typed !== undefined,
      needsPhone4: needsPhone4(proposal.candidates[0]),
      ...(hit.typed ? { typed: hit.typed } : {}),
    })
  })
  return found
}

/**
 * The name that counts for each hit: the nearest one before it in its line, or before the list it belongs to; a name after it only when it follows
 * directly and does not itself lead on to another number.
 */
function nearestNames(hits: Hit[], names: NamedCarrier[], text: string): (CarrierId | undefined)[] {
  let next = 0
  return hits.map((hit, i) => {
    while (next < names.length && (names[next]?.from ?? 0) < hit.from) next++
    const before = names[next - 1]
    const inLine = (from: number): boolean => !text.slice(from, hit.from).includes('\n')
    if (before && hit.from - before.to < 400 && inLine(before.to)) return before.id
    if (before && before.to >= lineStart(text, hit.anchor) && hit.anchor !== hit.from) return before.id
    const after = names[next]
    const follower = hits[i + 1]
    if (!after || !/^[\s(]?$/.test(text.slice(hit.to, after.from)) || text.slice(hit.to, after.from).includes('\n'))
      return undefined
    const leadsOn =
      follower &&
      /^[\s:单号是为#]{0,4}$/.test(text.slice(after.to, follower.from)) &&
      !text.slice(after.to, follower.from).includes('\n')
    return leadsOn ? undefined : after.id
  })
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1
