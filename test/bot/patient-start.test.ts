import { fault } from '../../domain/fault'
import { patiently } from '../../bot/patient-start'

const away = fault('STORAGE_UNREACHABLE', 'away')
const isPassing = (error: unknown): boolean => error === away

/** Fails so many times, then works. */
function failing(times: number, error: unknown = away) {
  const told: string[] = []
  let tries = 0
  const begin = async (): Promise<number> => {
    tries += 1
    if (tries <= times) throw error
    return tries
  }
  return { told, begin, options: { isPassing, onWait: (text: string) => void told.push(text), pauseMs: 1 }, tries: () => tries }
}

test('a start goes on once the database answers, and says once that it waits', async () => {
  const { told, begin, options } = failing(3)
  expect(await patiently(begin, options)).toBe(4)
  expect(told).toEqual(['数据库暂时没有回应，正在等它……'])
})

test('it waits for no longer than it may, and not at all for what does not pass', async () => {
  const never = failing(1e9)
  await expect(patiently(never.begin, { ...never.options, forMs: 30 })).rejects.toBe(away)
  expect(never.tries()).toBeGreaterThan(1)
  const wrong = failing(1e9, new Error('wrong flow'))
  await expect(patiently(wrong.begin, wrong.options)).rejects.toThrow('wrong flow')
  expect([wrong.tries(), wrong.told]).toEqual([1, []])
})
