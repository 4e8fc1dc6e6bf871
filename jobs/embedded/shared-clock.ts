import { createMovableClock, type MovableClock } from './movable-clock'

interface Notes {
  read(key: string): Promise<string | undefined>
  write(key: string, value: string): Promise<void>
}

/** The other processes look for moves this often. */
const FOLLOW_MS = 200
const NOTE = 'clock-offset-ms'

export interface SharedClock {
  clock: MovableClock
  /** Looks again and again. */
  start(): void
  stop(): void
  /**
   * Takes over what another process moved the clock to. Asked for before anything is decided by the time, so that a process that is slow
   * to look does not decide by an old one.
   */
  catchUp(): Promise<void>
}

/** The offset and which move it came from: answers may overtake each other, and an old one must not turn the time back. */
const readNote = (note = ''): { offsetMs: number; move: number } => {
  const [offsetMs, move] = note.split('#').map(Number)
  return { offsetMs: offsetMs || 0, move: move || 0 }
}

/** The clock that people move in the sandbox, where several processes may have it together: its offset is kept in the book. */
export async function openSharedClock(options: {
  notes: Notes
  /** Another process moved it. */
  onMoved: () => void
  realNowMs?: () => number
}): Promise<SharedClock> {
  const { notes, onMoved, realNowMs } = options
  let known = readNote(await notes.read(NOTE))
  let timer: NodeJS.Timeout | undefined
  const clock = createMovableClock({
    offsetMs: known.offsetMs,
    ...(realNowMs ? { realNowMs } : {}),
    async saveOffset(offsetMs) {
      const before = known
      known = { offsetMs, move: before.move + 1 }
      try {
        await notes.write(NOTE, `${offsetMs}#${known.move}`)
      } catch (error) {
        known = before
        throw error
      }
    },
  })

  async function look(): Promise<void> {
    const seen = readNote(await notes.read(NOTE))
    if (seen.move <= known.move) return
    known = seen
    clock.follow(seen.offsetMs)
    onMoved()
  }
  // The storage is away: whoever needs it will notice, and the next look will do.
  const catchUp = (): Promise<void> => look().catch(() => undefined)

  return {
    clock,
    catchUp,
    start() {
      timer = setInterval(() => void catchUp(), FOLLOW_MS)
      timer.unref()
    },
    stop() {
      clearInterval(timer)
    },
  }
}
