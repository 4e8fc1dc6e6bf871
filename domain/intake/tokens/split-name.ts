import { qualities } from '../words/goods-qualities-words'
import { colorTail, isColor, isGoods } from '../words/goods-words'
import { strip } from '../words/order-talk-words'
import { ORG, TRADE } from '../words/people-words'
import type { Token } from './token'
import type { TokenOptions } from './token-options'

/** What is done to the goods, glued to their name: 牛腩切好. */
const DONE = /(?:切好|杀好|剁好|洗好|去鳞|去皮|打碎|切片|切块|切丝|剁块|配好)$/
/** 左下摆臂, 右大灯: the side in front of the part. */
const SIDE = /^[左右](?![旋氧卡手转岸])(?=[一-鿿]{2})/
/** What the trade of a company and a way of making goods are both called. */
const MAKES = /(?:定制|设计|工程|建筑|户外|礼品|餐饮|美容|园林|数码|智能|图文|租赁|检测)$/

/** A part of a word as a token of its own. */
const part = (token: Token, kind: Token['kind'], from: number, to: number): Token => {
  const text = token.text.slice(from, to)
  const { spaced: _spaced, ...rest } = token
  return {
    ...rest,
    kind,
    start: token.start + from,
    end: token.start + to,
    text,
    spaced: from === 0 && token.spaced === true,
    ...(kind === 'color' ? { value: text } : {}),
  }
}

/** Length of the name of a company in front of goods, 0 for none. */
function buyerBefore(text: string): number {
  if (text.length < 6 || !isGoods(text)) return 0
  for (let n = text.length - 2; n >= 4; n--) {
    const who = text.slice(0, n)
    if (ORG.test(who) && !TRADE.test(who) && !MAKES.test(who)) return n
  }
  return 0
}

/** A word that names goods, cut into who buys, the name, its qualities, its colour and what is done to it. */
export function splitName(token: Token, options: TokenOptions): Token[] {
  const { text } = token
  const length = text.length
  const done = DONE.exec(text)
  if (done && done.index > 0) return [part(token, 'word', 0, done.index), part(token, 'note', done.index, length)]
  // "白色毛巾": the colour in front of the goods.
  const front = /^[一-鿿]{1,3}色(?=[一-鿿]{2})/.exec(text)?.[0]
  if (front && isColor(front) && isGoods(text.slice(front.length)))
    return [part(token, 'color', 0, front.length), part(token, 'word', front.length, length)]
  const buyer = buyerBefore(text)
  if (buyer > 0)
    return [
      part(token, 'word', 0, buyer),
      part(token, 'gap', buyer, buyer),
      ...splitName({ ...part(token, 'word', buyer, length), spaced: true }, options),
    ]
  if (SIDE.test(text) && isGoods(text)) return [part(token, 'spec', 0, 1), part(token, 'word', 1, length)]
  const pieces = qualities(text, options.isName)
  if (pieces) return pieces.map((p) => part(token, p.kind, p.start, p.end))
  const tint = colorTail(text)
  if (tint > 1)
    return [{ ...part(token, 'word', 0, tint), text: text.slice(0, tint).replace(/的$/, '') }, part(token, 'color', tint, length)]
  return [token]
}

/** Most signs of what is said of goods with 的 behind it. */
const LONGEST_QUALITY = 4

/** The goods and how they shall be, of a word that 的 stood behind: 拖鞋薄, 手机壳磨砂. Undefined where the goods end the word. */
export function splitBeforeOf(token: Token, options: TokenOptions): Token[] | undefined {
  const goods = (text: string): boolean => options.isName(text) || (text.length > 1 && isGoods(text))
  const { start } = strip(token.text, goods, isGoods)
  const own = part(token, 'word', start, token.text.length)
  if (goods(own.text)) return undefined
  const pieces = qualities(own.text, options.isName)
  if (pieces) return pieces.map((p) => part(own, p.kind, p.start, p.end))
  for (let at = own.text.length - 1; at >= Math.max(2, own.text.length - LONGEST_QUALITY); at--) {
    const kind = own.text.slice(at)
    if (!goods(own.text.slice(0, at))) continue
    return [part(own, 'word', 0, at), part(own, isColor(kind) ? 'color' : 'spec', at, own.text.length)]
  }
  return undefined
}
