import { join } from 'node:path'
import { evolve } from '../../../domain/order/evolve-order'
import { copyCompany } from '../../../storage/copy/copy-company'
import { mongoTables } from '../../../storage/copy/mongo-tables'
import { sqliteTables } from '../../../storage/copy/sqlite-tables'
import { type CompanyTables, TABLES, type Row } from '../../../storage/copy/tables'
import { openMongoStorage } from '../../../storage/mongo/open-mongo-storage'
import { openDatabase } from '../../../storage/sqlite/open-database'
import { openSqliteStorage } from '../../../storage/sqlite/open-sqlite-storage'
import { verify } from '../../../storage/verify'
import { scratchFolder } from '../../contract/open-engine'
import {
  aCommit,
  anInbound,
  anOpenStep,
  anOrder,
  aPrompt,
  aRecordWrite,
  aSend,
  aTimer,
  birthOf,
  changeOf,
  evolveTold,
  NOON,
} from '../../support/build-order'
import { silentLog } from '../../support/fake-clock'
import { freshMongoUrl, withMongo } from '../../support/real-servers'

const nowIso = (): string => NOON

/** A company in the middle of its day: orders with logs, things handled and not, sent and not, files, a chat, notes. */
async function fill(path: string): Promise<void> {
  const storage = await openSqliteStorage({ path, log: silentLog, nowIso })
  await storage.master.replaceWorld({
    company: { name: '纸厂', timezone: 'Asia/Shanghai', flow: 'paper-mill', workingHours: { start: '09:00', end: '18:00' } },
    people: [{ id: 'li', name: '李雷', roles: ['sales'] }],
    chats: [],
    customers: [{ id: 'c1', code: 'CG', name: '晨光', salesId: 'li' }],
    products: [],
    shops: [],
  })
  for (let i = 1; i <= 30; i += 1) {
    const number = `GD-20260302-${String(i).padStart(2, '0')}`
    const order = anOrder({
      number,
      steps: { approve: anOpenStep() },
      prompts: [aPrompt(`p${i}`)],
      timers: [aTimer(`t${i}`, '2026-03-03T01:00:00Z')],
    })
    await storage.inbox.accept(anInbound(`in${i}`))
    await storage.book.commit(aCommit([birthOf(order)], { inboundId: `in${i}`, effects: [aSend(`e${i}`, `chat${i % 3}`)] }))
    const next = { ...order, status: '待审批' }
    await storage.book.commit(
      aCommit([changeOf(next, 1, { type: 'StatusSet', status: '待审批' }, { type: 'Noted', text: '好', inner: true })]),
    )
  }
  const timers = [{ key: 'next', dueAt: '2026-03-03T02:00:00Z' }]
  await storage.book.commit(aCommit([], { records: [aRecordWrite('account:c1', 0), aRecordWrite('desk:li', 0)] }))
  await storage.book.commit(
    aCommit([], { records: [aRecordWrite('account:c1', 1, { timers, lookups: ['prompt:x'], owes: '8.00' })] }),
  )
  await storage.inbox.accept(anInbound('waiting'))
  for (const row of await storage.outbox.due(NOON, 10))
    await storage.outbox.record(row.id, { state: 'accepted', messageId: `m${row.id}` })
  await storage.vault.put(new TextEncoder().encode('合同'), 'text/plain', '合同.txt')
  await storage.chatLog.append('k', { chatId: 'a', fromId: 'li', at: NOON, text: '你好', mentions: [], attachments: [] })
  await storage.notes.write('clock-offset-ms', '42')
  await storage.channelMemory.write('wecom.sent', { key: 'a', topic: 't', value: 'v' })
  await storage.close()
}

async function everything(tables: CompanyTables): Promise<Record<string, Row[]>> {
  const all: Record<string, Row[]> = {}
  for (const table of TABLES) {
    const rows: Row[] = []
    let cursor: string | undefined = ''
    while (cursor !== undefined) {
      const page: { rows: Row[]; next?: string } = await tables.page(table, cursor, 7)
      rows.push(...page.rows)
      cursor = page.next
    }
    const keyOf = (row: Row): string => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    // Events of handled things have no place of their own any more.
    all[table] = rows.map((row) => (table === 'inbox' && row['handled'] === 1 ? { ...row, inbound: null } : row))
    all[table]?.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  }
  return all
}

