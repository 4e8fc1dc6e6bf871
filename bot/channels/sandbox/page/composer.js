import { api } from './api.js'
import { fill, h, icon } from './dom.js'
import { mentionPicker, mentionsIn } from './mention-picker.js'
import { quoteWords } from './message-view.js'
import { pendingFiles } from './pending-files.js'
import { avatar, chatOf, membersOf, nameOf, rolesOf, speaker } from './people.js'
import { catchUp, setSpeaker } from './session.js'
import { on, state } from './store.js'
import { toast } from './toast.js'

/** Where one writes: as whom, in answer to what, with which files. Gives what the rest of the pane needs. */
export function composer(onhelp) {
  let quoted
  let sending = false
  /** chat id -> text not sent yet */
  const unsent = new Map()
  let shownChat

  const list = h('ul', { class: 'mentions', id: 'mention-list', role: 'listbox', 'aria-label': '提到谁', hidden: true })
  const box = h('textarea', {
    id: 'composer-text',
    rows: 1,
    maxlength: 20000,
    placeholder: window.matchMedia('(width < 720px)').matches ? '写消息' : '写消息，Enter 发送，Shift+Enter 换行',
    'aria-label': '消息',
    role: 'combobox',
    'aria-controls': 'mention-list',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
  })
  const filesPlace = h('div', { class: 'pending-files', hidden: true })
  const quotePlace = h('div', { class: 'quoting', hidden: true })
  const asPlace = h('div', { class: 'speak-as' })
  const sendButton = h('button', { class: 'button primary send', type: 'submit' }, icon('send'), '发送')
  const fileInput = h('input', {
    class: 'visually-hidden',
    id: 'composer-files',
    type: 'file',
    multiple: true,
    'aria-label': '附上图片或文件',
    onchange: (event) => (files.add(event.target.files), (event.target.value = '')),
  })
  const files = pendingFiles(filesPlace)
  const picker = mentionPicker(box, list)

  const grow = () => {
    box.style.height = 'auto'
    box.style.height = `${Math.min(box.scrollHeight + 2, 180)}px`
  }

  const quote = (message) => {
    quoted = message
    quotePlace.hidden = !message
    fill(
      quotePlace,
      message && [
        h('span', {}, icon('quote'), h('strong', {}, `${nameOf(message.fromId)}：`), quoteWords(message)),
        h(
          'button',
          { class: 'icon-button', type: 'button', 'aria-label': '不引用了', onclick: () => quote(undefined) },
          icon('close'),
        ),
      ],
    )
    if (message) box.focus()
  }

  const drawSpeakers = () => {
    const members = membersOf(chatOf(state.chatId))
    const current = speaker()
    fill(
      asPlace,
      current && avatar(current.id),
      h('label', { for: 'speak-as' }, '以'),
      h(
        'select',
        { id: 'speak-as', 'aria-label': '以谁的身份说话', onchange: (event) => setSpeaker(event.target.value) },
        members.map((p) =>
          h('option', { value: p.id, selected: p.id === current?.id }, `${p.name}（${rolesOf(p) || '没有角色'}）`),
        ),
      ),
      h('span', {}, '的身份说话'),
      h('button', { class: 'link help', type: 'button', onclick: onhelp }, icon('bulb'), '试一试'),
    )
  }

  const send = async () => {
    const text = box.value.trim()
    const chat = chatOf(state.chatId)
    const person = speaker()
    if (sending || !chat || (text === '' && files.count() === 0)) return
    if (!person) return toast('这个会话里还没有人，不能说话', 'error')
    sending = true
    sendButton.disabled = true
    try {
      await api.say({
        chatId: chat.id,
        fromId: person.id,
        text,
        mentions: mentionsIn(text, chat),
        ...(quoted ? { replyTo: quoted.id } : {}),
        attachments: await files.read(),
      })
      box.value = ''
      unsent.delete(chat.id)
      files.clear()
      quote(undefined)
      grow()
      await catchUp(chat.id)
    } catch (error) {
      toast(error.message, 'error')
    } finally {
      sending = false
      sendButton.disabled = false
      box.focus()
    }
  }

  box.addEventListener('input', () => {
    unsent.set(state.chatId, box.value)
    grow()
    picker.look()
  })
  box.addEventListener('blur', picker.close)
  box.addEventListener('keydown', (event) => {
    // While Chinese is being composed, Enter belongs to the input method (229 in browsers that end composing early).
    if (event.isComposing || event.keyCode === 229) return
    if (picker.key(event)) return
    if (event.key === 'Escape' && quoted) quote(undefined)
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    void send()
  })
  box.addEventListener('paste', (event) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    files.add(event.clipboardData.files)
  })

  const startMention = () => {
    const at = box.selectionStart
    box.setRangeText('@', at, box.selectionEnd, 'end')
    box.focus()
    box.dispatchEvent(new Event('input'))
  }

  const element = h(
    'form',
    { class: 'composer', onsubmit: (event) => (event.preventDefault(), void send()) },
    asPlace,
    quotePlace,
    filesPlace,
    h(
      'div',
      { class: 'compose-row' },
      list,
      h('label', { class: 'icon-button', for: 'composer-files', title: '图片或文件，也可以拖进来或粘贴' }, icon('attach')),
      fileInput,
      h(
        'button',
        { class: 'icon-button', type: 'button', 'aria-label': '提到某人', title: '提到某人', onclick: startMention },
        icon('at'),
      ),
      box,
      sendButton,
    ),
  )

  on('speaker', drawSpeakers)
  on('talk', () => {
    drawSpeakers()
    if (shownChat === state.chatId) return
    shownChat = state.chatId
    quote(undefined)
    files.clear()
    box.value = unsent.get(state.chatId) ?? ''
    grow()
  })

  return {
    element,
    quote,
    files,
    /** Puts words into the box, ready to be changed and sent. */
    suggest(text) {
      box.value = text
      box.dispatchEvent(new Event('input'))
      picker.close()
      box.focus()
    },
  }
}
