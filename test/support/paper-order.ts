import type { Directory } from '../../domain/company'
import { DOCUMENT_KINDS, type DocumentKindId } from '../../domain/documents/document-kinds'
import type { Order, OrderDocument } from '../../domain/order/order'
import { anOrder } from './build-order'

export const KINDS = Object.keys(DOCUMENT_KINDS) as DocumentKindId[]

export const PAPER_MILL: Directory = {
  company: {
    name: '华广纸业有限公司',
    timezone: 'Asia/Shanghai',
    flow: 'paper-mill',
    workingHours: { start: '08:30', end: '17:30' },
  },
  people: [
    { id: 'li', name: '李明', roles: ['sales'] },
    { id: 'chen', name: '陈静', roles: ['clerk'] },
    { id: 'zhao', name: '赵强', roles: ['production'] },
    { id: 'sun', name: '孙会计', roles: ['finance'] },
    { id: 'buyer', name: '周采购', roles: ['customer'] },
  ],
  chats: [{ id: 'intake', name: '接单群', kind: 'group', purpose: 'intake', memberIds: ['li', 'chen'] }],
  customers: [{ id: 'yunhe', code: 'GD001', name: '云和包装有限公司', class: 'B', salesId: 'li' }],
  products: [],
  shops: [],
}

const at = (day: string, time: string): string => `2026-11-${day}T${time}:00.000Z`
const text = (value: string) => ({ value, source: 'text' as const })

/** An order that has been through the whole flow, so that every paper has something to say. */
export const paperOrder = (change: Partial<Order> = {}): Order =>
  anOrder({
    number: 'GD001-20261102-01',
    flow: 'paper-mill',
    createdAt: at('02', '01:10'),
    phase: 'running',
    status: '已发货',
    customer: { id: 'yunhe', name: '云和包装有限公司', class: 'B' },
    salesId: 'li',
    clerkId: 'chen',
    intake: {
      way: 'chat',
      evidence: { byId: 'li', at: at('02', '01:10'), channel: 'sandbox', chatId: 'intake', messageId: 'm1' },
      text: '云和包装 80g双胶纸 787*1092 120令 单价153，铜版纸128g 889×1194 30.5令 单价268.5\n周三前要，预付三成，发浙江丽水市云和县工业园3号 周采购 13800000001',
    },
    draft: {
      customerName: text('云和包装有限公司'),
      contactName: text('周采购'),
      phone: text('13800000001'),
      address: text('浙江省丽水市云和县白龙山街道工业园区3号楼东侧仓库'),
      requestedDate: text('2026-11-18'),
      paymentTerms: text('预付30%，余款发货前付清'),
      depositRatio: text('0.3'),
      packaging: text('每令牛皮纸包装，打木托'),
      notes: text('边角不能有折痕；底价不要告诉客户'),
    },
    lines: [
      {
        id: 'l1',
        productCode: 'SJ-80',
        name: '双胶纸',
        spec: '80g 787×1092mm',
        quantity: '120',
        unit: '令',
        unitPrice: '153',
        tolerancePct: '5',
      },
      {
        id: 'l2',
        productCode: 'TB-128',
        name: '铜版纸',
        spec: '128g 889×1194mm',
        color: '白',
        quantity: '30.5',
        unit: '令',
        unitPrice: '268.5',
        tolerancePct: '3',
        note: '双面光',
      },
    ],
    facts: {
      sheetDate: { value: '2026-11-16', byId: 'zhao', at: at('03', '02:00') },
      promisedDate: { value: '2026-11-17', byId: 'chen', at: at('03', '03:00') },
      finishDate: { value: '2026-11-16', byId: 'zhao', at: at('04', '03:00') },
      productionDate: { value: '2026-11-12', byId: 'zhao', at: at('04', '03:00') },
      specialRules: { value: '分切后当天打包', byId: 'chen', at: at('04', '03:00') },
      materialNote: { value: '原纸库存 6.2 吨，够本单', byId: 'zhao', at: at('03', '02:10') },
      rolls: { value: '1号托 40令\n2号托 40令\n3号托 38令', byId: 'chen', at: at('16', '02:10') },
    },
    produced: { l1: '118', l2: '31' },
    payments: [{ id: 'p1', kind: 'deposit', amount: '7964.78', at: at('05', '02:00'), confirmedById: 'sun' }],
    shipments: [
      {
        id: 's1',
        carrier: '德邦物流',
        trackingNumber: 'DPK364120087751',
        packages: '5托',
        status: '已发货',
        shippedAt: at('17', '02:20'),
        expectedAt: '2026-11-19',
        events: [],
      },
    ],
    ...change,
  })

/** A paper of this kind as the order issued it. */
export const paperOf = (kind: DocumentKindId, change: Partial<OrderDocument> = {}): OrderDocument => ({
  id: `d-${kind}`,
  kind,
  number: `GD001-20261102-01-${DOCUMENT_KINDS[kind].suffix}01`,
  version: 1,
  issuedAt: at('17', '03:00'),
  issuedById: 'chen',
  snapshot: { 'produced.l1': '118', 'produced.l2': '31', shipment: 's1' },
  ...change,
})
