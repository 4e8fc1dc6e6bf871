import { placeAt } from './divisions'
import type { NormalText } from './normalise-text'
import type { Range } from './page'
import { ORG, PERSON_OF } from './people-words'

/** What stands in front of a name and never begins one: 是兴盛机修, 阿秀姐我嘉怡花店. */
const FRONT =
  /^(?:.{0,6}我(?:们)?(?:这[里边]?)?(?:是)?|[他她你您]们?|.{0,2}(?:是|替)|唔该|帮(?!宝)|跟|记(?!者)|写|在|抬头|户头|客户名?(?:称|是|为)?|买[家方]是?|order for |for )[\s:：]?/
/** What follows a name and is no part of it: 加单, 回复, 备货, 老庄稼他儿媳妇. */
const BACK =
  /(?:加单|补单|下单|报单|返单|翻单|回复|发来|传来?|备货|订货|要货|补货|拿货|来电|来信|说|订|定|追|要|在|这|那|order|[他她].{1,4})$/
/** 老魏的果园: whose ground it is buys. */
export const GROUND = /^([老小阿][一-鿿])的?(?:鱼塘|果园|大棚|菜地|工地|茶园|猪场|鸡场|地里)$/
const REST = /^[一-鿿]{1,3}(?=[\s\u0001，,。.:：;；、!！?？~—\n(（]|$)/

/** Puts the ends of a name where its words end: no word of the sentence at either end, no place name cut in two, brackets in pairs. */
export function fitName(normal: NormalText, name: Range): Range {
  const { plain } = normal
  let { start, end } = name
  const words = (): string => plain.slice(start, end)
  for (let front = FRONT.exec(words()); front && end - start - front[0].length >= 2; front = FRONT.exec(words()))
    start += front[0].length
  for (let back = BACK.exec(words()); back && back.index >= 2 && !ORG.test(words()); back = BACK.exec(words()))
    end -= back[0].length
  const owner = GROUND.exec(words())?.[1]
  if (owner) end = start + owner.length
  // 城东老|魏: who is called by one sign is called by both.
  if (
    /[老小阿]$/.test(words()) &&
    /^[一-鿿](?![一-鿿]{0,2}店)/.test(plain.slice(end, end + 4)) &&
    PERSON_OF.test(plain.slice(start, end + 1))
  )
    end++
  // A place that begins in front of the name and ends in it: 三门|东海.
  for (let k = 1; k <= 3 && start - k >= 0; k++) {
    const place = placeAt(plain, start - k)
    if (place && place.end > start && place.end < end) start -= k
  }
  const rest = REST.exec(plain.slice(end, end + 4))?.[0]
  if (rest && !ORG.test(words()) && ORG.test(words() + rest)) end += rest.length
  const where = /^[(（][一-鿿]{2,6}[)）]/.exec(plain.slice(end, end + 8))?.[0]
  if (where && placeAt(where, 1)?.end === where.length - 1) end += where.length
  if (words().includes('(') && !words().includes(')') && plain[end] === ')') end++
  if (words().endsWith(')') && !words().includes('(')) end--
  return { start, end }
}
