import { channelMemoryContract } from '../../contract/channel-memory.contract'
import { chatLogContract } from '../../contract/chat-log.contract'
import { fileVaultContract } from '../../contract/file-vault.contract'
import { inboxOutboxContract } from '../../contract/inbox-outbox.contract'
import { orderBookContract } from '../../contract/order-book.contract'
import { recordsContract } from '../../contract/records.contract'
import { retentionContract } from '../../contract/retention.contract'
import { openMongo, withMongo } from '../../support/real-servers'

withMongo(() => {
  orderBookContract('MongoDB', openMongo)
  recordsContract('MongoDB', openMongo)
  inboxOutboxContract('MongoDB', openMongo)
  chatLogContract('MongoDB', openMongo)
  fileVaultContract('MongoDB', openMongo)
  channelMemoryContract('MongoDB', openMongo)
  retentionContract('MongoDB', openMongo)
})
