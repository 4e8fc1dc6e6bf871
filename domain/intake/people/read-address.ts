import type { DraftAddress } from '../draft'
import { needsOuter, placeAt, within, type FoundPlace, type Place } from '../words/divisions'
import { isGoods } from '../words/goods-words'
import { SURNAME, TITLE } from '../words/people-words'
import { addressRows } from './address-rows'
import { TAKEN, type Page, type Range } from '../text/page'

const LABEL =
  /(?:收货地址|送货地址|收件地址|安装地址|交货地址|项目地址|到货地址|交货地点|交货地|交付地点|卸货地[点址]?|卸货点|收货地|到货地|送货点|施工地点|工地地址|现场地址|(?:收货信息|收货地点|地点|现场|项目地|货代仓库?|卸点|址|收货?(?=[:：=]\s?[一-鿿]{2,8}?[省市区县镇]))(?=[:：=)])|地址)(?:(?:也|要|得|都)?(?:(?:改|换|变更?|更新)(?:一下|[成为到了下至])?|是|还是|在|[发寄送](?:到|往|去|至)?(?![我你您他她给过来群错了的]))|[:：=)])?\s?(?:→|->|[:：=])?\s?/
/** Words after which a place is where the goods go. */
const SENDS =
  /(?:送到|送至|送往|送去|运到|运去|发到|发往|发去|发至|寄到|寄往|寄去|寄至|拉到|拉去|配送到|物流到|快递到|直发|整车到|送货到|改送|改发|改寄|送[来嚟]|deliver(?:ed)? to|ship(?:ped)? to|send to|就?[搁撂]|(?<=^|[\s，,。;；])就?在|发货到|送货[:：]?|卸[在到至]?|飞|改(?=$)|放[在到]?|捎到|带到|捎去|(?:专线|物流|快递|托运|整车|车)[去到走]|(?<=^|[，,。;；\s])交|(?:德邦|顺丰|中通|圆通|申通|韵达|安能|跨越|百世|壹米滴答)(?:快递|物流|快运)?|送|发|寄|到=?|运往|→|收货[:： ]|交货|改[成为到]|to[=:]|(?:仓库?|厂|店|工地|项目|公司|货仓)在)\s?(?:我们?|咱们?)?\s?$/
const STREETY =
  /[路街巷]|弄\d|\d弄|(?<![绿步管渠通轨频味])道|\d+号|号楼|[栋幢座]|单元|\d室|镇|乡|村|街道|工业[园区]|园区|开发区|科技园|产业园|物流园|市场|大厦|广场|花园|小区|家园|公寓|仓库|库房|码头|口岸|工地|机场|港区|大院|商城|门口|桥头|大楼|中心|旁|附近|对面|隔壁|斜对|\d+米|[工港]业港|泊位|船厂|[渔货油]港|闸口|\d社|负[一二三\d]层|\d+F|小微园|[客货]运站|[火汽]车站|高铁站|服务站|地块|路口|片区|[桥树]下|底下|加油站|基地[前后东南西北]?门|停车场|对过|[一-鿿]{2}[园谷]\s?[a-z]?\d{1,2}[栋楼幢座]|汽配城|[一二三四\d]期\d|\d+-\d{3,4}(?!\d)/
/** What a company or shop name ends with: a place in front of it belongs to the name. */
const FIRM =
  /(?:公司|厂|店|行|(?<!\d)社|院|校|印务|印刷|包装|彩印|彩盒|纸业|纸品|文化|文具|传媒|广告|图文|制衣|服饰|服装|家纺|布业|纺织|机电|机械|钢构|五金|建设|建材|装饰|工程|门窗|园林|景观|生鲜|超市|商贸|贸易|会计|律所|培训|物业|门诊|医院|汽修|机修|科技|电子|电器|家具|家居|水暖|卫浴|食品|餐馆|酒店|饭店|面馆|大学|中学|小学|集团|实业|厨具|轮胎|烟酒|车队|供应站|服务站)$/
/** A town or district and a street: the firm behind them lies there. */
const IN_STREET = /(?:[镇乡]|街道|区)[一-鿿]{1,8}(?:路|街|大道)(?![一-鿿]?[店馆行])/
/** The place begins a heading, or what is told of an order. */
const HEADING =
  /大单|年货|\d月\d{1,2}[号日]|追加|备库?[存货]|材料计划|第[一二三四]批|已经|验收单|管委会$|[登服]记?务?中心$|电话$|项目$/
