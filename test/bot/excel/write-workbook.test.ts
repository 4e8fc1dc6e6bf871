import Excel from 'exceljs'
import { writeWorkbook } from '../../../bot/excel/write-workbook'
import { registerSheet } from '../../../domain/documents/register-sheet'
import { PAPER_MILL, paperOrder } from '../../support/paper-order'

test('the register opens in Excel with figures as numbers and its head in view', async () => {
  const book = new Excel.Workbook()
  const bytes = await writeWorkbook(registerSheet([paperOrder()], PAPER_MILL, '2026-11'))
  await book.xlsx.load(bytes.buffer as ArrayBuffer)
  const [page] = book.worksheets
  const row = (at: number): unknown[] => ((page?.getRow(at).values ?? []) as unknown[]).slice(1)
  expect(page?.getCell('A1').value).toBe('下单登记表 2026-11')
  expect(row(3)).toEqual(expect.arrayContaining(['下单日期', '订单号', '客户', '数量', '金额（元）']))
  expect(row(4)).toEqual(expect.arrayContaining(['2026-11-02', 'GD001-20261102-01', '云和包装有限公司', 120, 153, 18360]))
  expect(page?.rowCount).toBe(5)
  expect(page?.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 })
})

test('words that look like a formula stay words', async () => {
  const book = new Excel.Workbook()
  const sheet = { title: '表', company: '公司', columns: [{ title: '备注', align: 'left' as const, share: 2 }], rows: [['=1+1']] }
  await book.xlsx.load((await writeWorkbook(sheet)).buffer as ArrayBuffer)
  expect(book.worksheets[0]?.getCell('A4').value).toBe('=1+1')
})
