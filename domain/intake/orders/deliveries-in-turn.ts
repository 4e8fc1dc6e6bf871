import { Temporal } from 'temporal-polyfill'
import type { Section, Split } from './buyers-in-turn'
import { DAY_WORDS } from '../terms/day-words'
import { NUMBER } from '../text/numerals'
import type { Page, Range } from '../text/page'
import { UNIT } from '../words/units'

/** Signs and numbers in front of an entry. */
const BULLET =
  /^[\s·•*①-⑩]{0,4}(?:(?:\d{1,2}[)、]|[(（][一二三四五六\d][)）]|[一二三四五六]、|第[一二三四五六\d][批次车][:：]?)\s?)?/
const MAY_BEGIN =
  /^(?:\d|[一二三四五六七八九十廿元正腊初]|[下本这]{0,2}个?(?:周|星期|礼拜)|下个?月|[今明后]|大后|大年|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/
/** Behind a day that is one of delivery a sign or a word of sending may stand; 前, 后, a range and a list of what was had are other matters. */
const BEHIND =
  /^(?:\s?(?:凌晨|早上?|上午|中午|下午|晚上?|[\d一二三四五六七八九十]{1,2}点半?)|[的要到送发来走拿取给上去]){0,3}(?:[\s:：,，、(（]|[\d一-鿿a-z])/
const OTHER = /^\s?(?:[前后之以起内开的]|左右|来电|说|[点盘](?:[了库货数])|已|[拿发送到]了)/
/** Words of the past, or of a day that says no more than when it was said. */
const SAID = /昨|前天|上[周次回个月]|已经|之前|[拿发送到]了/
/** Says that goods come more than once: a figure like a price is then a day. */
const IN_PARTS =
  /分[批次期开]|分[两二三四五六\d][批次回趟天]|[两二三四五六\d][批次趟天](?:[送要发到交来走]|[:：])|(?:按|每)[周天日]|分别|(?:这|本|下)个?(?:周|星期|礼拜)(?![一二三四五六日天\d])|国庆|春节|五一|元旦|端午|中秋/
const COUNT = new RegExp(`(?:${NUMBER}|半)\\s?(?:${UNIT})(?![前后内])|[一-鿿a-z*]\\s?\\d{1,5}(?=\\s*(?:[，,、。;；\\n]|$))`)
/** Times and parts are no counts of goods: 分3次, 2批. */
const TURNS = /(?:分|共)?[一两二三四五六七八\d]{1,2}\s?(?:批|次|趟|回|天|期|家|个?(?:点|地方|工地|仓|店))/g
/** Later ones are as likely figures that look like days. */
const FURTHEST = 45
const LONGEST = 75

interface Head extends Range {
  date: Temporal.PlainDate
  /** Where the stretch begins that it heads. */
  from: number
}

/** From rows over sentences to clauses. */
const SIGNS = [/\n/g, /[\n;；。]/g, /[\n;；。，,:：]/g]

function stretches(text: string, sign: RegExp): Range[] {
  const found: Range[] = []
  let at = 0
  for (const m of text.matchAll(sign)) {
    found.push({ start: at, end: m.index })
    at = m.index + 1
  }
  found.push({ start: at, end: text.length })
  return found
}

/** The day that a stretch begins with. */
function headOf(text: string, { start, end }: Range, today: Temporal.PlainDate, loose: boolean): Head | undefined {
  const lead = BULLET.exec(text.slice(start, end))?.[0].length ?? 0
  for (const at of lead > 0 ? [start, start + lead] : [start]) {
    const whole = text.slice(at, Math.min(end, at + 24))
    if (!MAY_BEGIN.test(whole)) continue
    // 12号200米: where goods come in parts, a number of a day may stand right in front of a count.
    const number = loose ? /^\d{1,2}[号日]/.exec(whole)?.[0] : undefined
    for (const words of number ? [whole, number] : [whole]) {
      let best: Head | undefined
      for (const rule of DAY_WORDS) {
        const m = rule.pattern.exec(words)
        if (m?.index !== 0 || m[0].length <= (best ? best.end - best.start : 0)) continue
        const rest = text.slice(at + m[0].length, end)
        const read = OTHER.test(rest) || !BEHIND.test(rest) ? undefined : rule.read(m, today)
        if (!read || read.from || read.kind || (rule.loose && !loose && !/^\s?[:：]/.test(rest))) continue
        best = { date: read.date, start: at, end: at + m[0].length, from: start }
      }
      if (best) return best
    }
  }
  return undefined
}

/** Whether days follow one another from today on, and not too far. */
function inOrder(heads: Head[], today: Temporal.PlainDate): boolean {
  const away = heads.map((h) => today.until(h.date, { largestUnit: 'days' }).days)
  const [first = -1] = away
  return (
    first >= 0 && first <= FURTHEST && (away.at(-1) ?? 0) <= LONGEST && away.every((n, i) => i === 0 || n > (away[i - 1] ?? 0))
  )
}

/** Goods of one buyer that come on several days, each day the head of a row or a clause: an order for each of them. undefined where they do not. */
export function deliveriesInTurn(page: Page, day: string): Split | undefined {
  const text = page.plain
  const today = Temporal.PlainDate.from(day)
  const counted = (start: number, end: number): boolean => COUNT.test(text.slice(start, end).replace(TURNS, ''))
  for (const sign of SIGNS) {
    const parts = stretches(text, sign)
    if (parts.length < 2 || parts.length > 200) continue
    const first = parts.findIndex((p) => headOf(text, p, today, true))
    if (first < 0) continue
    const lead = text.slice(0, parts[first]?.start)
    const heads = parts.slice(first).flatMap((p) => headOf(text, p, today, IN_PARTS.test(lead)) ?? [])
    if (heads.length < 2 || !inOrder(heads, today) || counted(0, heads[0]?.from ?? 0) || SAID.test(lead)) continue
    const sections = heads.map((h, i): Section => {
      const own = parts.filter((p) => p.start >= h.from && p.start < (heads[i + 1]?.from ?? text.length))
      // What stands below the last goods is said of all.
      const last = own.findLast((p) => counted(Math.max(p.start, h.end), p.end))
      return { start: h.from, end: last?.end ?? h.from, day: { start: h.start, end: h.end, date: h.date.toString() } }
    })
    if (!sections.every((s) => s.end > s.start) || SAID.test(text.slice(sections[0]?.start, sections.at(-1)?.end))) continue
    return { sections, head: { start: 0, end: sections[0]?.start ?? 0 }, oneBuyer: true }
  }
  return undefined
}
