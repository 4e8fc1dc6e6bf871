import type { Range } from '../text/page'
import { placeAt } from '../words/divisions'
import { namesNobody, ORG, PERSON_BUYER, SURNAME, TITLE } from '../words/people-words'

/** Labels and thanks in front of a name have no more signs. */
const LONGEST_BEFORE = 10
/** 所在地区：江西省赣州市: what stands behind the label of a place is one. */
const OF_PLACE = /(?:(?:地址|地区|区域|所在地|省市区?县?|省份|城市|区县|街道|门牌号?)\s?[:：]|(?:所在地区|省市区县?)(?= |\n))\s?$/

/** 我姓岳, 熊师傅收, 揾肥仔收: who is called or receives. */
const OWN_NAME = /^(?:[我俺]|鄙人|本人|免贵)?姓[一-鿿]$/
const RECEIVED = /^ ?签?收(?=[，,。;；\s]|$)/
const LOOKED_FOR = /(?:找|[搵揾]|叫|让|喊|交给)$/

/** 灭火器20个, 保卫科刘科长 138…: where in a firm somebody works who is called. */
const OFFICE = /^[一-鿿]{1,4}[组科部处室]$/
const CALLED_THERE = new RegExp(`^${SURNAME}(?:${TITLE})[\\s，,:：]{0,2}(?:电话|手机)?[\\s:：]?1\\d{2}`)
const LONGEST_CALL = 14

/** 剪枝别太短, 盒子不要压: how it is to be done. */
const WISH =
  /[别莫勿](?=[太再给忘用放弄压搞装折混贴少多超叠拆])|不[要能用许得准]|太[大小长短厚薄重轻多少高低早晚硬软深浅紧松满]|尽量|一定|记得/
/** 同城跑腿送: how goods travel. */
const CARRIAGE =
  /^(?:同城|跑腿|闪送|专车|拼车|顺风车|快递|物流|托运|自提|包邮|到付|空运|海运|陆运|整车|零担|大巴)+[送发寄拉来走]?(?:吧|就行)?$/
/** 谢谢棠棠, 辛苦小周: who is thanked. */
const THANKS = /(?:谢谢|多谢|谢过|感谢|辛苦|拜托|麻烦|劳驾)(?:了|啦|你|您)?/
const THANKED = new RegExp(`${THANKS.source}$`)
const THANKING = new RegExp(`^${THANKS.source}`)
const ENDS = /^[啦了啊哈呀哦~！!。，,]*\s*$/
/** 苏州生物|纳米园A4楼: what stands in the middle of an address. */
const ADDRESS_GOES_ON = /^(?:[一-鿿]{1,5}(?:[园区厦场谷港城]|大楼) ?[a-z]?\d| ?[a-z]?\d{1,3}(?:[栋幢座]|号楼)\d)/
/** A row of a sheet without a column of customers. */
const OF_CUSTOMERS = /客户|客人|买方|需方|购货|订货|采购|收货|公司|店名|店铺|门店|customer|buyer|client|company|bill to|ship to/
const FEWEST_TABS = 2
/** The first row may be a title with who buys; columns are called in English too. */
const LATIN_WORDS = /^[a-z #.]+$/
function inSheet(plain: string, start: number, words: string): boolean {
  const from = plain.lastIndexOf('\n', start) + 1
  const to = plain.indexOf('\n', start)
  const tabs = plain.slice(from, to < 0 ? plain.length : to).split('\t').length - 1
  return tabs >= FEWEST_TABS && (from > 0 || LATIN_WORDS.test(words)) && !OF_CUSTOMERS.test(plain)
}

/** Whether words have a place or a form in which nobody who buys stands. */
export function isNoBuyer(plain: string, { start, end }: Range): boolean {
  const words = plain.slice(start, end)
  const before = plain.slice(Math.max(0, start - LONGEST_BEFORE), start)
  return (
    namesNobody(words) ||
    words.includes('\t') ||
    OF_PLACE.test(before) ||
    OWN_NAME.test(words) ||
    CARRIAGE.test(words) ||
    (THANKING.test(plain.slice(plain[start] === plain[start - 1] ? start - 1 : start, end)) && !ORG.test(words)) ||
    (THANKED.test(before) && !ORG.test(words) && ENDS.test(plain.slice(end, end + 4)) && plain.length - end < 4) ||
    (WISH.test(words) && !ORG.test(words)) ||
    (ADDRESS_GOES_ON.test(plain.slice(end, end + 10)) && placeAt(words, 0) !== undefined) ||
    inSheet(plain, start, words) ||
    (start > 0 && OFFICE.test(words) && CALLED_THERE.test(plain.slice(end, end + LONGEST_CALL))) ||
    (RECEIVED.test(plain.slice(end, end + 4)) && (PERSON_BUYER.test(words) || LOOKED_FOR.test(before) || /^[搵揾]/.test(words)))
  )
}
