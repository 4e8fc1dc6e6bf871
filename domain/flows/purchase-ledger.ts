import type { FlowInput } from '../flow/flow'
import { depositStep, inspectionStep, productionStep, shipStep, trackStep } from './goods-steps'
import { moneyTask, slipTask } from './money-steps'
import { draftStep, exceptionStep } from './shared-steps'
import { partsStep } from './part-steps'
import { waybillStep } from './waybill-step'

type Step = FlowInput['steps'][number]

const LADDER: Step['ladder'] = ['clerk_lead', 'director']

/** 带客户下单采购的账务流程: from inquiry to a ledger that closes at zero. Source: flow 6 of the eight. */
export const purchaseLedgerFlow: FlowInput = {
  id: 'purchase-ledger',
  version: 1,
  title: '带客户下单采购的账务流程',
  statuses: { draft: '询价', running: '处理中', completed: '已结算', cancelled: '已取消', rejected: '已驳回' },
  requires: ['customerName', 'contactName', 'phone', 'goods'],
  promise: 'quote',
  steps: [
    { ...draftStep, id: 'inquiry', title: '询价' },
    {
      id: 'quote',
      title: '报价',
      owner: 'clerk',
      needs: [{ step: 'inquiry', is: 'done' }],
      clock: { sla: '1d', again: '1d' },
      ladder: LADDER,
      vouchesFor: ['lines'],
      tasks: [
        {
          id: 'quote',
          title: '报价',
          ask: '填价格、运费、交货时间和付款方式，报价单由我发给客户',
          owner: 'clerk',
          mayAlso: ['sales'],
          shows: ['goods', 'price', 'deadline'],
          checks: ['deposit-agrees'],
          inputs: [
            { id: 'price', label: '单价', type: 'money', required: ['done'], perLine: true, words: ['单价'] },
            { id: 'freight', label: '运费', type: 'money', required: ['done'], sets: 'freight', words: ['运费'] },
            { id: 'promisedDate', label: '交货日期', type: 'date', required: ['done'], words: ['交货', '交期'] },
            { id: 'paymentTerms', label: '付款方式', type: 'text', required: ['done'], fills: 'paymentTerms', words: ['付款'] },
            {
              id: 'deposit',
              label: '定金金额（没有填0）',
              type: 'money',
              required: ['done'],
              fills: 'depositAmount',
              words: ['定金'],
            },
            { id: 'note', label: '说明', type: 'text' },
          ],
          actions: [
            {
              id: 'done',
              label: '发出报价',
              style: 'primary',
              then: ['quote', 'promise', 'hand:quote'],
              words: ['报价', '发出'],
            },
            { id: 'return', label: '退回询价', outcome: 'return', to: 'inquiry', words: ['退回'] },
          ],
        },
      ],
    },
    {
      id: 'quote-confirm',
      title: '客户确认报价',
      owner: 'customer',
      needs: [{ step: 'quote', is: 'done' }],
      clock: { sla: '1d' },
      ladder: ['sales', 'clerk_lead', 'director'],
      vouchesFor: ['lines', 'paymentTerms', 'depositAmount'],
      tasks: [
        {
          id: 'confirm',
          title: '确认报价',
          ask: '请核对规格、型号、数量、颜色和报价，同意点「确认报价」',
          owner: 'customer',
          strict: true,
          kind: 'confirm',
          shows: ['all', 'total', 'fact:freight', 'fact:promisedDate'],
          inputs: [{ id: 'note', label: '意见', type: 'text', required: ['return'] }],
          actions: [
            { id: 'confirm', label: '确认报价', style: 'primary', words: ['确认', '同意', '可以'] },
            {
              id: 'return',
              label: '重新报价',
              outcome: 'return',
              to: 'quote',
              words: ['重新报', '太贵', '贵了', '有点贵', '便宜', '优惠', '让点', '降'],
            },
          ],
        },
      ],
    },
    {
      id: 'stock-check',
      title: '库存与产能核实',
      owner: 'warehouse',
      needs: [{ step: 'quote-confirm', is: 'done' }],
      clock: { sla: '4h' },
      ladder: LADDER,
      vouchesFor: ['goods', 'quantities'],
      tasks: [
        {
          id: 'details',
          title: '下单信息核对',
          ask: '核对每项的规格、型号、数量、颜色是否写明',
          owner: 'clerk',
          shows: ['goods'],
          checks: ['goods-specified'],
          inputs: [{ id: 'note', label: '说明', type: 'text' }],
          actions: [
            { id: 'done', label: '信息齐全', style: 'primary', words: ['齐全', '无误'] },
            { id: 'return', label: '退回补充', outcome: 'return', to: 'inquiry', words: ['退回'] },
          ],
        },
        {
          id: 'stock',
          title: '库存核实',
          ask: '核实库存，写明现货数量',
          owner: 'warehouse',
          shows: ['goods'],
          inputs: [
            {
              id: 'note',
              label: '库存情况',
              type: 'text',
              required: ['done'],
              written: true,
              sets: 'stockNote',
              words: ['库存'],
            },
          ],
          actions: [{ id: 'done', label: '提交', style: 'primary', words: ['提交', '有货'] }],
        },
        {
          id: 'capacity',
          title: '产能核实',
          ask: '核实产能：能否按交货日期完成',
          owner: 'production',
          shows: ['goods', 'fact:promisedDate'],
          inputs: [
            {
              id: 'onTime',
              label: '能否按时交货',
              type: 'choice',
              required: ['done'],
              must: 'yes',
              sets: 'onTime',
              choices: [
                { id: 'yes', label: '能' },
                { id: 'no', label: '不能' },
              ],
              words: ['按时'],
            },
            { id: 'note', label: '说明', type: 'text', required: ['return'] },
          ],
          actions: [
            { id: 'done', label: '提交', style: 'primary', words: ['提交', '能做'] },
            { id: 'return', label: '交期要改', outcome: 'return', to: 'quote', words: ['改交期', '来不及'] },
          ],
        },
      ],
    },
    {
      id: 'contract',
      title: '签订采购合同',
      owner: 'clerk',
      needs: [{ step: 'stock-check', is: 'done' }],
      clock: { sla: '1d' },
      ladder: LADDER,
      vouchesFor: ['lines', 'paymentTerms', 'depositAmount'],
      tasks: [
        {
          id: 'draw-up',
          title: '拟定采购合同',
          ask: '核对产品要求、交货时间、付款方式后出具《采购合同》发给客户',
          owner: 'clerk',
          shows: ['all', 'total', 'fact:freight', 'fact:promisedDate'],
          inputs: [{ id: 'specialRules', label: '特殊约定', type: 'text', sets: 'specialRules', words: ['约定'] }],
          actions: [{ id: 'done', label: '出具合同', style: 'primary', then: ['hand:contract'], words: ['出具', '发出'] }],
        },
        {
          id: 'signed',
          title: '合同签回',
          ask: '双方签字盖章后上传合同',
          owner: 'sales',
          mayAlso: ['clerk'],
          after: ['draw-up'],
          shows: ['order', 'total'],
          inputs: [{ id: 'file', label: '签署的合同', type: 'file', required: true, sets: 'signedContract', words: ['合同'] }],
          actions: [
            { id: 'done', label: '已签订', style: 'primary', words: ['已签', '签好'] },
            { id: 'return', label: '客户要改', outcome: 'return', to: 'quote', words: ['要改'] },
          ],
        },
      ],
    },
    {
      ...depositStep,
      needs: [{ step: 'contract', is: 'done' }],
      tasks: [
        {
          ...moneyTask('deposit', { title: '定金到账确认', ask: '核对到账并写明方式（银行转账、支付宝等）' }),
          inputs: [
            { id: 'amount', label: '到账金额', type: 'money', required: ['paid'], words: ['金额', '到账'] },
            { id: 'method', label: '到账方式', type: 'text', required: ['paid'], words: ['方式', '通过'] },
            { id: 'note', label: '备注', type: 'text' },
          ],
        },
      ],
    },
    {
      ...productionStep,
      needs: [
        { step: 'contract', is: 'done' },
        { step: 'deposit', is: 'settled' },
      ],
      title: '生产备货',
      rule: '定金到账才开始备货',
      onOpen: ['daily-report', 'supervise', 'present:production-order:production'],
    },
    inspectionStep,
    { ...shipStep, rule: '检验合格才发货', needs: [{ step: 'inspection' }] },
    {
      ...trackStep,
      onDone: ['disarm:check', 'customer:arrivalHelp'],
    },
    {
      id: 'acceptance',
      title: '客户验收',
      owner: 'customer',
      needs: [{ step: 'track' }],
      skipWhen: { step: 'track', is: 'skipped' },
      clock: { sla: '1d' },
      ladder: ['sales', 'clerk_lead', 'director'],
      onDone: ['issue:receipt', 'tell:sales:milestone'],
      tasks: [
        {
          id: 'acceptance',
          title: '验收签字',
          ask: '请验货：没问题在送货单签字并点「验收合格」；有问题点「有问题」写明',
          owner: 'customer',
          strict: true,
          kind: 'confirm',
          shows: ['goods', 'shipment'],
          inputs: [
            { id: 'file', label: '签字的送货单', type: 'file', sets: 'signedDeliveryNote' },
            { id: 'note', label: '说明', type: 'text', required: ['problem'] },
          ],
          actions: [
            { id: 'received', label: '验收合格', style: 'primary', words: ['合格', '收到', '没问题'] },
            {
              id: 'problem',
              label: '有问题',
              style: 'danger',
              outcome: 'stay',
              then: ['tell:sales:problemReported', 'exception:raise'],
              words: ['有问题', '少货', '破损'],
            },
          ],
        },
      ],
    },
    {
      id: 'balance',
      title: '支付尾款',
      owner: 'finance',
      rule: '客户验收没有问题、问题处理完，才收尾款',
      needs: [{ step: 'acceptance' }, { not: { holds: 'openException' } }, { not: { holds: 'partUnderWay' } }],
      skipWhen: { not: { holds: 'balanceOpen' } },
      onOpen: ['present:balance-notice:sales', 'customer:customerBalanceAsk'],
      clock: { sla: '1d', again: '1d' },
      ladder: ['sales', 'director'],
      tasks: [slipTask('验收无误，请付尾款并发回单'), moneyTask('balance', { title: '尾款到账确认', ask: '核对到账后确认' })],
    },
    {
      id: 'settlement',
      title: '财务结算',
      owner: 'finance',
      rule: '尾款到账后才结算关单',
      needs: [{ step: 'acceptance' }, { step: 'balance', is: 'settled' }, { not: { holds: 'partUnderWay' } }],
      clock: { sla: '1d' },
      ladder: ['director'],
      onDone: ['tell:sales:completed', 'customer:receiptDone'],
      tasks: [
        {
          id: 'settlement',
          title: '财务结算',
          ask: '核对应收、已收和发票，账目为零后结算',
          owner: 'finance',
          strict: true,
          shows: ['order', 'ledger'],
          checks: ['ledger-zero'],
          inputs: [
            { id: 'note', label: '结算说明', type: 'text' },
            { id: 'refund', label: '退还多收金额', type: 'money', words: ['退还', '退款'] },
          ],
          actions: [{ id: 'done', label: '结算完成', style: 'primary', then: ['refund'], words: ['结算', '完成'] }],
        },
      ],
    },
    partsStep({ inspected: true }),
    waybillStep,
    exceptionStep,
  ],
}
