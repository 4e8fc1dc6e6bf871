import { WAYBILL_BLOCKS } from './waybill-fields'
import { nameOf } from '../access/lookup'
import type { Facts as AllFacts } from '../facts'
import { balanceState, formatMoney, formatQuantity, lineAmount, orderTotal } from '../order/money-state'
import { comparePrices } from '../checks/price-plan'
import { ledgerOf } from '../order/ledger'
import { partMoney } from '../order/part-money'
import { partById, restLines } from '../order/ship-state'
import { partTitle, quantityWords } from '../wording/parts'
import { pointLabel } from '../checks/draft-complete'
import { customerNameOf } from '../order/customer-name'
import type { Order, OrderLine } from '../order/order'
import { DOUBT_WORDS, doubtWords } from '../wording/doubts'
import { FIELD_LABELS, fieldWords } from '../wording/fields'
import { phrase } from '../wording/phrases'
import { toleranceText } from '../order/tolerance-kinds'
import type { CardField } from './card'
import { lineSource, sourceWords } from './draft-sources'

/** What a block may know beside the order. */
export type BlockFacts = Pick<AllFacts, 'directory' | 'clock' | 'settings'>

const field = (id: string, label: string, value: string | undefined): CardField[] => (value ? [{ id, label, value }] : [])

/** "80g双胶纸 787*1092 120令 × 153.00 = 18360.00" */
export const lineWords = (line: OrderLine, withMoney = true): string => {
  const what = [line.name || '（品名待补）', line.spec, line.color].filter(Boolean).join(' ')
  const quantity = line.quantity ? `${formatQuantity(line.quantity)}${line.unit}` : '（数量待补）'
  const price = !withMoney ? '' : line.unitPrice ? ` × ${formatMoney(line.unitPrice)} = ${lineAmount(line)}元` : '（单价待补）'
  return `${what} ${quantity}${price}${toleranceText(line) ? `（允许误差：${toleranceText(line)}）` : ''}${line.note ? `（${line.note}）` : ''}`
}

const lines = (order: Order, withMoney: boolean): CardField[] =>
  order.lines.map((l, i) => ({
    id: `lines.${l.id}`,
    label: order.lines.length > 1 ? `产品${i + 1}` : '产品',
    value: lineWords(l, withMoney),
  }))

const drafted = (order: Order, id: keyof Order['draft']): CardField[] => {
  const value = order.draft[id]?.value
  return value ? [{ id, label: FIELD_LABELS[id], value: fieldWords(id, value) }] : []
}

const fact = (order: Order, id: string, label: string): CardField[] => field(id, label, order.facts[id]?.value)

/** The whole draft, field by field with its source, and what is still open. */
const draftBlock = (o: Order, facts: BlockFacts): CardField[] => {
  const rows = DRAFT_ORDER.flatMap((id) => {
    const f = o.draft[id]
    if (!f) return []
    // The buyer by the name on record, so that a mix-up of two firms is seen.
    const known = id === 'customerName' && o.customer && o.customer.name !== f.value ? o.customer.name : undefined
    const value = known
      ? `${known}（${f.source === 'text' ? '原文' : '写作'}“${f.value}”）`
      : `${fieldWords(id, f.value)}${sourceWords(f, facts)}`
    return [{ id, label: FIELD_LABELS[id], value }]
  })
  const lineRows = o.lines.map((l, i) => ({
    id: `lines.${l.id}`,
    label: o.lines.length > 1 ? `产品${i + 1}` : '产品',
    value: `${lineWords(l)}${lineSource(l, facts)}`,
  }))
  const [customer, ...rest] = rows
  const missing = o.openPoints.filter((p) => p.reason === 'MISSING').map((p) => pointLabel(o, p.path))
  const doubts = o.openPoints
    .filter((p) => p.reason !== 'MISSING')
    .map((p) => `${pointLabel(o, p.path)}${p.params?.['value'] ? `「${p.params['value']}」` : ''}${doubtWords(p) ?? '待核实'}`)
  return [
    ...(customer ? [customer] : []),
    ...lineRows,
    ...(o.lines.length > 0 && o.lines.every((l) => l.quantity && l.unitPrice)
      ? [{ id: 'total', label: '合计', value: `${orderTotal(o)}元` }]
      : []),
    ...rest,
    ...field('intake', '来单方式', INTAKE_WORDS[o.intake.way]),
    ...field('mandate', '受托客服员', o.mandateId ? nameOf(facts.directory, o.mandateId) : undefined),
    ...(o.onTrip ? [{ id: 'onTrip', label: '出差口头下单', value: '回来后须补手工订单' }] : []),
    ...field('missing', '还缺', missing.join('、')),
    ...field('doubts', '存疑', doubts.join('；')),
  ]
}
const DRAFT_ORDER = [
  'customerName',
  'contactName',
  'phone',
  'address',
  'requestedDate',
  'requestedTime',
  'paymentTerms',
  'depositRatio',
  'depositAmount',
  'shippingMethod',
  'carrier',
  'freightTerms',
  'invoice',
  'tax',
  'packaging',
  'urgent',
  'notes',
  'reference',
] as const
const INTAKE_WORDS: Record<string, string> = {
  chat: '群消息',
  phone: '电话',
  fax: '传真/图片',
  visit: '来访',
  mail: '邮件',
  oral: '口头',
}

