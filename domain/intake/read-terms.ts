import Decimal from 'decimal.js'
import type { Draft, Read } from './draft'
import { NUMBER, numberOf } from './numerals'
import type { Page } from './page'
import { ORG } from './people-words'
import { readPayment } from './read-payment'

const N = NUMBER

/** Carriers as commonly written, with what else they are called and how they ship. Source: the order corpus page and the carriers' own names, 2026-11. */
const CARRIERS: [pattern: string, name: string, method: string][] = [
  ['顺丰|顺风|sf(?![a-z0-9])', '顺丰', 'express'],
  ['中通', '中通', 'express'],
  ['圆通', '圆通', 'express'],
  ['申通', '申通', 'express'],
  ['韵达', '韵达', 'express'],
  ['极兔', '极兔', 'express'],
  ['京东(?:快递|物流)?', '京东', 'express'],
  ['邮政(?:快递|包裹)?|ems(?![a-z])', '邮政', 'express'],
  ['德邦', '德邦', 'logistics'],
  ['安能', '安能', 'logistics'],
  ['壹米滴答|一米滴答', '壹米滴答', 'logistics'],
  ['跨越', '跨越', 'logistics'],
  ['顺心捷达', '顺心捷达', 'logistics'],
  ['百世', '百世', 'logistics'],
  ['货拉拉', '货拉拉', 'city'],
  ['闪送', '闪送', 'city'],
  ['满帮', '满帮', 'truckload'],
]
const CARRIER_PATTERNS = CARRIERS.map(([words, name, method]) => ({
  pattern: new RegExp(`(?<![一-鿿](?=顺风))(?:不走)?(?:${words})(?:快递|物流|快运|空运|海运|陆运|特快|冷运|冷链|冷鲜|件)?`),
  name,
  method,
}))
const METHODS: [RegExp, string][] = [
  [/空运|航空件|走航空|by air/, 'air'],
  [/铁路|车皮|火车|中铁快运/, 'rail'],
  [/海运|船运|走船|by sea|by ocean/, 'sea'],
  [/大巴|客车带/, 'coach'],
  [
    /自提|自取|来拿|来拉|来提|上门提|上门取|自己拉|自己(?:来|去|过来|过去|开车)?[^，,。\n]{0,4}(?:拉|提|取|拿)|自己来|[过去]来?(?:拉|提|取|拿|装)(?:货|走|$|[，,。\s])|[过]去(?:拉|提|取|拿)|自运|来取|来装/,
    'pickup',
  ],
  [/同城|跑腿|闪送/, 'city'],
  [/整车|专车|包车|叫车/, 'truckload'],
  [
    /[你贵]们?(?:们|家|司|厂)?(?:派车|车?送|给送)|(?:供方|卖方|乙方|厂家|厂方)(?:负责)?(?:送|配送|运)|厂车|派车送?|送货上门|你们的车送/,
    'seller_delivery',
  ],
  [/专线|托运|零担|配货站|货运部?|物流(?!园|仓|城|箱|袋|面单|公司的?单)/, 'logistics'],
  [/快递(?!袋|盒|箱|单|柜|面单|纸)|寄付|快件/, 'express'],
]
const TAX_RATE = new RegExp(`(?:税率|税点|税)[:：]?\\s?(${N})(?:%|个?点)?(?!\\d)`)
const TAXED_AT = new RegExp(
  `(?:专票|增票|普票|发票|开票)[，, ]{0,2}(${N})(?:%|个?点)|(${N})(?:%|个点)(?:的)?(?:增值)?(?:税|专票|增票|普票|票)`,
)
export interface TermsRead
  extends Pick<
    Draft,
    | 'depositRatio'
    | 'depositAmount'
    | 'paymentTerms'
    | 'shippingMethod'
    | 'carrier'
    | 'freightTerms'
    | 'taxIncluded'
    | 'invoiceType'
    | 'taxRate'
    | 'urgent'
    | 'totalAmount'
  > {}

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

