import { writeSync } from 'node:fs'
import { openSqliteStorage } from '../../../storage/sqlite/open-sqlite-storage'
import { aCommit, anInbound, anOrder, birthOf } from '../../support/build-order'
import { fakeClock, silentLog } from '../../support/fake-clock'

/** Child of the durability test: creates orders without end, and names each one as soon as its write was acknowledged. */
async function main(path: string): Promise<void> {
  const storage = await openSqliteStorage({ path, log: silentLog, nowIso: fakeClock().nowIso })
  const first = await storage.book.highestSerial('GD-20260302-')
  for (let serial = first + 1; ; serial += 1) {
    const number = `GD-20260302-${String(serial).padStart(5, '0')}`
    await Promise.all([
      storage.inbox.accept(anInbound(`in-${number}`)),
      storage.book.commit(aCommit([birthOf(anOrder({ number }))])),
    ])
    writeSync(1, `${number}\n`)
  }
}

void main(process.argv[2] ?? '')
