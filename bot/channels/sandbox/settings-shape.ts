import { z } from 'zod'
import type { Settings } from '../../../domain/settings'

const duration = z.string().regex(/^\d{1,3}[mhd]$/, '时长写成 30m、4h 或 1d')
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, '时间写成 17:00 这样')

/** The settings a company may change in its file, each by name. */
export const settingsShape = z.strictObject({
  rollOverWorkdaysOnly: z.boolean().exactOptional(),
  rollOverClassA: z.boolean().exactOptional(),
  rollOverCutoff: z.union([z.literal(''), time]).exactOptional(),
  productionFollowsRolledDate: z.boolean().exactOptional(),
  classAWaitsForFinance: z.boolean().exactOptional(),
  oralFollowUp: duration.exactOptional(),
  signBackByPhoto: z.boolean().exactOptional(),
  earlierDateVoidsSheet: z.boolean().exactOptional(),
  clocks: z.record(z.string().max(40), z.strictObject({ sla: duration, again: duration.exactOptional() })).exactOptional(),
  toleranceKinds: z.array(z.string().trim().min(1).max(10)).max(20).exactOptional(),
  rollOverWaitsForDeposit: z.boolean().exactOptional(),
  estimate: duration.exactOptional(),
  dailyReportAt: time.exactOptional(),
  staleAfter: duration.exactOptional(),
  debtDue: duration.exactOptional(),
  doubtHop: duration.exactOptional(),
  priceTolerance: z
    .string()
    .regex(/^(?:0(?:\.\d{1,4})?|1)$/, '写成 0 到 1 之间的小数，例如 "0.02"')
    .exactOptional(),
  approverMayNotBeAuthor: z.boolean().exactOptional(),
  usualDelivery: z.string().trim().min(1).max(20).exactOptional(),
  depositCountsFor: z.enum(['first-part', 'last-part']).exactOptional(),
  writeOffLimit: z
    .string()
    .regex(/^\d{1,9}(?:\.\d{1,2})?$/, '写成金额，例如 "1.00"')
    .exactOptional(),
  undoHold: z.enum(['auto', 'always', 'never']).exactOptional(),
  undoMinutes: z.int().min(0).max(120).exactOptional(),
  dunning: z.boolean().exactOptional(),
  dunningAutomatic: z.boolean().exactOptional(),
  nudgeEveryMinutes: z.int().min(1).max(1440).exactOptional(),
} satisfies Record<keyof Settings, z.ZodType>)

const phrase = z.string().trim().min(1).max(300)

/** The firm's own words (AC-132). */
export const phrasesShape = z.strictObject({
  greeting: phrase.exactOptional(),
  repeatBack: phrase.exactOptional(),
  thanks: phrase.exactOptional(),
  receiveThanks: phrase.exactOptional(),
})
