import { Temporal } from 'temporal-polyfill'
import type { Draft, Read } from '../draft'
import { asNumber } from '../text/numerals'
import type { Page } from '../text/page'

type Day = Temporal.PlainDate

/** Yesterday in the speech of Canton, Shandong, the Hakka and the Yangtze delta: 寻日, 琴日, 夜来, 昨晡日, 昨日子. */
const YESTERDAY =
  '(?:昨(?:[天日]子?|儿个?天?|朝|晚|夜|早|晡日?|昏)?|[寻琴噚噖][日晚]|夜来(?!香)|夜[儿个]+(?![一-鿿]?[市场灯])|秋晡日?)'
/** A day that is over. */
const OVER = `(?:大?前[天日](?:子|仔)?|前(?:晚|朝|晡日?|儿个?天?)|${YESTERDAY}|今(?:[天日早朝]|儿个?)|上个?(?:周|星期|礼拜|拜)[一二三四五六日天])`
/** A day that may be over or to come. */
const EITHER =
  '(?:(?:这个?|本)?(?<!下|下个)(?:周|星期|礼拜)[一二三四五六日天]|\\d{1,2}月\\d{1,2}[号日]?|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿]{1,3}[号日]?|(?<!\\d|[路街道巷弄村园区栋楼])\\d{1,2}[号日]|(?<![一-鿿])[一二三四五六七八九十]{1,3}号)'
const PART = '(?:一大早|一早|大清早|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|刚才|早|晚)'
/** The part of the day alone means today, unless a day to come stands before it. */
const TODAY = `(?<!明天|后天|明日|今天|今日|周[一二三四五六日天]|期[一二三四五六日天]|拜[一二三四五六日天]|[号日]|都是?|明|后)(?:早上|早晨|上午|中午|今早|早间|一早|下午)`
/** Verbs of placing an order; of the second kind also said of sending what was ordered. */
const PLACES = '(?:打样|加单|报|下|落|订|定|写|录|填|登|开|签)'
/** 我叫你送的, 让你们备的. */
const ASKED = '(?:我们?)?(?:叫|让|喊|请)(?:你们?|您)(?:帮忙|帮我)?[送发备做留订报配装打]的'
const SAYS = '(?:要|叫|发|说|讲|拿|约|催|给|说要|说好要|要订|要下)'
const THAT =
  '(?:那|这|嗰|呢|(?<=[寻琴噚噖]日)|(?<=上个?(?:星期|礼拜|周)[一-日]))(?:一)?(?:[张个笔份条批票车柜趟单](?:[一-鿿]{0,6}?(?:订单|单子?|采购单|合同))?|订单|合同|采购单)(?![人位价])'
const THE_ORDER = '[的嘅](?:订单|单子?(?![价位])|采购单|合同'
const THEN = '(?:过|好|咗)?(?:的|了的?|那|嘅|咗)'
/** Between a day and the order that was placed then stands at most who placed it. */
const OF_WHOM = '(?=[一-鿿a-z]{1,9}?[那这嗰](?:一)?[张个笔份条批票]?(?:[配补订报发]货)?(?:单|票|批))'
/** What is changed in an order of that day: 昨天的蔓越莓去掉, 4号的那200片先取消. */
const CHANGES =
  '(?=(?:[^，,。;；\\n]{0,10}[，,])?[^，,。;；\\n]{0,16}(?:不要|取消|作废|改|换|减|加[到成\\d]|再[补加添]|追|补\\d|删|去掉|拿掉|砍|只发|少发|撤|漏|划掉|暂停|先停|别[发装做送配要]))'
