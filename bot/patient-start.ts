import { setTimeout as sleep } from 'node:timers/promises'

export interface Patience {
  /** Worth another try. */
  isPassing(error: unknown): boolean
  /** Told once, when the first try failed. */
  onWait(text: string): void
  forMs?: number
  pauseMs?: number
}

/** Begins anew until it works, or for as long as a server that comes up beside the bot may take. Throws what the last try threw. */
export async function patiently<T>(
  begin: () => Promise<T>,
  { isPassing, onWait, forMs = 30_000, pauseMs = 500 }: Patience,
): Promise<T> {
  const until = performance.now() + forMs
  for (let tries = 1; ; tries += 1) {
    try {
      return await begin()
    } catch (error) {
      if (!isPassing(error) || performance.now() > until) throw error
      if (tries === 1) onWait('数据库暂时没有回应，正在等它……')
      await sleep(pauseMs)
    }
  }
}
