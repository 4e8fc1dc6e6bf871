import { openSharedClock } from '../../../jobs/embedded/shared-clock'

const HOUR = 3_600_000

/** Notes of a slow server: each answer comes when it is let go. */
function slowNotes() {
  let value: string | undefined
  const answers: (() => void)[] = []
  let isSlow = false
  return {
    answers,
    slow: () => (isSlow = true),
    read: (): Promise<string | undefined> => {
      const seen = value
      if (!isSlow) return Promise.resolve(seen)
      return new Promise((resolve) => answers.push(() => resolve(seen)))
    },
    async write(_key: string, text: string): Promise<void> {
      value = text
    },
  }
}

describe('a clock that several processes share', () => {
  const realNowMs = (): number => 0

  test('an answer that was overtaken by a move does not turn the time back', async () => {
    const notes = slowNotes()
    const { clock, catchUp } = await openSharedClock({ notes, onMoved: () => undefined, realNowMs })
    notes.slow()
    const look = catchUp()
    await clock.advanceTo(new Date(HOUR).toISOString())
    notes.answers[0]?.()
    await look
    expect(clock.nowMs()).toBe(HOUR)
  })

  test('follows another process forwards, and back when a new world begins', async () => {
    const notes = slowNotes()
    const first = await openSharedClock({ notes, onMoved: () => undefined, realNowMs })
    let moves = 0
    const second = await openSharedClock({ notes, onMoved: () => (moves += 1), realNowMs })
    await first.clock.advanceTo(new Date(2 * HOUR).toISOString())
    await second.catchUp()
    expect(second.clock.nowMs()).toBe(2 * HOUR)
    await first.clock.restartAt(new Date(HOUR).toISOString())
    await second.catchUp()
    await second.catchUp()
    expect(second.clock.nowMs()).toBe(HOUR)
    expect(moves).toBe(2)
  })

  test('an offset kept by an earlier version is taken over', async () => {
    const notes = slowNotes()
    await notes.write('clock-offset-ms', String(HOUR))
    const { clock } = await openSharedClock({ notes, onMoved: () => undefined, realNowMs })
    expect(clock.nowMs()).toBe(HOUR)
  })
})
