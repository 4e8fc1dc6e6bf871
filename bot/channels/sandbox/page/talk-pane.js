import { api } from './api.js'
import { composer } from './composer.js'
import { fill, h, icon } from './dom.js'
import { messageList } from './message-list.js'
import { chatOf, membersOf, rolesOf } from './people.js'
import { openChat, openOrder, setSpeaker, showPane } from './session.js'
import { on, state } from './store.js'
import { starters } from './starters.js'
import { toast, told } from './toast.js'
import { PURPOSES } from './words.js'

/** Middle: one conversation, with its head above and the place to write below. */
export function startTalk(pane) {
  const head = h('header', { class: 'pane-head' })
  const help = h('div', { class: 'help-place', hidden: true })
  const writer = composer(() => toggleHelp())
  const list = messageList({ onquote: writer.quote, empty: () => welcome(take) })
  const inside = h('div', { class: 'talk-inside' }, list.element, list.more, help, writer.element)
  fill(pane, head, inside)

  const toggleHelp = (show = help.hidden) => {
    help.hidden = !show
    const close = h(
      'button',
      { class: 'icon-button close', type: 'button', 'aria-label': '收起', onclick: () => toggleHelp(false) },
      icon('close'),
    )
    fill(help, show && [close, starters(take)])
  }
  const take = ({ text, as }) => {
    toggleHelp(false)
    if (as && chatOf(state.chatId)?.memberIds.includes(as)) setSpeaker(as)
    writer.suggest(text)
  }

  const draw = () => {
    drawHead(head)
    writer.element.hidden = !chatOf(state.chatId)
    list.show()
  }

  on('talk', () => {
    draw()
    toggleHelp(false)
  })
  on('speaker', () => list.redraw())
  on('clock', () => list.redate())
  on('orders', () => list.link(state.orders.map((o) => o.number)))
  on('message', (news) => {
    if (news.message.chatId === state.chatId) list.take(news)
  })
  on('jump', (messageId) => {
    const [chatId] = [...state.messages].find(([, messages]) => messages.some((m) => m.id === messageId)) ?? []
    if (!chatId) {
      toast('这条消息在别的平台上，这里看不到')
      return
    }
    if (chatId !== state.chatId) openChat(chatId)
    showPane('talk')
    requestAnimationFrame(() => list.jump(messageId))
  })
  acceptDrops(inside, writer.files)
  draw()
}

function drawHead(head) {
  const chat = chatOf(state.chatId)
  const members = membersOf(chat)
  fill(
    head,
    h(
      'button',
      { class: 'icon-button phone-only', type: 'button', 'aria-label': '回到会话列表', onclick: () => showPane('chats') },
      icon('back'),
    ),
    h(
      'div',
      { class: 'talk-title' },
      h('h2', {}, chat ? chat.name : '聊天'),
      chat &&
        h(
          'p',
          { title: members.map((p) => `${p.name}（${rolesOf(p)}）`).join('、') },
          `${PURPOSES[chat.purpose]} · ${members.map((p) => p.name).join('、')}`,
        ),
    ),
    h(
      'button',
      { class: 'button small narrow-only', type: 'button', onclick: () => openOrder(state.order?.number) },
      icon('order'),
      '订单',
    ),
  )
}

/** What stands where no message is yet. */
function welcome(take) {
  const chat = chatOf(state.chatId)
  if (!state.world) return h('p', { class: 'quiet pad' }, '正在打开…')
  if (state.world.chats.length === 0) return emptyCompany()
  if (!chat) return h('p', { class: 'quiet pad center' }, '请在左边选一个会话')
  return h(
    'div',
    { class: 'welcome' },
    h('h2', {}, `这里是「${chat.name}」`),
    h('p', { class: 'quiet' }, '还没有人说话。像平时在群里那样写就行。'),
    starters(take),
  )
}

const emptyCompany = () =>
  h(
    'div',
    { class: 'welcome' },
    h('h2', {}, '还没有公司资料'),
    h('p', { class: 'quiet' }, '可以先载入一家示例纸厂：十来位同事、五个群、几家客户和产品，马上就能下单试试。'),
    h('button', { class: 'button primary', type: 'button', onclick: () => void told(loadSample) }, '载入示例公司'),
  )

async function loadSample() {
  const sample = await fetch('/sandbox/page/sample-world.json')
  await api.replaceWorld(await sample.json())
}

const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files')

function acceptDrops(place, files) {
  place.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    place.classList.add('dropping')
  })
  place.addEventListener('dragleave', (event) => {
    if (!place.contains(event.relatedTarget)) place.classList.remove('dropping')
  })
  place.addEventListener('drop', (event) => {
    place.classList.remove('dropping')
    if (!carriesFiles(event)) return
    event.preventDefault()
    files.add(event.dataTransfer.files)
  })
}
