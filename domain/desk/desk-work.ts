import type { Effect } from '../effect'
import type { RecordDecision } from '../record/record'
import { evolveDesk, type Desk, type DeskEvent } from './desk'

/** The page on which one decision about a desk is written; the desk is opened with its first event. */
export interface DeskWork {
  readonly desk: Desk
  emit(event: DeskEvent): void
  push(effect: Effect): void
  decision(): RecordDecision<Desk>
}

export function beginDeskWork(start: Desk | undefined, id: string): DeskWork {
  const events: DeskEvent[] = []
  const effects: Effect[] = []
  let desk = start
  const opened = (): Desk => {
    if (!desk) {
      const birth: DeskEvent = { type: 'DeskOpened', id }
      events.push(birth)
      desk = evolveDesk(undefined, birth)
    }
    return desk
  }
  return {
    get desk() {
      return opened()
    },
    emit(event) {
      desk = evolveDesk(opened(), event)
      events.push(event)
    },
    push(effect) {
      effects.push(effect)
    },
    decision: () => ({ accepted: true, record: opened(), events, effects }),
  }
}
