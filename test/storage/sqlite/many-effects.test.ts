import { join } from 'node:path'
import type { Effect } from '../../../domain/effect'
import { openSqliteStorage } from '../../../storage/sqlite/open-sqlite-storage'
import { scratchFolder } from '../../contract/open-engine'
import { fakeClock, silentLog } from '../../support/fake-clock'

const send = (key: string, text: string): Effect => ({
  kind: 'send',
  key,
  urgency: 'must',
  message: { chatId: 'ops', text, mentions: [] },
})

test('a command with many effects leaves each once, in order, and the first wish for a key holds', async () => {
  const { folder, remove } = scratchFolder()
  const { nowIso } = fakeClock()
  const storage = await openSqliteStorage({ path: join(folder, 'gendan.db'), log: silentLog, nowIso })
  const wishes = Array.from({ length: 21 }, (_, i) => send(`k${i}`, '请审批'.repeat(i * 40)))
  expect(await storage.book.commit({ orders: [], effects: [send('k3', '先前')] })).toBe('committed')
  expect(await storage.book.commit({ orders: [], effects: [...wishes, send('k5', '又一次')] })).toBe('committed')
  const expected = [send('k3', '先前'), ...wishes.filter((wish) => wish.key !== 'k3')]
  const found: Effect[] = []
  for (;;) {
    const rows = await storage.outbox.due(nowIso(), 100)
    if (rows.length === 0) break
    for (const row of rows) {
      found.push(row.effect)
      await storage.outbox.record(row.id, { state: 'accepted', messageId: `m${row.id}` })
    }
  }
  expect(found).toEqual(expected)
  await storage.close()
  remove()
})
