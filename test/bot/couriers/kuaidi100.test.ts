import { kuaidi100Courier, pushSign, querySign } from '../../../bot/couriers/kuaidi100/kuaidi100-courier'
import { fakeKuaidi100, type FakeKuaidi100 } from '../../support/fake-couriers/fake-kuaidi100'

let fake: FakeKuaidi100
beforeEach(async () => (fake = await fakeKuaidi100('CUST', 'KEY')))
afterEach(() => fake.close())

const courier = (over: { customer?: string; key?: string; timeoutMs?: number; salt?: string } = {}) =>
  kuaidi100Courier({
    customer: over.customer ?? 'CUST',
    key: over.key ?? 'KEY',
    pollUrl: fake.url,
    webUrl: fake.url,
    salt: over.salt ?? 'salt',
    callbackUrl: 'http://127.0.0.1:1/couriers/kuaidi100/push',
    timeoutMs: over.timeoutMs ?? 5000,
  })
const parcel = (state: string, code?: string) => ({
  com: 'yuantong',
  state,
  rows: [
    { time: '2026-11-24 08:00:00', context: '已揽收', code: '103' },
    { time: '2026-11-24 18:30:00', context: '快件已签收，签收人：李工', ...(code ? { code } : {}) },
  ],
})
const YT = { com: 'yuantong', number: 'YT8962646785389' }

test('the signatures of a query and a push are those of the vectors', () => {
  const param = '{"com":"shunfeng","num":"SF1385628716739","phone":"0000","resultv2":"4","show":"0","order":"desc"}'
  expect(querySign(param, 'demoKey123', 'DEMOCUSTOMER')).toBe('53FB448EDCE3A880BE33AE4ABDACD499')
  const pushed =
    '{"status":"polling","message":"到达","lastResult":{"nu":"YT8962646785389","com":"yuantong","state":"0","data":[]}}'
  expect(pushSign(pushed, 'salt-2026')).toBe('A68FA716F17F0A364A0C5BEFBCDB2BC8')
})

test('a track comes oldest first, in neutral states, with who signed and the raw codes', async () => {
  fake.parcels.set(YT.number, parcel('3', '301'))
  expect(await courier().query(YT)).toEqual({
    state: 'events',
    report: {
      kind: 'events',
      service: 'kuaidi100',
      state: 'delivered',
      raw: '3/301',
      atStation: false,
      signedBy: '李工',
      events: [
        { at: '2026-11-24T08:00:00+08:00', status: 'picked_up', raw: '103', text: '已揽收' },
        { at: '2026-11-24T18:30:00+08:00', status: 'delivered', raw: '301', text: '快件已签收，签收人：李工' },
      ],
    },
  })
})

test('a locker is marked as no arrival', async () => {
  fake.parcels.set(YT.number, parcel('3', '304'))
  expect(await courier().query(YT)).toMatchObject({ report: { state: 'delivered', atStation: true } })
})

test('a carrier that wants a phone is not asked without one; a wrong one is told apart from a wrong number', async () => {
  fake.parcels.set('SF1385628716739', { ...parcel('0'), com: 'shunfeng', phone: '5678' })
  const sf = { com: 'shunfeng', number: 'SF1385628716739' }
  expect(await courier().query(sf)).toEqual({ state: 'needs-phone' })
  expect(fake.asked).toHaveLength(0)
  expect(await courier().query({ ...sf, phone4: '1111' })).toEqual({ state: 'wrong-phone' })
  expect(await courier().query({ ...sf, phone4: '5678' })).toMatchObject({ state: 'events' })
})

