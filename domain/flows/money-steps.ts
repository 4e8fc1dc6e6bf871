import type { FlowInput } from '../flow/flow'

type Task = FlowInput['steps'][number]['tasks'][number]

/** Money that finance alone confirms, in one sum or in parts; the task stays open until nothing is left to pay (AC-069, AC-077). */
export const moneyTask = (
  kind: 'deposit' | 'balance',
  words: { title: string; ask: string },
  more: Partial<Pick<Task, 'after' | 'when' | 'shows'>> = {},
): Task => ({
  id: kind,
  title: words.title,
  ask: words.ask,
  owner: 'finance',
  strict: true,
  shows: ['order', 'total', kind, 'fact:paymentSlip'],
  checks: ['amount-positive'],
  settlesWhen: kind === 'deposit' ? { holds: 'depositPaid' } : { not: { holds: 'balanceOpen' } },
  inputs: [
    { id: 'amount', label: '到账金额', type: 'money', required: ['paid'], words: ['金额', '到账'] },
    { id: 'method', label: '到账方式', type: 'text', words: ['方式'] },
    { id: 'note', label: '备注', type: 'text' },
  ],
  actions: [
    { id: 'paid', label: '已到账', style: 'primary', then: [`pay:${kind}`], words: ['到账', '已收', '收到'] },
    {
      id: 'not-paid',
      label: '未到账',
      style: 'danger',
      outcome: 'stay',
      then: [`unpaid:${kind}`, 'tell:sales:paymentMissing'],
      words: ['未到', '没到', '没收到'],
    },
  ],
  ...more,
})

/** The customer hands in the proof of a transfer; the salesperson may do it for them. Where finance has seen all of the money already, none is asked for. */
export const slipTask = (ask: string): Task => ({
  id: 'slip',
  title: '付款凭证',
  ask,
  owner: 'customer',
  mayAlso: ['sales'],
  when: { holds: 'balanceOpen' },
  shows: ['order', 'total', 'balance'],
  inputs: [
    {
      id: 'slip',
      label: '付款截图或回单',
      type: 'file',
      required: ['done'],
      sets: 'paymentSlip',
      words: ['截图', '回单', '凭证'],
    },
    { id: 'note', label: '说明', type: 'text' },
  ],
  actions: [
    {
      id: 'done',
      label: '已付款',
      style: 'primary',
      words: ['已付', '已转', '付了', '转了', '汇了', '打款', '打过去', '转过去', '汇过去', '打了', '已汇'],
    },
  ],
})
