import type { ChatLog, LoggedMessage } from '../../domain/ports/chat-log'
import type { FileVault } from '../../domain/ports/file-vault'
import { refOf, refuseLarge, sha256Of } from '../file-store'
import { copy } from './memory-state'

export function createMemoryFileVault(): FileVault {
  const files = new Map<string, { bytes: Uint8Array; mimeType: string; name: string; sha256: string }>()
  return {
    async put(bytes, mimeType, name) {
      refuseLarge(bytes)
      const sha256 = await sha256Of(bytes)
      const ref = refOf(sha256, mimeType, name)
      files.set(ref, { bytes: bytes.slice(), mimeType, name, sha256 })
      return { ref, sha256, sizeBytes: bytes.byteLength }
    },
    get: async (ref) => copy(files.get(ref)),
  }
}

const seqOf = (id: string): number => Number(id.slice(1))

export function createMemoryChatLog(): ChatLog {
  const byId = new Map<string, LoggedMessage>()
  const idOfKey = new Map<string, string>()
  let serial = 0
  return {
    async append(key, message) {
      const known = byId.get(idOfKey.get(key) ?? '')
      if (known) return copy(known)
      serial += 1
      const said = copy({ id: `m${serial}`, ...message })
      byId.set(said.id, said)
      idOfKey.set(key, said.id)
      return copy(said)
    },
    async replace(messageId, change) {
      const stored = byId.get(messageId)
      if (!stored) return undefined
      byId.set(messageId, copy({ ...stored, ...change }))
      return copy(byId.get(messageId))
    },
    get: async (messageId) => copy(byId.get(messageId)),
    list: async (chatId, after) =>
      copy([...byId.values()].filter((message) => message.chatId === chatId && (!after || seqOf(message.id) > seqOf(after)))),
    async clear() {
      byId.clear()
      idOfKey.clear()
    },
  }
}
