import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import { runProduct, type RunningProduct } from '../support/run-product'

const world = worldShape.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'bot', 'sample', 'paper-mill.json'), 'utf8')))
const chat = world.chats[0]?.id ?? ''
let run: RunningProduct
beforeEach(async () => {
  run = await runProduct({ ...world, now: '2026-03-02T09:30:00+08:00' })
  await say('锦程印刷：80g双胶纸 787*1092 120令，3月10日到')
  await say('云和纸品：70g双胶纸 30令，3月11日到')
})
afterEach(() => run.close())

const say = async (text: string): Promise<void> => {
  expect((await run.call('POST', '/messages', { chatId: chat, fromId: 'luo', text })).status).toBe(202)
  await run.settle()
}
const quantities = async (): Promise<Record<string, string[]>> => {
  const { orders } = (await run.call<{ orders: { number: string }[] }>('GET', '/orders')).body
  const all = await Promise.all(orders.map((o) => run.order(o.number)))
  return Object.fromEntries(all.map((o) => [o.customer?.name ?? '', o.lines.map((l) => l.quantity ?? '')]))
}

test('of two drafts the one whose buyer is named is changed', async () => {
  await say('锦程印刷的80g双胶纸改成150令')
  expect(await quantities()).toEqual({ 锦程印刷: ['150'], 云和纸品: ['30'] })
})

test('where no buyer is named, both are offered with their buyers', async () => {
  await say('双胶纸改成150令')
  expect(await quantities()).toEqual({ 锦程印刷: ['120'], 云和纸品: ['30'] })
  const told = (await run.messages(chat)).at(-1)?.text ?? ''
  expect(told).toContain('不确定您回复的是哪一件')
  expect(told).toMatch(/1\. 订单 GD\S+（锦程印刷）【订单草稿】/)
})
