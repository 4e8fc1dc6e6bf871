import { gatherReads } from '../../storage/gather-reads'

/** A store that notes which keys it was asked for together. */
function aStore(rows: Record<string, string>, most: number) {
  const calls: string[][] = []
  const read = gatherReads<string>(async (keys) => {
    calls.push(keys)
    if (keys.includes('broken')) throw new Error('away')
    return new Map(keys.filter((key) => key in rows).map((key) => [key, rows[key] ?? '']))
  }, most)
  return { calls, read }
}

describe('reads that are gathered', () => {
  test('what is asked for in one turn is read with one call, each key once', async () => {
    const { calls, read } = aStore({ a: 'A', b: 'B' }, 10)
    expect(await Promise.all([read('a'), read('b'), read('a'), read('none')])).toEqual(['A', 'B', 'A', undefined])
    expect(calls).toEqual([['a', 'b', 'none']])
    expect(await read('b')).toBe('B')
    expect(calls).toHaveLength(2)
  })

  test('of very many only so many are read in a turn, and those who have theirs go on meanwhile', async () => {
    const { calls, read } = aStore({ a: 'A', b: 'B', c: 'C' }, 2)
    const order: string[] = []
    await Promise.all(
      ['a', 'b', 'c'].map(async (key) => {
        await read(key)
        order.push(key)
        await Promise.resolve()
        order.push(`${key} done`)
      }),
    )
    expect(calls).toEqual([['a', 'b'], ['c']])
    expect(order).toEqual(['a', 'b', 'a done', 'b done', 'c', 'c done'])
  })

  test('a read shows what was written before it was asked for, also while another one is under way', async () => {
    const rows: Record<string, string> = { a: 'old' }
    const { read } = aStore(rows, 10)
    const first = read('a')
    await Promise.resolve()
    rows['a'] = 'new'
    expect(await Promise.all([first, read('a')])).toEqual(['old', 'new'])
  })

  test('a call that fails fails for those who share it, and for nobody after them', async () => {
    const { read } = aStore({ a: 'A' }, 1)
    const outcome = await Promise.allSettled([read('broken'), read('a')])
    expect(outcome.map((one) => one.status)).toEqual(['rejected', 'fulfilled'])
    expect(await read('a')).toBe('A')
  })
})
