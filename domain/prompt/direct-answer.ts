import type { InputSpec } from '../flow/flow'
import { readDate } from './read-date'

/** Signs of talk that is no answer to a question about an order. */
const TALK = /[?？!！]|吗$|呢$|吃|饭|开会|会议|大家|哈哈|谢谢|辛苦|收到$/

/** Words of a sentence that is no name or spec of goods. */
const SENTENCE =
  /(?<=\S)(?:改成|改为|改到|换成|换为|加到|减到)|方案|单价|价格|价钱|老价|原价|照旧|上次|了|发(?!泡|热|光)|说|有货|付|截图|急|的话|已经|老板|帮|请|怎么|什么|多少|在哪|客户|有没有|是不是|今天|下单/

/** Signs of somebody who does not answer: 等下我问问, 不知道, 上面那个是不含税的. */
const PUTS_OFF =
  /[我你您]|^[他她]|等[下会一]|待会|稍[等后]|晚点|回头|再说|[这那][个些边张]|含税|不(?:知|清楚|晓得|确定|是|对|用|行)|随便|都[行可]|看着|还没|问[问下一过]|可能|要不/

const NUMBER = '[¥￥]?\\s?(?:\\d[\\d,]*(?:\\.\\d+)?|[一二两三四五六七八九十百千万]{1,8})\\s?[万千]?'
const PRICE = new RegExp(
  `^(?:单价|价格|价钱)?[:：是按]?\\s?${NUMBER}\\s?(?:元|块钱?)?(?:\\s?(?:/|一|每)?\\s?[^\\d\\s]{1,3})?(?:含税|不含税)?[。]?$`,
)
const QUANTITY = new RegExp(`^(?:数量)?[:：是]?\\s?${NUMBER}\\s?[^\\d\\s]{0,3}[。]?$`)
const PHONE = /^[^\d]{0,8}(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-?\d{7,8})[。]?$/
const TERMS = /款|结|账|付|现金|承兑|定金|订金/
/** 月底, 下月初之前: days that the reader of orders knows. */
const PART_OF_MONTH =
  /^(?:[要就是在]|最[晚迟])*(?:这个?|本|下个?)?(?:月[底末初中]|周末|[上中下]旬)(?:之前|以前|前|送?到|要|吧)*[。]?$/
const PLACE = /省|市|区|县|镇|乡|村|路|街|道|号|园|厂|仓|大厦|栋|楼/

/** What has a form of its own, so that it is known among other words. */
const TYPED = new Set(['unitPrice', 'quantity', 'phone', 'requestedDate'])
/** The words that can be the value that was asked for: all of them, or one clause of several, 3.5，下周三，送工地. */
export function answerIn(path: string, text: string, today: string): string | undefined {
  if (fitsAsAnswer(path, text, today)) return text
  const part = path.split('.').pop() ?? path
  if (!TYPED.has(part)) return undefined
  return text
    .split(part === 'unitPrice' ? /[，,；;。\s]/ : /[，,；;。\n]/)
    .map((clause) => clause.trim())
    .find((clause) => fitsAsAnswer(path, clause, today))
}

/** As many prices as goods wait for one, in their order, and what is said behind them: 3.5 0.24 下周三. */
export function pricesInTurn(text: string, count: number, today: string): { prices: string[]; rest: string } | undefined {
  const words = text
    .normalize('NFKC')
    .trim()
    .split(/[\s,，、;；/]+/)
  const end = words.findIndex((w) => !/^\d/.test(w) || !fitsAsAnswer('unitPrice', w, today))
  const prices = end < 0 ? words : words.slice(0, end)
  return count > 1 && prices.length === count ? { prices, rest: end < 0 ? '' : words.slice(end).join(' ') } : undefined
}

/** What is given by a name. */
const NAMED = new Set(['customerName', 'contactName', 'name', 'spec'])

/**
 * Whether a bare message can be the value that was just asked for. Strict on purpose: in a group people also talk about other things, and a lunch
 * order must not become a price. `path` is an open point's path, `today` YYYY-MM-DD.
 */
export function fitsAsAnswer(path: string, text: string, today: string): boolean {
  const words = text.normalize('NFKC').trim()
  if (words.length === 0 || words.length > 80 || words.includes('\n')) return false
  const part = path.split('.').pop() ?? path
  if (part === 'unitPrice') return PRICE.test(words) || /^按?(?:价格)?方案/.test(words)
  if (part === 'quantity') return QUANTITY.test(words)
  if (part === 'phone') return PHONE.test(words)
  if (part === 'requestedDate')
    return words.length <= 18 && (readDate(words, today) !== undefined || PART_OF_MONTH.test(words)) && !TALK.test(words)
  if (TALK.test(words)) return false
  if (NAMED.has(part) && PUTS_OFF.test(words)) return false
  if (part === 'paymentTerms') return words.length <= 30 && TERMS.test(words)
  if (part === 'address') return words.length >= 5 && PLACE.test(words)
  if (part === 'contactName') return /^(?:联系人)?[:：是]?\s?[一-鿿A-Za-z·]{2,8}[。]?$/.test(words)
  if (part === 'customerName')
    return (
      /^(?:客户)?(?:名称)?[:：是]?\s?[一-鿿A-Za-z0-9()（）·]{2,30}[。]?$/.test(words) &&
      !SENTENCE.test(words.replace(/^客户/, '')) &&
      !/登记|备案|新客户|取消|确认|[单报原价]价|数量|颜色|规格|交期|地址|电话|[\d一二三四五六七八九十百千万](?:元|块|[^\d\s]{0,2})$/.test(
        words,
      )
    )
  if (part === 'unit') return words.length <= 4
  if (part === 'name' || part === 'spec') return words.length <= 40 && !SENTENCE.test(words)
  return false
}

/** Talk among people, whatever was asked. */
const CHATTER = /吃[饭啥什]|午饭|晚饭|开会|哈哈|^(?:谢谢|辛苦|好的?|收到|嗯+|ok|稍等|等[下等会])/i

/** Whether bare words can be the text that an input waits for: a field of the order by its own signs, free words unless they are chatter. */
export const fitsAsText = (input: InputSpec, text: string, today: string): boolean =>
  !CHATTER.test(text.normalize('NFKC').trim()) && (!input.fills || fitsAsAnswer(input.fills, text, today))