const DATED = new RegExp(
  [
    `(?:${OVER}(?:的?${PART})?(?:给[一-鿿]{1,5}(?=[开下报订]))?|${TODAY})\\s?(?:${THAT}|${PLACES}${THEN}|${SAYS}(?:过)?(?:的|了的?|那)|${ASKED}|(?:我们?)?${PLACES}给(?:你们?|您)(?:的|那)|${THE_ORDER}|一车|(?=[：:，,。;；\\n]|$))|${OF_WHOM})`,
    `${EITHER}(?:的?${PART})?\\s?(?:${THAT}|${PLACES}${THEN}|${THE_ORDER})|${OF_WHOM})`,
    `(?<![\\d.*/a-z-])\\d{1,2}[./]\\d{1,2}(?:的?(?:那|这)[张个批条票]?单|${PLACES}的)`,
    `${OVER}(?:的?${PART})?(?:的(?:表|清单|备货单)(?=[:：，,])|[一-鿿a-z]{0,8}?的${CHANGES}|[一-鿿a-z]{0,3}备货单|[一-鿿a-z]{1,8}?(?:${PLACES}|称|拿|买|选)的${CHANGES}|称的那些)`,
    `(?<!\\d|[路街道巷弄村园区栋楼])\\d{1,2}[号日]的那(?=[\\d批些张个])${CHANGES}`,
    `${OVER}那(?=\\d)${CHANGES}`,
    `(?<=补充|更正|更改|修改)${OVER}的(?=[一-鿿])`,
    // 5月12号的四件套单撤销, 四月七号那批
    `${EITHER}的[一-鿿]{1,6}单(?=撤|取消|作废|不[要做]|别|改|退|停)`,
  ].join('|'),
)
const SENT_ON_CALL = new RegExp(ASKED)
const SAYS_DELIVERY = /[要到送交]货|交期|(?:送|到|交|装|提)(?!的)/

const ALONG =
  /[跟和同与](?:上面|前面|刚才|上[一次]?|前[一次]?)(?:的|那)?一?[批单车票趟]货?(?:一[块起并道]|同车|拼车?)(?:[发走送装]|过来)?/
const JUST = '(?:刚才|刚刚|方才|适才|头先|求先|先头|[刚将才](?:将|才|刚)(?=[一-鿿]{0,6}[那嗰报发下订写落])|啱啱|啱先|啱|刚)'
const ABOVE = new RegExp(
  `^\\s{0,2}[↑⬆☝]{1,3}(?=\\s?[这那客是刚上])|${JUST}(?:我们?|你们?)?(?:(?:${PLACES}|${SAYS}|漏|少)(?:写|报|发|说)?(?:过来|出去|上来|给你|你)?(?:的|了|那|嘅|咗|漏了?)+(?:那?个|那?条)?(?<!了(?=[，,。;；\\s\u0001]|$))|的?[那嗰]?[一]?[张个条批票份](?:单子?|订单)?(?![人月小星])|[那嗰]?的?(?:单子?|订单)(?![位价]))|${JUST}[一-鿿]{1,9}?[报下订发]的(?=[一-鿿]{0,8}(?:作废|取消|改成|换成|加到|减到|不要了))|(?<![跟和同与])(?:上面|前面|楼上)(?:那一?|的|这(?!个))[张个条批票份单](?:单子?|订单)?(?![人月小星])|(?<![跟和同照按像与比制])上一?[单条](?=[一-鿿,，。：:\\s]|$)(?!价|位|品|件)|(?<![跟和同与])(?:上面|前面)(?=[一-鿿a-z]{1,9}?(?:那|这)(?:一)?[张个条批票份]?单)`,
)

/** An earlier time that all of an order is like. */
const BEFORE =
  '(?:(?:上|前)(?:一)?(?:次|回|批|趟|车|单|期|轮|季度?|年度?|学期|个?月|个?星期|个?礼拜|周)|去年|往年|往常|往次|往期|平时|平常|惯例|以前|之前|从前|早先|原来|[一二三四五六七八九十\\d]{1,2}月份?(?:头|初|中|底|里)?(?:的)?那[次回批单]|那[次回批])'
