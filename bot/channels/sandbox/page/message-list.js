import { fill, h, icon } from './dom.js'
import { messageView } from './message-view.js'
import { speaker } from './people.js'
import { state } from './store.js'
import { dayOf, nearDay } from './time.js'

/** Messages of one person within this time stand under one name. */
const JOIN_MS = 5 * 60_000
/** Messages drawn at first, and added with each look back: thousands at once would make every change slow. */
const DEPTH = 200

/** The messages of the chosen chat. Stays at the end while the reader is there, and tells of news when not. */
export function messageList({ onquote, empty }) {
  const element = h('div', { class: 'messages', role: 'log', 'aria-label': '消息', tabindex: '0' })
  const more = h('button', { class: 'more', type: 'button', hidden: true, onclick: () => toEnd() }, icon('down'), ' 有新消息')
  let atEnd = true
  let depth = DEPTH
  let linked = new Set()

  const toEnd = () => {
    element.scrollTop = element.scrollHeight
    atEnd = true
    more.hidden = true
  }
  const stay = () => atEnd && toEnd()

  element.addEventListener('scroll', () => {
    atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 80
    if (atEnd) more.hidden = true
  })
  // Pictures have no height until they are there, and the pane shrinks while a long message is typed.
  element.addEventListener('load', stay, true)
  new ResizeObserver(stay).observe(element)

  const view = (message, before) =>
    messageView(message, { mine: message.fromId === speaker()?.id, joined: isJoined(message, before), onquote, onjump: jump })

  const withDay = (message, before) =>
    before && dayOf(before.at) === dayOf(message.at)
      ? [view(message, before)]
      : [
          h('div', { class: 'day', role: 'separator', 'data-at': message.at }, h('span', {}, nearDay(message.at))),
          view(message, before),
        ]

  const draw = () => {
    const messages = messagesHere()
    if (messages.length === 0) return fill(element, empty())
    const first = Math.max(0, messages.length - depth)
    return fill(
      element,
      first > 0 && h('button', { class: 'button small earlier', type: 'button', onclick: lookBack }, '更早的消息'),
      messages.slice(first).map((m, i) => withDay(m, messages[first + i - 1])),
    )
  }

  const lookBack = () => {
    const fromEnd = element.scrollHeight - element.scrollTop
    depth += DEPTH
    draw()
    element.scrollTop = element.scrollHeight - fromEnd
  }

  const jump = (messageId) => {
    if (!document.getElementById(`m-${messageId}`) && messagesHere().some((m) => m.id === messageId)) {
      depth = Number.POSITIVE_INFINITY
      draw()
    }
    const target = document.getElementById(`m-${messageId}`)
    if (!target) return
    atEnd = false
    target.scrollIntoView({ block: 'center' })
    target.classList.remove('found')
    // Reading the width lets the same animation start again.
    void target.offsetWidth
    target.classList.add('found')
    target.focus({ preventScroll: true })
  }

  return {
    element,
    more,
    jump,
    /** Another chat, or everything anew. */
    show() {
      depth = DEPTH
      draw()
      toEnd()
    },
    /** The same messages, seen by somebody else. */
    redraw() {
      const { scrollTop } = element
      draw()
      element.scrollTop = scrollTop
    },
    /** Today became yesterday. */
    redate() {
      for (const day of element.querySelectorAll('.day')) day.firstChild.textContent = nearDay(day.dataset.at)
    },
    /** Orders that are new turn into links where they are named. */
    link(numbers) {
      const fresh = numbers.filter((n) => !linked.has(n))
      linked = new Set(numbers)
      if (fresh.length === 0) return
      const messages = messagesHere()
      for (const [i, message] of messages.entries()) {
        if (message.card || !fresh.some((n) => message.text.includes(n))) continue
        document.getElementById(`m-${message.id}`)?.replaceWith(view(message, messages[i - 1]))
      }
    },
    take({ message, isNew }) {
      const messages = messagesHere()
      const before = messages[messages.indexOf(message) - 1]
      const shown = document.getElementById(`m-${message.id}`)
      const follow = atEnd || (isNew && message.fromId === speaker()?.id)
      if (shown) shown.replaceWith(view(message, before))
      else if (before && document.getElementById(`m-${before.id}`)) element.append(...withDay(message, before))
      else draw()
      if (follow) toEnd()
      else if (isNew) more.hidden = false
    },
  }
}

const messagesHere = () => state.messages.get(state.chatId) ?? []

const isJoined = (message, before) =>
  before !== undefined &&
  !message.card &&
  before.fromId === message.fromId &&
  dayOf(before.at) === dayOf(message.at) &&
  Date.parse(message.at) - Date.parse(before.at) < JOIN_MS
