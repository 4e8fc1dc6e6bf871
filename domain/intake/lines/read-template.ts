import type { CatalogueProduct, DraftLine } from '../draft'
import { coinsOf, NUMBER, numberOf } from '../text/numerals'
import type { Page } from '../text/page'
import { matchLine } from '../catalogue/match-line'
import { UNIT, unitOf } from '../words/units'

const FIELD: Record<'name' | 'spec' | 'color' | 'quantity' | 'price' | 'code' | 'unit', RegExp> = {
  name: /(?:^|\n|[;；，,\u0001]\s?)\s*(?:产品名称|产品|品名|货品|商品名称?|商品|物品|物料|名称|材料|品种|纸种|面料)\s?[:：=]\s?([^\n;；\u0001]{1,60})/,
  spec: /(?:^|\n|[;；，,\u0001]\s?)\s*(?:规格型号|规格|型号|尺寸|克重|尺码)\s?[:：=]\s?([^\n;；，,\u0001]{1,60})/,
  color: /(?:^|\n|[;；，,\u0001]\s?)\s*(?:颜色|色号|花色)\s?[:：=]\s?([^\n;；，,\u0001]{1,20})/,
  quantity: /(?:^|\n|[;；，,\u0001]\s?)\s*(?:订购数量|订货数量|数量|订量|用量|采购量)\s?[:：=]\s?([^\n;；，,\u0001]{1,30})/,
  price: /(?:^|\n|[;；，,\u0001]\s?)\s*(?:含税单价|单价|价格|到货价|出厂价|结算价)\s?[:：=]\s?([^\n;；，,\u0001]{1,30})/,
  code: /(?:^|\n|[;；，,\u0001]\s?)\s*(?:货号|款号|产品编号|物料编码|编码)\s?[:：=]\s?([a-z0-9\-_/]{2,30})/,
  unit: /(?:^|\n|[;；，,\u0001]\s?)\s*单位\s?[:：=]\s?([^\n;；，,\u0001]{1,6})/,
}
const QUANTITY = new RegExp(`^(${NUMBER})\\s?(${UNIT})?`)
const PRICE = new RegExp(`^(?:¥|rmb)?\\s?(${NUMBER}(?:块${NUMBER})?)\\s?(?:元|块钱?)?(?:\\s?[/每]\\s?(${UNIT}))?`)

/** A form of one article, field by field: 品名：… 规格：… 数量：… 单价：… Everything read is taken off the page. */
export function readTemplate(page: Page, catalogue: CatalogueProduct[] | null): { lines: DraftLine[] } | undefined {
  const found = Object.fromEntries(
    Object.entries(FIELD).flatMap(([key, pattern]) => {
      const all = page.findAll(pattern)
      return all.length === 1 && all[0] ? [[key, all[0]]] : []
    }),
  ) as Partial<Record<keyof typeof FIELD, RegExpExecArray>>
  const { name, quantity } = found
  if (!name || !quantity) return undefined
  const place = (m: RegExpExecArray): { start: number; end: number; text: string } => {
    const raw = (m[1] ?? '').trimEnd()
    const start = m.index + m[0].indexOf(m[1] ?? '')
    return { start, end: start + raw.length, text: raw }
  }
  const q = place(quantity)
  const counted = QUANTITY.exec(q.text)
  const value = counted ? numberOf(counted[1] ?? '') : undefined
  const n = place(name)
  // A goods label in front of a whole list is no form.
  if (
    !counted ||
    !value ||
    new RegExp(`(?:${NUMBER})\\s?(?:${UNIT})(?![一-鿿a-z0-9*])`).test(n.text.replace(/\d+(?:g|克|mm|cm)/g, ''))
  )
    return undefined
  const line: DraftLine = {}
  const blank = n.text.search(/\s(?=[\d])/)
  const split = blank > 0 && !found.spec ? blank : n.text.length
  line.productName = page.readAs(n.start, n.start + split)
  if (split < n.text.length) line.spec = page.readAs(n.start + split + 1, n.end)
  else {
    const m = /^([一-鿿]+)\s+(.+)$/.exec(n.text)
    if (m?.[1] && m[2] && /\d/.test(m[2])) {
      line.productName = page.readAs(n.start, n.start + m[1].length)
      line.spec = page.readAs(n.end - m[2].length, n.end)
    }
  }
  if (found.spec) {
    const s = place(found.spec)
    line.spec = line.spec
      ? {
          value: `${line.spec.value} ${page.text.slice(s.start, s.end)}`,
          spans: [...line.spec.spans, page.span(s.start, s.end)],
          confidence: 0.9,
        }
      : page.readAs(s.start, s.end)
  }
  if (found.color) line.color = page.readAs(place(found.color).start, place(found.color).end)
  if (found.code) line.productCode = page.readAs(place(found.code).start, place(found.code).end)
  line.quantity = page.read(value, q.start, q.start + (counted[1] ?? '').length)
  const unitWord = counted[2] ?? (found.unit ? place(found.unit).text : undefined)
  const unit = unitWord ? unitOf(unitWord) : undefined
  if (unit)
    line.unit = counted[2]
      ? page.read(unit, q.start + counted[0].length - counted[2].length, q.start + counted[0].length)
      : page.read(unit, place(found.unit as RegExpExecArray).start, place(found.unit as RegExpExecArray).end)
  if (found.price) {
    const p = place(found.price)
    const m = PRICE.exec(p.text)
    const price = m ? (coinsOf(m[1] ?? '') ?? numberOf(m[1] ?? '')) : undefined
    if (m && price) {
      line.unitPrice = page.read(price, p.start, p.start + m[0].length)
      if (m[2]) line.priceUnit = page.read(unitOf(m[2]) ?? m[2], p.start + m[0].length - m[2].length, p.start + m[0].length)
    }
  }
  matchLine(line, catalogue)
  for (const m of Object.values(found)) if (m) page.take(m.index, m.index + m[0].length)
  return { lines: [line] }
}
