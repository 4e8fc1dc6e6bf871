import type { Log } from '../../../domain/ports/log'
import type { AppApi } from './app-api'
import type { BotOutlet } from './bot-outlet'
import type { Identities } from './identities'
import type { SendLimits } from './send-limits'
import type { SentLog } from './sent-log'
import type { WallClock } from './wall-clock'
import type { WebhookRobot } from './webhook-robot'
import type { WecomAlert, WecomDeps } from './wecom-deps'

/** Everything that speaks to the platform, as far as it is set. */
export interface Outlets {
  bot?: BotOutlet
  app?: AppApi
  /** The app can hear presses; without that the platform refuses its button cards. */
  appHears: boolean
  /** By our chat id. */
  robots: ReadonlyMap<string, WebhookRobot>
}

/** What the sending side shares. */
export interface Sending {
  outlets: Outlets
  identities: Identities
  vault: WecomDeps['vault']
  sent: SentLog
  limits: SendLimits
  wall: WallClock
  clock: WecomDeps['clock']
  log: Log
  cardUrl: string
  alert(alert: WecomAlert): void
  /** Groups that the bot is not in any more, with the time this was noticed. */
  lostGroups: Map<string, number>
}
