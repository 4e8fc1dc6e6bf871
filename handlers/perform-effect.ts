import type { ChannelName, Directory } from '../domain/company'
import type { Effect } from '../domain/effect'
import type { Delivery } from '../domain/message'
import type { Channel } from '../domain/ports/channel'
import type { Outbox } from '../domain/ports/order-book'

export interface PerformDeps {
  channels: Map<ChannelName, Channel>
  outbox: Outbox
  directory(): Promise<Directory>
  saveCustomer(effect: Extract<Effect, { kind: 'save-customer' }>): Promise<void>
  /** Builds and files a document; gives its key in the vault. */
  fileDocument(effect: Extract<Effect, { kind: 'document' }>): Promise<string>
  /** Whether the order has dropped this effect. */
  isDropped(orderNumber: string, effectKey: string): Promise<boolean>
  /** Asks a courier to follow the waybill; resolves at once where none is configured. */
  track(effect: Extract<Effect, { kind: 'track' }>): Promise<void>
}

/** Performs one effect through its port and tells what became of it. Knows no rule. */
export function performEffect(deps: PerformDeps): (effect: Effect) => Promise<Delivery> {
  const channelOf = async (chatId: string): Promise<Channel | undefined> => {
    const directory = await deps.directory()
    return deps.channels.get(directory.chats.find((c) => c.id === chatId)?.channel ?? 'sandbox')
  }
  return async (effect) => {
    // Taken back while it waited: it counts as done, and nobody hears of it.
    if ('held' in effect && effect.held && (await deps.isDropped(effect.held.orderNumber, effect.key)))
      return { state: 'accepted', messageId: '' }
    switch (effect.kind) {
      case 'send': {
        const channel = await channelOf(effect.message.chatId)
        return channel ? channel.send(effect.key, effect.message) : { state: 'refused', reason: '没有可用的通道', retry: false }
      }
      case 'update': {
        const channel = await channelOf(effect.message.chatId)
        const target = await deps.outbox.messageOf(effect.targetKey)
        if (!channel) return { state: 'refused', reason: '没有可用的通道', retry: false }
        // The card itself is not out yet: it waits before this one in the same chat, so a later try finds it.
        if (!target) return { state: 'refused', reason: '原卡片尚未送达', retry: true }
        return channel.update(effect.key, target.messageId, { ...effect.message, chatId: target.chatId }, effect.quiet ?? false)
      }
      case 'document':
        return { state: 'accepted', messageId: await deps.fileDocument(effect) }
      case 'save-customer':
        await deps.saveCustomer(effect)
        return { state: 'accepted', messageId: '' }
      case 'track':
        await deps.track(effect)
        return { state: 'accepted', messageId: '' }
    }
  }
}
