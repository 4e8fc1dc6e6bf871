import Decimal from 'decimal.js'
import type { Read } from '../draft'
import { NUMBER, numberOf } from '../text/numerals'
import type { Page } from '../text/page'

/** A figure that may be a sum: no part of a number or code, and not counting days, pieces or rows. */
const FIGURE = new RegExp(
  `(?<![\\da-z.#-])(?:¥|rmb ?)?(${NUMBER})(?![\\d%a-z]|[-.:/]\\d| ?(?:月|号|日|天|点(?![的零])|年|时|台|件|箱|个|只|套|双|条|令|吨|斤|公斤|包|袋|桶|瓶|盒|张|卷|米|支|本|把|家|单|批|车|人|次|笔|尾号|楼|栋)) ?(元|块(?![砖板])|圆|整|rmb)?`,
)
const PAYS = '(?:打|转|汇|付|扫|走|交|存|给|刷|结|收|回|补|背书|充|过|到|支付|入账|进账|缴|划|拨|还|垫)'
/** 对公打的4180, 转了 5,000, 收到您 300. */
const PAID_BEFORE = new RegExp(
  `(?:${PAYS}(?:款|账|钱)?(?:了|的|过去|出去|掉|给|你们?|您|们|公户|先|已|来|到|一半|一?部分|一笔|[，,]|:|：| )*|(?:刷了?卡|扫了?码|转了?账|[打付汇]了?款)[了过]?[，,]|[两二三四2-4]笔(?:货?款|钱)?[，,]|(?:面额|票面)(?:是|为)?|(?:定金|订金|尾款|余款|货款|欠款|款)(?:了|已|先|:|：| )*)(?:一共|总共|合计|共)?[:：]? ?$`,
)
/** 四千三我让儿子支付宝转的, 3200整走的现金, 5000到账. */
const PAID_BEHIND = new RegExp(
  `^[^，,。;；\\n\\d]{0,12}${PAYS}(?:的|了|过|好|完|去|来|给|账|现金)|^ ?(?:元|块|圆)?(?:财政|国库|单位|学校|院里|村里|公司|财务)?(?:已经?|刚刚?|全部?|批了)(?:网银|微信|支付宝|对公|银行|集中)?${PAYS}|^(?:已经?|刚刚?)?进(?:了)?(?:支付宝|微信|公户|账|卡)|^ ?财务说到了`,
)
/** A sum of a paper and not of money that went: 有一笔2100没票, 尾款6400发票还没开. */
const OF_PAPER =
  /^ ?(?:元|块)?的?(?:发票|[专普]?票|单子|收据)?(?:还|都|一直)?(?:没有?|未|缺|少|差)(?:发?票|开|收据)|^ ?(?:元|块)?的?(?:发票|[专普]?票)(?:还|没|未|什么|几|怎|要|麻烦|请|给)/
const MONEY_NEAR = /(?:货款|款|钱|定金|尾款|余款|那笔|这笔|账)[^，,。;；\n\d]{0,6}$/
const MONEY_BEHIND = /^[^\n\d]{0,20}(?:货款|的款|的钱|尾款|定金)|^ ?(?:支付宝|微信|对公|现金)/
/** What is owed or comes to, not what was paid. */
const OWED = /(?:总数|总共|合计|一共|欠|应付|还差|还剩|单价|价格|共)[^，,。;；\n\d]{0,3}$/
/** 转了两笔，合计1553: what went in parts comes to. */
const IN_PARTS = /[两二三四2-4]笔(?:货?款|钱)?[，,]?(?:一共|总共|合计|共)$/
/** Somewhere it is told that money went. */
const PAID = new RegExp(`${PAYS}(?:的|了|过|好|完)|到账|已付|已转`)
/** Asks for money, or tells that none has come. */
const NOT_YET = /[?？]|[吗没呢][,，。]?$|还没|没(?:有)?(?:到|收|付|打|转)|催|该付|应付|到期|没付|未付|[欠差]|发票|开票|单价/
/** From here on a figure that stands alone is a sum. */
const ALONE_FROM = 100
/** Smaller sums are none that anybody reports. */
const LEAST = 10

/** The sum that a message reports as paid: of all figures that can be money the one that stands closest to words of paying. */
export function paidAmount(page: Page): Read<string> | undefined {
  const told = PAID.test(page.plain)
  const sums: { value: string; start: number; end: number }[] = []
  let best: { value: string; start: number; end: number; score: number } | undefined
  for (const m of page.findAll(FIGURE)) {
    const raw = m[1] ?? ''
    const value = numberOf(raw)
    if (!value || new Decimal(value).lt(LEAST)) continue
    const start = m.index + m[0].indexOf(raw)
    const before = page.live.slice(Math.max(0, m.index - 14), m.index)
    const behind = page.live.slice(m.index + m[0].length, m.index + m[0].length + 20)
    if (OF_PAPER.test(behind)) continue
    const paid = (PAID_BEFORE.test(before) ? 3 : 0) + (PAID_BEHIND.test(behind) ? 2 : 0)
    if (new Decimal(value).gte(ALONE_FROM) && !OWED.test(before)) sums.push({ value, start, end: start + raw.length })
    if (paid === 0 && !told) continue
    const score =
      paid +
      (m[2] || /^(?:¥|rmb)/.test(m[0]) ? 2 : 0) +
      (MONEY_NEAR.test(before) ? 1 : 0) +
      (MONEY_BEHIND.test(behind) ? 1 : 0) +
      (/[.,]\d|[千万百仟佰]/.test(raw) ? 1 : 0) -
      (OWED.test(before) && !IN_PARTS.test(before) ? 2 : 0)
    if (score >= 2 && score > (best?.score ?? 0)) best = { value, start, end: start + raw.length, score }
  }
  const [only, other] = sums
  if (!best && only && !other && told && !NOT_YET.test(page.plain)) return page.read(only.value, only.start, only.end, 0.6)
  return best ? page.read(best.value, best.start, best.end) : undefined
}
