import Decimal from 'decimal.js'
import type { CatalogueProduct, Doubt, DraftLine, Read } from '../draft'
import { matchCatalogue } from '../catalogue/match-catalogue'
import type { Column } from './sheet-header'
import type { Placed, TableRow } from './sheet-table'
import type { SheetText } from './sheet-text'
import { plainNumber, readPriceCell, readQuantityCell, sheetUnit } from './sheet-values'

/** What a row gives: a line, or why it is none. */
export type RowRead =
  | {
      line: DraftLine
      doubts: { part: string; reason: string; params?: Record<string, string> }[]
      cells: Record<string, string>
      foreign?: true
      formula?: string
    }
  | { skip: 'no-quantity' | 'no-goods' }

const SAME = /^(?:同上|同前|〃|"|''|””|″|ditto|-"-)$/i

/** The value of the row above where this one says 同上 or leaves the goods out. */
export interface Carried {
  product?: Placed
}

const bare = (p: Placed | undefined): string => p?.cell.text.replace(/\s+/g, ' ').trim() ?? ''

/** One row as an order line. Fields keep the cell they came from; what is not sure becomes a doubt, never a guess. */
export function readRow(row: TableRow, carried: Carried, text: SheetText, catalogue: CatalogueProduct[] | null): RowRead {
  const quantityAt = row.of('quantity')
  const quantity = quantityAt ? readQuantityCell(quantityAt.cell) : {}
  const formulaEmpty = quantityAt?.cell.formula === 'missing'
  const said = row.of('product')
  const code = row.of('code')
  const model = row.of('model')
  const specs = row.all('spec')
  const repeats = said === undefined || SAME.test(bare(said))
  const product = repeats && !code && !model ? carried.product : said
  if (!product && !code && !model && specs.length === 0) return { skip: 'no-goods' }
  if (!quantity.value && !quantity.unreadable && !quantity.negative && !formulaEmpty) return { skip: 'no-quantity' }
  if (said && !repeats) carried.product = said

  const doubts: { part: string; reason: string; params?: Record<string, string> }[] = []
  const cells: Record<string, string> = {}
  const put = (part: string, value: string, p: Placed, confidence = 0.95): Read<string> => {
    cells[part] = p.name
    return text.read(value, p.cell, p.row, p.column, confidence)
  }
  text.newLine()
  const name = product ?? model ?? code
  const specParts = [...specs.map(({ column, at }) => specWords(column, at)), ...(product && model ? [bare(model)] : [])]
  const line: DraftLine = {}
  if (name) line.productName = put('productName', bare(name), name, repeats ? 0.7 : 0.95)
  if (code && code !== name) line.productCode = put('productCode', bare(code), code)
  const specAt = specs[0]?.at ?? (product ? model : undefined)
  if (specAt && specParts.length > 0) {
    const first = put('spec', specParts.join(' '), specAt)
    for (const s of specs.slice(1)) first.spans.push(...text.read('', s.at.cell, s.at.row, s.at.column).spans)
    if (product && model && specs.length > 0) first.spans.push(...text.read('', model.cell, model.row, model.column).spans)
    line.spec = first
  }
  const color = row.of('color')
  if (color) line.color = put('color', bare(color), color)

  if (quantityAt && quantity.value) {
    line.quantity = put('quantity', quantity.value, quantityAt, quantity.unsure ? 0.6 : 0.95)
    if (quantity.max) line.quantityMax = put('quantityMax', quantity.max, quantityAt)
    if (quantity.tolerancePct) line.tolerancePct = put('tolerancePct', quantity.tolerancePct, quantityAt)
    if (quantity.unsure) doubts.push({ part: 'quantity', reason: 'LOW_CONFIDENCE' })
  }
  readUnit(row, quantity.unit, line, put, doubts)
  const foreign = readMoney(row, line, put, doubts)
  const tolerance = row.of('tolerance')
  const share = tolerance ? /^[±+-]*(\d{1,2}(?:\.\d{1,2})?)%?$/.exec(bare(tolerance))?.[1] : undefined
  if (tolerance && share && !line.tolerancePct) line.tolerancePct = put('tolerancePct', new Decimal(share).toFixed(), tolerance)
  const notes = [...row.all('note'), ...row.all('packaging')]
  const noteWords = [
    ...notes.map((n) => bare(n.at)),
    ...(quantity.unreadable && quantityAt ? [`数量栏写的是“${bare(quantityAt).slice(0, 30)}”`] : []),
    ...(quantity.negative && quantityAt ? [`数量栏是负数 ${bare(quantityAt).slice(0, 20)}，是退货吗`] : []),
  ]
  const noteAt = notes[0]?.at ?? quantityAt
  if (noteWords.length > 0 && noteAt) line.note = put('note', noteWords.join('；').slice(0, 200), noteAt)
  if (repeats && product) doubts.push({ part: 'productName', reason: 'LOW_CONFIDENCE' })
  matchProduct(line, catalogue, doubts)
  const formula = [quantityAt, ...row.all('unitPrice').map((p) => p.at), ...row.all('amount').map((p) => p.at)].find(
    (p) => p?.cell.formula === 'missing',
  )
  return { line, doubts, cells, ...(foreign ? { foreign: true as const } : {}), ...(formula ? { formula: formula.name } : {}) }
}

