import { z } from 'zod'
import { ROLE_IDS } from '../company'
import { DRAFT_FIELD_IDS } from '../order/draft-fields'

/**
 * A flow as data. The same schema reads the built-in flows and a company's own YAML file.
 * Steps open by computation from their conditions; nothing says "next".
 */

export type Condition =
  | { step: string; is?: 'done' | 'skipped' | 'settled' | 'open' }
  | { fact: string; is?: string | undefined }
  /** A named predicate of domain/flow/predicates.ts. */
  | { holds: string }
  | { class: ('A' | 'B' | 'C')[] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ step: z.string(), is: z.enum(['done', 'skipped', 'settled', 'open']).optional() }) as z.ZodType<Condition>,
    z.strictObject({ fact: z.string(), is: z.string().optional() }),
    z.strictObject({ holds: z.string() }),
    z.strictObject({ class: z.array(z.enum(['A', 'B', 'C'])).min(1) }),
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
  ]),
)

const role = z.enum(ROLE_IDS)
const id = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/, 'id: letters, digits and dashes, at most 40')

const choice = z.strictObject({ id: z.string().min(1).max(24), label: z.string().min(1) })

/** One thing a card asks for. */
const input = z.strictObject({
  id,
  label: z.string().min(1),
  type: z.enum(['text', 'number', 'money', 'date', 'choice', 'file']),
  /** true: for every action that settles the task; a list: only for these actions. */
  required: z.union([z.boolean(), z.array(z.string())]).default(false),
  choices: z.array(choice).optional(),
  /** The answer becomes this fact of the order. */
  sets: id.optional(),
  /** A choice that must have this value, else the answer counts as a refusal of the tick (AC-038, AC-061). */
  must: z.string().optional(),
  /** Hearsay is refused: 口头确认无效 (AC-027, AC-031). */
  written: z.boolean().optional(),
  /** The answer becomes this field of the draft, as filled in by whoever answers. */
  fills: z.enum(DRAFT_FIELD_IDS).optional(),
  /** Asked once for every line of the order: the ids become `<id>.<line id>`, the labels name the goods. */
  perLine: z.boolean().optional(),
  /** Asked only while this holds at the moment the card is sent. */
  when: condition.optional(),
  /** Words by which the input is named in typed replies, beside its label. */
  words: z.array(z.string()).optional(),
})
export type InputSpec = z.output<typeof input>

const action = z.strictObject({
  id,
  label: z.string().min(1),
  style: z.enum(['primary', 'danger', 'default']).optional(),
  /**
   * settle: the task is done · stay: noted, the task stays open · return: back to `to` (default draft) · reject: the order ends ·
   * block: the task stays open, and the fact `<step>.blocked` is set until it is answered otherwise.
   */
  outcome: z.enum(['settle', 'stay', 'return', 'reject', 'block']).default('settle'),
  to: id.optional(),
  /** Facts set by choosing this action. */
  sets: z.record(z.string(), z.string()).optional(),
  /** Named consequences of domain/order/consequences.ts, such as "issue:order-confirmation" or "tell:sales:cannotProduce". */
  then: z.array(z.string()).default([]),
  /** Words that mean this action in a typed reply, beside its label. */
  words: z.array(z.string()).optional(),
  /** Offered on the card only while this holds. */
  when: condition.optional(),
})
export type ActionSpec = z.output<typeof action>

const clock = z.strictObject({
  /** Working time until the first reminder: "30m", "4h", "1d". */
  sla: z.string().regex(/^\d{1,3}[mhd]$/, 'such as 30m, 4h or 1d'),
  /** Working time between later rungs. Default: the SLA again. */
  again: z
    .string()
    .regex(/^\d{1,3}[mhd]$/, 'such as 30m, 4h or 1d')
    .optional(),
})

const task = z.strictObject({
  id,
  title: z.string().min(1),
  /** What is asked, one friendly sentence. */
  ask: z.string().min(1),
  owner: role,
  /** Roles that may answer besides the owner. */
  mayAlso: z.array(role).default([]),
  /** Nobody else may answer, not even superiors. */
  strict: z.boolean().default(false),
  kind: z.enum(['draft', 'prompt', 'confirm', 'approval', 'notice']).default('prompt'),
  /** Other tasks of this step that must be settled first. */
  after: z.array(id).default([]),
  when: condition.optional(),
  /** Stands once for every part of the order that leaves by itself (AC-096); `when` is then asked of that part. */
  each: z.literal('part').optional(),
  /** Looked at after the answer took effect: while it does not hold, the task stays open, as after a part payment (AC-077). */
  settlesWhen: condition.optional(),
  /** Blocks of facts shown on the card: names of domain/cards/card-fields.ts. */
  shows: z.array(z.string()).default(['order']),
  inputs: z.array(input).default([]),
  actions: z.array(action).min(1),
  /** Named checks of domain/checks that may refuse an answer. */
  checks: z.array(z.string()).default([]),
  clock: clock.optional(),
})
export type TaskSpec = z.output<typeof task>

const step = z.strictObject({
  id,
  title: z.string().min(1),
  owner: role,
  /** The firm's rule for coming to this step, one clause without a full stop; told to whoever wants it done too early (AC-125). */
  rule: z.string().min(1).max(120).optional(),
  /** All must hold before it opens. */
  needs: z.array(condition).default([]),
  /** Opens no earlier than so many days before the delivery date; when the date moves, the opening moves with it (AC-065). */
  daysBeforeDelivery: z.int().min(1).max(90).optional(),
  /** Passed over when this holds at the moment it would open. */
  skipWhen: condition.optional(),
  /** Shown only once it was opened: side tracks such as sampling. */
  aside: z.boolean().default(false),
  tasks: z.array(task).min(1),
  /** Beside the answers: while this does not hold the step is not done, and waits for its needs to come again. */
  doneWhen: condition.optional(),
  /** Facts and draft fields that this step's answers vouch for: an amendment of one reopens the step. */
  vouchesFor: z.array(z.string()).default([]),
  /** Behaviours that start when the step opens: names of domain/order/behaviours.ts, such as "roll-over" or "daily-report", or consequences with their arguments. */
  onOpen: z.array(z.string()).default([]),
  onDone: z.array(z.string()).default([]),
  /** The order's status word while this step is the last one done. */
  status: z.string().optional(),
  clock: clock.optional(),
  ladder: z.array(role).default([]),
})
export type StepSpec = z.output<typeof step>

export const flowSchema = z.strictObject({
  id,
  version: z.int().min(1),
  title: z.string().min(1),
  /** Status word while the draft is written, and after it is confirmed. */
  statuses: z.strictObject({
    draft: z.string(),
    running: z.string(),
    completed: z.string(),
    cancelled: z.string(),
    rejected: z.string(),
  }),
  /** Draft fields that must be known before the draft can be confirmed; `lines` with prices, `goods` for lines whose price is quoted later. */
  requires: z.array(z.string()).default([]),
  steps: z.array(step).min(2),
  /** The step whose end the requester is told to expect; without one no waiting time is promised (AC-009, AC-010). */
  promise: id.optional(),
  /** A new customer may order first and is registered by a later step of the flow. */
  registersLater: z.boolean().default(false),
  /** Customers order by the catalogue: its prices hold, and goods that it does not list cannot be ordered. */
  catalogPrices: z.boolean().default(false),
  /** Who settles a price or spec doubt, in order (AC-018, AC-019). */
  doubtChain: z.array(role).default(['sales', 'clerk_lead', 'director']),
})
export type Flow = z.output<typeof flowSchema>
/** What a person writes: defaults may be left out. */
export type FlowInput = z.input<typeof flowSchema>
