import { z } from 'zod'
import { ApiError } from './api-error'

/** Bodies and queries of the sandbox API. Every text and list is bounded. */

const id = z.string().min(1).max(128)
const MAX_TEXT = 20_000

export const postedMessage = z.strictObject({
  chatId: id,
  fromId: id,
  text: z.string().max(MAX_TEXT).default(''),
  replyTo: id.exactOptional(),
  mentions: z.array(id).max(200).default([]),
  attachments: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        mimeType: z
          .string()
          .max(120)
          .regex(/^[\w.+-]{1,60}\/[\w.+-]{1,60}(?:;.{0,60})?$/, '请写成 image/png 这样的类型'),
        base64: z.string(),
      }),
    )
    .max(20)
    .default([]),
})

export const pressedAction = z.strictObject({
  messageId: id,
  actionId: z.string().min(1).max(80),
  fromId: id,
  inputs: z.record(z.string().min(1).max(80), z.string()).default({}),
})

/** `after=` left empty means from the beginning. */
export const listedMessages = z.strictObject({ after: z.string().max(128).exactOptional() })

export const settleRequest = z.strictObject({ timeoutMs: z.int().min(1).max(600_000).default(30_000) })

export const clockMove = z.union(
  [z.strictObject({ to: z.string().min(1).max(60) }), z.strictObject({ advance: z.string().min(1).max(60) })],
  '请给出 to（时刻）或 advance（时长）其中一个',
)

const filter = z.string().max(128).exactOptional()
export const listedOrders = z.strictObject({ customer: filter, status: filter, step: filter })

/** The `Idempotency-Key` header: a request sent again with the same one is done once. Undefined when there is none. */
export function readRepeatKey(headers: Record<string, string | string[] | undefined>): string | undefined {
  const key = headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && key.length > 0 && key.length <= 200) return key
  throw new ApiError(400, 'IDEMPOTENCY_KEY_INVALID', 'Idempotency-Key 要有 1 到 200 个字符')
}
