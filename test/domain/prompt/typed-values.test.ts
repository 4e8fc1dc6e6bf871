import { readAnswer } from '../../../domain/prompt/read-answer'
import type { Prompt } from '../../../domain/order/order'

const yesNo = [
  { id: 'yes', label: '是' },
  { id: 'no', label: '否' },
]
const aPrompt = (more: Partial<Prompt>): Prompt =>
  ({
    id: 'p1',
    stepId: 'check',
    taskId: 'check',
    title: '核对',
    state: 'open',
    assigneeIds: ['lin'],
    roles: ['clerk'],
    chatId: 'ops',
    actions: [{ id: 'done', label: '核对无误，签发', words: ['无误'], style: 'primary' }],
    inputs: [],
    ...more,
  }) as unknown as Prompt
const read = (prompt: Prompt, text: string) => readAnswer(prompt, text, [], '2026-03-02')

test('a value that is itself 是 is read behind the name of its input', () => {
  const prompt = aPrompt({ inputs: [{ id: 'ok', label: '内容无误', type: 'choice', choices: yesNo }] } as Partial<Prompt>)
  for (const text of ['核对无误，签发，内容无误：是', '核对无误，签发 内容无误是', '核对无误，签发，内容无误=是。'])
    expect(read(prompt, text)).toMatchObject({ actionId: 'done', inputs: { ok: 'yes' } })
})

test('prose goes on over commas until the next input is named', () => {
  const prompt = aPrompt({
    inputs: [
      { id: 'why', label: '书面说明', type: 'text', required: true },
      { id: 'count', label: '件数', type: 'number' },
    ],
  } as Partial<Prompt>)
  expect(read(prompt, '核对无误，签发，书面说明：木浆库存40吨，够本单使用，件数：6')?.inputs).toEqual({
    why: '木浆库存40吨，够本单使用',
    count: '6',
  })
})

test('a label with a full-width comma names its button as a whole, and nothing of it is left over as a note', () => {
  const prompt = aPrompt({ inputs: [{ id: 'note', label: '备注', type: 'text', required: false }] } as Partial<Prompt>)
  expect(read(prompt, '核对无误，签发')).toEqual({ actionId: 'done', inputs: {} })
  expect(read(prompt, '核对无误，签发，下午发')?.inputs).toEqual({ note: '下午发' })
})

test('the words of a button say of a question what the button needs', () => {
  const prompt = aPrompt({
    actions: [
      { id: 'done', label: '可以生产', style: 'primary' },
      { id: 'cannot', label: '不能生产', style: 'danger' },
    ],
    inputs: [
      { id: 'can', label: '能否生产', type: 'choice', choices: yesNo, required: ['done'], must: 'yes', words: ['生产'] },
      {
        id: 'changed',
        label: '工艺配方是否改变',
        type: 'choice',
        choices: [
          { id: 'no', label: '不变' },
          { id: 'yes', label: '要变' },
        ],
        required: ['done'],
        words: ['配方'],
      },
    ],
  } as Partial<Prompt>)
  expect(read(prompt, '可以生产，配方不变')).toEqual({ actionId: 'done', inputs: { can: 'yes', changed: 'no' } })
  expect(read(prompt, '不能生产，缺料')?.inputs['can']).not.toBe('yes')
})
