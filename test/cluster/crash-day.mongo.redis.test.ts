import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import { FIRST_DAY, WHOLE_DAYS } from '../crash/day-script'
import { playDay, type DayResult } from '../crash/play-day'
import { freePort, ServerProcess } from '../crash/server-process'
import { freshMongoUrl, freshPrefix, redisServer, servers, withMongo, withRedis } from '../support/real-servers'
import { TwoProcesses } from './two-processes'

const root = join(__dirname, '..', '..')
const world = worldShape.parse(JSON.parse(readFileSync(join(root, 'bot', 'sample', 'paper-mill.json'), 'utf8')))
const seed = Number(process.env['CRASH_SEED'] ?? '20260302')

const random = (from: number): (() => number) => {
  let state = from
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

const surplus = (many: string[], few: string[]): string[] => {
  const left = [...few]
  return many.filter((m) => {
    const at = left.indexOf(m)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** FerretDB looks through whole collections for nearly every question: there the first day is long enough. */
const script = () => (servers.findMongo()?.label.startsWith('FerretDB') ? FIRST_DAY : WHOLE_DAYS)

async function calmDay(): Promise<DayResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gendan-crash-'))
  const server = new ServerProcess(dataDir, await freePort())
  try {
    await server.start()
    return await playDay(server, world, () => undefined, script())
  } finally {
    await server.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

withMongo(() =>
  withRedis(() => {
    const environment = (): Record<string, string> => {
      const MONGODB_URL = freshMongoUrl()
      const env = { ...process.env, MONGODB_URL }
      execFileSync(process.execPath, [join(root, 'dist', 'storage', 'mongo', 'migrate-command.js')], { env, cwd: __dirname })
      return { MONGODB_URL, REDIS_URL: redisServer().url, REDIS_PREFIX: freshPrefix() }
    }
    let calm: DayResult
    beforeAll(async () => {
      expect(existsSync(join(root, 'dist', 'bot', 'main.js'))).toBe(true)
      calm = await calmDay()
    }, 300_000)

    const compare = (day: DayResult): { lost: string[]; doubled: string[] } => {
      expect(day.orders).toEqual(calm.orders)
      const all = (list: (chat: string) => string[]) => world.chats.flatMap((c) => list(c.id).map((m) => `${c.name}: ${m}`))
      return {
        lost: all((id) => surplus(calm.messages[id] ?? [], day.messages[id] ?? [])),
        doubled: all((id) => surplus(day.messages[id] ?? [], calm.messages[id] ?? [])),
      }
    }

    test('two processes over MongoDB and Redis, their clocks 5 s apart, end the scripted days like one embedded process [P27]', async () => {
      const both = await TwoProcesses.start(environment(), 5000)
      try {
        const day = await playDay(both, world, () => undefined, script())
        expect(compare(day)).toEqual({ lost: [], doubled: [] })
      } finally {
        await both.end()
      }
    }, 1_200_000)

    test('killed at random instants they do so too: same orders, decisions, numbers and reminders [P1] [P12]', async () => {
      const dice = random(seed)
      const both = await TwoProcesses.start(environment())
      try {
        const day = await playDay(both, world, () => (dice() < 0.2 ? Math.floor(dice() * 60) : undefined), script())
        const { lost, doubled } = compare(day)
        console.info(
          `seed ${seed}: ${day.kills} kills with two processes, ${lost.length} messages lost, ${doubled.length} doubled`,
        )
        expect(day.kills).toBeGreaterThan(5)
        expect(lost).toEqual([])
        expect(doubled).toEqual([])
      } finally {
        await both.end()
      }
    }, 1_200_000)
  }),
)
