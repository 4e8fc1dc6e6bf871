/** What a company may set beside its flow. Times are working time unless named otherwise. Source: defaults U1-U12 of the acceptance page. */
export interface Settings {
  /** U1: the sign-back roll-over counts working days. */
  rollOverWorkdaysOnly: boolean
  /** AC-046: the roll-over also waits for the deposit. */
  rollOverWaitsForDeposit: boolean
  /** Promise told to the requester on intake until the confirmation sheet or an answer. */
  estimate: string
  /** Hour at which the daily production report is asked for. */
  dailyReportAt: string
  /** After which working time a department's own status counts as stale (AC-101). */
  staleAfter: string
  /** Due time of a paper that may follow later. */
  debtDue: string
  /** Working time per hop of the price doubt chain. */
  doubtHop: string
  /** Price may differ by this share when a product names no tolerance. */
  priceTolerance: string
  /** The same person may not approve what they wrote (U11). */
  approverMayNotBeAuthor: boolean
  /** Told to a customer who ordered without a date: how long goods usually travel. */
  usualDelivery: string
  /** 催一下: at most once in this many minutes an order. */
  nudgeEveryMinutes: number
}

export const DEFAULT_SETTINGS: Settings = {
  rollOverWorkdaysOnly: true,
  rollOverWaitsForDeposit: true,
  estimate: '4h',
  dailyReportAt: '17:00',
  staleAfter: '1d',
  debtDue: '1d',
  doubtHop: '2h',
  priceTolerance: '0',
  approverMayNotBeAuthor: true,
  nudgeEveryMinutes: 60,
  usualDelivery: '3天内',
}
