import { join } from 'node:path'
import { openSqliteStorage } from '../../../storage/sqlite/open-sqlite-storage'
import { type OpenEngine, scratchFolder } from '../../contract/open-engine'
import { channelMemoryContract } from '../../contract/channel-memory.contract'
import { chatLogContract } from '../../contract/chat-log.contract'
import { fileVaultContract } from '../../contract/file-vault.contract'
import { inboxOutboxContract } from '../../contract/inbox-outbox.contract'
import { orderBookContract } from '../../contract/order-book.contract'
import { recordsContract } from '../../contract/records.contract'
import { retentionContract } from '../../contract/retention.contract'
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
recordsContract('SQLite', openSqlite)
inboxOutboxContract('SQLite', openSqlite)
chatLogContract('SQLite', openSqlite)
fileVaultContract('SQLite', openSqlite)
channelMemoryContract('SQLite', openSqlite)
retentionContract('SQLite', openSqlite)
