import { join } from 'node:path'
import { openSqliteStorage } from '../../../storage/sqlite/open-sqlite-storage'
import { type OpenEngine, scratchFolder } from '../../contract/open-engine'
import { orderBookContract } from '../../contract/order-book.contract'
import { silentLog } from '../../support/fake-clock'

const openSqlite: OpenEngine = async (nowIso) => {
  const { folder, remove } = scratchFolder()
  const storage = await openSqliteStorage({ path: join(folder, 'gendan.db'), log: silentLog, nowIso })
  return {
    storage,
    async end() {
      await storage.close()
      remove()
    },
  }
}

orderBookContract('SQLite', openSqlite)
