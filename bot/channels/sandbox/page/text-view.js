import { h } from './dom.js'
import { BOT, membersOf, nameOf } from './people.js'
import { openOrder } from './session.js'
import { state } from './store.js'

/** The words of a message as nodes: mentions marked, numbers of known orders as links. */
export function textNodes(text, { chat, mentions = [], orderNumber }) {
  const numbers = new Set([...state.orders.map((o) => o.number), ...(orderNumber ? [orderNumber] : [])])
  const marks = [
    ...[BOT, ...membersOf(chat)].map((p) => mention(`@${p.name}`, mentions.includes(p.id) ? 'mention' : 'mention weak')),
    // The bot calls people by name, without the sign.
    ...mentions.map((id) => mention(nameOf(id), 'mention')),
    ...[...numbers].map((number) => ({ words: number, make: () => orderLink(number) })),
  ]
  const found = marks.flatMap((mark) =>
    placesOf(text, mark.words).map((start) => ({ start, end: start + mark.words.length, make: mark.make })),
  )
  // The earliest first, and of two that start together the longer: @王小明 before @王小.
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const nodes = []
  let at = 0
  for (const { start, end, make } of found) {
    if (start < at) continue
    nodes.push(text.slice(at, start), make())
    at = end
  }
  return [...nodes, text.slice(at)]
}

const mention = (words, kind) => ({ words, make: () => h('span', { class: kind }, words) })

function placesOf(text, words) {
  const places = []
  for (let i = text.indexOf(words); i >= 0 && places.length < 50; i = text.indexOf(words, i + words.length)) places.push(i)
  return places
}

export const orderLink = (number) =>
  h('button', { class: 'link', type: 'button', title: '在右边打开这张订单', onclick: () => openOrder(number) }, number)
