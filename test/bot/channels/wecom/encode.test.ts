import fc from 'fast-check'
import type { Card, CardInput } from '../../../../domain/cards/card'
import { cutBytes, cutChars, plainForMarkdown, splitBytes } from '../../../../bot/channels/wecom/cut-text'
import { readAddress, writeAddress } from '../../../../bot/channels/wecom/encode-card'
import {
  baseTaskId,
  encodeMessage,
  messageIdOf,
  type MessageContext,
  type Mode,
} from '../../../../bot/channels/wecom/encode-message'
import { stripMention } from '../../../../bot/channels/wecom/strip-mention'
import { LINEAR, growthOf } from '../../../support/growth'
import { checkCard } from '../../../support/fake-wecom/check-card'
import { aCard, aMessage, anApproval } from './wecom-fixture'

const context = (mode: Mode = 'bot', more: Partial<MessageContext> = {}): MessageContext => ({
  mode,
  messageId: messageIdOf('k'),
  inGroup: true,
  cardUrl: '',
  ...more,
})
const graphemes = (text: string): string[] =>
  [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)].map((s) => s.segment)
const FAMILY = '👨‍👩‍👧‍👦'

describe('cutting', () => {
  test('never inside a character as people see it', () => {
    expect(cutChars(`好${FAMILY}好`, 5)).toBe('好…')
    expect(cutBytes(`好${FAMILY}`, 12)).toBe('好…')
    expect(cutChars('e\u0301e\u0301e\u0301', 4)).toBe('e\u0301…')
    expect(cutBytes('一二三四', 12)).toBe('一二三四')
    expect(cutBytes('一二三四', 11)).toBe('一二…')
  })

  test('any text, any limit: fits, is a beginning, and ends between characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '中', '\n', FAMILY, '🇨🇳', 'é', '\u0301', '\ud83d'), maxLength: 60 }),
        fc.integer({ min: 3, max: 60 }),
        (text, most) => {
          const cut = cutBytes(text, most)
          expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most)
          if (cut !== text) {
            const kept = cut.slice(0, -1)
            const whole = graphemes(text)
            expect(text.startsWith(kept)).toBe(true)
            const ends = new Set(whole.map((_, i) => whole.slice(0, i).join('').length))
            const huge = whole.some((g) => Buffer.byteLength(g) > most - 3)
            if (!huge) expect(ends.has(kept.length)).toBe(true)
          }
        },
      ),
    )
  })

  test('characters are kept whole across the stretches in which a long text is read', () => {
    const text = `${'中'.repeat(250)}${FAMILY.repeat(40)}${'🇨🇳'.repeat(200)}`
    for (const part of splitBytes(text, 101))
      expect(part.replaceAll(FAMILY, '').replaceAll('🇨🇳', '').replaceAll('中', '')).toBe('')
  })

  test('splitting loses nothing and keeps every part within its bytes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '中', '\n', FAMILY, '🇨🇳', '，'), maxLength: 400 }),
        fc.integer({ min: 30, max: 200 }),
        (text, most) => {
          const parts = splitBytes(text, most)
          expect(parts.join('')).toBe(text)
          for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(most)
        },
      ),
    )
    expect(splitBytes('第一行\n第二行\n第三行', 21)).toEqual(['第一行\n第二行\n', '第三行'])
  })

  test.each([
    ['families', (size: number) => `${FAMILY}中a`.repeat(size / 13)],
    ['words', (size: number) => '订单明细，'.repeat(size / 5)],
    ['one letter with marks', (size: number) => `e${'\u0301'.repeat(size)}`],
    ['line ends', (size: number) => '\n'.repeat(size)],
  ])('a hundred thousand signs of %s are cut and split in time that grows with the length', async (_name, of) => {
    const growth = await growthOf((size) => {
      const text = of(size)
      cutChars(text, 112)
      cutBytes(text, 2_048)
      expect(splitBytes(text, 15_000).join('')).toBe(text)
      plainForMarkdown(text)
    }, 6_250)
    expect(growth).toBeLessThan(LINEAR)
  })
})