const LIKE = '(?:完全)?(?:按照?|照着?|依照?|跟|和|同|比照|参照|就像)'
/** Not the whole order but one side of it is as before. */
const ONE_SIDE =
  '(?:资料|信息|价?钱|价|价格|单价|[专普发]?票|invoice|抬头|包装|地址|地点|送货|发货|运费|物流|快递|付款|款|其[他余它]|别的|余下|剩下|方式|电话|收货人?|收件人?|联系人?|人|颜色|花色|规格|尺寸|尺码|型号|交期|时间|要求|数量?|量|结算|账期|条件|做法|工艺|配方|配比|版|[张件箱个条米套台卷吨]数|口味|味道|[半一两三\\d]个?月|[十\\d]天|[月周现]结|到付|标签|标|logo|唛头|规矩|标准|包法|装法|印刷|烫金|版面|款式|折扣|返点|品牌|牌子)'
/** What may stand behind the goods of an order that are wished again. */
const AGAIN = '[，,。;；\\s\\u0001]|$|都|各|再|来|发|照|不变'
const LAST_ORDER = new RegExp(
  [
    `${LIKE}(?:我们?|你们?|他|她|咱)?的?${BEFORE}(?:的|那)*(?:数量|单子?|订单|量|货|样子?|明细|清单|配置|标准)?(?:那样|这样|一模一样|一样|来|做|发|走|下|再来|备|配|给|拿|要)?(?![寄送拿给][^，,。]{0,5}样)(?!欠)(?!的?(?:价|报价|包装|地址|抬头|付款|运费|物流|快递|规矩结|谈|(?:确认|大货)?(?:封(?:过)?的?样|封样|样品|样衣|样板|实样|留样|样)(?![子式])|发票|[专普]票|一[起块并道]|同车|拼|合)|\\d|[一二三四五六七八九十]+月|那?一?[个款种]|[一-鿿]{0,3}(?:缸号?|颜色|色号?|规格|牌子|质量))`,
    `${LIKE}${BEFORE}的?一个样(?:再?来|再?做|再?发|[，,。]|$)`,
    `再来(?:一)?(?:遍|份|次|批|单|套|轮|趟|车)(?:上次|上回|一样|同样|一模一样|照样)的?`,
    `上(?:[次回月周]|个月)那[款种个批][^，,。\\n]{0,8}再(?:来|做|要|发|下|订)`,
    '(?:还是|仲系)(?:上[次回批]|之前|老|原来|旧时)的?[那嗰][套个批样些份啲]',
    // 还是那几样, 原来那几种各来一箱
    `(?:还是|仲系|就)(?:[那嗰老]|原来那?|以前那?|之前那?|平时那?|往常那?)老?(?:[几两三四五]?[样种]|些)(?=${AGAIN})`,
    `(?:原来|以前|之前|往常|平时)的?那(?:[几两三四五][样种]|些)(?=再|各|照|都|来|$)`,
    // 上次的再来一份, 上回的原样来一遍
    `${BEFORE}的?(?:那[些单批个张份]|[几两三四五][样种])?(?:货|单子?)?(?:再|原样|照样|照单|一样)(?:给我们?|给)?(?:来|发|做|要|拿|送|配|走|整|搞)(?:上|个)?(?:一)?(?:份|遍|次|批|单|套|轮|趟|车)(?![一-鿿])`,
    `(?:一样|同样|照单|照样|原样|一模一样)的?(?:再)?(?:来|发|做|要|送|配)(?:上)?一?(?:份|遍|批|单|套|轮|趟)(?![一-鿿])`,
    '(?:照|按)老?(?:单子|例)(?=来|发|做|送|配|[，,。；;\\s]|$)|按老单(?=来|发|做|送|配|[，,。；;\\s]|$)|复制上一?[次回单]的?单?',
    `再(?:来|发|做|送|配)(?:上)?一?(?:份|遍|批|单|套|轮|趟|车)?(?=和上|跟上|同上|照上)`,
    '(?<![a-z])(?:re-?order(?= [a-z]{1,4}-?\\d)|same as (?:last|before|previous))',
    '同(?:上[次回批单]|之前|以前|往常)',
    '老(?:样[子儿]|一套|套路|三样)(?!的?(?:格式|包装|打包|装箱|付款?|结|价|运费|地址|规矩))',
    '老规矩(?=来|发|[，,。：:\\n]|$)(?<!那俩老规矩|是老规矩|按老规矩)',
    '照(?:旧|原样|老样|老?例)(?!的?版|[顺德安百跨中圆申韵]|[发走寄送](?:顺|德|安|百|跨|中通|圆|申|韵))',
    '(?:翻|返|复|续)一?单',
    '(?:翻|返|复|续)(?:一下)?(?:上|前)(?:一?[次回批个]|个?[月周])的?(?:那[批个张份])?(?:订?单|货)',
  ].join('|'),
)
const BESIDE_ONE_SIDE = new RegExp(`${ONE_SIDE}(?:都|也|全|就|和[一-鿿]{1,3}|、[一-鿿]{1,3})?\\s?$`)
const NO_REPEAT = /不是(?:翻|返|复|续)单/
/** What is said again in full replaces what stood above. */
const INSTEAD =
  /[上前]一?条(?:消息)?(?:作废|不算|别看|忽略|不对)|以(?:这|本|下面|此)[一-鿿]{0,3}为准|撤回|看这[条个]|重新?发[一-鿿]{0,2}[:：]/

