import type { Read } from '../draft'
import type { Page } from '../text/page'
import { UNIT } from '../words/units'

/** Year of this century and month, as they begin a number: 2603, 202603. */
const MONTH = '(?:20)?(?:2\\d|3[0-5])(?:0[1-9]|1[0-2])'
const MONTH_OF_YEAR = '(?:0[1-9]|1[0-2])'
const DAY = '(?:0[1-9]|[12]\\d|3[01])'
/** A number and not a part of a longer code; no count follows. */
const FROM = '(?<![a-z0-9#.-])'
const TO = '(?![a-z0-9])(?!-\\d)'
/** What is called an order where it stands: …的单, …这单, …合同. */
const CALLED = '(?:的|那|这)?(?:一)?(?:张|个|笔|份)?(?:订?单|合同)(?![价位张只面层双头人支色个])'
/** …那张单, behind a blank too. */
const THAT_ORDER = '(?:的|那|这)(?:一)?[张个笔份]?(?:订?单|合同)(?![价位])'
const KIND = '(?<!运|递|流|货|税|账)(?:订单|合同|采购单?|销售单?|生产单?|指令单?|单据|任务单?|工单|单)'
const CODE = '[a-z]{0,6}-?[a-z0-9]{1,16}(?:[-/][a-z0-9]{1,12}){0,4}'

/** What is said behind the number of an order. */
const ABOUT_ORDER =
  '收货|收件|地址|balance|paid|急|加急|进度|已付|做到|的(?=[^,，]{0,10}(?:到|还|没|好|发|有|什么|怎|改|不|减|加|退|定金|尾款|发票|地址|货))|[这那][张单批个票]|撤|取消|作废|废|改|抬头|变更|更新|追加|加单|减|补|定金|订金|尾款|余款|货款|发票|发了|发货|出货|上船|装船|到哪|到了|进度|什么时候|做好|好了|喷|出炉|外箱|现场|客户|收货|交期|单子?|合同|第[一二三\\d]|revised|update|cancel|status|change|生产|到货|尺码|码数|排到|不[发要走]|到[一-鿿]{1,4}(?:签收|了)|退了?|付款|预付|运费|包装|单号|[:：]'
