import type { CarrierId } from './carrier-table'
import type { CourierService, TrackState } from './neutral-states'

/** One line of a carrier's track. */
export interface TrackEvent {
  /** ISO instant; carriers tell Beijing time without a zone. */
  at: string
  status: TrackState
  /** The service's own codes, main/detail. */
  raw: string
  text: string
  place?: string
}

/** What a look or a push told of one waybill. */
export type TrackingReport =
  | {
      kind: 'events'
      service: CourierService
      /** Set when the service corrected the carrier. */
      com?: CarrierId
      state: TrackState
      raw: string
      /** Lies in a locker or at a station. */
      atStation: boolean
      /** Oldest first. */
      events: TrackEvent[]
      /** The service follows no longer: nothing was found in three days, or nothing moved in sixty. */
      ended?: 'no-record' | 'no-change'
      /** Expected day YYYY-MM-DD, where told. */
      eta?: string
      signedBy?: string
      /** Came by itself. */
      pushed?: boolean
    }
  | {
      kind: 'trouble'
      trouble: 'no-record' | 'wrong-phone' | 'needs-phone' | 'refused' | 'later' | 'unreachable' | 'stopped'
      /** For `later`: no look before this instant. */
      until?: string
    }
  | { kind: 'subscribed'; service: CourierService }
