import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import type { OrderView } from '../../domain/order/order-view-shape'
import { readTalk } from './play-talk'
import { actsOf, sandboxStage, wecomStage, type Act, type Stage } from './stages'

const world = worldShape.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'bot', 'sample', 'paper-mill.json'), 'utf8')))
const talk = readTalk(readFileSync(join(__dirname, 'talks', 'mill-class-b.chat.txt'), 'utf8'))
const began = { ...world, now: '2026-03-02T09:30:00+08:00' }

type Stand = { act: string; status: string | undefined; steps: Record<string, string> }
const standOf = (act: Act, order: OrderView | undefined): Stand => ({
  act: JSON.stringify(act),
  status: order?.status,
  steps: Object.fromEntries((order?.steps ?? []).map((s) => [s.id, s.state])),
})

/** Plays the whole talk and gives the order; the stage is closed in any case. */
async function played(stage: Stage, after: (stand: Stand) => void): Promise<OrderView> {
  try {
    return await playedOn(stage, after)
  } finally {
    await stage.close()
  }
}

async function playedOn(stage: Stage, after: (stand: Stand) => void): Promise<OrderView> {
  for (const act of actsOf(talk.lines)) {
    const [order] = await stage.orders()
    await stage.act(act, order?.number ?? '')
    after(standOf(act, (await stage.orders())[0]))
  }
  const [order] = await stage.orders()
  if (!order) throw new Error('no order')
  return order
}

/** Instants and ids of one run, and the words that somebody typed where another pressed a button. */
const OF_ONE_RUN = /^(at|quote|messageId|chatId|.*At)$/
const isMadeId = (value: string): boolean => /^[a-z0-9]{10}$/.test(value)

/** What an order is apart from these. Typed words are read in their plain form, so full-width commas are half ones; a file is its content. */
const lasting = (order: OrderView): unknown =>
  JSON.parse(
    JSON.stringify(order, (key, value: unknown) => {
      if (typeof value !== 'string') return value
      if (OF_ONE_RUN.test(key) || (key === 'id' && isMadeId(value))) return undefined
      return value.normalize('NFKC').replace(/^(vault:[0-9a-f]{64})-.*$/, '$1')
    }),
  )

test('an order of the paper mill ends the same on WeCom as in the sandbox', async () => {
  const stands: Stand[] = []
  const sandbox = await sandboxStage(began)
  const expected = await played(sandbox, (stand) => stands.push(stand))
  const wecom = await wecomStage(began, 'zhou')
  const order = await played(wecom, (stand) => {
    // Step by step, so that a difference is told where it begins.
    try {
      expect(stand).toEqual(stands.shift())
    } catch (error) {
      if (error instanceof Error)
        error.message += `\n${wecom.on.fake.ledger.shown
          .slice(-6)
          .map((s) => `${s.chat}: ${s.text} ${JSON.stringify(s.card ?? '')}`)
          .join('\n')}`
      throw error
    }
  })
  expect(lasting(order)).toEqual(lasting(expected))
  expect(wecom.on.fake.ledger.violations).toEqual([])
}, 400_000)
