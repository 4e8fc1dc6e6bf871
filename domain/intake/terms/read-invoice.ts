import Decimal from 'decimal.js'
import type { Draft } from '../draft'
import { NUMBER, numberOf } from '../text/numerals'
import type { Page } from '../text/page'
import { UNIT } from '../words/units'

const N = NUMBER
/** A rate of tax: 13%, 13个点, 百分之十三. */
const RATE = `(${N})(?:%|个税?点|点)`
const TAX_RATE = new RegExp(
  `(?:税率|税点|税)[:：(]?\\s?(?:是|为|按)?(${N})(?:%|个?税?点|个(?=[，,。;；\\s\\u0001]|$))?(?!\\.?\\d|天|号|月|日|\\s?(?:[\\/*每元块毛一]|${UNIT}))|税率?百分之(${N})|(${N})税(?=(?:增值)?(?:专|增|普)票)|(?<![\\d./*-])(1|3|6|9|13)(?:的)?(?=(?:增值税)?(?:专票|专用|增票|普票))`,
)
const TAXED_AT = new RegExp(
  `${RATE}(?=含(?:[，,。;；\\s税增专普票]|$))|(?:增值税(?:专用)?(?:发票|票)|专用?票|专用的?|增票|普票|发票|开票)[，,、 :：(/]{0,2}(?:按|是|税率)?${RATE}|${RATE}(?:的|含)?(?:增值)?(?:税|专票|增票|专用发票|普票|普通发票|票|发票)|(?:开|开专|带|含|加|票)${RATE}(?:的|税)?(?=[，,。;；\\s\\u0001]|$)|${RATE}(?:税)?(?:都|也|已经?)*(?:含|包|算)在内?|${RATE} ?(?:vat|tax)(?![a-z])|含税[,，、 (]{1,2}(${N})(?:%|个点)|(?<=含税单?价[:：]?\\s?[\\d.]{1,8}元?\\s?)[(（](${N})%[)）]`,
)
/** No rate of tax is higher. */
const HIGHEST = 17

const NOT = '(?:不|唔|免|无需|无须|别|勿)'
const KINDS: [RegExp, 'special' | 'ordinary' | 'none' | 'unspecified'][] = [
  [
    new RegExp(
      `(?:开票|发票|票据?)\\s?[:：=]\\s?(?:不|无|免|否)[一-鿿]{0,2}|${NOT}(?:要|用|使|需|必|需要|开|带)?开?(?:具)?(?:任何)?(?:发)?票(?!价)|免票|(?:发)?票(?:就|也|都|先|这次|我们?){0,2}(?:不|别|甭|唔)(?:要|用|使|需|必|开)(?:开|要)?了?(?![专普增])|(?:没有?|无|不开)票?(?:也行|也可以|也没事|就行)|(?:没有?|无)票(?=[，,。;；〕】)\\]\\s]|$)|no invoice|without invoice`,
    ),
    'none',
  ],
  [
    /(?<!不要?开?|不用|不是|别要|[不别甭])(?:(?:要|开|改)(?:增值税)?专(?:用发)?票|(?<!不要|不开|不用|不是|不走|[别甭][要开走])(?:增值税)?专(?:用发)?票)(?!改)|增值税专用(?:的)?(?![设机品车])|专用票|(?<![不别甭])开专用?(?![业用门卖柜])(?:的)?|(?:税票|发票|票)(?:要|开|是|为|用|走|得|给)*专(?:用)?(?:的)?(?=[，,。;；\s]|$)|票[^，,。;；\n]{0,6}[,， ]?专的|(?:能|可以?)抵扣的(?:发)?票|(?:发?票)[^，,。;；\n]{0,3}(?:能|可以?)抵扣|(?:要|开)?增票|增值税(?:专用)?(?:发票|票)|专用(?:的)?(?:发票|票)|(?:vat )?special (?:vat )?invoice|vat invoice|fapiao special/,
    'special',
  ],
  [
    /普通(?:的)?(?:电子)?(?:发票|票)|(?:税票|发票|票)(?:要|开|是|为|用|走|得|给|就){1,2}普(?:通)?的?(?=[，,。;；\s]|$)|(?:发票|开票)[（(,，:： ]{1,2}普通?(?=[）)，,。;；\s]|$)|(?:要|开)?(?:电子|数电|全电)?普(?:通发)?票|普电票?|(?:ordinary|normal|general|regular) (?:vat )?invoice/,
    'ordinary',
  ],
  [
    /(?!带票)(?:要|需要?|开|带|出|附|补|提供)(?:具|张|个|上|好|一?张)?(?:电子|数电|全电|正规|正式)?(?:发)?票(?![价据务])|要开票|开票|(?:电子|数电|全电|正规|正式)发?票|(?<![疫车机船门影饭菜税小测])(?:发)?票(?:要|附|随|跟|一起|随货|照|寄|后补?)(?:开|货|车|上|一起)?|有票(?=[，,。;；\s]|$)|(?:得|要|须|必须|一定)有(?:正规|正式)?发?票|(?<![a-z])(?:with invoice|invoice needed|need (?:an? )?invoice|fapiao)/,
    'unspecified',
  ],
]
/** Tax inside the price, wherever the words stand: 税点含在价里, 税费在内, 13个点已含在内. */
const TAX_INSIDE = `(?:税(?:点|费|金|款|钱)?|${N}(?:%|个?点)(?:税)?)(?:也|都|已经?)*(?:(?:含|包|算|打)(?:在|进|到)?|在)(?:了)?(?:单价|价格|价钱|报价|价|总价)?(?:里面?|内|中)|连税(?:价|一起)?|(?:带|含)(?=${N}(?:%|个?点)的?税)`
const WITHOUT_TAX =
  /[不未]含税|未税|不[带含]税?票|不带税|税(?:点|金)?(?:另(?:算|加|计|外)|外加)|加税点?另算|裸价|(?:excl\w*\.?|without|before|ex) (?:vat|tax)|(?:vat|tax) excluded/
