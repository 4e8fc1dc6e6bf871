import { flowSchema, type Flow } from '../flow/flow'
import { approvalFlow } from './approval'
import { cabinetShopFlow } from './cabinet-shop'
import { fabricTradeFlow } from './fabric-trade'
import { orderDeskFlow } from './order-desk'
import { paperMillFlow } from './paper-mill'
import { platformFlow } from './platform'
import { purchaseLedgerFlow } from './purchase-ledger'
import { webShopFlow } from './web-shop'

/** The built-in flows with their defaults filled in. A flow that breaks the schema throws here, before anything starts. */
export const ALL_FLOWS: Flow[] = [
  approvalFlow,
  paperMillFlow,
  orderDeskFlow,
  cabinetShopFlow,
  webShopFlow,
  purchaseLedgerFlow,
  fabricTradeFlow,
  platformFlow,
].map((f) => flowSchema.parse(f))
