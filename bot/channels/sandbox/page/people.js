import { h } from './dom.js'
import { state } from './store.js'

export const BOT = { id: 'bot', name: '跟单助手', roles: [] }

export const personOf = (id) => (id === 'bot' ? BOT : state.world?.people.find((p) => p.id === id))
export const nameOf = (id) => personOf(id)?.name ?? id ?? '（未知）'
export const roleName = (role) => state.words.roles[role] ?? role
export const rolesOf = (person) => (person.id === 'bot' ? '机器人' : person.roles.map(roleName).join('、'))
export const chatOf = (id) => state.world?.chats.find((c) => c.id === id)
export const membersOf = (chat) => (chat?.memberIds ?? []).map(personOf).filter(Boolean)
export const speaker = () => personOf(state.speakers.get(state.chatId))

/** A colour that stays with the person. */
function shade(id) {
  let sum = 0
  for (const sign of id) sum = (sum * 31 + sign.codePointAt(0)) % 997
  return sum % 8
}

export function avatar(id, name = nameOf(id)) {
  if (id === 'bot')
    return h('span', { class: 'avatar bot', 'aria-hidden': 'true' }, h('img', { src: '/sandbox/page/icon.svg', alt: '' }))
  // Chinese given names stand last and tell people apart better than family names.
  const short = /^\p{Script=Han}{3,}$/u.test(name) ? name.slice(-2) : [...name].slice(0, 2).join('')
  return h('span', { class: `avatar shade-${shade(id)}`, 'aria-hidden': 'true' }, short)
}

/** Whether a card names this person for a button, directly, by role, or as the deputy of somebody named. */
export function isNamedFor(action, person) {
  const named = (p) => action.mayPress.includes(p.id) || p.roles.some((r) => action.mayPress.includes(r))
  return named(person) || (state.world?.people ?? []).some((p) => p.delegateId === person.id && named(p))
}

/** Who may press a button, those of this chat first. */
export function pressersOf(action, chat) {
  const all = (state.world?.people ?? []).filter(
    (p) => action.mayPress.includes(p.id) || p.roles.some((r) => action.mayPress.includes(r)),
  )
  const isHere = (p) => chat?.memberIds.includes(p.id) ?? false
  return [...all.filter(isHere), ...all.filter((p) => !isHere(p))]
}

/** 营销总监, or the name where one person is meant. */
export const presserWords = (action) => [...new Set(action.mayPress.map((id) => state.words.roles[id] ?? nameOf(id)))].join('、')
