import type { Order } from '../../domain/order/order'
import type { WrittenJson } from '../written-json'

/** So many orders are kept as they were read or written last, as long as their stored texts are not longer than this together. */
const MOST_KEPT = 1024
const MOST_CHARACTERS = 4_000_000

/** What identifies a stored state without reading it. */
export interface StateMark {
  number: string
  version: number
  state_crc: number
  event_count: number
  head_hash: string
}

/** An order with what stands beside it in its row. */
export interface KeptOrder extends StateMark {
  order: Order
  /** How its state was written, where this process wrote it. */
  written?: WrittenJson
  /** Length of its stored text, in bytes or characters. */
  size: number
}

/** Orders as they were read or written last, each for as long as the stored one is the same. Nobody writes into an order, so one copy serves all readers. */
export interface OrderCache {
  /** As it was read or written last. While one process has the book to itself only a write that is not answered yet can have overtaken it. */
  last(number: string): KeptOrder | undefined
  /** The same where the stored one is still in this state. */
  at(mark: Pick<StateMark, 'number' | 'version' | 'state_crc'>): KeptOrder | undefined
  keep(kept: KeptOrder): void
  drop(number: string): void
  clear(): void
}

export function createOrderCache(most = MOST_KEPT, mostCharacters = MOST_CHARACTERS): OrderCache {
  const kept = new Map<string, KeptOrder>()
  let characters = 0

  function drop(number: string): void {
    characters -= kept.get(number)?.size ?? 0
    kept.delete(number)
  }

  function keep(one: KeptOrder): void {
    // The one used last stands last; the first one goes.
    drop(one.number)
    kept.set(one.number, one)
    characters += one.size
    for (const oldest of kept.keys()) {
      if (kept.size <= most && characters <= mostCharacters) return
      drop(oldest)
    }
  }

  return {
    last(number) {
      const known = kept.get(number)
      if (known) keep(known)
      return known
    },
    at({ number, version, state_crc: crc }) {
      const known = kept.get(number)
      if (known?.version !== version || known.state_crc !== crc) return undefined
      keep(known)
      return known
    },
    keep,
    drop,
    clear() {
      kept.clear()
      characters = 0
    },
  }
}
