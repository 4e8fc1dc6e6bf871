import { openaiEndpoint } from '../../../bot/second-reader/openai-endpoint'
import type { Log } from '../../../domain/ports/log'
import type { SecondQuestion } from '../../../domain/ports/second-reader'
import { fails, fakeEndpoint, says, type FakeEndpoint } from '../../support/fake-endpoint'

const question: SecondQuestion = {
  text: '锦程印刷 双胶纸 120令 找老王',
  today: '2026-03-02',
  asked: [{ path: 'contactName', label: '联系人' }],
}
const good = { fields: [{ path: 'contactName', value: '老王', quote: '找老王' }] }
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

let endpoint: FakeEndpoint
let nowMs: number
beforeEach(async () => {
  endpoint = await fakeEndpoint()
  nowMs = 0
})
afterEach(() => endpoint.close())

const reader = (over: { timeoutMs?: number; log?: Log } = {}) =>
  openaiEndpoint(
    { baseUrl: endpoint.url, apiKey: 'sk-test', model: 'small', timeoutMs: over.timeoutMs ?? 2000 },
    { log: over.log ?? silent, nowMs: () => nowMs },
  )

test('a good answer comes back as it was written, also in a fence', async () => {
  endpoint.answers = [says(good), says(`\`\`\`json\n${JSON.stringify(good)}\n\`\`\``)]
  const r = reader()
  expect(await r.ask(question)).toEqual(good)
  expect(await r.ask(question)).toEqual(good)
  expect(endpoint.requests[0]).toMatchObject({
    path: '/v1/chat/completions',
    authorization: 'Bearer sk-test',
    body: { model: 'small' },
  })
  expect(JSON.parse(endpoint.requests[0]?.body.messages?.[1]?.content ?? '')).toEqual(question)
})

test.each<[string, () => void]>([
  ['words instead of JSON', () => (endpoint.answers = [says('联系人是老王')])],
  ['an envelope of another kind', () => (endpoint.answers = [(_, r) => void r.end('{"choices":[]}')])],
  ['half an envelope', () => (endpoint.answers = [(_, r) => void r.end('{"choices":')])],
  ['500', () => (endpoint.answers = [fails(500)])],
  ['401', () => (endpoint.answers = [fails(401)])],
  ['a redirect to somewhere else', () => (endpoint.answers = [fails(302, { location: 'http://127.0.0.1:9/' })])],
  ['a connection cut off', () => (endpoint.answers = [(_, r) => void r.destroy()])],
  [
    'a body without an end',
    () =>
      (endpoint.answers = [
        (_, r) => {
          const go = (): void => {
            while (!r.destroyed && r.write('x'.repeat(16_000)));
            if (!r.destroyed) r.once('drain', go)
          }
          go()
        },
      ]),
  ],
])('%s gives no answer and no error', async (_, set) => {
  set()
  const start = performance.now()
  expect(await reader({ timeoutMs: 25_000 }).ask(question)).toBeUndefined()
  // Long before the time limit.
  expect(performance.now() - start).toBeLessThan(15_000)
})

test('an answer that takes too long is not waited for', async () => {
  endpoint.answers = [() => undefined]
  const start = performance.now()
  expect(await reader({ timeoutMs: 500 }).ask(question)).toBeUndefined()
  expect(performance.now() - start).toBeLessThan(15_000)
})

test('after three failures nobody is asked for a minute, then one question tries again', async () => {
  endpoint.answers = [fails(500)]
  const r = reader()
  for (let i = 0; i < 5; i++) await r.ask(question)
  expect(endpoint.requests).toHaveLength(3)
  nowMs += 61_000
  endpoint.answers = [fails(500)]
  await r.ask(question)
  await r.ask(question)
  expect(endpoint.requests).toHaveLength(4)
  nowMs += 61_000
  endpoint.answers = [says(good)]
  expect(await r.ask(question)).toEqual(good)
  expect(await r.ask(question)).toEqual(good)
  expect(endpoint.requests).toHaveLength(6)
})

test('429 is answered with the rest that was asked for', async () => {
  endpoint.answers = [fails(429, { 'retry-after': '30' }), says(good)]
  const r = reader()
  await r.ask(question)
  nowMs += 29_000
  expect(await r.ask(question)).toBeUndefined()
  nowMs += 2000
  expect(await r.ask(question)).toEqual(good)
  expect(endpoint.requests).toHaveLength(2)
})

test('more than two questions at once go without', async () => {
  let release: (() => void)[] = []
  endpoint.answers = [(q, s) => void release.push(() => says(good)(q, s))]
  const r = reader()
  const asked = [r.ask(question), r.ask(question), r.ask(question)]
  expect(await asked[2]).toBeUndefined()
  while (release.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  for (const go of release) go()
  release = []
  expect(await Promise.all(asked.slice(0, 2))).toEqual([good, good])
})

test('neither the key nor the order stands in a log line', async () => {
  const lines: string[] = []
  const note = (fields: Record<string, unknown>, message: string): void => void lines.push(JSON.stringify(fields) + message)
  endpoint.answers = [fails(500), says('老王'), (_, r) => void r.destroy()]
  const r = reader({ log: { debug: note, info: note, warn: note, error: note } })
  for (let i = 0; i < 3; i++) await r.ask(question)
  expect(lines.length).toBeGreaterThan(2)
  expect(lines.join()).not.toMatch(/sk-test|老王|锦程/)
})
