import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import { APP_PATH } from '../../bot/channels/wecom/wecom-routes'
import { appCallback, FAKE, pressXml, textXml } from '../support/fake-wecom/fake-wecom'
import { groupOf, labels, userOf, wecomProduct, type WecomProduct } from '../support/wecom-product'

const world = worldShape.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'bot', 'sample', 'paper-mill.json'), 'utf8')))

describe('the product on WeCom', () => {
  let on: WecomProduct
  beforeEach(async () => {
    on = await wecomProduct({ world: { ...world, now: '2026-03-02T01:30:00Z' }, admin: 'zhou', fake: { limits: [] } })
  })
  afterEach(() => on.close())

  test('binds people and groups by the words of the admin, and nobody else', async () => {
    expect(on.fake.ledger.texts(groupOf('ops')).at(-1)).toContain('这个群就是「订单跟进群」了')
    await on.says('luo', 'ops', '绑定群 业务接单群')
    expect(on.fake.ledger.texts(groupOf('ops')).at(-1)).toContain('绑定要由管理员来做')
  })

  test('binds many in one message, tells what it could not read and who is missing', async () => {
    await on.says('zhou', 'ops', '绑定人员\nboss_1 魏国强\nx 谁也不是\n乱写')
    const answer = on.fake.ledger.texts(groupOf('ops')).at(-1)
    expect(answer).toContain('boss_1 就是魏国强')
    expect(answer).toContain('没有「谁也不是」')
    expect(answer).toContain('「乱写」看不懂')
    await on.says('zhou', 'ops', '绑定人员 boss_1 石师傅')
    await on.says('zhou', 'ops', '绑定情况')
    expect(on.fake.ledger.texts(groupOf('ops')).at(-1)).toMatch(/还有 1 个没绑定：魏国强.*\n群都绑定了/)
  })

  test('takes an order in a group, shows its card there and confirms it by a press', async () => {
    await on.says('luo', 'intake', '云和纸品 80g双胶纸 787*1092 120令 单价155 3月20日交')
    const [order] = await on.orders()
    expect(order?.number).toBe('GD002-20260302-01')
    await on.presses('luo', '订单草稿', '确认下单')
    const view = (await on.orders())[0]
    expect(view?.steps.find((s) => s.id === 'draft')?.state).toBe('done')
    const draft = on.cards().find((s) => s.chat === groupOf('intake'))
    expect(draft?.card?.['card_type']).toBe('text_notice')
    expect(on.fake.ledger.in(groupOf('ops')).length).toBeGreaterThan(1)
    expect(on.fake.ledger.violations).toEqual([])
  })

  test('a press by somebody who may not changes nothing', async () => {
    await on.says('luo', 'intake', '云和纸品 80g双胶纸 787*1092 120令 单价155 3月20日交')
    await on.presses('ma', '订单草稿', '确认下单')
    expect((await on.orders())[0]?.steps.find((s) => s.id === 'draft')?.state).not.toBe('done')
  })

  test('a pressed card is changed within the five seconds although its chat has used up its minute', async () => {
    await on.says('luo', 'intake', '云和纸品 80g双胶纸 787*1092 120令 单价155 3月20日交')
    const draft = on.cards().at(-1)
    for (let i = 0; i < 24; i++) on.fake.bot.says({ userid: userOf('zhou'), chat: groupOf('intake'), text: '@小单 绑定情况' })
    await until(() => on.fake.ledger.in(groupOf('intake')).length >= 24)
    // Another order's card now waits for room in front of the change.
    on.fake.bot.says({
      userid: userOf('luo'),
      chat: groupOf('intake'),
      text: '@小单 锦程印刷 80g双胶纸 787*1092 60令 单价155 3月20日交',
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    const shown = on.fake.ledger.in(groupOf('intake')).length
    const [button] = labels(draft?.card ?? {})
    on.fake.bot.clicks({ userid: userOf('luo'), taskId: String(draft?.card?.['task_id']), key: button?.key ?? '' })
    await until(() => draft?.card?.['card_type'] === 'text_notice')
    expect(on.fake.ledger.in(groupOf('intake'))).toHaveLength(shown)
  })

  test('knows people, groups and sent cards after a restart', async () => {
    await on.says('luo', 'intake', '云和纸品 80g双胶纸 787*1092 120令 单价155 3月20日交')
    await on.restart()
    await on.presses('luo', '订单草稿', '确认下单')
    expect((await on.orders())[0]?.steps.find((s) => s.id === 'draft')?.state).toBe('done')
  })

  test('a private message of a known colleague is answered privately', async () => {
    on.fake.bot.says({ userid: userOf('luo'), text: '锦程印刷 80g双胶纸 787*1092 60令 单价155 3月20日交' })
    await on.settle()
    expect(on.fake.ledger.in(userOf('luo')).length).toBeGreaterThan(0)
    expect(await on.orders()).toHaveLength(1)
  })
})

test('without the sandbox, what is for a customer whose group no bot may enter goes to the salesperson to pass on', async () => {
  const on = await wecomProduct({
    world: { ...world, now: '2026-03-02T01:30:00Z' },
    admin: 'zhou',
    fake: { limits: [] },
    sandbox: false,
    groups: ['intake', 'ops', 'waybills'],
  })
  try {
    await on.says('luo', 'intake', '云和纸品 80g双胶纸 787*1092 120令 单价155 3月20日交')
    await on.presses('luo', '订单草稿', '确认下单')
    await on.presses('lin', '备忘录', '核对完成')
    await on.presses('lin', '价格与规格核对', '核对无误')
    const number = 'GD002-20260302-01'
    await on.says('tang', 'ops', `${number} 可以生产，能否生产：能，工艺配方：不变，原材料储备：够用`)
    await on.says('tang', 'ops', `${number} 签名提交，书面说明：木浆库存40吨`)
    await on.says('ma', 'ops', `${number} 书面确认，完成日期：3月12日，生产日期：3月10日`)
    on.minutesPass(2)
    await on.presses('lin', '确认书逐项核对', '核对无误')
    await on.settle()
    const passedOn = on.fake.ledger.shown.filter((s) => s.text.includes('请转告客户'))
    expect(passedOn.length).toBeGreaterThan(0)
    expect(passedOn.every((s) => [groupOf('ops'), groupOf('intake')].includes(s.chat))).toBe(true)
    expect(on.fake.ledger.shown.some((s) => s.type === 'file' && s.text.endsWith('.pdf'))).toBe(true)
  } finally {
    await on.close()
  }
})

describe('the product on WeCom with a self-built app as well', () => {
  let on: WecomProduct
  const APP = {
    WECOM_CORP_ID: FAKE.corpId,
    WECOM_AGENT_ID: String(FAKE.agentId),
    WECOM_APP_SECRET: FAKE.appSecret,
    WECOM_APP_TOKEN: FAKE.token,
    WECOM_APP_AES_KEY: FAKE.aesKey,
  }
  beforeEach(async () => {
    on = await wecomProduct({ world: { ...world, now: '2026-03-02T01:30:00Z' }, admin: 'zhou', fake: { limits: [] }, env: APP })
  })
  afterEach(() => on.close())

  const post = (callback: { query: string; body: string }) =>
    on.product.app.inject({
      method: 'POST',
      url: `${APP_PATH}?${callback.query}`,
      payload: callback.body,
      headers: { 'content-type': 'text/xml' },
    })
  /** The platform's clock of this test stands a few minutes ahead. */
  const stamped = (xml: string) => appCallback(xml, { timestamp: String(Math.floor((Date.now() + 4 * 60_000) / 1000)) })

  test('an order written to the app privately is taken, answered with a card there and confirmed by its button', async () => {
    const text = '锦程印刷 80g双胶纸 787*1092 60令 单价155 3月20日交'
    const xml = textXml({ userid: userOf('luo'), text, msgId: '900719925474099301' })
    expect((await post(stamped(xml))).statusCode).toBe(200)
    expect((await post(stamped(xml))).statusCode).toBe(200)
    await on.settle()
    expect(await on.orders()).toHaveLength(1)
    const shown = on.fake.ledger.cards(userOf('luo')).at(-1)
    const [button] = labels(shown?.card ?? {})
    const press = pressXml({
      userid: userOf('luo'),
      key: button?.key ?? '',
      taskId: String(shown?.card?.['task_id']),
      responseCode: on.fake.api.newCode(String(shown?.card?.['task_id'])),
    })
    expect((await post(stamped(press))).statusCode).toBe(200)
    await on.settle()
    expect((await on.orders())[0]?.steps.find((s) => s.id === 'draft')?.state).toBe('done')
    expect(on.fake.ledger.violations).toEqual([])
  })

  test('a colleague who never wrote is reached privately as soon as the admin bound them', async () => {
    on.fake.bot.kick()
    await until(() => on.fake.ledger.in(userOf('zhou')).length > 0)
    expect(on.fake.ledger.texts(userOf('zhou')).at(-1)).toContain('另一个程序用同一个机器人连上了')
    const health = (await on.product.app.inject({ method: 'GET', url: '/healthz' })).json() as {
      wecom: { bot: { state: string } }
    }
    expect(health.wecom.bot.state).toBe('kicked')
  })

  test('forged callbacks are refused before anything is done', async () => {
    const forged = appCallback(textXml({ userid: userOf('luo'), text: '下单', msgId: '1' }), { token: 'other' })
    expect((await post(forged)).statusCode).toBe(403)
    expect(await on.orders()).toHaveLength(0)
  })
})

const until = async (holds: () => boolean): Promise<void> => {
  for (let i = 0; i < 200 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 20))
  if (!holds()) throw new Error('waited in vain')
}
