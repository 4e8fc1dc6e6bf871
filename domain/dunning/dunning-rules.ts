/** The figures of dunning, as a manager may read them. */
export const DUNNING_RULES = {
  /** Calendar days after the due date that pass without a word. */
  graceDays: { key: 7, A: 5, B: 3, C: 0 },
  /** The level that so many days past grace deserve. */
  levelFrom: [
    { level: 5, days: 61 },
    { level: 4, days: 31 },
    { level: 3, days: 16 },
    { level: 2, days: 8 },
    { level: 1, days: 1 },
  ],
  sendAt: '09:30',
  preDueWorkdays: 3,
  gapDays: 7,
  /** The same level again after so many days; level 5 never. */
  repeatDays: { 1: 7, 2: 7, 3: 15, 4: 30 } as Record<number, number>,
  cap: { notices: 4, days: 30 },
  /** What is open up to this is settled; promises are kept within it. */
  tolerance: '1.00',
  /** Below this in all: no notice, no hold. */
  minimumTotal: '100.00',
  promiseDays: 30,
  /** After so many broken promises a further one needs approval, and new goods wait. */
  brokenPromises: 2,
  /** Shipping by days past grace. */
  shipFrom: [
    { verdict: 'blocked', days: 31 },
    { verdict: 'approval', days: 16 },
    { verdict: 'warn', days: 1 },
  ],
  /** Shipping by the share of the credit limit that is used, the new goods included. */
  exposureOver: [
    { verdict: 'blocked', share: '1.2' },
    { verdict: 'approval', share: '1.1' },
    { verdict: 'warn', share: '1' },
  ],
} as const
