import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FAKE, fakeWecom, type FakeWecom } from '../support/fake-wecom/fake-wecom'

const root = join(__dirname, '..', '..')

describe('the program with WeCom settings', () => {
  let fake: FakeWecom
  const dataDir = mkdtempSync(join(tmpdir(), 'gendan-start-'))
  beforeAll(async () => {
    fake = await fakeWecom()
  })
  afterAll(async () => {
    await fake.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  function run(script: string, env: Record<string, string>) {
    const child = spawn(process.execPath, ['-r', join(root, 'test/support/run-typescript.cjs'), join(root, script)], {
      cwd: dataDir,
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn', ...env },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const code = new Promise<number | null>((resolve) => child.on('exit', (c) => resolve(c)))
    const until = async (holds: () => boolean): Promise<void> => {
      for (let i = 0; i < 400 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 25))
      if (!holds()) throw new Error(`waited in vain; the program said:\n${said}`)
    }
    return { child, code, until, said: () => said }
  }
  const env = (): Record<string, string> => ({
    WECOM_BOT_ID: FAKE.botId,
    WECOM_BOT_SECRET: FAKE.botSecret,
    WECOM_API_URL: fake.apiUrl,
    WECOM_WS_URL: fake.wsUrl,
  })

  test('says what is not set, connects, and leaves in peace when told to stop', async () => {
    const { child, code, until, said } = run('bot/main.ts', env())
    await until(() => fake.bot.isSubscribed() && said().includes('已就绪'))
    expect(said()).toContain('企业微信：没有设置自建应用')
    expect(said()).not.toContain(FAKE.botSecret)
    child.kill('SIGTERM')
    expect(await code).toBe(0)
    await until(() => !fake.bot.isSubscribed())
  })

  test('starts with the company of the file, and tells each fault of a wrong one', async () => {
    const company = JSON.parse(readFileSync(join(root, 'bot/sample/paper-mill.json'), 'utf8')) as {
      company: { name: string }
      people: { id: string }[]
    }
    const own = join(dataDir, 'company.json')
    writeFileSync(own, `\uFEFF${JSON.stringify({ ...company, people: [{ id: 'a b', name: '', roles: ['king'] }] })}`)
    const wrong = run('bot/main.ts', { COMPANY_FILE: own, DATA_DIR: join(dataDir, 'fresh') })
    expect(await wrong.code).toBe(2)
    expect(wrong.said()).toMatch(/company\.json：people\.0\.id .*\n.*people\.0\.name/)
    writeFileSync(own, JSON.stringify({ ...company, company: { ...company.company, name: '自己的厂' } }))
    const port = 20_000 + Math.floor(Math.random() * 20_000)
    const right = run('bot/main.ts', { COMPANY_FILE: own, DATA_DIR: join(dataDir, 'fresh'), PORT: String(port) })
    await right.until(() => right.said().includes('已就绪'))
    const world = (await (await fetch(`http://127.0.0.1:${port}/sandbox/api/world`)).json()) as { company: { name: string } }
    expect(world.company.name).toBe('自己的厂')
    right.child.kill('SIGTERM')
    expect(await right.code).toBe(0)
  })

  test('does not start with half a setting, and names the missing half', async () => {
    const { code, said } = run('bot/main.ts', { WECOM_CORP_ID: 'ww1' })
    expect(await code).toBe(2)
    expect(said()).toContain('WECOM_AGENT_ID')
  })
})