describe('cards', () => {
  const choice = (id: string, label: string, ...choices: string[]): CardInput => ({
    id,
    label,
    type: 'choice',
    required: true,
    choices: choices.map((c) => ({ id: c, label: c })),
  })
  const cardsOf = (card: Card, mode: Mode = 'bot') =>
    encodeMessage(anApproval({ card }), context(mode)).parts.flatMap((p) => (p.kind === 'card' ? [p.card] : []))

  test('whatever the product puts on a card, every limit of the page is kept and nothing gets lost', () => {
    const text = fc.string({ unit: fc.constantFrom('单', 'a', '1', FAMILY, ' ', '·', '\n'), minLength: 1, maxLength: 90 })
    const card = fc.record({
      title: text,
      fields: fc.uniqueArray(fc.record({ id: fc.uuid(), label: text, value: text }), { maxLength: 12, selector: (f) => f.id }),
      inputs: fc.uniqueArray(
        fc.record({
          id: fc.uuid(),
          label: text,
          type: fc.constantFrom('choice' as const, 'text' as const),
          required: fc.boolean(),
          choices: fc.uniqueArray(fc.record({ id: fc.uuid(), label: text }), {
            minLength: 1,
            maxLength: 12,
            selector: (c) => c.id,
          }),
        }),
        { maxLength: 12, selector: (i) => i.id },
      ),
      actions: fc.uniqueArray(
        fc.record({
          id: fc.uuid(),
          label: text,
          style: fc.constantFrom('primary' as const, 'danger' as const, 'default' as const),
          mayPress: fc.constant([] as string[]),
        }),
        { minLength: 1, maxLength: 9, selector: (a) => a.id },
      ),
    })
    fc.assert(
      fc.property(card, fc.constantFrom('bot' as const, 'app' as const), (given, mode) => {
        const message = anApproval({ card: aCard(given) })
        const { parts } = encodeMessage(message, context(mode))
        for (const part of parts) {
          if (part.kind === 'card') expect(checkCard({ ...part.card }, mode)).toEqual({ code: 0, violations: [] })
          if (part.kind === 'text') expect(Buffer.byteLength(part.content)).toBeLessThanOrEqual(mode === 'bot' ? 15_000 : 2_030)
        }
        const said = JSON.stringify(parts.map((p) => (p.kind === 'card' ? { ...p, words: '' } : p)))
        const plain = (t: string): string => JSON.stringify(mode === 'bot' ? plainForMarkdown(t) : t).slice(1, -1)
        // A text split over two messages may cut a value: those are joined before looking.
        const joined = JSON.stringify(parts.map((p) => (p.kind === 'text' ? p.content : '')).join(''))
        for (const f of given.fields)
          expect(
            said.includes(plain(f.value)) ||
              said.includes(JSON.stringify(f.value).slice(1, -1)) ||
              joined.includes(plain(f.value)),
          ).toBe(true)
        for (const a of given.actions)
          expect(joined.includes(plain(a.label)) || said.includes(`「${JSON.stringify(a.label).slice(1, -1)}」`)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('a card with more than fits is said in full before it, and still has its buttons and typed answers', () => {
    const fields = Array.from({ length: 9 }, (_, i) => ({
      id: `f${i}`,
      label: `产品名称${i}`,
      value: `80g双胶纸 787*1092 120令 × 153.00 = 18360.00（第${i}项）`,
    }))
    const { parts } = encodeMessage(anApproval({ card: aCard({ fields }) }), context())
    expect(parts.map((p) => p.kind)).toEqual(['text', 'card'])
    const [text, card] = parts
    expect(text?.kind === 'text' && fields.every((f) => text.content.includes(plainForMarkdown(f.value)))).toBe(true)
    expect(card?.kind === 'card' && card.card.sub_title_text).toContain('「同意」「驳回」')
  })

  test('one choice stands on the card itself, with nothing chosen beforehand', () => {
    const [card] = cardsOf(aCard({ inputs: [choice('pay', '付款方式', '月结', '现款')] }))
    expect(card?.button_selection).toEqual({
      question_key: 'pay',
      title: '付款方式',
      option_list: [
        { id: '-', text: '请选择' },
        { id: '月结', text: '月结' },
        { id: '现款', text: '现款' },
      ],
    })
  })

  test('a checklist comes as cards with three questions each and the main action to submit', () => {
    const ticks = ['图纸', '尺寸', '颜色', '五金', '包装'].map((t, i) => choice(`t${i}`, t, 'yes', 'no'))
    const [main, ...lists] = cardsOf(aCard({ inputs: [...ticks, { id: 'note', label: '备注', type: 'text', required: false }] }))
    expect(main).toMatchObject({ card_type: 'button_interaction', task_id: messageIdOf('k') })
    expect(main?.button_selection).toBeUndefined()
    expect(lists.map((c) => [c.card_type, c.task_id, c.select_list?.map((s) => s.title), c.submit_button])).toEqual([
      ['multiple_interaction', `${messageIdOf('k')}-2`, ['图纸', '尺寸', '颜色'], { text: '同意', key: 'prm1.approve' }],
      ['multiple_interaction', `${messageIdOf('k')}-3`, ['五金', '包装'], { text: '同意', key: 'prm1.approve' }],
    ])
  })

  test('options that would look alike after cutting are numbered', () => {
    const [card] = cardsOf(aCard({ inputs: [choice('c', '仓库', '华南一号中心仓库东区甲', '华南一号中心仓库东区乙')] }))
    expect(card?.button_selection?.option_list.map((o) => o.text)).toEqual(['请选择', '1.华南一号中心仓…', '2.华南一号中心仓…'])
  })

  test('a long title keeps its order number on the next line', () => {
    const [card] = cardsOf(aCard({ title: '价格与规格逐项核对（含历史价格比较） · GZ-20261124-01' }))
    expect(card?.main_title).toEqual({ title: '价格与规格逐项核对（含历史价格比较）', desc: 'GZ-20261124-01' })
  })

  test('a seventh action is typed: the card says how', () => {
    const actions = Array.from({ length: 8 }, (_, i) => ({ id: `a${i}`, label: `动作${i}`, mayPress: [] }))
    const [card] = cardsOf(aCard({ actions }))
    expect(card?.button_list).toHaveLength(6)
    expect(card?.sub_title_text).toContain('「动作7」')
  })

  test('a card without buttons is words, or a notice where an address for it is set and everything fits', () => {
    const notice = aMessage({ text: '已发货', card: aCard({ kind: 'tracking', actions: [], state: 'done' }) })
    expect(encodeMessage(notice, context()).parts.map((p) => p.kind)).toEqual(['text'])
    const [part] = encodeMessage(notice, context('bot', { cardUrl: 'https://o.example.com/' })).parts
    expect(part?.kind === 'card' && [part.card.card_type, part.card.card_action]).toEqual([
      'text_notice',
      { type: 1, url: 'https://o.example.com/' },
    ])
  })

  test('a very long text goes as a file with its beginning said', () => {
    const { parts } = encodeMessage(aMessage({ text: '订单明细，'.repeat(15_000) }), context())
    expect(parts.map((p) => p.kind)).toEqual(['text', 'text-file'])
    expect(encodeMessage(aMessage({ text: '订单明细，'.repeat(400) }), context('app')).parts).toHaveLength(3)
  })
})

describe('addresses', () => {
  test('of buttons are prompt and action; anything else is none', () => {
    expect(readAddress(writeAddress('prm1', 'approve'))).toEqual({ promptId: 'prm1', actionId: 'approve' })
    for (const key of ['', 'approve', '.x', 'x.', 'x'.repeat(300)]) expect(readAddress(key)).toBeUndefined()
  })

  test('of messages are the same for the same effect and fit a task id', () => {
    expect(messageIdOf('GZ-1:card:abc')).toBe(messageIdOf('GZ-1:card:abc'))
    expect(messageIdOf('a')).not.toBe(messageIdOf('b'))
    expect(messageIdOf('任何键')).toMatch(/^[0-9A-Za-z_-]{28}$/)
    expect(baseTaskId(`${messageIdOf('a')}-2`)).toBe(messageIdOf('a'))
    expect(baseTaskId(messageIdOf('a'))).toBe(messageIdOf('a'))
  })
})

test.each([
  ['@小单 云和 120令', '云和 120令'],
  ['@小单\u2005同意', '同意'],
  ['@小单　同意', '同意'],
  ['  @小单 助手 /list', '/list'],
  ['@小单', ''],
  ['@小单，同意', '，同意'],
  ['@别名机器人 同意', '同意'],
  ['@小单子 同意', '同意'],
  ['没有提到谁', '没有提到谁'],
  ['@小单 @张三 看一下', '@张三 看一下'],
])('%j without the mention is %j', (text, expected) => {
  expect(stripMention(text, ['小单', '小单 助手'], true)).toBe(expected)
})
