import type { FlowInput } from '../flow/flow'
import { cartStep, detailsStep, paymentStep, ratingTask, submitTask } from './customer-steps'
import { receiptStep, shipStep } from './goods-steps'
import { exceptionStep } from './shared-steps'
import { partsStep } from './part-steps'
import { waybillStep } from './waybill-step'

/** 网店下单: the customer orders in chat by themselves. Source: flow 5 of the eight. */
export const webShopFlow: FlowInput = {
  id: 'web-shop',
  version: 1,
  title: '网店下单',
  statuses: { draft: '购物车', running: '待提交', completed: '已完成', cancelled: '已取消', rejected: '已驳回' },
  requires: ['customerName', 'lines'],
  catalogPrices: true,
  steps: [
    cartStep,
    detailsStep,
    {
      id: 'submit',
      title: '提交订单',
      owner: 'customer',
      needs: [{ step: 'details', is: 'done' }],
      status: '待付款',
      clock: { sla: '4h', again: '1d' },
      ladder: ['sales'],
      vouchesFor: ['lines', 'contactName', 'phone', 'address', 'paymentTerms', 'shippingMethod'],
      onDone: ['customer:payAsk'],
      tasks: [submitTask],
    },
    paymentStep([{ step: 'submit', is: 'done' }]),
    { ...shipStep, rule: '款项核实后才发货', needs: [{ step: 'payment', is: 'done' }] },
    {
      ...receiptStep,
      needs: [{ step: 'ship' }],
      skipWhen: { step: 'ship', is: 'skipped' },
      onDone: ['customer:afterSales', 'tell:sales:completed'],
      tasks: [...receiptStep.tasks, { ...ratingTask, after: ['receipt'] }],
    },
    partsStep({}),
    waybillStep,
    exceptionStep,
  ],
}
