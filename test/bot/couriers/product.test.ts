import type { CourierSettings } from '../../../bot/couriers/courier-settings'
import type { OrderView } from '../../../domain/order/order-view-shape'
import { fakeKuaidi100, type FakeKuaidi100 } from '../../support/fake-couriers/fake-kuaidi100'
import { runProduct, type RunningProduct } from '../../support/run-product'
import { fresh, press, readyToShip, say, SHORT_FLOW, shippableWorld, shipped } from '../../support/shipped-order'

let fake: FakeKuaidi100
let run: RunningProduct
beforeEach(async () => (fake = await fakeKuaidi100('CUST', 'KEY')))
afterEach(async () => {
  await run.close()
  await fake.close()
})

const settings = (over: Partial<CourierSettings> = {}): CourierSettings => ({
  kuaidi100: { customer: 'CUST', key: 'KEY', salt: 'salt', pollUrl: fake.url, webUrl: fake.url },
  dailyLimit: 500,
  senderPhone4: '',
  admins: [],
  timeoutMs: 5000,
  ...over,
})
const start = async (over: Partial<CourierSettings> = {}): Promise<string> => {
  run = await runProduct(shippableWorld('2026-11-24T10:00:00+08:00'), { couriers: settings(over) }, [SHORT_FLOW])
  return shipped(run)
}
const YT = 'YT8962646785389'
const row = (time: string, context: string, code: string) => ({ time, context, code })
const shipmentOf = async (order: string): Promise<OrderView['shipments'][number]> => {
  const [s] = (await run.order(order)).shipments
  if (!s) throw new Error('nothing was shipped')
  return s
}
const at = async (iso: string): Promise<void> => {
  const { status } = await run.call('POST', '/clock', { to: iso })
  expect(status).toBe(200)
  await run.settle()
}
const push = async (number: string, product = run.product): Promise<number> => {
  const sid = new URL(fake.subscriptions[0]?.callbackurl ?? 'http://x/?sid=').searchParams.get('sid') ?? ''
  const answer = await product.app.inject({
    method: 'POST',
    url: `/couriers/kuaidi100/push?sid=${encodeURIComponent(sid)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: fake.push(number, {}, 'salt').toString(),
  })
  return answer.statusCode
}

test('a waybill is looked up by the plan, its news reach the groups, and what is asked is answered with its time [AC-089]', async () => {
  fake.parcels.set(YT, { com: 'yuantong', state: '1', rows: [row('2026-11-24 10:05:00', '已揽收', '103')] })
  const order = await start()
  expect(await fresh(run, 'news')).toContain('已揽收')
  expect((await shipmentOf(order)).events.map((e) => e.status)).toEqual(['shipped', 'picked_up'])
  fake.parcels.set(YT, {
    com: 'yuantong',
    state: '5',
    rows: [row('2026-11-24 10:05:00', '已揽收', '103'), row('2026-11-24 13:50:00', '正在派件', '5')],
  })
  await at('2026-11-24T14:30:00+08:00')
  expect(fake.asked.filter((a) => a.path === '/poll/query.do')).toHaveLength(2)
  expect(await fresh(run, 'news')).toContain('正在派送')
  await say(run, 'su', 'customer', '我们的货到哪了')
  expect(await fresh(run, 'customer')).toMatch(/正在派送.*11月24日 13:50 正在派件（截至 11月24日 周二 14:/)
})

test('trouble is told to the salesperson first, and to the customer with the new date once it is known [AC-090] [AC-091]', async () => {
  fake.parcels.set(YT, { com: 'yuantong', state: '0', rows: [row('2026-11-24 10:05:00', '已揽收', '103')] })
  await start()
  fake.parcels.set(YT, { com: 'yuantong', state: '2', rows: [row('2026-11-24 12:00:00', '外包装破损', '209')] })
  await at('2026-11-24T14:30:00+08:00')
  expect(await fresh(run, 'ops')).toContain('途中有问题：11月24日 12:00 外包装破损')
  expect(await fresh(run, 'customer')).not.toContain('破损')
  await press(run, '装车后核对', '属实', 'lin')
  await press(run, '到货确认', '途中有问题', 'luo', { newDate: '11月27日', note: '外包装破损，改派' })
  expect(await fresh(run, 'customer')).toContain('预计 2026-11-27 到货')
  await press(run, '到货确认', '已到货', 'luo', { arrivalDate: '11月27日', condition: '一箱压皱' })
  expect(await fresh(run, 'ops')).toContain('已到货（2026-11-27），情况：一箱压皱')
})

test('a waybill without any record for three days becomes a task of the salesperson; put right, it is followed again [AC-097]', async () => {
  const order = await start()
  await at('2026-11-27T14:30:00+08:00')
  expect(await fresh(run, 'ops')).toContain('运单失联')
  const view = await run.order(order)
  expect(view.steps.find((s) => s.id === 'waybill')).toMatchObject({ state: 'open', assigneeIds: ['luo'] })
  fake.parcels.set('YT8962646785390', { com: 'yuantong', state: '0', rows: [row('2026-11-27 12:00:00', '途中', '0')] })
  await press(run, '运单失联', '继续跟踪', 'luo', { trackingNumber: 'YT8962646785390', note: '单号抄错了' })
  expect(await shipmentOf(order)).toMatchObject({ trackingNumber: 'YT8962646785390', status: 'in_transit' })
  expect((await run.order(order)).steps.find((s) => s.id === 'waybill')?.state).toBe('done')
})

test('the last four digits of a phone are asked for once', async () => {
  const SF = 'SF1385628716739'
  fake.parcels.set(SF, { com: 'shunfeng', state: '0', phone: '5678', rows: [row('2026-11-24 10:05:00', '途中', '0')] })
  run = await runProduct(shippableWorld('2026-11-24T10:00:00+08:00'), { couriers: settings() }, [SHORT_FLOW])
  const order = await shipped(run, '顺丰', SF)
  expect(await fresh(run, 'ops')).toContain('查询尾号')
  const asked = fake.asked.length
  await at('2026-11-25T09:00:00+08:00')
  expect(fake.asked).toHaveLength(asked)
  await press(run, '查询尾号', '提供尾号', 'luo', { phone4: '尾号5678' })
  expect((await shipmentOf(order)).status).toBe('in_transit')
})

test('a push is on disk before it is answered: a process that dies in between loses nothing, and a forged one is refused', async () => {
  const order = await start({ publicUrl: 'http://127.0.0.1:9' })
  expect(fake.subscriptions).toHaveLength(1)
  fake.parcels.set(YT, { com: 'yuantong', state: '3', rows: [row('2026-11-24 11:00:00', '已签收，签收人：李工', '301')] })
  await run.restart(async (half) => expect(await push(YT, half)).toBe(200))
  await run.settle()
  expect((await shipmentOf(order)).status).toBe('delivered')
  expect(await fresh(run, 'news')).toContain('物流显示 11月24日 11:00 已签收（签收人 李工）')
  const forged = await run.product.app.inject({
    method: 'POST',
    url: '/couriers/kuaidi100/push',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: fake.push(YT, {}, 'other').toString(),
  })
  expect(forged.statusCode).toBe(403)
})

test('a signature without a receipt is chased: the receiver after one workday, the salesperson after three', async () => {
  await start({ publicUrl: 'http://127.0.0.1:9' })
  fake.parcels.set(YT, { com: 'yuantong', state: '3', rows: [row('2026-11-24 11:00:00', '已签收', '301')] })
  await push(YT)
  await run.settle()
  expect(await fresh(run, 'customer')).toContain('收到请回复「已收到」')
  await at('2026-11-25T11:00:00+08:00')
  expect(await fresh(run, 'customer')).toContain('还没有收到您的回单')
  await at('2026-11-27T11:30:00+08:00')
  expect(await fresh(run, 'ops')).toContain('签收已满 3 个工作日')
})

test('from the subscription on each push shows its state; a carrier that goes silent becomes a task of the salesperson, which ends with the answer [AC-097]', async () => {
  fake.parcels.set(YT, { com: 'yuantong', state: '1', rows: [row('2026-11-24 10:05:00', '已揽收', '103')] })
  const order = await start({ publicUrl: 'http://127.0.0.1:9' })
  expect(fake.subscriptions).toMatchObject([{ number: YT, company: 'yuantong' }])
  expect((await shipmentOf(order)).status).toBe('picked_up')
  const moves: [string, string, string, string][] = [
    ['0', '2026-11-24 12:00:00', '到达佛山转运中心', 'in_transit'],
    ['5', '2026-11-24 13:00:00', '正在派件', 'out_for_delivery'],
  ]
  const rows = [row('2026-11-24 10:05:00', '已揽收', '103')]
  for (const [state, time, context, neutral] of moves) {
    rows.push(row(time, context, state))
    fake.parcels.set(YT, { com: 'yuantong', state, rows: [...rows] })
    expect(await push(YT)).toBe(200)
    await run.settle()
    expect((await shipmentOf(order)).status).toBe(neutral)
  }
  expect(await fresh(run, 'news')).toContain('正在派送')
  await say(run, 'luo', 'ops', `${order} 到货了吗`)
  expect(await fresh(run, 'ops')).toContain('11月24日 13:00 正在派件')
  await at('2026-12-01T11:00:00+08:00')
  expect(await fresh(run, 'ops')).toContain('5 天没有新的物流信息，请联系承运商问清楚货在哪里')
  expect((await run.order(order)).steps.find((s) => s.id === 'waybill')).toMatchObject({ state: 'open', assigneeIds: ['luo'] })
  await press(run, '运单失联', '改为人工跟踪', 'luo', { note: '网点说货在佛山' })
  expect((await run.order(order)).steps.find((s) => s.id === 'waybill')?.state).toBe('done')
})

test('where it is doubtful whose a number is, the service is asked and its answer proposed, never taken; without an answer all stays as read [AC-086]', async () => {
  run = await runProduct(shippableWorld('2026-11-24T10:00:00+08:00'), { couriers: settings() }, [SHORT_FLOW])
  const order = await readyToShip(run)
  fake.guesses.set('300527476792', ['annengwuliu', 'zhongtong'])
  await say(run, 'kong', 'ops', `${order} 单号 300527476792 4件`)
  const card = await fresh(run, 'ops')
  expect(card).toContain('读到的运单：安能物流 300527476792 4件')
  expect(card).toContain('物流平台按号码识别为 安能物流、中通快递，请核对')
  expect((await run.order(order)).shipments).toHaveLength(0)
  await press(run, '核对运单', '不是', 'kong')
  fake.troubles = ['reset']
  await say(run, 'kong', 'ops', `${order} 单号 300527476793 4件`)
  const plain = await fresh(run, 'ops')
  expect(plain).toContain('读到的运单：中通快运 300527476793 4件')
  expect(plain).not.toContain('物流平台')
  const asked = fake.asked.length
  await say(run, 'kong', 'ops', `${order} 圆通 ${YT} 4件`)
  expect(fake.asked.slice(asked).filter((a) => a.path.startsWith('/autonumber'))).toHaveLength(0)
  expect((await run.order(order)).shipments).toMatchObject([{ carrier: '圆通速递', trackingNumber: YT }])
})

test('a balance that is used up is told to the director, and people are asked instead', async () => {
  run = await runProduct(shippableWorld('2026-11-24T10:00:00+08:00'), { couriers: settings() }, [SHORT_FLOW])
  fake.troubles = [{ json: { result: false, returnCode: '601', message: 'KEY已过期' } }]
  await shipped(run)
  await run.settle()
  expect(await fresh(run, 'ops')).toContain('物流自动查询（快递100）已停：key 过期或余额用完')
})
