/** One alarm that is set again and again; a longer sleep than this is cut, so that a clock set by hand is noticed. */
const LONGEST_SLEEP_MS = 15_000

export interface WakeUp {
  /** Replaces an alarm that was set before. */
  in: (ms: number) => void
  cancel: () => void
}

export function createWakeUp(ring: () => void): WakeUp {
  let timer: NodeJS.Timeout | undefined
  const cancel = (): void => {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    cancel,
    in(ms) {
      cancel()
      timer = setTimeout(ring, Math.min(Math.max(ms, 1), LONGEST_SLEEP_MS))
    },
  }
}
