import type { Account } from './dunning/account'
import type { Directory } from './company'
import type { Evidence } from './evidence'
import type { Flow } from './flow/flow'
import type { PastPrice } from './order/order'
import type { Settings } from './settings'
import type { LaneRecord } from './tracking/lane-record'
import type { CourierService } from './tracking/neutral-states'
import type { WorkClock } from './work-clock'

/** Everything a rule may know beside the order: handed in, never reached for. */
export interface Facts {
  /** ISO instant with offset of the company's zone. */
  now: string
  /** The person who acts, or "bot" for timers and deliveries. */
  actorId: string
  /** Where the words came from; empty for timers. */
  evidence: Evidence
  directory: Directory
  settings: Settings
  clock: WorkClock
  /** The flow that a new order of this customer follows, or the frozen version that a running order keeps. */
  flow(id: string, version?: number): Flow
  /** Prices of the customer's earlier orders, newest first. */
  pastPrices: PastPrice[]
  newId(): string
  /** The receivables of the order's customer, where goods are about to leave. */
  account?: Account
  /** How long goods took on the order's lane before, where goods are about to leave. */
  lane?: LaneRecord
  /** Services that follow waybills by themselves; none = people are asked. */
  couriers?: readonly CourierService[]
}