const SAMPLE =
  /(?:按照?|照着?|依照?|比照|(?:跟|同)(?!样))(?:[他她]|客户|你们?|我们?|贵司)?(?:们)?(?:[一-鿿]{0,3}[寄送拿带发提供](?:给?[你您我他]们?)?来?(?:过[来去])?的?(?:那[件个条款双块份])?|上次的?|(?:上次|之前|以前)?封(?:过|好)?的|之前的?|确认过?的?|签过?的?|留的)?(?:封样|样品|样衣|(?<=[寄送拿带发给]来?(?:过[来去])?的(?:那[件个条款双块份])?)(?=[做打来配裁]|生产|加工|定做)|样板|样件|样机|实样|原样品|确认样|留样|来样|大货样|样)(?!式|册|本|子|张|的?价)(?:要求|标准|来做|做)?/
const CONTRACT =
  /(?:按照?|照着?|依照?|根据|执行|凭)(?:[一-鿿]{0,2}(?:年度?|框架|采购|供货|供销|长期|已?签的?))?(?:合同|协议)(?!号|编号|总?价|单价|金额|付|上?的?地址|条款付)/

/** The day of a past order's words, as a date not after today. */
function pastDay(word: string, d: Day): Day | undefined {
  if (/大前[天日]/.test(word)) return d.subtract({ days: 3 })
  if (/前[天日晚儿朝晡]/.test(word)) return d.subtract({ days: 2 })
  if (/^(?:昨|[寻琴噚噖]|夜[来儿个]|秋晡)/.test(word)) return d.subtract({ days: 1 })
  const week = /(上)?个?(?:周|星期|礼拜|拜)([一二三四五六日天])/.exec(word)
  if (week) {
    const day = Math.min(7, '一二三四五六日天'.indexOf(week[2] ?? '') + 1)
    const thisWeek = d.subtract({ days: d.dayOfWeek - day })
    return week[1] || Temporal.PlainDate.compare(thisWeek, d) > 0 ? thisWeek.subtract({ days: 7 }) : thisWeek
  }
  const md = /(\d{1,2}|[一二三四五六七八九十]{1,2})(?:月|[./])(\d{1,2}|[一二三四五六七八九十廿]{1,3})/.exec(word)
  if (md) return latest(d, 12, (base) => ({ month: asNumber(md[1]), day: asNumber(md[2]), year: base.year }))
  const n = /(\d{1,2}|[一二三四五六七八九十]{1,3})[号日]/.exec(word)
  if (n) return latest(d, 1, (base) => ({ year: base.year, month: base.month, day: asNumber(n[1]) }))
  return d
}

/** The latest such day that is not after today, going back by a number of months. */
function latest(d: Day, months: number, at: (base: Day) => { year: number; month: number; day: number }): Day | undefined {
  for (let back = 0; back < 3; back++) {
    try {
      const found = Temporal.PlainDate.from(at(d.with({ day: 1 }).subtract({ months: back * months })), { overflow: 'reject' })
      if (Temporal.PlainDate.compare(found, d) <= 0) return found
    } catch {
      // No such day in that month.
    }
  }
  return undefined
}

