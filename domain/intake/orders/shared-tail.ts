import type { Section } from './buyers-in-turn'
import { NUMBER } from '../text/numerals'
import type { Page, Range } from '../text/page'
import { isSetIn } from '../text/text-layout'
import { UNIT } from '../words/units'

const ALL =
  '(?:以上|[仨俩](?:都|全)|[两俩三仨四五六七八九十]个(?:都|全)|[两三四五六]家拼|这?[两俩三仨四五六七八九十\\d]{1,2}个?(?:家|单|户|票|处|店|客户|人)(?:全部|全|都|均|一起|统一|各))'
/** Said of carriage, day, papers and money; goods in other colours are no such matter. */
const MATTER =
  '(?:[走发送寄]|要?(?:开|专票|普票)|不(?:要|开|带|含)[^，,。]{0,3}[票税]|要?(?:今|明|后)[天日早晚]|要?下?个?(?:周|星期|礼拜)|要?\\d{1,2}[号日月.]|是?\\d{1,2}月|到付|自提|自取|月结|现结|含税|记账|货到|款到|叫|包邮|包运|免运费|自己[来拉]|已[转付收打]|是?(?:见货|现[款金结])|按?(?:价格)?方案|老价|周[一二三四五六日天])'
const FOR_ALL = new RegExp(`[，,。;；\\s-]\\s?(?=${ALL}|(?:都|全部?|均|统一|一律)${MATTER})`)
const COUNTED = new RegExp(`(?:${NUMBER})\\s?(?:${UNIT})(?!前|后|内)`)

/** Sections of several orders, the last without what is said at its end for all of them: 三家都走物流, 都明天送. */
export function withoutSharedTail(page: Page, sections: Section[]): Section[] {
  const last = sections.at(-1)
  if (!last || sections.length < 2) return sections
  const from = last.customer?.end ?? last.start
  const m = page.find(FOR_ALL, from, last.end)
  if (
    !m ||
    COUNTED.test(
      page.plain
        .slice(m.index + m[0].length, last.end)
        .replace(/[两俩三仨四五六七八九十\d]{1,2}(?:个?(?:家|单|户|票|处|店|客户|人)|个(?=都|全))|一(?:车|趟)/g, ''),
    )
  )
    return sections
  return [...sections.slice(0, -1), { ...last, end: m.index + m[0].length }]
}

/** Said below the last part and holds for all. */
const ROW_FOR_ALL =
  /^\s*(?:[*※]\s*)?(?:都|全部?|均|以上|统一|一律|合计|共计?|各[^\n]{0,8}(?:自|开|付)|单位|[两俩三仨四五六七八九十\d]{1,2}(?:个|张)?(?:家|单|户|票|处|店|点|客户|人)?(?:都|全|一起|同|统一|各|走|拼|发|合))/

/** Where the rows of the last of several parts end: before a row that holds for all of them. `oneRow`: it has but one. `head`: where its heading stands. */
export function ownEnd(text: string, last: Range, oneRow: boolean, head = last.start): number {
  for (let row = text.indexOf('\n', last.start); row >= 0 && row < last.end; row = text.indexOf('\n', row + 1))
    if ((oneRow || ROW_FOR_ALL.test(text.slice(row + 1, row + 30))) && !isSetIn(text, row + 1, head)) return row
  return last.end
}
