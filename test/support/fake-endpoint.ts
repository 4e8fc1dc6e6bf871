import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeEndpoint {
  url: string
  /** What came in, newest last. */
  requests: {
    path: string
    authorization: string | undefined
    body: { model?: string; messages?: { role: string; content: string }[] }
  }[]
  /** What the next answers do; the last one stays. */
  answers: ((request: IncomingMessage, response: ServerResponse) => void)[]
  close(): Promise<void>
}

/** A real HTTP server on loopback that speaks, or breaks, the chat completions protocol. */
export async function fakeEndpoint(): Promise<FakeEndpoint> {
  const endpoint: FakeEndpoint = { url: '', requests: [], answers: [], close: async () => undefined }
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (piece: Buffer) => (text += piece.toString('utf8')))
    request.on('end', () => {
      endpoint.requests.push({ path: request.url ?? '', authorization: request.headers.authorization, body: JSON.parse(text) })
      const answer = endpoint.answers.length > 1 ? endpoint.answers.shift() : endpoint.answers[0]
      if (answer) answer(request, response)
      else response.end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  endpoint.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return endpoint
}

/** The usual envelope around what a model wrote. */
export const says = (content: unknown) => (_: IncomingMessage, response: ServerResponse) => {
  response.setHeader('content-type', 'application/json')
  response.end(
    JSON.stringify({
      choices: [{ message: { role: 'assistant', content: typeof content === 'string' ? content : JSON.stringify(content) } }],
    }),
  )
}
export const fails =
  (status: number, headers: Record<string, string> = {}) =>
  (_: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status, headers)
    response.end('{"error":{"message":"no"}}')
  }
