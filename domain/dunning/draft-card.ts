import type { Card } from '../cards/card'
import { LEVEL_NAMES } from '../wording/dunning'

const ACTIONS = [
  { id: 'send', label: '发送', style: 'primary' as const },
  { id: 'edit', label: '修改' },
  { id: 'hold', label: '暂缓' },
  { id: 'promise', label: '客户已承诺' },
]

export interface DraftCardFacts {
  customer: string
  level: number
  total: string
  oldestDays: number
  askedId: string
}

/** The card that puts a notice before the salesperson; settled, it tells what became of it. */
export const draftCard = (f: DraftCardFacts, outcome?: string): Card => ({
  kind: 'approval',
  title: `催收 ${f.customer}`,
  fields: [
    { id: 'level', label: '级别', value: LEVEL_NAMES[f.level] ?? '' },
    { id: 'total', label: '金额', value: `${f.total}元` },
    ...(f.oldestDays > 0 ? [{ id: 'days', label: '最早逾期', value: `${f.oldestDays} 天` }] : []),
    ...(outcome ? [{ id: 'outcome', label: '结果', value: outcome }] : []),
  ],
  inputs: outcome
    ? []
    : [
        { id: 'date', label: '日期（暂缓到／承诺付款日）', type: 'date', required: false },
        { id: 'reason', label: '暂缓原因', type: 'text', required: false },
        { id: 'amount', label: '承诺金额', type: 'money', required: false },
        { id: 'text', label: '修改后的话', type: 'text', required: false },
      ],
  actions: outcome ? [] : ACTIONS.map((a) => ({ ...a, mayPress: [f.askedId] })),
  state: outcome ? 'done' : 'open',
})

/** The action that typed words begin with, and the rest of them. */
export const readDraftWords = (words: string): { actionId: string; rest: string } | undefined => {
  const text = words.normalize('NFKC').trim()
  const found = ACTIONS.find((a) => text.startsWith(a.label)) ?? (text.startsWith('承诺') ? ACTIONS[3] : undefined)
  if (!found) return undefined
  return { actionId: found.id, rest: text.replace(/^(发送|修改|暂缓|客户已承诺|承诺)(?:为|成|到)?[\s:,，。]*/, '') }
}
