import type { Models } from './mongo-models'

export interface Counters {
  /** The first of `count` numbers that nobody else was given. Later calls give greater ones. */
  take(name: string, count: number): Promise<number>
  /** At least this high from now on. */
  raise(name: string, to: number): Promise<void>
}

/** Numbers that grow over all processes. Gaps are possible; order numbers do not come from here. */
export function createCounters({ counters }: Models): Counters {
  // One at a time per process: servers that are MongoDB's in dialect only may let two increments overlap.
  let line: Promise<unknown> = Promise.resolve()
  return {
    take(name, count) {
      const mine = line.then(async () => {
        const doc = await counters
          .findOneAndUpdate({ _id: name }, { $inc: { n: count } }, { upsert: true, returnDocument: 'after' })
          .lean()
        return (doc?.n ?? count) - count + 1
      })
      line = mine.catch(() => undefined)
      return mine
    },
    async raise(name, to) {
      await counters.updateOne({ _id: name }, { $max: { n: to } }, { upsert: true })
    },
  }
}
