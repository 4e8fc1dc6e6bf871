import Decimal from 'decimal.js'
import type { DraftFieldId } from '../order/draft-fields'

/** Names of the draft's fields as the confirmation sheet prints them (AC-008), and how each is asked for. */
export const FIELD_LABELS: Record<DraftFieldId | 'lines' | 'product' | 'spec' | 'quantity' | 'unit' | 'unitPrice', string> = {
  customerName: '客户名称',
  contactName: '联系人',
  phone: '联系电话',
  address: '收货地址',
  requestedDate: '要求交期',
  requestedTime: '到货时间',
  paymentTerms: '付款方式',
  depositRatio: '定金比例',
  depositAmount: '定金金额',
  totalAmount: '合计金额',
  shippingMethod: '发货方式',
  carrier: '承运公司',
  freightTerms: '运费',
  invoice: '发票',
  tax: '税',
  packaging: '包装要求',
  urgent: '加急',
  notes: '备注',
  reference: '参照',
  lines: '产品明细',
  product: '产品名称',
  spec: '规格',
  quantity: '数量',
  unit: '单位',
  unitPrice: '单价',
}

/** The example given with the question, so that the answer comes in a readable form. */
export const FIELD_EXAMPLES: Partial<Record<keyof typeof FIELD_LABELS, string>> = {
  customerName: '云和纸业',
  contactName: '何志强',
  phone: '13700001234',
  address: '广东省佛山市南海区里水镇和顺大道28号',
  requestedDate: '12月3号',
  paymentTerms: '月结30天',
  lines: '80g双胶纸 787*1092 120令 单价153',
  quantity: '120令',
  unitPrice: '153元/令',
  unit: '令',
  product: '80g双胶纸 787*1092',
  spec: '80g 787*1092',
}

const SHIPPING: Record<string, string> = {
  express: '快递',
  logistics: '物流',
  truckload: '整车',
  seller_delivery: '我司送货',
  pickup: '自提',
  city: '同城送',
  air: '空运',
  rail: '铁路',
  sea: '海运',
  coach: '大巴',
}
const INVOICE: Record<string, string> = {
  special: '增值税专用发票',
  ordinary: '普通发票',
  none: '不开票',
  unspecified: '要发票（种类未写）',
}
const DAY_PARTS: Record<string, string> = { morning: '上午', noon: '中午', afternoon: '下午', evening: '晚上' }
const TAX: Record<string, string> = { included: '单价含税', excluded: '单价不含税' }
/** "included:0.13" -> "单价含税，税率13%"; a rate alone is told alone. */
const taxWords = (value: string): string => {
  const [code = '', rate] = value.split(':')
  const percent = rate && /^0?\.\d+$/.test(rate) ? `税率${new Decimal(rate).times(100).toString()}%` : undefined
  return [TAX[code], percent].filter((w) => w !== undefined).join('，') || value
}
const REFERENCE: Record<string, string> = { last_order: '同上次', above: '同上一单', sample: '按样', contract: '按合同' }

const PAYMENT: Record<string, string> = {
  prepaid: '款到发货',
  paid: '已付款',
  cod: '货到付款',
  cash: '现结',
  monthly: '月结',
  deposit: '付定金',
  deposit_before_ship: '定金，余款发货前付清',
  deposit_on_delivery: '定金，余款货到付',
  acceptance: '承兑',
  credit: '赊账',
  rolling: '压批结算',
  deposit_monthly: '定金，余款月结',
  deposit_net: '定金，余款账期',
}

/** "monthly:30" -> "月结30天"; words that are no code stay as they are. */
export const paymentWords = (value: string): string => {
  const [code = '', n] = value.split(':')
  if (code === 'net' && n) return `账期${n}天`
  const word = PAYMENT[code]
  if (!word) return value
  return n ? `${word}${n}${code === 'acceptance' ? '个月' : '天'}` : word
}

/** A field's value as people read it. */
export const fieldWords = (field: string, value: string): string => {
  if (field === 'paymentTerms') return paymentWords(value)
  if (field === 'shippingMethod') return SHIPPING[value] ?? value
  if (field === 'invoice') return INVOICE[value] ?? value
  if (field === 'tax') return taxWords(value)
  if (field === 'requestedTime') return DAY_PARTS[value] ?? value
  if (field === 'reference') return REFERENCE[value] ?? value
  if (field === 'freightTerms') return value === 'seller' ? '我司承担' : value === 'buyer' ? '客户承担' : value
  if (field === 'urgent') return '加急'
  if (field === 'depositRatio' && /^0?\.\d+$|^1$/.test(value))
    return `${new Decimal(value).times(100).toDecimalPlaces(2).toString()}%`
  return value
}
