import type { Order, OrderDocument, OrderLine } from '../order/order'
import { formatMoney, subtractDecimals } from '../order/money-state'
import type { MoneySummary } from './builder'
import { customerWords } from './customer-words'
import type { Section, TableColumn } from './document'
import { capitals, DASH, isZero, priceWords, quantityWords, sumOf } from './paper'

type Table = Extract<Section, { kind: 'table' }>

/** A column of a goods table. An optional column is left out when no line has anything to put in it. */
export interface GoodsColumn extends TableColumn {
  optional?: boolean
  cell(line: OrderLine, index: number): string
}

const column = (
  id: string,
  title: string,
  share: number,
  cell: GoodsColumn['cell'],
  more: Partial<Pick<GoodsColumn, 'align' | 'card' | 'optional'>> = {},
): GoodsColumn => ({ id, title, share, cell, align: 'left', ...more })

/** What the goods are, the same on every paper. */
export const WHAT: GoodsColumn[] = [
  column('no', '序号', 1, (_, i) => String(i + 1), { align: 'center' }),
  column('code', '编号', 2.2, (l) => l.productCode ?? '', { optional: true }),
  column('name', '品名', 3.2, (l) => l.name || DASH, { card: true }),
  column('spec', '规格型号', 3.4, (l) => l.spec ?? '', { optional: true, card: true }),
  column('color', '颜色', 1.7, (l) => l.color ?? '', { optional: true, card: true }),
]

export const UNIT = column('unit', '单位', 1.1, (l) => l.unit || DASH, { align: 'center', card: true })
export const ORDERED = column('quantity', '数量', 1.9, (l) => quantityWords(l.quantity), { align: 'right', card: true })
export const TOLERANCE = column(
  'tolerance',
  '允许误差',
  1.7,
  (l) =>
    [
      ...(l.tolerancePct ? [`±${quantityWords(l.tolerancePct)}%`] : []),
      ...(l.tolerances ?? []).map((t) => `${t.kind}${t.value}`),
    ].join(' '),
  {
    optional: true,
    align: 'center',
  },
)
/** Remarks on a line: as written for colleagues, without inner words for customers. */
export const remark = (audience: 'customer' | 'inner'): GoodsColumn =>
  column('note', '备注', 2.6, (l) => (audience === 'customer' ? (customerWords(l.note) ?? '') : (l.note ?? '')), {
    optional: true,
  })
export const PRICE = column('price', '单价（元）', 2, (l) => priceWords(l.unitPrice), { align: 'right' })
export const amount = (amounts: Record<string, string>): GoodsColumn =>
  column('amount', '金额（元）', 2.4, (l) => (priced(l) ? (amounts[l.id] ?? DASH) : DASH), { align: 'right' })
export const quantity = (id: string, title: string, of: (line: OrderLine) => string | undefined): GoodsColumn =>
  column(id, title, 2, (l) => quantityWords(of(l)), { align: 'right', card: true })
/** A column for the pen, or for words of the paper's own. */
export const words = (id: string, title: string, share: number, of: (line: OrderLine) => string = () => ''): GoodsColumn =>
  column(id, title, share, of)

const priced = (line: OrderLine): boolean => line.unitPrice !== '' && line.quantity !== ''

/** A table of lines; `totals` by column id. */
export function goodsTable(
  lines: OrderLine[],
  wanted: GoodsColumn[],
  more: { title?: string; totals?: Record<string, string | undefined>; closing?: string | undefined } = {},
): Table {
  const kept = wanted.filter((c) => !c.optional || lines.some((l, i) => c.cell(l, i) !== ''))
  const cells = Object.fromEntries(
    Object.entries(more.totals ?? {}).flatMap(([id, value]) => (value && kept.some((c) => c.id === id) ? [[id, value]] : [])),
  )
  return {
    kind: 'table',
    title: more.title ?? '产品明细',
    columns: kept.map(({ id, title, align, share, card }) => ({ id, title, align, share, ...(card ? { card } : {}) })),
    rows: lines.map((line, i) => kept.map((c) => c.cell(line, i))),
    ...(lines.length > 0 && Object.keys(cells).length > 0 ? { totals: { label: '合计', cells } } : {}),
    ...(more.closing ? { closing: more.closing } : {}),
  }
}

/** Ordered goods with prices, the sum and the sum in capitals. While a line has no price yet, the sum is open too. */
export function pricedGoods(order: Order, money: MoneySummary, audience: 'customer' | 'inner'): Table {
  const open = order.lines.filter((l) => !priced(l)).length
  // The lines add up to the goods alone; what is owed holds the freight as well.
  const freight = order.facts['freight']?.value
  const carriage = freight && !isZero(freight) ? `（含运费 ${priceWords(freight)} 元）` : ''
  return goodsTable(order.lines, [...WHAT, ORDERED, UNIT, PRICE, amount(money.lineAmounts), TOLERANCE, remark(audience)], {
    totals: {
      quantity: orderedSum(order),
      amount: open > 0 ? '待定' : formatMoney(subtractDecimals(money.total, freight ?? '0')),
    },
    closing: open > 0 ? `有 ${open} 项数量或单价待定，合计金额待定` : inCapitals(`合计金额${carriage}`, money.total),
  })
}

export const orderedSum = (order: Order): string | undefined =>
  sumOf(
    order.lines.map((l) => l.quantity),
    order.lines.map((l) => l.unit),
  )

/** The label with the sum in capitals, then in figures. */
export const inCapitals = (label: string, sum: string): string => {
  const written = capitals(sum)
  return written ? `${label}（大写）：${written}　￥${sum}` : `${label}：￥${sum}`
}

/** Produced quantity of a line: as the paper remembers it, else as the order stands; undefined when nothing was reported. */
export const producedOf = (order: Order, document: Pick<OrderDocument, 'snapshot'>, line: OrderLine): string | undefined =>
  document.snapshot[`produced.${line.id}`] ?? order.produced[line.id]
