import { NUMBER } from '../text/numerals'
import { UNIT } from './units'

/**
 * How the counts of a message stand there: `wished` are asked to be supplied; `meant` belong to goods that exist already (那80根, 昨天发的3件);
 * `asked` stand in a question about price, stock or progress; `told` in a report (走了3车, 现货300件).
 */
export interface GoodsMood {
  wished: number
  meant: number
  asked: number
  told: number
}

/** 一块给 says together. */
const COUNT = new RegExp(`(?!一块[给发送装走算寄付结来])(?:${NUMBER}|半)\\s?(?:多|来|几)?\\s?(?:${UNIT})`)
const COUNTS = new RegExp(COUNT.source, 'g')
/** Ends of clauses; a decimal point and a thousands comma are none. */
const CLAUSE = /[。；;!！?？\n]|[，,](?!\d{3}(?!\d))/g
/** Words in front of a count that say it is one of before: 那, 昨天发的, 上次拿的. 这批先做2000个 is none. */
const OF_BEFORE =
  /[那这嗰](?:边|里)?\s?$|(?:上(?:次|回|周|个月|月|批|期|车|礼拜)|之前|前面|前天|昨天|昨晚|刚才|刚刚|今早|早上|上午)[^，,。]{0,8}(?:的|了|过)\s?$|(?:上[次回批]|前一?批|退回来?|收到|到货|来)的?[^，,。\d]{0,6}的\s?$|[一-鿿](?:下|订|定|发|寄|收|拉|拿|做|送|退|买|印|报|要)的\s?$/
/** Words behind a count that take it as a known whole: 10件里头, 200支坏了17支. */
const OF_WHOLE =
  /^[一-鿿a-z]{0,6}?(?:里头|里面|里边|当中|其中|中有|里有|里坏|坏了|有\s?\d{1,4}\s?[一-鿿]{1,2}(?:坏|破|漏|湿|碎|裂|不)|[一-鿿]{0,2}(?:划|刮|磕|裂|坏|破|碎|漏|断|湿|潮|锈|烂|臭|歪|翘|瘪|霉|变形|不亮|不转|不合格|不能用)[一-鿿]?了|[一-鿿]{0,4}(?:泡|寄回来?|退回来?)了)/
/** What is counted without being goods: 两个字, 三个月, 10个普工. */
const NO_GOODS =
  /^(?:字|月|人|小时|钟头|星期|礼拜|电话|问题|地方|客户|朋友|消息|意见|建议|[普临小]?工(?!具|服|业|件|程)|师傅|司机|孩子|部门|车间|同事|步骤|阶段|方案|点[吗没])/
const TOLD =
  /(?:现货|库存|存货|余货|结存|盘点|实收|签收|入库|产量|销量|累计|合格|报废|出货|走货|剩余)[^，,。]{0,10}$|(?:剩|只剩|还剩|少了|多了|缺了?|坏了|短了|差了?|丢了|漏了|扣了?|赔了?|退了?|换了?|涨了?|降了?)\s?$|(?:收到|来了?|到了?|送了?|发了?|装了?|走了?|卖了?|用了?|拿了?|吃了?|接了?|做了?|跑了?|出了?|产了?|完成了?|超了?|突破|调了|借了?|领了?|还了|买了)(?:约|差不多|将近|大概|近|整整|一共|共|总共)?\s?$/
/** Of these, what needs its 了 to be a report: 发3车 is a wish. */
const NEEDS_DONE = /(?:来|到|送|发|装|走|卖|用|拿|吃|接|做|跑|出|产|退|换|扣|赔|涨|降)(?:约|差不多|大概|近|共)?\s?$/
const ALREADY = /已经?|刚刚?(?!好)|都[一-鿿]{0,3}了|上个?月|去年|前年|本月|今年/
/** What asks about price, stock or kind, not how far something is. */
const ASKS_ABOUT =
  /多少钱|什么价|啥价|咩价|几钱|几多|怎么卖|咋卖|多少(?:一|1|个|起)?\s?(?:米|吨|斤|箱|件|个|条|卷|支|桶|张|套|平)?(?:[?？]|$)|好多一|能(?:不能)?(?:便宜|优惠|少点|降|让|打折|做到|给到)|(?:便宜|优惠|折扣)(?:多少|点|些|吗|不)|有没有|有(?:现)?货(?:吗|没|么|不|没有)|有(?:吗|没|么)$|还有(?:吗|没|么|多少|几)|够不够|够(?:吗|么|用吗)|贵不贵|差多少|要多少|会不会|是不是|为什么|为啥|怎么|[谁哪](?!怕)|还是[^，,。]{1,12}[?？]/
/** What asks whether something is done. */
const ASKS_DONE =
  /(?<!能|可以)(?:好|完|齐|到|出|走|了|上|掉|成|过|库|窑|机|车)(?:了)?(?:没有?|吗|么|冇|未)(?=[\s[(（啊呀呢哦]|$)|[一-鿿]了没[一-鿿]|[一-鿿]得(?:出来?|完|及|上)(?:不|吗|么)|到底|几时|什么时候|几号|哪天|何时|啥时/
/** Such a question asks for the goods politely: 要50箱可以吗. */
const POLITE = /(?:可以|行|好|成|ok)(?:吗|么|不|吧)|好不好|行不行|可不可以|能不能(?:给|帮|先|发|送|安排)|能(?:给|帮|安排)/

/** Counts of a text by the way in which they stand there; clause by clause, linear in the text. */
export function moodOfGoods(plain: string): GoodsMood {
  const mood: GoodsMood = { wished: 0, meant: 0, asked: 0, told: 0 }
  let at = 0
  for (const end of [...[...plain.matchAll(CLAUSE)].map((m) => m.index + 1), plain.length]) {
    const clause = plain.slice(at, end).slice(0, 400)
    at = end
    if (!COUNT.test(clause)) continue
    const words = clause.replace(/[。；;!！\n，,\s]+$/, '')
    const asks = !POLITE.test(words) && (ASKS_ABOUT.test(words) || ASKS_DONE.test(words.replace(/[?？]+$/, '')))
    for (const m of words.matchAll(COUNTS)) {
      if (NO_GOODS.test(words.slice(m.index + m[0].length, m.index + m[0].length + 4))) continue
      const before = words.slice(Math.max(0, m.index - 24), m.index)
      const after = words.slice(m.index + m[0].length, m.index + m[0].length + 14)
      if (OF_BEFORE.test(before) || OF_WHOLE.test(after)) mood.meant++
      else if (asks) mood.asked++
      else if (TOLD.test(before) && (!NEEDS_DONE.test(before) || ALREADY.test(words))) mood.told++
      else mood.wished++
    }
  }
  return mood
}