/** Facts that flows may show by id, as the block `fact:<id>`. */
export const FACT_LABELS: Record<string, string> = {
  materialNote: '原材料说明（技术部）',
  purchasingNote: '原材料说明（采购部）',
  technicalChange: '改动内容',
  cannotWhy: '不能生产的原因',
  proposal: '建议方案',
  unclear: '待定事项',
  resolution: '处理意见',
  drawing: '图纸',
  contractNumber: '合同编号',
  paymentSlip: '付款凭证',
  freight: '运费',
  promisedDate: '交货日期',
  originalSample: '原版照片',
  bulkData: '大货资料',
  customerDemands: '客人要求',
  sampleSent: '原样照片',
  stockNote: '库存情况',
  rolls: '码单',
}

const factBlock = (o: Order, id: string): CardField[] => {
  const value = o.facts[id]?.value
  return field(id, FACT_LABELS[id] ?? id, value?.startsWith('vault:') ? '（附件）' : value)
}

/** The fields of one block, `fact:<id>` included; none for an unknown name. */
export const blockOf = (name: string, order: Order, facts: BlockFacts): CardField[] =>
  name.startsWith('part:')
    ? partBlock(order, name.slice('part:'.length))
    : name.startsWith('fact:')
      ? factBlock(order, name.slice('fact:'.length))
      : (BLOCKS[name]?.(order, facts) ?? [])

/** Whether a flow may name this block. */
export const isBlock = (name: string): boolean =>
  name.startsWith('fact:') ? Object.hasOwn(FACT_LABELS, name.slice('fact:'.length)) : Object.hasOwn(BLOCKS, name)

/** One part: its goods, what they cost, what must come in before it leaves, and its waybill (AC-096). */
const partBlock = (o: Order, id: string): CardField[] => {
  const part = partById(o, id)
  if (!part) return []
  const money = partMoney(o, part)
  const shipment = o.shipments.find((s) => s.id === part.shipmentId)
  const rest = restLines(o)
  return [
    ...field('customer', '客户', customerNameOf(o)),
    { id: 'part', label: partTitle(part), value: quantityWords(o, part.lines) },
    { id: 'part.amount', label: '本批货款', value: `${money.amount}元` },
    ...field('part.open', '发货前还应收', shipment || money.open === '0.00' ? undefined : `${money.open}元`),
    ...field('part.waybill', '运单', shipment ? `${shipment.carrier} ${shipment.trackingNumber}` : undefined),
    ...field('part.note', '说明', part.note),
    ...field('rest', '其余待发', rest.length > 0 ? quantityWords(o, rest) : undefined),
  ]
}

