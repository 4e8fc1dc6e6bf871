import { h, icon } from './dom.js'
import { chatOf } from './people.js'
import { state } from './store.js'

/** Three things to try, written with the company's own customers and products. `ontake` gets the words, and whose they would be. */
export function starters(ontake) {
  return h(
    'div',
    { class: 'starters' },
    h('h3', {}, icon('bulb'), '试试这三件事'),
    h('p', { class: 'quiet' }, '点一下，话就写进下面的输入框，改一改再发送。'),
    h(
      'ol',
      {},
      things().map((thing) =>
        h(
          'li',
          {},
          h(
            'button',
            { class: 'starter', type: 'button', onclick: () => ontake(thing) },
            h('strong', {}, thing.title),
            h('span', { class: 'starter-why' }, thing.why),
            h('q', {}, thing.text),
          ),
        ),
      ),
    ),
  )
}

const what = (p) => [p.name, p.spec].filter(Boolean).join(' ')

/** Customers whose order would be natural here: the chat's own, else those whose salesperson is in it. */
function customersFor(chat) {
  const all = state.world?.customers ?? []
  const own = all.filter((c) => c.id === chat?.customerId)
  const near = all.filter((c) => chat?.memberIds.includes(c.salesId))
  return own.length > 0 ? own : near.length > 0 ? near : all
}

function things() {
  const chat = chatOf(state.chatId)
  const [customer, second = customer] = customersFor(chat)
  const [product, other = product] = state.world?.products ?? []
  return [
    {
      as: customer?.salesId,
      title: '下一张完整的订单',
      why: '跟单助手读懂后整理成草稿，请您确认。',
      text:
        customer && product
          ? `客户：${customer.name}\n产品：${what(product)}\n数量：120${product.unit}\n单价：${product.price}元\n交货日期：下周五\n付款方式：${customer.paymentTerms ?? '月结30天'}\n收货地址：${customer.address ?? '佛山市南海区和顺大道28号'}\n联系人：${customer.contact ?? '何先生'} ${customer.phone ?? '13800000000'}`
          : '客户：锦程印刷\n产品：双胶纸 80g\n数量：120令\n单价：153元\n交货日期：下周五',
    },
    {
      as: second?.salesId,
      title: '只说一半，看它怎么追问',
      why: '缺的、有疑问的，它一项一项问清楚，不会自己猜。',
      text: second && other ? `${second.name}要${other.name} 50${other.unit}，尽快发` : '锦程要双胶纸 50令，尽快发',
    },
    {
      title: '问进度',
      why: '什么时候都可以问：到哪一步了、卡在谁那里。',
      text: state.orders[0] ? `${state.orders[0].number} 到哪一步了？` : '现在有哪些订单还没完成？',
    },
  ]
}