test.each([
  [{ json: { result: false, returnCode: '500', message: '查询无结果' } }, { state: 'no-record' }],
  [{ json: { result: false, returnCode: '400', message: '找不到对应公司' } }, { state: 'refused', reason: '400 找不到对应公司' }],
  [{ json: { result: false, returnCode: '408', message: '参数异常：单号格式不正确' } }, { state: 'refused' }],
  [{ json: { result: false, returnCode: '501', message: '服务器错误' } }, { state: 'busy' }],
  [{ json: { result: false, returnCode: '502', message: '服务器繁忙' } }, { state: 'busy' }],
  [{ json: { result: false, returnCode: '503', message: '验证签名失败' } }, { state: 'rejected', why: 'signature' }],
  [{ json: { result: false, returnCode: '601', message: 'KEY已过期' } }, { state: 'rejected', why: 'balance' }],
  [{ status: 502 }, { state: 'busy', reason: 'HTTP 502' }],
  [{ status: 200, body: '<html>' }, { state: 'busy' }],
  ['reset' as const, { state: 'busy' }],
])('%j is %j', async (trouble, wanted) => {
  fake.troubles = [trouble]
  expect(await courier().query(YT)).toMatchObject(wanted)
})

test('silence ends after the time-out', async () => {
  fake.troubles = ['hang']
  expect(await courier({ timeoutMs: 150 }).query(YT)).toEqual({ state: 'busy', reason: 'timeout' })
})

test('an answer about another number is no answer', async () => {
  fake.troubles = [{ json: { message: 'ok', nu: 'YT0000000000000', com: 'yuantong', state: '3', data: [] } }]
  expect(await courier().query(YT)).toEqual({ state: 'busy', reason: 'the answer is about another number' })
})

test('a wrong key is refused by the signature', async () => {
  expect(await courier({ key: 'OTHER' }).query(YT)).toMatchObject({ state: 'rejected', why: 'signature' })
})

test('a subscription carries our own id and the salt; one that runs already is as good', async () => {
  expect(await courier().subscribe?.(YT, 'GD001-20261124-01/s1')).toEqual({ state: 'accepted' })
  expect(await courier().subscribe?.(YT, 'GD001-20261124-01/s1')).toEqual({ state: 'accepted' })
  expect(fake.subscriptions).toEqual([
    {
      number: YT.number,
      company: 'yuantong',
      callbackurl: 'http://127.0.0.1:1/couriers/kuaidi100/push?sid=GD001-20261124-01%2Fs1',
      salt: 'salt',
    },
  ])
})

test('recognition gives carriers that we know', async () => expect(await courier().recognise('YT1')).toEqual(['yuantong']))

describe('a push', () => {
  const form = (fields: URLSearchParams) => Object.fromEntries(fields)
  const now = '2026-11-24T04:00:00.000Z'
  test('is genuine with the right signature, and answered in the very words asked for', () => {
    fake.parcels.set(YT.number, parcel('3', '301'))
    const read = courier().readPush(form(fake.push(YT.number, {}, 'salt')), { sid: 'o/s' }, now)
    expect(read).toMatchObject({
      state: 'genuine',
      answer: { result: true, returnCode: '200', message: '成功' },
      pushed: [{ number: YT.number, ownId: 'o/s', report: { state: 'delivered', pushed: true } }],
    })
  })
  test('is forged with another salt, without a signature, or where no salt is set', () => {
    expect(courier().readPush(form(fake.push(YT.number, {}, 'other')), {}, now)).toEqual({ state: 'forged' })
    expect(courier().readPush({ param: '{}' }, {}, now)).toEqual({ state: 'forged' })
    expect(courier({ salt: '' }).readPush(form(fake.push(YT.number, {}, '')), {}, now)).toEqual({ state: 'forged' })
  })
  test('that aborts ends the following, unless the carrier was corrected', () => {
    const aborted = fake.push(YT.number, { status: 'abort', message: '3天查询无记录' }, 'salt')
    expect(courier().readPush(form(aborted), {}, now)).toMatchObject({ pushed: [{ report: { ended: 'no-record' } }] })
    const still = fake.push(YT.number, { status: 'abort', message: '60天无变化' }, 'salt')
    expect(courier().readPush(form(still), {}, now)).toMatchObject({ pushed: [{ report: { ended: 'no-change' } }] })
    const corrected = fake.push(YT.number, { status: 'abort', message: '3天查询无记录', comNew: 'zhongtong' }, 'salt')
    const read = courier().readPush(form(corrected), {}, now)
    expect(read.state === 'genuine' && read.pushed[0]?.report).toMatchObject({ com: 'zhongtong' })
    expect(read.state === 'genuine' && read.pushed[0]?.report.ended).toBeUndefined()
  })
})
