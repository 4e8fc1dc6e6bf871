import type { DraftLine, Read } from '../draft'
import type { LinesRead } from '../lines/build-lines'
import { NUMBER } from '../text/numerals'
import { TAKEN, type Page, type Range } from '../text/page'
import { UNIT } from '../words/units'

/** A clause of which nothing was read (`whole`), or what is left of one. */
export interface Remainder extends Range {
  words: string
  whole: boolean
}

const BREAKS = '，,。;；!！?？\n'
/** Bullets, labels and joining words in front of what is said. */
const FRONT =
  /^(?:[\s\u0001、:：.\-—*•>]|[一二三四五六七八九十\d]{1,2}[、.)](?!\d))*(?:(?!.{0,8}(?:单价|数量|金额|合计))[一-鿿]{2,6}[:：=]\s?)?(?:另外|还有|然后|对了|记得|麻烦|请|注意|不过|就是|备注)*[,，:： ]?/
/** What ends with a sign is cut there. */
const BACK = /[\s\u0001、:：.\-—*•]+$/

/** What is left of a part of a message after every other reader took its own, clause by clause. */
export function remaindersOf(page: Page, range: Range, places: Range[]): Remainder[] {
  const rest = page.fork()
  for (const p of places) rest.take(p.start, p.end)
  const live = rest.live
  const found: Remainder[] = []
  for (let at = range.start; at < range.end; at++) {
    const from = at
    while (at < range.end && !BREAKS.includes(live[at] as string)) at++
    const whole = !live.slice(from, at).includes(TAKEN)
    let piece = from
    for (const said of live.slice(from, at).split(TAKEN)) {
      // Behind what was read stands the rest of its word: 赊着.
      const rest = piece > from && /^[着了过]/.test(said) ? 1 : 0
      const start = piece + rest + (FRONT.exec(said.slice(rest))?.[0].length ?? 0)
      const whatIsLeft = live.slice(start, piece + said.length)
      const words = whatIsLeft === '' ? '' : whatIsLeft.replace(BACK, '')
      if (words !== '') found.push({ start, end: start + words.length, words, whole })
      piece += said.length + 1
    }
  }
  return found
}

/** What is done to the goods themselves, or how they have to be. */
const MAKING =
  /(?:过[亮哑]膜|覆膜|烫金|压纹|磨边|倒角|打磨|去皮|去骨|带皮|切[片块丝段好]|开孔|打孔|穿孔|喷塑|防锈|圆角|分切|缩水|预缩|按图|来图|同[一]?[批缸])/

/** What is put on the goods: 左胸绣logo, 后背印驾校名字. */
const PRINTED = /(?:绣|印|刻|贴|喷|烫|压|打)[^，,]{0,8}(?:logo|标|字|名|码|图案|唛|商标|号)/

/** Papers that go along and come back: 送货单打两份, 回单带回来. */
const PAPERS = /(?:送货单|回单|签收单|出库单|码单|磅单|装箱单)[^，,]{0,3}(?:打|开|带|附|盖|写|签|要|给|夹|放|贴|别|不)/
/** By what prices go where none is said. */
const PRICES = /^(?:单?价格?|价钱)(?:还是|都|就|也)?(?:按|照|随)(?!旧|常)[^，,\d]{2,14}$/
/** Of the order, however near to an article: papers, unloading, prices. */
const OF_ORDER = new RegExp(`${PAPERS.source}|^卸货|^(?:单?价格?|价钱)|^(?:司机|师傅|车)`)

