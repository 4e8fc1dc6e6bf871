import type { IntakeContext } from '../draft'
import type { NormalText } from '../text/normalise-text'
import type { Range } from '../text/page'
import { mayMatch, needed } from '../text/pattern-needs'
import { isGoods } from '../words/goods-words'
import { ORG } from '../words/people-words'
import { canName } from './buyer-places'

const NAME = '((?![群店厂]里)[一-鿿a-z()·]{2,12}?)'
const DAY = '(?:[昨前][天日晚早儿]|今早|上?(?:周|礼拜|星期)[一二三四五六日天]|\\d{1,2}[号日])'
/** Ways of saying a name that only a buyer is said with, of whatever form the name is. */
const TOLD = [
  // 月底记聚贤账上
  `(?:(?<![老小阿钱王李张陈何刘林])记|算|挂|走|归)(?:在|到|给)?${NAME}(?:的?账上?(?!期)|头上|名下|的?户头)`,
  // 昨天青柠报的
  `${DAY}的?${NAME}(?:那边|这边)?(?:报|订|定|下|要)的(?![货单价])`,
  // 帮青柠记
  `(?:^|[，,。！!\\s])(?:帮|给|替)${NAME}(?:记(?!者)|登记|报(?![价备])|排(?!骨)|开单|下单)`,
  // 跟青柠老板谈了
  `(?:跟|和|与|同)${NAME}(?:的?老板娘?|的采购)[一-鿿]{0,2}(?:磨|谈|聊|敲|确认|商量|讲好|说好)`,
  // 这批是青柠要的
  `这[回次批些单]是${NAME}(?:要|订|定|拿)的`,
  // 我青柠的人下午来
  `我们?${NAME}的(?:人|司机|车)(?=[今明后下上早晚来去过])`,
  // 客户编号0086的青柠
  `客户(?:编号|号码?|代码)[:：]?\\s?[a-z\\d-]+\\s?的?${NAME}(?=[昨今前刚要订，,:：\\s]|$)`,
  // 上周五报的青柠：
  `^${DAY}(?:报|订|定|下)的${NAME}(?=[:：])`,
  // 名字写青柠
  `(?:名字|[抬台]头|户头|票头)(?:写|开|填|打|挂)${NAME}(?=[，,。；;\\s]|$)`,
].map((way) => new RegExp(way, 'd'))

/** 明天下午汇通玻璃派车来拉: a firm that sends for the goods; of a carrier it says nothing. */
const SENDS_FOR = new RegExp(
  `(?:^|[，,。；;！!\\s])(?:[今明后]天|明早|今晚)?(?:[上下中]午|早上|晚上)?(?:由|让)?${NAME}(?:那边|自己|会|再)?(?:派|安排|叫)(?:个|辆)?(?:车|司机|人)(?:过?来|去)?(?:拉|提|装|取|自提)`,
  'd',
)
const CARRIES = /(?:物流|货运|运输|专线|快运|快递|托运部?|车队|配送)$/

/** Who buys by how the message speaks of him, whatever his name looks like; words of goods and of talk are none. */
export function toldBuyer(normal: NormalText, context: IntakeContext): Range | undefined {
  for (const way of TOLD) {
    if (!mayMatch(needed(way).need, normal.signs())) continue
    const m = way.exec(normal.plain)
    const name = m?.[1] ?? ''
    if (!m || (name.length < 4 && isGoods(name)) || !canName(name, { ...context, catalogue: null })) continue
    const [start, end] = m.indices?.[1] ?? [m.index, m.index]
    return { start, end }
  }
  const fetched = mayMatch(needed(SENDS_FOR).need, normal.signs()) ? SENDS_FOR.exec(normal.plain) : null
  const firm = fetched?.[1] ?? ''
  if (!fetched || !ORG.test(firm) || CARRIES.test(firm) || !canName(firm, { ...context, catalogue: null })) return undefined
  const [start, end] = fetched.indices?.[1] ?? [fetched.index, fetched.index]
  return { start, end }
}
