import { isReserved, readAnswer } from '../../../domain/prompt/read-answer'
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

const work = aPrompt({
  actions: [
    { id: 'done', label: '完成', words: ['完成', '做完', '好了'], style: 'primary' },
    { id: 'progress', label: '更新进度' },
    { id: 'cannot', label: '办不了', words: ['做不了'], style: 'danger' },
  ],
  inputs: [
    { id: 'progress', label: '进度说明', type: 'text', required: ['progress'] },
    { id: 'note', label: '备注', type: 'text', required: false },
  ],
} as unknown as Partial<Prompt>)

test('work that is still to come is told of as progress, and not as done', () => {
  for (const text of ['明天下午做完', '预计周三完成', '马上就好了', '还没做完', '没有全部完成', '周五完成'])
    expect(read(work, text)).toEqual({ actionId: 'progress', inputs: { progress: text } })
  for (const text of ['做完了', '周三已完成', '今天下午做完了', '3号做完的']) expect(read(work, text)?.actionId).toBe('done')
})

test('what cannot be done is not done, and a question says nothing', () => {
  expect(read(work, '不能完成')?.actionId).toBe('cannot')
  expect(read(work, '这批完成不了')?.actionId).not.toBe('done')
  for (const text of ['做完了吗', '好了没', '完成了？']) expect(read(work, text)).toBeUndefined()
})

test('a day that the button asks for is its answer', () => {
  const dates = aPrompt({
    actions: [{ id: 'done', label: '书面确认', words: ['完成'], style: 'primary' }],
    inputs: [{ id: 'finish', label: '完成日', type: 'date', required: true }],
  } as unknown as Partial<Prompt>)
  expect(read(dates, '3月12号完成')).toEqual({ actionId: 'done', inputs: { finish: '2026-03-12' } })
})

const approval = aPrompt({
  actions: [
    { id: 'approve', label: '同意', words: ['同意', '可以'], style: 'primary' },
    { id: 'reject', label: '驳回', style: 'danger' },
  ],
  inputs: [{ id: 'reason', label: '意见', type: 'text', required: ['reject'] }],
} as unknown as Partial<Prompt>)
const reserved = (prompt: Prompt, text: string, isApproval: boolean) => isReserved(prompt, text, read(prompt, text)!, isApproval)

test.each(['同意，但价格改成130', '同意 价格按130', '可以，先收定金再排', '同意，前提是客户付定金', '同意，意见：降5个点'])(
  'an approval with a condition is none: %s',
  (text) => expect(reserved(approval, text, true)).toBe(true),
)

test.each(['同意', '同意，抓紧安排', '可以，辛苦了', '1', '同意发货'])('an approval in other words is one: %s', (text) =>
  expect(reserved(approval, text, true)).toBe(false),
)

test('what is excepted from work that is done is no note; where it stands for other things it is one', () => {
  expect(reserved(work, '完成，但少了两箱', false)).toBe(true)
  expect(reserved(work, '完成，3号库，如果要送提前说', false)).toBe(false)
})

test('a choice may stand before what it is of', () => {
  const prompt = aPrompt({
    inputs: [
      {
        id: 'onTime',
        label: '能否按时交货',
        type: 'choice',
        required: true,
        words: ['按时'],
        choices: [
          { id: 'yes', label: '能' },
          { id: 'no', label: '不能' },
        ],
      },
    ],
  } as Partial<Prompt>)
  expect(read(prompt, '能按时')?.inputs).toEqual({ onTime: 'yes' })
  expect(read(prompt, '我们不能按时')?.inputs).toEqual({ onTime: 'no' })
})

test('what is said beside a button goes to the one text that the card asks for', () => {
  const prompt = aPrompt({
    actions: [{ id: 'done', label: '出具合同', words: ['出具'], style: 'primary', outcome: 'settle' }],
    inputs: [{ id: 'specialRules', label: '特殊约定', type: 'text', required: false, words: ['约定'] }],
  } as Partial<Prompt>)
  expect(read(prompt, '出具合同，质保一年')?.inputs).toEqual({ specialRules: '质保一年' })
})

