import type { CarrierId } from '../tracking/carrier-table'
import type { CourierService } from '../tracking/neutral-states'
import type { TrackingReport } from '../tracking/report'

/** A waybill as a service is asked about it. */
export interface Waybill {
  /** Stored id of the carrier. */
  com: CarrierId
  number: string
  /** Last four digits of the sender's or receiver's phone, where the carrier wants them. */
  phone4?: string
}

type Events = Extract<TrackingReport, { kind: 'events' }>

/**
 * What a service answered. `rejected`: the service will say the same again until somebody puts it right, so the admin is told and nothing more
 * is asked: a wrong signature, a key that ran out, no balance. `busy`: no answer, or theirs is the fault; worth another try later.
 */
export type CourierAnswer =
  | { state: 'events'; report: Events }
  | { state: 'no-record' }
  | { state: 'wrong-phone' | 'needs-phone' }
  | { state: 'refused'; reason: string }
  | { state: 'limited'; reason: string }
  | { state: 'rejected'; why: 'signature' | 'balance' | 'key'; reason: string }
  | { state: 'busy'; reason: string }

/** What became of a wish to be told by itself. */
export type Subscription = { state: 'accepted' } | Exclude<CourierAnswer, { state: 'events' }>

/** One waybill of a push. */
export interface Pushed {
  number: string
  /** Our own id of the subscription, as it came back. */
  ownId?: string
  report: Events
}

/** What a call from outside was: pushed tracks with the words to answer once they are saved, or nothing of ours. */
export type PushRead = { state: 'genuine'; pushed: Pushed[]; answer: unknown } | { state: 'forged' } | { state: 'unreadable' }

/** A service that knows where waybills are. Calls never throw for what the service says. */
export interface Courier {
  readonly service: CourierService
  /** Whether it knows this carrier. */
  serves(com: CarrierId): boolean
  query(waybill: Waybill): Promise<CourierAnswer>
  /** Carriers the number may belong to, best first, by our ids; a hint, never the truth. Empty when the service cannot tell. */
  recognise(number: string): Promise<CarrierId[]>
  /** Wishes to be told of every change. `ownId` comes back with each push. Present only where pushes can arrive. */
  subscribe?(waybill: Waybill, ownId: string): Promise<Subscription>
  /** Reads a push: the signature first, then its content. `form` holds the decoded fields, `query` those of the address. */
  readPush(form: Record<string, string>, query: Record<string, string>, nowIso: string): PushRead
}
