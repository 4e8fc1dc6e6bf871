import type { FastifyInstance } from 'fastify'
import { ApiError, readBody } from './api-error'
import { fileHeaders } from './file-links'
import { listedOrders } from './request-shapes'
import type { SandboxApiDeps } from './sandbox-deps'

/** Orders as everybody reads them, and the files that belong to them and to the chats. */
export function orderRoutes(app: FastifyInstance, deps: SandboxApiDeps): void {
  app.get('/orders', async (request) => {
    const asked = readBody(listedOrders, request.query)
    // "?status=" is what an empty search field sends: it filters nothing.
    const filter = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''))
    return { orders: await deps.orderViews(filter) }
  })

  app.get<{ Params: { number: string } }>('/orders/:number', async (request) => {
    const view = await deps.orderView(request.params.number)
    if (!view) throw new ApiError(404, 'ORDER_UNKNOWN', `没有编号为「${request.params.number}」的订单`)
    return view
  })

  app.get<{ Params: { ref: string } }>('/files/:ref', async (request, reply) => {
    const file = await deps.vault.get(request.params.ref)
    if (!file) throw new ApiError(404, 'FILE_UNKNOWN', '没有这个文件')
    return reply.headers(fileHeaders(file)).send(Buffer.from(file.bytes))
  })
}
