/** A kind of paper: its Chinese title, the letters of its number, and whether customers may see it. */
export interface DocumentKind {
  title: string
  suffix: string
  audience: 'customer' | 'inner'
  /** Blocks of facts it prints, in order: names of domain/cards/card-fields.ts. */
  blocks: string[]
  /** Who signs at the bottom. */
  signers: string[]
  withMoney: boolean
}

const kind = (
  title: string,
  suffix: string,
  audience: DocumentKind['audience'],
  blocks: string[],
  signers: string[],
  withMoney: boolean,
): DocumentKind => ({ title, suffix, audience, blocks, signers, withMoney })

/** All papers the product issues. Source: flows rule 10. */
export const DOCUMENT_KINDS = {
  'customer-memo': kind('客户信息备忘录', 'BW', 'inner', ['contact', 'terms', 'deadline', 'people'], ['客服员'], true),
  'order-confirmation': kind(
    '销售部客户订单确认书',
    'QR',
    'customer',
    ['contact', 'contractTerms', 'dates', 'tolerance', 'specialRules'],
    ['客服员', '业务员', '客户（签字盖章）'],
    true,
  ),
  'order-form': kind('客户订货单', 'DH', 'customer', ['contact', 'terms', 'deadline'], ['接单员', '客户（签字盖章）'], true),
  quote: kind('报价单', 'BJ', 'customer', ['contact', 'terms', 'deadline'], ['报价人'], true),
  contract: kind(
    '采购合同',
    'HT',
    'customer',
    ['contact', 'terms', 'deadline', 'specialRules'],
    ['供方（签字盖章）', '需方（签字盖章）'],
    true,
  ),
  'production-order': kind(
    '生产指令单',
    'SC',
    'inner',
    ['dates', 'material', 'tolerance', 'specialRules'],
    ['客服员', '生产主管', '技术部（抄送）'],
    false,
  ),
  'daily-report': kind('生产日报表', 'RB', 'inner', ['produced', 'dates'], ['生产部'], false),
  'balance-notice': kind(
    '余款催收通知书',
    'YK',
    'customer',
    ['produced', 'balance', 'contractTerms'],
    ['客服员', '业务员'],
    true,
  ),
  'shipping-request': kind('商品销售发货(申请)通知单', 'FT', 'inner', ['contact', 'produced'], ['客服员', '财务', '仓库'], false),
  'delivery-note': kind(
    '销售发货单',
    'FH',
    'customer',
    ['contact', 'shipment', 'produced'],
    ['发货人', '承运人', '收货人'],
    false,
  ),
  'stock-out-slip': kind('成品出库单', 'CK', 'inner', ['produced'], ['质检部', '仓库'], false),
  'shipping-advice': kind('发货告知书', 'GZ', 'customer', ['contact', 'shipment', 'dates'], ['客服员', '发货人'], false),
  receipt: kind('到货回单', 'HD', 'customer', ['contact', 'shipment'], ['收货人（签字盖章）'], false),
  'roll-list': kind('码单', 'MD', 'customer', ['produced', 'shipment'], ['仓库'], false),
  'order-register': kind('下单登记表', 'DJ', 'inner', ['contact', 'terms', 'deadline', 'people'], ['业务员', '销售经理'], true),
} satisfies Record<string, DocumentKind>
export type DocumentKindId = keyof typeof DOCUMENT_KINDS
