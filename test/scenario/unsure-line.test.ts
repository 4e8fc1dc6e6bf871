import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import type * as reader from '../../domain/intake/parse-order-text'
import { runProduct, type RunningProduct } from '../support/run-product'

// What the reader is unsure of moves with what it learns: here it is always the second line of the order.
jest.mock('../../domain/intake/parse-order-text', () => {
  const real = jest.requireActual<typeof reader>('../../domain/intake/parse-order-text')
  return {
    ...real,
    parseOrderText: (...args: Parameters<typeof reader.parseOrderText>) => {
      const parsed = real.parseOrderText(...args)
      return parsed.orders[0]?.lines.length === 2
        ? { ...parsed, doubts: [{ path: 'orders[0].lines[1]', reason: 'LOW_CONFIDENCE' as const }] }
        : parsed
    },
  }
})

const world = worldShape.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'bot', 'sample', 'approval.json'), 'utf8')))
const chat = world.chats[0]?.id ?? ''
let run: RunningProduct
beforeEach(async () => {
  run = await runProduct({ ...world, now: '2026-03-02T09:30:00+08:00' })
  await say(
    '下单\n客户：云和纸品\n双胶纸 80g 787*1092 120令 单价155元\n铜版纸 128g 889*1194 50令 单价210元\n3月20日交，送到杭州市余杭区城南仓库，联系人王师傅 13800001111\n月结，专票，不打样',
  )
})
afterEach(() => run.close())

const say = async (text: string): Promise<void> => {
  expect((await run.call('POST', '/messages', { chatId: chat, fromId: 'luo', text })).status).toBe(202)
  await run.settle()
}
const order = async () => {
  const { orders } = (await run.call<{ orders: { number: string }[] }>('GET', '/orders')).body
  expect(orders).toHaveLength(1)
  return run.order(orders[0]?.number ?? '')
}
const goods = async (): Promise<string[]> =>
  (await order()).lines.map((l) => [l.name, l.spec, l.quantity, l.unit, l.unitPrice].join(' '))
const lastSaid = async (): Promise<string> => (await run.messages(chat)).findLast((m) => m.fromId !== 'luo' && m.text)?.text ?? ''

test('a line that is unsure as a whole is shown and asked about as a whole', async () => {
  expect(await lastSaid()).toContain('产品2我读到的是「铜版纸 128g 889*1194 50令」，不太确定。请回复正确的，或回复「对」。')
})

test('yes keeps it and asks no more', async () => {
  const before = await goods()
  await say('对')
  expect(await goods()).toEqual(before)
  expect(await lastSaid()).not.toContain('产品2')
})

test.each([
  ['a value', '数量改成60', '铜版纸 128g 889*1194 60 令 210.00'],
  ['the line told anew', '铜版纸 157g 889*1194 40令', '铜版纸 157g 889*1194 40 令 210.00'],
  ['its name alone', '哑粉纸', '哑粉纸 128g 889*1194 50 令 210.00'],
])('%s in answer changes that line and no other', async (_, words, line) => {
  const [first] = await goods()
  await say(words.startsWith('数量') ? `第二行${words}` : words)
  expect(await goods()).toEqual([first, line])
  expect(await lastSaid()).not.toContain('产品2我读到')
})
