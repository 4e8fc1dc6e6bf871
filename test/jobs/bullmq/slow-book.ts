import { setTimeout as sleep } from 'node:timers/promises'
import type { Inbound } from '../../../domain/message'
import { openMemoryStorage } from '../../../storage/memory/memory-storage'
import { fakeClock } from '../../support/fake-clock'

export const SLOW = (ms: number): Promise<void> => sleep(ms)

/** A book whose handler takes its time and notes what it did. */
export function createSlowBook() {
  const storage = openMemoryStorage({ nowIso: fakeClock().nowIso })
  const handled: string[] = []
  let running = 0
  let most = 0
  return {
    storage,
    handled,
    /** How many events were being handled at the same time at most. */
    most: () => most,
    async handle(inbound: Inbound): Promise<void> {
      running += 1
      most = Math.max(most, running)
      await SLOW(4)
      handled.push(inbound.id)
      running -= 1
    },
  }
}
