import { nameOf } from '../domain/access/lookup'
import { chatFor } from '../domain/access/where-to-say'
import { orderNumberIn } from '../domain/intake/order-number-in'
import { parseOrderText } from '../domain/intake/parse-order-text'
import type { Order } from '../domain/order/order'
import { SAY } from '../domain/wording/says'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import { intakeContext } from './intake-context'
import { passOn } from './pass-on'
import type { Talk } from './talk'

const COMPLAINT =
  /少(?:了|发|货|给|装|一|两)|缺(?:了|货|件|少)|短缺|漏发|[发送装]错|错货|[型款颜数货][号式色量]?不对|不对[版板数]|破(?:了|损|的|掉)|[压摔弄]?坏(?:了|的|掉)|受潮|发霉|划伤|色差|质量(?:有|不|太|差)|有(?:点)?问题|瑕疵|次品|不合格|[没不](?:法|能)用|退货|换货|投诉/
/** Somebody asks or thinks of what might be. */
const NOT_SAID =
  /[?？]\s*$|[吗么]\s*$|没(?:有)?(?:问题|少|坏)|不(?:少|坏)|如果|要是|万一|会不会|怕|有(?:点)?问题(?:请|再|随时|的话|就|可以)?(?:联系|找|问|叫|说一?声)/
/** Said of goods that came; of those that are still to come it asks for less. */
const SHORT = /少|缺|漏/
const MOST_TEXT = 200
const MOST_ORDERS = 3
/** Goods are complained of for so long after they came. */
const DAYS = 60

/** A customer's word in their own chat that something is wrong with the goods, where no open card takes it: told to the salesperson, and answered. */
export async function hearComplaint(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  if (!talk.isCustomer || !talk.customerId || talk.text.length > MOST_TEXT) return false
  if (!COMPLAINT.test(talk.text) || NOT_SAID.test(talk.text)) return false
  const { intent, orders } = parseOrderText(talk.text, intakeContext(talk, deps))
  if (intent === 'order' && orders.some((o) => o.lines.length > 0) && !/少了|坏|破|错/.test(talk.text)) return false
  const [order, ...others] = await deliveredOrders(talk, deps)
  if (!order) return false
  const numbers = [order, ...others].map((o) => o.number).join('、')
  const sales = nameOf(talk.directory, order.salesId)
  await passOn(talk, execute, {
    salesId: order.salesId,
    inner: chatFor(talk.directory, order, order.salesId),
    answer: SAY.complaintHeard(sales),
    told: SAY.customerComplains(
      numbers,
      order.number,
      order.customer?.name ?? '',
      talk.person.name,
      talk.text.slice(0, MOST_TEXT),
    ),
  })
  return true
}

/** The orders whose goods may be meant, the named one alone; those that have left the house before those that have not. */
async function deliveredOrders(talk: Talk, deps: HandlerDeps): Promise<Order[]> {
  const number = orderNumberIn(talk.text)
  const named = number ? (await deps.book.load(number))?.order : undefined
  if (named) return named.customer?.id === talk.customerId ? [named] : []
  const clock = deps.workClock(talk.directory)
  const since = clock.addDays(talk.today, -DAYS)
  const all = (await deps.book.find({ customerId: talk.customerId ?? '', limit: 20 })).filter(
    (o) => (o.phase === 'running' || o.phase === 'completed') && clock.dateOf(o.createdAt) >= since,
  )
  const gone = all.filter((o) => o.phase === 'completed' || o.shipments.length > 0)
  return (gone.length > 0 || SHORT.test(talk.text) ? gone : all).slice(0, MOST_ORDERS)
}
