import { APP_PATH, BOT_PATH } from '../../../../bot/channels/wecom/wecom-routes'
import { appCallback, botCallback, pressXml, textXml } from '../../../support/fake-wecom/fake-wecom'
import { mutator } from './mutate'
import { APP, BOT_URL, GROUP, wecomWorld, type WecomWorld } from './wecom-fixture'

const botMessage = {
  msgid: 'M1',
  aibotid: 'aib',
  chatid: GROUP,
  chattype: 'group',
  from: { userid: 'zhangsan' },
  msgtype: 'text',
  text: { content: '@小单 原件' },
}

describe('callbacks that were changed on their way', () => {
  let world: WecomWorld | undefined
  afterEach(() => world?.end())
  const texts = (w: WecomWorld): string[] => w.received.map((r) => (r.content.kind === 'text' ? r.content.text : ''))

  test('ten thousand changed callbacks of the AI bot: no crash, and no forgery is taken in', async () => {
    const w = (world = await wecomWorld({ env: BOT_URL, deps: { times: { passiveMs: 1, answerMs: 600, httpMs: 100 } } }))
    const genuine = botCallback(botMessage)
    const mutate = mutator(7)
    const statuses = new Map<number, number>()
    for (let i = 0; i < 10_000; i++) {
      const changed = i % 2 === 0 ? { ...genuine, query: mutate(genuine.query) } : { ...genuine, body: mutate(genuine.body) }
      const { statusCode } = await w.post(BOT_PATH, changed)
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1)
    }
    expect([...statuses.keys()].filter((s) => s >= 500)).toEqual([])
    expect(statuses.get(403) ?? 0).toBeGreaterThan(8_000)
    expect(texts(w).filter((t) => t !== '原件')).toEqual([])
    expect(w.received.length).toBeLessThanOrEqual(1)
  })

  test('well sealed but changed contents never make it crash, in either form', async () => {
    const w = (world = await wecomWorld({
      env: { ...APP, ...BOT_URL },
      deps: { times: { passiveMs: 1, answerMs: 600, httpMs: 100 } },
    }))
    const mutate = mutator(11)
    const xml = [
      textXml({ userid: 'zhangsan', text: '原件', msgId: '42' }),
      pressXml({ userid: 'zhangsan', key: 'p.a', taskId: 'gd1', selected: { q: 'o' } }),
    ]
    const json = JSON.stringify(botMessage)
    const statuses = new Set<number>()
    for (let i = 0; i < 1_500; i++) {
      statuses.add((await w.post(APP_PATH, appCallback(mutate(xml[i % 2] ?? '')))).statusCode)
      const changed = mutate(json)
      let body: unknown = changed
      try {
        body = JSON.parse(changed)
      } catch {
        // No JSON any more: sealed as the text it is.
      }
      statuses.add((await w.post(BOT_PATH, botCallback(body))).statusCode)
    }
    expect([...statuses].filter((s) => s !== 200 && s !== 400)).toEqual([])
    for (const { chatId, personId } of w.received) {
      expect(['sales', 'dm-zhang', 'dm-li']).toContain(chatId)
      expect(['p-zhang', 'p-li']).toContain(personId)
    }
  })
})
