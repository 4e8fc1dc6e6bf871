import { Temporal } from 'temporal-polyfill'
import { timeAfter, timeAlone } from './clock-times'
import { DAY_WORDS, type Kind } from './day-words'
import type { Draft, Doubt, Read } from '../draft'
import { asNumber } from '../text/numerals'
import type { Page, Range } from '../text/page'

interface Hit {
  date: string
  /** Where the word itself ends, without 前 or 后 behind it. */
  word: number
  from?: string
  kind: Kind
  start: number
  end: number
  weight: number
  /** Worked out from another day: a person looks at it. */
  derived?: boolean
}

/** Words before a date that make it the past or another matter. */
const PAST = /(?:(?<!以)上|[昨前去刚原每逢]|(?:订货|下单|制单|订单|开单|填表)(?:日期|时间)[:：]?\s?|(?:^|[\s\n])日期[:：]\s?)$/
/** Money and papers that come on a day are no goods. */
const PAPERS =
  /(?:剩余|其余|见票|票到|收票|税号|款子?|钱|账|图纸?|文件|稿子?|唛头|发票|资料|地址|电话|logo|合同|样式|方案|排版|预付|定金|订金|余款|尾款)[一-鿿]{0,2}$/
const REFERS =
  /^(?:\s?(?:凌晨|早上|上午|中午|下午|晚上)?[\d一二三四五六七八九十]{0,3}点?半?前?\s?(?:接龙|报名|统计)?(?:截单|截止|截团|成团|开团|结束|关团)|还有[一二两三四五六七八九\d]{1,2}[家单]|跑了|开始(?![送发打用装进交供施栽]|安装|使用)|开学(?!之?前|以前)|(?:又|刚|他|她|客户|来){0,2}(?:说|讲|来电|打来|来电话|打电话|通知|问|催[^，,]{0,3}说|回复)|验收|盘点|点[了库货数]|盘[了库货]|菜(?=[:：]|单)|来?量(?:房|尺|门|窗|尺寸)?(?=[，,。\s]|$)|来复尺|(?:之?[前后])?(?:返场|上新|答谢|回礼)|不上|截(?=[，,。\s]|$)|再(?:来|要|下|订|补)一[批单车]|(?:出库|发货|送货|装车|配送|出车)?(?=[一两二三四五六七八九\d]{1,2}[家单票车户](?![^，,。;；\n]{0,3}(?:都|走|[送发拉捎带装拖]|[:：])))|[一两三四五六七八九\d]+(?:家(?!走|[:：]|[^，,。;；\n]{0,3}[送发拉捎带装])|单|个单|张单|个件|票|个客户)|的?(?:[两三四五六七八九\d]?张?单|订单|那单|这单|那批|报|订的|下的|定的|发的|送的|库存|报价|采购清单|对账)|的(?:货|菜|量|单子?|订单)(?:都|要)?(?:调整|更正|变|改|加|减|不)|的?(?:行情|挂牌|市场价|行价|单价|价)|(?:再|前|先|就|会|能|准时|统一|一起|早上|上午|下午|晚上){0,2}(?:[刷交给打转付]了|[定订](?=[，,。;；\s]|$)|[下落]单|结?清|结|付|收(?=[，,。;；\s]|$|款|钱|定)|到账|算|一起结|(?:打[款钱]|付款|转账)(?![,，]?(?:就|再|即|后)?发)|打给|转[款钱给]|转账(?![,，]?(?:就|再|即|后)?发)|汇[款给]|给[你钱]|发[你我他]|补[款票]|告诉|通知|再[说定看]|确认|回复|联系|上班|放假|开会|开业|开工(?!前|后)|有活动|没人|休息|盘点))/
