import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import { groupOf, userOf } from '../support/wecom-product'
import { readTalk } from './play-talk'
import { actsOf, wecomStage } from './stages'

const world = worldShape.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'bot', 'sample', 'paper-mill.json'), 'utf8')))
const talk = readTalk(readFileSync(join(__dirname, 'talks', 'mill-class-b.chat.txt'), 'utf8'))

type On = Awaited<ReturnType<typeof wecomStage>>['on']

/** What goes wrong, each just before the act with this number. */
const TROUBLES: Record<number, { what: string; begin(on: On): Promise<void> | void }> = {
  1: {
    what: 'the card is taken, but never acknowledged',
    begin: (on) => on.fake.bot.faults.next('aibot_send_msg', { kind: 'drop' }),
  },
  3: {
    what: 'acknowledgements are slow',
    begin: (on) => on.fake.bot.faults.next('aibot_send_msg', { kind: 'slow', ms: 400 }, { kind: 'slow', ms: 400 }),
  },
  5: {
    what: 'the update of a card is refused',
    begin: (on) => on.fake.bot.faults.next('aibot_respond_update_msg', { kind: 'error', code: 846604 }),
  },
  8: {
    what: 'the connection is cut while something is sent',
    begin: (on) => on.fake.bot.faults.next('aibot_send_msg', { kind: 'lost' }, { kind: 'cut' }),
  },
  11: {
    what: 'all connections are cut',
    async begin(on) {
      on.fake.bot.cut()
      await on.connected()
    },
  },
  14: {
    what: 'the subscription is forgotten while the socket stays open',
    begin: (on) => on.fake.bot.faults.next('aibot_send_msg', { kind: 'error', code: 846609 }),
  },
  17: {
    what: 'the network swallows everything without closing',
    async begin(on) {
      on.fake.bot.halfOpen(true)
      await new Promise((resolve) => setTimeout(resolve, 700))
      on.fake.bot.halfOpen(false)
      await on.connected()
    },
  },
  20: {
    what: 'another program takes the bot; the product is started again',
    async begin(on) {
      on.fake.bot.kick()
      await new Promise((resolve) => setTimeout(resolve, 200))
      await on.restart()
    },
  },
  23: {
    what: 'a data conflict at the platform',
    begin: (on) => on.fake.bot.faults.next('aibot_send_msg', { kind: 'error', code: 6000 }),
  },
  26: {
    what: 'an acknowledgement comes too late',
    begin: (on) => on.fake.bot.faults.next('aibot_send_msg', { kind: 'late', ms: 5_300 }),
  },
}

test('an order ends as it should through cuts, kicks, lost and late answers, and every person sees each card and each word at most once', async () => {
  const stage = await wecomStage(
    { ...world, now: '2026-03-02T09:30:00+08:00' },
    'zhou',
    {},
    { heartbeatMs: 120, subscribeMs: 400 },
  )
  const { on } = stage
  try {
    const acts = actsOf(talk.lines)
    for (const [index, act] of acts.entries()) {
      await TROUBLES[index]?.begin(on)
      const [order] = await stage.orders()
      await stage.act(act, order?.number ?? '')
      await on.connected()
      await on.delivered()
    }
    const [order] = await stage.orders()
    expect(order?.status).toBe('已完成')
    expect(order?.steps.filter((s) => s.state !== 'done' && s.state !== 'skipped')).toEqual([])
    expect(await stage.orders()).toHaveLength(1)
    expect(order?.payments.map((p) => p.amount)).toEqual(['3000.00', '2580.00', '12710.00'])
    const news = on.fake.ledger.texts(groupOf('waybills')).filter((t) => t.includes('DPK202603120001'))
    expect(news).toHaveLength(1)
    const tasks = on.cards().map((s) => String(s.card?.['task_id']))
    expect(new Set(tasks).size).toBe(tasks.length)
    expect(on.fake.ledger.violations).toEqual([])
  } finally {
    await stage.close()
  }
}, 400_000)

test('messages and presses that come twice count once [AC-013]', async () => {
  const stage = await wecomStage({ ...world, now: '2026-03-02T09:30:00+08:00' }, 'zhou')
  const { on } = stage
  try {
    const said = {
      userid: userOf('luo'),
      chat: groupOf('intake'),
      text: '@小单 云和纸品 80g双胶纸 787*1092 120令 单价155 3月20日交',
      msgid: 'TWICE-1',
    }
    for (let i = 0; i < 3; i++) on.fake.bot.says(said)
    await on.settle()
    expect(await stage.orders()).toHaveLength(1)
    const drafts = on.cards().filter((s) => s.chat === groupOf('intake'))
    expect(drafts).toHaveLength(1)
    const card = drafts[0]?.card
    const [button] = (card?.['button_list'] ?? []) as { key: string }[]
    const click = { userid: userOf('luo'), taskId: String(card?.['task_id']), key: button?.key ?? '', msgid: 'TWICE-2' }
    for (let i = 0; i < 3; i++) on.fake.bot.clicks(click)
    await on.settle()
    await on.restart()
    on.fake.bot.clicks(click)
    on.fake.bot.says(said)
    await on.settle()
    const [order] = await stage.orders()
    expect(await stage.orders()).toHaveLength(1)
    expect(order?.timeline.filter((t) => t.what === '确认下单')).toHaveLength(1)
  } finally {
    await stage.close()
  }
})
