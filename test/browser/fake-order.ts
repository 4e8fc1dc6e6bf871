import type { OrderView, StepView } from '../../domain/order/order-view-shape'

export const NUMBER = 'FS001-20241125-01'

export const STEPS = [
  { id: 'draft', title: '订单草稿' },
  { id: 'memo', title: '客户备忘录' },
  { id: 'price-check', title: '价格审核' },
  { id: 'technical', title: '技术确认' },
  { id: 'material', title: '原材料说明' },
  { id: 'dates', title: '交期确认' },
  { id: 'confirmation-sheet', title: '订单确认书' },
  { id: 'sign-back', title: '回签' },
  { id: 'deposit', title: '定金' },
  { id: 'production-order', title: '生产指令' },
  { id: 'production', title: '生产跟踪' },
  { id: 'ship', title: '发货' },
  { id: 'receipt', title: '收货回单' },
]

/** Places of the steps that the fake conversation goes through. */
const OPEN_AT = [0, 2, 5, 6]
const OWNERS: Record<string, { owner: StepView['owner']; assigneeIds: string[] }> = {
  draft: { owner: 'sales', assigneeIds: ['luo'] },
  'price-check': { owner: 'clerk_lead', assigneeIds: ['xu'] },
  dates: { owner: 'production', assigneeIds: ['tang'] },
}

function step(id: string, place: number, stage: number, now: string): StepView {
  const { owner, assigneeIds } = OWNERS[id] ?? { owner: 'clerk' as const, assigneeIds: [] }
  const open = OPEN_AT[stage] ?? STEPS.length
  if (place > open) return { id, state: 'waiting', owner, assigneeIds: [] }
  if (place === open)
    return {
      id,
      state: 'open',
      owner,
      assigneeIds,
      openedAt: '2024-11-25T09:00:00+08:00',
      dueAt: '2024-11-25T13:00:00+08:00',
      messageId: 'm2',
      chatId: 'intake',
    }
  return {
    id,
    state: id === 'memo' ? 'skipped' : 'done',
    owner,
    assigneeIds,
    doneAt: now,
    doneById: assigneeIds[0] ?? 'zhou',
    evidence: id === 'draft' ? [{ messageId: 'm1', quote: '锦程要双胶纸 120令，下周五交' }] : [],
  }
}

/** An order with something in every section of the page. */
export const anOrderView = (stage: number, now: string): OrderView => ({
  number: NUMBER,
  flow: 'paper-mill',
  status: ['草稿', '待审核', '待定交期', '待发确认书'][stage] ?? '进行中',
  customer: { id: 'jincheng', name: '佛山市锦程印刷有限公司', class: 'A' },
  sales: 'luo',
  lines: [
    {
      productCode: 'SJ-80-787',
      name: '双胶纸',
      spec: '80g 787*1092',
      quantity: '120',
      unit: '令',
      unitPrice: '153.00',
      amount: '18360.00',
    },
    { name: '铜版纸', spec: '157g 889*1194', color: '本白', quantity: '10', unit: '令', unitPrice: '', amount: '' },
  ],
  total: '18360.00',
  deposit: { due: '5508.00', paid: '2000.00' },
  balance: { due: '12852.00', paid: '0.00' },
  promisedDate: '2024-12-06',
  promisedDateHistory: [{ at: now, from: '2024-12-05', to: '2024-12-06', why: '机台检修一天', byId: 'tang' }],
  steps: STEPS.map((s, i) => step(s.id, i, stage, now)),
  payments: [{ id: 'p1', kind: 'deposit', amount: '2000.00', at: now, confirmedById: 'fang' }],
  ledger: [],
  shipments: [
    {
      id: 's1',
      carrier: '德邦物流',
      trackingNumber: 'DPK200123456789',
      packages: '4',
      status: 'in-transit',
      shippedAt: now,
      events: [
        { at: '2024-11-25T08:00:00+08:00', status: 'picked', text: '已揽收', place: '佛山' },
        { at: '2024-11-25T08:50:00+08:00', status: 'in-transit', text: '离开佛山分拨中心', place: '佛山' },
      ],
    },
  ],
  exceptions: [
    {
      id: 'e1',
      kind: 'quality',
      openedAt: now,
      openedById: 'qiu',
      text: '两令边角有折痕',
      state: 'planned',
      plan: '补发两令，随车送到',
    },
  ],
  documents: [{ kind: '客户订单确认书', number: 'QR-20241125-01', version: 2, issuedAt: now, url: '/sandbox/api/files/none' }],
  reminders: [{ id: 'r1', kind: 'remind', dueAt: '2024-11-25T13:00:00+08:00', toIds: ['luo'] }],
  timeline: [
    { at: '2024-11-25T09:00:00+08:00', byId: 'luo', what: '录入订单草稿', messageId: 'm1' },
    ...Array.from({ length: 10 }, (_, i) => ({ at: now, byId: 'bot', what: `第 ${i + 1} 件事` })),
  ],
})
