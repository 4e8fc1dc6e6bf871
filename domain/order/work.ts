import { chatFor, originChat } from '../access/where-to-say'
import type { Card } from '../cards/card'
import type { Decision } from '../decision'
import type { Effect } from '../effect'
import type { Reminder } from '../desk/reminder'
import type { Facts } from '../facts'
import type { Flow } from '../flow/flow'
import { type DuePlan, dueBy } from './due-plan'
import { evolve } from './evolve-order'
import type { Order, Timer } from './order'
import type { OrderEvent } from './order-events'

/** A file shown with a message; documents are named by their effect key. */
export interface Attached {
  name: string
  mimeType: string
  ref: string
}

export type Armed = Omit<Timer, 'dueAt' | 'plan'> & ({ plan: DuePlan; dueAt?: never } | { dueAt: string; plan?: never })

/**
 * The page on which one decision is written: each event is folded in at once, so that the next rule sees what the last one decided.
 * Lives for one call of decide.
 */
export interface Work {
  readonly order: Order
  readonly facts: Facts
  readonly flow: Flow
  /** The answer that is being given, and until when it can be taken back. */
  undo?: { promptId: string; until: string }
  /** Effects wished for so far. */
  effects(): Effect[]
  /** Puts another effect in the place of the one with the same key. */
  replace(effect: Effect): void
  emit(event: OrderEvent): void
  /** Says something in a chat. `must` goes before notes when a platform limits. */
  say(
    chatId: string | undefined,
    text: string,
    options?: {
      mentions?: string[]
      replyTo?: string
      card?: Card
      promptId?: string
      urgency?: 'must' | 'note'
      attachments?: Attached[]
      /** Leaves the house and may wait until the answer behind it cannot be taken back any more. */
      mayWait?: boolean
      /** Held back until this instant. */
      notBefore?: string
    },
  ): string
  /** Says something to people, once per chat, with mentions. */
  tell(personIds: string[], text: string, card?: Card, attachments?: Attached[]): void
  update(targetKey: string, chatId: string, text: string, card: Card): void
  push(effect: Effect): void
  /** Has people reminded, by the desk of the first of each chat; nobody to remind is nothing to do. */
  remind(reminder: Reminder): void
  /** Arms a timer for the instant of its plan, or for an instant that no calendar moves. */
  arm(timer: Armed): void
  disarm(match: (timer: Timer) => boolean): void
  decision(also?: Order[]): Decision
}

/** Timers that keep their seconds: instants of a rule, not moments to speak. */
const SECONDS = new Set<Timer['kind']>(['roll-over', 'open'])

/** Reminders fall due at full minutes, so that those of one minute go out together. */
const toMinute = (iso: string): string => iso.replace(/(T\d\d:\d\d):\d\d(?:\.\d+)?/, '$1:00')

/** What might have waited and does not is an effect like any other. */
const plainly = (effect: Effect): Effect => {
  if (!('held' in effect) || effect.notBefore !== undefined) return effect
  const { held: _held, ...plain } = effect
  return plain
}

/** Whether a chat hears these words already by this decision: then the people are named there too. */
function joined(effects: Effect[], chatId: string, text: string, mentions: string[]): boolean {
  const at = effects.findIndex((e) => e.kind === 'send' && e.message.chatId === chatId && e.message.text === text)
  const said = effects[at]
  if (said?.kind !== 'send') return false
  const all = [...new Set([...said.message.mentions, ...mentions])]
  effects[at] = { ...said, message: { ...said.message, mentions: all } }
  return true
}

export function beginWork(start: Order | undefined, facts: Facts, flow: Flow): Work {
  let order = start
  const events: OrderEvent[] = []
  const effects: Effect[] = []
  const current = (): Order => {
    if (!order) throw new Error('the order is not created yet')
    return order
  }
  const key = (): string => `${current().number}:${facts.newId()}`
  const work: Work = {
    get order() {
      return current()
    },
    facts,
    flow,
    emit(event) {
      order = evolve(order, event, { at: facts.now, byId: facts.actorId })
      events.push(event)
    },
    say(chatId, text, options = {}) {
      const k = key()
      const target = chatId ?? originChat(current())
      if (!target) return k
      const { mentions = [], replyTo, card, promptId, urgency = 'must', attachments = [], mayWait, notBefore } = options
      effects.push({
        kind: 'send',
        key: k,
        urgency,
        ...(mayWait ? { held: { orderNumber: current().number } } : {}),
        ...(notBefore ? { notBefore } : {}),
        message: {
          chatId: target,
          text,
          mentions,
          ...(replyTo ? { replyTo } : {}),
          ...(card ? { card } : {}),
          ...(promptId ? { promptId } : {}),
          ...(attachments.length > 0 ? { attachments } : {}),
        },
      })
      return k
    },
    tell(personIds, text, card, attachments = []) {
      const byChat = new Map<string, string[]>()
      for (const id of new Set(personIds)) {
        const chat = chatFor(facts.directory, current(), id) ?? originChat(current())
        if (chat) byChat.set(chat, [...(byChat.get(chat) ?? []), id])
      }
      for (const [chat, mentions] of byChat)
        if (!joined(effects, chat, text, mentions)) work.say(chat, text, { mentions, attachments, ...(card ? { card } : {}) })
    },
    update(targetKey, chatId, text, card) {
      effects.push({ kind: 'update', key: key(), targetKey, message: { chatId, text, mentions: [], card } })
    },
    effects: () => [...effects],
    replace(effect) {
      const at = effects.findIndex((e) => e.key === effect.key)
      if (at >= 0) effects[at] = effect
    },
    push(effect) {
      effects.push(effect)
    },
    remind(reminder) {
      const byChat = new Map<string, string[]>()
      for (const id of new Set(reminder.toIds)) {
        const chat = chatFor(facts.directory, current(), id) ?? ''
        byChat.set(chat, [...(byChat.get(chat) ?? []), id])
      }
      for (const toIds of byChat.values()) work.emit({ type: 'ReminderDue', reminder: { ...reminder, toIds } })
    },
    arm(armed) {
      const dueAt = armed.plan ? dueBy(armed.plan, facts.clock) : armed.dueAt
      work.emit({ type: 'TimerArmed', timer: { ...armed, dueAt: SECONDS.has(armed.kind) ? dueAt : toMinute(dueAt) } })
    },
    disarm(match) {
      for (const t of current().timers.filter(match)) work.emit({ type: 'TimerCleared', key: t.key })
    },
    decision(also = []) {
      return { accepted: true, order: current(), events, effects: effects.map(plainly), also }
    },
  }
  return work
}