test('the sum is not the way it came', () => {
  const prompt = aPrompt({
    actions: [{ id: 'paid', label: '已到账', words: ['到账'], style: 'primary', outcome: 'settle' }],
    inputs: [
      { id: 'amount', label: '到账金额', type: 'money', required: ['paid'], words: ['金额', '到账'] },
      { id: 'method', label: '到账方式', type: 'text', required: ['paid'], words: ['方式'] },
    ],
  } as unknown as Partial<Prompt>)
  expect(read(prompt, '到账2000')?.inputs).toEqual({ amount: '2000.00' })
  expect(read(prompt, '到账2000元 汇丰')?.inputs).toEqual({ amount: '2000.00', method: '汇丰' })
  expect(read(prompt, '又来了2000，微信')?.inputs).toEqual({ amount: '2000.00', method: '微信' })
})

test('没问题 and 没错 begin like a no and are none', () => {
  const prompt = aPrompt({
    actions: [
      { id: 'shipped', label: '已发货', style: 'primary', outcome: 'settle' },
      { id: 'cannot', label: '发不了', style: 'danger', outcome: 'stay' },
    ],
  } as unknown as Partial<Prompt>)
  expect(['没问题', '没错', '不急', '没货'].map((text) => read(prompt, text)?.actionId)).toEqual([
    'shipped',
    undefined,
    undefined,
    'cannot',
  ])
})

const papers = (pending?: Partial<Prompt['pending']>): Prompt =>
  aPrompt({
    actions: [{ id: 'done', label: '图纸已齐', words: ['已齐', '齐了'], style: 'primary' }],
    inputs: [
      { id: 'contract', label: '合同编号', type: 'text', required: ['done'], words: ['合同号'] },
      { id: 'plan', label: '平面图', type: 'file', required: ['done'], words: ['平面'] },
      { id: 'front', label: '立面图', type: 'file', required: ['done'], words: ['立面'] },
      { id: 'table', label: '材料配置明细表', type: 'file', required: ['done'], words: ['材料'] },
    ],
    ...(pending ? { pending: { actionId: 'done', byId: 'luo', inputs: {}, asking: 'contract', ...pending } } : {}),
  } as unknown as Partial<Prompt>)
const files = (...names: string[]) => names.map((name) => ({ key: `vault:${name}`, name }))

test('a file goes where its own name says, however often it is sent; only nameless ones fill what is empty, in their order', () => {
  const handIn = (prompt: Prompt, text: string, ...names: string[]) =>
    readAnswer(prompt, text, files(...names), '2026-03-02')?.inputs
  expect(handIn(papers(), '', '立面图.png', '平面图.pdf')).toEqual({ front: 'vault:立面图.png', plan: 'vault:平面图.pdf' })
  const half = papers({ inputs: { plan: 'vault:1', front: 'vault:2' } })
  expect(handIn(half, '', '平面图v2.pdf', '立面图v2.pdf')).toEqual({ plan: 'vault:平面图v2.pdf', front: 'vault:立面图v2.pdf' })
  expect(handIn(half, '', 'IMG_1.jpg', 'IMG_2.jpg')).toEqual({ table: 'vault:IMG_1.jpg' })
  expect(handIn(papers(), '材料表', 'IMG_1.jpg', 'IMG_2.jpg')).toEqual({ table: 'vault:IMG_1.jpg', plan: 'vault:IMG_2.jpg' })
})

test('the number of a paper is no button, no talk and nothing said behind it', () => {
  const asked = papers({})
  expect(read(asked, '图纸已齐')).toEqual({ actionId: 'done', inputs: {} })
  expect(read(asked, '图纸已齐，麻烦看看')?.inputs).toEqual({})
  expect(read(asked, '吃饭去了')).toBeUndefined()
  expect(read(asked, 'HT-2026-033')?.inputs).toEqual({ contract: 'HT-2026-033' })
  expect(read(asked, '合同号HT-2026-033 图纸已齐')?.inputs).toEqual({ contract: 'HT-2026-033' })
  expect(read(papers(), '图纸已齐 HT-2026-033')?.inputs).toEqual({ contract: 'HT-2026-033' })
})

test('that all is good ticks the ticks and is no note', () => {
  const prompt = aPrompt({
    actions: [{ id: 'done', label: '审图通过', words: ['通过', '合格'], style: 'primary' }],
    inputs: [
      { id: 'depth', label: '深度', type: 'choice', choices: yesNo, must: 'yes', required: ['done'] },
      { id: 'note', label: '备注', type: 'text' },
    ],
  } as Partial<Prompt>)
  expect(read(prompt, '全部合格')).toEqual({ actionId: 'done', inputs: { depth: 'yes' } })
  expect(read(prompt, '审图通过，全部合格，下午出图')?.inputs).toEqual({ depth: 'yes', note: '下午出图' })
})

