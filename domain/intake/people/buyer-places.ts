import type { IntakeContext } from '../draft'
import { placeAt } from '../words/divisions'
import { isColor, isGoods, isTalk, SPEC_WORD } from '../words/goods-words'
import { catalogueNameIn, catalogueSays } from '../catalogue/match-catalogue'
import type { Candidate } from '../words/name-forms'
import { isCall } from '../words/order-talk-words'
import { NUMBER } from '../text/numerals'
import { TAKEN, type Page } from '../text/page'
import { GREETING, namesNobody, ORG, PERSON_BUYER, PERSON_OF, TRADE } from '../words/people-words'
import { UNIT } from '../words/units'

/** Days, feasts and seasons, papers and their columns, doings of an order: what heads a message or ends it and is nobody's name. */
const NO_NAME =
  /^(?:[今昨前明后][天日晚早儿]|上[周个次回]|下[周个次回]|这[次回个批两]|[本当]月|[早中晚]上|上午|下午|春节|端午|中秋|国庆|元旦|元宵|清明|五一|六一|双[一十]|立[春夏秋冬]|冬至|腊八|[春夏秋冬]季|年[前后底会货终]|节[前后]|开[学业年春工]|放假|换季|旺季|淡季|暑假|寒假|周[一二三四五六日末]|礼拜|星期|\d|[一二两三四五六七八九十几]{1,3}[家个单店车票批款样种月号点]|第[一二三四五六七八九十\d])|^(?:漏|忘|错|补|加|减|改|换|退|撤|删|划|报|单位|数量|价格|规格|型号|尺寸|颜色|货号|品名|名称|税号|抬头|发票|电话|地址|收货|收件|联系|备注|要求|包装|付款|结算|交期|运费|物流|快递|自提|自取|合计|总计|共计|其[他余]|另|还|全部|所有|以[上下]|如下|项目[:：]?$|工程[:：]?$|材料|产品|商品|货品|物资|物料|分类|类别|接龙|拼单|团购|拼团|汇总|排[货单产]|出货|发货|装车|铺货|到港|到货|打样|样品|加工|定制|贴牌|技工|订花|送花|下料|配货|配单|采购|补给|库存|麻烦|请|谢|叫|跟车|跟单|代发|家长|学生|装修|婚礼|婚宴|活动|走[物快空海]|辛苦|老板|师傅|美女|帅哥|客户|客人|业主|甲方|司机|仓库|财务|前台|门[岗卫口]|店里|工地|车间|公司|学校|酒店|宾馆|医院|食堂|后厨|分公司|车队)|(?:清单|订单|单子?|计划|明细|汇总|通知|报表?|表|类|款|份|部分|用料|用货|年货|福利|礼盒|伴手礼)$/
/** Signs of sentences, which names do not hold. */
const SPOKEN =
  /[你您我他她它们这那哪谁吗呢吧啊呀哦嘛啦哈嗯了着把被让请别没就都也还再又才只很太够给的]|不(?!同|二|锈)|照[样旧常]|要(?!素)|退掉|[不别]?动$|走[物快]|上空|拖[了欠]|没拼|必须|加[一-鿿]框|[一-鿿]用$|货到|款到|[上下]用|以内|[左右]出|划掉|签单|[装签]收|跑腿|停[一-鿿]|什么|怎么|可以|一下|一起|以后|里面|客人|客户|全部|分开|确认|知道|同意|取消|作废|要[的是求补换]|[送发寄]到|[记报]一/

const COUNTED = new RegExp(`(?:${NUMBER})\\s?(?:${UNIT})`)

const COUNT_AHEAD = new RegExp(`^[^一-鿿]{0,2}(?:${NUMBER})\\s?(?:${UNIT})`)

/** Words that can be somebody's name: neither goods nor colours nor talk nor headings. */
export const canName = (words: string, context: IntakeContext): boolean => {
  if (words.length < 2 || words.length > 12 || !/[一-鿿]/.test(words)) return false
  if (
    NO_NAME.test(words) ||
    COUNTED.test(words) ||
    /^[a-z]*\d|\d[a-z]/.test(words) ||
    isColor(words) ||
    isCall(words) ||
    namesNobody(words) ||
    GREETING.test(words)
  )
    return false
  const formed = ORG.test(words) && words.length >= 4
  if (SPOKEN.test(words) && !formed) return false
  if (isTalk(words) || SPEC_WORD.test(words)) return false
  if (catalogueSays(words, context.catalogue) || (!formed && sharesWords(words, context))) return false
  return true
}

