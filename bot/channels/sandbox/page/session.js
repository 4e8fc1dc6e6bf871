import { api } from './api.js'
import { emit, memory, state } from './store.js'
import { told } from './toast.js'

/** Everything that changes what the page knows. */

/** How many loads of everything are under way. */
let loading = 0

/** Loads the company and all chats anew: at the start, after a lost connection, and when the world was replaced. */
export async function loadAll() {
  loading++
  try {
    const [world, words] = await Promise.all([api.world(), api.words()])
    state.world = world
    state.words = words
    state.clock = { ...state.clock, now: world.now }
    const messages = new Map()
    state.messages = messages
    await Promise.all([inTurns(world.chats, 6, (chat) => loadChat(chat, messages)), refreshClock(), refreshOrders()])
  } finally {
    loading--
  }
  restoreMemory()
  emit('world')
  emit('chats')
  emit('talk')
}

/** What is heard of a chat while its messages are on their way is newer than they are. */
async function loadChat({ id }, messages) {
  const read = await api.messages(id)
  const heard = messages.get(id) ?? []
  const known = new Set(read.map((m) => m.id))
  messages.set(id, [...read.map((m) => heard.find((h) => h.id === m.id) ?? m), ...heard.filter((m) => !known.has(m.id))])
}

/** At most `width` at a time, so that many chats do not crowd a small server. */
async function inTurns(items, width, work) {
  const queue = [...items]
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
    }),
  )
}

function restoreMemory() {
  const chats = new Map(state.world.chats.map((c) => [c.id, c]))
  const seen = memory.get('seen')
  for (const chat of chats.values()) {
    const messages = state.messages.get(chat.id) ?? []
    // On the first visit ever nothing counts as unread.
    if (seen === null) state.seen.set(chat.id, messages.at(-1)?.id)
    else if (typeof seen[chat.id] === 'string') state.seen.set(chat.id, seen[chat.id])
    const chosen = state.speakers.get(chat.id) ?? memory.get('speakers')?.[chat.id]
    state.speakers.set(chat.id, chat.memberIds.includes(chosen) ? chosen : chat.memberIds[0])
  }
  if (!chats.has(state.chatId)) state.chatId = undefined
  const remembered = memory.get('chat')
  const wide = window.matchMedia('(min-width: 720px)').matches
  if (!state.chatId && wide)
    state.chatId = chats.has(remembered)
      ? remembered
      : (state.world.chats.find((c) => c.purpose === 'intake') ?? state.world.chats[0])?.id
  if (state.chatId) markSeen(state.chatId)
}

export function openChat(chatId) {
  state.chatId = chatId
  memory.set('chat', chatId)
  markSeen(chatId)
  emit('talk')
  emit('chats')
  showPane('talk')
}

export function markSeen(chatId) {
  state.seen.set(chatId, state.messages.get(chatId)?.at(-1)?.id)
  memory.set('seen', Object.fromEntries(state.seen))
}

/** Messages that came since the chat was last looked at. */
export function unread(chatId) {
  const messages = state.messages.get(chatId) ?? []
  const last = state.seen.get(chatId)
  return messages.length - 1 - messages.findIndex((m) => m.id === last)
}

export function setSpeaker(personId) {
  state.speakers.set(state.chatId, personId)
  memory.set('speakers', Object.fromEntries(state.speakers))
  emit('speaker')
}

export function showPane(pane) {
  state.pane = pane
  emit('pane')
}

/** Puts a message where it belongs; one that is known already is replaced. */
export function takeMessage(message) {
  const list = state.messages.get(message.chatId)
  if (!list) {
    if (loading > 0) state.messages.set(message.chatId, [message])
    else void told(loadAll)
    return
  }
  const index = list.findIndex((m) => m.id === message.id)
  if (index < 0) list.push(message)
  else list[index] = message
  if (message.chatId === state.chatId && document.visibilityState === 'visible') markSeen(message.chatId)
  emit('message', { message, isNew: index < 0 })
  emit('chats')
  refreshSoon()
}

/** Fetches what came after the last message that is known. */
export async function catchUp(chatId) {
  for (const message of await api.messages(chatId, state.messages.get(chatId)?.at(-1)?.id)) takeMessage(message)
}

/** The same for all chats. */
export const catchUpAll = () => inTurns(state.world.chats, 6, ({ id }) => catchUp(id))

export async function refreshClock() {
  try {
    setClock(await api.clock())
  } catch (error) {
    if (error.code !== 'CLOCK_FIXED') throw error
    state.clock = { now: state.world?.now, nextOpening: undefined, fixed: true }
    emit('clock')
  }
}

/** More than this cannot be the time passing by itself. */
const JUMP_MS = 5 * 60_000

export function setClock({ now, nextOpening }) {
  const jumped = Date.parse(now) - Date.parse(state.clock.now) > JUMP_MS
  state.clock = { now, nextOpening, fixed: false }
  emit('clock')
  // What became due in between may have changed orders without a word in any chat.
  if (jumped) refreshSoon()
}

export async function refreshOrders() {
  state.orders = await api.orders()
  if (state.order) state.order = state.orders.find((o) => o.number === state.order.number)
  emit('orders')
}

const SOON_MS = 300
let refreshing
let lastTookMs = 0

/** Orders follow the talk: after a burst of messages they are read once, and less often where there are very many. */
export function refreshSoon() {
  clearTimeout(refreshing)
  refreshing = setTimeout(() => void told(refresh), Math.max(SOON_MS, 3 * lastTookMs))
}

async function refresh() {
  const from = performance.now()
  await Promise.all([refreshOrders(), state.clock.fixed ? undefined : refreshClock()])
  lastTookMs = performance.now() - from
}

/** Shows an order at the side; without a number, the list. */
export async function openOrder(number) {
  state.openings += 1
  state.order =
    number === undefined ? undefined : (state.orders.find((o) => o.number === number) ?? (await told(() => api.order(number))))
  emit('orders')
  showPane('order')
}