const quoted = aPrompt({
  actions: [{ id: 'done', label: '发出报价', words: ['报价'], style: 'primary' }],
  inputs: [
    ...['地柜 800*550*720 白枫', '吊柜 800*350*700 白枫', '台面 石英石 15mm'].map((line, i) => ({
      id: `price.l${i + 1}`,
      label: `单价（${line}）`,
      goods: { names: line.split(' ').slice(0, 1), marks: line.split(' ').slice(1), unit: '个' },
      type: 'money',
      required: ['done'],
      perLine: true,
      words: ['单价'],
    })),
    { id: 'freight', label: '运费', type: 'money', words: ['运费'] },
    { id: 'date', label: '出货日期', type: 'date', required: ['done'], words: ['出货'] },
    { id: 'note', label: '说明', type: 'text' },
  ],
} as unknown as Partial<Prompt>)

test('what is asked line by line is read line by line, and one figure is for all lines only where it says so', () => {
  const prices = { 'price.l1': '980', 'price.l2': '720', 'price.l3': '560' }
  const all = { ...prices, freight: '120.00', date: '2026-03-20' }
  expect(read(quoted, '报价 地柜980 吊柜720 台面560 运费120 3月20日出货')?.inputs).toEqual(all)
  expect(read(quoted, '报价：地柜单价980，吊柜单价720，台面单价560，运费120，3月20号出货')?.inputs).toEqual(all)
  expect(read(quoted, '发出报价，单价（地柜 800*550*720 白枫）：980，吊柜 720元，台面 560')?.inputs).toEqual(prices)
  expect(read(quoted, '报价 地柜980，吊柜720，白枫缺货')?.inputs).toEqual({
    'price.l1': '980',
    'price.l2': '720',
    note: '白枫缺货',
  })
  expect(read(quoted, '报价 地柜6个980元')?.inputs).toEqual({ 'price.l1': '980' })
  expect(read(quoted, '报价 单价980')?.inputs['price.l1']).toBeUndefined()
  expect(read(quoted, '报价 单价都是980')?.inputs).toMatchObject({ 'price.l1': '980.00', 'price.l3': '980.00' })
})

test('what the card asks about is said to be good in its own words', () => {
  const audit = aPrompt({
    title: '财务审价',
    actions: [{ id: 'done', label: '价格无误', style: 'primary' }],
  } as unknown as Partial<Prompt>)
  for (const text of ['价格没问题', '价格都没问题', '没问题的', '没问题', '没有意见'])
    expect(read(audit, text)?.actionId).toBe('done')
  for (const text of ['数量没问题', '价格没问题吗', '价格不是没问题']) expect(read(audit, text)).toBeUndefined()
  for (const text of ['没问题', '没意见', '没有问题了']) expect(read(approval, text)?.actionId).toBe('approve')
  expect(read(approval, '没收到合同')?.actionId).toBe('reject')
})

test('what was looked through and found good is a yes, also behind a comma and the name of the customer', () => {
  const audit = aPrompt({
    title: '备忘录逐项核对',
    actions: [{ id: 'done', label: '核对完成', style: 'primary' }],
  } as unknown as Partial<Prompt>)
  for (const text of ['云和那单核对过了没问题', '价格对过了，没毛病', '看过了没问题'])
    expect(read(audit, text)?.actionId).toBe('done')
  for (const text of ['看过了', '核对过了有问题', '价格对过了，不行吧']) expect(read(audit, text)?.actionId).not.toBe('done')
})

test('能做，配方照旧 answers what can be made and whether the recipe changes, and is no remark', () => {
  const technical = aPrompt({
    actions: [{ id: 'done', label: '可以生产', style: 'primary', outcome: 'settle', words: ['能做'] }],
    inputs: [
      { id: 'can', label: '能否生产', type: 'choice', choices: yesNo, must: 'yes', required: ['done'], words: ['生产', '能做'] },
      { id: 'recipe', label: '工艺配方是否改变', type: 'choice', choices: yesNo, required: ['done'], words: ['配方'] },
      { id: 'stock', label: '原材料储备', type: 'text', required: ['done'], words: ['原料'] },
    ],
  } as unknown as Partial<Prompt>)
  expect(read(technical, '云和的能做，配方照旧')?.inputs).toEqual({ can: 'yes', recipe: 'no' })
})
