import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Inbound } from '../../domain/message'
import type { Courier } from '../../domain/ports/courier'
import type { Log } from '../../domain/ports/log'

export const PUSH_PATH = '/couriers'
/** A long track of one number is some 50 KB; KDNiao sends several at once. */
const MOST_BODY = 2_000_000

export interface PushDeps {
  couriers: Courier[]
  /** On disk when it resolves. */
  receive(inbound: Inbound): Promise<'new' | 'repeat'>
  nowIso(): string
  log: Log
}

/** The addresses to which the services push: the signature is checked, the news go into the inbox, and only then are they answered. */
export async function registerPushRoutes(app: FastifyInstance, deps: PushDeps): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BODY }, (_request, body, done) => done(null, body))
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      const status = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500
      if (status === 500) deps.log.error({ err: error }, 'courier push: failed')
      return reply.code(status).send({ result: false, returnCode: '500', message: '失败' })
    })
    for (const courier of deps.couriers)
      scope.post(`${PUSH_PATH}/${courier.service}/push`, (request, reply) => take(courier, deps, request, reply))
  })
}

async function take(courier: Courier, deps: PushDeps, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const body = typeof request.body === 'string' ? request.body : ''
  const form = Object.fromEntries(new URLSearchParams(body))
  const address = Object.fromEntries(
    Object.entries((request.query ?? {}) as Record<string, unknown>).flatMap(([k, v]) =>
      typeof v === 'string' && v.length <= 200 ? [[k, v]] : [],
    ),
  )
  const read = courier.readPush(form, address, deps.nowIso())
  if (read.state === 'forged') {
    deps.log.warn({ service: courier.service }, 'courier push: the signature does not fit')
    return reply.code(403).send({ result: false, returnCode: '500', message: '签名错误' })
  }
  if (read.state === 'unreadable') {
    deps.log.warn({ service: courier.service }, 'courier push: not readable')
    return reply.code(400).send({ result: false, returnCode: '500', message: '数据格式错误' })
  }
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 40)
  for (const [i, pushed] of read.pushed.entries()) {
    const id = `courier:${courier.service}:${digest}:${i}`
    await deps.receive({
      id,
      channel: 'courier',
      // News of one number keep their order.
      chatId: `courier:${pushed.number}`,
      personId: 'bot',
      messageId: id,
      mentions: [],
      at: deps.nowIso(),
      content: {
        kind: 'courier',
        number: pushed.number,
        report: pushed.report,
        ...(pushed.ownId ? { ownId: pushed.ownId } : {}),
      },
    })
  }
  return reply.send(read.answer)
}
