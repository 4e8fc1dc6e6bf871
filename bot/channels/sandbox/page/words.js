import { state } from './store.js'

/** Words of the page. Roles and steps come from the server; what it does not know is shown as it is. */

export const CARD_KINDS = {
  draft: '订单草稿',
  prompt: '待办',
  confirm: '请确认',
  approval: '审批',
  notice: '通知',
  document: '单据',
  tracking: '物流',
  reminder: '催办',
  exception: '异常',
  status: '进度',
}

export const CARD_STATES = { open: '待处理', done: '已处理', expired: '已失效' }

export const PURPOSES = { intake: '接单', ops: '内部', customer: '客户', broadcast: '公告' }

export const STEP_STATES = {
  waiting: '未开始',
  open: '进行中',
  done: '完成',
  skipped: '不需要',
  returned: '已退回',
  rejected: '已驳回',
}

export const PAYMENT_KINDS = { deposit: '定金', balance: '余款', other: '其他' }

export const EXCEPTION_STATES = { open: '处理中', planned: '已有方案', closed: '已关闭' }

export const SHIPMENT_STATES = {
  shipped: '已发货',
  collected: '已揽收',
  'in-transit': '运输中',
  in_transit: '运输中',
  delivering: '派送中',
  out_for_delivery: '派送中',
  arrived: '已到货',
  delivered: '已签收',
  signed: '已签收',
  returned: '已退回',
  trouble: '有问题',
  exception: '有问题',
}

export const REMINDER_KINDS = {
  remind: '催办',
  'roll-over': '交期顺延',
  promise: '承诺到期',
  'daily-report': '生产日报',
  check: '检查',
  debt: '待补单据',
  stale: '久无进展',
  hop: '转交',
  dunning: '催款',
  poll: '查物流',
  digest: '汇总',
}

export const documentTitle = (kind) => state.words.documents[kind] ?? kind

export const flowTitle = (id) => state.words.flows.find((f) => f.id === id)?.title ?? id

export function stepTitle(flowId, stepId) {
  const flows = state.words.flows
  const own = flows.find((f) => f.id === flowId)?.steps.find((s) => s.id === stepId)
  return own?.title ?? flows.flatMap((f) => f.steps).find((s) => s.id === stepId)?.title ?? stepId
}

/** 18360.00 -> ¥18,360.00, without turning it into a number. */
export function moneyText(amount) {
  if (amount === undefined || amount === '') return '—'
  const [whole = '0', cents] = String(amount).split('.')
  const sign = whole.startsWith('-') ? '-' : ''
  const digits = whole.replace('-', '')
  let grouped = ''
  for (let i = 0; i < digits.length; i++) grouped += (i > 0 && (digits.length - i) % 3 === 0 ? ',' : '') + digits[i]
  return `${sign}¥${grouped}${cents === undefined ? '' : `.${cents}`}`
}

/** 1.5 MB */
export function sizeText(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
