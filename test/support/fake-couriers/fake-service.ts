import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  path: string
  query: URLSearchParams
  form: Record<string, string>
}
/** What the next call meets instead of its answer: silence, a broken line, a status, or these words. */
export type Trouble = 'hang' | 'reset' | { status: number; body?: string } | { json: unknown }

export interface FakeService {
  url: string
  /** What came in, newest last. */
  asked: Asked[]
  /** Used up one by one before real answers. */
  troubles: Trouble[]
  close(): Promise<void>
}

/** A real HTTP server on loopback that takes forms, with faults to order. */
export async function fakeService(answer: (asked: Asked) => unknown): Promise<FakeService> {
  const service: FakeService = { url: '', asked: [], troubles: [], close: async () => undefined }
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let text = ''
    request.on('data', (piece: Buffer) => (text += piece.toString('utf8')))
    request.on('end', () => {
      const address = new URL(request.url ?? '/', 'http://fake')
      const asked: Asked = {
        path: address.pathname,
        query: address.searchParams,
        form: Object.fromEntries(new URLSearchParams(text)),
      }
      service.asked.push(asked)
      const trouble = service.troubles.shift()
      if (trouble === 'hang') return
      if (trouble === 'reset') {
        request.socket.destroy()
        return
      }
      response.setHeader('content-type', 'application/json; charset=utf-8')
      if (trouble && 'status' in trouble) {
        response.statusCode = trouble.status
        response.end(trouble.body ?? 'no')
        return
      }
      response.end(JSON.stringify(trouble ? trouble.json : answer(asked)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  service.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return service
}
