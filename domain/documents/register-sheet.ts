import type { Directory } from '../company'
import type { Order } from '../order/order'
import { moneySummary } from './build-document'
import { dateIn } from './paper'
import { registerRows, registerTable } from './register'

/** A table for a spreadsheet: as many cells a row as columns; right-aligned cells hold figures. */
export interface RegisterSheet {
  title: string
  company: string
  columns: { title: string; align: 'left' | 'right' | 'center'; share: number }[]
  rows: string[][]
}

/** 下单登记表 of a month ("2026-11"): every order placed in it, a row for each line. Source: AC-120. */
export function registerSheet(orders: readonly Order[], directory: Directory, month: string): RegisterSheet {
  const placed = orders.filter((o) => o.phase !== 'draft' && dateIn(directory, o.createdAt).startsWith(`${month}-`))
  const { columns, rows } = registerTable(registerRows(placed, directory, moneySummary))
  return { title: `下单登记表 ${month}`, company: directory.company.name, columns, rows }
}
