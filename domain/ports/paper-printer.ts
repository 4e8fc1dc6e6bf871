import type { DocumentContent } from '../documents/document'
import type { RegisterSheet } from '../documents/register-sheet'
import type { OrderWeek } from '../reports/order-week'

/** A file in the vault, as a message carries it. */
export interface PrintedFile {
  name: string
  mimeType: string
  ref: string
}

/** Turns contents into files of the vault. */
export interface PaperPrinter {
  /** Papers one after the other in one PDF; each begins on a new page. */
  pdf(name: string, papers: [DocumentContent, ...DocumentContent[]]): Promise<PrintedFile>
  /** A table as an Excel workbook. */
  workbook(name: string, sheet: RegisterSheet): Promise<PrintedFile>
  /** The week of the orders as a picture (PNG). */
  weekPicture(name: string, week: OrderWeek): Promise<PrintedFile>
  /** Words as they are, UTF-8. */
  text(name: string, mimeType: string, words: string): Promise<PrintedFile>
}
