import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import { groupOf, userOf, wecomProduct, type WecomProduct } from '../support/wecom-product'

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
