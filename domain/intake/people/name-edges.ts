import { placeAt } from '../words/divisions'
import type { NormalText } from '../text/normalise-text'
import type { Range } from '../text/page'
import { isColor, isGoods, isTalk } from '../words/goods-words'
import { ORG, PERSON_BUYER, PERSON_OF, SURNAME } from '../words/people-words'

/** What stands in front of a name and never begins one: 是兴盛机修, 阿秀姐我嘉怡花店. */
const FRONT =
  /^(?:.{0,6}我(?:们)?(?:这[里边]?)?(?:是)?|[他她你您]们?|.{0,2}(?:是|替)|唔该|[咱俺]们?|阿拉(?![小家])|[甲需]方|货主|归[口在]|(?:以上|全部?|都)归|归(?![云园雁来心真巢宿林田元一])|老客(?!户)|师傅(?=[老小阿])|帮(?!宝)|跟|记(?!者)|(?:收银台|前台|名字|卡上)?写|在|抬头|户头|客户名?(?:称|是|为)?|买[家方]是?|[昨前]天|今早|昨晚|[上下]午(?!茶)|刚才|[搵揾]|order for |for |customer |re(?=[: ]))[\s:：]?/
/** What follows a name and is no part of it: 加单, 回复, 备货, 老庄稼他儿媳妇. */
const BACK =
  /(?:加单|补单|下单|报单|返单|翻单|回复|发来|传来?|备货|订货|要货|补货|拿货|来电|来信|打样|下料|头上|说|(?<!装)订|定|追|要|在|这|那|的|报|刚|回|还|也|再|过|打|叫|续|(?<!设)备|order|[他她].{1,4}|搞|做)$/
/** Words of the sentence that also end names: behind a whole name they do not. */
const BACK_OF_WHOLE = /(?:付|配|开|用|锁|上)$/
/** What a sentence goes on with behind a name: a feast, a day, a part of the year, what is done anew. */
const GOES_ON =
  /(?:(?:国庆|中秋|端午|清明|五一|元旦|春节)(?![路街道广大村])|腊月|年前|[一二三四上下]?季度|第[一二三四五六]批|[首末]批|[上下本这]?(?:周|星期|礼拜)[一二三四五六日天]|[今明]天|[上下]午|提前|续[订单]|追加).*$/
/** What is done at a shop or a site, whatever its name ends with: 恒达机房扩容, 小满开新店, 百味她店里. */
const DONE_THERE =
  /(?:[她他]们?(?:家|店里?|那边|这边).{0,2}|(?:机房)?扩容|换件|改造|检修|大修|补给单?|靠泊|加工单?|转让|(?:新?开|新)(?:新店|分店|业)|店面|筹备通知|通知|打电话|来电话|联赛|团建)$/
/** What a firm or a class does together: 鼎新地产|搞团建, 四中|开运动会. */
const TOGETHER =
  /[搞办做开](?:个|场|次|什么)?(?:团建|活动|年会|运动会|聚会|会议|培训|展会?|庆典|晚会|联欢|比赛|讲座|沙龙|开业|促销).*$/
/** Classes are called by numerals: 三|年二班. */
const CLASS = /^(?:年级?)?[（(]?[一二三四五六七八九十\d]{1,2}[)）]?班$/
const OF_CLASS = /[一二三四五六七八九初高大中小\d]$/
/** 阳光一小|运动服: a school by its short name, and the first sign of what it wants. */
const SHORT_SCHOOL = /^(.{2,}[一二三四五六七八九十附][小中幼])(?![学心园])[一-鿿]$/
/** 鸿运|年货城备年货, 黔建三队|物资部报计划: the rest of a name in front of what is wanted. */
const REST_WANTS = /^[一-鿿]{1,3}[城店厂行馆铺社园坊](?=(?:又|再|还)?(?:备货|备年货|要|订|报|补货|采购|下单|拿货|进货|说))/
const OFFICE_WANTS =
  /^(?:物资|设备|材料|采购|供应|工程|后勤|生产|行政|总务|机电|安质|技术|动力)[部科处室组](?=(?:又|再|还)?(?:报|要|订|申请|下单|采购|补货))/
