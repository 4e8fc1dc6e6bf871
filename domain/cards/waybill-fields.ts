import { waybillWords } from '../order/follow-shipment'
import type { Order, Shipment } from '../order/order'
import { STATE_WORDS } from '../tracking/neutral-states'
import { maskPhones, TRACK_SAY } from '../wording/tracking'
import type { CardField } from './card'

const stateOf = (s: Shipment): string => {
  if (s.receivedAt) return '（已签收）'
  if (s.arrivedAt) return '（已到货，待签收）'
  return s.tracking ? `（${STATE_WORDS[s.tracking.state]}）` : ''
}

/** Blocks of cards about goods on their way: the waybills, those still to be checked, those that were lost. */
export const WAYBILL_BLOCKS: Record<string, (order: Order) => CardField[]> = {
  shipment: (o) =>
    o.shipments.flatMap((s) => {
      const value = `${maskPhones(waybillWords(s))}${s.packages ? ` ${s.packages}件` : ''}${stateOf(s)}`
      return [{ id: `shipment.${s.id}`, label: '运单', value }]
    }),
  /** Waybills read in a chat, with what is doubtful about each. */
  proposedWaybills: (o) =>
    (o.proposals ?? []).flatMap((p) => [
      {
        id: `proposal.${p.id}`,
        label: '读到的运单',
        value: [p.carrier, p.number || p.plate, p.packages ? `${p.packages}件` : ''].filter(Boolean).join(' '),
      },
      ...(p.doubts.length > 0 ? [{ id: `doubt.${p.id}`, label: '要核对', value: `${p.doubts.join('；')} ⚠` }] : []),
    ]),
  lostWaybills: (o) =>
    o.shipments.flatMap((s) =>
      s.tracking?.lost && !s.arrivedAt
        ? [{ id: `lost.${s.id}`, label: '情况', value: `${waybillWords(s)}：${TRACK_SAY.lost(s.tracking.lost.why)}` }]
        : [],
    ),
}
