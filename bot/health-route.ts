import type { FastifyInstance } from 'fastify'
import { codeOf } from '../domain/fault'
import type { Clock } from '../domain/ports/clock'
import type { Outbox } from '../domain/ports/order-book'

export interface HealthParts {
  clock: Clock
  outbox: Outbox
  /** What the parts that are present say of themselves. */
  parts(): object
}

/** `/healthz`: 200 while this process can do its work, 503 while the storage does not answer. */
export function healthRoute(app: FastifyInstance, { clock, outbox, parts }: HealthParts): void {
  app.get('/healthz', async (_request, reply) => {
    try {
      const [undelivered, failed] = [await outbox.undone(), await outbox.failedCount()]
      return { status: 'ok', now: clock.nowIso(), undelivered, failed, ...parts() }
    } catch (error) {
      if (codeOf(error) !== 'STORAGE_UNREACHABLE') throw error
      return reply.code(503).send({ status: 'storage unreachable', now: clock.nowIso(), ...parts() })
    }
  })
}
