import { fill, h, icon } from './dom.js'
import { avatar, nameOf } from './people.js'
import { openChat, openOrder, unread } from './session.js'
import { on, state } from './store.js'
import { dayText, nearDay, timeText } from './time.js'
import { PURPOSES } from './words.js'

/** Left: groups and direct chats, the latest words, and what was not read yet. */
export function startChats(pane) {
  const draw = () => {
    if (!state.world) return fill(pane, h('p', { class: 'quiet pad' }, '正在打开…'))
    const focused = pane.contains(document.activeElement) ? document.activeElement.dataset.chat : undefined
    const groups = state.world.chats.filter((c) => c.kind === 'group')
    const direct = state.world.chats.filter((c) => c.kind === 'direct')
    fill(
      pane,
      h(
        'div',
        { class: 'pane-head phone-only' },
        h('h2', {}, '会话'),
        h('button', { class: 'button small', type: 'button', onclick: () => openOrder() }, icon('order'), '订单'),
      ),
      section('群', groups),
      section('单聊', direct),
    )
    if (focused) pane.querySelector(`[data-chat="${CSS.escape(focused)}"]`)?.focus()
  }
  on('world', draw)
  on('chats', draw)
  on('clock', draw)
  draw()
}

const section = (title, chats) =>
  chats.length > 0 &&
  h(
    'section',
    {},
    h('h3', { class: 'list-title' }, title),
    h(
      'ul',
      { class: 'chat-list' },
      chats.map((chat) => h('li', {}, row(chat))),
    ),
  )

function row(chat) {
  const last = state.messages.get(chat.id)?.at(-1)
  const count = unread(chat.id)
  const current = chat.id === state.chatId
  return h(
    'button',
    {
      class: `chat-row${current ? ' current' : ''}`,
      type: 'button',
      'data-chat': chat.id,
      'aria-current': current && 'true',
      onclick: () => openChat(chat.id),
    },
    picture(chat),
    h(
      'span',
      { class: 'chat-words' },
      h('span', { class: 'chat-top' }, h('span', { class: 'chat-name' }, chat.name), last && h('time', {}, shortTime(last.at))),
      h(
        'span',
        { class: 'chat-bottom' },
        h(
          'span',
          { class: 'chat-last' },
          last ? preview(last) : `${chat.memberIds.length} 人${chat.kind === 'group' ? ` · ${PURPOSES[chat.purpose]}` : ''}`,
        ),
        count > 0 && h('span', { class: 'unread', 'aria-label': `${count} 条未读` }, count > 99 ? '99+' : String(count)),
      ),
    ),
  )
}

const picture = (chat) =>
  chat.kind === 'direct'
    ? avatar(chat.memberIds[0] ?? 'bot')
    : h('span', { class: `avatar group purpose-${chat.purpose}`, 'aria-hidden': 'true' }, icon('group'))

const shortTime = (at) => (nearDay(at) === '今天' ? timeText(at) : nearDay(at) === '昨天' ? '昨天' : dayText(at).split(' ')[0])

function preview(message) {
  const words = message.text || message.card?.title || (message.attachments.length > 0 ? `[${message.attachments[0].name}]` : '')
  return `${nameOf(message.fromId)}：${words.replace(/\s+/g, ' ').slice(0, 60)}`
}
