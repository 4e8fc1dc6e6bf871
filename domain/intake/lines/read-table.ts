import type { CatalogueProduct, DraftLine } from '../draft'
import { coinsOf, NUMBER, numberOf } from '../text/numerals'
import type { Page } from '../text/page'
import { codesOf } from '../catalogue/match-catalogue'
import { matchLine } from '../catalogue/match-line'
import { UNIT, unitOf } from '../words/units'

export type Column =
  | 'name'
  | 'code'
  | 'spec'
  | 'color'
  | 'quantity'
  | 'unit'
  | 'price'
  | 'amount'
  | 'note'
  | 'index'
  | 'size'
  | 'number'
  | 'width'
  | 'height'

/** Header words by what their column holds. */
const HEADERS: [RegExp, Column][] = [
  [/^编号$/, 'number'],
  [/^(?:序号?|no\.?|编?号|柜号|行号|项次?|#)$/, 'index'],
  [/^(?:货号|款号|产品编号|物料编码|物料号|商品编码|料号|编码|sku|code|item\s?no\.?)$/, 'code'],
  [
    /^(?:品名|名称|产品|产品名称|货品|货品名称|商品|商品名称|物品|物料|物料名称|材料|项目|品种|物资|物资名称|货名|菜名|内容|品|item|description|name|product)$/,
    'name',
  ],
  [
    /^(?:规格|型号|规格型号|(?:编号|编码|货号|料号)\/(?:规格|型号)|(?:规格|型号)\/(?:编号|编码|货号|料号)|尺寸|规格\/型号|尺码|码数|克重|spec|size|model)(?:\(.*\))?$/,
    'spec',
  ],
  [/^(?:颜色|色号|花色|color|colour)$/, 'color'],
  [
    /^(?:数量|订货数量|订购数量|订量|[件箱套个条包袋卷令桶盒支米张片台只根双把瓶罐板盘吨斤块匹]数|下单数|用量|需求量|qty|quantity|数)(?:\(([^)]{1,4})\))?$/,
    'quantity',
  ],
  [/^(?:单位|unit)$/, 'unit'],
  [/^(?:单?价|价格|含税单价|报价|price|unit\s?price)(?:\([^)]{1,6}\))?$/, 'price'],
  [/^(?:金额|小计|总价|合计|总金额|amount)(?:\([^)]{1,6}\))?$/, 'amount'],
  [/^(?:备注|说明|要求|用途|工艺|remark|note)s?$/, 'note'],
  [/^宽(?:度)?(?:\(.*\))?$/, 'width'],
  [/^(?:厚度|长度|直径|容量|包装|含量|浓度|等级|门幅|幅宽|口径|功率|电压|颗粒度?|目数)(?:\(.*\))?$/, 'size'],
  [/^高(?:度)?(?:\(.*\))?$/, 'height'],
]

/** Some sign of every header of a column of quantities; a row without one heads no table. */
const SAYS_QUANTITY = /[数量]|qty|quantity/

interface Cell {
  start: number
  end: number
  text: string
}

/** Cells of a row by the separator that this table uses. */
function cells(page: Page, start: number, end: number, separator: RegExp): Cell[] {
  const out: Cell[] = []
  let at = start
  const line = page.plain.slice(start, end)
  for (const part of line.split(separator)) {
    const offset = line.indexOf(part, at - start)
    const from = start + Math.max(0, offset)
    const lead = part.length - part.trimStart().length
    out.push({ start: from + lead, end: from + part.trimEnd().length, text: part.trim() })
    at = from + part.length
  }
  return out
}

const SEPARATORS = [/\t/, /\s*\|\s*/, /\s*\/\s*/, /[;；]/, /\s{2,}/, /\s+/, /[,，]/]

/** What the column under a word of a heading holds. */
export const columnOf = (word: string): Column | undefined => HEADERS.find(([p]) => p.test(word))?.[1]

const headerOf = (row: Cell[]): (Column | undefined)[] | undefined => {
  const columns = row.map((c) => columnOf(c.text))
  const known = columns.filter((c) => c !== undefined)
  const useful = known.filter(
    (c) => c === 'quantity' || c === 'name' || c === 'spec' || c === 'code' || c === 'width' || c === 'price',
  )
  return useful.length >= 2 && known.includes('quantity') && known.length >= row.filter((c) => c.text !== '').length * 0.6
    ? columns
    : undefined
}

const LABELLED_ROW = /^(?:客户|订货|采购|收货|送货|联系|地址|电话|手机|备注|交期|付款|发票|买方|需方|甲方)[^\t|,，]{0,6}[:：]/
const TOTAL_ROW = /^(?:合计|总计|小计|共计|总金额|total)/
const QUANTITY = new RegExp(`^(${NUMBER})\\s?(${UNIT})?$`)
const PRICE = new RegExp(`^(?:¥|rmb)?\\s?(${NUMBER})\\s?(?:元|块)?(?:/(${UNIT}))?$`)

export interface TableRead {
  lines: DraftLine[]
  start: number
  end: number
}

