/** What a company may set beside its flow. Times are working time unless named otherwise. Source: defaults U1-U12 of the acceptance page. */
export interface Settings {
  /** U1: the sign-back roll-over counts working days. */
  rollOverWorkdaysOnly: boolean
  /** U2: the date of class A customers rolls over too, though production has begun. */
  rollOverClassA: boolean
  /** U3: the cut-off of the day of the sign-back, HH:mm; empty = end of business. */
  rollOverCutoff: string
  /** U4: production is asked to accept a date that rolled over; otherwise its own date stays. */
  productionFollowsRolledDate: boolean
  /** U7: finance signs for class A too before goods leave; otherwise it is informed. */
  classAWaitsForFinance: boolean
  /** U8: working time after the return from a trip within which an oral order is handed in in writing. */
  oralFollowUp: string
  /** U10: a photo in chat counts as a returned confirmation; otherwise the paper itself is asked for. */
  signBackByPhoto: boolean
  /** U12: an earlier date after the confirmation needs a new written date of production and makes the sheet void. */
  earlierDateVoidsSheet: boolean
  /** U5 and others: the time until the first reminder and between later ones, by step id, where it differs from the flow. */
  clocks: Record<string, { sla: string; again?: string }>
  /** U6: tolerances that are kept per line beside the quantity. */
  toleranceKinds: string[]
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
  /** Whether the deposit pays for the first goods that leave, or is kept for the last (AC-096). */
  depositCountsFor: 'first-part' | 'last-part'
  /** The largest rest that finance may write off alone, CNY, decimal string. */
  writeOffLimit: string
  /** So many minutes an answer can be taken back; 0 = never. */
  undoMinutes: number
  /**
   * Whether words and papers for customers wait as long: `auto` where the customer's chat lives on a real platform, so that they leave the
   * house; `always` in the sandbox too; `never`, then a correction follows.
   */
  undoHold: 'auto' | 'always' | 'never'
  /** Whether money owed is followed up at all. */
  dunning: boolean
  /** Reminders of levels 0 and 1 go out without a click; never for a new customer, never next to a long holiday. */
  dunningAutomatic: boolean
}

export const DEFAULT_SETTINGS: Settings = {
  rollOverWorkdaysOnly: true,
  rollOverClassA: false,
  rollOverCutoff: '',
  productionFollowsRolledDate: true,
  classAWaitsForFinance: false,
  oralFollowUp: '1d',
  signBackByPhoto: true,
  earlierDateVoidsSheet: true,
  clocks: {},
  toleranceKinds: ['尺寸', '长度', '宽度', '厚度', '克重', '重量'],
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
  depositCountsFor: 'last-part',
  writeOffLimit: '1.00',
  undoMinutes: 5,
  undoHold: 'auto',
  dunning: true,
  dunningAutomatic: false,
}
