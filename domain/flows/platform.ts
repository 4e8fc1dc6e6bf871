import type { FlowInput } from '../flow/flow'
import { cartStep, detailsStep, paymentStep, ratingTask, submitTask } from './customer-steps'
import { receiptStep, shipStep } from './goods-steps'
import { exceptionStep } from './shared-steps'
import { partsStep } from './part-steps'
import { waybillStep } from './waybill-step'

/** 平台下单: the chat identity is bound to a customer first. Source: flow 8 of the eight. */
export const platformFlow: FlowInput = {
  id: 'platform',
  version: 1,
  title: '平台下单',
  statuses: { draft: '购物车', running: '待提交', completed: '已完成', cancelled: '已取消', rejected: '已驳回' },
  requires: ['lines'],
  registersLater: true,
  catalogPrices: true,
  steps: [
    {
      id: 'bind',
      title: '登记或登录',
      owner: 'customer',
      skipWhen: { not: { holds: 'customerUnknown' } },
      clock: { sla: '4h', again: '1d' },
      ladder: ['sales'],
      tasks: [
        {
          id: 'bind',
          title: '登记或登录',
          ask: '第一次下单请登记：公司或姓名、电话；老客户填档案里的名称和电话即可',
          owner: 'customer',
          mayAlso: ['sales', 'clerk'],
          shows: [],
          checks: ['binding-details'],
          inputs: [
            {
              id: 'customerName',
              label: '公司或姓名',
              type: 'text',
              required: true,
              fills: 'customerName',
              words: ['公司', '姓名', '我是', '我叫', '名字'],
            },
            { id: 'phone', label: '手机号', type: 'text', required: true, fills: 'phone', words: ['手机', '电话'] },
            { id: 'address', label: '地址', type: 'text', fills: 'address', words: ['地址'] },
          ],
          actions: [{ id: 'done', label: '登记', style: 'primary', then: ['bind'], words: ['登记', '登录', '绑定'] }],
        },
      ],
    },
    { ...cartStep, needs: [{ step: 'bind', is: 'settled' }] },
    {
      ...detailsStep,
      tasks: [...detailsStep.tasks, { ...submitTask, after: ['details'] }],
      status: '待付款',
      onDone: ['customer:payAsk'],
    },
    paymentStep([{ step: 'details', is: 'done' }]),
    { ...shipStep, rule: '款项核实后才发货', needs: [{ step: 'payment', is: 'done' }] },
    {
      ...receiptStep,
      needs: [{ step: 'ship' }],
      skipWhen: { step: 'ship', is: 'skipped' },
      onDone: ['customer:afterSales', 'tell:sales:completed'],
    },
    {
      id: 'rating',
      title: '评价与售后',
      owner: 'customer',
      needs: [{ step: 'receipt' }],
      clock: { sla: '2d', again: '5d' },
      tasks: [ratingTask],
    },
    partsStep({}),
    waybillStep,
    exceptionStep,
  ],
}
