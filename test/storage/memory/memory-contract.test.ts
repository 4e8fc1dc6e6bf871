import { openMemoryStorage } from '../../../storage/memory/memory-storage'
import { channelMemoryContract } from '../../contract/channel-memory.contract'
import { chatLogContract } from '../../contract/chat-log.contract'
import { fileVaultContract } from '../../contract/file-vault.contract'
import { inboxOutboxContract } from '../../contract/inbox-outbox.contract'
import type { OpenEngine } from '../../contract/open-engine'
import { orderBookContract } from '../../contract/order-book.contract'
import { recordsContract } from '../../contract/records.contract'

const openMemory: OpenEngine = async (nowIso) => {
  const storage = openMemoryStorage({ nowIso })
  return { storage, end: () => storage.close() }
}

orderBookContract('memory', openMemory)
recordsContract('memory', openMemory)
inboxOutboxContract('memory', openMemory)
chatLogContract('memory', openMemory)
fileVaultContract('memory', openMemory)
channelMemoryContract('memory', openMemory)
