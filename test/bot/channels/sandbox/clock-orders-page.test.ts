import { anOrderView } from '../../../browser/fake-order'
import { aSandbox, type Sandbox } from './sandbox-fixture'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await aSandbox()
})
afterEach(() => sandbox.app.close())
const restart = async (change: Parameters<typeof aSandbox>[0]) => {
  await sandbox.app.close()
  sandbox = await aSandbox(change)
}
const get = (url: string, headers: Record<string, string> = {}) => sandbox.app.inject({ url, headers })
const move = (payload: object) => sandbox.app.inject({ method: 'POST', url: '/sandbox/api/clock', payload })

describe('the clock', () => {
  test('moves to an instant and by a duration, days being those of the company', async () => {
    expect((await get('/sandbox/api/clock')).json()).toEqual({ now: '2024-11-25T09:00:00+08:00' })
    expect((await move({ to: '2024-11-25T02:30:00Z' })).json()).toEqual({ now: '2024-11-25T10:30:00+08:00' })
    expect((await move({ advance: 'P1DT30M' })).json()).toEqual({ now: '2024-11-26T11:00:00+08:00' })
    expect(sandbox.advances).toEqual(['2024-11-25T10:30:00+08:00', '2024-11-26T11:00:00+08:00'])
  })

  test('staying where it is, is no move', async () => {
    expect((await move({ advance: 'PT0S' })).statusCode).toBe(200)
    expect(sandbox.advances).toEqual([])
  })

  test.each([
    [{ to: '2024-11-25T08:59:59+08:00' }, 'CLOCK_BACKWARDS', 'to'],
    [{ advance: '-PT1S' }, 'CLOCK_BACKWARDS', 'advance'],
    [{ to: '2024-11-26' }, 'CLOCK_INSTANT_INVALID', 'to'],
    [{ advance: '1 day' }, 'CLOCK_DURATION_INVALID', 'advance'],
    [{ advance: 'P999Y' }, 'CLOCK_TOO_FAR', 'advance'],
    [{}, 'BODY_INVALID', undefined],
    [{ to: '2024-11-26T09:00:00Z', advance: 'P1D' }, 'BODY_INVALID', undefined],
  ])('refuses %j', async (body, code, path) => {
    const answer = await move(body)
    expect([answer.statusCode, answer.json().error.code, answer.json().error.path]).toEqual([400, code, path])
    expect(sandbox.advances).toEqual([])
  })

  test('moves one at a time: what is asked meanwhile starts from where the first arrived', async () => {
    const all = await Promise.all([
      move({ advance: 'PT1H' }),
      move({ advance: 'PT1H' }),
      move({ advance: '-PT9H' }),
      move({ advance: 'PT1H' }),
    ])
    expect(all.map((r) => r.statusCode)).toEqual([200, 200, 400, 200])
    expect(all[3]?.json().now).toBe('2024-11-25T12:00:00+08:00')
  })

  test('tells when the company opens next, where the house knows', async () => {
    await restart({ nextOpening: () => '2024-11-26T09:00:00+08:00' })
    expect((await get('/sandbox/api/clock')).json().nextOpening).toBe('2024-11-26T09:00:00+08:00')
  })

  test('answers 409 where it cannot be moved', async () => {
    await restart({ clock: null })
    for (const answer of [await get('/sandbox/api/clock'), await move({ advance: 'PT1H' }), await move({})]) {
      expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'CLOCK_FIXED'])
    }
    expect((await get('/sandbox/api/world')).json().now).toBe('2024-11-25T09:00:00+08:00')
  })
})

describe('orders', () => {
  const view = anOrderView(0, '2024-11-25T09:00:00+08:00')

  test('are given one by one and as a list, with the filters handed on', async () => {
    const filters: object[] = []
    await restart({
      orderView: async (n) => (n === view.number ? view : undefined),
      orderViews: async (f) => (filters.push(f), [view]),
    })
    expect((await get(`/sandbox/api/orders/${view.number}`)).json()).toEqual(view)
    expect((await get('/sandbox/api/orders/none')).json().error.code).toBe('ORDER_UNKNOWN')
    expect((await get('/sandbox/api/orders?customer=jincheng&status=&step=approve')).json()).toEqual({ orders: [view] })
    expect(filters).toEqual([{ customer: 'jincheng', step: 'approve' }])
    expect((await get('/sandbox/api/orders?colour=red')).json().error.code).toBe('UNKNOWN_KEY')
  })

  test('unknown files and unknown calls are told as such', async () => {
    expect((await get('/sandbox/api/files/nothing')).json().error.code).toBe('FILE_UNKNOWN')
    expect((await get('/sandbox/api/nothing')).json().error.code).toBe('NOT_FOUND')
  })
})

describe('the page', () => {
  test('stands at /sandbox and may load nothing from elsewhere', async () => {
    expect((await get('/')).headers.location).toBe('/sandbox')
    expect((await get('/sandbox/')).headers.location).toBe('/sandbox')
    const page = await get('/sandbox')
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.headers['content-security-policy']).toContain("default-src 'self'")
    expect(page.body).not.toMatch(/https?:\/\//)
  })

  test('its parts are found where it looks for them, and nothing outside its folder is', async () => {
    const parts = [...(await get('/sandbox')).body.matchAll(/(?:src|href)="(\/sandbox\/[^"]+)"/g)].map((m) => m[1] ?? '')
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts) expect([part, (await get(part)).statusCode]).toEqual([part, 200])
    expect((await get('/sandbox/page/../sandbox-api.ts')).statusCode).toBe(404)
    expect((await get('/sandbox/page/%2e%2e/sandbox-api.ts')).statusCode).not.toBe(200)
  })
})

describe('requests from elsewhere', () => {
  const world = '/sandbox/api/world'
  test.each([
    ['a foreign name for this machine', { host: 'evil.example:3000' }, 'HOST_FOREIGN'],
    ['a name that only begins like ours', { host: 'localhost.evil.example' }, 'HOST_FOREIGN'],
    ['another site', { host: 'localhost:3000', origin: 'https://evil.example' }, 'ORIGIN_FOREIGN'],
    ['another port', { host: 'localhost:3000', origin: 'http://localhost:4000' }, 'ORIGIN_FOREIGN'],
    ['a local file', { host: 'localhost:3000', origin: 'null' }, 'ORIGIN_FOREIGN'],
    [
      'a picture tag of another site',
      { host: 'localhost:3000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      'ORIGIN_FOREIGN',
    ],
  ])('%s is refused', async (_what, headers, code) => {
    const answer = await get(world, headers)
    expect([answer.statusCode, answer.json().error.code]).toEqual([403, code])
  })

  test.each([
    { host: 'localhost:3000' },
    { host: '127.0.0.1:3000' },
    { host: '[::1]:3000' },
    { host: 'gendan.localhost:3000', origin: 'http://gendan.localhost:3000' },
    { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' },
  ])('%j is served', async (headers) => {
    expect((await get(world, headers as Record<string, string>)).statusCode).toBe(200)
  })

  test('with HOST set, other machines may call, but other sites still may not', async () => {
    await restart({ loopbackOnly: false })
    expect((await get(world, { host: 'gendan.factory.lan:3000' })).statusCode).toBe(200)
    expect((await get(world, { host: 'gendan.factory.lan', origin: 'https://evil.example' })).statusCode).toBe(403)
  })
})
