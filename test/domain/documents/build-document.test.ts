import { buildDocument } from '../../../domain/documents/build-document'
import { documentSnapshot, nextDocumentNumber } from '../../../domain/documents/document-number'
import type { DocumentContent } from '../../../domain/documents/document'
import { DOCUMENT_KINDS } from '../../../domain/documents/document-kinds'
import { KINDS, PAPER_MILL, paperOf, paperOrder } from '../../support/paper-order'

const built = (kind: (typeof KINDS)[number], order = paperOrder(), document = paperOf(kind)): DocumentContent =>
  buildDocument({ ...order, documents: [document] }, document, { directory: PAPER_MILL })

const entriesOf = (content: DocumentContent): Record<string, string> =>
  Object.fromEntries(
    [...content.meta, ...content.sections.flatMap((s) => (s.kind === 'entries' ? s.entries : []))].map((e) => [e.label, e.value]),
  )
const all = (content: DocumentContent): string => JSON.stringify(content)

test('there are fifteen kinds of paper, each with letters of its own', () => {
  expect(KINDS).toHaveLength(15)
  expect(new Set(KINDS.map((k) => DOCUMENT_KINDS[k].suffix)).size).toBe(15)
})

test.each(KINDS)('%s names its number, its order and its day in the company zone, and has a table row for each line', (kind) => {
  const content = built(kind)
  expect(entriesOf(content)).toMatchObject({
    单据编号: `GD001-20261102-01-${DOCUMENT_KINDS[kind].suffix}01`,
    订单号: 'GD001-20261102-01',
    开单日期: '2026-11-17',
  })
  for (const section of content.sections)
    if (section.kind === 'table') for (const row of section.rows) expect(row).toHaveLength(section.columns.length)
  expect(content.sections.some((s) => s.kind === 'table' && s.rows.length === 2)).toBe(true)
})

test.each(KINDS)('%s of an order of which nothing is known yet is built all the same, with dashes', (kind) => {
  const { customer: _, ...rest } = paperOrder({ draft: {}, lines: [], facts: {}, produced: {}, payments: [], shipments: [] })
  expect(all(built(kind, rest, paperOf(kind, { snapshot: {} })))).toContain('—')
})

test('no paper for customers prints what was meant for colleagues alone', () => {
  for (const kind of KINDS)
    if (DOCUMENT_KINDS[kind].audience === 'customer') {
      expect(all(built(kind))).not.toContain('底价')
      expect(all(built(kind))).not.toContain('内部单据')
    } else expect(built(kind).footer).toBe('内部单据，请勿外传')
})

test('the confirmation calls its date 完成日 and says that it is no shipping date [AC-032]', () => {
  const content = built('order-confirmation')
  expect(entriesOf(content)['完成日']).toContain('2026-11-17')
  expect(all(content)).toContain('完成日指复卷完成后的成品完成日期，不是发货日期')
  expect(Object.keys(entriesOf(content)).filter((label) => /发货日期|发货时间/.test(label))).toEqual([])
})

test('once production wrote its own date, the date on the sheet is marked as not binding [AC-052]', () => {
  expect(entriesOf(built('order-confirmation'))['完成日']).toBe('2026-11-17（不作为生产依据）')
  expect(entriesOf(built('production-order'))).toMatchObject({
    完成日: '2026-11-16',
    确认书完成日: '2026-11-17（不作为生产依据）',
  })
  const { finishDate: _, ...facts } = paperOrder().facts
  expect(entriesOf(built('order-confirmation', paperOrder({ facts })))['完成日']).toBe('2026-11-17')
})

test('the production order gives the tolerance of each line and no prices [AC-054]', () => {
  const content = built('production-order')
  const [table] = content.sections.filter((s) => s.kind === 'table')
  const at = table?.columns.findIndex((c) => c.id === 'tolerance') ?? -1
  expect(table?.rows.map((row) => row[at])).toEqual(['±5%', '±3%'])
  expect(all(content)).not.toMatch(/单价|金额/)
})

test('the balance notice counts by produced quantity, less the deposit, also in capitals [AC-071]', () => {
  const said = all(built('balance-notice'))
  // 118 × 153 + 31 × 268.5 = 26377.50, less 7964.78.
  expect(said).toContain('26377.50')
  expect(said).toContain('18412.72')
  expect(said).toContain('壹万捌仟肆佰壹拾贰元柒角贰分')
})

test('a new version keeps the number and says which version it replaces', () => {
  const order = paperOrder({ documents: [paperOf('order-confirmation')] })
  const next = nextDocumentNumber(order, 'order-confirmation')
  expect(next).toEqual({ number: 'GD001-20261102-01-QR01', version: 2, replaces: 1 })
  expect(entriesOf(built('order-confirmation', order, paperOf('order-confirmation', next)))['版本']).toBe(
    '第2版（替代第1版，原版作废）',
  )
})

test('each shipment has a delivery note of its own, which keeps its shipment when the next one leaves', () => {
  const order = paperOrder()
  const first = paperOf('delivery-note', { snapshot: documentSnapshot(order) })
  const second = { ...order.shipments[0]!, id: 's2', trackingNumber: 'SF777', shippedAt: '2026-11-20T02:00:00.000Z' }
  const later = { ...order, shipments: [...order.shipments, second], documents: [first] }
  expect(nextDocumentNumber(later, 'delivery-note')).toEqual({ number: 'GD001-20261102-01-FH02', version: 1 })
  expect(entriesOf(built('delivery-note', later, first))['运单号']).toBe('DPK364120087751')
})

test('the letterhead of the company file stands on its papers, and its bank where money is asked for', () => {
  const letterhead = {
    lines: ['云和县工业园区 8 号'],
    bank: { name: '中国银行云和支行', account: '6222 0000 1111' },
    footer: '客服电话 0578-5120000',
  }
  const directory = { ...PAPER_MILL, company: { ...PAPER_MILL.company, letterhead } }
  for (const kind of ['contract', 'balance-notice'] as const) {
    const content = buildDocument(paperOrder(), paperOf(kind), { directory })
    expect(content).toMatchObject({ letterhead: letterhead.lines, footer: letterhead.footer })
    expect(entriesOf(content)).toMatchObject({ 收款户名: '华广纸业有限公司', 收款账号: '6222 0000 1111' })
  }
  expect(all(buildDocument(paperOrder(), paperOf('delivery-note'), { directory }))).not.toContain('6222')
  expect(all(built('contract'))).not.toContain('收款账号')
})

test('a sum with freight says so, since no line shows it; the quote names the freight as money [AC-116]', () => {
  const order = paperOrder()
  const freighted = { ...order, facts: { ...order.facts, freight: { value: '500.00', byId: 'chen', at: order.createdAt } } }
  const said = all(built('quote', freighted))
  expect(said).toContain('合计金额（含运费 500.00 元）（大写）')
  expect(said).toContain('27049.25')
  expect(entriesOf(built('quote', freighted))).toMatchObject({ 运费: '500.00 元', 交货时间: '2026-11-17' })
})
