import { byOneOf } from '../../bot/first-company'

/** A right that several ask for and one has. */
function sharedRight() {
  let holder: string | undefined
  return (name: string) => ({
    acquire: async () => (holder ??= name) === name,
    async release() {
      holder = undefined
    },
  })
}

/** Something to be done once, which takes a while. */
function once() {
  const done: string[] = []
  return {
    done,
    by: (name: string) => ({
      isOpen: async () => done.length === 0,
      async work() {
        await new Promise((resolve) => setTimeout(resolve, 20))
        done.push(name)
      },
    }),
  }
}

test('of several processes that start together one loads the first company, and the others wait until it is there', async () => {
  const right = sharedRight()
  const { done, by } = once()
  const start = async (name: string): Promise<void> => {
    await byOneOf(right(name), by(name))
    expect(done).toEqual(['a'])
  }
  await Promise.all(['a', 'b', 'c'].map(start))
  await byOneOf(right('d'), by('d'))
  expect(done).toEqual(['a'])
})

test('a process that is alone, or cannot ask the others, loads it by itself', async () => {
  for (const right of [
    undefined,
    { acquire: () => Promise.reject(new Error('away')), release: () => Promise.reject(new Error('away')) },
  ]) {
    const { done, by } = once()
    await byOneOf(right, by('a'))
    expect(done).toEqual(['a'])
  }
})
