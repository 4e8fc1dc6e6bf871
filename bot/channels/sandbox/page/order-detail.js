import { h, icon } from './dom.js'
import { holders, isRunning, openSteps } from './order-list.js'
import { stepList } from './order-steps.js'
import { nameOf } from './people.js'
import { state } from './store.js'
import { dateText, isPast, momentText, spanText } from './time.js'
import {
  documentTitle,
  EXCEPTION_STATES,
  flowTitle,
  moneyText,
  PAYMENT_KINDS,
  REMINDER_KINDS,
  SHIPMENT_STATES,
  stepTitle,
} from './words.js'

/** One order from top to bottom. `onjump` shows a message in its chat. */
export function orderDetail(order, onjump) {
  return h(
    'div',
    { class: 'order-detail' },
    top(order),
    waiting(order, onjump),
    exceptions(order),
    section('产品', h('ul', { class: 'lines' }, order.lines.map(line)), order.lines.length),
    money(order),
    promised(order),
    section('步骤', stepList(order, onjump), order.steps.length),
    section('发货', order.shipments.map(shipment), order.shipments.length),
    section('单据', h('ul', { class: 'plain' }, order.documents.map(documentRow)), order.documents.length),
    section('提醒', h('ul', { class: 'plain' }, order.reminders.map(reminder)), order.reminders.length),
    timeline(order, onjump),
  )
}

/** Chromium 109, the last one on Windows 7, has no toReversed yet. */
const newestFirst = (list) => list.map((_, i) => list[list.length - 1 - i])

const section = (title, content, count) => count > 0 && h('section', {}, h('h3', {}, title), content)

const top = (order) =>
  h(
    'section',
    { class: 'order-top' },
    h(
      'div',
      { class: 'order-status' },
      h('span', { class: 'status big' }, order.status),
      h('strong', { class: 'total' }, moneyText(order.total)),
    ),
    h(
      'p',
      { class: 'customer' },
      order.customer.name || '（客户待确认）',
      order.customer.class &&
        h('span', { class: `class class-${order.customer.class}`, title: '客户等级' }, `${order.customer.class} 级`),
    ),
    h('p', { class: 'quiet' }, `业务员 ${nameOf(order.sales)} · ${flowTitle(order.flow)}`),
  )

/** The question asked most: where does it hang, and with whom? */
function waiting(order, onjump) {
  const open = openSteps(order)
  if (!isRunning(order) || open.length === 0) return undefined
  return h(
    'section',
    { class: 'waits' },
    h('h3', {}, '现在等谁'),
    h(
      'ul',
      {},
      open.map((step) => {
        const late = step.dueAt && isPast(step.dueAt)
        return h(
          'li',
          { class: late ? 'late' : '' },
          h('strong', {}, holders(step)),
          h('span', {}, stepTitle(order.flow, step.id)),
          h(
            'small',
            {},
            [
              step.openedAt && state.clock.now && `已等${spanText(step.openedAt, state.clock.now).replace('刚刚', '不到1分钟')}`,
              step.dueAt && `${late ? '已过' : '应于'} ${momentText(step.dueAt)}`,
            ]
              .filter(Boolean)
              .join(' · '),
          ),
          step.messageId && h('button', { class: 'link', type: 'button', onclick: () => onjump(step.messageId) }, '去处理'),
        )
      }),
    ),
  )
}

const line = (l) =>
  h(
    'li',
    {},
    h('div', {}, h('strong', {}, l.name), h('span', { class: 'quiet' }, [l.spec, l.color].filter(Boolean).join(' '))),
    h(
      'div',
      { class: 'line-sum' },
      h('span', {}, l.quantity ? `${l.quantity} ${l.unit}${l.unitPrice ? ` × ${moneyText(l.unitPrice)}` : ''}` : '数量待补'),
      h('strong', {}, l.amount ? moneyText(l.amount) : '—'),
    ),
  )

