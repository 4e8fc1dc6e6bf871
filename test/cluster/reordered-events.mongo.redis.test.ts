import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import { DAY_START } from '../crash/day-script'
import { freePort, ServerProcess } from '../crash/server-process'
import { freshMongoUrl, freshPrefix, redisServer, withMongo, withRedis } from '../support/real-servers'
import { TwoProcesses } from './two-processes'

const root = join(__dirname, '..', '..')
const world = worldShape.parse(JSON.parse(readFileSync(join(root, 'bot', 'sample', 'paper-mill.json'), 'utf8')))

const ORDERS = [
  { from: 'luo', text: '锦程印刷 80g双胶纸 787*1092 120令 单价155 3月20日交' },
  { from: 'luo', text: '云和纸品 80g双胶纸 787*1092 60令 单价155 3月25日交' },
  // Of the same customer: which of the two is number 1 depends on which came first.
  { from: 'luo', text: '云和纸品 80g双胶纸 787*1092 35令 单价155 3月26日交' },
  { from: 'fang', text: '恒泰包装 80g双胶纸 787*1092 20令 单价150 3月22日交' },
]

/** An event of a platform; one with the same key is the same event. */
interface Delivery {
  path: '/messages' | '/actions'
  key: string
  body: object
}
type Deliver = (event: Delivery) => Promise<number[]>

const post = async (address: string, path: string, body: object, key?: string): Promise<number> => {
  const headers = { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) }
  // Whether the storage fell silent for a moment on a busy machine is no matter here: a platform asks again.
  for (let tries = 0; ; tries += 1) {
    const { status } = await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (status < 500 || tries === 20) return status
  }
}

interface Told {
  fromId: string
  id: string
  text: string
  card?: { title: string; orderNumber?: string; state: string }
}
interface Listed {
  number: string
  status: string
  lines: { quantity: string }[]
  timeline: { what: string }[]
}

/** Says the orders and confirms them, each event as `deliver` has it come, the kinds one after the other in the order given. */
async function play(addresses: string[], deliver: Deliver, turn: <T>(events: T[]) => T[]) {
  const [address = ''] = addresses
  const read = async <T>(path: string): Promise<T> => (await (await fetch(address + path)).json()) as T
  const told = async (): Promise<Told[]> =>
    (await Promise.all(world.chats.map((c) => read<{ messages: Told[] }>(`/chats/${c.id}/messages`)))).flatMap((c) => c.messages)
  const settle = async () => expect(await post(address, '/settle', { timeoutMs: 60_000 })).toBe(200)
  const loaded = await fetch(`${address}/world`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...world, now: DAY_START }),
  })
  expect(loaded.ok).toBe(true)

  const said = ORDERS.map(
    ({ from, text }, i): Delivery => ({ path: '/messages', key: `said-${i}`, body: { chatId: 'intake', fromId: from, text } }),
  )
  for (const event of turn(said)) expect(await deliver(event)).toEqual(expect.arrayContaining([202]))
  await settle()
  const drafts = (await told()).filter((m) => m.card?.title.includes('订单草稿') && m.card.state === 'open')
  const fromOf = (draft: Told): string => (draft.text.includes('恒泰') || draft.text.includes('方') ? 'fang' : 'luo')
  const presses = drafts.map(
    (draft): Delivery => ({
      path: '/actions',
      key: `press-${draft.card?.orderNumber}`,
      body: { messageId: draft.id, actionId: 'confirm', fromId: fromOf(draft), inputs: {} },
    }),
  )
  for (const event of turn(presses)) expect(await deliver(event)).toEqual(expect.arrayContaining([202]))
  await settle()
  // Late, when all of it is done and answered.
  for (const event of turn([...presses, ...said])) await deliver(event)
  await settle()
  const { orders } = await read<{ orders: Listed[] }>('/orders')
  const ownNumber = (text: string): string => orders.reduce((t, o) => t.replaceAll(o.number, '单号'), text)
  return {
    drafts: drafts.length,
    numbers: orders.map((o) => o.number).toSorted(),
    orders: orders.map((o) => `${o.lines.map((l) => l.quantity).join()} ${o.status} ${o.timeline.length}`).toSorted(),
    messages: (await told())
      .map((m) => ownNumber(`${m.fromId} ${m.text} ${m.card?.title ?? ''} ${m.card?.state ?? ''}`))
      .map((m) => m.replaceAll(/\d{1,2}:\d{2}/g, '时分'))
      .toSorted(),
  }
}

withMongo(() =>
  withRedis(() => {
    test('events that come twice, at both processes at once, in another order and late again have each one effect [P2] [P3] [P7]', async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'gendan-reordered-'))
      const alone = new ServerProcess(dataDir, await freePort())
      await alone.start()
      const one: Deliver = async ({ path, key, body }) => [await post(alone.url, path, body, key)]
      let calm
      try {
        calm = await play([alone.url], one, (events) => events)
      } finally {
        await alone.kill()
        rmSync(dataDir, { recursive: true, force: true })
      }
      expect(calm).toMatchObject({ drafts: ORDERS.length })
      expect(calm.numbers).toHaveLength(ORDERS.length)

      const env = { MONGODB_URL: freshMongoUrl(), REDIS_URL: redisServer().url, REDIS_PREFIX: freshPrefix() }
      const migrate = join(root, 'dist', 'storage', 'mongo', 'migrate-command.js')
      execFileSync(process.execPath, [migrate], { env: { ...process.env, ...env }, cwd: __dirname })
      const both = await TwoProcesses.start(env)
      try {
        const addresses = [both.addressOf(0), both.addressOf(1)]
        const twice: Deliver = ({ path, key, body }) => Promise.all(addresses.map((address) => post(address, path, body, key)))
        expect(await play(addresses, twice, (events) => events.toReversed())).toEqual(calm)
      } finally {
        await both.end()
      }
    }, 600_000)
  }),
)