/** 明天送的: a day to come on which goods go out. */
const AHEAD = /^(?:明|后天|大后|听日)/
const GOES_OUT = /^[送发要]的/
/** The day of a step of work: 明天先排云和那单, 周三上机. */
const OF_WORK = /^(?:先|优先|接着)(?:排|做|上(?!门)|印|裁|赶|生产|打样|备料)(?!好|完|出)|^(?:排产|排单|上机|开机|备料|开料)/
/** The day of a price or of a list, not of goods: 今天统一十八一打, 按今天挂牌, 今日螺纹，价3390. */
const TODAYS =
  /^(?:的(?!要|送|发)|到货[，,]?(?:先|分|了)|[一-鿿]{0,2}[两三四五六七八九\d]{1,2}[单家票](?=[↓:：\s]|$)|先?(?:录|记|登记?|碰上?|遇到|接到|跑了?|谈了?|聊了?)(?!明|后)|印单|派单|统一|一律|报|[特单新市行]价|挂牌|均价|菜单|量|(?:\d{1,6}(?!\d|\s?(?:点|时|[:：]|号|日|月))|[一二三四五六七八九十百]{1,6}(?![一二三四五六七八九十]|\s?(?:点|时|[:：]|号|日|月)|[一-鿿]{2,6}?[要送发]))|(?![^,，。\n]{0,8}[要送到发装提拿取走用])[^,，。\n]{0,6}[,，]?(?:价|挂牌|行情))/
/** 今天意式拼配汇总: a row that is nothing but the title of what was collected today. */
const REPORTS = /^今[天日儿][^，,。;；\d]{0,14}(?:汇总|汇单|报单|录单|派单|统计|登记)\s?[:：]?\s*$/
/** Where the order is collected from many, the end of collecting is told too. */
const COLLECTS = /接龙|团购|拼团|团一次|开团|报名|报数|统计|拼单/
/** A sheet that says its own day in its first row. */
const SHEET = /日报|报货|订货|要货|补货|出货|装车|送货|汇总|计划|清单|统计|明细|登记|接龙|团购|采购|[单表]/
/** 要是今天有, 如果周二真到货: a day on which goods may come in, not go out. */
const ON_CONDITION = /(?:要是|如果|假如|若是?|万一)(?:你们?|你那|那边|仓库)?$/
const COMES_IN = /^(?:你们?|仓库|库里|那边|还|真|已经)*(?:有|到货|来货)/
/** The day that is denied is not the date: 不是周六, 千万别记成25号, 先别明天送. */
const DENIED =
  /(?<!是)(?:不是|并非|弗是|勿是|唔系)\s?$|(?:^|[，,。;；\s\u0001]|千万|[先可就请])(?:不要|不用|不能|别|莫|甭|唔好|唔使)(?:再)?(?:(?:记|写|搞|弄|看|听|排|当)(?:成|到|在))?(?:是|在|等到?|拖到)?\s?$/
/** 周六别送, 明天先不用发; not 周五不到不行. */
const DENIED_BEHIND =
  /^(?:[早上中下晚午]{1,2})?(?:先|就|都|也|可|千万){0,2}(?:不用|不要|不必|不需要|别|莫|甭|唔好|唔使|先不)(?:再|给我|急着|着急)?(?:送|发|来|到|要|安排|装|提|出|配)(?![^，,。;；\n]{0,3}(?:不行|不成))/
/** 周六婚礼要用，当天早上到: the day just said, not today. */
const SAME_DAY = /^当[天日]/
/** 28号办酒，头天下午送, 提前两天送到: days before the one just said. */
const DAYS_BEFORE =
  /(?<!到货|收货|发货|送货|每|大)(?:[头前](一|两|二|三)?[天日]|提前(半|一|两|二|三|1|2|3)天)(?=(?:的)?(?:一早|早上|上午|中午|下午|傍晚|晚上)?(?:\d{1,2}点半?)?(?:前|就|要|给我们?|帮我|必须|务必){0,2}(?:送(?!货单)|到(?!付)|发(?!信|消息|我|你)|来[拉提拿取]|备好))/