/**
 * Which earlier order, sample or contract a message points to: `last_order`, `above`, `date:YYYY-MM-DD`, `sample` or `contract`. What it read is taken
 * off the page, so that a day which is over is no delivery.
 */
export function readReference(page: Page, today: string, from = 0, to = page.plain.length): Read<string> | undefined {
  const d = Temporal.PlainDate.from(today)
  for (const m of page.findAll(DATED, from, to)) {
    const date = pastDay(m[0], d)
    // 不赶28号那趟了: a load it was to go with.
    if (page.plain[m.index - 1] === '赶') {
      page.take(m.index, m.index + m[0].length)
      continue
    }
    if (
      !date ||
      (!SENT_ON_CALL.test(m[0]) &&
        SAYS_DELIVERY.test(page.plain.slice(m.index, m.index + 14).split(/[那这的,，。;；\n]/)[0] ?? ''))
    )
      continue
    return took(page, m, `date:${date.toString()}`)
  }
  // 跟前面那批一块发: it travels with another one.
  for (const m of page.findAll(ALONG, from, to)) page.take(m.index, m.index + m[0].length)
  const above = INSTEAD.test(page.plain.slice(from, to)) ? null : page.find(ABOVE, from, to)
  if (above) return took(page, above, 'above')
  const whole = (m: RegExpExecArray): boolean => !BESIDE_ONE_SIDE.test(page.plain.slice(Math.max(from, m.index - 8), m.index))
  const last = NO_REPEAT.test(page.plain.slice(from, to)) ? undefined : page.findAll(LAST_ORDER, from, to).find(whole)
  if (last) return took(page, last, 'last_order')
  const sample = page.findAll(SAMPLE, from, to).find(whole)
  if (sample) return took(page, sample, 'sample')
  const contract = page.findAll(CONTRACT, from, to).find(whole)
  return contract ? took(page, contract, 'contract') : undefined
}

/** Who placed the order that is changed, and that it was: 前天丽景的窗纱换成…, 早上发的单子改一下. */
const OF_BUYER = `(?!说|又|才|先|来|打|再|还|催|车|送)[一-鿿a-z\\d]{0,9}?(?:[报发下订写要落]?[的嘅](?!时候)(?=[一-鿿a-z])|货?号?单(?=[一-鿿：:，,]))`
const CHANGED_THEN = new RegExp(`${OVER}(?:的?${PART})?${OF_BUYER}|${TODAY}${OF_BUYER}`)
const CHANGED_ABOVE =
  /(?:刚才|刚刚|啱啱|啱先|头先|求先|先头|才将|将将|才刚)[一-鿿a-z\d]{0,6}(?:[那嗰][单票批]|[报发下订写落][的嘅])|(?:上面|楼上)(?:我|我们)?[报发下订写]?的(?!人|那位)/
/** Where a message of changes says which order it changes. */
const AT_FIRST = 18
const MOST_AHEAD = 48

/** Puts which earlier order a message of changes is about: one that was placed, never one that another is to be like. */
export function putEarlierOrder(page: Page, today: string, draft: Draft): void {
  if (/^(?:date|above)/.test(draft.reference?.value ?? '')) return
  delete draft.reference
  const head = page.plain.slice(0, MOST_AHEAD)
  const above = CHANGED_ABOVE.exec(head)
  const then = above ?? CHANGED_THEN.exec(head)
  const day = then && then !== above ? pastDay(then[0], Temporal.PlainDate.from(today)) : undefined
  const value = above ? 'above' : day && `date:${day.toString()}`
  if (then && value && then.index < AT_FIRST) draft.reference = page.read(value, then.index, then.index + then[0].length)
}

function took(page: Page, m: RegExpExecArray, value: string): Read<string> {
  page.take(m.index, m.index + m[0].length)
  return page.read(value, m.index, m.index + m[0].length)
}
