import type { FastifyInstance } from 'fastify'
import { Temporal } from 'temporal-polyfill'
import { ApiError, readBody } from './api-error'
import { clockMove } from './request-shapes'
import type { SandboxApiDeps } from './sandbox-deps'

/** A slip of the finger should not run ten thousand days of reminders. */
const FARTHEST_YEARS = 5

/** The virtual clock: read it, move it forward. One move at a time; others wait for their turn. */
export function clockRoutes(app: FastifyInstance, deps: SandboxApiDeps): void {
  let turn: Promise<unknown> = Promise.resolve()

  const clockOr409 = (): NonNullable<SandboxApiDeps['clock']> => {
    if (!deps.clock) throw new ApiError(409, 'CLOCK_FIXED', '现在用的是真实时间，时钟不能拨动；单机模式下才有虚拟时钟')
    return deps.clock
  }

  const told = async () => {
    const now = clockOr409().nowIso()
    const nextOpening = await deps.nextOpening?.()
    return { now, ...(nextOpening === undefined ? {} : { nextOpening }) }
  }

  const move = async (body: { to: string } | { advance: string }) => {
    const clock = clockOr409()
    const now = Temporal.Instant.from(clock.nowIso())
    const { timezone } = (await deps.directory()).company
    const to = 'to' in body ? readInstant(body.to) : after(now, body.advance, timezone)
    const order = Temporal.Instant.compare(to, now)
    if (order < 0) throw new ApiError(400, 'CLOCK_BACKWARDS', '时钟只能往前拨', 'to' in body ? 'to' : 'advance')
    const farthest = now.toZonedDateTimeISO('UTC').add({ years: FARTHEST_YEARS }).toInstant()
    if (Temporal.Instant.compare(to, farthest) > 0)
      throw new ApiError(400, 'CLOCK_TOO_FAR', `一次最多往前拨 ${FARTHEST_YEARS} 年`, 'to' in body ? 'to' : 'advance')
    if (order > 0) await clock.advanceTo(to.toZonedDateTimeISO(timezone).toString({ timeZoneName: 'never' }))
    const moved = await told()
    deps.channel.events.publish('clock', moved)
    return moved
  }

  app.get('/clock', async () => told())

  app.post('/clock', async (request) => {
    clockOr409()
    const body = readBody(clockMove, request.body)
    const mine = turn.then(() => move(body))
    turn = mine.catch(() => undefined)
    return mine
  })
}

const readInstant = (text: string): Temporal.Instant => {
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw new ApiError(400, 'CLOCK_INSTANT_INVALID', '时刻写成 2024-11-25T09:00:00+08:00 这样', 'to')
  }
}

/** Days, weeks and months are those of the company's zone. */
const after = (now: Temporal.Instant, text: string, timezone: string): Temporal.Instant => {
  try {
    return now.toZonedDateTimeISO(timezone).add(Temporal.Duration.from(text)).toInstant()
  } catch {
    throw new ApiError(400, 'CLOCK_DURATION_INVALID', '时长写成 PT1H（一小时）或 P1D（一天）这样', 'advance')
  }
}
