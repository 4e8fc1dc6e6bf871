import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { evolve } from '../../../domain/order/evolve-order'
import { openSqliteStorage } from '../../../storage/sqlite/open-sqlite-storage'
import { verify } from '../../../storage/verify'
import { scratchFolder } from '../../contract/open-engine'
import { fakeClock, silentLog } from '../../support/fake-clock'

const HOOK = join(__dirname, '../../support/run-typescript.cjs')
const CHILD = join(__dirname, 'write-until-killed.ts')

/** Lets a process write until it has acknowledged `count` orders, then kills it in the middle of its work. */
function writeUntilKilled(path: string, count: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-r', HOOK, CHILD, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text: string) => {
      said += text
      if (said.split('\n').length > count) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(said.split('\n').slice(0, -1))
      else reject(new Error('the writing process ended by itself'))
    })
  })
}

test('every write that was acknowledged is there after kill -9, three times over, and the lock is free [P1] [P19]', async () => {
  const { folder, remove } = scratchFolder()
  const path = join(folder, 'gendan.db')
  const acknowledged: string[] = []
  for (const count of [1, 40, 25]) acknowledged.push(...(await writeUntilKilled(path, count)))
  const storage = await openSqliteStorage({ path, log: silentLog, nowIso: fakeClock().nowIso })
  for (const number of acknowledged) {
    expect(await storage.book.load(number)).toMatchObject({ version: 1 })
  }
  const accepted = new Set((await storage.inbox.pending(10_000)).map((inbound) => inbound.id))
  expect(acknowledged.filter((number) => !accepted.has(`in-${number}`))).toEqual([])
  expect(acknowledged.length).toBeGreaterThanOrEqual(66)
  expect(new Set(acknowledged).size).toBe(acknowledged.length)
  expect(await verify(storage, evolve)).toEqual([])
  await storage.close()
  remove()
})