/** From here on the words are about another day. */
const OTHER_DAY = /(?:今天|明天|后天|今晚|明早|(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}[号日月]).*$/s
const WANTS = /(?:要|到|交|送|发|装|齐|出|提|用|进场|自提|来拿|来拉|走货|到货|交货|交期|发货|收货|前|最晚|最迟|截止|期限)/
const LATEST =
  /(?:最晚|最迟|最慢|至迟|顶多|不晚于|不迟于|不能晚于|不超过|别超过|务必在|截止|deadline|before|by|no later than)(?:是|到|就|在|[:：])?\s?$/

/** A day that a list or its prices have, or the end of collecting one; no day of delivery. */
function isOfSheet(
  page: Page,
  word: string,
  after: string,
  start: number,
  read: { date: Temporal.PlainDate },
  today: Temporal.PlainDate,
  from: number,
  now: string,
): boolean {
  const before = page.plain.slice(Math.max(from, start - 14), start)
  if (/(?:截止|截单|截团|成团|统计|报名)(?:时间|日期|到|于|至)?[:：]?\s?$/.test(before) && COLLECTS.test(page.plain)) return true
  if (/^(?:今天|今日|今儿)/.test(word)) return TODAYS.test(after) || REPORTS.test(page.plain.slice(start).split('\n')[0] ?? '')
  // 今早济南花满楼: told of the morning that is over.
  if (/^今[早晨]/.test(word)) return now >= '08:30' && !WANTS.test(after)
  if (!/\d/.test(word) || Temporal.PlainDate.compare(read.date, today) !== 0) return false
  // Below all stands the day of writing.
  if (page.plain.slice(start).trim() === word && page.plain[start - 1] === '\n') return true
  const row = page.plain.slice(page.plain.lastIndexOf('\n', start - 1) + 1).split('\n')[0] ?? ''
  return page.plain.slice(from, start).trim().length < 16 && SHEET.test(row) && page.plain.length > row.length + 2
}

/** Whether an offset lies in the first row, and that row is the title of a sheet. */
const inTitle = (page: Page, start: number, from: number): boolean =>
  from === 0 &&
  !page.plain.slice(0, start).trim().includes('\n') &&
  SHEET.test(page.plain.trimStart().split('\n')[0] ?? '') &&
  page.plain.includes('\n')

/** How far back a day may stand that another is told by. */
const MOST_BACK = 24
const lastBefore = (named: { start: number; date: Temporal.PlainDate }[], at: number) =>
  named.filter((n) => n.start < at && at - n.start <= MOST_BACK).sort((a, b) => b.start - a.start)[0]

/** The day that is told as so many days before one that was named. */
function daysBefore(page: Page, named: { start: number; date: Temporal.PlainDate }[], from: number, to: number): Hit | undefined {
  const m = page.find(DAYS_BEFORE, from, to)
  const just = m && lastBefore(named, m.index)
  if (!m || !just || m[2] === '半') return undefined
  const end = m.index + m[0].length
  const date = just.date.subtract({ days: asNumber(m[1] ?? m[2] ?? '1') }).toString()
  return { date, word: end, kind: 'on', start: m.index, end, weight: 4, derived: true }
}

const NAMED = 0.25
/** What stands before a day that takes the place of one said before. */
const CORRECTED = /(?:不对|不是|[讲说写打发记搞弄]错了?|更正|应该是|应为)[^\n]{0,4}$/

/** A day on which something was counted or said: no goods are called by it. */
const SPOKEN = /^(?:点[了库货数]|盘[了库货]|说|讲|再说|来电)/

export interface DatesRead extends Pick<Draft, 'requestedDate' | 'dateKind' | 'requestedDateFrom' | 'requestedTime'> {
  doubts: Doubt[]
}