/** A place that begins the name of who orders. */
const ORDERS = /^[^，,]{0,16}?(?:要(?!求)|订(?!单)|需要|采购|下单|报货)/
const STOP = /[▸►⇒，,。;；:：\n|\t！!?？<>【】\u0001]/

/** 天津大港自提: where it is fetched. */
const FETCHED = /^(?:[一-鿿]{0,6}(?:自提|自取)|港?(?:交货|交付|交(?=[，,。]|$)))$/
/** A division by its full name and a house: nothing else in an order looks like it. */
const FULL = /[省市区县旗].{0,30}[路街道巷镇村园].{0,20}\d+(?:号|栋|幢|室|楼)/
/** Behind 德化白瓷茶具 a size or a count shows that the place began the name of goods. */
const GOES_ON = /^[ ,，:：]{0,2}(?:[^\s,，]{1,6} )?[\d一二两三四五六七八九十]/

/** 三元街10号 沈店长: behind the blank stands who receives. */
const PERSON_BEHIND = new RegExp(`^(?:${SURNAME}[一-鿿]{0,2}?(?:${TITLE})|[老小阿]${SURNAME})(?=[\\s,，:：\\d\u0001]|$)`)

/** How far an address runs: to the next separator, or a blank before something that is no address any more. */
function endOf(text: string, from: number): number {
  let i = from
  let open = 0
  for (; i < text.length && i - from < 80; i++) {
    const c = text[i] ?? ''
    if (/[(（]/.test(c)) open++
    // (松江九亭镇)(卢生): the bracket is around it.
    if (/[)）]/.test(c) && --open < 0) break
    if (STOP.test(c) || (c === '/' && /[一-鿿]/.test(text[i + 1] ?? ''))) break
    if (c === ' ') {
      const rest = text.slice(i + 1, i + 14)
      if (PERSON_BEHIND.test(rest)) break
      if (rest.trim() === '' || /^(?:收|联系|电话|找|司机|请|业主|备注|交|付|货|\+?\d{7})/.test(rest)) break
      if (!/^[A-Za-z0-9一-鿿]{1,12}?(?:路|街|号|栋|幢|楼|室|园|座|库|仓|镇|村|区|市|县|单元|门|厂|店|院)/.test(rest)) break
    }
    if (
      /^(?:收货人?|联系人|联系电话|电话|手机|收件|不?含[税票运邮]|[未带]税|带票|不带|包[邮运送]|到付|运费|自付|[专普增]票|开票|要票|找[老小阿]|那边|这边|得唔得|要得|要不要得|行不|成不|好不好|好[吗不][?？]?$|中不中|能不能|可不可以|可以[吗不]|业主|attn|找[一-鿿]{2,3}(?:$|[，,。\s\d\u0001])|搵|\(收|\([一-鿿]{2,4}\u0001|-{1,2}[一-鿿]{2,4}(?:-|\u0001)|--|我[姓叫是系电]|交给|到了|打这|能[行不]|行吗|卸?给[老小阿]|卸[老小阿]|找[仓库门店人办公保现前老小阿]|[一二三四五六七八九十百两]{1,5}块|给[我俺额咱他她]|那[家批单票车]|那个(?![院厂店楼门口])|就[写好]|[上下这本]?周[一二三四五六日末]|大?后天|明[天早儿]|礼拜|星期|月底|上[回次]|等车|钱|就[中行成得]|还有|再[来要][一-鿿\d]|(?:要|订|送|来|拿|发|整|搞|弄(?!\d+号))[\d一二两三四五六七八九十半])/.test(
        text.slice(i, i + 6),
      )
    )
      break
  }
  return i
}

/** 8幢渝创科技前台, 97号保和堂, 灵井镇阿霞发艺: behind a house or a town stands who gets it. */
const COMPANY_BEHIND =
  /(?:(?<=\d(?:[号幢栋楼座]|号楼)|[a-z]\d|\d[a-f])[一-鿿]{2,6}?(?:科技|公司|牙科|口腔|钢材|快餐|诊所|药房|健身[一-鿿]{0,2}店?|商贸|贸易|网络|传媒|文化|包装|发艺|美发|美甲|美容|美肤|造型|工作室|(?<!食)堂)|(?<=[镇乡村])[老小阿][一-鿿]{3,5})(?:前台|仓库)?(?=收?$)/

/** Behind a short name of a place these make it the name of a street. */
const OF_STREET = /^(?:[东西南北中]?路(?!桥)|[东西南北]?街(?!道)|大街|[东西南北]?大道)/

interface Chain {
  range: Range
  place: Place
  /** End of the last division that is written. */
  named: number
}

/** Of districts of one short name the town is meant, where there is one: 开平, 海城. */
function townOf(places: Place[]): Place | undefined {
  const towns = places.filter((p) => p.district?.endsWith('市'))
  return towns.length === 1 ? towns[0] : undefined
}

/** What is plainly a district and nothing else. */
const FULL_DISTRICT = /^[一-鿿]{2,}[区县旗]$/
let last: { message: string; cities: Set<string> } | undefined
/** The cities that a message names anywhere. */
function citiesIn(message: string): Set<string> {
  if (last?.message === message) return last.cities
  const cities = new Set<string>()
  for (let i = 0; i < message.length; i++)
    for (const { level, city } of placeAt(message, i)?.places ?? []) if (level !== 'district' && city) cities.add(city)
  last = { message, cities }
  return cities
}
/** Of districts of one name that of the city which is named elsewhere, as in the name of who buys. */
function inNamedCity(places: Place[], message: string): Place | undefined {
  const cities = citiesIn(message)
  const [found, ...others] = places.filter((p) => p.city !== null && cities.has(p.city))
  return others.length === 0 ? found : undefined
}

/** Divisions written one after another from an offset: 湖北省黄冈市麻城市, 绍兴柯桥, 萧山. */
function chainAt(text: string, at: number, message = text): Chain | undefined {
  const first = placeAt(text, at)
  // 衡山路, 朝阳大街: a street that is called by a place says nothing of where it lies.
  if (first && OF_STREET.test(text.slice(first.end, first.end + 3)) && !/[省市区县旗]$/.test(text.slice(first.start, first.end)))
    return undefined
  if (!first || (needsOuter(text.slice(first.start, first.end)) && !placeAt(text, first.end))) return undefined
  let candidates = first.places
  let place: Place | undefined =
    candidates.length === 1
      ? candidates[0]
      : (candidates.find((p) => p.level !== 'district') ??
        townOf(candidates) ??
        (FULL_DISTRICT.test(text.slice(first.start, first.end)) ? inNamedCity(candidates, message) : undefined))
  let end = first.end
  for (let step = 0; step < 3; step++) {
    const gap = /^[ ·-]/.test(text.slice(end)) ? 1 : 0
    const next: FoundPlace | undefined = placeAt(text, end + gap)
    if (!next) break
    const readings = candidates.flatMap((outer) => within(next.places, outer))
    const inner = readings.find((p) => p.level === 'district') ?? readings[0]
    if (!inner || (place?.level === 'district' && inner.level === 'district' && inner.district !== place.district)) break
    if (inner.level === 'province') break
    // A short name that runs on into a street name is that street's: 朝阳路.
    if (
      /^(?:[东西南北中一二三四五六七八九]{0,2}[路街道巷村镇]|[东西南北中]?大道)/.test(text.slice(next.end)) &&
      !/[市区县旗]$/.test(text.slice(next.start, next.end))
    )
      break
    candidates = [inner]
    place = inner
    end = next.end
  }
  if (!place) return undefined
  return { range: { start: at, end }, place, named: end }
}

/** A short name of a district with nothing around it is as often a name or a word: 滨湖人才公寓, 东方装饰城. */
const loneShort = (text: string, chain: Chain): boolean => {
  const said = text.slice(chain.range.start, chain.named)
  return chain.place.level === 'district' && said.length === 2 && !/[市县区旗]$/.test(said)
}

const build = (page: Page, start: number, end: number, chain: Chain | undefined): DraftAddress => {
  const raw = page.readAs(start, end)
  const street = chain
    ? page.text
        .slice(chain.named, end)
        .replace(/\s+/g, '')
        .replace(/^[,·-]/, '')
    : raw.value.replace(/\s+/g, '')
  return {
    raw: { ...raw, value: raw.value.replace(/\s+/g, '') },
    province: chain?.place.province ?? null,
    city: chain?.place.city ?? null,
    district: chain?.place.district ?? null,
    street: street === '' ? null : street,
  }
}

const FULL_NAME = new RegExp(
  `(?<=\\d(?:[号室楼栋幢层#]|单元)|大厦|[广商]场|市场|[镇村乡]|门口|仓库|园区|[东西南北]楼|公寓|小区)${SURNAME}[一-鿿]{1,2}?(?:收|签收)?$`,
)
const VAGUE = /^(?:老地方|厂里|仓库|店里|工地|公司|家里|老地址|原地址|我们?这|你们?那|后厨|前台|楼下|门口)/

const SITE =
  /\d+(?:号|栋|幢|楼|室|单元|#)|[一-鿿](?:路|街|大道|巷|胡同)|小区|花园|广场|大厦|工业园|产业园|科技园|创业园|市场|商城|大楼|码头|物流园|[酒饭]店\d*|包厢|包间/
/** A place without any division of the country, when it is said where the goods go: 送到城东碧桂园12栋. */
function unplaced(page: Page, from: number, to: number): { address: DraftAddress } | undefined {
  const m =
    page.find(/(?:送到|送至|送往|发到|发往|寄到|拉到|配送到|送货到|送去)(?=[一-鿿a-z])/, from, to) ??
    page.find(
      /(?<![一-鿿])送(?=[一-鿿]{2,14}(?:\d{1,5}(?:号|栋|幢|楼|室|房|包厢|包间|单元)|(?:路|街|大道)[一-鿿]{0,6}(?:工地|项目|店|仓)))/,
      from,
      to,
    )
  if (!m) return undefined
  const start = m.index + m[0].length
  const end = endOf(page.live.slice(0, to), start)
  const words = page.live.slice(start, end)
  if (words.length < 4 || VAGUE.test(words) || !SITE.test(words)) return undefined
  page.take(m.index, end)
  return { address: build(page, start, end, undefined) }
}

/** What stands between the divisions of one row of a form: 浙江省 / 杭州市 / 西湖区. */
const BETWEEN_DIVISIONS = /[\s/、>·-]+/g
/** An address in labelled rows: 所在地区: 江西省赣州市章贡区 and below it 详细地址: 水南镇长征大道18号. */
function ofRows(page: Page, from: number, to: number): DraftAddress | undefined {
  const found = addressRows(page, from, to)
  if (!found) return undefined
  const region = found.regions.map((r) => page.text.slice(r.start, r.end).replace(BETWEEN_DIVISIONS, '')).join('')
  const chain = chainAt(region, 0, page.plain)
  if (!chain) return undefined
  const { detail } = found
  const end = detail ? endOf(page.live.slice(0, to), detail.start) : 0
  for (const row of found.rows) page.take(row.start, row.end)
  if (detail) page.take(detail.row, end)
  const words = detail ? page.text.slice(detail.start, end).replace(/\s+/g, '') : ''
  // Who fills in all rows writes the whole address in the last one.
  const whole = detail ? chainAt(page.plain, detail.start) : undefined
  if (detail && whole?.place.district && whole.place.district === chain.place.district)
    return build(page, detail.start, end, whole)
  // 所在地区: …东海街道 and 详细地址: 东海街道88号: once is enough.
  const town = words.startsWith(region.slice(chain.named)) ? '' : region.slice(chain.named)
  const street = town + words
  const parts = [...found.regions, ...(detail ? [{ start: detail.start, end }] : [])]
  return {
    raw: { ...page.read(region.slice(0, chain.named) + street, 0, 1), spans: parts.map((r) => page.span(r.start, r.end)) },
    province: chain.place.province,
    city: chain.place.city,
    district: chain.place.district,
    street: street === '' ? null : street,
  }
}

/** Where the goods go, with province, city and district filled in where the words determine them. */
export function readAddress(page: Page, from = 0, to = page.plain.length): { address: DraftAddress; person?: Range } | undefined {
  const rows = ofRows(page, from, to)
  if (rows) return { address: rows }
  const text = page.live.slice(0, to)
  const label = page.find(LABEL, from, to)
  if (label) {
    const start = label.index + label[0].length
    const end = endOf(text, start)
    const words = text.slice(start, end)
    const chain = chainAt(text, start, page.plain)
    if (
      end - start >= 2 &&
      !VAGUE.test(words) &&
      (chain || STREETY.test(words)) &&
      !/错|不对|写|补|发我|多少/.test(words.slice(0, 2))
    ) {
      page.take(label.index, end)
      return { address: build(page, start, end, chain) }
    }
  }
  let best: { start: number; end: number; chain: Chain; score: number } | undefined
  for (let i = from; i < to; i++) {
    if (text[i] === TAKEN || text[i] === '\n') continue
    const chain = chainAt(text, i, page.plain)
    if (!chain) continue
    // 十六安 is an amperage.
    if (/[一二三四五六七八九十百]/.test(text[i - 1] ?? '') && /[一二三四五六七八九十]/.test(text[i] ?? '')) continue
    const before = text.slice(Math.max(0, i - 8), i)
    // 月底之前|进, and what stands on an invoice.
    if ((text[i] === '前' && /[之以年节]$/.test(before)) || /抬头[^，,。;；\n]{0,5}$/.test(before)) continue
    const end = endOf(text, chain.range.end)
    const words = text.slice(chain.range.end, end)
    // 诸暨供电公司诸暨店口镇…: first stands who gets it, and where behind.
    const again = words.indexOf(text.slice(i, chain.named))
    if (again > 1 && FIRM.test(words.slice(0, again))) continue
    const goes =
      SENDS.test(before) &&
      !/含[税票运]{0,2}(?:运费)?(?:送|发)?到\s?$|包到\s?$/.test(before) &&
      !/(?:别|不|勿|没)(?:再|要)?[送发寄]\s?$/.test(before)
    const streety = STREETY.test(words) || FETCHED.test(words)
    // 130条→六安 tells where it goes, 50把→玉环楚门泵配 who gets it.
    const sent = goes && (!/→\s?$/.test(before) || streety || words === '')
    const score =
      (sent ? 3 : 0) -
      (!sent &&
      loneShort(text, chain) &&
      !/\d+[号栋幢室]|[镇乡村]|弄\d|街道|口岸|(?:工业|产业|物流|科技)园[区]?收$|[路街巷道](?![一-鿿]{0,6}(?:店|馆|铺|行|厂|部|档|吧|院|校)$)/.test(
        words,
      )
        ? 3
        : 0) +
      (streety ? 3 : 0) +
      (FULL.test(text.slice(i, end)) ? 2 : 0) -
      (sent && !streety && isGoods(words) && GOES_ON.test(text.slice(end, end + 16)) ? 3 : 0) +
      (/^[\n]|^$/.test(before.slice(-1)) && streety ? 1 : 0) -
      (((FIRM.test(words) && !IN_STREET.test(text.slice(i, end))) ||
        ORDERS.test(words) ||
        /号(?:那|这|的)[单批张个]/.test(words) ||
        HEADING.test(words)) &&
      !sent
        ? 3
        : 0)
    if (score >= 3 && (!best || score > best.score)) best = { start: i, end, chain, score }
    i = Math.max(i, chain.range.end - 1)
  }
  if (!best) return unplaced(page, from, to)
  let { end } = best
  const { start, chain } = best
  // 发岳阳湘鸿建材: behind the place stands who gets it.
  const rest = text.slice(chain.named, end)
  if (rest.length >= 4 && rest.length <= 10 && FIRM.test(rest) && !STREETY.test(rest) && !/\d/.test(rest)) end = chain.named
  const tail = text.slice(start, end)
  // "发我杭州四季青小谢": a short person's name at the end is who receives.
  const person =
    /(?:(?<=[^一-鿿])|(?<=.{4}))([老小阿](?![镇区学院巷街城里村店])[一-鿿]|(?:(?![区园楼号路街镇村口店厂库室城场站栋幢座])[一-鿿])?[一-鿿](?:先生|女士|小姐|师傅|老师|经理|总|姐|哥)|(?<=[号室楼栋幢门口库店园厦场心层路街])[一-鿿](?:工|总|导|生|姐|哥|部长|店长|园长|院长|校长|主任|科长|厂长|班长|队长|会计|书记|主席|干事|监理|老板|医生|大夫))(?:收|签收|[来去]?[取接拿提])?$/.exec(
      tail,
    )
  // 文正大厦9楼叶萍177…: a full name between a house and a phone.
  const glued = text[end] === TAKEN ? FULL_NAME.exec(tail) : null
  let who: Range | undefined
  if (person?.[1] && tail.length - person[0].length >= 2) {
    end -= person[0].length
    who = { start: end, end: end + person[1].length }
  } else if (glued) {
    end -= glued[0].length
    who = { start: end, end: end + glued[0].replace(/签?收$/, '').length }
  }
  end -= COMPANY_BEHIND.exec(text.slice(start, end))?.[0].length ?? 0
  end -=
    /(?:收|[来去]?取|(?<!装)卸货?|拉|(?<![批沙理美])发|铁路走|不|的|来?自提|来?自取|提货|交货|交付|交|那边|方向|就行|那儿|这边|去|吧|了)$/.exec(
      text.slice(start, end),
    )?.[0].length ?? 0
  end -= /[.-]+$/.exec(text.slice(start, end))?.[0].length ?? 0
  if (text[end - 1] === ')' && !text.slice(start, end).includes('(')) end--
  page.take(start, end)
  return { address: build(page, start, end, chain), ...(who ? { person: who } : {}) }
}

/** The division of the country that an address names, as fine as it tells; undefined where it names none. */
export function divisionIn(address: string): Place | undefined {
  for (let i = 0; i < address.length; i++) {
    const chain = chainAt(address, i)
    if (chain) return chain.place
  }
  return undefined
}
