import type { FailedRow, Inbox, Outbox } from '../../domain/ports/order-book'
import { chatOf, targetOf } from '../effect-places'
import { copy, type MemoryEffect, type MemoryState } from './memory-state'

export function createMemoryInbox({ inbox }: MemoryState): Inbox {
  return {
    async accept(inbound) {
      if (inbox.has(inbound.id)) return 'repeat'
      inbox.set(inbound.id, copy(inbound))
      return 'new'
    },
    pending: async (limit) => copy([...inbox.values()].filter((inbound) => inbound !== undefined).slice(0, limit)),
    async markHandled(id) {
      inbox.set(id, undefined)
    },
  }
}

const iso = (ms: number): string => new Date(ms).toISOString()

export function createMemoryOutbox({ outbox }: MemoryState, nowIso: () => string): Outbox {
  const undone = (): MemoryEffect[] => [...outbox.values()].filter((row) => !row.done)
  /** Behind a chat's effect that was tried in vain the rest of the chat waits; an update waits for its target. */
  const lastsUntil = (rows: MemoryEffect[]) => {
    const blockedUntil = new Map<string, number>()
    return rows.flatMap((row) => {
      const chat = chatOf(row.effect)
      const target = targetOf(row.effect)
      const held = chat === undefined ? undefined : blockedUntil.get(chat)
      if (chat !== undefined && row.attempts > 0) blockedUntil.set(chat, Math.max(held ?? 0, row.nextMs))
      if (target !== undefined && outbox.get(target)?.done === undefined && outbox.has(target)) return []
      return [{ row, chat, atMs: Math.max(row.nextMs, held ?? 0) }]
    })
  }
  const messageOf = (key: string) => {
    const row = outbox.get(key)
    return row?.done?.state === 'accepted' ? { chatId: chatOf(row.effect) ?? '', messageId: row.done.messageId } : undefined
  }
  const failed = (): FailedRow[] =>
    [...outbox.values()].flatMap(({ id, effect, attempts, done, doneAt = '' }) =>
      done && done.state !== 'accepted'
        ? [{ id, effect: copy(effect), state: done.state, reason: done.reason, attempts, at: doneAt }]
        : [],
    )
  const rowOfId = (id: number): MemoryEffect | undefined => [...outbox.values()].find((row) => row.id === id)

  return {
    async due(nowIso, limit) {
      const now = Date.parse(nowIso)
      const places = new Map<string, number>()
      return lastsUntil(undone())
        .filter(({ atMs }) => atMs <= now)
        .map(({ row, chat }) => {
          const place = chat === undefined ? 0 : (places.get(chat) ?? 0)
          if (chat !== undefined) places.set(chat, place + 1)
          return { row, place }
        })
        .toSorted((a, b) => a.place - b.place || a.row.id - b.row.id)
        .slice(0, limit)
        .toSorted((a, b) => a.row.id - b.row.id)
        .map(({ row }) => ({ id: row.id, effect: copy(row.effect), attempts: row.attempts, nextAt: iso(row.nextMs) }))
    },
    async nextDueAt() {
      const instants = lastsUntil(undone()).map(({ atMs }) => atMs)
      return instants.length > 0 ? iso(Math.min(...instants)) : undefined
    },
    async record(id, delivery, retryAt) {
      const row = rowOfId(id)
      if (!row || row.done) return
      row.attempts += 1
      if (retryAt === undefined) Object.assign(row, { done: delivery, doneAt: nowIso() })
      else row.nextMs = Date.parse(retryAt)
    },
    messageOf: async (key) => messageOf(key),
    async messagesOf(keys) {
      return new Map(
        keys.flatMap((key) => {
          const message = messageOf(key)
          return message ? [[key, message] as const] : []
        }),
      )
    },
    async effectOf(chatId, messageId) {
      const found = [...outbox.values()].find((row) => {
        const message = messageOf(row.effect.key)
        return message?.chatId === chatId && message.messageId === messageId
      })
      return copy(found?.effect)
    },
    undone: async () => undone().length,
    failed: async (limit) =>
      failed()
        .toSorted((a, b) => b.at.localeCompare(a.at) || b.id - a.id)
        .slice(0, limit),
    failedCount: async () => failed().length,
    async redrive(id, now) {
      const row = rowOfId(id)
      if (!row?.done || row.done.state === 'accepted') return false
      delete row.done
      Object.assign(row, { attempts: 0, nextMs: Math.min(row.nextMs, Date.parse(now)) })
      return true
    },
  }
}
