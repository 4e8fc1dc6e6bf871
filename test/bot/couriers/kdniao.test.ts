import { dataSign, kdniaoCourier } from '../../../bot/couriers/kdniao/kdniao-courier'
import { fakeKdniao, type FakeKdniao } from '../../support/fake-couriers/fake-kdniao'

let fake: FakeKdniao
beforeEach(async () => (fake = await fakeKdniao('BIZ', 'APIKEY')))
afterEach(() => fake.close())

const courier = (over: { apiKey?: string; paid?: boolean } = {}) =>
  kdniaoCourier({
    businessId: 'BIZ',
    apiKey: over.apiKey ?? 'APIKEY',
    url: fake.url,
    paid: over.paid ?? false,
    pushes: true,
    timeoutMs: 5000,
  })
const SF = { com: 'shunfeng', number: 'SF1385628716739', phone4: '5678' }
const traces = [
  { AcceptTime: '2026/11/24 08:00:00', AcceptStation: '已揽收', Action: '1' },
  { AcceptTime: '2026/11/24 18:30:00', AcceptStation: '客户拒收，退回', Action: '404' },
]

test('the signature is that of the vector: base64 of the hex characters', () =>
  expect(
    dataSign('{"OrderCode":"","ShipperCode":"ZTO","LogisticCode":"73610555582883","CustomerName":"0000"}', 'demo-app-key'),
  ).toBe('ZTkxM2RiYmExNGExYTcxZTg0M2YyMjVlODU3ZDllZjU='))

test('the detailed state is true where the main one stays at trouble', async () => {
  fake.waybills.set(SF.number, { State: '4', StateEx: '404', traces, tail: '5678' })
  expect(await courier().query(SF)).toMatchObject({
    state: 'events',
    report: { state: 'returning', raw: '4/404', events: [{ status: 'picked_up' }, { status: 'returning' }] },
  })
  expect(fake.asked[0]?.form).toMatchObject({ RequestType: '1002', DataType: '2', EBusinessID: 'BIZ' })
  expect(JSON.parse(fake.asked[0]?.form['RequestData'] ?? '')).toMatchObject({ ShipperCode: 'SF', CustomerName: '5678' })
})

test('the paid interfaces have other numbers', async () => {
  await courier({ paid: true }).query(SF)
  await courier({ paid: true }).subscribe?.(SF, 'o/s')
  expect(fake.asked.map((a) => [a.path, a.form['RequestType']])).toEqual([
    ['/Ebusiness/EbusinessOrderHandle.aspx', '8001'],
    ['/api/dist', '8008'],
  ])
})

test.each([
  ['暂无轨迹信息', { state: 'no-record' }],
  ['超过日查询量限制[405]', { state: 'limited' }],
  ['数据验证不通过[102]', { state: 'rejected', why: 'signature' }],
  ['账户余额不足', { state: 'rejected', why: 'balance' }],
  ['商户未开通此接口[104]', { state: 'rejected', why: 'key' }],
  ['手机尾号不匹配', { state: 'wrong-phone' }],
  ['快递单号长度错误[404]', { state: 'refused' }],
  ['系统异常', { state: 'busy' }],
])('%s is %j', async (Reason, wanted) => {
  fake.troubles = [{ json: { EBusinessID: 'BIZ', Success: false, Reason } }]
  expect(await courier().query(SF)).toMatchObject(wanted)
})

test('an answer about another number is no answer; a phone is asked for first', async () => {
  fake.troubles = [{ json: { LogisticCode: 'SF9999999999999', Success: true, State: '3', Traces: [] } }]
  expect(await courier().query(SF)).toMatchObject({ state: 'busy' })
  expect(await courier().query({ com: 'shunfeng', number: SF.number })).toEqual({ state: 'needs-phone' })
})

test('recognition gives our ids', async () => expect(await courier().recognise('73610555582883')).toEqual(['zhongtong']))

test('a push of several numbers is genuine with its signature alone', () => {
  fake.waybills.set(SF.number, { State: '2', StateEx: '202', traces })
  const form = Object.fromEntries(fake.push([SF.number]))
  const read = courier().readPush(form, {}, '2026-11-24T04:00:00.000Z')
  expect(read).toMatchObject({
    state: 'genuine',
    answer: { EBusinessID: 'BIZ', Success: true, UpdateTime: '2026-11-24 12:00:00', Reason: '' },
    pushed: [{ number: SF.number, report: { state: 'out_for_delivery', pushed: true } }],
  })
  expect(courier({ apiKey: 'OTHER' }).readPush(form, {}, '2026-11-24T04:00:00.000Z')).toEqual({ state: 'forged' })
})
