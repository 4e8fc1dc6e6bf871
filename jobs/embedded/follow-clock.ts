import { setTimeout as wait } from 'node:timers/promises'

/** The sandbox's clock is looked at this often by the other processes. */
const FOLLOW_MS = 80

/** Follows a movable clock that another process over the same store may have moved. */
export function followClock(parts: {
  clock: { offsetMs(): number; follow(offsetMs: number): void }
  notes: { read(name: string): Promise<string | undefined> }
  onMoved(): void
}): { start(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  const look = (): void =>
    void parts.notes.read('clock-offset-ms').then(
      (offset) => {
        if (Number(offset ?? '0') === parts.clock.offsetMs()) return
        parts.clock.follow(Number(offset))
        parts.onMoved()
      },
      () => undefined, // The storage is away; the next look will do.
    )
  return {
    start: () => {
      timer = setInterval(look, FOLLOW_MS).unref()
    },
    stop: () => clearInterval(timer),
  }
}

/** Until every process has seen the moved clock. */
export const waitUntilFollowed = (): Promise<void> => wait(FOLLOW_MS * 3)
