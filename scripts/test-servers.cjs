// Real Redis and MongoDB-compatible servers for tests and benches, on loopback, in throw-away folders.
// MongoDB: MONGODB_TEST_URL, then `mongod` on PATH, then FerretDB built by scripts/install-test-tools.sh into the cache folder.
const { execFileSync, spawn } = require('node:child_process')
const { existsSync, mkdtempSync, rmSync } = require('node:fs')
const { createConnection, createServer } = require('node:net')
const { homedir, tmpdir } = require('node:os')
const { delimiter, join } = require('node:path')

const FERRETDB = 'v1.24.2'
const cacheFolder = () => process.env.GENDAN_TOOLS ?? join(homedir(), '.cache', 'gendan-tools')
const ferretPath = () => join(cacheFolder(), `ferretdb-${FERRETDB}`)

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))

const firstLine = (path, args) => {
  try {
    return execFileSync(path, args, { encoding: 'utf8' }).split('\n')[0]?.trim() ?? ''
  } catch {
    return 'version unknown'
  }
}

/** Which server for MongoDB can be had here: { kind, label } or undefined. */
function findMongo() {
  if (process.env.MONGODB_TEST_URL) return { kind: 'url', label: 'the server at MONGODB_TEST_URL' }
  const mongod = onPath('mongod')
  if (mongod) return { kind: 'mongod', path: mongod, label: `mongod, ${firstLine(mongod, ['--version'])}` }
  if (existsSync(ferretPath()))
    return { kind: 'ferretdb', path: ferretPath(), label: `FerretDB ${FERRETDB} with its SQLite backend` }
  return undefined
}

function findRedis() {
  if (process.env.REDIS_TEST_URL) return { kind: 'url', label: 'the server at REDIS_TEST_URL' }
  const path = onPath('redis-server')
  return path && { kind: 'redis', path, label: firstLine(path, ['--version']) }
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const answers = (port) =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

async function untilUp(port, child, name) {
  const until = Date.now() + 15_000
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`${name} ended at once with code ${child.exitCode}`)
    if (await answers(port)) return
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  throw new Error(`${name} did not answer on port ${port}`)
}

const ended = (child) =>
  child.exitCode === null && child.signalCode === null ? new Promise((r) => child.once('exit', r)) : Promise.resolve()

/** A server that can be killed and started again on the same port with the same data. */
async function keep(name, command, url) {
  const folder = mkdtempSync(join(tmpdir(), `gendan-${name}-`))
  const port = await freePort()
  let child
  const server = {
    url: url(port),
    port,
    async start() {
      const { path, args, env } = command(port, folder)
      child = spawn(path, args, { stdio: 'ignore', env: { ...process.env, ...env } })
      await untilUp(port, child, name)
    },
    /** kill -9, or another signal. */
    async kill(signal = 'SIGKILL') {
      child.kill(signal)
      await ended(child)
    },
    /** Present but silent. */
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGCONT')
      await server.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}

const fixed = (url) => ({ url, fixed: true, stop: async () => undefined })

async function startMongo() {
  const found = findMongo()
  if (!found) throw new Error('no server for MongoDB: run scripts/install-test-tools.sh, or set MONGODB_TEST_URL')
  if (found.kind === 'url') return fixed(process.env.MONGODB_TEST_URL)
  const command =
    found.kind === 'mongod'
      ? (port, folder) => ({ path: found.path, args: ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1'] })
      : (port, folder) => ({
          path: found.path,
          args: [
            '--handler=sqlite',
            `--sqlite-url=file:${folder}/`,
            `--listen-addr=127.0.0.1:${port}`,
            '--state-dir=',
            '--debug-addr=-',
            '--log-level=error',
          ],
          env: { FERRETDB_TELEMETRY: 'disable', DO_NOT_TRACK: '1' },
        })
  return keep('mongo', command, (port) => `mongodb://127.0.0.1:${port}`)
}

async function startRedis({ persist = false } = {}) {
  const found = findRedis()
  if (!found) throw new Error('no redis-server on PATH (Debian: apt-get install redis-server), or set REDIS_TEST_URL')
  if (found.kind === 'url') return fixed(process.env.REDIS_TEST_URL)
  const fixedArgs = [
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
    '--appendonly',
    persist ? 'yes' : 'no',
  ]
  const args = (port, folder) => [...fixedArgs, '--port', String(port), '--dir', folder]
  return keep(
    'redis',
    (port, folder) => ({ path: found.path, args: args(port, folder) }),
    (port) => `redis://127.0.0.1:${port}`,
  )
}

module.exports = { FERRETDB, cacheFolder, ferretPath, findMongo, findRedis, freePort, startMongo, startRedis }
