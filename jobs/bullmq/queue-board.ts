import { timingSafeEqual } from 'node:crypto'
import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import type { Queue } from 'bullmq'
import type { FastifyInstance } from 'fastify'

export const BOARD_PATH = '/admin/queues'

const equal = (a: string, b: string): boolean => {
  const [one, two] = [Buffer.from(a), Buffer.from(b)]
  return one.length === two.length && timingSafeEqual(one, two)
}

/** The password of HTTP basic authentication, or undefined. */
function passwordIn(header: string | undefined): string | undefined {
  if (!header?.startsWith('Basic ')) return undefined
  const text = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? undefined : text.slice(colon + 1)
}

/** The queues in the browser, failed jobs included, behind the admin token as the password; any user name will do. */
export async function registerQueueBoard(app: FastifyInstance, queues: Queue[], token: string): Promise<void> {
  const adapter = new FastifyAdapter()
  createBullBoard({ queues: queues.map((queue) => new BullMQAdapter(queue)), serverAdapter: adapter })
  adapter.setBasePath(BOARD_PATH)
  await app.register(async (inner) => {
    inner.addHook('onRequest', async (request, reply) => {
      const given = passwordIn(request.headers.authorization)
      if (given !== undefined && equal(given, token)) return
      await reply.code(401).header('www-authenticate', 'Basic realm="gendan"').send('需要管理口令')
    })
    await inner.register(adapter.registerPlugin(), { prefix: BOARD_PATH })
  })
}