/** Whether two signs that follow each other are words of the price list. */
const sharesWords = (words: string, context: IntakeContext): boolean => {
  for (let i = 0; i + 2 <= words.length; i++) if (catalogueSays(words.slice(i, i + 2), context.catalogue)) return true
  return false
}

const formPoints = (words: string, context: IntakeContext, told = false): number => {
  let points = 0
  if (ORG.test(words)) points += TRADE.test(words) ? (words.length >= 4 ? 0.8 : 0) : 1.6
  else if (PERSON_BUYER.test(words)) points += 1.2
  else if (PERSON_OF.test(words)) points += 1.4
  else if (isGoods(words)) points -= told ? 0.5 : 1.2
  const place = placeAt(words, 0)
  if (place && words.length - place.end >= 2) points += 0.6
  if (words.length > 8) points -= 0.6
  if (words.length === 2 && !told) points -= 0.4
  if (context.catalogue) points += 0.5
  return points
}

/** What stands in front of the first name of a message. */
const OPENING =
  /^(?:[\s\u0001,，!！~。.、…•*#@]|[^\u0000-\u007f一-鿿\u3000-\u303f（）]|【|\[|[-—=━]{1,}|对了|那个|记一下|记下|你?记[啊哈]|跟[一-鿿]{2}说一?声|通知一下|喂|刚才|刚刚|刚跟|刚|帮|给|替|下单[：:]?|订单[：:]?|新单[：:]?|报单[：:]?|加急[：:]?|急[：:!！]?|好的|补(?=[昨今前])|还有|另外|[昨今前][天晚]的?|上周[一二三四五六日]的?|\d{1,2}[号日]的?(?=[一-鿿]{3})){0,6}/
/** Whose order is spoken of. */
const THAT_ORDER =
  /^(?:那边|这边|家)?(?:的?(?:[上下]?周[一二三四五六日]?|[今昨前][天晚早儿](?:[上下]午|早上|晚上)?|[上中下]午|早上|刚才|\d{1,2}[号日]|\d{1,2}月\d{1,2}[号日]?|国庆|上次|上回)?的?(?:下的?|报的?|订的?)?(?:那|这)(?:一?[单批张票车]|个|[\d一二两三四五六七八九十]{1,3}[一-鿿])|的?(?:[订外内]?单|大货)(?=[，,。\s:：]|[^价子])|\d{1,2}[号日](?:的|那|要)|的?(?:[今昨前][天晚早]|上周|\d{1,2}号)(?:的|下的|报的|订的|那|$))/
/** What a buyer does: says, wants, moves, calls off. */
const DOES =
  /^(?:那边|这边|家|店里)?(?:又|刚|也|都|还|今天|昨天|前天|上午|下午|刚刚)?(?:说|讲|打电话|来电|问|催|通知|反映|要|想|需|订|定(?!制|型|位)|下单|下一?单|补|加|减|改|换|退|撤|取消|搬|采购|报|进货|备货|拿|来(?!苏)|返单|翻单|开(?:业|张|新店|分店))/

/** Names at the beginning of a message whose place, not form, speaks for them. */
export function* namesAhead(page: Page, from: number, to: number, context: IntakeContext): Generator<Candidate> {
  const live = page.live
  let row = from
  while (row < to && /[\s\u0001]/.test(live[row] ?? '')) row++
  const end = lineEnd(live, row, to)
  const start = row + (OPENING.exec(live.slice(row, end))?.[0].length ?? 0)
  const run = /^[一-鿿a-z\d()（）·&+]{2,18}/.exec(live.slice(start, Math.min(end, start + 18)))?.[0]
  if (!run) return
  let best: Candidate | undefined
  for (let n = 2; n <= run.length; n++) {
    const words = run.slice(0, n)
    const rest = live.slice(start + n, to)
    const points = aheadPoints(words, rest, page, start + n, to, context)
    if (points <= 0 || !balanced(words) || !canName(words.replace(/[（(].*/, ''), context)) continue
    const score = points + formPoints(words, context, points >= TOLD)
    if (!best || score > best.score) best = { start, end: start + n, score, unsure: true }
  }
  if (best) yield best
}

const balanced = (words: string): boolean => /[(（]/.test(words) === /[)）]$/.test(words)

/** From here on what follows tells that it is a name. */
const TOLD = 1.8

/** How much what follows a first phrase speaks for a name. */
function aheadPoints(words: string, rest: string, page: Page, at: number, to: number, context: IntakeContext): number {
  if (/^[单货]/.test(rest) && /[外内大订]$/.test(words)) return 0
  if (THAT_ORDER.test(page.plain.slice(at, at + 24))) return 2.4
  const goodsFollow = (text: string): boolean => {
    const next = /^[\s:：，,/-]*([一-鿿a-z][一-鿿a-z]{1,9})/.exec(text)?.[1]
    if (
      !next ||
      isColor(next) ||
      (!/[一-鿿]/.test(next) && !/^[\s:：，,/-]*[a-z]{2,9}[一-鿿]/.test(text)) ||
      /^(?:规格|型号|颜色|数量|单价|尺寸)/.test(next)
    )
      return false
    return isGoods(next) || catalogueNameIn(next, context.catalogue) !== undefined || /\d/.test(text.slice(0, 16))
  }
  if (/^[：:]/.test(rest)) return goodsFollow(rest.slice(1)) ? 2.2 : COUNTED.test(rest.slice(1, 30)) && !isGoods(words) ? 1.8 : 0
  if (/^\s*\n/.test(rest)) return /\d/.test(rest.slice(0, 40)) && goodsFollow(rest) ? 1.8 : 0
  const does = DOES.exec(rest)
  // 苏打水拿20件: a count right behind the verb is that of what stands in front.
  if (does) return COUNT_AHEAD.test(rest.slice(does[0].length)) ? 0 : 1.8
  if (/^的(?![话时])/.test(rest)) return goodsFollow(rest.slice(1)) ? 1.8 : 1.1
  if (/^(?:那边|这边)[一-鿿]/.test(rest)) return 1.6
  if (/^[ /-]/.test(rest)) return goodsFollow(rest) ? 1.6 : 0
  if (/^[，,]/.test(rest)) return goodsFollow(rest) ? 1.4 : 0
  // Right in front of an article of the price list.
  const named = catalogueNameIn(page.live.slice(at, Math.min(to, at + 10)), context.catalogue)
  if (named?.start === 0 && !/[一-鿿]$/.test(words)) return 1
  return named?.start === 0 ? 1.4 : 0
}

const lineEnd = (live: string, from: number, to: number): number => {
  const at = live.indexOf('\n', from)
  return at < 0 || at > to ? to : at
}

const BETWEEN = /[，,。;；!！\n\u0001…]|\.{3}|—{2,}|\s{2,}/g

/** Clauses behind the goods of which nothing was read: the last thing that is said is often who buys. */
export function* namesBehind(rest: Page, from: number, to: number, context: IntakeContext): Generator<Candidate> {
  const live = rest.live.slice(from, to)
  let at = 0
  for (const m of [...live.matchAll(BETWEEN), undefined]) {
    const end = m ? m.index : live.length
    const raw = live.slice(at, end)
    const lead =
      /^[\s—\-~、.:：]*(?:(?:以上|这些|都是|算|给|记|挂|抬头开?|发票开|开票|客户|老客户|是|就|我们?是?|我)\s?)?/.exec(raw)?.[0]
        .length ?? 0
    const words = raw.slice(lead).replace(/(?:的单?|那边的?|家的?|订的|要的|收|的货|叫的|下的|那边要的|！|～)?[\s~!！。.]*$/, '')
    const start = from + at + lead
    const taken = (m?.[0] ?? '') === TAKEN || live[at - 1] === TAKEN
    at = end + (m?.[0].length ?? 1)
    if (start === from || !/^[一-鿿a-z][一-鿿a-z\d()（）·&+]{1,14}$/.test(words) || !balanced(words)) continue
    if (!canName(words.replace(/[（(].*/, ''), context)) continue
    const score = 1.6 + formPoints(words, context) - (taken ? 0.8 : 0) + (start + words.length >= to - 2 ? 0.4 : 0)
    yield { start, end: start + words.length, score, unsure: true }
  }
}
