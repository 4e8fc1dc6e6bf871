import { orderNumber } from '../domain/order/order-number'
import type { CommitResult, OrderBook } from '../domain/ports/order-book'
import { createLanes } from './lanes'

/** A number for a new order, and the one before it where that is still on its way into the book. */
export interface FreeNumber {
  prefix: string
  serial: number
  number: string
  follows?: string
}

/** Hands the birth of the order of this number in. */
export type HandIn = (free: FreeNumber, commit: () => Promise<CommitResult>) => Promise<CommitResult>

export interface NumberLine {
  /** The next free number under a prefix. Others may take it: then the book says so, and the next one is asked for. */
  next(prefix: string): Promise<FreeNumber>
  /** One birth after the other, so that they do not race each other for the same number. */
  inTurn<T>(birth: (handIn: HandIn) => Promise<T>): Promise<T>
}

/**
 * Numbers without gaps for the orders of one process. A book that writes in the order in which it was asked need not have written a birth
 * before the next one is handed in, so that many share one trip to the disk: the later one names the earlier and does not hold without it.
 */
export function createNumberLine(book: Pick<OrderBook, 'highestSerial' | 'keepsOrder'>): NumberLine {
  /** The highest serial under each prefix that was handed in and is not answered yet. */
  const onTheWay = new Map<string, number>()
  const inLane = createLanes()

  return {
    async next(prefix) {
      const stored = await book.highestSerial(prefix)
      const last = Math.max(stored, onTheWay.get(prefix) ?? 0)
      const free = { prefix, serial: last + 1, number: orderNumber(prefix, last + 1) }
      return last > stored ? { ...free, follows: orderNumber(prefix, last) } : free
    },
    inTurn: (birth) =>
      inLane(['birth'], (leave) =>
        birth(async ({ prefix, serial }, commit) => {
          const answer = commit()
          if (book.keepsOrder) {
            onTheWay.set(prefix, serial)
            leave()
          }
          try {
            return await answer
          } finally {
            if (onTheWay.get(prefix) === serial) onTheWay.delete(prefix)
          }
        }),
      ),
  }
}