const specWords = (column: Column, p: Placed): string => {
  const words = bare(p)
  return column.suffix && plainNumber(words) !== undefined ? `${words}${column.suffix}` : words
}

type Put = (part: string, value: string, p: Placed, confidence?: number) => Read<string>
type Doubts = { part: string; reason: string; params?: Record<string, string> }[]

/** The unit beside the number is what was meant; a unit column or the heading says it for the whole column. */
function readUnit(row: TableRow, own: string | undefined, line: DraftLine, put: Put, doubts: Doubts): void {
  const at = row.of('unit')
  const stated = at ? sheetUnit(at.cell.text) : undefined
  const heading = row.all('quantity')[0]
  const unit = own ?? stated ?? heading?.column.unit
  if (at && !stated && !own && bare(at)) line.unit = put('unit', bare(at).slice(0, 8), at, 0.6)
  else if (unit) line.unit = own || !stated || !at ? unitFrom(unit, heading?.at, put) : put('unit', unit, at)
  if (own && stated && own !== stated) doubts.push({ part: 'unit', reason: 'UNIT_CONFLICT' })
}

const unitFrom = (unit: string, at: Placed | undefined, put: Put): Read<string> =>
  at ? put('unit', unit, at) : { value: unit, spans: [], confidence: 0.9 }

/** Price, its unit and the stated amount. True when the money is foreign: then no price is taken. */
function readMoney(row: TableRow, line: DraftLine, put: Put, doubts: Doubts): boolean {
  const price = row.all('unitPrice')[0]
  const amount = row.all('amount')[0]
  let foreign = false
  if (price) {
    const read = readPriceCell(price.at.cell)
    foreign = read.foreign === true || price.column.foreign === true
    if (read.value && !foreign) {
      line.unitPrice = put('unitPrice', read.value, price.at, read.long ? 0.7 : 0.95)
      const perUnit = read.perUnit ?? price.column.unit
      if (perUnit) line.priceUnit = put('priceUnit', perUnit, price.at)
      if (read.long) doubts.push({ part: 'unitPrice', reason: 'LONG_PRICE' })
    }
  }
  if (amount && !foreign && !amount.column.foreign) {
    const read = readPriceCell(amount.at.cell)
    if (read.value) line.amount = put('amount', new Decimal(read.value).toDecimalPlaces(2).toFixed(), amount.at)
  }
  if (line.quantity && line.unitPrice && line.amount) {
    const product = new Decimal(line.quantity.value).times(line.unitPrice.value)
    if (product.minus(line.amount.value).abs().greaterThan('0.01')) doubts.push({ part: 'amount', reason: 'AMOUNT_CONFLICT' })
  }
  if (line.unit && line.priceUnit && line.unit.value !== line.priceUnit.value)
    doubts.push({ part: 'unitPrice', reason: 'PRICE_UNIT_DIFFERS' })
  return foreign
}

/** The catalogue product of the row: by its code column, else by the words of name and spec. */
function matchProduct(line: DraftLine, catalogue: CatalogueProduct[] | null, doubts: Doubts): void {
  if (!catalogue) return
  const byCode = catalogue.find((p) =>
    [line.productCode?.value, line.productName?.value].some((v) => v?.toLowerCase() === p.code.toLowerCase()),
  )
  const match = byCode
    ? { code: byCode.code, candidates: 1 }
    : matchCatalogue(
        {
          name: line.productName?.value ?? '',
          spec: line.spec?.value ?? '',
          ...(line.color ? { color: line.color.value } : {}),
          ...(line.unit ? { unit: line.unit.value } : {}),
        },
        catalogue,
      )
  line.catalogCode = match.code
  if (match.code === null)
    doubts.push({ part: 'productName', reason: match.candidates > 0 ? 'SEVERAL_PRODUCTS' : 'NOT_IN_CATALOGUE' })
}

/** The doubts of line `index` with their full path. */
export const linePaths = (index: number, doubts: Doubts): Doubt[] =>
  doubts.map((d) => ({
    path: `orders[0].lines[${index}].${d.part}`,
    reason: d.reason,
    ...(d.params ? { params: d.params } : {}),
  }))
