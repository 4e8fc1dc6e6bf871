import { CARRIERS, OTHER_CARRIERS } from '../words/carriers'
import type { Draft, IntakeContext, Read } from '../draft'
import { NUMBER } from '../text/numerals'
import type { Page } from '../text/page'
import { END } from '../words/payment-words'
import { ORG } from '../words/people-words'
import { UNIT } from '../words/units'

const SHAKY = 0.6
type Speaker = IntakeContext['senderRole']
export type CarriageRead = Pick<Draft, 'carrier' | 'shippingMethod' | 'freightTerms'>

const CARRIES = '(?:快递|物流|快运|速运|速递|货运|空运|海运|陆运|特快|冷运|冷链|冷鲜|件)?'
const KNOWN: { words: string; name?: string; method: string }[] = [
  ...CARRIERS.map(([words, name, method]) => ({ words: `(?:${words})${CARRIES}`, name, method })),
  ...OTHER_CARRIERS.map(([words, method]) => ({ words: `(?:${words})${CARRIES}`, method })),
]
/** All carriers in one pattern; the group that matched tells which. 一帆顺风 is none. */
const ANY_KNOWN = new RegExp(
  `(?<![一-鿿](?<![走发用寄叫给找是成让])(?=顺风|顺心(?!捷达)))(?:${KNOWN.map((k) => `(${k.words})`).join('|')})`,
)
/** 能不能叫货拉拉 asks for it. */
const DECLINED = /(?<![能可好])(?:不[要用想必]?|别|勿|甭|不能|除了?|非)(?:走|发|用|寄|给我?发|叫)?\s?$/
const DECLINED_BEHIND =
  /^(?:我?们?[这那]边?|那里|这里|当地)?(?:就|先|都)?(?:别|不|勿|甭)(?:发|走|要|用|行(?!就)|寄|派|接|收件)(?![一-鿿]{2}(?:[，,。;；\s]|$))/
/** 极兔不行就换中通: only if the first cannot. */
const INSTEAD = /(?<!(?:不行|不到|不通|不了|没有|没车)[的,，]?(?:就|再))(?:改|换)(?:走|发|用|成|为|寄|到)?\s?$/
/** A house, a street or a shop that is called by a carrier. */
const ITS_PLACE =
  /^(?:仓|园|大厦|路|站点?|网点|营业[部厅]|代收|快递柜|驿站|超市|门口|旗舰店|自营|平台|商城|白条|楼|分拨|中转|提货点)/

/** 顺风电动车行: what is called like a carrier and goes on as the name of somebody else. */
function beginsName(words: string, length: number): boolean {
  const name = /^[一-鿿]+/.exec(words)?.[0] ?? ''
  for (let n = length + 2; n <= Math.min(name.length, length + 5); n++)
    if (
      ORG.test(name.slice(0, n)) &&
      !/^(?:快递|物流|快运|速运|速递|货运|专线|[空海陆]运|[到发送寄给走去过])/.test(name.slice(length))
    )
      return true
  return false
}

const LINE = '(?:物流|专线|货运(?:部|站)?|快运|速运|速递|托运[部站]?|配货站|配载|零担)'
/** A line known in one town: 走义乌华东货运, 豫北货运托过来. */
const LOCAL = new RegExp(
  `(?:走|发|用|交给?|找|托|装|给|经|由|叫|指定|(?:物流|承运|运输|货运)(?:公司)?[:：] ?)((?:[一-鿿]{2,6}?|(?<=走)\\u0001{2,4})${LINE})(?!园|城|港|中心|公司)|(?:^|[，,。;；\\s\\n])((?:(?![走发用找托都])[一-鿿]){2,6}?${LINE})(?=到付|自付|运费|托|带|发|寄|走|捎|代收|[,，、-]\\s?(?:到付|自付|运费))|(?:^|[，,。;；\\s\\n])((?:(?![走发用找托都])[一-鿿]){2,4}专线(?=[，,。;；\\s\\n]|代收|$))`,
)
const NO_NAME =
  /^(?:[大小老都全均]|统一|一律|一起|[两三四五]家|普通|[你我他她]们?|咱|便宜|当地|本地|走|发|用|那个|哪个|一般|随便|原来|还是|客户|任[意何]|什么|安排|找|到|快递|同城|正规|别的|其他|专线|整车|冷链|搭着?|下?周[一二三四五六日]|礼拜|星期|今天|明天|后天|都)/

