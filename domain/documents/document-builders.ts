import { buildBalanceNotice } from './balance-notice'
import type { BuildDocument } from './builder'
import { buildContract } from './contract'
import { buildCustomerMemo } from './customer-memo'
import { buildDailyReport } from './daily-report'
import { buildDeliveryNote } from './delivery-note'
import type { DocumentKindId } from './document-kinds'
import { buildOrderConfirmation } from './order-confirmation'
import { buildOrderForm } from './order-form'
import { buildOrderRegister } from './order-register'
import { buildProductionOrder } from './production-order'
import { buildQuote } from './quote'
import { buildReceipt } from './receipt'
import { buildRollList } from './roll-list'
import { buildShippingAdvice } from './shipping-advice'
import { buildShippingRequest } from './shipping-request'
import { buildStockOutSlip } from './stock-out-slip'

/** The builder of each kind of paper. */
export const DOCUMENT_BUILDERS: Record<DocumentKindId, BuildDocument> = {
  'customer-memo': buildCustomerMemo,
  'order-confirmation': buildOrderConfirmation,
  'order-form': buildOrderForm,
  quote: buildQuote,
  contract: buildContract,
  'production-order': buildProductionOrder,
  'daily-report': buildDailyReport,
  'balance-notice': buildBalanceNotice,
  'shipping-request': buildShippingRequest,
  'delivery-note': buildDeliveryNote,
  'stock-out-slip': buildStockOutSlip,
  'shipping-advice': buildShippingAdvice,
  receipt: buildReceipt,
  'roll-list': buildRollList,
  'order-register': buildOrderRegister,
}
