import { readAnswer } from '../../../domain/prompt/read-answer'
import { readLineFigures } from '../../../domain/prompt/read-line-figures'
import type { Prompt, PromptInput } from '../../../domain/order/order'

const line = (id: string, names: string[], marks: string[]): PromptInput =>
  ({
    id: `price.${id}`,
    label: `单价（${names[0]}）`,
    type: 'money',
    required: ['done'],
    words: ['单价'],
    goods: { names, marks, unit: '卷' },
  }) as PromptInput
const LINES = [
  line('l1', ['电线', 'DX-2.5', 'BV线'], ['2.5平方']),
  line('l2', ['LED灯泡', 'LED-9', '灯泡'], ['9W', 'E27', '白光']),
  line('l3', ['开关面板', 'KG-86', '86开关'], ['单开', '白']),
]
const MORE = [
  { id: 'freight', label: '运费', type: 'money', required: ['done'], words: ['运费'] },
  { id: 'paymentTerms', label: '付款方式', type: 'text', required: ['done'], fills: 'paymentTerms', words: ['付款'] },
  { id: 'promisedDate', label: '交货日期', type: 'date', required: ['done'], words: ['交货'] },
  { id: 'deposit', label: '定金金额（没有填0）', type: 'money', required: ['done'], words: ['定金'] },
] as PromptInput[]
const money = (text: string) => readLineFigures(LINES, text, ['运费', '定金'], 'money')
const aPrompt = (pending?: Prompt['pending']): Prompt =>
  ({
    actions: [{ id: 'done', label: '发出报价', style: 'primary', outcome: 'settle', words: ['报价'] }],
    inputs: [...LINES, ...MORE],
    ...(pending ? { pending } : {}),
  }) as unknown as Prompt
const read = (text: string, pending?: Prompt['pending']) => readAnswer(aPrompt(pending), text, [], '2026-03-02')

test.each([
  ['电线165，灯泡5.6，开关8.5，运费150', { 'price.l1': '165', 'price.l2': '5.6', 'price.l3': '8.5' }],
  ['电线 165 灯泡 5.6', { 'price.l1': '165', 'price.l2': '5.6' }],
  ['电线2.5平方165元/卷；灯泡9w 5块6', { 'price.l1': '165', 'price.l2': '5.6' }],
  ['bv线 1,650', { 'price.l1': '1650' }],
])('prices stand by the names of their goods: %s', (text, expected) => {
  expect(money(text)).toEqual(expected)
})

test.each(['电线50卷', '电线165或170', '运费150', '收到货款 500', '电线涨10%'])('no price of a line: %s', (text) => {
  expect(money(text)).toEqual({})
})

test('one price without a name is of none of several lines, unless it is said of all', () => {
  expect(read('单价165')).toBeUndefined()
  expect(read('报价 单价都是165')?.inputs).toMatchObject({ 'price.l1': '165.00', 'price.l2': '165.00', 'price.l3': '165.00' })
})

test('a share is no sum, and the terms of payment are read by their own words', () => {
  expect(read('电线165，运费150，30%定金，余款货到付清')?.inputs).toEqual({
    'price.l1': '165',
    freight: '150.00',
    paymentTerms: '30%定金，余款货到付清',
  })
  expect(read('报价 电线165，灯泡5.6')?.inputs['paymentTerms']).toBeUndefined()
  expect(read('付款方式定金30%，余款验收后付清')?.inputs['deposit']).toBeUndefined()
})

test('a price is no date', () => {
  expect(read('灯泡5.6，电线165')?.inputs['promisedDate']).toBeUndefined()
  expect(read('灯泡5.6，12月18交货')?.inputs['promisedDate']).toBe('2026-12-18')
  expect(read('灯泡5.6，交货12.18')?.inputs['promisedDate']).toBe('2026-12-18')
})

test('a whole quote in one message', () => {
  expect(read('报价 电线160 灯泡5.6 开关8.5 运费150 交货12.18 付款30%定金，余款货到付清 定金3000')?.inputs).toMatchObject({
    'price.l1': '160',
    'price.l2': '5.6',
    'price.l3': '8.5',
    freight: '150.00',
    promisedDate: '2026-12-18',
    paymentTerms: '30%定金，余款货到付清',
    deposit: '3000.00',
  })
  expect(read('电线160 灯泡5.6 开关8.5 运费150 30%定金')?.inputs['deposit']).toBeUndefined()
})

test('another value that is named is not the text that was asked for', () => {
  const pending = { actionId: 'done', byId: 'lin', inputs: {}, asking: 'paymentTerms' }
  expect(read('定金3000', pending)?.inputs).toEqual({ deposit: '3000.00' })
  expect(read('月底一起给', pending)?.inputs).toEqual({ paymentTerms: '月底一起给' })
})

test('who asks agrees to nothing', () => {
  const prompt = {
    actions: [
      { id: 'confirm', label: '确认报价', style: 'primary', outcome: 'settle', words: ['确认', '同意', '可以'] },
      { id: 'return', label: '重新报价', outcome: 'return', words: ['太贵', '便宜'] },
    ],
    inputs: [{ id: 'note', label: '意见', type: 'text', required: ['return'] }],
  } as unknown as Prompt
  const answer = (text: string) => readAnswer(prompt, text, [], '2026-03-02')?.actionId
  expect(['可以便宜点吗', '可以吗', '同意了？', '不行', '可以'].map(answer)).toEqual([
    'return',
    undefined,
    undefined,
    'return',
    'confirm',
  ])
  expect(readAnswer(prompt, '可以便宜点吗', [], '2026-03-02')?.inputs).toEqual({ note: '可以便宜点吗' })
})

test('counts by goods answer a card that waits for them, or whose button is named', () => {
  const inputs = LINES.map((l) => ({ ...l, id: l.id.replace('price', 'produced'), type: 'number', words: ['数量'] }))
  const prompt = (pending?: Prompt['pending']) =>
    ({
      actions: [{ id: 'done', label: '完成', style: 'primary', outcome: 'settle' }],
      inputs,
      ...(pending ? { pending } : {}),
    }) as unknown as Prompt
  const expected = { 'produced.l1': '52', 'produced.l2': '1000' }
  const text = '电线做了52卷，灯泡1000'
  expect(readAnswer(prompt(), text, [], '2026-03-02')).toBeUndefined()
  expect(readAnswer(prompt(), `完成 ${text}`, [], '2026-03-02')?.inputs).toEqual(expected)
  const note = { id: 'note', label: '说明', type: 'text', required: false } as PromptInput
  const noted = { ...prompt(), inputs: [...inputs, note] } as unknown as Prompt
  expect(readAnswer(noted, '完成 电线52卷 灯泡1000', [], '2026-03-02')?.inputs).toEqual(expected)
  expect(readAnswer(noted, '完成 电线52卷，其中两卷外皮有划痕', [], '2026-03-02')?.inputs['note']).toContain('划痕')
  const pending = { actionId: 'done', byId: 'ma', inputs: {}, asking: 'produced.l1' }
  expect(readAnswer(prompt(pending), text, [], '2026-03-02')).toEqual({ actionId: 'done', inputs: expected })
})
