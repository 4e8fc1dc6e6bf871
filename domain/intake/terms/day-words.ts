import { Temporal } from 'temporal-polyfill'
import { HOLIDAY, NAMED_DAY, aroundHoliday, lunarSaid, namedDay } from './named-days'
import { NUMBER, asNumber } from '../text/numerals'

export type Kind = 'on' | 'by' | 'after'
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

export interface DayWord {
  pattern: RegExp
  /** Could as well be a price or a size: only with words of delivery next to it. */
  loose?: boolean
  read(m: RegExpExecArray, d: Day): { date: Day; from?: Day; kind?: Kind } | undefined
}

/** In front of a day that goods have to be there, as forms and people who copy them write. */
const DAY_LABEL =
  '(?:交期|货期|交付期|(?:交货|到货|要货|需求|发货|送货|出货|交付|需用|配送|预计到货|期望)(?:日期?|时间|期)|(?:最晚|最迟))[:：=为是 ]{0,2}'
const DELIVERED = '(?:之?前|以前)?(?:要?[交到送发出提]货?|要|用|前|之前|进场|入库)(?![一-鿿]{0,3}(?:单|价))'

/** How days are said, the longer words before the shorter ones. Source: the order corpus page, and the speech of the north, the Yangtze delta and Canton. */
export const DAY_WORDS: readonly DayWord[] = [
  {
    // 交期20260119: eight figures are a day behind a word for one.
    pattern: /(?<=(?:交期|货期|日期|时间|[交到发送收]货|完成|date)[:：是为]?\s?)(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)/,
    read: (m) => exact(Number(m[1]), Number(m[2]), Number(m[3])),
  },
  {
    pattern: /(20\d{2})[-年./](\d{1,2})[-月./](\d{1,2})(?:日|号)?/,
    read: (m) => exact(Number(m[1]), Number(m[2]), Number(m[3])),
  },
  {
    // 交期20260119, 20260119前到: in one run only beside words of delivery.
    pattern: new RegExp(`(?<=${DAY_LABEL})(20\\d{2})(0[1-9]|1[0-2])([0-3]\\d)(?!\\d)`),
    read: (m) => exact(Number(m[1]), Number(m[2]), Number(m[3])),
  },
  {
    pattern: new RegExp(`(?<![\\da-z.-])(20\\d{2})(0[1-9]|1[0-2])([0-3]\\d)(?=${DELIVERED})`),
    read: (m) => exact(Number(m[1]), Number(m[2]), Number(m[3])),
  },
  {
    // Of a year in two figures, with or without signs: 交期260119, 26-01-19交货.
    pattern: new RegExp(
      `(?<=${DAY_LABEL})(2[4-9])([-./]?)(0?[1-9]|1[0-2])\\2([0-2]?\\d|3[01])(?![\\d.*-])|(?<![\\da-z.*-])(2[4-9])([-./])(0?[1-9]|1[0-2])\\6([0-2]?\\d|3[01])(?=${DELIVERED})`,
    ),
    read: (m) => exact(2000 + Number(m[1] ?? m[5]), Number(m[3] ?? m[7]), Number(m[4] ?? m[8])),
  },
  {
    pattern: new RegExp(`(?<=${DAY_LABEL})(0[1-9]|1[0-2])([0-2]\\d|3[01])(?![\\d.*-])`),
    read: (m, d) => wrap(dayOf(d, Number(m[1]), Number(m[2]))),
  },
  {
    pattern: /(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?[ -]?(\d{1,2})(?:st|nd|rd|th)?(?![a-z0-9])/,
    read: (m, d) => wrap(dayOf(d, monthOf(m[1] ?? ''), Number(m[2]))),
  },
  {
    pattern: /(?<!\d)(\d{1,2})(?:(?:st|nd|rd|th)?[ ]|-)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?![a-z])/,
    read: (m, d) => wrap(dayOf(d, monthOf(m[2] ?? ''), Number(m[1]))),
  },
  {
    pattern: /明后(?:两|2)?天|明[天日](?:或者?|、|到|至|-|~)?后[天日]/,
    read: (_m, d) => ({ date: d.add({ days: 2 }), from: d.add({ days: 1 }), kind: 'by' }),
  },
  { pattern: /今明(?:两|2)?天/, read: (_m, d) => ({ date: d.add({ days: 1 }), from: d, kind: 'by' }) },
  { pattern: /[大外]后(?:[天日儿朝]|个(?=[早晚上中下要送到发装]))/, read: (_m, d) => ({ date: d.add({ days: 3 }) }) },
  { pattern: /后天|后[日儿朝](?!常)|后个(?:儿|(?=[早晚上中下要送到发装]))/, read: (_m, d) => ({ date: d.add({ days: 2 }) }) },
  {
    pattern:
      /赶?明儿个?|明天|明日|明早|明晚|明个儿|明朝(?!代)|明晨|明个(?=[早晚上中下要送到晌给发装])|听[日朝晚早]|天光[日早]|韶[早日]|明晡日?|次日(?!达)|翌日|隔天|(?<![一-鿿])(?:tomorrow|tmrw?)(?![a-z])|(?<![一-鿿说声证表透照])明(?=上午|下午|中午|晏昼?|早|晚|晨|[送发到](?:[,，。;；\s]|$))/,
    read: (_m, d) => ({ date: d.add({ days: 1 }) }),
  },
  {
    pattern:
      /今天|今日|今晚|今夜|今早|今晨|今儿个?|今[朝晡]日?|今(?=[上下]午|中午|晌午|晚上|夜里|[上下]半[日天]|黑)|当[天日](?!结|付|清)|(?<![a-z])(?:today|tonight|eod)(?![a-z])/,
    read: (_m, d) => ({ date: d }),
  },
  {
    pattern:
      /(?<![\d一二三四五六七八九])(?:\d{1,2}\s?(?:-|~|至|到)\s?(\d{1,2})|[一两二三四五六七八]([二三四五六七八九]))个?(天|日|工作日|周|星期|礼拜)(?:以|之)?(内|(?=交货|出货|发货|到货))/,
    read: (m, d) => spanOf(Object.assign(m, { 1: m[1] ?? m[2], 2: m[3], 3: '内' }), d),
  },
  {
    pattern: new RegExp(`再?过(${N})个?(天|日|周|星期|礼拜|个?月)(?!前)`),
    read: (m, d) => spanOf(m, d),
  },
  {
    pattern: new RegExp(
      `(?<!月)(?<!月\\d)(${N})(?:个)?(天|日|工作日|星期|礼拜|周|个月|(?<=[两俩])月|月(?=内))(?:(?:以|之)?(内|后)|(?=交货|交期|出货|交付)|(?<=(?:交期|货期|工期|交货)[:：]? ?[\\d一二三四五六七八九十]{1,3}个?(?:天|工作日)))`,
    ),
    read: (m, d) => spanOf(m, d),
  },
  {
    pattern: /(24|48|72)(?:个)?(?:小时|h)(?:之|以)?内/,
    read: (m, d) => ({ date: d.add({ days: Number(m[1]) / 24 }), kind: 'by' }),
  },
  { pattern: /半个?月(?:以|之)?(内|后)/, read: (m, d) => ({ date: d.add({ days: 15 }), kind: m[1] === '内' ? 'by' : 'on' }) },
  {
    pattern:
      /(下下|下|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天])(?:\s?(?:到|至|-|~|或者?)\s?(?:下|这|本)?(?:周|星期|礼拜)?|(?:(?<=一)(?=二)|(?<=二)(?=三)|(?<=三)(?=四)|(?<=四)(?=五)|(?<=五)(?=六)|(?<=六)(?=日))(?=.(?:都|要|送|到|发|之|前|间|来|可|[,，。;；\s]|$)))([一二三四五六日天])(?![一-鿿]?点|[十百])/,
    read: (m, d) => {
      const from = weekday(m[1], weekdayOf(m[2] ?? ''), d)
      const date = weekday(m[1], weekdayOf(m[3] ?? ''), d)
      return Temporal.PlainDate.compare(from, date) < 0 ? { date, from, kind: 'by' } : undefined
    },
  },
  {
    // 老周五金, 小周六个: Zhou is a name as well.
    pattern: /(?<![老小阿])(下下|下|这|本)?个?(?:周|星期|礼拜)(?!五金(?!额))([一二三四五六日天1-7])(?!\d)/,
    read: (m, d) => ({ date: weekday(m[1], weekdayOf(m[2] ?? ''), d) }),
  },
  {
    // As said in the south: 拜五, 下个拜二.
    pattern:
      /(?<![一-鿿](?<![下这本个周号前后，])|礼)(?:(下下|下|这|本)个?)?拜([一二三四五六日])(?=[前之到要发送交早上下中晚装出提来]|[，,。;；\s\u0001]|$)/,
    read: (m, d) => ({ date: weekday(m[1], weekdayOf(m[2] ?? ''), d) }),
  },
  { pattern: /下个?(?:周|星期|礼拜)[之以]?内/, read: (_m, d) => ({ date: monday(d).add({ days: 13 }), kind: 'by' }) },
  {
    pattern: /(?:本|这)个?(?:周|星期|礼拜)(?:[之以]?内|(?=[要发到出送交]|必须|务必|一定))/,
    read: (_m, d) => ({ date: monday(d).add({ days: 6 }), kind: 'by' }),
  },
  { pattern: /下个?(?:周|礼拜|星期)末|next weekend/, read: (_m, d) => ({ date: monday(d).add({ days: 12 }) }) },
  { pattern: /[这本]?个?(?:周|礼拜|星期)末|(?:this )?weekend/, read: (_m, d) => ({ date: monday(d).add({ days: 5 }) }) },
  {
    pattern: /下下个?(?:周|星期|礼拜)(?![一二三四五六日天])/,
    read: (_m, d) => ({ date: monday(d).add({ days: 20 }), from: monday(d).add({ days: 14 }), kind: 'by' }),
  },
  {
    pattern: /下个?(?:周|星期|礼拜)(?![一二三四五六日天])|next week(?![a-z])/,
    read: (_m, d) => ({ date: monday(d).add({ days: 13 }), from: monday(d).add({ days: 7 }), kind: 'by' }),
  },
  {
    pattern: /(?:by |before )?(?:the )?end of (?:this |the )?month|(?<![a-z])eom(?![a-z])/,
    read: (_m, d) => ({ date: monthEnd(d), kind: 'by' }),
  },
  {
    pattern: /(?<![a-z])(next |this )?(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs|nes)?(?![a-z])/,
    read: (m, d) => ({
      date: weekday(m[1] === 'next ' ? '下' : m[1] ? '这' : undefined, ENGLISH_WEEK.indexOf(m[2] ?? '') + 1, d),
    }),
  },
  {
    pattern:
      /(?:农历|阴历|旧历)?(正|腊|冬|(?<=[农阴旧]历)[二三四五六七八九十])月(初[一二三四五六七八九十]|[二廿]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十|\d{1,2})[号日]?/,
    read: (m, d) => wrap(lunarSaid(m[1] ?? '', m[2] ?? '', d)),
  },
  {
    pattern: /(\d{1,2})月(\d{1,2})(?:日|号)?\s?(?:-|~|至|到)\s?(?:(\d{1,2})月)?(\d{1,2})(?:日|号)/,
    read: (m, d) => {
      const from = dayOf(d, Number(m[1]), Number(m[2]))
      const date = dayOf(d, Number(m[3] ?? m[1]), Number(m[4]))
      return from && date ? { date, from, kind: 'by' } : undefined
    },
  },
  { pattern: new RegExp(`元月(${N})(?:日|号)`), read: (m, d) => wrap(dayOf(d, 1, asNumber(m[1]))) },
  { pattern: new RegExp(`(${N})月(${N})(?:日|号)?`), read: (m, d) => wrap(dayOf(d, asNumber(m[1]), asNumber(m[2]))) },
  {
    pattern: new RegExp(`(?:(下个?|本|这个?)月|(${N})月份?)?(上旬|中旬|下旬|月?初|月?中(?![午国间心旬])|月?底|月?末|月尾|内)`),
    read: (m, d) => monthPart(m, d),
  },
  { pattern: new RegExp(`下个?月(${N})(?:号|日)`), read: (m, d) => wrap(nextMonthDay(d, asNumber(m[1]))) },
  { pattern: /年底|年末/, read: (_m, d) => ({ date: d.with({ month: 12, day: 31 }), kind: 'by' }) },
  {
    pattern: new RegExp(`${NAMED_DAY}(?:的?(当天|那天|当日|正日子)|(?=之?前|以前|之?后|以后))`),
    read: (m, d) => wrap(namedDay(m[1] ?? '', d)),
  },
  {
    pattern: new RegExp(`(?<![\\d每](?=年))${HOLIDAY}(?:之|以)?(前|后)(?![两三几面台头])`),
    read: (m, d) => aroundHoliday(m[1] ?? '', m[2] === '前' ? 'by' : 'after', d),
  },
  {
    pattern: new RegExp(`过[完了]${HOLIDAY}(?=[再就后之送发要到交装出提给]|[，,。;；\\s\\u0001]|$)`),
    read: (m, d) => aroundHoliday(m[1] ?? '', 'after', d),
  },
  { pattern: /过[完了]年|年过完/, read: (_m, d) => aroundHoliday('春节', 'after', d) },
  {
    pattern: /(?<![月最当起原])(?:大?年)?(初[一二三四五六七八九十])(?![中级年学班一二三])/,
    read: (m, d) => wrap(soon(lunarSaid('正', m[1] ?? '', d), d)),
  },
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
      /(?<![\da-z.*#路街道巷弄村组园区场镇-]|[\da-z]\/)(\d{1,2})(?:号|日)(?!\s?\d|\d{1,5}(?:\.\d)?[个只条包件支根卷张片块双套盒])(?=$|[^一-鿿\d]|[前之到要发送交早上下中晚左以那就能装出提用给来可务必或至开完进走拿收需安一都再才先赶截最凌夜傍齐派卸吊浇拼入当午随带验搬统船开靠]|七夕|[一-鿿]{2}节|婚[礼宴]|[结订]婚|寿[宴酒]|[摆办]酒|办席|[做过]寿|满月|乔迁|升学|年会|活动)(?!上[衣门]|下[水]|中[性间])/,
    read: (m, d) => wrap(nextDayNumber(d, Number(m[1]))),
  },
  {
    pattern:
      /(?<![一-鿿])(?:(二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十一?|[一二三四五六七八九]))号(?=$|[^一-鿿]|[前之到要发送交早上下中晚左以那就能装出提用给来可务必])/,
    read: (m, d) => wrap(nextDayNumber(d, asNumber(m[1]))),
  },
  {
    pattern: /(?<=(?:by|before) (?:the )?)(\d{1,2})(?:st|nd|rd|th)(?![a-z]| [a-z])/,
    read: (m, d) => wrap(nextDayNumber(d, Number(m[1]))),
  },
  { pattern: /(?<=[一-鿿]-)(\d{1,2})[号日](?=\u0001|之?前|以前|要|送|到)/, read: (m, d) => wrap(nextDayNumber(d, Number(m[1]))) },
  {
    // 带三十片二十号前: glued to other words only with what follows a day.
    pattern:
      /(?<![零一二三四五六七八九十路街道巷弄村组园区栋楼线第柜门])(二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十一?|[一二三四五六七八九])号(?=之?前(?![门台面厅后排])|以前|发货|到货|交货)/,
    read: (m, d) => wrap(nextDayNumber(d, asNumber(m[1]))),
  },
  {
    pattern:
      /(?<=(?:[改推挪延拖放定约等提排][迟后前期]?[到至成为在]?|最晚|最迟|赶在|务必|交期|到货|交货|发货)\s?)(\d{1,2})(?:号|日)(?!\s?[\d楼栋门仓库线机色料钢码柜店#街路])/,
    read: (m, d) => wrap(nextDayNumber(d, Number(m[1]))),
  },
  {
    // 3.8号来拉; 1.5号 alone is as often the size of a line or a hook.
    pattern:
      /(?<![\d.*/a-z#-])(\d{1,2})[./](\d{1,2})[号日](?=\u0001|之?前|以前|[到要送发交装提取拉来去]|自[己提取拉]|[上下中]午|[早晚])/,
    read: (m, d) => dotted(Number(m[1]), Number(m[2]), d),
  },
  {
    loose: true,
    pattern: /(?<![\d.*/a-z#-])(\d{1,2})[./-](\d{1,2})(?![\d*/%a-z]|\.(?! |$|\n)|\s?(?:米|mm|cm|寸|元|块|吨|公斤|㎡|平|kg|[*]))/,
    read: (m, d) => dotted(Number(m[1]), Number(m[2]), d),
  },
]

const ENGLISH_WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const monthOf = (word: string): number => MONTHS.split('|').indexOf(word.slice(0, 3)) + 1
/** Around the Spring Festival its days need no month. */
const soon = (found: Day | undefined, d: Day): Day | undefined =>
  found && found.since(d, { largestUnit: 'days' }).days <= 60 ? found : undefined
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
  if (word === '下旬' || word === '底' || word === '末' || word === '尾' || word === '内')
    return { date: monthEnd(base), kind: 'by' }
  if (word === '初') return { date: base.with({ day: 5 }), kind: 'by' }
  return { date: base.with({ day: 15 }), kind: 'on' }
}