/** What somebody buys for, behind who it is: 老曹办喜酒. */
const FEAST = /(?:[摆办][一-鿿]{0,2}[酒席宴]|做寿|结婚|娶亲|嫁女|乔迁|搬家|暖房|满月)$/
/** On which floor of it, where the house is called by its name: 锦江茶楼二楼. */
const FLOOR = /(?<=[楼店馆院厅吧])[一二三四五六七八九\d]{1,2}[楼层]$/
/** A numeral that belongs to the day behind it: 水云间|四月七号. */
const OF_DAY = /[一二三四五六七八九十]{1,2}$/
/** 老许|记一笔, 帮吴姐|记： who writes it down does so behind the name. */
const NOTES = /^记(?:[一1]笔|一下|下|个账|账|[：:])/
const isPerson = (words: string): boolean => PERSON_BUYER.test(words) || PERSON_OF.test(words)
/** 方姐家: her house is no part of what she is called. */
const HOME = /^(.+(?:总|姐|哥|叔|婶|嫂|伯|阿姨|师傅|老师|[老阿][一-鿿]))(?:家|工地|样板[房间]|新房|婚房|别墅)$/
/** Who owns it is no part of what a shop is called. */
const OWNER = new RegExp(`^(.{3,})(?<!${SURNAME})老板娘?$`)
/** A branch in brackets: (兰山厂), (湖滨店). */
const BRANCH = /^[(（][一-鿿]{1,5}(?:店|厂|园|校区|部|仓|馆|院|路)[)）]/
/** A branch behind a blank, at the end of what is said. */
const BRANCH_APART = /^[ \u3000][一-鿿]{2,4}店(?=[\s，,。：:;；]|$)/
/** Stalls and stores by number. */
const STALL = /^(?: ?\d{1,3}号[店仓库楼档摊]|[a-z]\d{2,4}(?=[\s，,。：:;；]|$))/
const LATIN = /^[a-z][a-z .&]*$/
/** Where in a market or a building: 国贸城F5, 花卉市场9-18, 东大门C076那单. */
const MARKET = /(?:[城座栋楼馆]|市场|广场|大厦|中心|批发|[一二三四五六七八九\d][楼期])$/
const UNIT_OF_MARKET = /^(?:[a-z]-?\d{1,4}|\d{1,3}-\d{1,3})(?=[\s，,。：:;；要的那又再补订定从]|$)/
const STALL_OF = /^[a-z]\d{3}(?=那|的单|要的)/
/** Letters or figures that a name begins with: G7服务区, M+酒店. */
const LETTERS_IN_FRONT = /(?:^|[\s，,。：:;；【给])((?!(?:po|vip|for|to|re|ps|pos|no|kg|pcs|q?q)\d?$)[a-z]{1,4}\d{0,2}[+&]?)$/
/** Words in front of a short name that say whose or where somebody is: 北港|阿强; of a sentence no more than its last words. */
const WHOSE = /[^\s\da-z\u0001\p{P}\p{S}的是说给帮跟让叫找啊呀呢吧嘛哈又再把替我你您]{1,5}$/u
const MOST_WHOSE = 4
const SHORT_NAME = /^[老小阿][一-鿿]$/
const NO_WHOSE =
  /[今明昨后前晚早的]|[个只箱件包台套张条袋瓶桶吨米斤公货单家]$|^(?:麻烦|就是|还有|另外|老板|师傅|客户|老客|拜托|那个|这个|下单|记得|送到|发到|谢谢|辛苦|一下|现在|刚才|你|我|他|她|要|请|喂)/
