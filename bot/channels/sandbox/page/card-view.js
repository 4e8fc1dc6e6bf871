import { api } from './api.js'
import { cardForm, forget, missingIn, pointOut, valuesOf } from './card-form.js'
import { fill, h, icon } from './dom.js'
import { chatOf, isNamedFor, pressersOf, presserWords, speaker } from './people.js'
import { catchUp, openOrder, setSpeaker } from './session.js'
import { state } from './store.js'
import { toast } from './toast.js'
import { CARD_KINDS, CARD_STATES } from './words.js'

/** A card: what it is, how it stands, its facts, and while it is open what can be filled in and pressed. */
export function cardView(message) {
  const { card } = message
  const live = card.actions.length > 0
  return h(
    'section',
    { class: `card kind-${card.kind} state-${card.state}`, 'aria-label': `${CARD_KINDS[card.kind] ?? '卡片'}：${card.title}` },
    h(
      'header',
      { class: 'card-head' },
      !card.title.startsWith(CARD_KINDS[card.kind] ?? '卡片') &&
        h('span', { class: 'card-kind' }, CARD_KINDS[card.kind] ?? '卡片'),
      h('h4', {}, card.title),
      (live || card.state !== 'open') && h('span', { class: `badge ${card.state}` }, CARD_STATES[card.state]),
    ),
    card.fields.length > 0 && h('dl', { class: 'card-fields' }, card.fields.map(fieldRow)),
    live && cardForm(message),
    live && buttons(message),
    card.orderNumber &&
      h(
        'footer',
        {},
        h(
          'button',
          { class: 'link', type: 'button', onclick: () => openOrder(card.orderNumber) },
          icon('order'),
          `看订单 ${card.orderNumber}`,
        ),
      ),
  )
}

const fieldRow = (field) =>
  h(
    'div',
    { class: `card-field${field.id === 'result' ? ' result' : ''}` },
    h('dt', {}, field.label),
    h('dd', {}, field.id === 'result' && icon('check'), field.value),
  )

function buttons(message) {
  const person = speaker()
  const note = h('div', { class: 'card-note', role: 'status' })
  const row = h(
    'div',
    { class: 'card-actions' },
    message.card.actions.map((action) => {
      const allowed = person !== undefined && isNamedFor(action, person)
      const press = allowed ? () => tryToPress(message, action, row, note) : () => explain(message, action, row, note)
      return h(
        'button',
        {
          class: `button ${action.style ?? 'default'}${allowed ? '' : ' not-mine'}`,
          type: 'button',
          'data-action': action.id,
          title: allowed ? undefined : `由${presserWords(action)}处理`,
          onclick: press,
        },
        !allowed && icon('lock'),
        action.label,
      )
    }),
  )
  return [row, note]
}

/** Says who may press, and offers to become that person: this is a place for trying things out. */
function explain(message, action, row, note) {
  const chat = chatOf(message.chatId)
  const who = pressersOf(action, chat)
  const here = who.filter((p) => chat?.memberIds.includes(p.id)).slice(0, 3)
  const names =
    who.length > 0
      ? `（${who
          .slice(0, 4)
          .map((p) => p.name)
          .join('、')}）`
      : ''
  tell(
    note,
    h(
      'p',
      {},
      icon('lock'),
      `「${action.label}」由${presserWords(action)}${who.length === 1 && action.mayPress.includes(who[0].id) ? '' : names}处理，现在是以${speaker()?.name ?? '（没有选人）'}的身份。`,
    ),
    h(
      'div',
      { class: 'card-note-actions' },
      here.map((p) => h('button', { class: 'button small', type: 'button', onclick: () => become(message, p) }, `换成${p.name}`)),
      speaker() &&
        h(
          'button',
          { class: 'link', type: 'button', onclick: () => void send(message, action, row, note) },
          `仍以${speaker().name}点一下`,
        ),
    ),
  )
}

/** Writes below the buttons, where it can be seen. */
function tell(note, ...content) {
  fill(note, ...content)
  requestAnimationFrame(() => note.scrollIntoView({ block: 'nearest' }))
}

function become(message, person) {
  setSpeaker(person.id)
  document.getElementById(`m-${message.id}`)?.querySelector('.card-actions button')?.focus()
}

function tryToPress(message, action, row, note) {
  const missing = action.style === 'primary' ? missingIn(message) : []
  if (missing.length === 0) {
    void send(message, action, row, note)
    return
  }
  pointOut(message, missing)
  tell(
    note,
    h('p', {}, icon('warn'), `还差：${missing.map((i) => i.label).join('、')}`),
    h(
      'div',
      { class: 'card-note-actions' },
      h(
        'button',
        { class: 'link', type: 'button', onclick: () => void send(message, action, row, note) },
        '先不填，让跟单助手在聊天里问',
      ),
    ),
  )
}

async function send(message, action, row, note) {
  const all = row.querySelectorAll('button')
  for (const button of all) button.disabled = true
  tell(note, h('p', {}, '正在提交…'))
  try {
    await api.press({ messageId: message.id, actionId: action.id, fromId: speaker().id, inputs: valuesOf(message) })
    forget(message.id)
    tell(note, h('p', {}, icon('check'), `已提交「${action.label}」`))
    await catchUp(state.chatId)
  } catch (error) {
    tell(note, h('p', {}, icon('warn'), error.message))
    toast(error.message, 'error')
  } finally {
    for (const button of all) button.disabled = false
  }
}
