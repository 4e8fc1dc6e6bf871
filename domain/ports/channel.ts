import type { ChannelName } from '../company'
import type { Delivery, Inbound, Outbound } from '../message'

/** What one chat on one platform can do; probed per chat where the platform differs per chat. */
export interface Abilities {
  buttons: boolean
  forms: boolean
  edit: boolean
  files: boolean
  push: boolean
}

/** Hands an inbound event in. Resolves once it is on disk; only then may the platform be answered. */
export type Receive = (inbound: Inbound) => Promise<'new' | 'repeat'>

/** One platform. `send` and `update` never throw for a platform's refusal: they tell what became of the message. */
export interface Channel {
  readonly name: ChannelName
  can(chatId: string): Promise<Abilities>
  start(receive: Receive): Promise<void>
  stop(): Promise<void>
  /** `key` recognises a repeat on platforms that offer it. */
  send(key: string, message: Outbound): Promise<Delivery>
  /** Replaces the content of a sent message; where that is impossible it is said anew, unless `quiet`. */
  update(key: string, messageId: string, message: Outbound, quiet?: boolean): Promise<Delivery>
}
