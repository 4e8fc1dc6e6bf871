import type { Directory } from '../company'
import type { Order, OrderDocument } from '../order/order'
import type { DocumentContent } from './document'

/**
 * The money of an order as papers print it, CNY as decimal strings with two places. Computed where the money rules stand; builders only print it.
 */
export interface MoneySummary {
  /** By ordered quantities. */
  total: string
  /** By produced quantities, or by ordered ones while nothing was reported (AC-071). */
  producedTotal: string
  depositDue: string
  depositPaid: string
  /** Owed beside the deposit that arrived. */
  balanceDue: string
  balancePaid: string
  /** Still to be paid, never below zero. */
  balanceOpen: string
  /** By line id: amounts of the ordered quantities. */
  lineAmounts: Record<string, string>
  /** By line id: amounts of the produced quantities, for lines that production reported. */
  producedLineAmounts: Record<string, string>
}

/** Builds the content of one paper. Pure; what the order does not know is printed as a dash or left out, never made up. */
export type BuildDocument = (order: Order, directory: Directory, document: OrderDocument, money: MoneySummary) => DocumentContent
