import { fill, h, icon } from './dom.js'
import { nameOf, roleName, speaker } from './people.js'
import { openOrder } from './session.js'
import { state } from './store.js'
import { isPast, spanText } from './time.js'
import { moneyText, stepTitle } from './words.js'

const MAX_SHOWN = 200

/** The list of orders with a search and three views. */
export function orderList() {
  let words = ''
  let view = 'running'
  const rows = h('div', { class: 'order-rows' })
  const tabs = h('div', { class: 'tabs', role: 'group', 'aria-label': '看哪些订单' })

  const VIEWS = {
    running: { title: '进行中', fits: isRunning },
    mine: { title: '等我处理', fits: (o) => openSteps(o).some((s) => s.assigneeIds.includes(speaker()?.id)) },
    all: { title: '全部', fits: () => true },
  }

  const draw = () => {
    const fitting = state.orders.filter((o) => fitsWords(o, words))
    fill(
      tabs,
      Object.entries(VIEWS).map(([id, { title, fits }]) =>
        h(
          'button',
          { class: 'tab', type: 'button', 'aria-pressed': String(id === view), onclick: () => ((view = id), draw()) },
          title,
          h('span', { class: 'count' }, String(fitting.filter(fits).length)),
        ),
      ),
    )
    const shown = fitting.filter(VIEWS[view].fits)
    fill(
      rows,
      shown.length === 0
        ? h('p', { class: 'quiet pad center' }, emptyWords(view, words))
        : h(
            'ul',
            {},
            shown.slice(0, MAX_SHOWN).map((o) => h('li', {}, row(o))),
          ),
    )
  }

  const element = h(
    'div',
    { class: 'order-list' },
    h(
      'label',
      { class: 'search' },
      icon('search'),
      h('input', {
        type: 'search',
        placeholder: '找订单：单号、客户、产品、状态',
        'aria-label': '找订单',
        oninput: (event) => ((words = event.target.value.trim()), draw()),
      }),
    ),
    tabs,
    rows,
  )
  return { element, draw }
}

const emptyWords = (view, words) =>
  words
    ? '没有找到这样的订单'
    : view === 'mine'
      ? `没有等${speaker()?.name ?? '这个人'}处理的事`
      : '还没有订单。在接单群里发一张试试。'

export const openSteps = (order) => order.steps.filter((s) => s.state === 'open' || s.state === 'returned')
/** The words in which every flow ends; a view carries no other sign of it. */
const ENDED = ['已完成', '已取消', '已驳回']
export const isRunning = (order) =>
  !ENDED.includes(order.status) && order.steps.some((s) => ['open', 'waiting', 'returned'].includes(s.state))

const fitsWords = (order, words) =>
  words === '' ||
  [order.number, order.customer.name, order.status, ...order.lines.flatMap((l) => [l.name, l.spec ?? ''])].some((each) =>
    each.toLowerCase().includes(words.toLowerCase()),
  )

/** 陈主管, or the role while nobody was chosen. */
export const holders = (step) => (step.assigneeIds.length > 0 ? step.assigneeIds.map(nameOf).join('、') : roleName(step.owner))

function row(order) {
  const [first] = openSteps(order)
  const late = openSteps(order).some((s) => s.dueAt && isPast(s.dueAt))
  return h(
    'button',
    { class: 'order-row', type: 'button', 'data-order': order.number, onclick: () => openOrder(order.number) },
    h('span', { class: 'order-row-top' }, h('strong', {}, order.number), h('span', { class: 'status' }, order.status)),
    h(
      'span',
      { class: 'order-row-who' },
      order.customer.name || '（客户待确认）',
      h('span', { class: 'money-text' }, moneyText(order.total)),
    ),
    first &&
      isRunning(order) &&
      h(
        'span',
        { class: `order-row-wait${late ? ' late' : ''}` },
        icon(late ? 'warn' : 'clock'),
        `等${holders(first)} · ${stepTitle(order.flow, first.id)}${first.openedAt && state.clock.now ? ` · ${spanText(first.openedAt, state.clock.now)}` : ''}`,
      ),
  )
}
