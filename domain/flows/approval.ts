import type { FlowInput } from '../flow/flow'
import { DRAFT_REQUIRES, draftStep, exceptionStep } from './shared-steps'

type Step = FlowInput['steps'][number]

/** One of the departments that work in parallel; each keeps its own state up to date (AC-101). */
const department = (id: 'purchasing' | 'production' | 'warehouse', title: string, ask: string): Step => ({
  id,
  title,
  owner: id,
  needs: [{ step: 'approve', is: 'done' }],
  onOpen: ['stale'],
  clock: { sla: '4h', again: '1d' },
  ladder: ['clerk_lead', 'director'],
  vouchesFor: ['goods', 'quantities', 'requestedDate'],
  tasks: [
    {
      id,
      title,
      ask,
      owner: id,
      shows: ['goods', 'deadline', 'progress'],
      inputs: [
        { id: 'progress', label: '进度说明', type: 'text', required: ['progress'], sets: `${id}Progress`, words: ['进度'] },
        { id: 'note', label: '备注', type: 'text' },
      ],
      actions: [
        { id: 'done', label: '完成', style: 'primary', words: ['完成', '做完', '备好', '已齐', '好了'] },
        { id: 'progress', label: '更新进度', outcome: 'stay', then: ['tell:sales:progress', 'stale:again'] },
        {
          id: 'cannot',
          label: '办不了',
          style: 'danger',
          outcome: 'stay',
          then: ['tell:sales:cannotDo', 'tell:clerk_lead:cannotDo'],
          words: ['做不了', '没料', '缺货'],
        },
      ],
    },
  ],
})

/** 客户订单流程: create, approve, process in parallel, deliver, complete. Source: flow 1 of the eight. */
export const approvalFlow: FlowInput = {
  id: 'approval',
  version: 1,
  title: '客户订单流程',
  statuses: { draft: '草稿', running: '待审批', completed: '已完成', cancelled: '已取消', rejected: '已驳回' },
  requires: DRAFT_REQUIRES,
  promise: 'approve',
  steps: [
    draftStep,
    {
      id: 'approve',
      title: '订单审批',
      owner: 'clerk_lead',
      needs: [{ step: 'draft', is: 'done' }],
      status: '已审批',
      clock: { sla: '2h' },
      ladder: ['director'],
      vouchesFor: [
        'customerName',
        'lines',
        'address',
        'requestedDate',
        'paymentTerms',
        'depositRatio',
        'depositAmount',
        'packaging',
      ],
      onDone: ['tell:sales:approved'],
      tasks: [
        {
          id: 'approve',
          title: '订单审批',
          ask: '审核合规性和准确性',
          owner: 'clerk_lead',
          mayAlso: ['director'],
          kind: 'approval',
          shows: ['all', 'price', 'people'],
          checks: ['not-own-draft'],
          inputs: [{ id: 'reason', label: '意见', type: 'text', required: ['reject', 'return', 'ask'], words: ['原因', '意见'] }],
          actions: [
            { id: 'approve', label: '同意', style: 'primary', words: ['同意', '通过', '批准', '批了', '可以'] },
            { id: 'reject', label: '驳回', style: 'danger', outcome: 'reject', words: ['驳回', '不同意', '拒绝'] },
            { id: 'return', label: '退回修改', outcome: 'return', to: 'draft', words: ['退回', '打回'] },
            { id: 'ask', label: '问一下', outcome: 'stay', then: ['tell:sales:askBack'], words: ['问一下'] },
          ],
        },
      ],
    },
    department('purchasing', '采购', '安排采购，到齐后点「完成」'),
    department('production', '生产', '安排生产，做完后点「完成」'),
    department('warehouse', '仓储', '备货，备好后点「完成」'),
    {
      id: 'deliver',
      title: '交付',
      owner: 'logistics',
      needs: [{ step: 'purchasing' }, { step: 'production' }, { step: 'warehouse' }],
      status: '已交付',
      clock: { sla: '4h', again: '1d' },
      ladder: ['clerk_lead', 'director'],
      vouchesFor: ['address', 'contactName', 'phone'],
      onDone: ['tell:sales:delivered'],
      tasks: [
        {
          id: 'deliver',
          title: '安排交付',
          ask: '与业务员商定交付方式和时间，送达后点「完成」',
          owner: 'logistics',
          shows: ['goods', 'contact', 'deadline'],
          checks: ['dates-not-past'],
          inputs: [
            { id: 'method', label: '交付方式', type: 'text', required: ['done'], sets: 'deliveryMethod', words: ['方式'] },
            { id: 'time', label: '交付时间', type: 'text', required: ['done'], sets: 'deliveryTime', words: ['时间'] },
            { id: 'note', label: '备注', type: 'text' },
          ],
          actions: [
            { id: 'done', label: '已交付', style: 'primary', words: ['已交付', '送到', '完成'] },
            { id: 'cannot', label: '送不了', style: 'danger', outcome: 'stay', then: ['tell:sales:askBack'] },
          ],
        },
      ],
    },
    {
      id: 'receive',
      title: '客户收货确认',
      owner: 'customer',
      needs: [{ step: 'deliver', is: 'done' }],
      clock: { sla: '1d' },
      ladder: ['clerk_lead', 'director'],
      onDone: ['customer:receiptDone', 'tell:sales:completed'],
      tasks: [
        {
          id: 'receive',
          title: '收货确认',
          ask: '收到货后点「已收到」，有问题点「有问题」',
          owner: 'customer',
          strict: true,
          kind: 'confirm',
          shows: ['goods', 'delivery'],
          inputs: [{ id: 'note', label: '说明', type: 'text', required: ['problem'] }],
          actions: [
            { id: 'received', label: '已收到', style: 'primary', words: ['收到', '已收', '签收'] },
            {
              id: 'problem',
              label: '有问题',
              style: 'danger',
              outcome: 'stay',
              then: ['tell:sales:problemReported', 'exception:raise'],
              words: ['有问题', '少货', '破损', '不对'],
            },
          ],
        },
      ],
    },
    exceptionStep,
  ],
}
