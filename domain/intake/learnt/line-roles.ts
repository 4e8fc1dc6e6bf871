import type { DraftLine, Draft, Read } from '../draft'
import type { NormalText } from '../text/normalise-text'
import type { Piece } from '../text/text-pieces'

/** What a piece of a message is: who buys, who receives, where to, the goods and what is said of them, or another field of the order. */
export const ROLES = [
  'none',
  'customer',
  'contact',
  'address',
  'nameBegins',
  'name',
  'code',
  'spec',
  'colorBegins',
  'color',
  'quantity',
  'unit',
  'price',
  'per',
  'amount',
  'lineNote',
  'packaging',
  'note',
  'field',
] as const
type Label = (typeof ROLES)[number]
export type Role = Exclude<Label, 'nameBegins' | 'colorBegins'>
const NUMBER_OF = new Map<string, number>(ROLES.map((r, i) => [r, i]))

/** Fields of a line in the order in which they claim words, with what their words are. */
export const LINE_FIELDS = {
  note: 'lineNote',
  spec: 'spec',
  color: 'color',
  productName: 'name',
  productCode: 'code',
  quantity: 'quantity',
  quantityMax: 'quantity',
  unit: 'unit',
  unitPrice: 'price',
  priceUnit: 'per',
  amount: 'amount',
} as const satisfies Partial<Record<keyof DraftLine, Role>>
const DRAFT_FIELDS: Partial<Record<keyof Draft, Role>> = {
  customerName: 'customer',
  contactName: 'contact',
  packaging: 'packaging',
  notes: 'note',
}
/** Fields that lie in the words of another one. */
const WITHIN = new Set(['note', 'priceUnit'])

type Placed = Pick<Read<unknown>, 'spans'>
/** Fields with their places, as a reader found them or as a person labelled them. */
export interface PlacedOrders {
  orderNos: Placed[]
  paidAmount?: Placed
  orders: object[]
}

/** The roles of the pieces of a message by the fields that were read from it, as indices of ROLES. */
export function rolesByFields(normal: NormalText, pieces: Piece[], read: PlacedOrders): Uint8Array {
  const roles = new Uint8Array(pieces.length)
  const pieceAt = new Int32Array(normal.plain.length + 1).fill(pieces.length)
  for (const [i, p] of pieces.entries()) pieceAt.fill(i, p.start, p.end)
  const put = (field: unknown, role: Role, weak = false): void => {
    for (const span of (field as Placed | undefined)?.spans ?? []) {
      const { start, end } = normal.range(span)
      let first = true
      for (let i = pieceAt[start] ?? pieces.length; i < pieces.length; i++) {
        const p = pieces[i] as Piece
        if (p.start >= end) break
        if (p.kind === 'N' || (p.kind === 'S' && first)) continue
        if (weak && roles[i] !== 0) continue
        roles[i] = NUMBER_OF.get(first && (role === 'name' || role === 'color') ? `${role}Begins` : role) ?? 0
        first = false
      }
    }
  }
  for (const no of read.orderNos) put(no, 'field')
  put(read.paidAmount, 'field')
  for (const order of read.orders as Draft[]) {
    for (const [key, value] of Object.entries(order)) {
      const role = DRAFT_FIELDS[key as keyof Draft]
      if (key === 'address') put((value as Draft['address'])?.raw, 'address')
      else if (key === 'phones') for (const phone of value as Placed[]) put(phone, 'field')
      else if (role) put(value, role)
      else if (key !== 'lines') put(value, 'field', true)
    }
    for (const line of order.lines ?? []) {
      for (const [key, role] of Object.entries(LINE_FIELDS)) put(line[key as keyof DraftLine], role, WITHIN.has(key))
      put(line.tolerancePct, 'field', true)
    }
  }
  return roles
}

/** Words of a message that have one role, half-open. */
export interface RoleSpan {
  role: Role
  start: number
  end: number
  /** How likely the least likely of their pieces has it, 0 to 1. */
  sure: number
}

const ROLE_OF = ROLES.map((l): Role => (l === 'nameBegins' ? 'name' : l === 'colorBegins' ? 'color' : l))

/** Pieces next to each other that have one role. `shares`: how likely each piece has its role; nothing for sure. */
export function spansOf(pieces: Piece[], roles: Uint8Array, shares?: Float64Array): RoleSpan[] {
  const spans: RoleSpan[] = []
  for (const [i, p] of pieces.entries()) {
    const number = roles[i] ?? 0
    const role = ROLE_OF[number] as Role
    const sure = shares?.[i] ?? 1
    const last = spans.at(-1)
    if (last && last.role === role && ROLES[number] === role) {
      last.end = p.end
      last.sure = Math.min(last.sure, sure)
    } else spans.push({ role, start: p.start, end: p.end, sure })
  }
  return spans
}

/** Roles of words that make up lines, and who they are for. */
const OF_LINES = new Set<Role>([...Object.values(LINE_FIELDS), 'customer'])
const HALF = /^半/
/** What says which article it is, and words that only say what stands behind or below them: 款式, 型号. */
const TELLS = new Set<Role>(['name', 'spec', 'color'])
const LABEL =
  /^(?:(?:品|货|产品|物料|商品)?名称?|品类|款式|款号|货号|型号|规格(?:型号)?|尺寸|尺码|颜色|色号|材质|数量|单位|单价|金额|备注|骨数|克重)$/
const RANGE = /^\s?(?:-|~|到|至|或|—|–)+\s?$/

/** 电芯-2600mah: a stroke behind other words parts, but for degrees below zero. */
const STROKED = /^[^\s(:]-(?!\d+(?:[-~到至]|℃|度))/

/** The words that make up lines and their buyers: without signs at their ends, both ends of a range of counts as one. */
export function lineSpans(plain: string, spans: RoleSpan[]): RoleSpan[] {
  const out: RoleSpan[] = []
  for (const [k, s] of spans.entries()) {
    if (!OF_LINES.has(s.role)) continue
    const last = out.at(-1)
    if (last?.role === 'quantity' && s.role === 'quantity' && RANGE.test(plain.slice(last.end, s.start))) {
      last.end = s.end
      last.sure = Math.min(last.sure, s.sure)
      continue
    }
    // 一吨半: the half belongs to the count in front of the unit.
    const counted = out.at(-2)
    if (
      s.role === 'quantity' &&
      last?.role === 'unit' &&
      counted?.role === 'quantity' &&
      last.end === s.start &&
      HALF.test(plain.slice(s.start, s.end))
    ) {
      last.end = s.end
      continue
    }
    const words = plain.slice(s.start, s.end)
    const told = s.role === 'spec'
    const lead = told && STROKED.test(plain.slice(Math.max(0, s.start - 1), s.end)) ? /^-/ : /^[\s:：,，、;；]+/
    const start = s.start + (words.length - words.replace(lead, '').length)
    // 6204-2RSx50: the sign of times belongs to the count; the last letter of CX does not.
    const times = spans[k + 1]?.role === 'quantity' && spans[k + 1]?.start === s.end
    const signs = told
      ? times
        ? /(?:[\s:：,，、;；*-]|(?<![a-z])x)+$/
        : /[\s:：,，、;；-]+$/
      : times
        ? /(?:[\s:：,，、;；*]|(?<![a-z])x)+$/
        : /[\s:：,，、;；]+$/
    const end = s.end - (words.length - words.replace(signs, '').length)
    if (start < end && !(TELLS.has(s.role) && LABEL.test(plain.slice(start, end)))) out.push({ ...s, start, end })
  }
  return out
}
