import type { FlowInput } from '../flow/flow'
import { moneyTask, slipTask } from './money-steps'

type Step = FlowInput['steps'][number]

const PAYMENT_MODES = [
  { id: '银行转账', label: '银行转账' },
  { id: '微信', label: '微信' },
  { id: '支付宝', label: '支付宝' },
]
const DELIVERY_MODES = [
  { id: '快递', label: '快递' },
  { id: '物流', label: '物流' },
  { id: '自提', label: '自提' },
]

/** The cart of a customer who orders by themselves: the draft under another name. */
export const cartStep: Step = {
  id: 'cart',
  title: '购物车',
  owner: 'customer',
  clock: { sla: '1d', again: '2d' },
  ladder: ['sales'],
  vouchesFor: ['draft'],
  tasks: [
    {
      id: 'draft',
      title: '购物车',
      ask: '发「目录」挑选商品，发品名和数量加入购物车；选好后点「去结算」',
      owner: 'customer',
      mayAlso: ['sales', 'clerk'],
      kind: 'draft',
      shows: ['draft'],
      actions: [
        { id: 'confirm', label: '去结算', style: 'primary', words: ['结算', '下单', '就这些', '提交', '下一步', '买单'] },
        { id: 'edit', label: '改数量或删除', outcome: 'stay', words: ['修改', '改数量', '删除'] },
        { id: 'cancel', label: '清空', style: 'danger', words: ['清空', '不要了', '取消'] },
      ],
    },
  ],
}

/** Contact, address, payment and delivery mode are mandatory before an order can be submitted (AC-134). */
export const detailsStep: Step = {
  id: 'details',
  title: '填写订单信息',
  owner: 'customer',
  needs: [{ step: 'cart', is: 'done' }],
  clock: { sla: '4h', again: '1d' },
  ladder: ['sales'],
  vouchesFor: ['contactName', 'phone', 'address', 'paymentTerms', 'shippingMethod'],
  tasks: [
    {
      id: 'details',
      title: '订单信息',
      ask: '填收货人、电话、地址，选支付方式和配送方式；档案里已有的不用再填',
      owner: 'customer',
      mayAlso: ['sales', 'clerk'],
      shows: ['order', 'total', 'contact'],
      checks: ['delivery-details'],
      inputs: [
        { id: 'contactName', label: '收货人', type: 'text', fills: 'contactName', words: ['收货人', '联系人'] },
        { id: 'phone', label: '联系电话', type: 'text', fills: 'phone', words: ['电话', '手机'] },
        { id: 'address', label: '收货地址', type: 'text', fills: 'address', words: ['地址'] },
        {
          id: 'payment',
          label: '支付方式',
          type: 'choice',
          required: ['done'],
          fills: 'paymentTerms',
          choices: PAYMENT_MODES,
          words: ['支付'],
        },
        {
          id: 'delivery',
          label: '配送方式',
          type: 'choice',
          required: ['done'],
          fills: 'shippingMethod',
          choices: DELIVERY_MODES,
          words: ['配送'],
        },
        { id: 'notes', label: '备注', type: 'text', fills: 'notes', words: ['备注'] },
      ],
      actions: [
        { id: 'done', label: '下一步', style: 'primary', words: ['下一步', '填好了'] },
        { id: 'return', label: '改购物车', outcome: 'return', to: 'cart', words: ['改购物车', '再加'] },
      ],
    },
  ],
}

/** The whole order once more before it is submitted (AC-123). */
export const submitTask: Step['tasks'][number] = {
  id: 'submit',
  title: '确认订单',
  ask: '请再核对一遍，无误点「提交订单」',
  owner: 'customer',
  mayAlso: ['sales', 'clerk'],
  kind: 'confirm',
  shows: ['all', 'total'],
  actions: [
    { id: 'confirm', label: '提交订单', style: 'primary', words: ['提交', '确认', '没问题'] },
    { id: 'return', label: '再改改', outcome: 'return', to: 'cart', words: ['修改', '再改'] },
  ],
}

/** Paid by the customer, verified by finance; only then does the customer get number, amount and expected arrival (AC-122). */
export const paymentStep = (needs: Step['needs']): Step => ({
  id: 'payment',
  title: '付款',
  owner: 'customer',
  ...(needs ? { needs } : {}),
  status: '已付款',
  clock: { sla: '4h', again: '1d' },
  ladder: ['sales', 'director'],
  onDone: ['customer:orderPaid', 'tell:warehouse:milestone'],
  tasks: [
    slipTask('付款后发截图或回单，财务核实后马上安排发货'),
    moneyTask('balance', { title: '到账核实', ask: '核对到账后确认，多收少收照实填' }, { after: ['slip'] }),
  ],
})

/** Rating is asked, never demanded; after-sales contact follows (AC-124). */
export const ratingTask: Step['tasks'][number] = {
  id: 'rating',
  title: '评价',
  ask: '对这次服务还满意吗？（可跳过）',
  owner: 'customer',
  shows: ['goods'],
  inputs: [
    {
      id: 'stars',
      label: '评分',
      type: 'choice',
      required: ['done'],
      sets: 'rating',
      choices: [
        { id: '5', label: '非常满意' },
        { id: '4', label: '满意' },
        { id: '3', label: '一般' },
        { id: '2', label: '不满意' },
        { id: '1', label: '很不满意' },
      ],
    },
    { id: 'note', label: '说说看', type: 'text', sets: 'ratingNote' },
  ],
  actions: [
    { id: 'done', label: '提交评价', style: 'primary', words: ['评价'] },
    { id: 'skip', label: '跳过', words: ['跳过', '不评'] },
  ],
}