/** Words of another tongue behind a name, and in front of it, that are no part of it. */
const LATIN_BEHIND =
  /^ (?!(?:orders?|re-?order|needs?|wants?|confirm\w*|rmb|po|item|pet|here|please|pls|may|june?|is|has|would|want|the|new|for|from|to|and|at|by|in|p)(?![a-z]))[a-z]{2,}(?![a-z\d])/
const LATIN_FRONT =
  /(?:^|[^a-z])((?!(?:orders?|re|regards|from|buyer|customer|client|for|to|by|hi|hello|dear|the|and|thanks|best|po|of|is|this|ip)(?![a-z]))[a-z]{2,} (?:& )?)$/
/** Happy Mobile| need, Leaf & Corner| would like: with what a sentence goes on behind a name of another tongue. */
const LATIN_VERBS =
  / (?:(?:still|also|now|just|again) )?(?:needs?|wants?|requires?|requests?|requested|orders?|ordered|ordering|would|likes?|asks?|asked|takes?|is|are|has|have|confirms?|confirmed|please|pls)(?: [a-z ]*)?$/
/** 老魏的果园: whose ground it is buys. */
export const GROUND = /^([老小阿][一-鿿])的?(?:鱼塘|果园|大棚|菜地|工地|茶园|猪场|鸡场|地里)$/
/** A shop for what such houses need, not the house: 民宿|用品订. */
const SUPPLIES = /^用品(?=[订要说补采报来那这：:]|的(?!清单|单))/
const REST = /^(?!样板[房间])[一-鿿]{1,3}(?=[\s\u0001，,。.:：;；、!！?？~—\n(（]|$)/

/** Puts the ends of a name where its words end: no word of the sentence at either end, no place name cut in two, brackets in pairs. */
export function fitName(normal: NormalText, name: Range): Range {
  const { plain } = normal
  let { start, end } = name
  const words = (): string => plain.slice(start, end)
  for (let front = FRONT.exec(words()); front && end - start - front[0].length >= 2; front = FRONT.exec(words()))
    start += front[0].length
  for (let back = BACK.exec(words()); back && back.index >= 2 && !ORG.test(words()); back = BACK.exec(words()))
    end -= back[0].length
  end -= FLOOR.exec(words())?.[0].length ?? 0
  const done = DONE_THERE.exec(words())
  if (done && done.index >= 2) end = start + done.index
  const together = ORG.test(words()) ? null : TOGETHER.exec(words())
  if (together && together.index >= 2) end = start + together.index
  const school = ORG.test(words()) ? undefined : SHORT_SCHOOL.exec(words())?.[1]
  if (school) end = start + school.length
  if (CLASS.test(words()) && OF_CLASS.test(plain.slice(start - 1, start))) start--
  const feast = FEAST.exec(words())
  if (feast && isPerson(words().slice(0, feast.index))) end = start + feast.index
  const whole = words().slice(0, -1)
  if (BACK_OF_WHOLE.test(words()) && !ORG.test(words()) && (ORG.test(whole) || isPerson(whole))) end--
  if (NOTES.test(plain.slice(end - 1, end + 3)) && (ORG.test(whole) || isPerson(whole))) end--
  const on = GOES_ON.exec(words())
  if (on && on.index >= 2 && !ORG.test(words())) end = start + on.index
  if (/^[月点]/.test(plain.slice(end, end + 1))) {
    const day = OF_DAY.exec(words())
    if (day && day.index >= 2) end = start + day.index
  }
  const shop = OWNER.exec(words())?.[1]
  if (shop) end = start + shop.length
  const home = HOME.exec(words())?.[1]
  if (home && isPerson(home)) end = start + home.length
  const owner = GROUND.exec(words())?.[1]
  if (owner) end = start + owner.length
  // 城东老|魏: who is called by one sign is called by both.
  if (
    /(?<![一二三四五六七八九十附实])[老小阿]$/.test(words()) &&
    /^(?![打订定要在的报刚回还也再过叫])[一-鿿](?![一-鿿]{0,2}店)/.test(plain.slice(end, end + 4)) &&
    PERSON_OF.test(plain.slice(start, end + 1))
  )
    end++
  start -= inFront(plain, start, words())
  // A place that begins in front of the name and ends in it: 三门|东海.
  for (let k = 1; k <= 3 && start - k >= 0; k++) {
    const place = placeAt(plain, start - k)
    if (place && place.end > start && place.end < end) start -= k
  }
  const rest = REST.exec(plain.slice(end, end + 4))?.[0]
  if (
    rest &&
    !NOTES.test(plain.slice(end, end + 3)) &&
    !ORG.test(words()) &&
    ORG.test(words() + rest) &&
    !DONE_THERE.test(words() + rest)
  )
    end += rest.length
  const more = REST_WANTS.exec(plain.slice(end, end + 8))?.[0] ?? ''
  if (more && !ORG.test(words()) && ORG.test(words() + more) && !GROUND.test(words() + more)) end += more.length
  if (ORG.test(words())) end += OFFICE_WANTS.exec(plain.slice(end, end + 8))?.[0].length ?? 0
  if (ORG.test(words())) end += SUPPLIES.exec(plain.slice(end, end + 5))?.[0].length ?? 0
  const where = /^[(（][一-鿿]{2,6}[)）]/.exec(plain.slice(end, end + 8))?.[0]
  if (where && (placeAt(where, 1)?.end === where.length - 1 || BRANCH.test(where))) end += where.length
  end += (BRANCH_APART.exec(plain.slice(end, end + 7)) ?? STALL.exec(plain.slice(end, end + 7)))?.[0].length ?? 0
  const stall = (MARKET.test(words()) ? UNIT_OF_MARKET : STALL_OF).exec(plain.slice(end, end + 10))
  if (stall) end += stall[0].length
  if (LATIN.test(words())) {
    const verb = LATIN_VERBS.exec(words())
    if (verb && verb.index >= 2) end = start + verb.index
    else ({ start, end } = latinName(plain, { start, end }))
  }
  if (words().includes('(') && !words().includes(')') && plain[end] === ')') end++
  if (words().endsWith(')') && !words().includes('(')) end--
  // BOM(创航仪表,: what the bracket is of is no part of the name in it.
  if (words().includes('(') && !words().includes(')')) start += words().indexOf('(') + 1
  return { start, end }
}

/** How many signs in front of a name belong to it. */
function inFront(plain: string, start: number, words: string): number {
  if (start === 0 || !/^[一-鿿]/.test(words)) return 0
  const before = plain.slice(Math.max(0, start - 8), start)
  if (!SHORT_NAME.test(words)) return LETTERS_IN_FRONT.exec(before)?.[1]?.length ?? 0
  const whose = WHOSE.exec(before)?.[0] ?? ''
  return whose.length < 2 ||
    whose.length > MOST_WHOSE ||
    NO_WHOSE.test(whose) ||
    isGoods(whose) ||
    isTalk(whose) ||
    isColor(whose)
    ? 0
    : whose.length
}

/** All words of a name of another tongue: northgate|logistics. Words that a count follows are goods. */
function latinName(plain: string, { start, end }: Range): Range {
  const behind = (at: number): string | undefined => LATIN_BEHIND.exec(plain.slice(at, at + 20))?.[0]
  let last = end
  if (!ORG.test(plain.slice(start, end))) for (let word = behind(last); word; word = behind(last)) last += word.length
  if (/^\s?\d/.test(plain.slice(last, last + 2))) last = end
  if (/(?:co|ltd|inc)$/.test(plain.slice(start, last)) && plain[last] === '.') last++
  last += /^ ?\([a-z]{2,4}\)/.exec(plain.slice(last, last + 7))?.[0].length ?? 0
  const front = (at: number): string | undefined => LATIN_FRONT.exec(plain.slice(Math.max(0, at - 20), at))?.[1]
  let first = start
  for (let word = front(first); word; word = front(first)) first -= word.length
  return { start: first, end: last }
}
