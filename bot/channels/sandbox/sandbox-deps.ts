import type { Directory } from '../../../domain/company'
import type { OrderView } from '../../../domain/order/order-view-shape'
import type { ChatLog } from '../../../domain/ports/chat-log'
import type { FileVault } from '../../../domain/ports/file-vault'
import type { NewId } from '../../../domain/ports/ids'
import type { Log } from '../../../domain/ports/log'
import type { SandboxChannel } from './sandbox-channel'
import type { World } from './world-shape'

/** One thing that waits for a person. */
export interface TodoItem {
  orderNumber: string
  title: string
  /** ISO instants. */
  since?: string
  dueAt?: string
  chatId?: string
  messageId?: string
}

export type MayPress = 'ok' | { refused: 'gone' | 'forbidden'; message: string }

/** What the sandbox API needs of the rest of the house, as plain functions. */
export interface SandboxApiDeps {
  channel: SandboxChannel
  chatLog: ChatLog
  vault: FileVault
  /** The company as it stands; `now` may be left out, the API adds it. */
  readWorld(): Promise<World>
  /** Replaces people, chats, customers, products, orders, timers and the chat log, and starts the clock at `world.now`. */
  replaceWorld(world: World): Promise<void>
  directory(): Promise<Directory>
  orderView(number: string): Promise<OrderView | undefined>
  orderViews(filter: { customer?: string; status?: string; step?: string }): Promise<OrderView[]>
  mayPress(input: { promptId: string; actionId: string; personId: string }): Promise<MayPress>
  /** True once nothing is in flight, false when the time ran out first. */
  settle(timeoutMs: number): Promise<boolean>
  /** Null where the clock cannot be moved (cluster mode): then `/clock` answers 409. */
  clock: { nowIso(): string; advanceTo(iso: string): Promise<void> } | null
  /** The next moment the company opens, by its calendar; the page offers to go there. */
  nextOpening?(): string | undefined | Promise<string | undefined>
  /** While a real channel is connected, the world is not replaced from here. */
  realChannelConfigured: boolean
  /** Titles of the flows and their steps, for the page; worlds may name only these flows. */
  flowWords(): { id: string; title: string; steps: { id: string; title: string }[] }[]
  /** Titles of document kinds, by the id that order views carry. */
  documentWords?(): Record<string, string>
  todo?(personId: string): Promise<TodoItem[]>
  /** True unless HOST opens the sandbox to other machines. */
  loopbackOnly: boolean
  newId: NewId
  log: Log
}
