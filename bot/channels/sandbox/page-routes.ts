import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The folder of the page, beside this file in the sources and in `dist`. */
const PAGE = join(__dirname, 'page')

const POLICY = [
  "default-src 'self'",
  // Pictures about to be sent are shown before they are uploaded.
  "img-src 'self' blob: data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The page for people: `/sandbox`, its parts under `/sandbox/page/`, and a redirect from `/`. */
export async function pageRoutes(app: FastifyInstance): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    })
  })
  await app.register(fastifyStatic, { root: PAGE, prefix: '/sandbox/page/', index: false, cacheControl: false })
  app.get('/sandbox', (_request, reply) => reply.sendFile('index.html'))
  app.get('/sandbox/', (_request, reply) => reply.redirect('/sandbox'))
  app.get('/', (_request, reply) => reply.redirect('/sandbox'))
}
