import type { FlowInput } from '../flow/flow'

type Step = FlowInput['steps'][number]

const YES_NO = [
  { id: 'yes', label: '是' },
  { id: 'no', label: '否' },
]
export const TICK = { type: 'choice' as const, choices: YES_NO, required: ['done'], must: 'yes' }

/** What production acknowledges one by one before it takes a production order (AC-049). */
export const ACKNOWLEDGED = [
  { id: 'termsOk', label: '条款' },
  { id: 'quantityOk', label: '数量' },
  { id: 'finishDateOk', label: '完成日（交期）' },
  { id: 'productionDateOk', label: '生产日期' },
  { id: 'toleranceOk', label: '允许误差' },
  { id: 'packagingOk', label: '包装要求' },
  { id: 'specialRulesOk', label: '特殊规定' },
] as const

/** What was given by telephone or by word of mouth is said back to the customer before anything else (AC-002). */
export const repeatBackTask: Step['tasks'][number] = {
  id: 'repeat-back',
  title: '向客户重复确认',
  ask: '电话或口头来单：把内容向客户重复一遍，确认后点「已重复确认」',
  owner: 'clerk',
  when: { holds: 'byPhone' },
  kind: 'confirm',
  shows: ['phrases', 'all', 'people'],
  inputs: [{ id: 'note', label: '客户补充', type: 'text' }],
  actions: [{ id: 'done', label: '已重复确认', style: 'primary', words: ['重复确认', '确认过'] }],
}

export const DRAFT_REQUIRES = ['customerName', 'contactName', 'phone', 'address', 'lines', 'requestedDate', 'paymentTerms']

/** The draft: asked one thing at a time, read back as a whole, confirmed by its salesperson or a clerk on their behalf. */
export const draftStep: Step = {
  id: 'draft',
  title: '订单草稿',
  owner: 'sales',
  clock: { sla: '1h', again: '2h' },
  ladder: ['clerk_lead', 'director'],
  tasks: [
    {
      id: 'draft',
      title: '订单草稿',
      ask: '核对后点「确认下单」，要改的直接引用回复',
      owner: 'sales',
      mayAlso: ['clerk'],
      kind: 'draft',
      shows: ['draft'],
      actions: [
        { id: 'confirm', label: '确认下单', style: 'primary', words: ['确认', '没问题', '可以下单', '下单'] },
        { id: 'edit', label: '修改', outcome: 'stay', words: ['修改'] },
        { id: 'register', label: '登记新客户', outcome: 'stay', when: { holds: 'customerUnknown' }, words: ['登记', '新客户'] },
        { id: 'cancel', label: '取消', style: 'danger', words: ['作废', '不要了', '取消'] },
      ],
    },
  ],
  vouchesFor: ['draft'],
}

/**
 * Trouble on the way: the clerk says exactly what happened, sales, lead and director each add or pass, the clerk plans, the salesperson
 * releases the words to the customer. Opens whenever somebody reports an exception (AC-056 to AC-058).
 */
export const exceptionStep: Step = {
  id: 'exception',
  title: '异常处理',
  owner: 'clerk',
  aside: true,
  needs: [{ holds: 'openException' }],
  clock: { sla: '1h' },
  ladder: ['clerk_lead', 'director'],
  onDone: ['exception:close'],
  tasks: [
    {
      id: 'detail',
      title: '异常说明',
      ask: '写清具体是什么问题（哪一项、多少、影响什么）',
      owner: 'clerk',
      kind: 'prompt',
      shows: ['order', 'exceptions'],
      inputs: [{ id: 'note', label: '具体情况', type: 'text', required: true }],
      actions: [{ id: 'done', label: '提交', style: 'primary' }],
    },
    ...(['sales', 'clerk_lead', 'director'] as const).map((owner) => ({
      id: `say-${owner.replace('_', '-')}`,
      title: '异常意见',
      ask: '补充意见；没有意见点「无补充」',
      owner,
      strict: true,
      after: ['detail'],
      shows: ['order', 'exceptions'],
      inputs: [{ id: 'note', label: '意见', type: 'text' as const, required: ['done'] }],
      actions: [
        { id: 'done', label: '提交意见', style: 'primary' as const },
        { id: 'pass', label: '无补充' },
      ],
    })),
    {
      id: 'plan',
      title: '异常处理方案',
      ask: '写处理方案和给客户的话',
      owner: 'clerk',
      after: ['say-sales', 'say-clerk-lead', 'say-director'],
      shows: ['order', 'exceptions'],
      inputs: [
        { id: 'plan', label: '处理方案', type: 'text', required: true },
        { id: 'customerText', label: '给客户的话', type: 'text', required: true },
      ],
      actions: [{ id: 'done', label: '提交方案', style: 'primary' }],
    },
    {
      id: 'release',
      title: '告知客户',
      ask: '看一遍给客户的话，确认后由我发给客户',
      owner: 'sales',
      mayAlso: ['clerk'],
      after: ['plan'],
      kind: 'confirm',
      shows: ['order', 'exceptions'],
      inputs: [{ id: 'customerText', label: '改写给客户的话（可不填）', type: 'text' }],
      actions: [{ id: 'confirm', label: '发给客户', style: 'primary', words: ['发送', '发吧'] }],
    },
  ],
}
