import { nameOf } from '../access/lookup'
import type { Directory } from '../company'
import type { DraftFieldId } from '../order/draft-fields'
import type { Order } from '../order/order'
import { FIELD_LABELS } from '../wording/fields'
import type { BuildDocument } from './builder'
import type { CheckItem } from './document'
import { pricedGoods } from './goods-table'
import {
  answerOf,
  byAndWhen,
  customerName,
  customerRecord,
  draftEntry,
  drafted,
  entries,
  entry,
  known,
  minuteIn,
  packing,
  paper,
  paymentTerms,
  signatures,
  signer,
} from './paper'

const WAYS: Record<Order['intake']['way'], string> = {
  chat: '群消息',
  phone: '电话',
  fax: '传真/图片',
  visit: '来访',
  mail: '邮件',
  oral: '口头',
}

/** Fields of the confirmation sheet that are gone through one by one (AC-008). */
const CHECKED: DraftFieldId[] = [
  'customerName',
  'contactName',
  'phone',
  'address',
  'requestedDate',
  'paymentTerms',
  'packaging',
  'shippingMethod',
]

/** 客户信息备忘录: what came in, in the original words, and whether it is complete. Source: paper-mill step 2, AC-001 to AC-008, AC-014. */
export const buildCustomerMemo: BuildDocument = (order, directory, document, money) => {
  const { evidence, way, text } = order.intake
  const record = customerRecord(order, directory)
  const chat = directory.chats.find((c) => c.id === evidence.chatId)
  const files = evidence.files?.map((f) => f.name).join('、')
  return paper('customer-memo', order, directory, document, {
    sections: [
      ...entries('客户信息', [
        entry('客户名称', customerName(order), { card: true }),
        entry('客户编号', record?.code),
        entry('联系人', drafted(order, 'contactName'), { card: true }),
        entry('联系电话', drafted(order, 'phone')),
        entry('收货地址', drafted(order, 'address'), { wide: true }),
        entry('客户等级', order.customer?.class),
        entry('业务员', nameOf(directory, order.salesId), { card: true }),
        ...known('客服员', order.clerkId ? nameOf(directory, order.clerkId) : undefined),
        ...known('受托客服员', order.mandateId ? nameOf(directory, order.mandateId) : undefined),
      ]),
      ...entries('来单记录', [
        entry('来单方式', WAYS[way]),
        entry('来单时间', minuteIn(directory, evidence.at)),
        entry('来单人', nameOf(directory, evidence.byId)),
        ...known('来单会话', chat?.name),
        ...known('原件', files, { wide: true }),
        ...known('出差口头下单', order.onTrip ? '是，书面手工订单后补' : undefined),
      ]),
      ...(text ? [{ kind: 'paragraph' as const, title: '来单原文', lines: text.split('\n') }] : []),
      pricedGoods(order, money, 'inner'),
      ...entries('交易条件', [
        entry('要求交期', drafted(order, 'requestedDate'), { card: true }),
        ...draftEntry(order, 'requestedTime'),
        entry('付款方式', paymentTerms(order), { card: true }),
        ...draftEntry(order, 'depositRatio'),
        ...draftEntry(order, 'depositAmount'),
        ...known('包装要求', packing(order)),
        ...draftEntry(order, 'shippingMethod'),
        ...draftEntry(order, 'carrier'),
        ...draftEntry(order, 'freightTerms'),
        ...draftEntry(order, 'invoice'),
        ...draftEntry(order, 'tax'),
        ...draftEntry(order, 'urgent'),
        ...draftEntry(order, 'notes', { wide: true }),
      ]),
      { kind: 'checklist', title: '完整性核对', items: completeness(order, directory) },
      signatures(signer('客服员', nameOf(directory, document.issuedById)), signer('业务员')),
    ],
  })
}

/** Each field of the form: there or missing, and where it comes from. */
function completeness(order: Order, directory: Directory): CheckItem[] {
  const repeated = answerOf(order, 'repeat-back')
  const fields = CHECKED.map((id): CheckItem => {
    const field = order.draft[id]
    if (!field) return { label: FIELD_LABELS[id], checked: false, note: '缺' }
    const note = {
      added: `补填：${nameOf(directory, field.byId)}`,
      record: '客户档案',
      last: `同上次订单 ${field.order ?? ''}`,
      text: '来单原文',
    }[field.source]
    return { label: FIELD_LABELS[id], checked: true, note }
  })
  const complete = order.lines.length > 0 && order.lines.every((l) => l.quantity && l.unit && l.unitPrice)
  return [
    ...fields,
    { label: '产品、数量、单价', checked: complete, ...(complete ? {} : { note: '缺' }) },
    ...(repeated
      ? [
          {
            label: '已向客户重复确认',
            checked: true,
            note: byAndWhen(directory, repeated.evidence.byId, repeated.evidence.at),
          },
        ]
      : []),
  ]
}