const WITH_TAX = new RegExp(
  `含税票?|税[=:：]\\s?含|${N}(?:%|个点)含(?=[，,。;；\\s税增专普票]|$)|带税(?!率)|含票|带票价?|税价(?!格)|价税|税(?:已)?含|(?<!不)含(?=${N}(?:%|个点|点)(?:的)?(?:税|增|专|普|票)|(?:1|3|6|9|13)的?(?:专|增|普)票)|${TAX_INSIDE}|(?:incl\\w*\\.?|with)(?: of)? (?:${N}% ?)?(?:vat|tax)|(?:vat|tax) included`,
)

export type InvoiceRead = Pick<Draft, 'taxIncluded' | 'invoiceType' | 'taxRate'>

/** Invoice and tax. The kind is read before the rate, which would take its words: 增值税专用发票13%. */
export function readInvoice(page: Page, from: number, to: number): InvoiceRead {
  const out: InvoiceRead = {}
  const taken = (m: RegExpExecArray): [number, number] => {
    page.take(m.index, m.index + m[0].length)
    return [m.index, m.index + m[0].length]
  }
  const without = page.find(WITHOUT_TAX, from, to)
  const withTax = without ? null : page.find(WITH_TAX, from, to)
  const kind = KINDS.flatMap(([pattern, value]) => {
    const m = page.find(pattern, from, to)
    // 不含票 is a price without tax and no invoice by itself.
    return m && !(without && m.index >= without.index && m.index < without.index + without[0].length) ? [{ m, value }] : []
  })[0]
  const rate = page.find(TAX_RATE, from, to) ?? page.find(TAXED_AT, from, to)
  const percent = rate ? numberOf(rate.slice(1).find((g) => g !== undefined) ?? '') : undefined
  if (kind) out.invoiceType = page.read(kind.value, ...taken(kind.m))
  if (rate && percent && new Decimal(percent).gt(0) && new Decimal(percent).lte(HIGHEST)) {
    out.taxRate = page.read(new Decimal(percent).div(100).toFixed(), ...taken(rate))
    // 6个点的票: an invoice is meant, of whatever kind.
    if (new RegExp(`(?<!不)(?:含|带|开)?${RATE}(?:的)?(?:发)?票`).test(rate[0]))
      out.invoiceType ??= page.read('unspecified', rate.index, rate.index + rate[0].length)
  }
  if (without) out.taxIncluded = page.read(false, ...taken(without))
  else if (withTax) {
    out.taxIncluded = page.read(true, ...taken(withTax))
    // "含税票到30天": the 票 belongs to what follows.
    if (withTax[0] === '含税票' && page.plain.slice(withTax.index + 3).startsWith('到'))
      out.taxIncluded = page.read(true, withTax.index, withTax.index + 2)
  }
  return out
}
