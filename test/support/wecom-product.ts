import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, type Product } from '../../bot/compose'
import type { World } from '../../bot/channels/sandbox/world-shape'
import { wecomSetup } from '../../bot/channels/wecom/wecom-settings'
import type { OrderView } from '../../domain/order/order-view-shape'
import { FAKE, fakeWecom, type FakeWecom } from './fake-wecom/fake-wecom'
import type { Shown } from './fake-wecom/ledger'

type Json = Record<string, unknown>
const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

/** Ids of the platform for ids of ours; spelled otherwise on purpose, so that nothing can mix them up. */
export const userOf = (personId: string): string => `U_${personId}`
export const groupOf = (chatId: string): string => `wr${chatId.toUpperCase()}xYz`

export interface WecomProduct {
  groupOf(chatId: string): string
  fake: FakeWecom
  product: Product
  /** Minutes go by for the platform's limits. */
  minutesPass(minutes: number): void
  /** Waits until everything said was worked off and every answer is out. */
  settle(): Promise<void>
  /** Somebody mentions the bot in a group and says something; `quote` are the words of the quoted message. */
  says(personId: string, chatId: string, text: string, quote?: string): Promise<void>
  /** Somebody presses the button with this label on the newest live card whose title holds the words. */
  presses(personId: string, title: string, button: string, selected?: Record<string, string>): Promise<void>
  /** Cards of a group as people see them now, oldest first. */
  cards(): Shown[]
  orders(): Promise<OrderView[]>
  restart(): Promise<void>
  /** Waits until nothing is left to be sent, further tries included. */
  delivered(): Promise<void>
  /** Waits until the bot is connected. */
  connected(): Promise<void>
  close(): Promise<void>
}

