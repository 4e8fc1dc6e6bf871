import { CARRIERS, type CarrierId } from './carrier-table'

export interface NamedCarrier {
  id: CarrierId
  from: number
  to: number
}

const NAMES = CARRIERS.flatMap((c) => c.names.map((name) => ({ id: c.id, name: name.toUpperCase() }))).sort(
  (a, b) => b.name.length - a.name.length,
)
const ID_OF = new Map(NAMES.map((n) => [n.name, n.id]))
/** Latin names stand alone among letters, but may be glued to digits: DHL9584784834. */
const NAME = new RegExp(NAMES.map(({ name }) => (/^[A-Z]/.test(name) ? `(?<![A-Z0-9])${name}(?![A-Z])` : name)).join('|'), 'g')

/** Carriers named in normalised text, longer names first: 顺丰快运 is not 顺丰. */
export const carriersNamed = (text: string): NamedCarrier[] =>
  [...text.matchAll(NAME)].map((m) => ({ id: ID_OF.get(m[0]) ?? '', from: m.index, to: m.index + m[0].length }))

/** The carrier that a person wrote as a whole field: 顺丰, 德邦物流, shunfeng. */
export function carrierOfWords(words: string): CarrierId | undefined {
  const text = words.normalize('NFKC').trim()
  return carriersNamed(text.toUpperCase())[0]?.id ?? CARRIERS.find((c) => c.id === text.toLowerCase())?.id
}
