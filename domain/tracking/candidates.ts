import { CARRIERS, INTERNATIONAL_POST, UNKNOWN_LINE, type CarrierId } from './carrier-table'
import { carrierById, familyOf } from './carriers'
import { dhlFits, fedexFits, s10Fits, sfFits, upsFits } from './check-digits'

/** Countries of UPU S10 are ISO 3166 codes; letters that are none make it another kind of number. */
const S10 = /^[A-Z]{2}\d{9}([A-Z]{2})$/
const COUNTRIES = new Set(
  (
    'AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CU CV CW CY CZ ' +
    'DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FO FR GA GB GD GE GH GI GL GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG ' +
    'KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NZ ' +
    'OM PA PE PF PG PH PK PL PR PT PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG ' +
    'US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW'
  ).split(' '),
)

/** Candidates of plain digits by prefix, best first; `labelled`: without a label or name such digits are no waybill. */
interface DigitRule {
  prefix: RegExp
  candidates: CarrierId[]
  labelled?: boolean
}

const BY_LENGTH: Record<number, DigitRule[]> = {
  15: [
    { prefix: /^77/, candidates: ['shentong'] },
    { prefix: /^[34]/, candidates: ['yunda'] },
    { prefix: /^/, candidates: ['yunda', 'shentong'], labelled: true },
  ],
  14: [
    { prefix: /^7[3-68]/, candidates: ['zhongtong'] },
    { prefix: /^7/, candidates: ['zhongtong', 'huitongkuaidi'] },
    { prefix: /^/, candidates: ['zhongtong', 'huitongkuaidi'], labelled: true },
  ],
  13: [
    { prefix: /^9[68]/, candidates: ['youzhengguonei'] },
    { prefix: /^99/, candidates: ['youzhengguonei', 'shentong'] },
    { prefix: /^(?:1[0-2]|5[0-2]|95|97)/, candidates: ['ems', 'yunda'] },
    { prefix: /^(?:33|55|66|77|88)/, candidates: ['shentong', 'yunda'] },
    { prefix: /^/, candidates: ['yunda'] },
  ],
  10: [{ prefix: /^/, candidates: [UNKNOWN_LINE, 'debangkuaidi'], labelled: true }],
  9: [{ prefix: /^/, candidates: [UNKNOWN_LINE, 'debangkuaidi'], labelled: true }],
  8: [{ prefix: /^/, candidates: [UNKNOWN_LINE, 'debangkuaidi'], labelled: true }],
}

const OLD_SHENTONG = /^(?:268|368|468|568|588|668|688|768|868|888|968)/
const LTL_OF_TWELVE = ['zhongtongkuaiyun', 'annengwuliu', 'yimidida', 'baishiwuliu']

function twelveDigits(value: string): CarrierId[] {
  return [
    ...(sfFits(value) ? ['shunfeng'] : []),
    ...(OLD_SHENTONG.test(value) ? ['shentong'] : []),
    ...(fedexFits(value) ? ['fedex'] : []),
    ...LTL_OF_TWELVE,
  ]
}

/** All unmistakable forms in one, so that the many runs of a long text that are none are put aside at once. */
const UNIQUE = new RegExp(CARRIERS.flatMap((c) => c.forms.filter((f) => f.unique).map((f) => f.pattern.source)).join('|'))

/** A form with a prefix of its own. */
function byUniqueForm(value: string): CarrierId[] {
  const s10 = S10.exec(value)
  if (s10) {
    if (!COUNTRIES.has(s10[1] ?? '')) return []
    if (s10[1] !== 'CN') return [INTERNATIONAL_POST]
  }
  if (!UNIQUE.test(value)) return []
  const found = CARRIERS.filter((c) => c.forms.some((f) => f.unique && f.pattern.test(value)))
  return found.flatMap((c) => [c.id, ...relatives(c.id, value)])
}

/** The other carriers of the family that use the same form. */
const relatives = (id: CarrierId, value: string): CarrierId[] =>
  CARRIERS.filter((c) => c.id !== id && c.family !== undefined && c.family === familyOf(id) && allows(c.id, value)).map(
    (c) => c.id,
  )

/** Whether a carrier's own forms take this number. */
export const allows = (id: CarrierId, value: string): boolean =>
  carrierById(id)?.forms.some((f) => f.pattern.test(value)) ?? false