function carrierOf(page: Page, from: number, to: number): CarriageRead {
  const found: { start: number; end: number; name: string | undefined; method: string; instead: boolean }[] = []
  for (const m of page.findAll(ANY_KNOWN, from, to)) {
    const known = KNOWN[m.findIndex((g, i) => i > 0 && g !== undefined) - 1]
    const end = m.index + m[0].length
    const before = page.plain.slice(Math.max(0, m.index - 8), m.index)
    if (
      !known ||
      ITS_PLACE.test(page.plain.slice(end, end + 3)) ||
      beginsName(page.plain.slice(m.index, m.index + 12), m[0].length)
    )
      continue
    if (DECLINED.test(before) || DECLINED_BEHIND.test(page.plain.slice(end, end + 6))) page.take(m.index, end)
    else found.push({ start: m.index, end, name: known.name, method: known.method, instead: INSTEAD.test(before) })
  }
  found.sort((a, b) => Number(b.instead) - Number(a.instead) || a.start - b.start || b.end - a.end)
  const [best] = found
  if (best) {
    const { start, end } = best
    page.take(start, end)
    const near = /空运|海运/.exec(page.plain.slice(start, end + 4))
    const flown = near?.[0]
    if (near) page.take(start + near.index, start + near.index + 2)
    const way = flown === '空运' ? 'air' : flown === '海运' ? 'sea' : best.method
    return {
      carrier: best.name ? page.read(best.name, start, end) : page.readAs(start, end),
      shippingMethod: page.read(way, start, end),
    }
  }
  const local = page.find(LOCAL, from, to)
  const line = local?.[1] ?? local?.[2] ?? local?.[3]
  if (!local || !line || NO_NAME.test(line)) return {}
  // The town of the line may be taken for the buyer's: 走阜南专线.
  const at = local.index + local[0].length - line.length
  page.take(local.index, local.index + local[0].length)
  return { carrier: page.readAs(at, at + line.length, 0.8), shippingMethod: page.read('logistics', at, at + line.length) }
}

