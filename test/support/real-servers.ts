import { join } from 'node:path'
import { openMongoStorage } from '../../storage/mongo/open-mongo-storage'
import type { OpenEngine } from '../contract/open-engine'
import { silentLog } from './fake-clock'

/** A server of its own that a test may kill, freeze and start again; `fixed` ones belong to somebody else. */
export interface RealServer {
  url: string
  port: number
  fixed?: boolean
  start(): Promise<void>
  kill(signal?: NodeJS.Signals): Promise<void>
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

interface Servers {
  findMongo(): { label: string } | undefined
  findRedis(): { label: string } | undefined
  startMongo(): Promise<RealServer>
  startRedis(options?: { persist?: boolean }): Promise<RealServer>
}

// oxlint-disable-next-line typescript/no-require-imports
export const servers = require(join(__dirname, '..', '..', 'scripts', 'test-servers.cjs')) as Servers

let mongo: RealServer | undefined
let redis: RealServer | undefined
let serial = 0

export const mongoServer = (): RealServer => mongo ?? fail('MongoDB')
export const redisServer = (): RealServer => redis ?? fail('Redis')
const fail = (name: string): never => {
  throw new Error(`${name} is not running in this test file`)
}

/** Address of a database that nobody used before. */
export const freshMongoUrl = (): string => {
  serial += 1
  return `${mongoServer().url}/gendan-test-${process.pid}-${Date.now()}-${serial}`
}

/** A name space of its own in the shared Redis. */
export const freshPrefix = (): string => {
  serial += 1
  return `t${process.pid}-${Date.now()}-${serial}`
}

export const openMongo: OpenEngine = async (nowIso) => {
  const storage = await openMongoStorage({ url: freshMongoUrl(), log: silentLog, nowIso, migrate: true })
  return {
    storage,
    async end() {
      await storage.models.orders.db.dropDatabase()
      await storage.close()
    },
  }
}

/** Tests that need a server are reported as skipped where there is none, with what to do, and fail under CI=true. */
function withServer(name: string, setting: string, found: { label: string } | undefined, body: () => void): void {
  if (found) {
    body()
    return
  }
  const advice = `${name} is missing: run scripts/install-test-tools.sh or set ${setting}`
  console.warn(`SKIPPED, nothing was proved here: ${advice}`)
  if (process.env['CI'] === 'true') test(`needs ${name}`, () => fail(advice))
  else test.skip(advice, () => undefined)
}

export function withMongo(body: () => void): void {
  withServer('MongoDB', 'MONGODB_TEST_URL', servers.findMongo(), () => {
    beforeAll(async () => {
      mongo = await servers.startMongo()
    })
    afterAll(() => mongo?.stop())
    describe(`on ${servers.findMongo()?.label}`, body)
  })
}

export function withRedis(body: () => void, options: { persist?: boolean } = {}): void {
  withServer('Redis', 'REDIS_TEST_URL', servers.findRedis(), () => {
    beforeAll(async () => {
      redis = await servers.startRedis(options)
    })
    afterAll(() => redis?.stop())
    describe(`on ${servers.findRedis()?.label}`, body)
  })
}