export interface WecomProductOptions {
  world: World
  /** Settings beside the bot's. */
  env?: Record<string, string>
  fake?: Parameters<typeof fakeWecom>[0]
  times?: Record<string, number>
  /** Groups that are bound; default: all. */
  groups?: string[]
  /** Default: on, for looking at orders. */
  sandbox?: boolean
  /** Who may bind; bound first. */
  admin: string
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The whole product connected to a fake WeCom through the real SDK, its company bound by the admin's words in the groups. */
export async function wecomProduct({
  world,
  env = {},
  fake: fakeOptions,
  times = {},
  groups: bound,
  sandbox = true,
  admin,
}: WecomProductOptions): Promise<WecomProduct> {
  const fake = await fakeWecom(fakeOptions)
  const dataDir = mkdtempSync(join(tmpdir(), 'gendan-wecom-'))
  const setup = wecomSetup({
    WECOM_BOT_ID: FAKE.botId,
    WECOM_BOT_SECRET: FAKE.botSecret,
    WECOM_BOT_NAMES: '小单',
    WECOM_ADMINS: userOf(admin),
    WECOM_API_URL: fake.apiUrl,
    WECOM_WS_URL: fake.wsUrl,
    WECOM_MEDIA_HOSTS: fake.host,
    ...env,
  })
  if (!setup.settings) throw new Error(`settings: ${setup.faults.join('; ')}`)
  const config = {
    port: 0,
    host: '127.0.0.1',
    dataDir,
    logLevel: 'silent',
    sandbox,
    flowFiles: [],
    wecom: setup.settings,
  }
  let offsetMs = 0
  const open = (): Promise<Product> =>
    compose(config, [], {
      wecom: { wall: { nowMs: () => Date.now() + offsetMs }, times: { backoffMs: 50, leaseMs: 50, ...times } },
    })
  let product = await open()
  // Time passes really here: nobody waits for the minutes in which an answer could be taken back.
  const settings = { ...world.company.settings, undoHold: 'never' as const }
  await product.loadWorld({ ...world, company: { ...world.company, settings } })

  const call = async <T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> => {
    const answer = await product.app.inject({
      method,
      url: `/sandbox/api${path}`,
      headers: { host: '127.0.0.1' },
      ...(body === undefined ? {} : { payload: body }),
    })
    if (answer.statusCode >= 300) throw new Error(`${path} answered ${answer.statusCode}: ${answer.body}`)
    return answer.json() as T
  }
  const ready = async (): Promise<void> => {
    for (let i = 0; i < 200 && !fake.bot.isSubscribed(); i++) await wait(20)
    if (!fake.bot.isSubscribed()) throw new Error('the bot did not connect')
  }
  /** Without the sandbox's own way: nothing more is shown and nothing waits to be sent for a while. */
  const quiet = async (): Promise<void> => {
    for (let calm = 0, shown = -1; calm < 8; ) {
      await wait(40)
      const { undelivered } = (await product.app.inject({ method: 'GET', url: '/healthz' })).json() as { undelivered: number }
      calm = undelivered === 0 && shown === fake.ledger.shown.length ? calm + 1 : 0
      shown = fake.ledger.shown.length
    }
  }
  /** Frames that were lost on the way, as far as known: nobody waits for them again. */
  let lost = 0
  const takenIn = async (): Promise<number> =>
    ((await product.app.inject({ method: 'GET', url: '/healthz' })).json() as { wecom: { takenIn: number } }).wecom.takenIn
  /** A frame is on its way for a moment before the product knows of it; one on a broken connection never arrives. */
  const heard = async (): Promise<void> => {
    for (let i = 0; i < 100; i++) {
      if ((await takenIn()) + lost >= fake.bot.calls()) return
      await wait(i < 20 ? 5 : 40)
    }
    lost = fake.bot.calls() - (await takenIn())
  }
  const settle = async (): Promise<void> => {
    await heard()
    if (sandbox) await call('POST', '/settle', { timeoutMs: 20_000 })
    else await quiet()
  }

  const api: WecomProduct = {
    groupOf,
    fake,
    get product() {
      return product
    },
    minutesPass(minutes) {
      offsetMs += minutes * 60_000
    },
    settle,
    async says(personId, chatId, text, quote) {
      const sent = fake.bot.says({
        userid: userOf(personId),
        chat: groupOf(chatId),
        text: `@小单 ${text}`,
        ...(quote === undefined ? {} : { quote: { msgtype: 'text', text: { content: quote } } }),
      })
      if (sent === undefined) throw new Error('nobody hears the group: the bot is not connected')
      await settle()
    },
    async presses(personId, title, button, selected = {}) {
      const live = api.cards().filter((s) => {
        const words = s.card?.['main_title'] as { title?: string } | undefined
        return words?.title?.includes(title) && labels(s.card ?? {}).some((b) => b.text.includes(button))
      })
      const card = live.at(-1)?.card
      const key = card && labels(card).find((b) => b.text.includes(button))?.key
      if (!card || !key) throw new Error(`no live card with ${title} and ${button}`)
      fake.bot.clicks({ userid: userOf(personId), taskId: String(card['task_id']), key, selected })
      await settle()
    },
    cards: () => fake.ledger.shown.filter((s) => s.card !== undefined),
    orders: async () => (await call<{ orders: OrderView[] }>('GET', '/orders')).orders,
    connected: ready,
    async delivered() {
      for (let i = 0; i < 600; i++) {
        await settle()
        const health = (await product.app.inject({ method: 'GET', url: '/healthz' })).json() as { undelivered: number }
        if (health.undelivered === 0) return
        await wait(50)
      }
      throw new Error('something was not delivered')
    },
    async restart() {
      await product.stop()
      lost = fake.bot.calls()
      product = await open()
      await product.start()
      await ready()
    },
    async close() {
      await product.stop()
      await fake.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }

  await product.start()
  await ready()
  const groups = world.chats.filter((c) => c.kind === 'group' && (bound?.includes(c.id) ?? true))
  for (const { id } of groups) fake.bot.addGroup(groupOf(id))
  for (const { id } of world.people) fake.api.addMember(userOf(id))
  const [first] = groups
  if (!first) throw new Error('the company has no group')
  for (const { id, name } of world.people) await api.says(admin, first.id, `绑定人员 ${userOf(id)} ${name}`)
  api.minutesPass(2)
  for (const { id, name } of groups) await api.says(admin, id, `绑定群 ${name}`)
  api.minutesPass(2)
  return api
}

/** Buttons and the submit button of a card. */
export const labels = (card: Json): { text: string; key: string }[] =>
  [...list(card['button_list']), ...(card['submit_button'] ? [card['submit_button'] as Json] : [])].map((b) => ({
    text: String(b['text']),
    key: String(b['key']),
  }))