/** An order is changed in what follows its number at the head of a message: HZ-NH-07城投物业的年会单先作废. */
const CHANGED = '[^，,。\\n]{0,12}(?:改|换|减|加[到成为\\d]|追|删|去掉|取消|作废|撤|划掉|调|砍|补|不要|停|更正|撤|拿掉|由\\d)'
/** Shapes of numbers. What is not called an order where it stands must hold a date, or begin like an order number. `least`: digits it must have. */
const SHAPES: readonly { pattern: RegExp; least: number; apart?: boolean; figures?: boolean }[] = [
  // PO-AF260309, DD-PJ260910
  { pattern: new RegExp(`(?<![a-z0-9])((?:po|so|dd)-[a-z]{1,4}${MONTH}${DAY})${TO}`), least: 6 },
  // XY-0512-09, LM-260105-2, LQ0901-3: a day and a serial number.
  { pattern: new RegExp(`${FROM}([a-z]{2,4}-?${MONTH}${DAY}-(?:\\d{1,3}|[a-z]))${TO}`), least: 6, apart: true },
  {
    pattern: new RegExp(`(?<=^[\\s\u0001]{0,20})([a-z]{2,3}-?${MONTH_OF_YEAR}${DAY}-\\d{1,2})${TO}(?!\\.\\d)`),
    least: 5,
    apart: true,
  },
  { pattern: new RegExp(`\\(([a-z]{2,3}-${MONTH_OF_YEAR}${DAY})\\)`), least: 4 },
  { pattern: new RegExp(`${FROM}([a-z]{2,3}-?${MONTH_OF_YEAR}${DAY}-0\\d)${TO}`), least: 5, apart: true },
  {
    pattern: new RegExp(
      `(?:(?<=^[\\s\u0001]{0,20}|[那这][个件张条把只套批]{0,2})${FROM}([a-z]{2,3}-?${MONTH_OF_YEAR}${DAY}-\\d{1,2})${TO}(?=[\\s,，]?(?:${ABOUT_ORDER})|${CHANGED}))`,
    ),
    least: 5,
  },
  // 订单20260105-3, 合同2025-118, No.2024-117, order 25-118: figures alone, called an order.
  {
    pattern: new RegExp(
      `(?:${KIND}|(?<![a-z])(?:order|no\\.?)|单号|编号)(?:编号|号码|号|no\\.?)?[#.:： ]{0,2}((?:20)?\\d{2,6}-\\d{1,5}(?:-\\d{1,3})?)(?![\\da-z*.%/-])(?! ?(?:${UNIT}|元|块|万|千))`,
    ),
    least: 5,
    figures: true,
  },
  // 0612-2那单, 5512号单, 第0418号合同
  {
    pattern: new RegExp(
      `(?<![\\da-z.*/x-])(\\d{2,6}-\\d{1,5}(?:-\\d{1,3})?)(?= ?${THAT_ORDER}|单(?![价位张只面层双头人支色个元]))`,
    ),
    least: 4,
    figures: true,
  },
  { pattern: new RegExp(`(?<![\\da-z.*/x-])(\\d{3,8})号(?=的?${CALLED})`), least: 3, figures: true },
  // BJ/2025/031, XH/24-0815; L/20/38 is a size with its count and price.
  { pattern: new RegExp(`${FROM}(?!(?:x{0,4}[sl]|m)/)([a-z]{1,4}/(?:20)?2\\d[-/]\\d{2,5})${TO}`), least: 4 },
  // A2405018什么时候好, PI-25031 balance, LS250911B 改地址: at the head of what is said.
  { pattern: new RegExp(`(?<=^[\\s\u0001]{0,20})([a-z]{1,4}-?\\d{5,8}[a-z]?)(?=[\\s,，]?(?:${ABOUT_ORDER}))${TO}`), least: 5 },
  // KD-88 的单, JD25-0330这张
  {
    pattern: new RegExp(
      `${FROM}([a-z]{1,4}\\d{0,4}-\\d{2,5}(?:-\\d{1,3})?)(?=${CALLED}| ?${THAT_ORDER}|(?:[这那][张票](?=[,，。 改取撤加减不])))`,
    ),
    least: 2,
  },
  { pattern: /(?<![a-z0-9])(ht-\d{2,8}-\d{2,6})(?![a-z0-9])/, least: 5 },
  { pattern: /(?<![a-z0-9])([a-z]{1,6}\d{0,4}-(?:[a-z]{1,4}-)?(?:20)?\d{6}[a-z]?(?:-\d{1,4})?)(?![a-z0-9])/, least: 6 },
  // MT-PO-1187, HT2024-1011, LG20251014-7
  { pattern: /(?<![a-z0-9-])([a-z]{1,5}-(?:po|so|ht|dd|xs|cg|dh)-?\d{3,8}(?:-\d{1,4})?)(?![a-z0-9])/, least: 3 },
  { pattern: new RegExp(`${FROM}([a-z]{1,4}20[23]\\d(?:${MONTH_OF_YEAR}${DAY})?-\\d{1,5})${TO}`), least: 5 },
  // QH-2508-033, XD251103-07, CT260318-2, HT-26-0088, XC-2026-0113
  { pattern: new RegExp(`${FROM}((?:[a-z]{2,5}-)?[a-z]{2,5}-?${MONTH}${DAY}?-\\d{2,4})${TO}`), least: 5 },
  { pattern: new RegExp(`${FROM}([a-z]{2,5}-(?:20)?2\\d-\\d{3,5})${TO}`), least: 5, apart: true },
  // KS2603118, SN26040912
  { pattern: new RegExp(`${FROM}([a-z]{2,4}-?${MONTH}${DAY}\\d{0,4})${TO}`), least: 6, apart: true },
  { pattern: new RegExp(`${FROM}([a-z]{2,4}${MONTH}\\d{2,4})${TO}`), least: 6, apart: true },
  {
    pattern:
      /(?<![a-z0-9])(?:p\/?o|our ref|your ref|ref|re-?order|repeat)\.? ?[#:：]{0,2} ?(?:no\.? ?)?([a-z]{1,4}-?\d{3,10}(?:-[a-z\d]{1,4})?)(?![a-z0-9])/,
    least: 3,
  },
  // KY-207 at the head of what is said, YS-0624 with a month and a day in it.
  {
    pattern: new RegExp(
      `(?<=^[\\s\u0001]{0,20})((?:[a-z]{2}-)?[a-z]{2,4}-\\d{3,5}(?:-[a-z\\d]{1,3})?)(?=[\\s,，]?(?:${ABOUT_ORDER}))${TO}`,
    ),
    least: 3,
  },
  // XG-AH-2603, RX-SP-1113, TB26-0119, 那张ZH-1013, MY-1020那批
  {
    pattern: new RegExp(`${FROM}([a-z]{2,3}-[a-z]{2,3}-(?:${MONTH.replace('(?:20)?', '')}|${MONTH_OF_YEAR}${DAY}))${TO}`),
    least: 4,
    apart: true,
  },
  { pattern: new RegExp(`${FROM}([a-z]{2,4}2\\d-${MONTH_OF_YEAR}${DAY})${TO}`), least: 6, apart: true },
  // XD-P-0706-22, DG-YL-25-77: two groups of letters with a day or a year, and a serial number.
  { pattern: new RegExp(`${FROM}([a-z]{2,4}-[a-z]{1,3}-(?:${MONTH_OF_YEAR}${DAY}|2\\d)-\\d{2,3})${TO}`), least: 4, apart: true },
  {
    pattern: new RegExp(
      `(?:(?<=[那这][张单票笔份])([a-z]{2,3}-\\d{3,5})|${FROM}([a-z]{2,3}-${MONTH_OF_YEAR}${DAY})(?=[那这][批单票张车趟柜]))${TO}`,
    ),
    least: 3,
  },
  {
    pattern: new RegExp(`(?<=^[\\s\u0001]{0,20})([a-z]{2,3}-[a-z]{2,3}-\\d{2,5})(?=${CHANGED})${TO}`),
    least: 2,
  },
  {
    pattern: new RegExp(
      `(?<=^[\\s\u0001]{0,20}|[\\n ])([a-z]{2,3}-${MONTH_OF_YEAR}${DAY}(?:-[a-z\\d]{1,3})?)(?=[\\s,，]?(?:${ABOUT_ORDER})|[ ,，]?(?:\\n|$))${TO}`,
    ),
    least: 4,
  },
  { pattern: /(?<![a-z0-9-])([a-z]{2,4}-\d{4}-\d{2,3})(?=[那这的订]|单|批)/, least: 4 },
  {
    pattern: /(?<![a-z0-9])((?:po|so|dd|ht|xs|cg|dh|bh|sc|xsd|cgd)[-#]?\d{5,}(?:-\d{1,6}){0,2}(?:-[a-z])?)(?![a-z0-9])/,
    least: 5,
  },
  { pattern: /(?<![a-z])(?:po|no|单号|订单号?|合同号?)[.:：# ]{1,3}(\d{6,14}(?:-\d{1,4})?)(?!\d)/, least: 5 },
  { pattern: new RegExp(`(?<![a-z])po[.:：# ]{0,3}((?=[a-z0-9-]{0,14}\\d{3})${CODE})${TO}`), least: 3 },
  { pattern: new RegExp(`${FROM}([a-z]{1,6}[-#]?\\d{3,12}(?:-\\d{1,5}){0,2})(?=${CALLED})`), least: 3 },
  {
    pattern: new RegExp(
      `${KIND}(?:编号|号码|号|no\\.?|#)?[:： ]{0,2}((?=[a-z0-9/-]{0,14}\\d{3})${CODE})(?![a-z0-9*])(?! ?(?:元|块|万|千|个|件|箱|套|米|条|令|张|吨|斤))`,
    ),
    least: 4,
  },
]
/** What names another kind of number in front of it. */
const OTHER_KIND =
  /(?:运单|快递|物流|货运|面单|顺丰|中通|圆通|申通|韵达|极兔|德邦|京东|账号|卡号|税号|电话|手机|微信|qq|车牌)[号码单]{0,2}[:：]?\s?$/
/** A count or another figure behind a code: then it is an article. */
const COUNTED = /^\s?[*x×]?\s?\d{1,5}\s?(?:[个件箱套米条卷台支只包张吨双]|$|[,，。;；])/

/** 225/65r17 is the size of a tyre. */
const TYRE = /^\d{3}\/\d{2}(?:z?r\d{2}[a-z]*)?$/
/** Where a parcel is looked for, a bare 单号 is that of its waybill. */
const WAYBILL = /轨迹|运单|面单|查件|查不到|物流信息/

/** Order and contract numbers of the message, so that they are not read as goods, and know which order is meant. `codes`: article codes of the catalogue. */
export function readOrderNumbers(page: Page, codes: string[]): Read<string>[] {
  const found: { start: number; end: number; read: Read<string> }[] = []
  for (const { pattern, least, apart, figures } of SHAPES)
    for (const m of page.findAll(pattern)) {
      const words = m[1] ?? m[2] ?? ''
      const start = m.index + m[0].lastIndexOf(words)
      const end = start + words.length
      if (codes.includes(words) || words.replace(/\D/g, '').length < least || (!figures && /^\d{1,4}$|^\d+[-*]\d+$/.test(words)))
        continue
      if (found.some((f) => start < f.end && f.start < end)) continue
      if (OTHER_KIND.test(page.plain.slice(Math.max(0, start - 10), start))) continue
      if (apart && COUNTED.test(page.plain.slice(end, end + 12))) continue
      if (/^1[3-9]\d{9}$/.test(words) || TYRE.test(words)) continue
      if (
        WAYBILL.test(page.plain) &&
        /(?<!订|合同|采购|销售)单号[:：]?\s?$/.test(page.plain.slice(Math.max(0, start - 8), start))
      )
        continue
      found.push({ start, end, read: page.readAs(start, end) })
      const label = /(?:订单|合同|单据|采购单?|销售单?|单)(?:编号|号码|号|no\.?)\s?[:：]?\s?$/.exec(
        page.plain.slice(Math.max(0, start - 12), start),
      )
      page.take(Math.min(m.index, start - (label?.[0].length ?? 0)), end)
    }
  return found.sort((a, b) => a.start - b.start).map((f) => f.read)
}
