import { customerNameOf } from '../order/customer-name'
import { orderNumberIn } from '../intake/order-number-in'
import type { Order } from '../order/order'

const CALLS_OFF = /取消|作废|撤单|撤销|撤掉|退单|不要了|不做了|不订了|不定了|不下了|cancel/i
/** Somebody asks, wonders or speaks against it; or it only waits. */
const NOT_YET =
  /[?？]|[吗么][。.!！]*$|能不能|能否|可不可以|是否|会不会|要不要|(?:别|不用|不要|没有?|不)取消|(?:如果|要是|万一|可能|也许|考虑|怕).{0,12}(?:取消|作废|不要|不做)|先不急|暂停|缓一缓/

/** Whether words call an order off for good. */
export const callsOff = (text: string): boolean => CALLS_OFF.test(text) && !NOT_YET.test(text)

const WHOLE = /取消(?:订单|这单|此单)|撤单|作废/
const LINE = /第[一二三四五六七八九十\d]{1,2}[行项个]/
/** Whether only a line of it is meant: "取消 GD001-… 的白卡". */
export const isOfLine = (text: string, order: Order): boolean =>
  !WHOLE.test(text) && (LINE.test(text) || order.lines.some(({ name }) => name.length >= 2 && text.includes(name.slice(0, 2))))

const goodsOf = ({ lines: [first, ...more] }: Order): string =>
  first
    ? `：${[first.name, first.spec, first.quantity && `${first.quantity}${first.unit ?? ''}`].filter(Boolean).join(' ')}${more.length > 0 ? ` 等${more.length + 1}项` : ''}`
    : ''

/** The question back to words that may call an order off. */
export const askToCancel = (order: Order): string =>
  `是要取消订单 ${order.number}（${customerNameOf(order) ?? '客户未填'}${goodsOf(order)}）吗？确定的话请回复「取消订单 ${order.number} 原因」；只是改动，请直接写要改什么；先缓一缓不用回复，订单照常进行。`

const ONLY_CALLS_OFF =
  /(?:我要|要|请|把|这张?|那张?)?(?:取消|作废|撤单|撤销|撤掉|退单|清空|不要了|不做了|不订了|不定了|不下了)(?:掉|了|吧|订单|这单|此单|购物车)*/
/** The reason in words that call an order off: what is left without the number and the calling off itself; '' for none. */
export const reasonToCallOff = (text: string): string => {
  const number = orderNumberIn(text)
  return (number ? text.replace(new RegExp(number.replaceAll('-', '\\-'), 'i'), ' ') : text)
    .replace(ONLY_CALLS_OFF, ' ')
    .replace(/^[\s,，。.;；:：、!！]+|[\s,，。.;；:：、!！]+$/g, '')
    .replace(/^(?:订单|单子|原因)[:：\s]*/, '')
    .trim()
}
