import { Temporal } from 'temporal-polyfill'
import { HOLIDAYS } from './holidays'
import type { Draft, Doubt, Read } from './draft'
import { NUMBER, asNumber } from './numerals'
import type { Page } from './page'
import { timeAfter, timeAlone } from './clock-times'

type Kind = 'on' | 'by' | 'after'
interface Hit {
  date: string
  from?: string
  kind: Kind
  start: number
  end: number
  weight: number
}

type Day = Temporal.PlainDate
const WEEKDAY = '一二三四五六日天'
const weekdayOf = (sign: string): number => (/\d/.test(sign) ? Number(sign) : Math.min(7, WEEKDAY.indexOf(sign) + 1))
const monday = (d: Day): Day => d.subtract({ days: d.dayOfWeek - 1 })
/** 下周三, 这周五, a bare 周二: the day of the week as it is said. */
const weekday = (said: string | undefined, day: number, d: Day): Day => {
  if (said === '下下') return monday(d).add({ days: 13 + day })
  if (said === '下') return monday(d).add({ days: 6 + day })
  if (said) return monday(d).add({ days: day - 1 })
  return d.add({ days: ((day - d.dayOfWeek + 6) % 7) + 1 })
}
const monthEnd = (d: Day): Day => d.with({ day: d.daysInMonth })
const dayOf = (d: Day, month: number, day: number): Day | undefined => {
  try {
    const found = Temporal.PlainDate.from({ year: d.year, month, day }, { overflow: 'reject' })
    return Temporal.PlainDate.compare(found, d) < 0 ? found.add({ years: 1 }) : found
  } catch {
    return undefined
  }
}
const nextDayNumber = (d: Day, n: number): Day | undefined => {
  for (let months = 0; months < 3; months++) {
    const m = d.with({ day: 1 }).add({ months })
    if (n > m.daysInMonth || n < 1) continue
    const found = m.with({ day: n })
    if (Temporal.PlainDate.compare(found, d) >= 0) return found
  }
  return undefined
}

const N = NUMBER

interface Rule {
  pattern: RegExp
  /** Could as well be a price or a size: only with words of delivery next to it. */
  loose?: boolean
  read(m: RegExpExecArray, d: Day): { date: Day; from?: Day; kind?: Kind } | undefined
}

