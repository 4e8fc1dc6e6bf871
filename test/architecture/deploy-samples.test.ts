import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { readConfig, SETTING_NAMES } from '../../bot/config'

const root = join(__dirname, '..', '..')
const text = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8')

/** The program of a command line as it is built, by its source. */
const sourceOf = (command: string[]): string => {
  const [script] = command.filter((word) => word.startsWith('dist/'))
  return script?.replace(/^dist\//, '').replace(/\.js$/, '.ts') ?? 'no script of this project'
}
const isThere = (command: string[]): boolean => existsSync(join(root, sourceOf(command)))

describe('docker-compose.yml', () => {
  const service = z.object({
    build: z.string().optional(),
    environment: z.record(z.string(), z.string()).default({}),
    command: z.array(z.string()).optional(),
    depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
    volumes: z.array(z.string()).default([]),
    ports: z.array(z.string()).default([]),
    healthcheck: z.unknown().optional(),
  })
  const file = z
    .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) })
    .parse(parse(text('docker-compose.yml'), { merge: true }))
  const ours = Object.entries(file.services).filter(([, s]) => s.build !== undefined)

  test('runs two bots and what prepares the book for them', () => {
    expect(ours.map(([name]) => name).toSorted()).toEqual(['bot-1', 'bot-2', 'prepare'])
  })

  test.each(ours)('%s has settings that the product knows and takes, and a program that is built', (_name, one) => {
    const { NODE_ENV, ...settings } = one.environment
    expect(NODE_ENV).toBe('production')
    expect(Object.keys(settings).filter((name) => !SETTING_NAMES.includes(name))).toEqual([])
    expect(readConfig({ NODE_ENV, ...settings })).toMatchObject({ ok: true, config: { sandbox: false } })
    if (one.command) expect([one.command, isThere(one.command)]).toEqual([one.command, true])
    for (const port of one.ports) expect(port).toMatch(new RegExp(`^127\\.0\\.0\\.1:\\d+:${settings['PORT']}$`))
  })

  test.each(Object.entries(file.services))(
    '%s waits for services that are there, and keeps its data where it is named',
    (_name, one) => {
      for (const [other, { condition }] of Object.entries(one.depends_on)) {
        const awaited = file.services[other]
        expect([other, awaited !== undefined]).toEqual([other, true])
        if (condition === 'service_healthy') expect([other, awaited?.healthcheck !== undefined]).toEqual([other, true])
      }
      for (const volume of one.volumes) expect(Object.keys(file.volumes)).toContain(volume.split(':')[0])
    },
  )

  test('the addresses name the services beside them', () => {
    for (const [, { environment }] of ours)
      for (const name of ['MONGODB_URL', 'REDIS_URL'])
        expect(Object.keys(file.services)).toContain(new URL(environment[name] ?? '').hostname)
  })

  test('Redis is set up as the product wants it', () => {
    expect(file.services['redis']?.command?.join(' ')).toContain('--maxmemory-policy noeviction')
  })
})

describe('the image and the systemd unit', () => {
  const unit = text('deploy', 'gendan@.service')
  const linesOf = (name: string): string[] => [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map((m) => m[1] ?? '')

  test('both start the program that is built', () => {
    const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(text('Dockerfile')) ?? []
    expect(isThere(z.array(z.string()).parse(JSON.parse(command)))).toBe(true)
    expect(isThere(linesOf('ExecStart').flatMap((line) => line.split(' ')))).toBe(true)
  })

  test('the unit sets what the product knows, and keeps data where it may write', () => {
    const settings = Object.fromEntries(
      linesOf('Environment')
        .flatMap((line) => line.split(' '))
        .map((pair) => pair.split('=') as [string, string]),
    )
    const { NODE_ENV, ...known } = settings
    expect(NODE_ENV).toBe('production')
    expect(Object.keys(known).filter((name) => !SETTING_NAMES.includes(name))).toEqual([])
    expect(readConfig(settings)).toMatchObject({ ok: true })
    expect(linesOf('ReadWritePaths')).toContain(settings['DATA_DIR'])
  })
})
