import type { FastifyInstance } from 'fastify'
import { ApiError } from './api-error'
import type { SandboxChannel } from './sandbox-channel'

/** Live news as server-sent events. Connections end when the server stops. */
export function eventRoute(app: FastifyInstance, channel: SandboxChannel): void {
  app.get('/events', (request, reply) => {
    const last = request.headers['last-event-id']
    if (request.raw.destroyed) return
    reply.raw.setHeader('content-type', 'text/event-stream; charset=utf-8')
    reply.raw.setHeader('cache-control', 'no-cache, no-transform')
    reply.raw.setHeader('x-content-type-options', 'nosniff')
    // Proxies such as nginx would hold events back otherwise.
    reply.raw.setHeader('x-accel-buffering', 'no')
    if (!channel.events.add(reply.raw, typeof last === 'string' ? last : undefined)) {
      reply.raw.removeHeader('content-type')
      throw new ApiError(503, 'TOO_MANY_LISTENERS', '同时打开的页面太多了，请关掉几个再试')
    }
    reply.hijack()
  })
  app.addHook('preClose', async () => channel.events.close())
}