function shipping(page: Page, from: number, to: number): TermsRead {
  const out: TermsRead = {}
  for (const { pattern, name, method } of CARRIER_PATTERNS) {
    const m = page.find(pattern, from, to)
    if (!m || m[0].startsWith('不走') || beginsName(page.plain.slice(m.index, m.index + 12), m[0].length)) continue
    out.carrier = page.read(name, m.index, m.index + m[0].length)
    const flown = /空运|海运/.exec(page.plain.slice(m.index, m.index + m[0].length + 4))?.[0]
    out.shippingMethod = page.read(flown === '空运' ? 'air' : flown === '海运' ? 'sea' : method, m.index, m.index + m[0].length)
    page.take(m.index, m.index + m[0].length)
    if (flown) {
      const f = page.find(/空运|海运/, m.index, m.index + m[0].length + 5)
      if (f) page.take(f.index, f.index + 2)
    }
    break
  }
  const local = out.carrier
    ? null
    : page.find(
        /(?:走|发|用|交给|找|托)([一-鿿]{2,5}(?:物流|专线|货运|快运))|(?:^|[，,。;；\s\n])([一-鿿]{2,4}(?:物流|专线|货运|快运)(?=到付|自付|运费)|[一-鿿]{2,4}专线(?=[，,。;；\s\n]|代收|$))/,
        from,
        to,
      )
  const line = local?.[1] ?? local?.[2]
  if (local && line && !/^(?:大|小|普通|你们|我们|他们|便宜|当地|走|发|用)/.test(line)) {
    const at = local.index + local[0].length - line.length
    out.carrier = page.readAs(at, at + line.length, 0.8)
    out.shippingMethod = page.read('logistics', at, at + line.length)
    page.take(local.index, local.index + local[0].length)
  }
  for (const [pattern, method] of METHODS) {
    if (out.shippingMethod) break
    const m = page.find(pattern, from, to)
    if (
      !m ||
      /不(?:要|走|发|用)\s?$/.test(page.plain.slice(Math.max(0, m.index - 3), m.index)) ||
      /公司|园|部$|单|信息|中心/.test(page.plain.slice(m.index + m[0].length, m.index + m[0].length + 2))
    )
      continue
    if (method === 'seller_delivery' && /[货钱款]$/.test(m[0])) continue
    out.shippingMethod = page.read(method, m.index, m.index + m[0].length)
    page.take(m.index, m.index + m[0].length)
  }
  const freight = freightOf(page, from, to)
  if (freight) out.freightTerms = freight
  return out
}

/** Who pays does it: 承担, 出, 付. */
const BEARS = '承担|负责|负担|出|付|给|包|掏|算|那边出'
function freightOf(page: Page, from: number, to: number): Read<'seller' | 'buyer'> | undefined {
  const negated = /不(?:要|走|用|是)?[^，,。]{0,2}$/
  const rules: [RegExp, 'seller' | 'buyer'][] = [
    [
      new RegExp(
        `包邮|寄付|含运费?|含(?:税|票|[^，,。;；\\n]{1,12}票)[和及、]运费|运费(?:(?:由|归|是)?(?:乙方|卖方|供方|厂方|厂家|厂里|[你贵](?:们|司|方|家|厂)?|工厂)(?:${BEARS})|含在内|包了|全包)|免运费|包送到|包运费|运费含`,
      ),
      'seller',
    ],
    [new RegExp(`运费(?:由|归|是)?(?:我[们司方]?|咱们?)(?:${BEARS})`), 'seller'],
    [/\/\s?(?:ton|t|kg|pcs?|[一-鿿]{1,2})\s?送到(?=[，,。;；\s\n]|$)/, 'seller'],
    [/(?<=[吨件箱套令米个元平方])送到(?=[，,。;；\s\n]|工地|店|仓|厂|家|$)/, 'seller'],
    [
      new RegExp(
        `运费(?:(?:由|归|是)?(?:甲方|买方|需方|客户|客人|收货方|对方|他们?|她|自己)(?:${BEARS})|到付|自理|另算|自付|自担)|不含运费?|到付件?|运费到付`,
      ),
      'buyer',
    ],
  ]
  for (const [pattern, who] of rules) {
    const m = page.find(pattern, from, to)
    if (!m) continue
    const before = page.plain.slice(Math.max(0, m.index - 4), m.index)
    const after = page.plain.slice(m.index + m[0].length, m.index + m[0].length + 4)
    if (m[0].startsWith('到付') && (negated.test(before) || /^件?不要/.test(after))) {
      page.take(m.index, m.index + m[0].length)
      continue
    }
    if (m[0].startsWith('含运') && before.endsWith('不')) continue
    page.take(m.index, m.index + m[0].length)
    return page.read(who, m.index, m.index + m[0].length)
  }
  return undefined
}

