import type { DraftLine, Intent } from './draft'

/** Calls off a whole order. */
const CANCEL =
  /取消(?:吧|了|掉|订单|这单|那单|该单|$|，|。)|(?:单|订单)[^，,。\n]{0,8}(?:取消|作废|撤|不要了|不做了|不下了|退了)|作废|撤单|退单|不做了|先撤|撤掉|撤回|(?:先不要了|不要了|不订了|不定了)(?:等|，等|再说|吧|$)|不用(?:做|发|送)了|别(?:做|发|送)了|先别(?:下|做|发)/
const AMEND =
  /改成|改为|改到|改送|改发|改走|改[一两二三四五六七八九\d]|换成|换到|换为|换个|减到|减[一二三四五六七八九\d]|加到|增加|追加|加订|多加|补一下|补充一下|更正|更新|新增|变更|改一下|改下|调整|推迟|延后|提前|往后推|写错|填错|报错|地址错|不要了|只要[^，,]{0,8}了|先不要|少要|去掉|删掉|加[\d一二三四五六七八九十两]{1,3}[^的元块%]|补[\d一二三四五六七八九十两]{1,3}|不走|改专票|改开|付款方式改|->|→/
/** Says which running order is meant. */
const REFERS =
  /(?:昨天|前天|今早|早上|上午)(?:的|那|报|下|订|定)|刚才|上面那|刚刚那|上周[一-鿿]?(?:的|那|报|下|订)|之前(?:的|那|下|订)|那张|这张|那批|这批|那单|这单|订单|单号|合同号|po\s?\d|报的那?个?|那边|系统里|(?:那|这)(?:一)?(?:单|批|个单)/
const STATUS =
  /排产|做好(?:了)?(?:没|吗|了吗)|什么时候(?:能|可以)?(?:做好|好|出货|发货|发|出|交|安排|完成)|备好货?(?:没|吗|了)|ready|到哪一?步|能不能出库|出库了?(?:没|吗)|(?:生产|做|备|出)(?:到|好|完)(?:哪|没|了没|了吗)|进度|好了(?:没|吗)|发货?了(?:没|吗)|还没发|几时(?:能|可以)?(?:好|发|出)|完工|能出货|安排了(?:没|吗)|开始做|审核(?:了|过)|卡在/
const TRACKING =
  /(?:运单|快递|物流)(?:单)?号|单号(?:多少|发|给|是)|物流信息|派送|派件|签收了?(?:没|吗|了吗)|司机电话|到哪(?:儿|里|了)?|分开发|到货了?(?:没|吗)|显示到|送到了?(?:没|吗)|什么时候(?:能)?到|收到(?:没|了吗)|还没到|没收到货|查(?:一)?下物流|车到|路上/
const PAYMENT =
  /(?:公户|账户|账上|卡上|微信|支付宝|对公)?(?:已?转(?:了|账|过去)|打(?:了|过去|款过去)|汇了)|水单|回单|对账单|开户行|账号|税号|尾款|收款|到账|付款(?:了|截图|凭证)|定金[^，,]{0,6}已付|已付[^清]|剩下的(?:月底|下周|周)|先转|结算单|欠款|应收|发票(?:开了|寄|什么时候|还没)|款(?:到|收到)了?(?:没|吗)/
const OTHER =
  /吃(?:啥|什么|点啥)|宵夜|早餐|午餐|晚餐|炒饭|黄焖|麻辣烫|汉堡|披萨|盒饭|午饭|晚饭|聚餐|请客|奶茶(?!店)|羊肉串|下午茶|外卖|吃饭|开会|报表|会议室|累死|哈哈|加油|限行|色卡|样本册|样品册|色样|目录册|画册|什么价|多少钱|报个?价|价格多少|怎么卖|有没有|有货(?:吗|没)|现货(?:没|吗|有)|还有现货|做不做|做的话|先问问|能不能便宜|少点|优惠(?:吗|点)|压坏|破损|破了|坏了|色差|少发|发错|退(?:货|了|掉|[\d一二三四五六七八九十])|换货|实收|质量问题|投诉|库存[:：]|今日库存|通知[:：]|特惠|促销|活动截止|上调|下调|涨价|调价|让采购|采购买|顺便买|扫描给|谁有|完成\d|目标|大概几天|运费(?:一吨|多少|怎么)|招聘|请假|休息|放假通知|生日|辛苦了/
const COMMITS =
  /(?:有(?:货|现货)?就发|行就发|行的话就发|可以就发|就按这个|就这样定|帮我下|下单|定了|要货|报货|请安排|请发|给我发|安排(?:发|生产))/
const ASKS = /[?？]|吗[，,。\s]*$|呢[，,。\s]*$|多少(?!都)|什么价|几天|怎么/