/** The date asked for, relative to the day of the message; two different ones are a doubt, not a choice. `names`: of customers, in which no day is. */
export function readDates(
  page: Page,
  today: string,
  from = 0,
  to = page.plain.length,
  now = '00:00',
  names: Range[] = [],
): DatesRead {
  const day = Temporal.PlainDate.from(today)
  const hits: Hit[] = []
  const clean = (start: number, end: number): boolean =>
    !hits.some((h) => start < h.end && h.start < end) && !names.some((n) => n.start <= start && end <= n.end)
  /** All days that are named, of goods or not. */
  const named: { start: number; date: Temporal.PlainDate }[] = []
  for (const rule of DAY_WORDS)
    for (const m of page.findAll(rule.pattern, from, to)) {
      let start = m.index
      let end = m.index + m[0].length
      if (!clean(start, end)) continue
      const read = rule.read(m, day)
      if (!read) continue
      const before = page.live.slice(Math.max(0, start - 8), start)
      const said = page.plain.slice(Math.max(0, start - 8), start)
      const after = page.live.slice(end, end + 8)
      const told = page.live.slice(end, end + 14)
      if (!SAME_DAY.test(m[0]) && !rule.loose) named.push({ start, date: read.date })
      if (
        PAST.test(before) ||
        PAPERS.test(said) ||
        (ON_CONDITION.test(said) && COMES_IN.test(page.plain.slice(end, end + 8))) ||
        (REFERS.test(page.plain.slice(end, end + 10)) && !(AHEAD.test(m[0]) && GOES_OUT.test(page.plain.slice(end, end + 3)))) ||
        OF_WORK.test(page.plain.slice(end, end + 6)) ||
        isOfSheet(page, m[0], told, start, read, day, from, now)
      ) {
        if (/(?:日期|时间)[:：]?\s?$/.test(before))
          page.take(start - (/(?:订货|下单|制单|订单|开单|填表)?(?:日期|时间)[:：]?\s?$/.exec(before)?.[0].length ?? 0), end)
        else if (SPOKEN.test(page.plain.slice(end, end + 4)) || page.plain.slice(start).trim() === m[0]) page.take(start, end)
        continue
      }
      if (
        rule.loose &&
        !/^ ?(?:之前|以前|前(?![两三四五几一面台头])|到|要|交|送|装|派|靠|接亲|开业|开张|用(?!料|量)|卸|吊|进[场仓]|入[库仓场]|试[戴装穿机]|开始|提|发|出|统一|一起|左右|ex|货[好齐]|[他她]?开业|[上下]午|早上?|晚上?|中午| ?et[ad]|[一-鿿]{2}(?:交货|到货)|[ ，,]?\d{1,2}点前)/.test(
          page.plain.slice(end, end + 4),
        ) &&
        !/(?:期|日期|时间|before|by|eta|etd|ready|due|on|date|delivery|[到交送要发提装](?:货|达|柜)?日(?:改|顺)?到?|📅|到货|交货|要货|最晚|最迟|赶在|[都均全](?:是|在)?|首批|第[一二三1-3]批|(?:配送|送货|交付|派送|交期|发运)[:：]|改到|推到|挪到|延到|提前到|顺到|日改)[:：= ]?\s?$/.test(
          before,
        )
      )
        continue
      if (DENIED.test(said) || DENIED_BEHIND.test(page.plain.slice(end, end + 14))) {
        page.take(start, end)
        continue
      }
      let kind: Kind = read.kind ?? 'on'
      const tail = /^(?:日|号)?(?:开学|开业|开工|开园|开张|开班|放假|入住|交房)?(?:之前|以前|前|之内|以内|内)(?![台面后头])/.exec(
        after,
      )
      const late = LATEST.exec(page.live.slice(Math.max(0, start - 16), start))
      if (tail && read.kind === undefined) {
        kind = 'by'
        end += tail[0].length
      } else if (tail) end += tail[0].length
      if (late) {
        kind = read.kind === 'after' ? 'after' : 'by'
        start -= late[0].length
      }
      const then = /^\s?(?:之后|以后|后)(?![天日勤门厨晌])/.exec(after)
      if (then && read.kind === undefined) {
        kind = 'after'
        end += then[0].length
      }
      const around = page.plain.slice(Math.max(0, start - 8), start) + page.plain.slice(end, end + 14).replace(OTHER_DAY, '')
      const timed = timeAfter(page.plain, m.index, m.index + m[0].length) !== undefined
      const weight =
        (timed ? 0.5 : 0) +
        // A day that is named is meant before one that is only paraphrased.
        (/[年节假]前|[年节假]后|[月年][底末中初]|周末|[上中下]旬/.test(m[0]) ? -NAMED : 0) -
        (inTitle(page, start, from) ? 1 : 0) -
        (rule.loose ? 0.5 : 0) +
        (CORRECTED.test(page.plain.slice(Math.max(from, start - 12), start)) ? 3 : 0) +
        (WANTS.test(around) ? 1 : 0) +
        (late || /^(?:最晚|最迟)/.test(page.plain.slice(end, end + 2)) ? 2 : 0) +
        (/(?:交期|交货|到货|要货|送货|发货)(?:日期|时间|期)?[:：]?\s?$/.test(page.plain.slice(Math.max(0, start - 8), start))
          ? 3
          : 0)
      hits.push({
        date: read.date.toString(),
        word: m.index + m[0].length,
        ...(read.from ? { from: read.from.toString() } : {}),
        kind,
        start,
        end,
        weight,
      })
    }
  for (const h of hits) {
    const just = SAME_DAY.test(page.plain.slice(h.start, h.end)) ? lastBefore(named, h.start) : undefined
    if (just) h.date = just.date.toString()
  }
  const ahead = daysBefore(page, named, from, to)
  if (ahead) hits.push(ahead)
  if (hits.length === 0) {
    const said = timeAlone(page, from, to, now)
    return { ...(said ? { requestedTime: said } : {}), doubts: [] }
  }
  hits.sort((a, b) => b.weight - a.weight || a.start - b.start)
  const best = hits[0] as Hit
  const rival = hits.find((h) => h !== best && h.date !== best.date && best.weight - h.weight <= NAMED)
  // The same day twice: 周末要用, 周六前到.
  if (best.kind === 'on') best.kind = hits.find((h) => h.date === best.date && h.kind !== 'on')?.kind ?? 'on'
  for (const h of hits) {
    const t = timeAfter(page.plain, h.start, h.end)
    page.take(h.start, t ? Math.max(h.end, t.end) : h.end)
  }
  const time = timeAfter(page.plain, best.start, best.end) ?? timeAfter(page.plain, best.start, best.word)
  let { kind } = best
  if (time) {
    page.take(best.end, Math.max(best.end, time.end))
    const more = /^(?:之前|以前|前)/.exec(page.plain.slice(time.end, time.end + 3))
    if (more) page.take(time.end, time.end + more[0].length)
  }
  // The word that says "at the latest" may stand after the day.
  if (/^(?:最晚|最迟)/.test(page.plain.slice(best.end, best.end + 2))) kind = 'by'
  const read: Read<string> = page.read(best.date, best.start, best.end)
  // "今天3点前" at ten in the morning is three in the afternoon.
  if (time && best.date === today && !time.part && time.value < now && time.value < '12:00')
    time.value = `${String(Number(time.value.slice(0, 2)) + 12)}${time.value.slice(2)}`
  const said = time
    ? page.read(time.value, best.start, time.end)
    : timeAlone(page, from, to, best.date === today ? now : undefined)
  return {
    requestedDate: read,
    dateKind: kind,
    ...(best.from ? { requestedDateFrom: page.read(best.from, best.start, best.end) } : {}),
    ...(said ? { requestedTime: said } : {}),
    doubts: rival || best.derived ? [{ path: 'requestedDate', reason: rival ? 'TWO_DATES' : 'LOW_CONFIDENCE' }] : [],
  }
}
