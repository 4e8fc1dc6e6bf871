import { inBatches, type Outcome } from '../../../storage/mongo/batches'

/** A server that notes what it was given together and answers when it is told to. */
function aServer(limits: { most: number; atOnce: number; sizeOf?: (item: string) => number }) {
  const calls: { items: string[]; answer: () => void }[] = []
  const write = inBatches<string, string>(
    limits,
    (items) =>
      new Promise<Outcome<string>[]>((resolve, reject) => {
        const answer = (): void =>
          items.includes('away')
            ? reject(new Error('away'))
            : resolve(items.map((item) => (item === 'bad' ? { error: new Error('bad') } : { value: item.toUpperCase() })))
        calls.push({ items, answer })
      }),
  )
  return { calls, write, given: () => calls.map(({ items }) => items.join(' ')) }
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('writes in batches', () => {
  test('what comes in one turn goes together, and each has its own outcome', async () => {
    const { calls, write, given } = aServer({ most: 10, atOnce: 2 })
    const told = Promise.allSettled([write('a'), write('bad'), write('c')])
    await turn()
    expect(given()).toEqual(['a bad c'])
    calls[0]?.answer()
    expect(await told).toMatchObject([
      { status: 'fulfilled', value: 'A' },
      { status: 'rejected', reason: { message: 'bad' } },
      { status: 'fulfilled', value: 'C' },
    ])
  })

  test('while as many calls as may be are under way, what comes waits and then goes together', async () => {
    const { calls, write, given } = aServer({ most: 3, atOnce: 1 })
    const first = write('a')
    await turn()
    const others = ['b', 'c', 'd', 'e'].map(write)
    await turn()
    expect(given()).toEqual(['a'])
    calls[0]?.answer()
    await first
    await turn()
    await turn()
    expect(given()).toEqual(['a', 'b c d'])
    calls[1]?.answer()
    await others[0]
    await turn()
    await turn()
    calls[2]?.answer()
    expect(await Promise.all(others)).toEqual(['B', 'C', 'D', 'E'])
    expect(given()).toEqual(['a', 'b c d', 'e'])
  })

  test('a call that fails as a whole fails for those in it alone', async () => {
    const { calls, write } = aServer({ most: 1, atOnce: 2 })
    const told = Promise.allSettled([write('away'), write('b')])
    await turn()
    for (const { answer } of calls) answer()
    expect((await told).map((one) => one.status)).toEqual(['rejected', 'fulfilled'])
  })

  test('a server that answers slowly is given less at a time', async () => {
    const now = jest.spyOn(performance, 'now')
    let clock = 0
    now.mockImplementation(() => clock)
    const { calls, write, given } = aServer({ most: 64, atOnce: 1 })
    const round = async (ms: number): Promise<number> => {
      const before = calls.length
      const told = Promise.all(Array.from({ length: 100 }, (_, i) => write(`${i}`)))
      while (calls.length === before) await turn()
      const first = given()[before]?.split(' ').length ?? 0
      for (let done = before; ; done += 1) {
        while (calls.length <= done) {
          const isOver = await Promise.race([told.then(() => true), turn().then(() => false)])
          if (isOver) return first
        }
        clock += ms
        calls[done]?.answer()
      }
    }
    expect(await round(10)).toBe(8)
    expect(await round(1000)).toBe(64)
    expect(await round(1000)).toBe(8)
    now.mockRestore()
  })

  test('what is very long goes alone', async () => {
    const { write, given } = aServer({ most: 10, atOnce: 5, sizeOf: (item) => (item === 'long' ? 5_000_000 : 1) })
    for (const item of ['a', 'long', 'b', 'c']) void write(item)
    await turn()
    expect(given()).toEqual(['a', 'long', 'b c'])
  })
})
