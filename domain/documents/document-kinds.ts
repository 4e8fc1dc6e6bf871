import type { RoleId } from '../company'

/** A kind of paper that the product issues. */
export interface DocumentKind {
  /** The name by which the procedures call it. */
  title: string
  /** Letters of its number. */
  suffix: string
  madeBy: RoleId[]
  receivedBy: RoleId[]
  /** `customer`: customers may see it, so nothing inner is printed on it. */
  audience: 'customer' | 'inner'
  /** `single`: issued again, it is the same paper in a new version. `many`: each issue is a paper of its own, as for every shipment. */
  series: 'single' | 'many'
}

const kind = (
  title: string,
  suffix: string,
  madeBy: RoleId[],
  receivedBy: RoleId[],
  audience: DocumentKind['audience'],
  series: DocumentKind['series'] = 'single',
): DocumentKind => ({ title, suffix, madeBy, receivedBy, audience, series })

/** All papers by stored id. Source: flows, shared rule 10; makers and receivers by section 1 of the acceptance criteria. */
export const DOCUMENT_KINDS = {
  'customer-memo': kind('客户信息备忘录', 'BW', ['clerk'], ['clerk'], 'inner'),
  'order-confirmation': kind('销售部客户订单确认书', 'QR', ['clerk'], ['customer', 'production'], 'customer'),
  'order-form': kind('客户订货单', 'DH', ['sales', 'clerk'], ['clerk', 'customer'], 'customer'),
  quote: kind('报价单', 'BJ', ['sales', 'clerk'], ['customer'], 'customer'),
  contract: kind('采购合同', 'HT', ['sales', 'clerk'], ['customer', 'finance'], 'customer'),
  'production-order': kind('生产指令单', 'SC', ['clerk'], ['production', 'tech'], 'inner'),
  'daily-report': kind('生产日报表', 'RB', ['production'], ['clerk', 'merchandiser'], 'inner', 'many'),
  'balance-notice': kind('余款催收通知书', 'YK', ['clerk'], ['sales', 'customer'], 'customer'),
  'shipping-request': kind('商品销售发货(申请)通知单', 'FT', ['clerk'], ['warehouse'], 'inner'),
  'delivery-note': kind('销售发货单', 'FH', ['warehouse'], ['customer', 'clerk'], 'customer', 'many'),
  'stock-out-slip': kind('成品出库单', 'CK', ['qc', 'warehouse'], ['clerk'], 'inner', 'many'),
  'shipping-advice': kind('发货告知书', 'GZ', ['clerk', 'warehouse'], ['customer'], 'customer', 'many'),
  receipt: kind('到货回单', 'HD', ['customer'], ['clerk'], 'customer'),
  'roll-list': kind('码单', 'MD', ['warehouse'], ['customer'], 'customer'),
  'order-register': kind('下单登记表', 'DJ', ['sales'], ['director'], 'inner'),
} satisfies Record<string, DocumentKind>
export type DocumentKindId = keyof typeof DOCUMENT_KINDS