const RULES: Rule[] = [
  {
    pattern: /(20\d{2})[-年./](\d{1,2})[-月./](\d{1,2})(?:日|号)?/,
    read: (m) => exact(Number(m[1]), Number(m[2]), Number(m[3])),
  },
  {
    pattern: /(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? ?(\d{1,2})(?:st|nd|rd|th)?(?![a-z0-9])/,
    read: (m, d) => wrap(dayOf(d, monthOf(m[1] ?? ''), Number(m[2]))),
  },
  {
    pattern: /(?<!\d)(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?![a-z])/,
    read: (m, d) => wrap(dayOf(d, monthOf(m[2] ?? ''), Number(m[1]))),
  },
  { pattern: /大后天/, read: (_m, d) => ({ date: d.add({ days: 3 }) }) },
  { pattern: /后天|后日/, read: (_m, d) => ({ date: d.add({ days: 2 }) }) },
  {
    pattern: /明天|明日|明早|明儿|明晚|听[日朝晚]|(?<![一-鿿])明(?=上午|下午|中午|早)/,
    read: (_m, d) => ({ date: d.add({ days: 1 }) }),
  },
  { pattern: /今天|今日|今晚|今儿|今朝|当天(?!结)/, read: (_m, d) => ({ date: d }) },
  {
    pattern: new RegExp(
      `(${N})(?:个)?(天|日|工作日|星期|礼拜|周|个?月)(?:(?:以|之)?(内|后)|(?=交货|交期|出货|交付)|(?<=(?:交期|货期|工期)[:：]? ?[\\d一二三四五六七八九十]{1,3}个?(?:天|工作日)))`,
    ),
    read: (m, d) => spanOf(m, d),
  },
  { pattern: /半个?月(?:以|之)?(内|后)/, read: (m, d) => ({ date: d.add({ days: 15 }), kind: m[1] === '内' ? 'by' : 'on' }) },
  {
    pattern:
      /(下下|下|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天])\s?(?:到|至|-|~|或者?)\s?(?:下|这|本)?(?:周|星期|礼拜)?([一二三四五六日天])(?![一-鿿]?点)/,
    read: (m, d) => {
      const from = weekday(m[1], weekdayOf(m[2] ?? ''), d)
      const date = weekday(m[1], weekdayOf(m[3] ?? ''), d)
      return Temporal.PlainDate.compare(from, date) < 0 ? { date, from, kind: 'by' } : undefined
    },
  },
  {
    pattern: /(下下|下|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天1-7])(?!\d)/,
    read: (m, d) => ({ date: weekday(m[1], weekdayOf(m[2] ?? ''), d) }),
  },
  { pattern: /下(?:周|星期|礼拜)内/, read: (_m, d) => ({ date: monday(d).add({ days: 13 }), kind: 'by' }) },
  { pattern: /(?:本|这)(?:周|星期|礼拜)内/, read: (_m, d) => ({ date: monday(d).add({ days: 6 }), kind: 'by' }) },
  { pattern: /下周末/, read: (_m, d) => ({ date: monday(d).add({ days: 12 }) }) },
  { pattern: /周末/, read: (_m, d) => ({ date: monday(d).add({ days: 5 }) }) },
  {
    pattern: /下(?:周|星期|礼拜)(?![一二三四五六日天])/,
    read: (_m, d) => ({ date: monday(d).add({ days: 13 }), from: monday(d).add({ days: 7 }), kind: 'by' }),
  },
  {
    pattern: /(\d{1,2})月(\d{1,2})(?:日|号)?\s?(?:-|~|至|到)\s?(?:(\d{1,2})月)?(\d{1,2})(?:日|号)/,
    read: (m, d) => {
      const from = dayOf(d, Number(m[1]), Number(m[2]))
      const date = dayOf(d, Number(m[3] ?? m[1]), Number(m[4]))
      return from && date ? { date, from, kind: 'by' } : undefined
    },
  },
  { pattern: new RegExp(`(${N})月(${N})(?:日|号)?`), read: (m, d) => wrap(dayOf(d, asNumber(m[1]), asNumber(m[2]))) },
  {
    pattern: new RegExp(`(?:(下个?|本|这个?)月|(${N})月份?)?(上旬|中旬|下旬|月?初|月?中(?![午国间心旬])|月?底|月?末|内)`),
    read: (m, d) => monthPart(m, d),
  },
  { pattern: new RegExp(`下个?月(${N})(?:号|日)`), read: (m, d) => wrap(nextMonthDay(d, asNumber(m[1]))) },
  { pattern: /年底|年末/, read: (_m, d) => ({ date: d.with({ month: 12, day: 31 }), kind: 'by' }) },
  {
    pattern: /(元旦|春节|过年|年|清明|五一|劳动节|端午|中秋|国庆|十一|节|开工|假)(?:节)?(?:假期)?(前|后)/,
    read: (m, d) => holiday(m[1] ?? '', m[2] === '前' ? 'by' : 'after', d),
  },
  { pattern: /过完年/, read: (_m, d) => holiday('春节', 'after', d) },
  {
    pattern: /(?<![\d.*/-])(\d{1,2})(?:号|日)?\s?(?:-|~|至|到)\s?(\d{1,2})(?:号|日)(?![楼栋门仓库线#])/,
    read: (m, d) => {
      const from = nextDayNumber(d, Number(m[1]))
      const date = nextDayNumber(d, Number(m[2]))
      return from && date ? { date, from, kind: 'by' } : undefined
    },
  },
  {
    pattern:
      /(?<![\da-z.*/#-])(\d{1,2})(?:号|日)(?!\s\d|\d{1,5}(?:\.\d)?[个只条包件支根卷张片块双套盒])(?=$|[^一-鿿]|[前之到要发送交早上下中晚左以那就能装出提用给来可务必或至开完进走拿收需安一都])(?!上[衣门]|下[水]|中[性])/,
    read: (m, d) => wrap(nextDayNumber(d, Number(m[1]))),
  },
  {
    pattern:
      /(?<![一-鿿])(?:(二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九]))号(?=$|[^一-鿿]|[前之到要发送交早上下中晚左以那就能装出提用给来可务必])/,
    read: (m, d) => wrap(nextDayNumber(d, asNumber(m[1]))),
  },
  {
    loose: true,
    pattern: /(?<![\d.*/a-z#-])(\d{1,2})[./-](\d{1,2})(?![\d.*/%a-z]|\s?(?:米|mm|cm|寸|元|块|吨|公斤|㎡|平|kg|[*]))/,
    read: (m, d) => dotted(Number(m[1]), Number(m[2]), d),
  },
]

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const monthOf = (word: string): number => MONTHS.split('|').indexOf(word.slice(0, 3)) + 1
const wrap = (date: Day | undefined): { date: Day } | undefined => (date ? { date } : undefined)
function exact(year: number, month: number, day: number): { date: Day } | undefined {
  try {
    return { date: Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }) }
  } catch {
    return undefined
  }
}
/** 12.20, 4/16; a first number above twelve is the day: 28/3. */
const dotted = (a: number, b: number, d: Day): { date: Day } | undefined =>
  a > 12 ? wrap(b >= 1 && b <= 12 ? dayOf(d, b, a) : undefined) : a >= 1 && b >= 1 && b <= 31 ? wrap(dayOf(d, a, b)) : undefined
const nextMonthDay = (d: Day, n: number): Day | undefined => {
  const m = d.with({ day: 1 }).add({ months: 1 })
  return n >= 1 && n <= m.daysInMonth ? m.with({ day: n }) : undefined
}
function spanOf(m: RegExpExecArray, d: Day): { date: Day; kind: Kind } | undefined {
  const n = asNumber(m[1])
  if (!(n > 0 && n < 400)) return undefined
  const days = /周|星期|礼拜/.test(m[2] ?? '') ? n * 7 : /月/.test(m[2] ?? '') ? n * 30 : n
  return { date: d.add({ days: Math.round(days) }), kind: m[3] === '内' ? 'by' : 'on' }
}
function monthPart(m: RegExpExecArray, d: Day): { date: Day; kind: Kind } | undefined {
  const part = m[3] ?? ''
  if (!m[1] && !m[2] && !part.startsWith('月') && !part.endsWith('旬')) return undefined
  if (part === '内' && !m[1]) return undefined
  const n = m[2] === undefined ? undefined : asNumber(m[2])
  if (n !== undefined && !(n >= 1 && n <= 12)) return undefined
  const next = m[1]?.startsWith('下')
  const base =
    n !== undefined
      ? Temporal.PlainDate.from({ year: n < d.month ? d.year + 1 : d.year, month: n, day: 1 })
      : next || (part === '月初' && !m[1])
        ? d.with({ day: 1 }).add({ months: 1 })
        : d.with({ day: 1 })
  const word = part.replace('月', '')
  if (word === '上旬') return { date: base.with({ day: 10 }), kind: 'by' }
  if (word === '中旬') return { date: base.with({ day: 20 }), kind: 'by' }
  if (word === '下旬' || word === '底' || word === '末' || word === '内') return { date: monthEnd(base), kind: 'by' }
  if (word === '初') return { date: base.with({ day: 5 }), kind: 'by' }
  return { date: base.with({ day: 15 }), kind: 'on' }
}
function holiday(word: string, kind: Kind, d: Day): { date: Day; kind: Kind } | undefined {
  const name = { 过年: '春节', 年: '春节', 开工: '春节', 劳动节: '五一', 十一: '国庆' }[word] ?? word
  const today = d.toString()
  const found = HOLIDAYS.find((h) => (name === '节' || name === '假' || h.name === name) && h.end >= today)
  if (!found) return undefined
  return kind === 'by'
    ? { date: Temporal.PlainDate.from(found.start).subtract({ days: 1 }), kind }
    : { date: Temporal.PlainDate.from(found.end).add({ days: 1 }), kind }
}

/** Words before a date that make it the past or another matter. */
const PAST = /(?:[上昨前去刚原]|(?:订货|下单|制单|订单|开单|填表)(?:日期|时间)[:：]?\s?|(?:^|[\s\n])日期[:：]\s?)$/
const REFERS =
  /^(?:\s?(?:凌晨|早上|上午|中午|下午|晚上)?[\d一二三四五六七八九十]{0,3}点?半?\s?(?:截单|截止|截团|成团|开团|结束|关团)|还有[一二两三四五六七八九\d]{1,2}[家单]|跑了|开始(?!送|发|打|用|装)|开学|[一两三四五六七八九\d]+(?:家|单|个单|张单|个件|票|个客户)|的?(?:[两三四五六七八九\d]?张?单|订单|那单|这单|那批|报|订的|下的|定的|发的|送的|库存|报价|采购清单|对账)|(?:一起|再|前)?(?:结清?|付|算|一起结))/
/** From here on the words are about another day. */
const OTHER_DAY = /(?:今天|明天|后天|今晚|明早|(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}[号日月]).*$/s
const WANTS = /(?:要|到|交|送|发|装|齐|出|提|用|进场|自提|来拿|来拉|走货|到货|交货|交期|发货|收货|前|最晚|最迟|截止|期限)/

export interface DatesRead extends Pick<Draft, 'requestedDate' | 'dateKind' | 'requestedDateFrom' | 'requestedTime'> {
  doubts: Doubt[]
}

/** The date asked for, relative to the day of the message; two different ones are a doubt, not a choice. */
export function readDates(page: Page, today: string, from = 0, to = page.plain.length, now = '00:00'): DatesRead {
  const day = Temporal.PlainDate.from(today)
  const hits: Hit[] = []
  const clean = (start: number, end: number): boolean => !hits.some((h) => start < h.end && h.start < end)
  for (const rule of RULES)
    for (const m of page.findAll(rule.pattern, from, to)) {
      let start = m.index
      let end = m.index + m[0].length
      if (!clean(start, end)) continue
      const before = page.live.slice(Math.max(0, start - 8), start)
      const after = page.live.slice(end, end + 8)
      if (PAST.test(before) || REFERS.test(after)) {
        if (/(?:日期|时间)[:：]?\s?$/.test(before))
          page.take(start - (/(?:订货|下单|制单|订单|开单|填表)?(?:日期|时间)[:：]?\s?$/.exec(before)?.[0].length ?? 0), end)
        continue
      }
      if (
        rule.loose &&
        !/^\s?(?:之?前|以前|到|要|交|送|装|发|出|统一|一起|左右|ex)/.test(page.plain.slice(end, end + 4)) &&
        !/(?:期|日期|时间|before|by|到货|交货|最晚|最迟)[:：= ]?\s?$/.test(before)
      )
        continue
      const read = rule.read(m, day)
      if (!read) continue
      let kind: Kind = read.kind ?? 'on'
      const tail = /^(?:日|号)?\s?(?:之前|以前|前|以内|内)(?!台|面)/.exec(after)
      const late = /(?:最晚|最迟|不晚于|务必在|截止|before|by|no later than)\s?$/.exec(before)
      if (tail && read.kind === undefined) {
        kind = 'by'
        end += tail[0].length
      } else if (tail) end += tail[0].length
      if (late) {
        kind = read.kind === 'after' ? 'after' : 'by'
        start -= late[0].length
      }
      const then = /^\s?(?:之后|以后|后)(?![天日勤门厨])/.exec(after)
      if (then && read.kind === undefined) {
        kind = 'after'
        end += then[0].length
      }
      const around = page.plain.slice(Math.max(0, start - 8), start) + page.plain.slice(end, end + 14).replace(OTHER_DAY, '')
      const timed = timeAfter(page.plain, m.index, m.index + m[0].length) !== undefined
      const weight =
        (timed ? 0.5 : 0) +
        (WANTS.test(around) ? 1 : 0) +
        (late || /^(?:最晚|最迟)/.test(page.plain.slice(end, end + 2)) ? 2 : 0) +
        (/(?:交期|交货|到货|要货|送货|发货)(?:日期|时间|期)?[:：]?\s?$/.test(page.plain.slice(Math.max(0, start - 8), start))
          ? 3
          : 0)
      hits.push({ date: read.date.toString(), ...(read.from ? { from: read.from.toString() } : {}), kind, start, end, weight })
    }
  if (hits.length === 0) {
    const said = timeAlone(page, from, to)
    return { ...(said ? { requestedTime: said } : {}), doubts: [] }
  }
  hits.sort((a, b) => b.weight - a.weight || a.start - b.start)
  const best = hits[0] as Hit
  const rival = hits.find((h) => h !== best && h.date !== best.date && h.weight === best.weight)
  for (const h of hits) {
    const t = timeAfter(page.plain, h.start, h.end)
    page.take(h.start, t ? Math.max(h.end, t.end) : h.end)
  }
  const time = timeAfter(page.plain, best.start, best.end)
  let { kind } = best
  if (time) {
    page.take(best.end, time.end)
    const more = /^(?:之前|以前|前)/.exec(page.plain.slice(time.end, time.end + 3))
    if (more) page.take(time.end, time.end + more[0].length)
  }
  // The word that says "at the latest" may stand after the day.
  if (/^(?:最晚|最迟)/.test(page.plain.slice(best.end, best.end + 2))) kind = 'by'
  const read: Read<string> = page.read(best.date, best.start, best.end)
  // "今天3点前" at ten in the morning is three in the afternoon.
  if (time && best.date === today && !time.part && time.value < now && time.value < '12:00')
    time.value = `${String(Number(time.value.slice(0, 2)) + 12)}${time.value.slice(2)}`
  const said = time ? page.read(time.value, best.start, time.end) : timeAlone(page, from, to)
  return {
    requestedDate: read,
    dateKind: kind,
    ...(best.from ? { requestedDateFrom: page.read(best.from, best.start, best.end) } : {}),
    ...(said ? { requestedTime: said } : {}),
    doubts: rival ? [{ path: 'requestedDate', reason: 'TWO_DATES' }] : [],
  }
}
