export type Lanes = <T>(names: readonly string[], work: () => Promise<T>) => Promise<T>

/** Work under the same names stands in line, so that writers of one record do not overtake each other within this process. */
export function createLanes(): Lanes {
  const last = new Map<string, Promise<unknown>>()
  return async (names, work) => {
    const before = names.map((name) => last.get(name) ?? Promise.resolve())
    const mine = Promise.all(before).then(work)
    const quiet = mine.catch(() => undefined)
    for (const name of names) last.set(name, quiet)
    try {
      return await mine
    } finally {
      for (const name of names) if (last.get(name) === quiet) last.delete(name)
    }
  }
}
