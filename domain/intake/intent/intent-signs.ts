import type { Draft, DraftLine, Read } from '../draft'
import type { GoodsMood } from '../words/goods-mood'
import { turnsOf } from './intent-turns'
import type { NormalText } from '../text/normalise-text'

/** What else was read in the message. */
export interface IntentFacts {
  orderNos: number
  /** A table or a form of labelled fields. */
  template: boolean
  /** 照旧, 按样. */
  reference: boolean
  /** 刚才那单, 昨天的订单. */
  pastReference: boolean
  /** How many fields the drafts hold. */
  fields: number
  customer: boolean
  /** Something of the price list. */
  known: boolean
}

/** The letters of a text of which all runs up to a length are signs of it; each sign begins with the prefix. */
export interface Runs {
  prefix: string
  letters: string[]
  longest: number
}

/** What a message is known by. `runs` and `shapes` are runs of letters, `facts` what was read in it. */
export interface IntentSigns {
  runs: Runs
  shapes: Runs
  facts: string[]
}

/** Asks for something to be told. */
export const ASKS = /[?？]|(?:吗|呢|没|么)[，,。\s]*$|多少(?!都)|什么价|几天|怎么|哪|能不能|可不可以|是否/

/** Longest run of signs that is looked at as one. */
const LONGEST_RUN = 3
const LONGEST_SHAPE = 4
/** A message is known by its beginning; a longer text is a list. */
const MOST = 240

/** The letters of a text: figures are one letter whatever they are, and each line has letters of its own for its beginning and its end. */
const lettersOf = (text: string): string[] => [
  ...`^${text.trim().slice(0, MOST)}$`
    .replace(/\s*\n\s*/g, '$^')
    .replace(/\s+/g, ' ')
    .replace(/\d+(?:[.,]\d+)*/g, '0'),
]

/** Each run of letters once, in the order in which they begin. */
export function runsIn({ prefix, letters, longest }: Runs): Set<string> {
  const runs = new Set<string>()
  for (let i = 0; i < letters.length; i++) {
    let run = prefix
    for (let n = 0; n < longest && i + n < letters.length; n++) {
      run += letters[i + n] ?? ''
      runs.add(run)
    }
  }
  return runs
}

/** One capital for what was read in a place, so that any goods, buyers and days look alike. The text itself has no capitals. */
const CLASS_OF_FIELD: Partial<Record<keyof Draft, string>> = {
  customerName: 'C',
  contactName: 'N',
  totalAmount: 'M',
  depositRatio: 'D',
  depositAmount: 'D',
  paymentTerms: 'T',
  requestedDate: 'Z',
  requestedDateFrom: 'Z',
  requestedTime: 'Z',
  shippingMethod: 'W',
  carrier: 'W',
  freightTerms: 'F',
  taxIncluded: 'X',
  invoiceType: 'X',
  taxRate: 'X',
  packaging: 'B',
  urgent: 'Y',
  reference: 'R',
}
const CLASS_OF_PART: Partial<Record<keyof DraftLine, string>> = {
  productName: 'G',
  productCode: 'G',
  spec: 'S',
  color: 'K',
  quantity: 'Q',
  quantityMax: 'Q',
  unit: 'U',
  unitPrice: 'P',
  priceUnit: 'P',
  amount: 'M',
}

interface Mark {
  sign: string
  start: number
  end: number
}

/** The message with each value that was read written as its class: 汇丰那单白帽子要20顶 as C那单G要QU. */
function shapeOf(normal: NormalText, orders: readonly Draft[]): string {
  const marks: Mark[] = []
  const put = (sign: string | undefined, read: Read<unknown> | undefined): void => {
    if (sign === undefined || read === undefined) return
    for (const s of read.spans) {
      const { start, end } = normal.range(s)
      if (start >= 0 && end > start && end <= normal.plain.length) marks.push({ sign, start, end })
    }
  }
  for (const order of orders) {
    for (const [key, sign] of Object.entries(CLASS_OF_FIELD)) put(sign, order[key as keyof Draft] as Read<unknown> | undefined)
    put('A', order.address?.raw)
    for (const phone of order.phones) put('H', phone)
    for (const line of order.lines)
      for (const [key, sign] of Object.entries(CLASS_OF_PART))
        put(sign, line[key as keyof DraftLine] as Read<unknown> | undefined)
  }
  const signs = normal.plain.slice(0, MOST * 2).split('')
  const taken = new Uint8Array(signs.length)
  for (const { sign, start, end } of marks.sort((a, b) => a.end - a.start - (b.end - b.start))) {
    if (end > signs.length || taken.subarray(start, end).includes(1)) continue
    signs.fill('', start + 1, end)
    signs[start] = sign
    taken.fill(1, start, end)
  }
  return signs.join('')
}

/** Lengths at which messages differ. */
const LENGTHS = [8, 14, 24, 40, 80]

function factsOf(normal: NormalText, orders: readonly Draft[], facts: IntentFacts, mood: GoodsMood): string[] {
  const { plain } = normal
  const lines = orders.flatMap((o) => o.lines)
  const goods = lines.filter((l) => l.quantity).length
  const counted = lines.filter((l) => l.quantity && l.unit).length
  const asks = ASKS.test(plain)
  const said: [string, boolean][] = [
    ['number', facts.orderNos > 0],
    ['numbers', facts.orderNos > 1],
    ['number, no goods', facts.orderNos > 0 && goods === 0],
    ['number and goods', facts.orderNos > 0 && goods > 0],
    ['template', facts.template],
    ['reference', facts.reference],
    ['past', facts.pastReference],
    ['known', facts.known],
    ['no goods', goods === 0],
    ['one article', goods === 1],
    ['two articles', goods === 2],
    ['articles', goods > 2 && goods < 6],
    ['many articles', goods > 5],
    ['counted', counted > 0],
    ['counts', counted > 1],
    ['priced', lines.some((l) => l.unitPrice)],
    ['asks', asks],
    ['asks with goods', asks && goods > 0],
    ['asks without goods', asks && goods === 0],
    ['idle counts', mood.wished === 0 && mood.meant + mood.asked + mood.told > 0],
    ['rows', plain.includes('\n')],
    ['orders', orders.length > 1],
  ]
  const moods = (['wished', 'meant', 'asked', 'told'] as const).flatMap((m) =>
    mood[m] > 1 ? [m, `${m} more`] : mood[m] > 0 ? [m] : [],
  )
  const turns = turnsOf(normal, facts.orderNos > 0 || facts.pastReference, goods > 0)
  const fields = new Set(orders.flatMap((o) => Object.keys(o)))
  const length = LENGTHS.filter((n) => plain.length >= n).length
  return [...said.flatMap(([name, holds]) => (holds ? [name] : [])), ...moods, ...fields, ...turns, `length ${length}`].map(
    (f) => `=${f}`,
  )
}

/** What the intent of a message is told by. Linear in the text. */
export const intentSigns = (normal: NormalText, orders: readonly Draft[], facts: IntentFacts, mood: GoodsMood): IntentSigns => ({
  runs: { prefix: '', letters: lettersOf(normal.plain), longest: LONGEST_RUN },
  shapes: { prefix: '~', letters: lettersOf(shapeOf(normal, orders)), longest: LONGEST_SHAPE },
  facts: factsOf(normal, orders, facts, mood),
})
