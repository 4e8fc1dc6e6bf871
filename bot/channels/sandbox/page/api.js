/** Calls of the sandbox API. Every failure is an ApiProblem with words a person can read. */

const BASE = '/sandbox/api'

export class ApiProblem extends Error {
  constructor(status, code, message) {
    super(message)
    this.status = status
    this.code = code
  }
}

async function call(method, path, body) {
  let response
  try {
    response = await fetch(BASE + path, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
  } catch {
    throw new ApiProblem(0, 'OFFLINE', '连不上跟单助手，请检查它是不是还开着')
  }
  const text = await response.text()
  const answer = text ? readJson(text) : undefined
  if (response.ok) return answer
  const error = answer?.error
  throw new ApiProblem(response.status, error?.code ?? 'UNKNOWN', error?.message ?? `没有成功（${response.status}）`)
}

function readJson(text) {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy may answer with a page of its own; the status tells enough.
    return undefined
  }
}

const enc = encodeURIComponent

export const api = {
  world: () => call('GET', '/world'),
  replaceWorld: (world) => call('PUT', '/world', world),
  words: () => call('GET', '/words'),
  messages: (chatId, after) =>
    call('GET', `/chats/${enc(chatId)}/messages${after ? `?after=${enc(after)}` : ''}`).then((r) => r.messages),
  say: (message) => call('POST', '/messages', message),
  press: (action) => call('POST', '/actions', action),
  clock: () => call('GET', '/clock'),
  moveClock: (move) => call('POST', '/clock', move),
  orders: () => call('GET', '/orders').then((r) => r.orders),
  order: (number) => call('GET', `/orders/${enc(number)}`),
  events: () => new EventSource(`${BASE}/events`),
}
