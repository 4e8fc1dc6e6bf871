// The server side of bench-wecom: the real callback route with durable storage, and beside it the same HTTP server that only says ok.
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const require = createRequire(import.meta.url)
const [dist, dataDir, keys] = process.argv.slice(2)
const load = (path) => require(join(resolve(dist), path))
const { fastify } = require('fastify')
const { openSqliteStorage } = load('storage/sqlite/open-sqlite-storage.js')
const { wecomChannel } = load('bot/channels/wecom/wecom-channel.js')
const { registerWecomRoutes } = load('bot/channels/wecom/wecom-routes.js')
const { wecomSetup } = load('bot/channels/wecom/wecom-settings.js')
const { lastingIdentities, lastingSentLog, lastingTokens } = load('bot/channels/wecom/lasting-stores.js')
const { cachedIdentities } = load('bot/channels/wecom/cached-identities.js')

const log = {
  debug() {},
  info() {},
  warn() {},
  error: (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
}
const clock = { nowMs: () => Date.now(), nowIso: () => new Date().toISOString() }
const storage = await openSqliteStorage({ path: join(dataDir, 'bench.db'), log, nowIso: clock.nowIso })
const identities = cachedIdentities(lastingIdentities(storage.channelMemory), clock.nowMs)
for (let i = 0; i < 100; i++) {
  await identities.bind('person', `user${i}`, `p${i}`)
  await identities.bind('direct', `user${i}`, `dm${i}`)
}
const { settings } = wecomSetup(JSON.parse(keys))
const channel = wecomChannel({
  settings,
  identities,
  vault: { put: async () => undefined, get: async () => undefined },
  clock,
  log,
  sent: lastingSentLog(storage.channelMemory),
  tokens: lastingTokens(storage.channelMemory),
})
let stored = 0
let repeats = 0
await channel.start(async (inbound) => {
  const result = await storage.inbox.accept(inbound)
  if (result === 'new') stored += 1
  else repeats += 1
  return result
})
const app = fastify({ logger: false, bodyLimit: 30_000_000, forceCloseConnections: true })
await registerWecomRoutes(app, channel)
await app.register(async (scope) => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  scope.post('/ok', (_request, reply) => reply.code(200).type('text/plain').send(''))
})
await app.listen({ port: 0, host: '127.0.0.1' })
process.on('message', (message) => {
  answer(message).catch((error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(1)
  })
})

async function answer(message) {
  if (message === 'cpu') {
    const { user, system } = process.cpuUsage()
    process.send({ cpuMs: (user + system) / 1000 })
  }
  if (message === 'count') {
    const all = await storage.inbox.pending(10_000_000)
    process.send({ stored, repeats, onDisk: new Set(all.map((i) => i.id)).size, rows: all.length })
  }
  if (message === 'stop') {
    await app.close()
    await channel.stop()
    await storage.close()
    process.exit(0)
  }
}
process.send({ port: app.server.address().port })
