import type { CourierService, TrackState } from '../tracking/neutral-states'

/** What is known of a waybill on its way. Instants ISO. */
export interface ShipmentTracking {
  state: TrackState
  service?: CourierService
  /** The service's codes of the newest state. */
  raw?: string
  /** Followed since; begins anew when number, carrier or phone were put right. */
  since: string
  /** Last look or push. */
  lookedAt?: string
  /** When something last moved. */
  changedAt: string
  /** Looks in a row that got no answer. */
  failures?: number
  subscribed?: boolean
  deliveredAt?: string
  signedBy?: string
  /** Signed for by a locker or station: not at the receiver yet. */
  atStation?: boolean
  lookedAfterDelivery?: boolean
  /** Ended or went silent without a signature: somebody must look after it (AC-097). */
  lost?: { why: LostWhy; since: string }
  /** The service asks for the last four digits of a phone: still to be asked, or people follow by themselves. */
  tail?: 'missing' | 'people'
  /** States that were told. */
  told: TrackState[]
}
export type LostWhy = 'no-record' | 'silent' | 'aborted' | 'taken-back' | 'refused'

/** A waybill, line or lorry as it was said. */
export interface SpokenWaybill {
  /** "" for a lorry of one's own. */
  number: string
  /** As it is shown: 顺丰速运, 义乌专线, 自有车辆. */
  carrier: string
  com?: string
  packages?: string
  plate?: string
  driverPhone?: string
  /** Why a person should look at it first, in words. */
  doubts: string[]
  /** The message that it was read in: it may say that only part of the goods left. */
  words?: string
}

/** A waybill read in a chat that waits for a person's yes. */
export interface WaybillProposal extends SpokenWaybill {
  id: string
  /** Who is asked: whoever said it, or those who may say that goods left. */
  askIds: string[]
  byId: string
  at: string
  chatId?: string
  messageId?: string
}
