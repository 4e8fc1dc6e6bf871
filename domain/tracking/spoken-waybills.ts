import type { SpokenWaybill } from '../order/shipment-tracking'
import { TRACK_SAY } from '../wording/tracking'
import { carriersNamed } from './carrier-names'
import { type CarrierId, UNKNOWN_LINE } from './carrier-table'
import { carrierById, carrierTitle, familyOf } from './carriers'
import { findTracking, normaliseTracking, type FoundNumber } from './find-numbers'

export interface Spoken {
  waybills: SpokenWaybill[]
  /** All numbers found, whatever they become. */
  numbers: string[]
  plates: string[]
  cutOff: string[]
  /** Numbers of which it is doubtful whose they are. */
  unsure: string[]
}

/** 义乌专线, 恒通物流: a line that no table knows, by its own name. */
const LINE = /[\u4E00-\u9FFF]{2,6}(?:专线|物流|货运|托运部|快运)/

/** The waybills, lines and lorries of a message as a person would write them down, each with what is doubtful about it. */
export function spokenWaybills(text: string): Spoken {
  const found = findTracking(text)
  const line = lineName(text)
  const lorry = found.truck?.plates.length === 1 ? found.truck : undefined
  const numbers = found.tracking.map((t) => t.number)
  const pieces = found.pieces ? { packages: found.pieces } : {}
  const ofLorry = lorry
    ? {
        ...(lorry.plates[0] ? { plate: lorry.plates[0] } : {}),
        ...(lorry.driverPhone ? { driverPhone: lorry.driverPhone } : {}),
      }
    : {}
  const waybills = found.tracking.map((t): SpokenWaybill => {
    const com = t.candidates[0]
    const isLine = com === UNKNOWN_LINE
    return {
      number: t.number,
      carrier: isLine && line ? line : carrierTitle(com ?? UNKNOWN_LINE),
      ...(carrierById(com) ? { com: com as string } : {}),
      ...(found.tracking.length === 1 ? { ...pieces, ...ofLorry } : {}),
      doubts: doubtsOf(t, isLine && line !== undefined),
    }
  })
  if (waybills.length === 0 && lorry) waybills.push({ number: '', carrier: line ?? '专车', ...ofLorry, ...pieces, doubts: [] })
  const unsure = found.tracking.filter((t) => isUnsure(t, line !== undefined)).map((t) => t.number)
  return { waybills, numbers, plates: found.truck?.plates ?? [], cutOff: found.cutOff, unsure }
}

/** What a carrier service makes of a number: its first guess is proposed, and a person looks at it like at any doubt. A hint, never the truth. */
export function withGuess(waybill: SpokenWaybill, guesses: readonly CarrierId[]): SpokenWaybill {
  const [first, ...others] = guesses.filter((id) => carrierById(id))
  if (first === undefined) return waybill
  const names = [first, ...others.slice(0, 2)].map(carrierTitle).join('、')
  return { ...waybill, carrier: carrierTitle(first), com: first, doubts: [...waybill.doubts, TRACK_SAY.recognised(names)] }
}

/** A line's own name, unless it is a carrier of the table. */
function lineName(text: string): string | undefined {
  const name = LINE.exec(text.normalize('NFKC'))?.[0].replace(/^.*?(?:[走发交由给到]|通过)(?=[\u4E00-\u9FFF]{2})/, '')
  return name && carriersNamed(normaliseTracking(name)).length === 0 ? name : undefined
}

const mayBeSeveral = (t: FoundNumber): boolean =>
  t.ask &&
  !t.conflict &&
  t.checkDigit !== 'fail' &&
  !t.typed &&
  t.candidates[0] !== UNKNOWN_LINE &&
  new Set(t.candidates.map(familyOf)).size > 1

/** The carrier itself is in doubt, whatever else is. */
const isUnsure = (t: FoundNumber, lineNamed: boolean): boolean =>
  t.conflict !== undefined || mayBeSeveral(t) || (t.candidates[0] === UNKNOWN_LINE && !lineNamed)

function doubtsOf(t: FoundNumber, lineNamed: boolean): string[] {
  return [
    ...(t.checkDigit === 'fail' ? [TRACK_SAY.checkDigit] : []),
    ...(t.typed ? [TRACK_SAY.typed(t.typed)] : []),
    ...(t.conflict ? [TRACK_SAY.conflict(carrierTitle(t.conflict), carrierTitle(t.candidates[0] ?? UNKNOWN_LINE))] : []),
    ...(mayBeSeveral(t) ? [TRACK_SAY.several(t.candidates.map(carrierTitle).join('、'))] : []),
    ...(t.candidates[0] === UNKNOWN_LINE && !lineNamed ? [TRACK_SAY.line] : []),
  ]
}
