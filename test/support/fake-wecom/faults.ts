/**
 * What goes wrong, to order. `error`: refused with a code · `slow`: done, answered after `ms` · `late`: done at once, acknowledged after
 * `ms` (later than the caller waits) · `drop`: done, never answered · `lost`: neither done nor answered · `cut`: done, connection cut.
 */
export type Fault =
  | { kind: 'error'; code: number }
  | { kind: 'slow'; ms: number }
  | { kind: 'late'; ms: number }
  | { kind: 'drop' }
  | { kind: 'lost' }
  | { kind: 'cut' }

export interface Faults {
  /** The next calls whose name holds `name` meet these faults, one each. */
  next(name: string, ...faults: Fault[]): void
  take(name: string): Fault | undefined
}

export function faults(): Faults {
  const queues: { name: string; fault: Fault }[] = []
  return {
    next(name, ...given) {
      for (const fault of given) queues.push({ name, fault })
    },
    take(name) {
      const at = queues.findIndex((q) => name.includes(q.name))
      return at < 0 ? undefined : queues.splice(at, 1)[0]?.fault
    },
  }
}

/** Counts in sliding windows as the platform does, from its own side. */
export function windows(rates: { ms: number; most: number }[]): {
  take(scope: string): boolean
  peak(scope: string, ms: number): number
} {
  const times = new Map<string, number[]>()
  return {
    take(scope) {
      const now = performance.now()
      const log = times.get(scope) ?? []
      times.set(scope, log)
      const fits = rates.every(({ ms, most }) => log.filter((t) => t > now - ms).length < most)
      log.push(now)
      return fits
    },
    peak(scope, ms) {
      const log = times.get(scope) ?? []
      return log.reduce((most, end, i) => Math.max(most, log.slice(0, i + 1).filter((t) => t > end - ms).length), 0)
    },
  }
}
