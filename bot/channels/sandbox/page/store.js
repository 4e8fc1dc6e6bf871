/** What the page knows, and who wants to hear of changes. Only session.js writes here. */

export const state = {
  world: undefined,
  words: { roles: {}, flows: [], documents: {} },
  clock: { now: undefined, nextOpening: undefined, fixed: false },
  /** chat id -> messages, oldest first */
  messages: new Map(),
  chatId: undefined,
  /** chat id -> person id */
  speakers: new Map(),
  /** chat id -> id of the last message seen */
  seen: new Map(),
  orders: [],
  order: undefined,
  /** rises with every order that is opened, so that it starts at its top */
  openings: 0,
  /** chats, talk or order: which one a narrow window shows */
  pane: 'chats',
}

const listeners = new Map()

/** Topics: world, talk, message, speaker, chats, orders, clock, pane, online, jump. */
export function on(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, [])
  listeners.get(topic).push(listener)
}

export function emit(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail)
}

const PREFIX = 'gendan.'

/** Small things remembered between visits; a browser that forbids it only forgets. */
export const memory = {
  get(name) {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null')
    } catch {
      return null
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(PREFIX + name, JSON.stringify(value))
    } catch {
      // Private windows may refuse; nothing depends on it.
    }
  },
}