/** Tables pasted from a sheet: a header row is found by its words, the rows below are read by column. Everything read is taken off the page. */
export function readTable(page: Page, catalogue: CatalogueProduct[] | null): TableRead | undefined {
  const rows: { start: number; end: number }[] = []
  let at = 0
  for (const line of page.plain.split('\n')) {
    rows.push({ start: at, end: at + line.length })
    at += line.length + 1
  }
  for (const [i, row] of rows.entries()) {
    if (row.end - row.start > 200 || !SAYS_QUANTITY.test(page.plain.slice(row.start, row.end))) continue
    for (const separator of SEPARATORS) {
      const head = cells(page, row.start, row.end, separator).filter((c, k, all) => c.text !== '' || k < all.length - 1)
      const columns = head.length >= 2 ? headerOf(head) : undefined
      if (!columns) continue
      const read = body(page, rows.slice(i + 1), head, columns, separator, catalogue)
      if (read.lines.length === 0) continue
      page.take(row.start, row.end)
      return { lines: read.lines, start: row.start, end: read.end }
    }
  }
  return undefined
}

function body(
  page: Page,
  rows: { start: number; end: number }[],
  head: Cell[],
  columns: (Column | undefined)[],
  separator: RegExp,
  catalogue: CatalogueProduct[] | null,
): { lines: DraftLine[]; end: number } {
  const codes = codesOf(catalogue)
  const isCode = (text: string): boolean => codes.includes(text.replace(/\s+/g, ''))
  const lines: DraftLine[] = []
  let end = head.at(-1)?.end ?? 0
  const quantityAt = columns.indexOf('quantity')
  const headUnit = /[（(]([^)）]{1,4})[)）]|^([件箱套个条包袋卷令桶盒支米张片台只根双把瓶罐板盘吨斤块匹])数$/.exec(
    head[quantityAt]?.text ?? '',
  )
  const unitOfHead = headUnit?.[1] ?? headUnit?.[2]
  const numbers = /编号|编码|货号|料号/.test(head[columns.indexOf('spec')]?.text ?? '')
  for (const row of rows) {
    const row_ = cells(page, row.start, row.end, separator)
    const words = page.plain.slice(row.start, row.end).trim()
    if (words === '') break
    if (TOTAL_ROW.test(words) || LABELLED_ROW.test(words)) break
    const filled = row_.filter((c) => c.text !== '')
    if (filled.length < 2 || row_.length > columns.length + 2) break
    const line: DraftLine = {}
    const put = (column: Column): Cell | undefined => {
      const k = columns.indexOf(column)
      const c = k >= 0 ? row_[k] : undefined
      return c && c.text !== '' ? c : undefined
    }
    const q = put('quantity')
    const m = q ? QUANTITY.exec(q.text) : null
    if (!q || !m) break
    const value = numberOf(m[1] ?? '')
    if (!value) break
    line.quantity = page.read(value, q.start, q.start + (m[1] ?? '').length)
    const unit = put('unit')
    if (unit && unitOf(unit.text)) line.unit = page.read(unitOf(unit.text) ?? '', unit.start, unit.end)
    else if (m[2]) line.unit = page.read(unitOf(m[2]) ?? m[2], q.end - m[2].length, q.end)
    else if (headUnit && unitOfHead && unitOf(unitOfHead)) {
      const h = head[quantityAt] as Cell
      const from = h.start + headUnit.index + (headUnit[1] ? 1 : 0)
      line.unit = page.read(unitOf(unitOfHead) ?? '', from, from + unitOfHead.length)
    }
    const name = put('name')
    if (name) line.productName = page.readAs(name.start, name.end)
    const number = put('number')
    const code = put('code') ?? (number && /^[a-z]+[-\d]{3,}/.test(number.text) ? number : undefined)
    if (code) line.productCode = page.readAs(code.start, code.end)
    const model = columns.includes('code') || number ? undefined : put('spec')
    const numbered =
      model &&
      (isCode(model.text) || (numbers && /^[a-z]{1,5}-?\d[a-z\d]*(?:-\d+)?$/.test(model.text) && /\d{3}|-/.test(model.text)))
        ? model
        : undefined
    if (numbered) line.productCode = page.readAs(numbered.start, numbered.end)
    const spec = numbered ? undefined : (put('spec') ?? put('size') ?? (columns.includes('height') ? undefined : put('width')))
    const width = put('width')
    const height = put('height')
    if (spec) line.spec = page.readAs(spec.start, spec.end)
    else if (width && height)
      line.spec = { value: `${width.text}*${height.text}`, spans: [page.span(width.start, height.end)], confidence: 0.9 }
    const color = put('color')
    if (color) line.color = page.readAs(color.start, color.end)
    const price = put('price')
    const p = price ? PRICE.exec(price.text) : null
    if (price && p) {
      line.unitPrice = page.read(coinsOf(p[1] ?? '') ?? numberOf(p[1] ?? '') ?? '', price.start, price.end)
      if (p[2]) line.priceUnit = page.read(unitOf(p[2]) ?? p[2], price.end - p[2].length, price.end)
    }
    const amount = put('amount')
    const a = amount ? PRICE.exec(amount.text) : null
    if (amount && a) line.amount = page.read(numberOf(a[1] ?? '') ?? '', amount.start, amount.end)
    const note = put('note')
    if (note) line.note = page.readAs(note.start, note.end)
    matchLine(line, catalogue)
    lines.push(line)
    page.take(row.start, row.end)
    end = row.end
  }
  return { lines, end }
}
