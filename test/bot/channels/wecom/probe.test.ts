import { probeWecom, type ProbeResult } from '../../../../bot/channels/wecom/probe'
import { wecomSetup } from '../../../../bot/channels/wecom/wecom-settings'
import { FAKE, fakeWecom, type FakeWecom } from '../../../support/fake-wecom/fake-wecom'
import { silentLog } from '../../../support/fake-clock'
import { APP, BOT, GROUP, settingsOf } from './wecom-fixture'

const ENCRYPTED = 'woAAAAAAAAAAAAAAAAAAAAAAAAAA'

describe('the probe of a tenant', () => {
  let fake: FakeWecom
  beforeEach(async () => {
    fake = await fakeWecom({ clickMs: 300 })
    fake.bot.addGroup(GROUP)
    fake.api.addMember('zhangsan')
  })
  afterEach(() => fake.close())

  /** Runs the probe with a colleague who does what is asked. */
  async function probe(env: Record<string, string>, helper: { userid: string; name?: string } | undefined) {
    const { settings } = wecomSetup(settingsOf(fake, env))
    if (!settings) throw new Error('no settings')
    const lines: string[] = []
    const results = await probeWecom({
      settings,
      log: silentLog,
      waitMs: 400,
      lateMs: 500,
      connectMs: 1500,
      robots: true,
      say(line) {
        lines.push(line)
        if (!helper) return
        if (line.includes('@机器人 探测'))
          fake.bot.says({ userid: helper.userid, chat: GROUP, text: `@${helper.name ?? '小单'} 探测` })
        if (line.includes('「看到了」')) {
          const card = fake.ledger.cards(GROUP).at(-1)?.card
          fake.bot.clicks({ userid: helper.userid, taskId: String(card?.['task_id']), key: 'probe.seen' })
        }
        if (line.includes('发一张图片')) {
          const { body, aeskey } = fake.bot.encrypt(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 1, 2, 3]))
          fake.api.addFile('pic', body, 'a.png')
          fake.bot.says({
            userid: helper.userid,
            chat: GROUP,
            content: {
              msgtype: 'mixed',
              mixed: { msg_item: [{ msgtype: 'image', image: { url: fake.mediaUrl('pic'), aeskey } }] },
            },
          })
        }
      },
    })
    return { results, lines, of: (what: string): ProbeResult | undefined => results.find((r) => r.what.includes(what)) }
  }

  test('tells that everything works, with the late update refused as it should be', async () => {
    const { results, of } = await probe({ ...BOT, ...APP, WECOM_WEBHOOKS: `sales=${FAKE.robotKey}` }, { userid: 'zhangsan' })
    expect(results.filter((r) => r.found !== 'yes')).toEqual([])
    expect(results.length).toBeGreaterThanOrEqual(15)
    expect(of('超过 5 秒')?.detail).toContain('846604')
    expect(of('群里的图片')?.detail).toContain('image/png')
  })

  test('a refused login comes with the console steps', async () => {
    const { of, lines } = await probe({ ...BOT, WECOM_BOT_SECRET: 'wrong' }, undefined)
    expect(of('长连接')).toMatchObject({ found: 'no', detail: expect.stringContaining('853000') as string })
    expect(lines.join('\n')).toContain('核对 BotID 和 Secret')
  })

  test('an address that does not answer leads to the network steps', async () => {
    fake.bot.faults.next('aibot_subscribe', { kind: 'lost' }, { kind: 'lost' })
    const { of, lines } = await probe(BOT, undefined)
    expect(of('长连接')?.found).toBe('no')
    expect(lines.join('\n')).toContain('443')
  })

  test('a silent group leads to the steps for members and permissions', async () => {
    const { of, lines } = await probe(BOT, undefined)
    expect(of('收到群里')?.found).toBe('no')
    expect(lines.join('\n')).toContain('可使用的成员')
  })

  test('encrypted accounts and an unknown name are told, and the app turns the account into a plain one', async () => {
    fake.api.addOpenId(ENCRYPTED, 'zhangsan')
    const { of } = await probe({ ...BOT, ...APP }, { userid: ENCRYPTED, name: '订单 小 助手' })
    expect(of('发话人的账号')?.found).toBe('no')
    expect(of('认出机器人的名字')?.found).toBe('no')
    expect(of('把加密账号换成')).toMatchObject({ found: 'yes', detail: 'zhangsan' })
  })

  test('refused cards and a wrong app secret are told with their codes', async () => {
    fake.bot.faults.next('aibot_send_msg', { kind: 'slow', ms: 1 }, { kind: 'error', code: 40058 })
    const { of } = await probe({ ...BOT, ...APP, WECOM_APP_SECRET: 'wrong' }, { userid: 'zhangsan' })
    expect(of('推送按钮卡片')).toMatchObject({ found: 'no', detail: expect.stringContaining('40058') as string })
    expect(of('自建应用的凭证')).toMatchObject({ found: 'no', detail: expect.stringContaining('40001') as string })
  })
})
