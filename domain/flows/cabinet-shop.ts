import type { FlowInput } from '../flow/flow'
import { receiptStep, shipStep, trackStep } from './goods-steps'
import { moneyTask, slipTask } from './money-steps'
import { draftStep, exceptionStep, TICK } from './shared-steps'
import { partsStep } from './part-steps'
import { waybillStep } from './waybill-step'

type Step = FlowInput['steps'][number]
type Input = NonNullable<Step['tasks'][number]['inputs']>[number]

const LADDER: Step['ladder'] = ['clerk_lead', 'director']

/** One point of the drawing review; a point that fails is named and sent back by its name. */
const point = (id: string, label: string): Input => ({ id, label, ...TICK })
/** A paper that is handed in as a file; the words are what people name such files. */
const drawing = (id: string, label: string, words: string[]): Input => ({
  id,
  label,
  type: 'file',
  required: ['done'],
  sets: id,
  words,
})

/** 传图-审图-报价-汇款-生产-物流 of a cabinet maker with shops. Source: flow 4 of the eight. */
export const cabinetShopFlow: FlowInput = {
  id: 'cabinet-shop',
  version: 1,
  title: '专卖店下单流程',
  statuses: { draft: '传图中', running: '处理中', completed: '已完成', cancelled: '已取消', rejected: '已驳回' },
  requires: ['customerName'],
  promise: 'quote',
  steps: [
    {
      ...draftStep,
      id: 'drawings',
      title: '传图',
      tasks: [
        ...draftStep.tasks,
        {
          id: 'files',
          title: '三图一表与合同编号',
          ask: '上传平面图、立面图、效果图和材料配置明细表，并填合同编号',
          owner: 'sales',
          mayAlso: ['clerk', 'customer'],
          after: ['draft'],
          shows: ['order', 'drawings'],
          inputs: [
            {
              id: 'contractNumber',
              label: '合同编号',
              type: 'text',
              required: ['done'],
              sets: 'contractNumber',
              words: ['合同编号', '合同号'],
            },
            drawing('planDrawing', '平面图', ['平面']),
            drawing('elevationDrawing', '立面图', ['立面']),
            drawing('effectDrawing', '效果图', ['效果', '渲染']),
            drawing('materialTable', '材料配置明细表', ['材料', '明细表', '配置表']),
            {
              id: 'way',
              label: '传图方式',
              type: 'choice',
              sets: 'drawingWay',
              choices: [
                { id: 'chat', label: '本群' },
                { id: 'qq', label: 'QQ' },
                { id: 'mail', label: '邮箱' },
                { id: 'fax', label: '传真' },
              ],
              words: ['方式'],
            },
          ],
          actions: [{ id: 'done', label: '图纸已齐', style: 'primary', words: ['已齐', '齐了', '传完'] }],
        },
      ],
    },
    {
      id: 'drawing-review',
      title: '审图',
      owner: 'tech',
      needs: [{ step: 'drawings', is: 'done' }],
      clock: { sla: '4h' },
      ladder: LADDER,
      vouchesFor: ['lines', 'planDrawing', 'elevationDrawing', 'effectDrawing', 'materialTable'],
      tasks: [
        {
          id: 'principles',
          title: '审图五项',
          ask: '逐项打勾：齐全、完整、清晰、一致、标准',
          owner: 'tech',
          shows: ['order', 'drawings'],
          inputs: [
            point('complete', '齐全'),
            point('whole', '完整'),
            point('clear', '清晰'),
            point('consistent', '一致'),
            point('standard', '标准'),
            { id: 'note', label: '要补的内容', type: 'text', required: ['return'], sets: 'reviewNote' },
          ],
          actions: [
            { id: 'done', label: '五项合格', style: 'primary', words: ['合格', '通过'] },
            { id: 'return', label: '退回补图', style: 'danger', outcome: 'return', to: 'drawings', words: ['退回', '补图'] },
          ],
        },
        {
          id: 'details',
          title: '审图细项',
          ask: '逐项核对尺寸、柜号、材料和电器，缺什么按柜号写明',
          owner: 'tech',
          after: ['principles'],
          shows: ['order', 'drawings'],
          inputs: [
            point('depth', '平面图标明柜体深度（不含门板）'),
            point('elevation', '立面图标明高、宽、开门方向、转角封板和门板开门尺寸、消毒柜/烤箱封板高度'),
            point('numbers', '柜号已标，平面图与立面图柜号和尺寸一致'),
            point('materials', '材料表齐全：颜色编码及文字、纹路、门型、拉手、支撑、拉篮、铝框、导轨编号，与图纸一致'),
            point('appliances', '电器填全称编码，炉灶填气种'),
            point('special', '特殊结构有文字备注和特殊结构图（没有特殊结构选“是”）'),
            { id: 'note', label: '不合格的柜号和内容', type: 'text', required: ['return'], sets: 'reviewNote' },
          ],
          actions: [
            { id: 'done', label: '审图通过', style: 'primary', then: ['tell:clerk:milestone'], words: ['通过', '合格'] },
            { id: 'return', label: '退回补图', style: 'danger', outcome: 'return', to: 'drawings', words: ['退回', '补图'] },
          ],
        },
      ],
    },
    {
      id: 'quote',
      title: '报价',
      owner: 'clerk',
      needs: [{ step: 'drawing-review', is: 'done' }],
      clock: { sla: '1d', again: '1d' },
      ladder: LADDER,
      vouchesFor: ['lines'],
      tasks: [
        {
          id: 'quote',
          title: '报价',
          ask: '快速、准确报价：1个工作日内，最迟2个工作日',
          owner: 'clerk',
          shows: ['order', 'fact:contractNumber', 'drawings'],
          inputs: [
            {
              id: 'amount',
              label: '报价总额',
              type: 'money',
              required: ['done'],
              when: { holds: 'noLines' },
              words: ['报价', '总额', '总价'],
            },
            { id: 'price', label: '单价', type: 'money', required: ['done'], perLine: true, words: ['单价'] },
            { id: 'freight', label: '运费', type: 'money', sets: 'freight', words: ['运费'] },
            { id: 'promisedDate', label: '出货日期', type: 'date', required: ['done'], words: ['出货', '交货', '交期'] },
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
            { id: 'return', label: '退回审图', outcome: 'return', to: 'drawing-review', words: ['退回'] },
          ],
        },
      ],
    },
    {
      id: 'remittance',
      title: '汇款',
      owner: 'finance',
      needs: [{ step: 'quote', is: 'done' }],
      clock: { sla: '1d' },
      ladder: ['sales', 'director'],
      onDone: ['customer:remitted'],
      tasks: [
        {
          ...slipTask('按报价汇款后发付款截图；要重新报价点「要改价」'),
          actions: [
            ...slipTask('').actions,
            { id: 'return', label: '要改价', outcome: 'return', to: 'quote', words: ['改价', '太贵', '重新报价'] },
          ],
        },
        moneyTask('balance', { title: '汇款到账确认', ask: '核对银行到账后确认，到账前不排产' }, { after: ['slip'] }),
      ],
    },
    {
      id: 'production',
      title: '生产',
      owner: 'production',
      rule: '汇款到账才排产',
      needs: [{ step: 'remittance', is: 'done' }],
      onOpen: ['present:production-order:production:tech'],
      clock: { sla: '2d', again: '1d' },
      ladder: ['merchandiser', 'clerk_lead', 'director'],
      onDone: ['tell:sales:milestone', 'issue:stock-out-slip'],
      tasks: [
        {
          id: 'production',
          title: '生产进度',
          ask: '按图生产，全部完成并检验合格后点「完成」',
          owner: 'production',
          shows: ['goods', 'fact:contractNumber', 'drawings', 'dates'],
          inputs: [{ id: 'note', label: '说明', type: 'text', required: ['cannot'] }],
          actions: [
            { id: 'done', label: '完成', style: 'primary', words: ['完成', '做完'] },
            {
              id: 'cannot',
              label: '生产异常',
              style: 'danger',
              outcome: 'stay',
              then: ['exception:raise'],
              words: ['异常', '停机'],
            },
          ],
        },
      ],
    },
    { ...shipStep, owner: 'logistics', rule: '生产完成才发货', needs: [{ step: 'production', is: 'done' }] },
    trackStep,
    receiptStep,
    partsStep({}),
    waybillStep,
    exceptionStep,
  ],
}
