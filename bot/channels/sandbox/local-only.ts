import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError } from './api-error'

/** Names under which this machine may be called. A foreign name that resolves to 127.0.0.1 (DNS rebinding) is none of them. */
const isLoopbackName = (host: string): boolean => {
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase()
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name)
}

/** A browser says where a request comes from; scripts say nothing and are let in. */
function isForeign(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return false
  // Following a link to the page is harmless, whoever set it.
  if (request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET') return false
  if (site !== undefined) return true
  const { origin, host } = request.headers
  if (origin === undefined) return false
  try {
    return new URL(origin).host !== host
  } catch {
    // "null" is what sandboxed frames and local files send.
    return true
  }
}

/** Refuses requests that another site makes a browser send. `loopbackOnly` adds that the server is called by a name of this machine. */
export function guardAgainstForeignSites(app: FastifyInstance, loopbackOnly: boolean): void {
  app.addHook('onRequest', async (request) => {
    if (loopbackOnly && !isLoopbackName(request.headers.host ?? '')) {
      throw new ApiError(403, 'HOST_FOREIGN', '沙盒只在本机开放，请用 http://localhost 打开；要让别的电脑访问，请设置 HOST')
    }
    if (isForeign(request)) throw new ApiError(403, 'ORIGIN_FOREIGN', '请求来自别的网站，沙盒不接受')
  })
}
