import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worldShape } from '../../../bot/channels/sandbox/world-shape'
import { fakeEndpoint, fails, says, type FakeEndpoint } from '../../support/fake-endpoint'
import { runProduct, type RunningProduct } from '../../support/run-product'

const world = worldShape.parse(
  JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'bot', 'sample', 'paper-mill.json'), 'utf8')),
)
/** A known customer whose record has no address. */
for (const customer of world.customers) if (customer.name === '锦程印刷') delete customer.address
const TEXT = '锦程印刷 80g双胶纸 787*1092 120令 单价155 电话13812345678 3月20日交（卸在石桥头那个院子）'

let endpoint: FakeEndpoint
let run: RunningProduct
beforeEach(async () => {
  endpoint = await fakeEndpoint()
  run = await runProduct(
    { ...world, now: '2026-03-02T09:30:00+08:00' },
    { secondReader: { baseUrl: endpoint.url, apiKey: '', model: 'm', timeoutMs: 3000 } },
  )
})
afterEach(async () => {
  await run.close()
  await endpoint.close()
})

const say = async (text: string, replyTo?: string): Promise<void> => {
  const { status } = await run.call('POST', '/messages', {
    chatId: world.chats[0]?.id,
    fromId: 'luo',
    text,
    ...(replyTo ? { replyTo } : {}),
  })
  expect(status).toBe(202)
}
const order = async () => {
  const [found] = (await run.call<{ orders: { number: string }[] }>('GET', '/orders')).body.orders
  return run.order(found?.number ?? '')
}
const spoken = async (): Promise<string[]> =>
  (await run.messages(world.chats[0]?.id ?? '')).filter((m) => m.fromId === 'bot').map((m) => m.text)
/** The address as the newest live card shows it. */
const address = async (): Promise<string | undefined> =>
  (await run.messages(world.chats[0]?.id ?? ''))
    .filter((m) => m.card?.state === 'open')
    .at(-1)
    ?.card?.fields.find((f) => f.id === 'address')?.value

test('what a second reading finds becomes a question, and one word of a person the value', async () => {
  endpoint.answers = [says({ fields: [{ path: 'address', value: '石桥头那个院子', quote: '卸在石桥头那个院子' }] })]
  await say(TEXT)
  await run.settle()
  expect(endpoint.requests).toHaveLength(1)
  const told = JSON.parse(endpoint.requests[0]?.body.messages?.[1]?.content ?? '{}') as {
    text: string
    asked: { path: string }[]
  }
  expect(told.text).not.toContain('13812345678')
  expect(told.asked.map((a) => a.path)).toContain('address')
  expect((await spoken()).join()).toContain('「石桥头那个院子」')
  expect(await address()).toBeUndefined()
  await say('对')
  await run.settle()
  expect(await address()).toContain('石桥头那个院子')
})

test('an invented value leaves no trace', async () => {
  endpoint.answers = [says({ fields: [{ path: 'address', value: '东门仓库', quote: '卸在东门仓库' }] })]
  await say(TEXT)
  await run.settle()
  expect(JSON.stringify(await run.messages(world.chats[0]?.id ?? ''))).not.toContain('东门仓库')
})

test('the draft is answered while the second reader still thinks, and without it when it fails', async () => {
  let late: (() => void) | undefined
  endpoint.answers = [
    (q, s) => (late = () => says({ fields: [{ path: 'address', value: '石桥头那个院子', quote: '卸在石桥头那个院子' }] })(q, s)),
  ]
  await say(TEXT)
  for (let i = 0; i < 200 && ((await spoken()).length === 0 || !late); i++)
    await new Promise((resolve) => setTimeout(resolve, 10))
  expect((await spoken()).join()).toContain('还有')
  // Cancelled meanwhile: what comes late is dropped.
  const { number } = await order()
  await say(`取消订单 ${number}`)
  for (let i = 0; i < 200 && !(await spoken()).join().includes('取消'); i++)
    await new Promise((resolve) => setTimeout(resolve, 10))
  const before = (await spoken()).length
  late?.()
  await run.settle()
  expect(await spoken()).toHaveLength(before)
  expect(await address()).toBeUndefined()
  endpoint.answers = [fails(500)]
  await say(TEXT)
  await run.settle()
  expect((await spoken()).length).toBeGreaterThan(before)
})