function money(order) {
  const rows = [
    ['定金', order.deposit],
    ['余款', order.balance],
  ].filter(([, m]) => Number(m.due) > 0 || Number(m.paid) > 0)
  return section(
    '货款',
    [
      rows.map(([title, m]) =>
        h(
          'div',
          { class: 'due' },
          h('div', {}, h('span', {}, title), h('span', {}, `已收 ${moneyText(m.paid)} / 应收 ${moneyText(m.due)}`)),
          // Only the length of a bar; sums are never computed here.
          h('progress', {
            max: Math.max(Number(m.due), 0.01),
            value: Math.min(Number(m.paid), Number(m.due)),
            'aria-label': `${title}已收 ${m.paid}，应收 ${m.due}`,
          }),
        ),
      ),
      order.payments.length > 0 &&
        h(
          'ul',
          { class: 'plain' },
          order.payments.map((p) =>
            h(
              'li',
              {},
              h('span', {}, `${PAYMENT_KINDS[p.kind] ?? p.kind} ${moneyText(p.amount)}`),
              h('small', {}, `${momentText(p.at)}${p.confirmedById ? ` · ${nameOf(p.confirmedById)}确认` : ''}`),
            ),
          ),
        ),
    ],
    rows.length + order.payments.length,
  )
}

const promised = (order) =>
  section(
    '交期',
    [
      order.promisedDate && h('p', { class: 'promised' }, '承诺交期 ', h('strong', {}, dateText(order.promisedDate))),
      order.promisedDateHistory.length > 0 &&
        h(
          'ul',
          { class: 'plain' },
          order.promisedDateHistory.map((c) =>
            h(
              'li',
              {},
              h('span', {}, `${c.from ? `${dateText(c.from)} → ` : ''}${dateText(c.to)}`),
              h('small', {}, `${c.why} · ${nameOf(c.byId)} · ${momentText(c.at)}`),
            ),
          ),
        ),
    ],
    (order.promisedDate ? 1 : 0) + order.promisedDateHistory.length,
  )

const shipment = (s) =>
  h(
    'div',
    { class: 'shipment' },
    h(
      'p',
      {},
      h('strong', {}, s.carrier),
      ` ${s.trackingNumber}`,
      s.packages && ` · ${s.packages}件`,
      h('span', { class: 'status' }, SHIPMENT_STATES[s.status] ?? s.status),
    ),
    h(
      'ul',
      { class: 'plain' },
      s.events
        .toReversed()
        .map((e) =>
          h('li', {}, h('span', {}, e.text ?? e.status), h('small', {}, `${e.place ? `${e.place} · ` : ''}${momentText(e.at)}`)),
        ),
    ),
  )

const documentRow = (d) =>
  h(
    'li',
    {},
    h(
      'a',
      { class: 'file', href: d.url.startsWith('/') ? d.url : '#', target: '_blank', rel: 'noopener' },
      icon('file'),
      h(
        'span',
        {},
        h('strong', {}, documentTitle(d.kind)),
        h('small', {}, `${d.number} · 第 ${d.version} 版 · ${momentText(d.issuedAt)}`),
      ),
    ),
  )

const exceptions = (order) =>
  section(
    '异常',
    order.exceptions.map((e) =>
      h(
        'div',
        { class: `exception ${e.state}` },
        h('p', {}, h('strong', {}, e.text), h('span', { class: 'status' }, EXCEPTION_STATES[e.state] ?? e.state)),
        e.plan && h('p', {}, `方案：${e.plan}`),
        h('small', {}, `${nameOf(e.openedById)} · ${momentText(e.openedAt)}`),
      ),
    ),
    order.exceptions.length,
  )

const reminder = (r) =>
  h(
    'li',
    {},
    h('span', {}, [REMINDER_KINDS[r.kind] ?? '提醒', r.toIds.map(nameOf).join('、')].filter(Boolean).join(' · ')),
    h('small', {}, momentText(r.dueAt)),
  )

const RECENT = 8

function timeline(order, onjump) {
  const entries = newestFirst(order.timeline)
  const row = (t) =>
    h(
      'li',
      {},
      h('small', {}, `${momentText(t.at)} · ${nameOf(t.byId)}`),
      h('span', {}, t.what),
      t.messageId && h('button', { class: 'link', type: 'button', onclick: () => onjump(t.messageId) }, '看原话'),
    )
  return section(
    '经过',
    [
      h('ol', { class: 'timeline' }, entries.slice(0, RECENT).map(row)),
      entries.length > RECENT &&
        h(
          'details',
          {},
          h('summary', {}, `更早的 ${entries.length - RECENT} 条`),
          h('ol', { class: 'timeline' }, entries.slice(RECENT).map(row)),
        ),
    ],
    entries.length,
  )
}
