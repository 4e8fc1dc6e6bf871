/** Lets the next one in before this one's work is done. */
export type Leave = () => void

export type Lanes = <T>(names: readonly string[], work: (leave: Leave) => Promise<T>) => Promise<T>

/** Work under the same names stands in line, so that writers of one record do not overtake each other within this process. */
export function createLanes(): Lanes {
  const last = new Map<string, Promise<unknown>>()
  return async (names, work) => {
    const before = names.map((name) => last.get(name) ?? Promise.resolve())
    let leave: Leave = () => undefined
    const left = new Promise<void>((resolve) => {
      leave = resolve
    })
    const mine = Promise.all(before).then(() => work(leave))
    const over = Promise.race([left, mine.catch(() => undefined)])
    for (const name of names) last.set(name, over)
    try {
      return await mine
    } finally {
      for (const name of names) if (last.get(name) === over) last.delete(name)
    }
  }
}
