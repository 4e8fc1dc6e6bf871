import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, type Product } from '../../bot/compose'
import type { World } from '../../bot/channels/sandbox/world-shape'
import type { Flow } from '../../domain/flow/flow'
import { readFlowFile } from '../../domain/flow/read-flow-file'
import type { OrderView } from '../../domain/order/order-view-shape'
import { sampleCompany } from './sample-company'

const SMALL = readFileSync(join(__dirname, '..', 'payloads', 'flows', 'small-trader.yaml'), 'utf8')
const read = (text: string): Flow => {
  const flow = readFlowFile(text)
  if (!('flow' in flow)) throw new Error(flow.faults.map((f) => f.message).join('\n'))
  return flow.flow
}
const first = read(SMALL)
const second: Flow = {
  ...first,
  version: first.version + 1,
  steps: first.steps.map((s, i) => (i === 1 ? { ...s, title: '新版的第二步' } : s)),
}

const world = sampleCompany('paper-mill')
const ORDER = '80g双胶纸 787*1092 120令 单价155 3月20日交'

/** The product over one folder, started again with other flows. */
async function inFolder(play: (start: (flows: Flow[]) => Promise<Running>) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gendan-flows-'))
  let running: Product | undefined
  try {
    await play(async (flows) => {
      await running?.stop()
      running = undefined
      const product = await compose(
        { port: 0, host: '127.0.0.1', dataDir, logLevel: 'silent', sandbox: true, flowFiles: [] },
        flows,
      )
      running = product
      await product.start()
      return driving(product)
    })
  } finally {
    await running?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

interface Running {
  load(world: World): Promise<void>
  says(text: string): Promise<void>
  orders(): Promise<OrderView[]>
}
const driving = (product: Product): Running => {
  const call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
    product.app.inject({
      method,
      url: `/sandbox/api${path}`,
      headers: { host: '127.0.0.1' },
      ...(body ? { payload: body } : {}),
    })
  return {
    load: async (w) => expect((await call('PUT', '/world', w)).statusCode).toBe(204),
    async says(text) {
      expect((await call('POST', '/messages', { chatId: 'intake', fromId: 'luo', text })).statusCode).toBe(202)
      expect((await call('POST', '/settle', { timeoutMs: 20_000 })).statusCode).toBe(200)
    },
    orders: async () => (await call('GET', '/orders')).json<{ orders: OrderView[] }>().orders,
  }
}

test('a customer may have a flow of their own beside the one of the company', async () => {
  await inFolder(async (start) => {
    const run = await start([first])
    const customers = world.customers.map((c) => (c.id === 'c-yunhe' ? { ...c, flow: first.id } : c))
    await run.load({ ...world, customers, now: '2026-03-02T09:00:00+08:00' })
    await run.says(`云和纸品 ${ORDER}`)
    await run.says(`锦程印刷 ${ORDER}`)
    expect(Object.fromEntries((await run.orders()).map((o) => [o.customer.name, o.flow]))).toEqual({
      云和纸品: first.id,
      锦程印刷: 'paper-mill',
    })
  })
}, 120_000)

test('a running order keeps the version of its flow, also when only the next version is listed; new orders take that one', async () => {
  await inFolder(async (start) => {
    const before = await start([first])
    await before.load({ ...world, company: { ...world.company, flow: first.id }, now: '2026-03-02T09:00:00+08:00' })
    await before.says(`云和纸品 ${ORDER}`)
    const after = await start([second])
    await after.says(`云和纸品 70g双胶纸 787*1092 50令 单价136 3月21日交`)
    await after.says('GD002-20260302-01 确认下单')
    await after.says('GD002-20260302-02 确认下单')
    const told = (await after.orders()).map((o) => [o.number, o.timeline.some((t) => t.what.includes('新版的第二步'))])
    expect(Object.fromEntries(told)).toEqual({ 'GD002-20260302-01': false, 'GD002-20260302-02': true })
  })
}, 120_000)

test("a company's flow that changed under the same version is refused while orders run by it", async () => {
  await inFolder(async (start) => {
    const before = await start([first])
    await before.load({ ...world, company: { ...world.company, flow: first.id }, now: '2026-03-02T09:00:00+08:00' })
    await before.says(`云和纸品 ${ORDER}`)
    await expect(start([{ ...second, version: first.version }])).rejects.toMatchObject({ code: 'FLOW_CHANGED' })
  })
}, 120_000)