const LIFTS = '(?:拉|提|取|拿|装|驮|背|载|运|接|搬|扛|拖)'
const SELF = '(?:自己|自个儿?|自家|亲自)'
const THEY = '(?:客户|客人|他们?|她|对方|买家|收货方)'
const YOU = '(?:[你贵][们哋]?(?:们|家|司|厂|方|店)?|供方|卖方|乙方|厂家|厂方|厂里|工厂)'
/** Ways goods go, by what is said of them. The first that is found counts. */
const METHODS: [pattern: RegExp, method: string][] = [
  [/跑腿|闪送|急送|同城(?:配送|快送|送)/, 'city'],
  [/空运|航空(?![箱杯铝板插])|(?:坐|走|用)飞机|by air|air ?freight|空派/, 'air'],
  [
    /铁路(?!坝|桥|局|医院|小[区学]|中学|新村|宿舍|口)|(?<!刹)车皮(?!带)|火车(?![票头站])|班列|(?:走|发|坐)高铁|高铁(?:快运|带|发|送)|铁运|by (?:rail|train)/,
    'rail',
  ],
  [/海运|船运|走船|水运|走水路|装船|船走|by (?:sea|ocean|vessel)|(?:sea|ocean) ?freight|(?<![a-z])[fl]cl(?![a-z])/, 'sea'],
  [
    /大巴|(?<!卡)客车(?![胎座厂配]|真空|轮)|(?<![早晚末头首夜接])班车|客运带|(?:走|发|托|交|送)[一-鿿]{0,4}客运(?:站|中心)|中巴|长途(?:汽车|车|客车)|汽车站(?:带|发|托)/,
    'coach',
  ],
  [
    new RegExp(
      `自提|自取|自运|自拉|来拿(?!\\s?${NUMBER})|来拉|来提|上门(?:自?提|取|拉)|自己拉|自己(?:来|去|过来|过去|开车)?[^，,。\\n]{0,4}(?:拉|提|取|拿)|自己来|[过去]来?(?:拉|提|取|拿|装)(?:货|走|$|[，,。\\s])|[过]去(?:拉|提|取|拿)|来人?取|(?:大?门口?|[东西南北]门|小区|驿站|门岗|前台|团长家)(?:自)?取${END}|来人(?:拿|提|拉)|[来嚟去](?:攞|拎)|攞货|来车(?:提|拉|装|取)|过嚟(?:取|拉)|来装(?!好|一下|伐|吗|[门窗灯])|来(?:前台|店里?|厂里?|仓库?里?|门店|公司|门市|柜台|你们?(?:店|厂|仓|那)里?)(?:自)?(?:取|拿|提|拉)|` +
        `来(?:背|驮|载|运|接|搬|扛|拖)(?:货|走|的)?${END}|${SELF}(?:来|去|过来|过去|开车|骑车)[^，,。\\n]{0,3}${LIFTS}|${SELF}(?:带车|开[一-鿿]{1,4}来)|路过(?:的?时候?)?(?:带|拿|取|捎)|${SELF}(?:派|叫|找|安排|开|的)[一-鿿]{0,3}车(?![间位])|(?<=我们?|咱们?)(?:明天|后天|今天|下午|上午|晚上|自己|过)*去(?:你们?)?[店厂仓]里(?:拿|取|拉|提|装)|${THEY}(?:那边)?(?:派|叫|找|安排|开)[一-鿿]{0,2}车|(?:派|叫|找|安排|开)[一-鿿]{0,2}车(?:过)?[来去]${LIFTS}|到(?:你们?)?(?:厂里?|店里?|仓库?|摊位|档口|门市|柜台)(?:里|上|来|去)?(?:自提|提货|拿货|拉货|取货|装货|[取拿]${END})|(?:pick ?up|self ?collect\\w*|collect) (?:at|from|by)|(?<![a-z])exw(?![a-z])`,
    ),
    'pickup',
  ],
  [/同城/, 'city'],
  [
    /整车(?!余量)|专车|包(?:个|一?[辆台部])?[一-鿿]{0,3}车(?=[，,。;；\s]|$)|包个?车|叫车|调(?:个|一)?车|半挂|挂车(?!队|账|[桶灯轴板]|配件|轮胎)|高栏|平板车|飞翼|\d{1,2}米\d?的?(?:大?车|厢车|箱车)|ftl/,
    'truckload',
  ],
  [
    new RegExp(
      `${YOU}(?:负责|安排|派车|直接|给|的?车)?(?:送(?!货单|的)|配送|运(?!费))|${YOU}的?[大小货]?(?:车|司机|师傅)[^，,。\\n]{0,4}(?:送|带|捎|拉|过[来去])|${YOU}(?:派车|安排车)|厂车(?![队间库])|走(?:我们|咱们?|俺们)自己?的?车|派车送?|送货上门|送上门|送(?:货)?(?:到)?上?楼上?(?=[，,。;；\\s]|$)|顺[路车]?(?:带|送|捎)(?:过来|来|到|过去|去|一下)|(?:叫|让|安排)(?:司机|师傅|[一-鿿]师傅)(?:给|帮)?[^，,。\\n]{0,3}(?:送|带|捎)|(?:your|supplier'?s?) (?:truck|van|delivery)`,
    ),
    'seller_delivery',
  ],
  [
    /专线|托运[部站]?|零担|配货站|货运部?|物流(?!园|仓|城|箱|袋|面单|公司|集团|有限|股份|费|[(（]集团)|(?<![a-z])ltl(?![a-z])/,
    'logistics',
  ],
  [/快递(?!站|点|员|公司|袋|盒|箱|单|柜|面单|纸|[费钱])|快件|速递|(?<![a-z])(?:express|courier)(?![a-z])/, 'express'],
  [/(?<![旧废换垃圾][^，,。\n]{0,4}|[整专包]车)(?:拉|提|取|捎)走(?!了)/, 'pickup'],
]
/** Said by those who sell: 我们派车送过去. */
const WE_BRING = /(?:我们?|咱们?|公司)(?:这边|厂里)?(?:派车|安排车|的?车|自己)?(?:给(?:他们?|客户))?(?:送(?!货单)|配送|捎|带过去)/

/** A day or a part of it between who carries and how: 自己明天来拉, 你们的车今天傍晚过来. */
const DAY_WITHIN =
  /(?:大后|[今明后])[天日早晚晨儿朝]|(?:下下|[下这本])?个?(?:周|星期|礼拜)[一二三四五六日天末]|\d{1,2}[号日]|[上下中]午|傍晚|晚上|早上/g
/** Takes words off the page except the days in them, which are read by themselves. */
function takeAround(page: Page, { index, 0: words }: RegExpExecArray): void {
  let from = 0
  for (const day of words.matchAll(DAY_WITHIN)) {
    page.take(index + from, index + day.index)
    from = day.index + day[0].length
  }
  page.take(index + from, index + words.length)
}

function methodOf(page: Page, from: number, to: number, speaker: Speaker): Read<string> | undefined {
  const ways: [RegExp, string][] = speaker === 'sales' ? [...METHODS, [WE_BRING, 'seller_delivery']] : METHODS
  for (const [pattern, method] of ways) {
    const m = page.find(pattern, from, to)
    if (!m) continue
    const end = m.index + m[0].length
    if (DECLINED.test(page.plain.slice(Math.max(0, m.index - 4), m.index))) continue
    if (/^有限|公司|园|部$|单|信息|中心/.test(page.plain.slice(end, end + 2))) continue
    if (method === 'seller_delivery' && /[货钱款]$/.test(m[0])) continue
    takeAround(page, m)
    return page.read(method, m.index, end)
  }
  return undefined
}

/** Money for carriage; behind the name of a carrier that was read the bare word is enough: 闪送费. */
const FREIGHT =
  '(?:运输?费用?|运输费|邮费|快递费|物流费|车费|运杂费|送货费|路费|车钱|运钱|跑腿费|闪送费|配送费|货运费|船费|快递钱|运费钱|(?<=\\u0001)费用?)'
const BEARS = '(?:摊|承担|负责|负担|出|付|给|包|掏|算|贴|补|认|担|结|扛|来|支付|买单|报销|垫|自[理付负担]|cover)'
const SELLER = '(?:乙方|卖方|供方|厂方|厂家|厂里|卖家|发货[方人]|发件[方人]|供应商|供货[方商]|工厂|[你贵您](?:们|司|方|家|厂)?)'
const BUYER =
  '(?:甲方|买方|需方|采购方|客户|客人|业主|收货[方人]|收件[方人]|接货[方人]|买家|平台|学校|酒店|医院|店里|店家|门店|档口|村里|项目(?:上|部)|工地|对方|他们?(?:家|店)?|她|自己|各自|各家|[两三]家)'
const WE = '(?:我[们司方]?(?:公司)?|咱们?|俺们?|本?公司)'
const SIDE = '(?:[这那]边|[这那]头|自己|自行|另行|单独|来)*'
/** How it was before, said between the money and who pays it: 运费老样子你们付. */
const AS_EVER = '(?:老样子|老规矩|照旧|照常|还是|仍然?|一律|统一|全部|先)?'
const whoPays = (who: string): string =>
  `${FREIGHT}${AS_EVER}[,，:： ]?(?:由|归|是|算|让|都|全|用|走)?${who}${SIDE}(?:的|${BEARS}|${END})|${who}${SIDE}(?:承担|负责|负担|出|付|包|掏|贴|补|认)(?:送到的?)?${FREIGHT}|(?:算|记|找)${who}(?:的|头上)(?:钱|账)?${END}|${FREIGHT}(?:月结)?(?:挂|记|走|账号)${who}(?:的|头上|的?账)(?:上|户)?`
/** Where money for carriage is when nobody pays it apart: 运费已在单价里. */
const IN_PRICE =
  '(?:也|都|已经?|全部?)*(?:含|包|算|打|摊|加)?(?:在|进|到)(?:了)?(?:单价|价格|价钱|价|报价|总价|货款)?(?:里面?|内|中)'
const CERTAIN: [RegExp, 'seller' | 'buyer'][] = [
  [
    new RegExp(
      `(?<!不|[满够超][^，,。;；\\n]{1,6})(?:包邮|免邮|寄付|包运|包送[到上]?|含(?:税|票|[^，,。;；\\n]{1,12}票)[和及、]运费|含运费?|含邮费?|免运费|包运费)|${whoPays(SELLER)}|${FREIGHT}(?:也|都)?(?:含在?内|包了|全包|含|免|算(?:在)?里面|包含)|${FREIGHT}${IN_PRICE}|(?:送货|配送|运输)[^，,。;；\\n]{0,4}(?:不另外?收[费钱]|免费|不收[费钱])|送(?:到|货)不(?:另)?加[钱价]|(?<=吨价\\d{2,5}[元块]?)到(?:站|厂|工地|港)|免费(?:送货|配送|送到)|(?<=含[税票][,，、]?)送到(?=[)）])|到(?:我们?|你|客户)?[一-鿿]{0,3}(?:库|仓|厂|店|工地)的价|(?:到厂|到站|到店|送到|到库|含运|到工地)价|(?<=[吨件箱套个米]价[\\d.一二三四五六七八九十百千万两]{1,8}[元块]?[,，]?)送到|包到(?=店|厂|家|工地|门|仓)|(?:^|[，,。;；\\s]|你们?|价)包到(?=[一-鿿\\u0001])|freight (?:prepaid|included|paid by (?:seller|supplier|you))|free shipping|(?<![a-z])(?:cif|ddp|dap)(?![a-z])`,
    ),
    'seller',
  ],
  [/(?<=\/\s?(?:ton|t|kg|pcs?|[一-鿿]{1,2})\s?)送到(?=[，,。;；\s\n]|不?含|$)/, 'seller'],
  // 68一平到工地, 1860/桶含税送到: a price at the place.
  [
    new RegExp(
      `(?<=\\d[元块]?(?:一|\\/|每)(?:${UNIT})[,， ]?(?:含税)?[,， ]?)(?:送到|到)(?=[，,。;；\\s]|工地|店|仓|厂|家|站|现场|$)`,
    ),
    'seller',
  ],
  [/(?<=[吨件箱套令米个元平方])送到(?=[，,。;；\s\n]|工地|店|仓|厂|家|$)/, 'seller'],
  [
    new RegExp(
      `${whoPays(BUYER)}|${FREIGHT}(?:都|全|就|让|由|归)?(?:是|为|走|${BUYER})?(?:到付|提付|提货时?付|自理|另算|另计|另付|自付|自担|自负|到了?付|到了${END})|不[含包](?:运费?|邮费?|送)|自[付理]运费|(?:各自|各家)出${FREIGHT}|(?<![车货票人])到付件?|提付(?!款)|freight collect|(?<=\\u0001 ?)collect(?![a-z])|(?:freight|shipping) (?:on|by|paid by) (?:buyer|us|consignee)|(?:货到|到了)付(?:运费|邮费)`,
    ),
    'buyer',
  ],
]
const WE_PAY = new RegExp(whoPays(WE))
/** Of an unknown speaker: one who calls somebody by a title, or asks for goods to be sent to himself, buys. */
const BUYS =
  /^\s*(?:您好|[一-鿿]{1,2}(?:姐|哥|总|经理|老板|师傅|工))(?:啊|呀|哈)?[，,：:\s]|^\s*[一-鿿]{1,2}[姐哥](?:啊|呀)?我们|给我们?(?:再|先)?(?:发|送|备)|我们自己[给出付]|贵司|(?:送|寄|发|拉|带|捎)(?:过)?来(?:我们?|这|不|吗|没|嘛|么|哈|吧|[，,。！!]|$)|[送寄发拉]到(?:我们?|俺)/
/** One who says I is who buys; those who say we are as often who sells. */
const I_PAY = /我(?![们司方])/

/** Who pays the freight. "We pay" is as the speaker sells or buys; of an unknown speaker it is asked. */
function freightOf(page: Page, from: number, to: number, speaker: Speaker): Read<'seller' | 'buyer'> | undefined {
  const take = (m: RegExpExecArray): [number, number] => {
    page.take(m.index, m.index + m[0].length)
    return [m.index, m.index + m[0].length]
  }
  const we = page.find(WE_PAY, from, to)
  if (we) {
    const buys = speaker === 'customer' || (speaker === undefined && (I_PAY.test(we[0]) || BUYS.test(page.plain)))
    return page.read(buys ? 'buyer' : 'seller', ...take(we), speaker === undefined ? SHAKY : undefined)
  }
  for (const [pattern, who] of CERTAIN) {
    const m = page.find(pattern, from, to)
    if (!m) continue
    const before = page.plain.slice(Math.max(0, m.index - 4), m.index)
    const after = page.plain.slice(m.index + m[0].length, m.index + m[0].length + 4)
    if (m[0].startsWith('到付') && (/不(?:要|走|用|是)?[^，,。]{0,2}$/.test(before) || /^件?不要/.test(after))) {
      take(m)
      continue
    }
    return page.read(who, ...take(m))
  }
  return undefined
}

/** Who carries the goods, and the way that follows from it. Read before addresses, which would go on into the name: 发赣州章贡百世. */
export const readCarrier = (page: Page, from: number, to: number): CarriageRead => carrierOf(page, from, to)

/** How the goods go and who pays for it, by what is said beside the carrier. `speaker` tells whom "we" means. */
export function readCarriage(page: Page, from: number, to: number, speaker: Speaker, carrier: CarriageRead): CarriageRead {
  const out: CarriageRead = { ...carrier }
  const method = out.shippingMethod ?? methodOf(page, from, to, speaker)
  if (method) out.shippingMethod = method
  const freight = freightOf(page, from, to, speaker)
  if (freight) out.freightTerms = freight
  return out
}