export interface ByForm {
  candidates: CarrierId[]
  /** The form alone says so: it is a waybill wherever it stands. */
  unique: boolean
  /** Only with a label or the carrier's name. */
  labelled: boolean
}

/** Whose number it may be by its form alone, best first; without candidates it is no waybill unless a label says so. */
export function candidatesByForm(value: string): ByForm {
  const unique = byUniqueForm(value)
  if (unique.length > 0) return { candidates: unique, unique: true, labelled: false }
  if (!/^\d+$/.test(value)) return { candidates: [], unique: false, labelled: true }
  if (value.length === 12) return { candidates: twelveDigits(value), unique: false, labelled: true }
  const rule = BY_LENGTH[value.length]?.find((r) => r.prefix.test(value))
  if (!rule) return { candidates: [], unique: false, labelled: true }
  const dhl = value.length === 10 && dhlFits(value) ? ['dhl'] : []
  return { candidates: [...dhl, ...rule.candidates], unique: false, labelled: rule.labelled ?? false }
}

export interface Proposal {
  /** Best first, never empty. */
  candidates: CarrierId[]
  checkDigit: 'pass' | 'fail' | 'none'
  /** A person is to confirm before it is followed. */
  ask: boolean
  /** The carrier that was named but does not fit the form. */
  conflict?: CarrierId
}

/**
 * Whose number this is, with the carrier named beside it, if any. A named carrier that allows the form comes first with its family; one that does
 * not is a conflict: the form's carrier stays on top. undefined when neither form nor name nor label makes it a waybill.
 */
export function propose(value: string, named: CarrierId | undefined, labelled: boolean): Proposal | undefined {
  const form = candidatesByForm(value)
  const fits = named !== undefined && namedFits(value, named, form)
  if (!fits && !labelled && (form.labelled || form.candidates.length === 0)) return undefined
  const byForm = form.candidates.length > 0 ? form.candidates : [UNKNOWN_LINE]
  if (named === undefined) return proposal(value, byForm, ambiguous(byForm))
  if (fits) {
    const first = form.candidates.find((c) => c === named) ?? ownForm(value, named) ?? named
    return proposal(value, [...new Set([first, ...familyFirst(first, value), ...form.candidates])], false)
  }
  // 邮政 said of an EMS number, 德邦 of a DPL one: the form says which of the family it is.
  const sameFamily = byForm.find((c) => familyOf(c) === familyOf(named))
  if (sameFamily) return proposal(value, [...new Set([sameFamily, ...byForm])], false)
  return { ...proposal(value, byForm, true), conflict: named }
}

/** A carrier without a published form takes anything but another one's unmistakable number. */
const namedFits = (value: string, named: CarrierId, form: ByForm): boolean =>
  allows(named, value) || ((carrierById(named)?.freeForm ?? false) && !form.unique && value.length >= 5)

/** 德邦 DPL…: named in general, the form tells the branch. */
function ownForm(value: string, named: CarrierId): CarrierId | undefined {
  const unique = CARRIERS.find(
    (c) => familyOf(c.id) === familyOf(named) && c.forms.some((f) => f.unique && f.pattern.test(value)),
  )
  return allows(named, value) ? named : unique?.id
}

const familyFirst = (id: CarrierId, value: string): CarrierId[] => relatives(id, value)

const ambiguous = (candidates: CarrierId[]): boolean =>
  candidates[0] === UNKNOWN_LINE || new Set(candidates.map(familyOf)).size > 1

function proposal(value: string, candidates: CarrierId[], ask: boolean): Proposal {
  const checkDigit = checkOf(value, candidates[0] ?? UNKNOWN_LINE)
  return { candidates, checkDigit, ask: ask || checkDigit === 'fail' }
}

/** The check digit by the rule of this carrier; `none` where no rule is known for the form. */
export function checkOf(value: string, carrier: CarrierId): 'pass' | 'fail' | 'none' {
  const fits = (ok: boolean): 'pass' | 'fail' => (ok ? 'pass' : 'fail')
  if (S10.test(value)) return fits(s10Fits(value))
  if (familyOf(carrier) === 'sf' && /^(?:SF\d{13}|\d{12})$/.test(value)) return fits(sfFits(value))
  if (carrier === 'ups') return fits(upsFits(value))
  if (carrier === 'fedex' && value.length === 12) return fits(fedexFits(value))
  if (carrier === 'dhl' && /^\d{10}$/.test(value)) return fits(dhlFits(value))
  return 'none'
}
