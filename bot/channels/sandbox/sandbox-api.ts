import type { FastifyError, FastifyInstance } from 'fastify'
import { codeOf } from '../../../domain/fault'
import { actionRoutes } from './action-routes'
import { ApiError, errorBody } from './api-error'
import { clockRoutes } from './clock-routes'
import { eventRoute } from './event-route'
import { guardAgainstForeignSites } from './local-only'
import { messageRoutes } from './message-routes'
import { orderRoutes } from './order-routes'
import { pageRoutes } from './page-routes'
import { MAX_BODY_BYTES } from './read-upload'
import type { SandboxApiDeps } from './sandbox-deps'
import { worldRoutes } from './world-routes'

/** Mounts the sandbox API under `/sandbox/api` and its page at `/sandbox`. Once per server, before it listens. */
export async function registerSandboxApi(app: FastifyInstance, deps: SandboxApiDeps): Promise<void> {
  await app.register(async (page) => {
    guardAgainstForeignSites(page, deps.loopbackOnly)
    answerErrors(page, deps)
    await pageRoutes(page)
  })
  await app.register(
    async (api) => {
      guardAgainstForeignSites(api, deps.loopbackOnly)
      answerErrors(api, deps)
      readJsonBodies(api)
      api.setNotFoundHandler((request, reply) =>
        reply.code(404).send(errorBody('NOT_FOUND', `没有 ${request.method} ${request.url.split('?', 1)[0] ?? ''} 这个接口`)),
      )
      api.addHook('onSend', async (_request, reply) => {
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
        reply.header('x-content-type-options', 'nosniff')
      })
      worldRoutes(api, deps)
      messageRoutes(api, deps)
      actionRoutes(api, deps)
      clockRoutes(api, deps)
      orderRoutes(api, deps)
      eventRoute(api, deps.channel)
    },
    { prefix: '/sandbox/api' },
  )
}

/** JSON as usual, except that an empty body counts as none: `POST /settle` needs nothing. */
function readJsonBodies(api: FastifyInstance): void {
  const parse = api.getDefaultJsonParser('error', 'error')
  api.removeContentTypeParser('text/plain')
  api.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: MAX_BODY_BYTES }, (request, body, done) => {
    if (body.length === 0) done(null, undefined)
    else void parse(request, body.toString(), done)
  })
}

/** What Fastify itself refuses, in our words. */
const REFUSED: Record<string, [code: string, message: string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', '内容超过 30 MB，请分几次发'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['CONTENT_TYPE_UNSUPPORTED', '请用 content-type: application/json'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['JSON_INVALID', '内容不是有效的 JSON'],
}

function answerErrors(app: FastifyInstance, { log }: SandboxApiDeps): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof ApiError) return reply.code(error.status).send(errorBody(error.code, error.message, error.path))
    if (codeOf(error) === 'FILE_TOO_LARGE')
      return reply.code(400).send(errorBody('FILE_TOO_LARGE', '文件超过 20 MB，请压缩后再发'))
    if (codeOf(error) === 'SANDBOX_NOT_STARTED')
      return reply.code(503).send(errorBody('NOT_READY', '跟单助手正在启动，请稍后再试'))
    if (codeOf(error) === 'STORAGE_UNREACHABLE')
      return reply.code(503).send(errorBody('STORAGE_UNREACHABLE', '数据库暂时连不上，这次没有收下，请稍后再试'))
    const status = error.statusCode ?? 500
    if (status >= 400 && status < 500) {
      const [code, message] = REFUSED[error.code] ?? [
        error instanceof SyntaxError ? 'JSON_INVALID' : 'REQUEST_INVALID',
        '请求看不懂，请检查格式',
      ]
      return reply.code(status).send(errorBody(code, message))
    }
    log.error({ error, method: request.method, route: request.routeOptions.url }, 'sandbox: a request failed')
    return reply.code(500).send(errorBody('INTERNAL', '出了点问题，请稍后再试；详情见日志'))
  })
}
