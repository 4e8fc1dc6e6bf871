import { fill, h, icon } from './dom.js'
import { orderDetail } from './order-detail.js'
import { orderList } from './order-list.js'
import { chatOf } from './people.js'
import { openOrder, showPane } from './session.js'
import { emit, on, state } from './store.js'

/** Right: all orders, or one of them. */
export function startOrders(pane) {
  const head = h('header', { class: 'pane-head' })
  const body = h('div', { class: 'order-body', tabindex: '0', role: 'region', 'aria-label': '订单内容' })
  const list = orderList()
  let shown
  fill(pane, head, body)

  const draw = () => {
    const { order } = state
    const back = order ? () => openOrder() : () => showPane(chatOf(state.chatId) ? 'talk' : 'chats')
    fill(
      head,
      h(
        'button',
        {
          class: `icon-button${order ? '' : ' narrow-only'}`,
          type: 'button',
          'aria-label': order ? '回到订单列表' : '回到聊天',
          onclick: back,
        },
        icon('back'),
      ),
      h('h2', {}, order ? order.number : '订单'),
      order &&
        h(
          'button',
          { class: 'icon-button narrow-only', type: 'button', 'aria-label': '关闭订单', onclick: () => showPane('talk') },
          icon('close'),
        ),
    )
    const { scrollTop } = body
    if (order)
      fill(
        body,
        orderDetail(order, (messageId) => emit('jump', messageId)),
      )
    else {
      list.draw()
      if (!body.contains(list.element)) fill(body, list.element)
    }
    // News of the same order keep the place; an order that was just opened starts at its top.
    body.scrollTop = shown === state.openings ? scrollTop : 0
    shown = state.openings
  }

  on('orders', draw)
  on('world', draw)
  on('speaker', () => state.order || list.draw())
  on('talk', () => state.order || list.draw())
  draw()
}