/** Blocks of a card by name; flows choose from these. */
export const BLOCKS: Record<string, (order: Order, facts: BlockFacts) => CardField[]> = {
  order: (o) => [...field('customer', '客户', customerNameOf(o)), ...lines(o, true), ...drafted(o, 'requestedDate')],
  draft: draftBlock,
  /** What to say on the telephone (AC-132). */
  phrases: (_o, f) => [
    { id: 'greeting', label: '接听用语', value: phrase(f.directory.company, 'greeting') },
    { id: 'repeatWords', label: '重复确认', value: phrase(f.directory.company, 'repeatBack') },
    { id: 'thanks', label: '致谢', value: phrase(f.directory.company, 'thanks') },
  ],
  deadline: (o) => drafted(o, 'requestedDate'),
  rawMaterial: (o) => fact(o, 'rawMaterial', '原材料储备'),
  specialRules: (o) => [...fact(o, 'specialRules', '特殊要求'), ...drafted(o, 'packaging')],
  tolerance: (o) =>
    o.lines.map((l) => ({
      id: `tolerance.${l.id}`,
      label: '允许误差',
      value: `${l.name} ${toleranceText(l) ?? '不允许'}`,
    })),
  doubt: (o) =>
    o.openPoints
      .filter((p) => p.path.startsWith('lines.'))
      .slice(0, 1)
      .flatMap((p) =>
        field(
          'doubt',
          '待核实',
          `${p.params?.['line'] ?? ''}：订单 ${p.params?.['ordered'] ?? ''}，方案 ${p.params?.['plan'] ?? ''}，以往 ${p.params?.['past'] ?? ''}（${DOUBT_WORDS[p.reason] ?? '有疑'}）`,
        ),
      ),
  exceptions: (o, f) =>
    o.exceptions
      .filter((e) => e.state !== 'closed')
      .slice(0, 1)
      .flatMap((e) => [
        ...field('exception', '异常', `${e.text}（${nameOf(f.directory, e.openedById)} · ${f.clock.human(e.openedAt)}）`),
        ...field('detail', '具体情况', e.detail),
        ...e.contributions.map((c, i) => ({ id: `say${i}`, label: nameOf(f.directory, c.byId), value: c.text })),
        ...field('plan', '处理方案', e.plan),
        ...field('customerText', '给客户的话', e.customerText),
      ]),
  goods: (o) => [
    ...field('customer', '客户', customerNameOf(o)),
    ...lines(o, false),
    ...drafted(o, 'packaging'),
    ...drafted(o, 'notes'),
  ],
  total: (o) => [
    ...field('freight', '运费', o.facts['freight'] ? `${formatMoney(o.facts['freight'].value)}元` : undefined),
    ...field('total', '合计', `${orderTotal(o)}元`),
  ],
  contact: (o) => [
    ...drafted(o, 'contactName'),
    ...drafted(o, 'phone'),
    ...drafted(o, 'address'),
    ...drafted(o, 'shippingMethod'),
    ...drafted(o, 'carrier'),
  ],
  terms: (o) => [
    ...drafted(o, 'paymentTerms'),
    ...drafted(o, 'depositRatio'),
    ...drafted(o, 'depositAmount'),
    ...drafted(o, 'freightTerms'),
    ...drafted(o, 'invoice'),
    ...drafted(o, 'tax'),
  ],
  all: (o, f) => [
    ...BLOCKS['order']!(o, f),
    ...BLOCKS['total']!(o, f),
    ...BLOCKS['contact']!(o, f),
    ...BLOCKS['terms']!(o, f),
    ...drafted(o, 'packaging'),
    ...drafted(o, 'urgent'),
    ...drafted(o, 'notes'),
  ],
  price: (o, f) =>
    comparePrices(o, f).flatMap((c, i) => [
      {
        id: `price.${c.lineId}`,
        label: o.lines.length > 1 ? `核价${i + 1}` : '核价',
        value: `${c.name}：订单${c.ordered}；价格方案${c.plan}；以往${c.past} ${c.doubt ? '⚠ 有疑' : '✓ 一致'}`,
      },
    ]),
  contractTerms: (o) => fact(o, 'paymentTerm', '付款方式（合同）'),
  material: (o) => [...fact(o, 'materialNote', '原材料说明'), ...fact(o, 'recipe', '工艺配方')],
  dates: (o) => [
    ...fact(o, 'productionDate', '生产日期'),
    ...field('finishDate', '完成日（复卷完成后）', o.facts['finishDate']?.value),
    ...field('rolled', '已顺延', o.facts['rolledDays'] ? `${o.facts['rolledDays'].value}天` : undefined),
  ],
  sheetDate: (o) =>
    o.facts['sheetDate'] && o.facts['sheetDate'].value !== o.facts['finishDate']?.value
      ? [{ id: 'sheetDate', label: '确认书交期', value: `${o.facts['sheetDate'].value}（不作为生产依据）` }]
      : [],
  deposit: (o) => {
    const m = balanceState(o)
    return [
      ...field('depositDue', '应收定金', `${m.depositDue}元`),
      ...field('depositPaid', '已收定金', m.depositPaid === '0.00' ? undefined : `${m.depositPaid}元`),
    ]
  },
  balance: (o) => {
    const m = balanceState(o)
    return [
      { id: 'producedTotal', label: '成品货款', value: `${m.producedTotal}元` },
      ...field('depositPaid', '已收定金', m.depositPaid === '0.00' ? undefined : `${m.depositPaid}元`),
      ...field('balancePaid', '已收余款', m.balancePaid === '0.00' ? undefined : `${m.balancePaid}元`),
      { id: 'balanceOpen', label: '应收余款', value: `${m.balanceOpen}元` },
      ...field('overpaid', '多收', m.overpaid === '0.00' ? undefined : `${m.overpaid}元`),
    ]
  },
  produced: (o) =>
    o.lines.flatMap((l) =>
      field(
        `produced.${l.id}`,
        `已产 ${l.name}`,
        o.produced[l.id] === undefined
          ? undefined
          : `${formatQuantity(o.produced[l.id] ?? '')}/${formatQuantity(l.quantity)}${l.unit}`,
      ),
    ),
  ...WAYBILL_BLOCKS,
  delivery: (o) => [...fact(o, 'deliveryMethod', '交付方式'), ...fact(o, 'deliveryTime', '交付时间')],
  signBack: (o, f) => [
    ...field('class', '客户等级', o.customer?.class),
    ...BLOCKS['dates']!(o, f),
    ...BLOCKS['sheetDate']!(o, f),
  ],
  people: (o, f) => [
    ...field('sales', '业务员', nameOf(f.directory, o.salesId)),
    ...field('clerk', '客服员', o.clerkId ? nameOf(f.directory, o.clerkId) : undefined),
  ],
  progress: (o) =>
    ['purchasing', 'production', 'warehouse'].flatMap((s) =>
      fact(o, `${s}Progress`, { purchasing: '采购进度', production: '生产进度', warehouse: '仓储进度' }[s] ?? s),
    ),
  drawings: (o) =>
    [
      ['planDrawing', '平面图'],
      ['elevationDrawing', '立面图'],
      ['effectDrawing', '效果图'],
      ['materialTable', '材料配置明细表'],
      ['reviewNote', '上次审图意见'],
    ].flatMap(([id = '', label = '']) => {
      const value = o.facts[id]?.value
      return field(id, label, value?.startsWith('vault:') ? '已传 ✓' : value)
    }),
  /** What the customer's record says, beside what the order says; a difference is marked. */
  record: (o, f) => {
    const customer = f.directory.customers.find((c) => c.id === o.customer?.id)
    const rows: [string, string, string | undefined, string | undefined][] = [
      ['record.contact', '档案联系人', customer?.contact, o.draft.contactName?.value],
      ['record.phone', '档案电话', customer?.phone, o.draft.phone?.value],
      ['record.address', '档案地址', customer?.address, o.draft.address?.value],
      ['record.terms', '档案付款方式', customer?.paymentTerms, o.draft.paymentTerms?.value],
    ]
    return rows.flatMap(([id, label, kept, said]) =>
      field(id, label, kept ? `${kept}${said && said !== kept ? ' ⚠ 与订单不同' : ''}` : undefined),
    )
  },
  ledger: (o) => {
    const m = balanceState(o)
    return [
      ...ledgerOf(o).map((r, i) => ({
        id: `ledger.${i}`,
        label: r.label,
        value: `${r.debit === '0.00' ? `-${r.credit}` : r.debit}元，余 ${r.balance}元`,
      })),
      { id: 'ledger.open', label: '未收', value: `${m.balanceOpen}元` },
      ...field('ledger.overpaid', '多收', m.overpaid === '0.00' ? undefined : `${m.overpaid}元`),
    ]
  },
  /** Replaced by the one part that a card is about. */
  part: (o) => (o.parts ?? []).flatMap((p) => partBlock(o, p.id)),
  debts: (o) => o.debts.filter((d) => !d.closedAt).map((d) => ({ id: `debt.${d.id}`, label: '待补', value: d.what })),
}