withMongo(() => {
  test('a company moves to MongoDB and back unchanged, also when the copy is broken off in the middle', async () => {
    const there = scratchFolder()
    const back = scratchFolder()
    const source = join(there.folder, 'gendan.db')
    await fill(source)
    const mongo = await openMongoStorage({ url: freshMongoUrl(), log: silentLog, nowIso, migrate: true })
    const first = openDatabase(source)
    const [embedded, cluster] = [sqliteTables(first), mongoTables(mongo.models)]
    const brokenOff = copyCompany(embedded, cluster, ({ table }) => {
      if (table === 'orders') throw new Error('the power went')
    })
    await expect(brokenOff).rejects.toThrow('the power went')
    const copied = await copyCompany(embedded, cluster, () => undefined)
    expect(Object.fromEntries(copied.map(({ table, count }) => [table, count]))).toMatchObject({
      orders: 30,
      events: 90,
      records: 2,
      recordEvents: 3,
      inbox: 31,
      outbox: 30,
      files: 1,
      chatlog: 1,
      notes: 1,
      memory: 1,
    })
    const original = await everything(embedded)
    expect(await everything(cluster)).toEqual(original)
    expect(await verify(mongo, evolve, evolveTold)).toEqual([])
    expect(await mongo.outbox.undone()).toBe(20)
    expect((await mongo.inbox.pending(5)).map((i) => i.id)).toEqual(['waiting'])
    expect(await mongo.timers.due('2026-03-04T00:00:00Z', 50)).toHaveLength(31)
    expect(await mongo.book.highestSerial('GD-20260302-')).toBe(30)
    // Life goes on there: known births and events are recognised, new rows come after the old ones.
    expect(await mongo.book.commit(aCommit([birthOf(anOrder({ number: 'X-1', birthKey: 'birth-of-GD-20260302-07' }))]))).toBe(
      'repeat',
    )
    expect(await mongo.inbox.accept(anInbound('in5'))).toBe('repeat')
    const changed = { ...anOrder({ number: 'GD-20260302-07' }), status: '已改' }
    expect(
      await mongo.book.commit(
        aCommit([changeOf(changed, 2, { type: 'StatusSet', status: '已改' })], { effects: [aSend('later', 'chat0')] }),
      ),
    ).toBe('committed')
    const rows = await mongo.outbox.due(NOON, 100)
    expect(rows.at(-1)?.effect.key).toBe('later')
    expect((await mongo.book.loadEvents('GD-20260302-07')).map((e) => e.seq)).toEqual([1, 2, 3, 4])
    expect(await mongo.book.commit(aCommit([], { records: [aRecordWrite('account:c1', 0)] }))).toBe('conflict')
    expect(await mongo.book.commit(aCommit([], { records: [aRecordWrite('account:c1', 2, { lookups: ['prompt:y'] })] }))).toBe(
      'committed',
    )
    expect((await mongo.book.loadRecordEvents('account:c1')).map((e) => e.seq)).toEqual([1, 2, 3])

    const target = openDatabase(join(back.folder, 'gendan.db'))
    await copyCompany(cluster, sqliteTables(target), () => undefined)
    expect(await everything(sqliteTables(target))).toEqual(await everything(cluster))
    target.close()
    const embeddedAgain = await openSqliteStorage({ path: join(back.folder, 'gendan.db'), log: silentLog, nowIso })
    expect((await embeddedAgain.book.load('GD-20260302-07'))?.order.status).toBe('已改')
    expect(await embeddedAgain.timers.due('2026-03-04T00:00:00Z', 50)).toHaveLength(29)
    expect((await embeddedAgain.book.findRecords('prompt:y')).map(({ record, version }) => [record.id, version])).toEqual([
      ['account:c1', 3],
    ])
    const proved = await verify(embeddedAgain, evolve, evolveTold)
    expect(proved.filter(({ owner }) => owner !== 'GD-20260302-07')).toEqual([])
    const [file] = (await everything(cluster))['files'] ?? []
    expect(Buffer.from((await embeddedAgain.vault.get(String(file?.['ref'])))?.bytes ?? []).toString()).toBe('合同')
    await embeddedAgain.close()
    first.close()
    await mongo.close()
    there.remove()
    back.remove()
  })
})
