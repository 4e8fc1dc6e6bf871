import { archiveWords, deliveryArchive } from '../../../domain/documents/delivery-archive'
import { mayOpenDossier } from '../../../domain/documents/dossier'
import { erpCsv, erpRecord } from '../../../domain/documents/erp-export'
import { monthIn } from '../../../domain/documents/month-in'
import { registerSheet } from '../../../domain/documents/register-sheet'
import { PAPER_MILL, paperOf, paperOrder } from '../../support/paper-order'

test('the archive of a month names every shipment whose delivery note or receipt is missing [AC-088]', () => {
  const filed = paperOrder({
    number: 'GD001-20261103-01',
    documents: [paperOf('delivery-note')],
    steps: {
      receipt: {
        state: 'done',
        round: 1,
        answers: {
          receipt: {
            taskId: 'receipt',
            actionId: 'received',
            inputs: {},
            evidence: { byId: 'buyer', at: '2026-11-19T03:00:00Z' },
          },
        },
      },
    },
  })
  const rows = deliveryArchive([paperOrder(), filed], PAPER_MILL, '2026-11')
  expect(rows).toHaveLength(2)
  const words = archiveWords(rows, '2026-11')
  expect(words).toContain('共发货 2 票，其中 1 票资料不齐')
  expect(words).toContain('GD001-20261102-01 云和包装有限公司：缺销售发货单、缺客户签收')
  expect(words).not.toContain('GD001-20261103-01')
  expect(archiveWords(deliveryArchive([filed], PAPER_MILL, '2026-11'), '2026-11')).toContain('都齐了')
})

test('a shipment belongs to the month of the company zone', () => {
  const [shipment] = paperOrder().shipments
  const order = paperOrder({ shipments: [{ ...shipment!, shippedAt: '2026-11-30T16:30:00.000Z' }] })
  expect(deliveryArchive([order], PAPER_MILL, '2026-11')).toEqual([])
  expect(deliveryArchive([order], PAPER_MILL, '2026-12')).toHaveLength(1)
})

test('the register lists the orders placed in the month and no drafts', () => {
  const orders = [paperOrder(), paperOrder({ phase: 'draft' }), paperOrder({ createdAt: '2026-10-02T01:00:00.000Z' })]
  expect(registerSheet(orders, PAPER_MILL, '2026-11').rows).toHaveLength(2)
})

test('the export carries the number of the papers and the figures as decimal strings [AC-133]', () => {
  const record = erpRecord(paperOrder(), PAPER_MILL)
  expect(record).toMatchObject({
    number: 'GD001-20261102-01',
    customerCode: 'GD001',
    total: '26549.25',
    requestedDate: '2026-11-18',
  })
  expect(record.lines[1]).toMatchObject({ no: 2, quantity: '30.5', unitPrice: '268.5', amount: '8189.25', tolerancePct: '3' })
  const csv = erpCsv(record).split('\r\n')
  expect(csv).toHaveLength(4)
  expect(csv[0]?.startsWith('\ufeffnumber,orderedOn,')).toBe(true)
  expect(csv[2]).toContain('GD001-20261102-01,2026-11-02,GD001')
})

test('a cell of the export is never a formula, and commas and quotes stay inside their cell', () => {
  const order = paperOrder()
  const record = erpRecord({ ...order, lines: [{ ...order.lines[0]!, name: '=HYPERLINK("x")', spec: '白,"A"' }] }, PAPER_MILL)
  expect(erpCsv(record)).toContain(`"'=HYPERLINK(""x"")","白,""A"""`)
})

test.each([
  ['', '2026-11'],
  [' 2026-10', '2026-10'],
  ['2026年3月', '2026-03'],
  ['9月', '2026-09'],
  ['12月', '2025-12'],
  ['上月', '2026-10'],
  ['本月', '2026-11'],
])('“%s” names the month %s', (words, month) => {
  expect(monthIn(words, '2026-11-24')).toBe(month)
})
test.each(['13月', '怎么弄', '2026-11-24', '0月'])('“%s” names no month', (words) => {
  expect(monthIn(words, '2026-11-24')).toBeUndefined()
})

test('a dossier is for those on the order and those who lead, never for a customer', () => {
  const directory = {
    ...PAPER_MILL,
    people: [
      ...PAPER_MILL.people,
      { id: 'wang', name: '王总', roles: ['director' as const] },
      { id: 'other', name: '外人', roles: ['sales' as const] },
    ],
  }
  const may = (id: string): boolean => mayOpenDossier(directory, paperOrder({ createdById: 'buyer' }), id)
  expect(['li', 'chen', 'wang'].map(may)).toEqual([true, true, true])
  expect(['other', 'buyer', 'nobody'].map(may)).toEqual([false, false, false])
})