/** What a message is about as a whole. `lines`: what was read as goods. */
export function readIntent(
  text: string,
  lines: DraftLine[],
  facts: {
    orderNos: number
    template: boolean
    reference: boolean
    pastReference: boolean
    fields: number
    customer: boolean
    known: boolean
  },
): Intent {
  const goods = lines.filter((l) => l.quantity)
  const priced = lines.some((l) => l.unitPrice)
  const refers = facts.orderNos > 0 || facts.pastReference || REFERS.test(text)
  const short = text.length < 60
  if (CANCEL.test(text) && goods.length === 0 && !/(?:改|换)成/.test(text)) {
    // "白醋不要了，香醋多加一箱" calls off a line, not an order.
    if (!/不要了|先不要/.test(text) || lines.length === 0 || /等(?:他|通知|客户|我)/.test(text)) {
      if (refers || facts.customer || short) return 'cancel'
    }
  }
  if (/退单|作废|撤单|不做了|先撤/.test(text) && goods.length === 0) return 'cancel'
  if (/等(?:他|她|客户|通知)[^，,]{0,4}(?:通知|再说)/.test(text) && /不要|取消/.test(text)) return 'cancel'
  const amends = AMEND.test(text)
  if (/^(?:通知|公告|【?(?:年终|限时)?特惠|今日库存)/.test(text.trim())) return 'other'
  const firm = priced && goods.length > 0 && (facts.customer || facts.fields > 6)
  if (OTHER.test(text) && !COMMITS.test(text) && !facts.template && !firm) {
    if (!(amends && refers)) return 'other'
  }
  if (amends && refers && !facts.template) {
    if (goods.length > 0 && /(?:不对|写错|打错|哦)/.test(text) && !facts.orderNos && !facts.pastReference)
      return facts.customer || facts.known ? 'order' : 'amend'
    return 'amend'
  }
  if (
    amends &&
    goods.length <= 2 &&
    !facts.template &&
    !facts.reference &&
    /(?:改成|改为|换成|减到|加到|改到|改送|改发|推迟|提前|地址错|补一下(?:地址|电话|联系))/.test(text) &&
    !/(?:不对|写错|打错|等下|等一下)/.test(text) &&
    !priced
  )
    return 'amend'
  const counted = goods.filter((l) => l.unit)
  if (
    PAYMENT.test(text) &&
    counted.length === 0 &&
    !facts.template &&
    !facts.reference &&
    (!STATUS.test(text) || /尾款|转|水单/.test(text)) &&
    !/到哪一?步/.test(text)
  )
    return 'payment'
  if (
    /司机电话|到哪(?:儿|里)?了|单号(?:多少|发我)|签收了|派送|物流信息|还没收到货/.test(text) &&
    !/到哪一?步/.test(text) &&
    goods.length <= 1 &&
    !priced &&
    !facts.template
  )
    return 'tracking'
  if (/能不能出库|排产了?(?:没|吗)|备好货?没|做好(?:了)?没|到哪一?步|ready/.test(text) && goods.length <= 1 && !priced)
    return 'status'
  // Answers to other questions: what was shipped, paid, made or signed.
  if (
    /运单号?|承运|件数|到账|回签|产量|完成(?:数量|日)|书面|合格|验收/.test(text) &&
    !facts.customer &&
    !facts.known &&
    !priced &&
    !facts.template
  )
    return 'other'
  // Bare figures without a unit, an article or anybody who buys are figures of something else.
  if (
    goods.length > 0 &&
    counted.length === 0 &&
    !facts.known &&
    !priced &&
    !facts.customer &&
    !facts.template &&
    !facts.reference &&
    !amends
  )
    return 'other'
  if (
    /(?:今天|今日|累计|实际)?(?:完成|做了|生产了|产量|入库|已产)[^，,]{0,4}\d/.test(text) &&
    !facts.customer &&
    !priced &&
    !facts.template
  )
    return 'other'
  if (goods.length > 0 || (facts.reference && (facts.customer || lines.length > 0))) {
    if (TRACKING.test(text) && ASKS.test(text) && !facts.template && !priced) return 'tracking'
    if (/(?:昨天|前天|上周|今天)?(?:发的|发货的|订的|要的|那)/.test(text) && TRACKING.test(text)) return 'tracking'
    if (
      STATUS.test(text) &&
      !facts.template &&
      !priced &&
      (ASKS.test(text) || /没[？?]?$|查/.test(text) || refers) &&
      !COMMITS.test(text)
    )
      return 'status'
    if (PAYMENT.test(text) && !facts.known && !facts.template && lines.every((l) => !l.productName)) return 'payment'
    return 'order'
  }
  if (TRACKING.test(text)) return 'tracking'
  if (PAYMENT.test(text)) return STATUS.test(text) && !/对账|账号|到账|转|水单|尾款/.test(text) ? 'status' : 'payment'
  if (STATUS.test(text)) return 'status'
  if (amends && (refers || facts.fields > 1)) return 'amend'
  if (facts.template && lines.length > 0) return 'order'
  return 'other'
}
