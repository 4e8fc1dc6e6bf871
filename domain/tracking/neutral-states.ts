/** Where a shipment is, whoever says so. */
export type TrackState =
  | 'created'
  | 'picked_up'
  | 'in_transit'
  | 'arrived_city'
  | 'out_for_delivery'
  | 'ready_for_pickup'
  | 'delivered'
  | 'exception'
  | 'returning'
  | 'returned'
  | 'cancelled'
  | 'customs'
  | 'unknown'

export type CourierService = 'kuaidi100' | 'kdniao'

/** How a state is said. */
export const STATE_WORDS: Record<TrackState, string> = {
  created: '已下单，待揽收',
  picked_up: '已揽收',
  in_transit: '运输途中',
  arrived_city: '已到目的地城市',
  out_for_delivery: '正在派送',
  ready_for_pickup: '已到站点/驿站，待自提',
  delivered: '物流显示已签收',
  exception: '途中有问题',
  returning: '正在退回',
  returned: '已退回发件人',
  cancelled: '运单已取消',
  customs: '清关中',
  unknown: '状态不明',
}

/** To whom a change is told: the groups; the salesperson first, before any customer; the salesperson alone; nobody. */
export const NEWS_OF: Record<TrackState, 'groups' | 'sales-first' | 'sales' | 'none'> = {
  created: 'none',
  picked_up: 'groups',
  in_transit: 'none',
  arrived_city: 'none',
  out_for_delivery: 'groups',
  ready_for_pickup: 'groups',
  delivered: 'groups',
  exception: 'sales-first',
  returning: 'groups',
  returned: 'groups',
  cancelled: 'sales',
  customs: 'groups',
  unknown: 'none',
}

const KUAIDI100: Record<string, TrackState> = {
  0: 'in_transit',
  1: 'picked_up',
  2: 'exception',
  3: 'delivered',
  4: 'returned',
  5: 'out_for_delivery',
  6: 'returning',
  7: 'in_transit',
  8: 'customs',
  10: 'customs',
  11: 'customs',
  12: 'customs',
  13: 'exception',
  14: 'returning',
  101: 'created',
  102: 'created',
  103: 'picked_up',
  1001: 'arrived_city',
  1002: 'in_transit',
  1003: 'in_transit',
  501: 'ready_for_pickup',
  301: 'delivered',
  302: 'delivered',
  303: 'delivered',
  304: 'delivered',
  401: 'cancelled',
}

const KDNIAO: Record<string, TrackState> = {
  1: 'picked_up',
  2: 'in_transit',
  3: 'delivered',
  4: 'exception',
  5: 'in_transit',
  6: 'customs',
  10: 'created',
  201: 'arrived_city',
  202: 'out_for_delivery',
  204: 'in_transit',
  205: 'in_transit',
  206: 'in_transit',
  211: 'ready_for_pickup',
  301: 'delivered',
  302: 'delivered',
  304: 'delivered',
  311: 'delivered',
  404: 'returning',
  407: 'returning',
  413: 'returning',
  406: 'returned',
  415: 'cancelled',
  601: 'customs',
  602: 'customs',
  603: 'customs',
  604: 'exception',
}
for (const code of [401, 402, 403, 405, 412, 414, 416, 417, 420, 421, 422, 423]) KDNIAO[String(code)] = 'exception'

/** Codes by which goods lie in a locker or at a station: for goods on pallets no arrival at the customer. */
const AT_STATION: Record<CourierService, Set<string>> = {
  kuaidi100: new Set(['501', '304']),
  kdniao: new Set(['211', '304', '311']),
}

const ADVANCED_TROUBLE = /^2\d\d$/

/**
 * The neutral state of a service's codes: the detailed one decides where it is known, else the main one. KDNiao's main state stays 4 once
 * something went wrong, so there the detail alone is true.
 */
export function neutralState(service: CourierService, main: string | undefined, detail?: string): TrackState {
  const table = service === 'kuaidi100' ? KUAIDI100 : KDNIAO
  for (const code of [detail, main]) {
    if (code === undefined || code === '') continue
    if (service === 'kuaidi100' && ADVANCED_TROUBLE.test(code)) return 'exception'
    const state = Object.hasOwn(table, code) ? table[code] : undefined
    if (state) return state
  }
  return 'unknown'
}

/** Signed for by a locker, a station or the gate: the receiver has not seen the goods yet. */
export const isAtStation = (service: CourierService, codes: (string | undefined)[]): boolean =>
  codes.some((code) => code !== undefined && AT_STATION[service].has(code))

export interface Step {
  state: TrackState
  /** A signature was taken back: a person must look at it. */
  takenBack?: boolean
}

/**
 * The state after a report. Late events never lead back from delivered or returned; goods that go back after a signature are put before a
 * person. What says nothing changes nothing.
 */
export function afterReport(before: TrackState | undefined, reported: TrackState): Step {
  if (before === undefined || before === 'unknown') return { state: reported }
  if (reported === 'unknown' || reported === before) return { state: before }
  if (before === 'delivered')
    return reported === 'returning' || reported === 'returned' ? { state: reported, takenBack: true } : { state: before }
  return before === 'returned' ? { state: before } : { state: reported }
}
