/** Reads many rows by their keys in one call. */
export type ReadMany<Row> = (keys: string[]) => Promise<Map<string, Row>>

interface Waiting<Row> {
  key: string
  resolve: (row: Row | undefined) => void
  reject: (error: unknown) => void
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Reads single rows that were asked for in one turn with one call: when many timers fall due at once, a thousand orders are wanted in the
 * same instant. Of very many, `most` are read in a turn, so that the first ones are dealt with before the last ones take up memory.
 * Every read begins after it was asked for, so it shows what was written before. A failed call fails all who share it.
 */
export function gatherReads<Row>(readMany: ReadMany<Row>, most: number): (key: string) => Promise<Row | undefined> {
  let waiting: Waiting<Row>[] = []

  async function read(portion: Waiting<Row>[]): Promise<void> {
    try {
      const rows = await readMany([...new Set(portion.map(({ key }) => key))])
      for (const { key, resolve } of portion) resolve(rows.get(key))
    } catch (error) {
      for (const { reject } of portion) reject(error)
    }
  }

  async function flush(): Promise<void> {
    const all = waiting
    waiting = []
    for (let i = 0; i < all.length; i += most) {
      if (i > 0) await nextTurn()
      await read(all.slice(i, i + most))
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) queueMicrotask(() => void flush())
      waiting.push({ key, resolve, reject })
    })
}
