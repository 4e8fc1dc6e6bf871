import { crc32 } from 'node:zlib'
import type { Order } from '../../domain/order/order'
import type { ChainHead } from '../event-chain'
import type { NumberParts } from '../split-number'
import { crcFault, instantMs } from './mongo-faults'
import type { OrderDoc } from './mongo-models'

/** The document of an order. Throws RangeError where an instant cannot be read. */
export function orderDocument(order: Order, version: number, parts: NumberParts, head: ChainHead): OrderDoc {
  const state = JSON.stringify(order)
  const timers = order.timers.map(({ key, dueAt }) => ({ key, dueAt, dueMs: instantMs(dueAt) }))
  return {
    _id: order.number,
    version,
    birthKey: order.birthKey,
    prefix: parts.prefix,
    serial: parts.serial,
    customerId: order.customer?.id ?? null,
    salesId: order.salesId,
    status: order.status,
    active: order.phase === 'draft' || order.phase === 'running',
    createdMs: instantMs(order.createdAt),
    eventCount: head.count,
    headHash: head.hash,
    crc: crc32(state),
    state,
    openSteps: Object.keys(order.steps).filter((id) => order.steps[id]?.state === 'open'),
    promptIds: order.prompts.map((prompt) => prompt.id),
    openPrompts: order.prompts
      .filter((prompt) => prompt.state === 'open')
      .map(({ id, chatId, assigneeIds, askedAt }) => ({
        id,
        chatId,
        people: [...new Set(assigneeIds)],
        askedMs: instantMs(askedAt),
      })),
    timers,
    nextDueMs: timers.length > 0 ? Math.min(...timers.map((timer) => timer.dueMs)) : null,
  }
}

/** Reads a stored order; a flipped bit is found by its checksum and never served. */
export function readOrder({ _id, state, crc }: Pick<OrderDoc, '_id' | 'state' | 'crc'>): Order {
  if (crc32(state) !== crc) throw crcFault(_id)
  return JSON.parse(state) as Order
}
