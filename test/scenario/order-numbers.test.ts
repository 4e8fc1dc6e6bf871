import { runProduct, type RunningProduct } from '../support/run-product'
import { sampleCompany } from './sample-company'

const world = sampleCompany('paper-mill')
const ORDER = '锦程印刷 80g双胶纸 787*1092 120令 单价155 3月20日交'

const numbers = async (run: RunningProduct): Promise<string[]> =>
  (await run.call<{ orders: { number: string }[] }>('GET', '/orders')).body.orders.map((o) => o.number).sort()

test('the third order of GD001 on 2012-01-02 is GD001-20120102-03 [AC-115]', async () => {
  const run = await runProduct({ ...world, now: '2012-01-02T09:00:00+08:00' })
  try {
    for (let i = 0; i < 3; i++) {
      await run.call('POST', '/messages', { chatId: 'intake', fromId: 'luo', text: ORDER })
      await run.settle()
    }
    expect(await numbers(run)).toEqual(['GD001-20120102-01', 'GD001-20120102-02', 'GD001-20120102-03'])
  } finally {
    await run.close()
  }
}, 120_000)

test('orders sent at the same moment have numbers without gap or repeat, and 99 is followed by 100 [AC-115]', async () => {
  const run = await runProduct({ ...world, now: '2026-03-02T09:00:00+08:00' })
  try {
    const send = (i: number) =>
      run.call('POST', '/messages', { chatId: i % 2 ? 'intake' : 'jincheng', fromId: 'luo', text: ORDER })
    await Promise.all(Array.from({ length: 101 }, (_, i) => send(i)))
    await run.settle()
    const expected = Array.from({ length: 101 }, (_, i) => `GD001-20260302-${String(i + 1).padStart(2, '0')}`)
    expect(await numbers(run)).toEqual(expected.sort())
  } finally {
    await run.close()
  }
}, 240_000)
