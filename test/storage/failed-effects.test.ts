import { join } from 'node:path'
import { compose } from '../../bot/compose'
import type { Effect } from '../../domain/effect'
import { outboxCommand } from '../../storage/failed-effects'
import { openOutboxBeside } from '../../storage/sqlite/open-outbox'
import { openSqliteStorage, type SqliteStorage } from '../../storage/sqlite/open-sqlite-storage'
import { scratchFolder } from '../contract/open-engine'
import { aCommit, aSend } from '../support/build-order'
import { silentLog } from '../support/fake-clock'

const nowIso = () => new Date().toISOString()

describe('the command outbox, beside a running product', () => {
  const { folder, remove } = scratchFolder()
  const path = join(folder, 'gendan.db')
  let running: SqliteStorage
  let beside: ReturnType<typeof openOutboxBeside>
  const run = (...args: string[]) => outboxCommand(args, beside.outbox, nowIso())
  const dueKeys = async () => (await running.outbox.due(nowIso(), 100)).map((row) => row.effect.key)

  beforeAll(async () => {
    running = await openSqliteStorage({ path, log: silentLog, nowIso })
    beside = openOutboxBeside(path)
  })
  afterAll(async () => {
    beside.close()
    await running.close()
    remove()
  })

  test('says so when nothing failed', async () => {
    expect(await run('list')).toEqual(['没有发不出去的消息。'])
    expect(await run('redrive', 'all')).toEqual(['没有要重发的。'])
  })

  test('lists order, chat, kind, state and reason, never what was said nor a phone number [P30]', async () => {
    const secret = aSend('GD-20260302-01:card:1', 'ops')
    if (secret.kind === 'send') secret.message.text = '请联系 13800138000 报价 5800 元'
    const document: Effect = { kind: 'document', key: 'doc:1', orderNumber: 'GD-7', documentNumber: 'D1', version: 1 }
    await running.book.commit(aCommit([], { effects: [secret, aSend('reply:9', 'desk'), document, aSend('GD-7:said', 'ops')] }))
    const rows = await running.outbox.due(nowIso(), 10)
    for (const { id, effect } of rows) {
      if (effect.key === 'GD-7:said') await running.outbox.record(id, { state: 'accepted', messageId: 'm1' })
      else if (effect.key === 'reply:9') await running.outbox.record(id, { state: 'unknown', reason: 'no answer' })
      else await running.outbox.record(id, { state: 'refused', reason: 'user 138 0013 8000 blocked 93006', retry: false })
    }
    const lines = await run('list')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^3　.+　订单 GD-7　无会话　单据归档　没发成（试了 1 次）　原因：user \*\*\* blocked 93006$/)
    expect(lines[1]).toMatch(/^2　.+　不属于订单　会话 desk　消息　没有回音（试了 1 次）　原因：no answer$/)
    expect(lines[2]).toMatch(/^1　.+　订单 GD-20260302-01　会话 ops　消息　没发成（试了 1 次）　原因：/)
    expect(lines.join()).not.toMatch(/8000|5800|请联系/)
  })

  test('sends one again, then all the others, and refuses what was delivered or is no number [P30]', async () => {
    expect(await run('redrive', '2')).toEqual([expect.stringContaining('已安排重发第 2 条')])
    expect(await dueKeys()).toEqual(['reply:9'])
    for (const id of ['2', '4', '99']) await expect(run('redrive', id)).rejects.toThrow(`第 ${id} 条不在没发成的里面`)
    for (const args of [[], ['redrive'], ['redrive', '1;2'], ['redrive', '1', '2'], ['drop']])
      await expect(run(...args)).rejects.toThrow('用法')
    expect(await run('redrive', 'all')).toEqual([expect.stringContaining('已安排重发 2 条')])
    expect(await dueKeys()).toEqual(['GD-20260302-01:card:1', 'reply:9', 'doc:1'])
    expect(await run('list')).toEqual(['没有发不出去的消息。'])
  })
})

test('the state of the process counts what failed, and a running product sends it again [P30]', async () => {
  const { folder, remove } = scratchFolder()
  const path = join(folder, 'gendan.db')
  const before = await openSqliteStorage({ path, log: silentLog, nowIso })
  await before.book.commit(aCommit([], { effects: [aSend('GD-1:card', 'nowhere')] }))
  await before.close()
  const product = await compose(
    { port: 0, host: '127.0.0.1', dataDir: folder, logLevel: 'silent', sandbox: true, flowFiles: [] },
    [],
  )
  const beside = openOutboxBeside(path)
  const stateOnceSent = async () => {
    for (;;) {
      const state = (await product.app.inject({ method: 'GET', url: '/healthz' })).json() as Record<string, unknown>
      if (state['undelivered'] === 0) return state
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  try {
    await product.start()
    expect(await stateOnceSent()).toMatchObject({ undelivered: 0, failed: 1 })
    const [first] = await beside.outbox.failed(1)
    expect(first).toMatchObject({ state: 'refused', reason: '没有这个会话：nowhere' })
    expect((await outboxCommand(['redrive', 'all'], beside.outbox, nowIso()))[0]).toContain('已安排重发 1 条')
    // Still nowhere: it was tried anew, and its failure is there to be seen again.
    expect(await stateOnceSent()).toMatchObject({ undelivered: 0, failed: 1 })
    expect(await beside.outbox.failed(1)).toMatchObject([{ id: first?.id, attempts: 1 }])
  } finally {
    beside.close()
    await product.stop()
    remove()
  }
})