function invoice(page: Page, from: number, to: number): TermsRead {
  const out: TermsRead = {}
  const put = (m: RegExpExecArray): [number, number] => {
    page.take(m.index, m.index + m[0].length)
    return [m.index, m.index + m[0].length]
  }
  const without = page.find(/不含税|未税|不带票|不含票/, from, to)
  const withTax = without
    ? null
    : page.find(new RegExp(`含税票?|带税|含票|带票价?|税价|(?<!不)含(?=${N}(?:%|个点)(?:的)?(?:税|增|专|普|票))`), from, to)
  const rate = page.find(TAX_RATE, from, to) ?? page.find(TAXED_AT, from, to)
  if (rate) {
    const value = numberOf(rate[1] ?? rate[2] ?? '')
    if (value && new Decimal(value).lte(17)) {
      out.taxRate = page.read(new Decimal(value).div(100).toFixed(), rate.index, rate.index + rate[0].length)
      if (/专票|增票/.test(rate[0])) out.invoiceType = page.read('special', rate.index, rate.index + rate[0].length)
      else if (/普票/.test(rate[0])) out.invoiceType = page.read('ordinary', rate.index, rate.index + rate[0].length)
      page.take(rate.index, rate.index + rate[0].length)
    }
  }
  if (without) out.taxIncluded = page.read(false, ...put(without))
  else if (withTax) {
    out.taxIncluded = page.read(true, ...put(withTax))
    // "含税票到30天": the 票 belongs to what follows.
    if (withTax[0] === '含税票' && page.plain.slice(withTax.index + 3).startsWith('到'))
      out.taxIncluded = page.read(true, withTax.index, withTax.index + 2)
  }
  const kinds: [RegExp, 'special' | 'ordinary' | 'none' | 'unspecified'][] = [
    [/(?:要|开|改)?(?:增值税)?专(?:用发)?票|(?:要|开)?增票|增值税票/, 'special'],
    [/(?:电子)?(?:要|开)?普(?:通发)?票|普通票/, 'ordinary'],
    [/(?:开票|发票|票据?)\s?[:：=]\s?(?:不|无|免|否)[一-鿿]{0,2}|(?:不|唔|免)(?:要|用|使|需|必)?开?(?:发)?票|免票/, 'none'],
    [/(?:要|开|带)(?:发)?票(?!价)|要开票|开票/, 'unspecified'],
  ]
  for (const [pattern, kind] of kinds) {
    if (out.invoiceType) break
    const m = page.find(pattern, from, to)
    if (m) out.invoiceType = page.read(kind, ...put(m))
  }
  return out
}

const URGENT =
  /特急|加急|加紧|急着|等着用|催得[紧急]|要快|快点|急单|急件|急用|急要|尽快|尽早|赶紧|抓紧|越快越好|火速|火急|马上发|十万火急|asap|urgent|赶工|(?<![不着])急(?![诊救需])(?=[，,。;；!！\n\s\u0001]|$|！)|很急|比较急|急急急/
const TOTAL = new RegExp(
  `(?:合同金额|合同总价|合同总额|货款合计|合计|总共|总计|总价|共计|总金额|一共|小计|(?<![箱件套台吨令米张支只个包袋桶卷根条双对本盒片瓶]\\s?)共|总(?=\\d)|金额合计|总额|货款|total)(?:金额)?[:：]?(?:\\s|\\t|\\||;)*(?:¥|rmb)?\\s?(${N})\\s?(?:元|块|整)?(?![\\d.]|\\s?[\\t|]\\s?\\d|\\s?[个箱件套台吨令米张支只家种款人把瓶包袋桶卷根条双对本盒片颗株捆扎份提筐斤])`,
)

/** Everything about an order that is said in fixed words: money, shipping, invoice, urgency. */
export function readTerms(page: Page, from = 0, to = page.plain.length): TermsRead {
  const out: TermsRead = {}
  Object.assign(out, readPayment(page, from, to), shipping(page, from, to), invoice(page, from, to))
  for (const urgent of page.findAll(URGENT, from, to)) {
    if (/不\s?$/.test(page.plain.slice(Math.max(0, urgent.index - 2), urgent.index))) continue
    out.urgent ??= page.read(true as const, urgent.index, urgent.index + urgent[0].length)
    page.take(urgent.index, urgent.index + urgent[0].length)
  }
  const totals = page.findAll(TOTAL, from, to)
  const total = totals.at(-1)
  if (total?.[1]) {
    const value = numberOf(total[1])
    const at = total.index + total[0].lastIndexOf(total[1])
    if (value && new Decimal(value).gt(0)) {
      out.totalAmount = page.read(value, at, at + total[1].length)
      page.take(total.index, total.index + total[0].length)
    }
  }
  return out
}
