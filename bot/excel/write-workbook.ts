import type { RegisterSheet } from '../../domain/documents/register-sheet'

const FIGURE = /^-?\d{1,12}(?:\.\d{1,6})?$/

/** A table as .xlsx: title, company, a head that stays in view, a filter, figures as numbers. */
export async function writeWorkbook(sheet: RegisterSheet): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  const page = book.addWorksheet(sheet.title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:3' },
  })
  const last = sheet.columns.length
  for (const [i, column] of sheet.columns.entries()) {
    page.getColumn(i + 1).width = Math.max(8, column.share * 5.5)
    page.getColumn(i + 1).alignment = { horizontal: column.align, vertical: 'top', wrapText: true }
  }
  for (const [row, text, size] of [
    [1, sheet.title, 16],
    [2, sheet.company, 11],
  ] as const) {
    page.mergeCells(row, 1, row, last)
    const cell = page.getCell(row, 1)
    cell.value = text
    cell.font = { bold: true, size }
    cell.alignment = { horizontal: 'center' }
  }
  const head = page.getRow(3)
  head.values = sheet.columns.map((c) => c.title)
  head.font = { bold: true }
  head.alignment = { horizontal: 'center' }
  for (const cells of sheet.rows) {
    const row = page.addRow(
      cells.map((text, i) => (sheet.columns[i]?.align === 'right' && FIGURE.test(text) ? Number(text) : text)),
    )
    row.eachCell((cell, at) => {
      if (typeof cell.value === 'number' && sheet.columns[at - 1]?.title.includes('元')) cell.numFmt = '#,##0.00##'
    })
  }
  page.autoFilter = { from: { row: 3, column: 1 }, to: { row: 3, column: last } }
  return new Uint8Array(await book.xlsx.writeBuffer())
}