/** Wishes and conditions that goods, terms and carriage leave over. Each is a class of what a clerk writes down for others to heed. */
const WISHES: readonly RegExp[] = [
  // What counts, and by what it goes: 过磅为准, 单价按框架协议走, 没写价的按单价表.
  /为准|按[^，,]{1,10}(?:走|执行|算|来|做|表|标准|协议|要求)$|[分级]制$|(?:不|别)?(?:超过|超出|低于|少于|多于|高于|大于|小于)[^，,]{0,4}\d/,
  // Of prices without a figure: 价格按上月的, 单价照去年合同.
  PRICES,
  PAPERS,
  // What must not be: 不要压到, 冰衣超过20%的不收, 没巴沙不要换别的鱼.
  /(?:^|[的没缺])[^，,]{0,8}(?:不收|不要[换压拆用混放打开折撕淋碰倒装写有带]|别[换压拆用混放堵折淋碰倒装写打散摔晒冻晃磕刮]|(?:别|不要|不能)(?:太|过于)(?![晚早慢久多贵])|不能(?!发|做|少|便宜|再)|不得|不可以|禁止|勿)/,
  // What takes its place: 没有就用海洋之歌顶.
  /(?:没有|没货|缺货|不够(?!用)|断货)(?:的话|了)?(?:就|则|可以)?[用换发拿配改]|(?:代替|替代|顶替?)$/,
  PRINTED,
  // What has to be with it: 要有3C认证, 随货附质检报告, 效期一年以上.
  /认证|合格证|质检|检测报告|检定|注册证|资质|说明书|批号|效期|保质期|生产日期|新鲜|随货|另附|后附|另发|附上/,
  // How it is unloaded and who is told: 后门卸货, 到站打他电话, 用冷藏车.
  /(?:司机|师傅|车子?)(?:可以|能)?直接(?:进|开|到|倒|停)|卸(?:货|在|到|[一-鿿]{0,3}\d|负)|叉车|吊车|尾板|冷藏车|货梯|上楼|搬上|(?:打|先)[^，,]{0,3}电话|电话(?:联系|通知)|提前[^，,]{0,8}(?:通知|打|联系|说|电话)|分[两几二三四\d][批车次趟](?:到|送|发|交|走)|堵|放[^，,]{0,4}(?:门口|前台|门卫|保安|传达室|一楼|楼下)|(?:门卫|前台|保安|邻居)[^，,]{0,3}(?:代收|签收)|封路|限高|限行|进场证/,
  // What is settled otherwise: 旧电池带回来抵, 卖了辣椒给钱, 差价月底一起算.
  /差价|抵(?:扣|掉|账|$)|卖[了完][^，,]{0,6}(?:给|付|结)|(?:尺码|图纸|文件|名单|资料|色样|版)[^，,]{0,6}(?:给|发|补|附|用)|凑够|满[^，,]{1,6}(?:开单|起)/,
  // How it is made: 单页要过哑膜, 要同缸.
  MAKING,
]
/** Said in passing, of the rest of an order, or put right in the same breath. */
const NO_WISH =
  /(?:不变|不动|照发|照旧|照常|一样)$|改成|改为|应该是|写错|打错|说错|看错|数错|等下|等等|谢谢|辛苦|老样子|没还价|不[着]?急|^[^一-鿿]*$|行不行|多少|吗$|^不(?:要|用)了|[=:：]$|按\s?\d|换成|\d\s?(?:元|块|\/)|[取收]货$|^地址|^电话|^价(?!格?(?:还是|都|就|也)?[按照随])|微信|库存|能不能|可不可以|能否|^联系|^送(?:到|货(?!单))|^发货|^交期|^付款/

const isWish = (r: Remainder): boolean =>
  r.words.length >= 3 &&
  r.words.length <= 60 &&
  (r.words.match(/[一-鿿]/g)?.length ?? 0) >= 3 &&
  !NO_WISH.test(r.words) &&
  WISHES.some((w) => w.test(r.words))
/** May stand next to a wish and belong to it: 布草房没好，改卸负一楼. */
const goesAlong = (r: Remainder): boolean =>
  r.whole &&
  r.words.length >= 3 &&
  /^[一-鿿\da-z%]+$/.test(r.words) &&
  !NO_WISH.test(r.words) &&
  !/^(?:都|要|共|合计|总)/.test(r.words)

/** A figure with a unit behind it counts goods. */
/** A limit is no count: 不超过28分, 凑够2000双. */
const LIMIT = /(?:超过|超出|低于|少于|多于|高于|大于|小于|凑够|凑满|满)[^，,\d]{0,4}\d/
const COUNTS = new RegExp(`(?:${NUMBER})\\s?(?:${UNIT})`)

