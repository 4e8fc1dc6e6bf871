import type { Clock } from '../../../domain/ports/clock'
import type { FileVault } from '../../../domain/ports/file-vault'
import type { Log } from '../../../domain/ports/log'
import type { TokenStore } from './access-token'
import type { BotLease, SocketTimes } from './aibot-socket'
import type { Identities } from './identities'
import type { SendTimes } from './send-limits'
import type { SentLog } from './sent-log'
import type { WallClock } from './wall-clock'
import type { WecomSettings } from './wecom-settings'

/** Something that people must look at. `text` is Chinese and holds no secret. */
export interface WecomAlert {
  code: 'kicked' | 'refused' | 'admin' | 'group-lost' | 'member-lost' | 'gap' | 'nudge-failed'
  text: string
  chatId?: string
}

/** What the WeCom channel needs of the rest of the house. Everything optional has a working default for one process. */
export interface WecomDeps {
  settings: WecomSettings
  identities: Identities
  vault: Pick<FileVault, 'put' | 'get'>
  /** The product's clock: stamps what comes in. */
  clock: Clock
  log: Log
  /** Keep it on disk: cards sent before a restart must still be changed and recognised. Default: in memory. */
  sent?: SentLog
  /** Default: in memory. Share it where several processes use one app. */
  tokens?: TokenStore
  /** Default: forgotten at a restart. */
  sendTimes?: SendTimes
  /** Needed where several processes may run: one connection per bot. Default: this process is the only one. */
  lease?: BotLease
  onAlert?(alert: WecomAlert): void
  /** Finds our people and chats by id or name, for the admin's commands 绑定人员 and 绑定群. Without it these commands are off. */
  binding?: {
    personNamed(nameOrId: string): Promise<string | undefined>
    chatNamed(nameOrId: string): Promise<string | undefined>
    /** Everybody and every group there is, to tell what is not bound yet. */
    all(): Promise<{ people: { id: string; name: string }[]; groups: { id: string; name: string }[] }>
  }
  /** The private chat of a person; it may be made at that moment. Without it private messages need a bound chat. */
  directChat?(personId: string): Promise<string | undefined>
  /** Default: the real time. */
  wall?: WallClock
  /** For tests. */
  times?: Partial<
    SocketTimes & { httpMs: number; passiveMs: number; clickMs: number; mediaMs: number; answerMs: number; apiPauseMs: number }
  >
}
