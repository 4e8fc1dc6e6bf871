import { cardView } from './card-view.js'
import { h, icon } from './dom.js'
import { avatar, chatOf, nameOf, personOf, rolesOf } from './people.js'
import { state } from './store.js'
import { textNodes } from './text-view.js'
import { timeText } from './time.js'

/** One message: who, when, what was quoted, the words, the files, the card. `onquote` starts an answer, `onjump` shows another message. */
export function messageView(message, { mine, joined, onquote, onjump }) {
  const chat = chatOf(message.chatId)
  const person = personOf(message.fromId)
  const isBot = message.fromId === 'bot'
  return h(
    'article',
    {
      class: `message${mine ? ' mine' : ''}${isBot ? ' from-bot' : ''}${joined ? ' joined' : ''}`,
      id: `m-${message.id}`,
      tabindex: '-1',
      'aria-label': `${nameOf(message.fromId)}，${timeText(message.at)}`,
    },
    avatar(message.fromId),
    h(
      'div',
      { class: 'message-body' },
      h(
        'header',
        { class: 'message-head' },
        h('strong', {}, nameOf(message.fromId)),
        person && h('span', { class: 'role' }, rolesOf(person)),
        h('time', { datetime: message.at }, timeText(message.at)),
        h(
          'button',
          {
            class: 'quote-button',
            type: 'button',
            'aria-label': `引用${nameOf(message.fromId)}的这条消息`,
            onclick: () => onquote(message),
          },
          icon('quote'),
          '引用',
        ),
      ),
      (message.text || message.replyTo) &&
        h(
          'div',
          { class: 'bubble' },
          message.replyTo && quoteView(message.replyTo, message.chatId, onjump),
          message.text &&
            h(
              'div',
              { class: 'words' },
              textNodes(message.text, { chat, mentions: message.mentions, orderNumber: message.card?.orderNumber }),
            ),
        ),
      message.attachments.map(attachmentView),
      message.card && cardView(message),
      message.updatedAt && !message.card && h('p', { class: 'edited' }, `${timeText(message.updatedAt)} 更新过`),
    ),
  )
}

function quoteView(replyTo, chatId, onjump) {
  const quoted = state.messages.get(chatId)?.find((m) => m.id === replyTo)
  if (!quoted) return h('div', { class: 'quoted' }, '（引用的消息不在了）')
  return h(
    'button',
    { class: 'quoted', type: 'button', title: '看原话', onclick: () => onjump(replyTo) },
    h('strong', {}, `${nameOf(quoted.fromId)}：`),
    quoteWords(quoted),
  )
}

export const quoteWords = (message) =>
  (message.card ? `【${message.card.title}】` : message.text || message.attachments.map((a) => `[${a.name}]`).join(' ')).slice(
    0,
    120,
  )

const DRAWN = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

function attachmentView({ name, mimeType, url }) {
  // Links come from the server's own vault; anything else is shown as a name only.
  if (!url.startsWith('/')) return h('span', { class: 'file' }, icon('file'), h('span', {}, name))
  if (DRAWN.includes(mimeType)) {
    return h(
      'a',
      { class: 'picture', href: url, target: '_blank', rel: 'noopener', title: `打开 ${name}` },
      h('img', { src: url, alt: name, loading: 'lazy' }),
    )
  }
  return h(
    'a',
    { class: 'file', href: url, target: '_blank', rel: 'noopener' },
    icon('file'),
    h('span', {}, h('strong', {}, name), h('small', {}, '点开查看')),
  )
}
