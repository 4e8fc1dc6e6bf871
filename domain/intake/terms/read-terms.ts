import Decimal from 'decimal.js'
import type { Draft } from '../draft'
import { NUMBER, numberOf } from '../text/numerals'
import type { Page } from '../text/page'

const N = NUMBER

export type TermsRead = Pick<Draft, 'urgent' | 'totalAmount'>

/** Words of haste. 马上 and 今天 tell a day and no haste; 不急 is none. */
const URGENT =
  /急(?:煞|到[死飞跳])|(?<!催)急(?=[嘅噶架啊呀哦喔哈呢的了哒滴咧唻]{1,2}(?:[，,。;；!！~\s\u0001]|$))|[几蛮够有]点?急(?:下|[，,。;；!！~\s\u0001]|$)|(?<![凉轻爽愉])快(?:滴|些|点子)|(?:着急|发急)(?=[，,。;；!！~\s\u0001啊呀哈呢了得死]|$)|等(?:着|住|到|倒|紧)(?:用|使|要货|开工|上机|开张)(?![的时完来]|之前|以前)|催到(?:起|急|死)|特急|急等|(?:能|有)?多快(?:有|就)?多快|等着急|急花(?![色样])|抓点?紧|可?老急|麻溜|麻利点|快啲|[赶趕]住要|加急(?!费)|加紧|急着|等着用|催得[紧急]|要快|快点|急单|急件|急用|急要|尽快|尽早|赶紧|抓紧|越快越好|越早越好|火速|火急|火烧眉毛|马上发|十万火急|刻不容缓|争分夺秒|速速|[快急速]{3,}|快快(?!乐)|救命|救急|赶快|插个?(?:单|队)|优先(?:安排|排|做|发)|停工待料|等米下锅|催命|催疯了|asap|(?<!not )urgent|rush order|(?<![a-z]|no |not )(?:rush|hurry)(?![a-z])|赶工|赶时间|(?<![不着别])急(?![诊救需])(?=[，,。;；!！\n\s\u0001]|$|！)|[很挺好太真]急(?!诊)|比较急|急死|着急(?:用|要)|急[得的]很/
/** Turns haste down in the speech of any region: 唔使咁急, 弗急, 莫急, 没那么急, 用不着急. */
const NO_HASTE =
  /[不别]\s?$|(?:不|别|甭|莫|毋|勿|弗|伐|覅|唔|冇|没|无)(?:是|算|用|使|需|须|必|有|太|大|很|怎么|咋|特别|十分|非常|那么|这么|咁|几|好|着|得|到|晓得){0,3}$/
const TOTAL_WORDS =
  '合同金额|合同总价|总额|(?<![合总设会统预累小估算费共])计(?=\\s?(?:¥|rmb|人民币)?\\s?[\\d一二两三四五六七八九十壹贰叁肆伍陆柒捌玖][^，,。;；\\n]{1,14}元)|合同总额|货款合计|价税合计|合\\s?计|总共|总\\s?计|总\\s?价|共计|总金额|总货款|总款|总货值|货值|一共|小计|拢共|合(?=\\s?\\d{3})|(?:抹|去)(?:掉|了|个)?(?:零头?|尾数)|凑个?整(?:数)?(?:就)?(?:收|算|给)(?:他|她|你|您|我)?|统共|加(?:在)?一?起来?(?=\\s?\\d)|加起来|算下来|总数(?=[:：是]?\\s?\\d{2,7}(?:\\.\\d{1,2})?\\s?[元块])|全部(?:下来|加起来)?(?=\\s?\\d{2,7}(?:\\.\\d{1,2})?\\s?[元块])|一起(?=\\s?\\d{3,7}(?:\\.\\d{1,2})?\\s?[元块])|(?<![a-z])ttl|(?<![箱件套台吨令米张支只个包袋桶卷根条双对本盒片瓶]\\s?)共|总(?=\\d|[:：]\\s?\\d)|(?<=\\n)总 (?=\\d)|金额合计|总\\s?额|货款|一口价|打包价|[应实]付(?:金额|款)?|实\\u0001(?=[:： ]?¥?\\d)|一起(?:给|算|收)(?:个|你)?(?=\\d{3})|(?:grand )?total(?: amount)?'
/** Behind a total stands no unit of goods, and the figure is whole: not 一共五十 of 一共五十一米五. */
const TOTAL_END = `(?!\\d|\\.\\d|,\\d{3}|[零〇一二三四五六七八九十百千万两]|\\s?[\\t|]\\s?\\d|[ \\t]?[个箱件套台吨令米张支只家种款人把瓶包袋桶卷根条双对本盒片颗株捆扎份提筐斤票单处趟批样款])`
const TOTAL = new RegExp(
  `(?:${TOTAL_WORDS})(?:金额)?(?:写|是|为|算|就|按|给|收|谈到|谈定)?[:：=]?(?:\\s|\\t|\\||;)*(?:¥|rmb|cny|人民币|大写|[:：]){0,3}\\s?(${N})\\s?(?:元|块|整)?${TOTAL_END}|(?<=\\n)[ =]{1,3}(?:¥|rmb)?(\\d{2,8}(?:\\.\\d{1,2})?) ?(?:元|块)?(?=\\s*(?:\\n|$))(?<==.{1,16})`,
)

/** Whether an order is urgent, and what it comes to. */
export function readTerms(page: Page, from = 0, to = page.plain.length): TermsRead {
  const out: TermsRead = {}
  for (const urgent of page.findAll(URGENT, from, to)) {
    if (NO_HASTE.test(page.plain.slice(Math.max(0, urgent.index - 8), urgent.index))) continue
    out.urgent ??= page.read(true as const, urgent.index, urgent.index + urgent[0].length)
    page.take(urgent.index, urgent.index + urgent[0].length)
  }
  const totals = page.findAll(TOTAL, from, to)
  const total = totals.at(-1)
  const said = total?.[1] ?? total?.[2]
  if (total && said) {
    const value = numberOf(said)
    const at = total.index + total[0].lastIndexOf(said)
    if (value && new Decimal(value).gt(0)) {
      out.totalAmount = page.read(value, at, at + said.length)
      page.take(total.index, total.index + total[0].length)
    }
  }
  return out
}