/** Wishes in clauses of their own, taken off the page before the goods are read, so that 后背印驾校名字 is nobody's article. */
export function foreseeWishes(page: Page, range: Range): Range[] {
  const wishes = remaindersOf(page, range, []).filter(
    (r) => r.whole && isWish(r) && (LIMIT.test(r.words) || PAPERS.test(r.words) || !COUNTS.test(r.words)),
  )
  for (const w of wishes) page.take(w.start, w.end)
  return wishes
}

const rowOf = (page: Page, at: number): number => page.plain.lastIndexOf('\n', at - 1)

/**
 * What is left over and matters. Behind an article in a row of its own it is that line's; with 都 in front, or when it says how goods of one name are
 * made, it is of every line; else it is of the order. Takes what it reads off the page.
 */
export function readNotes(
  page: Page,
  range: Range,
  read: LinesRead,
  lines: DraftLine[],
  foreseen: Range[],
): Read<string> | undefined {
  const wished = (r: Range): Remainder => ({ ...r, words: page.plain.slice(r.start, r.end), whole: true })
  const left = [...remaindersOf(page, range, read.places), ...foreseen.map(wished)].sort((a, b) => a.start - b.start)
  const rows = new Set(read.places.map((p) => rowOf(page, p.start)))
  const chosen: Remainder[] = []
  for (const [i, r] of left.entries()) {
    if (!isWish(r) || (PRICES.test(r.words) && lines.some((l) => l.unitPrice))) continue
    const meant = linesMeant(page, r, read, lines, rows.size > 1)
    if (meant.length > 0) {
      for (const line of meant) line.note ??= page.readAs(r.start, r.end, 0.7)
      page.take(r.start, r.end)
      continue
    }
    const before = left[i - 1]
    const after = left[i + 1]
    if (before && !chosen.includes(before) && before.end === r.start - 1 && goesAlong(before)) chosen.push(before)
    chosen.push(r)
    if (after && after.start === r.end + 1 && !isWish(after) && goesAlong(after)) chosen.push(after)
  }
  if (chosen.length === 0) return undefined
  for (const c of chosen) page.take(c.start, c.end)
  const value = chosen.map((c) => page.text.slice(c.start, c.end)).join(',')
  return { value, spans: chosen.map((c) => page.span(c.start, c.end)), confidence: 0.7 }
}

/** The lines that a wish is about; none when it is about the order. */
function linesMeant(page: Page, r: Remainder, read: LinesRead, lines: DraftLine[], listed: boolean): DraftLine[] {
  const making = MAKING.test(r.words)
  if (lines.length > 1 && /^(?:都|全部|统一|全)[要绣印刻贴打过用]/.test(r.words)) return lines
  if (listed) {
    const row = rowOf(page, r.start)
    const inRow = read.places.flatMap((p, i) => (rowOf(page, p.start) === row && p.end <= r.start ? [i] : []))
    const last = inRow.at(-1)
    const line = last === undefined ? undefined : read.lines[last]
    if (line) return [line]
  }
  if (OF_ORDER.test(r.words)) return []
  // 500个印博物馆logo: right behind the article.
  const near = r.whole ? -1 : read.places.findLastIndex((p) => p.end <= r.start && r.start - p.end <= 1)
  const glued = near < 0 ? undefined : read.lines[near]
  if (glued) return [glued]
  // Printed or carved on the only article.
  if (lines.length === 1 && PRINTED.test(r.words)) return lines
  if (!making) return []
  const named = lines.filter((l) => l.productName && r.words.includes(l.productName.value.toLowerCase()))
  if (named.length > 0) return named
  const names = new Set(lines.map((l) => l.productName?.value))
  if (names.size === 1) return lines
  const last = read.places.findLastIndex((p) => p.end <= r.start)
  const line = last < 0 ? undefined : read.lines[last]
  return line ? [line] : []
}
