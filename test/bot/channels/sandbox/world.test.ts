import type { World } from '../../../../bot/channels/sandbox/world-shape'
import { aSandbox, aWorld, type Sandbox } from './sandbox-fixture'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await aSandbox()
})
afterEach(() => sandbox.app.close())

const put = (payload: object) => sandbox.app.inject({ method: 'PUT', url: '/sandbox/api/world', payload })
const change = (edit: (world: World) => void): object => {
  const world = structuredClone(aWorld())
  edit(world)
  return world
}

test('a world that was put is read back, with the time', async () => {
  const world = { ...aWorld(), shops: [{ code: 'GD001', name: '广州店', region: 'GD' }], now: '2024-12-01T09:00:00+08:00' }
  const answer = await put(world)
  expect([answer.statusCode, answer.body]).toEqual([204, ''])
  expect(sandbox.worlds[1]).toEqual(world)
  const read = (await sandbox.app.inject('/sandbox/api/world')).json()
  expect(read).toEqual({ ...world, now: '2024-11-25T09:00:00+08:00' })
})

test('members beyond the contract that the company keeps may be given too', async () => {
  const world = change((w) => {
    w.people[0]!.leaves = [{ from: '2024-12-01', to: '2024-12-03', delegateId: 'li' }]
    w.customers[0]!.aliases = ['锦程']
    delete w.customers[0]!.class
    w.products[0]!.altUnits = [{ unit: '吨', factor: '0.033' }]
  })
  expect((await put(world)).statusCode).toBe(204)
})

test('a company without people, chats, customers and products is a world too', async () => {
  expect((await put({ company: aWorld().company, people: [], chats: [], customers: [], products: [] })).statusCode).toBe(204)
})

test.each<[string, (w: World) => void, string, string]>([
  ['a person twice', (w) => w.people.push(w.people[0]!), 'BODY_INVALID', 'people.4.id'],
  ['a chat twice', (w) => w.chats.push(w.chats[0]!), 'BODY_INVALID', 'chats.2.id'],
  ['a customer code twice', (w) => w.customers.push({ ...w.customers[0]!, id: 'other' }), 'BODY_INVALID', 'customers.1.code'],
  ['a product twice', (w) => w.products.push(w.products[0]!), 'BODY_INVALID', 'products.1.code'],
  ['an unknown member', (w) => w.chats[1]!.memberIds.push('nobody'), 'BODY_INVALID', 'chats.1.memberIds.2'],
  ['an unknown customer of a chat', (w) => (w.chats[1]!.customerId = 'nobody'), 'BODY_INVALID', 'chats.1.customerId'],
  ['an unknown salesperson', (w) => (w.customers[0]!.salesId = 'nobody'), 'BODY_INVALID', 'customers.0.salesId'],
  ['an unknown delegate', (w) => (w.people[0]!.delegateId = 'nobody'), 'BODY_INVALID', 'people.0.delegateId'],
  ['an unknown role', (w) => Object.assign(w.people[0]!, { roles: ['boss'] }), 'BODY_INVALID', 'people.0.roles.0'],
  ['a person called bot', (w) => (w.people[0]!.id = 'bot'), 'BODY_INVALID', 'people.0.id'],
  ['a price as a number', (w) => Object.assign(w.products[0]!, { price: 153 }), 'BODY_INVALID', 'products.0.price'],
  ['a price in words', (w) => (w.products[0]!.price = '一百'), 'BODY_INVALID', 'products.0.price'],
  ['a deposit of more than all', (w) => (w.customers[0]!.depositRatio = '30'), 'BODY_INVALID', 'customers.0.depositRatio'],
  ['hours that do not exist', (w) => (w.company.workingHours.end = '25:00'), 'BODY_INVALID', 'company.workingHours.end'],
  ['hours that end before they start', (w) => (w.company.workingHours.end = '08:00'), 'BODY_INVALID', 'company.workingHours'],
  ['a zone that does not exist', (w) => (w.company.timezone = 'Asia/Atlantis'), 'BODY_INVALID', 'company.timezone'],
  ['a moment without offset', (w) => (w.now = '2024-12-01T09:00:00'), 'BODY_INVALID', 'now'],
  ['a flow id that is none', (w) => (w.company.flow = 'Paper Mill'), 'BODY_INVALID', 'company.flow'],
  ['a flow nobody knows', (w) => (w.customers[0]!.flow = 'no-such-flow'), 'FLOW_UNKNOWN', 'customers.0.flow'],
  ['an unknown member of a person', (w) => Object.assign(w.people[1]!, { wechat: 'x' }), 'UNKNOWN_KEY', 'people.1.wechat'],
])('refuses %s, names its place, and changes nothing', async (_what, edit, code, path) => {
  const answer = await put(change(edit))
  expect([answer.statusCode, answer.json()]).toEqual([
    400,
    { error: { code, message: expect.stringMatching(/\p{Script=Han}/u), path } },
  ])
  expect(sandbox.worlds).toHaveLength(1)
})

test('nobody wipes a running company: with a real channel the world stays', async () => {
  await sandbox.app.close()
  sandbox = await aSandbox({ realChannelConfigured: true })
  const answer = await put(aWorld())
  expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'REAL_CHANNEL_CONFIGURED'])
  expect(sandbox.worlds).toHaveLength(1)
})

const settle = (init: object = {}) => sandbox.app.inject({ method: 'POST', url: '/sandbox/api/settle', ...init })

describe('settling', () => {
  test('answers once nothing is in flight, with or without a body', async () => {
    for (const init of [{}, { payload: {} }, { headers: { 'content-type': 'application/json' } }])
      expect((await settle(init)).statusCode).toBe(200)
  })

  test('hands the time limit on, and answers 503 when it runs out', async () => {
    await sandbox.app.close()
    const limits: number[] = []
    sandbox = await aSandbox({ settle: async (ms) => (limits.push(ms), false) })
    const answer = await settle({ payload: { timeoutMs: 250 } })
    expect([answer.statusCode, answer.json().error.code, limits]).toEqual([503, 'SETTLE_TIMEOUT', [250]])
    expect((await settle({ payload: { timeoutMs: 0 } })).statusCode).toBe(400)
  })
})

test('the words of roles and steps are told', async () => {
  const words = (await sandbox.app.inject('/sandbox/api/words')).json()
  expect(words.roles.sales).toBe('业务员')
  expect(words.documents).toEqual({})
  expect(words.flows[1]).toEqual({ id: 'approval', title: '客户订单流程', steps: [{ id: 'approve', title: '审批' }] })
})

test('what waits for a person is told where the house can tell it', async () => {
  expect((await sandbox.app.inject('/sandbox/api/people/wang/todo')).statusCode).toBe(404)
  await sandbox.app.close()
  sandbox = await aSandbox({ todo: async (id) => [{ orderNumber: 'GD001-20241125-01', title: `${id}的事` }] })
  expect((await sandbox.app.inject('/sandbox/api/people/wang/todo')).json()).toEqual({
    todo: [{ orderNumber: 'GD001-20241125-01', title: 'wang的事' }],
  })
  expect((await sandbox.app.inject('/sandbox/api/people/nobody/todo')).json().error.code).toBe('PERSON_UNKNOWN')
})
