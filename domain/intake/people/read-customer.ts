import type { IntakeContext, Read } from '../draft'
import { placeAt } from '../words/divisions'
import { isGoods } from '../words/goods-words'
import { catalogueNameIn } from '../catalogue/match-catalogue'
import { formedNames, type Candidate } from '../words/name-forms'
import { type LikelyBuyer, type Page, TAKEN } from '../text/page'
import { GROUND } from './name-edges'
import { isBuyerLike } from './buyer-like'
import { canName, namesAhead } from './buyer-places'
import { ORG, PERSON_BUYER, TRADE } from '../words/people-words'
import { scoreBuyer } from './score-buyer'

const CUSTOMER_LABEL =
  /(?:客户名称|店名|下单方|订货方|(?<![一-鿿])订货(?=[:：][^\n])|品牌方|委托方|工程名称|工程|项目名称|订花人|订购人|购方|采购商|客户单位|客户名|客户姓名|客户|客人|公司名称|公司|单位名称|购货单位|订货单位|采购单位|收货单位|下单客户|需方|买方|甲方|订货人|专卖店|店名|门店|下单单位|购买方|采购方)(?:\s?[:：=]\s?|(?<=客户|客人)(?:是|为|叫)\s?|(?<=客户)\s(?=[一-鿿]{3})|(?<=名称|单位|姓名|买方|需方|甲方)\s)([^\n，,；;|\t\u0001]{2,30})/
const VERB =
  /^(?:那边|这边|那里|家|店里|店|的|老板|我们)?(?:又|想|刚|再|也|就|说|今天|明天|报货|下单|下个单|下了|下|订货|订购|订|定|要货|要|采购|需要|需|来|补做|补货|补|拿|加|报|购|买|照旧|老样子|返单|翻单|跟上次|多备|：|:)/

/** Words behind a name that begin another matter. */
const AFTER_NAME =
  /^(?:的|落单|出单|开单|先|再|又|也|多|开业|春季|夏季|秋季|冬季|开学|那边|这边|那里|昨天|前天|今天|今早|刚|那|这|说|想|安排|要|订|定|下单|下个单|下|报|需|采购|补|来|拿|加|返|翻|照|老样子|跟|同|多备|订货|配件单|物料|工服|清单|订单|外单|内单|大货|送货单|月|本|节前|店长|[一-鿿]{1,3}[部科处室](?![一-鿿]{0,1}[件品])|今年|本周|急|(?:[一-鿿]{1,2}(?:老板|总|姐|哥|经理|先生|女士|店长))|老[一-鿿](?![一-鿿]{2})|老客户|他|客户|请|[：:，,。;；\s\n(（\u0001]|\d|[a-z]|$|[^一-鿿])/
const BEFORE_NAME = /(?:我们是?|我是|给|帮|刚跟|跟|那个|这个|喂|亲|老客户|啊|吧|了|的|单位|又麻烦|，|,|。|：|:|\n|\s|^)$/
const FIRST = /^(?:的|那|这|了|啊|吧|跟|给|帮|我|你|他|要|再|先|请|又|也|还|就|送|发|寄|到)/

/** Signs of talk that no name has. */
const SPOKEN = /[你我您啊吧呢吗哦嘛]|一下|帮|麻烦|[刚再还先]/

/** Names by their ending, wherever they stand: 佛山锦程印刷要…, 老客户昌盛纸行他要…, 老孟说…; and places in front of a colon. */
function* named(page: Page, from: number, to: number, context: IntakeContext): Generator<Candidate> {
  const text = page.live.slice(0, to)
  for (const run of page.findAll(/[一-鿿a-z()（）]{2,60}/, from, to)) {
    const words = run[0]
    const ends = new Set<number>()
    for (let e = 3; e <= words.length; e++) if (ORG.test(words.slice(Math.max(0, e - 7), e))) ends.add(e)
    for (let s = 0; s < Math.min(words.length - 1, 40); s++) {
      if (s > 0 && !BEFORE_NAME.test(words.slice(0, s))) continue
      if (FIRST.test(words.slice(s)) && !/^(?:我爱我家|到家)/.test(words.slice(s))) continue
      const mine = words.slice(0, s).endsWith('我们')
      let best = 0
      let glued = 0
      for (let n = 2; n <= Math.min(16, words.length - s); n++)
        if (
          (n >= 3 && ends.has(s + n)) ||
          (n <= 4 && PERSON_BUYER.test(words.slice(s, s + n))) ||
          (mine && ORG.test(words.slice(s, s + n)))
        ) {
          const name = words.slice(s, s + n)
          if (SPOKEN.test(name)) break
          if (mine || AFTER_NAME.test(text.slice(run.index + s + n, run.index + s + n + 4))) best = n
          // "小天鹅超市抽纸30提": an institution's name runs on into its goods.
          else if (n >= 4 && s <= 4 && ORG.test(name) && !TRADE.test(name) && !isGoods(words.slice(s + n - 2, s + n))) glued = n
        }
      if (best < glued) best = glued
      if (best === 0) continue
      let start = run.index + s
      const latin = s === 0 ? /(?:^|[^a-z])((?:[a-z]+ ){1,3})$/.exec(text.slice(Math.max(from, start - 24), start)) : null
      if (latin?.[1] && /^[a-z]/.test(words)) start -= latin[1].length
      const c = scoreBuyer(page, start, run.index + s + best, 'lead', context.catalogue)
      if (!c) continue
      const after = text.slice(run.index + s + best, run.index + s + best + 6)
      // "老秦给我留五箱": who is spoken to.
      if (
        PERSON_BUYER.test(words.slice(s, s + best)) &&
        /^(?:[，,、\s]{0,2}(?:[给帮替]我|麻烦|辛苦|你|您)|啊|呀|在吗)/.test(after)
      )
        continue
      if (
        /^(?:那边|这边)?(?:又|想|刚|再|也)?(?:要|订|定|下单|下个单|报|需|采购|补|返|翻|照|多备|老样子|同上次|跟上次)|^[：:]/.test(
          after,
        )
      )
        c.score += 1.5
      if (start <= from + 6) c.score += 0.8
      if (mine) c.score += 1.5
      if (/^说|^请客/.test(after)) c.score += 1
      if (glued > 0 && best === glued) c.score -= 0.6
      if (words.slice(s, s + best).length >= 8 && /的/.test(words.slice(s, s + best))) c.score -= 1.2
      yield c
      break
    }
    // 湖州永泰：…, 韶关新域：…: a place and a name in front of the goods.
    const colon = /^([一-鿿]{4,10})(?=[：:])/.exec(words + (text[run.index + words.length] ?? ''))
    const lead = /^(?:刚跟|跟|给|帮|我们是?|我是)?/.exec(words)?.[0].length ?? 0
    const place = placeAt(page.plain, run.index + lead)
    const inner = place
      ? /^[一-鿿]{2,8}?(?=外单|内单|大货|的|这边|那边|采购|要|订|下单|报货|昨天|那|[：:，,\s\u0001]|$)/.exec(
          text.slice(place.end, Math.min(to, place.end + 12)),
        )?.[0]
      : undefined
    if (
      place &&
      inner &&
      place.end - run.index <= 8 &&
      (colon || run.index <= from + 6) &&
      !catalogueNameIn(inner, context.catalogue) &&
      !/[路街道镇村号区]/.test(inner)
    )
      yield { start: run.index + lead, end: place.end + inner.length, score: 3 + (colon ? 1 : 0) }
  }
}

/** A name that has its row for itself, with what the row is called behind it: 绿源育苗🌱, 湘聚楼开业单. */
const ALONE_IN_ROW =
  /^[^一-鿿a-z\d]*([一-鿿a-z()（）]{2,16}?)(?:(?:开业|开学|补货|订货|采购|备货|要货|进货|节前|[春夏秋冬]季|本[周月]|这个月|下个?月|明[天早]|今天)?的?(?:单子?|货单?|订单|清单|计划|报单))?[^一-鿿a-z\d]*$/

/** Behind the first words stand articles with their counts. */
const LISTS_GOODS = /^[一-鿿][^，,。;；\n]*\d[^，,。;；\n]*\s[一-鿿][^，,。;；\n]*\d/

const NAME = '[一-鿿a-z()（）·&]{2,20}?'
const LEAD = new RegExp(
  `^(?:[\\s@]|@[^\\s]{1,12}\\s)*(?:(?:你好|您好|hi|hello|亲|各位好|喂)[，,! ]?)?(?:帮|给|刚跟|那个)?(${NAME})((?:那边|这边|家)?(?:又|想|刚|再)?(?:要货|要打样|要|下单|下了|订货|订购|订|定|报货|采购清单|采购|需要|补做|补货|补|来货|来|拿|加单|返单|翻单|照旧|老样子|跟上次|同上次|的大货|多备|送货单|[:：，,\\s\\n(（]|\\u0001|(?=\\d)))`,
)

const OURS = new RegExp(
  `我(?:司|们公司|们店|们厂)?\\s?[(（](${NAME})[)）]|我们?是?(${NAME})(?:这边|这里)|我们?(?:是|係)(${NAME})(?:的(?=[，,\\s])|的[老小阿]?[一-鿿]|采购|业务员?|跟单|\\u0001|(?=[你您，,]|要|想|这里|呢边))|我(?!们)(${NAME})的(?=[，,\\s])|我(?:们|哋|咱)?(?!是)([^你您我，,。是\\s]{2,12}?)(?=要|想|需要|订|定)`,
)

/** The most that is trusted of a name which only its place speaks for. */
const UNSURE = 0.8
/** From here on such a name is taken before the goods are read, so that it is not read as theirs. */
const LEAST_UNSURE = 1.5
/** From here on the learnt table outweighs the rules; for words that end like goods it must be surer. */
const LIKELY = 0.6
const LIKELY_GOODS = 0.85
/** A name of this score has a form or a place that nothing else has: its own bounds hold. */
const FORMED = 3.4
/** What a learnt buyer counts. */
const LEARNT = 5

/** Who buys by the learnt table, where no field was read from these words. */
function learntBuyer(page: Page, from: number, to: number): LikelyBuyer | undefined {
  const { options, nobody } = page.likelyBuyers(from, to)
  const [found] = options
  if (!found || found.sure <= nobody || page.live.slice(found.start, found.end).includes(TAKEN)) return undefined
  const name = page.plain.slice(found.start, found.end)
  return found.sure >= (isGoods(name) && !ORG.test(name) ? LIKELY_GOODS : LIKELY) ? found : undefined
}

export interface CustomerRead {
  read: Read<string>
  score: number
}

/** What stands in front of a name and is none of it: 楼下粤味轩, 昨天瑞升市政, 抬头开宏图, 以上港航汽修城. */
const IN_FRONT =
  /^(?:(?:老客户|新客户|老顾客|客户|客人|楼[下上]|隔壁|对面)的?|(?:以上|上面|上述|这[两几]?[样个批些])(?:都?是)?|都是|(?:名字|抬头|发票|票)[挂开写]|[补改]?[昨今前][天日晚]的?|对了|刚跟|还有|另外|[俺我咱]们?村?(?:这边)?|[算记挂给](?=[一-鿿]{4}))+(?=[一-鿿]{2})/
/** What stands behind a name and is none of it: what is done, when, and which goods. */
const BEHIND =
  /^(?:的.{1,8}|[一-鿿]?店?老板|客户.{0,6}|刚.{0,4}|(?:首|第[一二三四五六七八九\d])批.{0,4}|[本这上下][周月个].{0,8}|[春夏秋冬][季款].{0,4}|那[一二两三四五六七八九几\d]{0,2}[一-鿿]?.{0,4}|[她他]店里?|补[一-鿿]{0,3}|[说讲要再记订定搬备]|[搬下][错了].{0,3}|开(?:新店|业|张)|[昨今前][天晚]|国庆|中秋|春节|通知|打样|开门)$/
const withoutTail = (words: string): string => {
  for (let n = words.length - 1; n >= 3; n--)
    if (ORG.test(words.slice(0, n)) && BEHIND.test(words.slice(n))) return words.slice(0, n)
  return words
}

/** A person behind the name of a company. */
const SIGNED_BY = /^[\s·,，-]{0,2}(?:[老小阿][一-鿿]|[一-鿿]{1,2}(?:总|姐|哥|工|经理|老板|先生|女士))\s*$/
/** A price or a count, or a line break, in front of a signature. */
const ENDED =
  /(?:[\d\u0001][元块]?(?:\/?[一-鿿]{1,2})?|[个只套件箱台张米吨卷包盒元块])[\s，,。;；]{1,2}$|\n\s*$|\u0001[\s，,。;；]*$/

/** Who buys, when at least that sure. Labelled first; then a known customer; then the phrase that by its form and place is a name rather than an article. */
export function readCustomer(
  page: Page,
  from: number,
  to: number,
  context: IntakeContext,
  least: number,
): CustomerRead | undefined {
  const label = page.find(CUSTOMER_LABEL, from, to)
  if (label?.[1]) {
    const raw = label[1].replace(/\s(?:电话|手机|联系|地址|日期|tel).*$/, '').trimEnd()
    const at = label.index + label[0].indexOf(label[1])
    const bare = raw.replace(/[(（].*$/, (tail) => (/店|公司|厂/.test(tail) ? tail : '')).trimEnd()
    if (bare.length >= 2 && !/^(?:要|催|说|急|那边|等|已|自|付|不|确认)/.test(bare)) {
      page.take(label.index, label.index + label[0].length)
      return { read: page.readAs(at, at + bare.length), score: 10 }
    }
  }
  const ours = page.find(OURS, from, to)
  const own = ours?.slice(1).find((words) => words !== undefined)
  if (
    ours &&
    own &&
    (ORG.test(own) ||
      (ours[3] !== undefined && ours[0].endsWith('\u0001') && isBuyerLike(own)) ||
      ours[2] !== undefined ||
      ours[1] !== undefined) &&
    own.length >= 2
  ) {
    const at = ours.index + ours[0].indexOf(own)
    const place = /^(?:们)?(.*)$/.exec(own)?.[1] ?? own
    const start = at + (own.length - place.length)
    page.take(ours.index, ours.index + ours[0].length)
    return { read: page.readAs(start, at + own.length), score: 8 }
  }
  const known = (context.customers ?? [])
    .flatMap((c) => [c.name, ...(c.aliases ?? [])])
    .filter((n) => n.length >= 2)
    .sort((a, b) => b.length - a.length)
  for (const name of known) {
    const at = page.live.slice(from, to).indexOf(name.toLowerCase())
    if (at >= 0) {
      page.take(from + at, from + at + name.length)
      return { read: page.readAs(from + at, from + at + name.length), score: 9 }
    }
  }
  const found: Candidate[] = []
  const addressed = page.find(
    /(?:^|[\s,，!！。\u0001])(?:for|from|by order of)\s+([a-z][a-z&'.]*(?: [a-z&'.]+){0,3})\s?[:：,，]/,
    from,
    to,
  )
  if (addressed?.[1]) {
    const at = addressed.index + addressed[0].indexOf(addressed[1])
    found.push({ start: at, end: at + addressed[1].length, score: 6 })
  }
  const english = page.find(
    /(?<![a-z])[a-z]+(?: [a-z&]+){0,3} (?:toys|trading|ltd|inc|co|group|industrial|supplies|supply|hotel|school|studio|foods?|textiles?|garments?|electronics?|hardware|furniture|packaging)\b\.?/,
    from,
    to,
  )
  if (english) found.push({ start: english.index, end: english.index + english[0].length, score: 7 })
  const put = (c: Candidate | undefined): void => {
    if (c && c.score >= (c.unsure ? LEAST_UNSURE : 2)) found.push(c)
  }
  const text = page.live.slice(0, to)
  // 鸿泰那批, 永泰这单, 木槿的单: whose order it is.
  for (const m of page.findAll(
    /(?:^|[，,。;；\s\n])([一-鿿]{2,8}?)(?:那边的?|这边的?)?(?:(?:那|这)(?:一|个)?(?:批|单|张|票)|的单(?:子)?(?![价位号品独据证元]))/,
    from,
    to,
  )) {
    const words = m[1] ?? ''
    if (m[0].includes('的单') && !canName(words, context)) continue
    if (isBuyerLike(words) || ORG.test(words) || PERSON_BUYER.test(words))
      put({ start: m.index + m[0].indexOf(words), end: m.index + m[0].indexOf(words) + words.length, score: 3.5 })
  }
  // Phrases at the beginning of the message and of its lines.
  let line = from
  let index = 0
  for (const row of text.slice(from, to).split('\n')) {
    if (index < 3) {
      const m = LEAD.exec(row)
      if (m?.[1]) {
        const start = line + m.index + m[0].indexOf(m[1])
        const verb = m[2] ?? ''
        const c = scoreBuyer(page, start, start + m[1].length, 'lead', context.catalogue)
        if (c) {
          if (VERB.test(verb) && verb.trim() !== '' && !/^[，,\s]/.test(verb)) c.score += /[:：]/.test(verb) ? 1.6 : 2
          if (index === 0 && /^[\s，,：:\n]|^$/.test(verb)) c.score += 0.8
          if (
            index === 0 &&
            LISTS_GOODS.test(row.slice(m[0].length)) &&
            /^\s/.test(verb) &&
            m[1].length >= 3 &&
            isBuyerLike(m[1])
          )
            c.score += 0.8
          put(c)
        }
      }
      const alone = m?.[1] ? null : ALONE_IN_ROW.exec(row)
      if (alone?.[1] && (ORG.test(alone[1]) || PERSON_BUYER.test(alone[1]) || canName(alone[1], context))) {
        const start = line + alone[0].indexOf(alone[1])
        const c = scoreBuyer(page, start, start + alone[1].length, 'lead', context.catalogue)
        if (c) {
          c.score += index === 0 ? 1.5 : 0
          put(c)
        }
      }
      if (row.trim() !== '') index++
    }
    line += row.length + 1
  }
  for (const c of named(page, from, to, context)) put(c)
  for (const c of formedNames(page, from, to)) put(c)
  for (const c of namesAhead(page, from, to, context)) put(c)
  // Given to somebody, or somebody's: 给旺达彩印, 佳美装饰的, 发给老周.
  for (const m of page.findAll(
    /(?:给|卖给|发给|送给|帮)([一-鿿a-z]{2,12}?)(?=[，,。;；\s\n\u0001下订送寄做留配备拿装捎带]|发|送|安排|来|下单|$)/,
    from,
    to,
  )) {
    const words = m[1] ?? ''
    const start = m.index + m[0].length - words.length
    if (!/^(?:我|你|他|她|到|力|客户|司机|财务|仓库|一|钱)/.test(words))
      put(scoreBuyer(page, start, start + words.length, 'given', context.catalogue))
  }
  for (const m of page.findAll(
    /(?:^|[，,。;；\s\n\u0001])([一-鿿a-z]{2,14}?)(要的|的|那边的|家的|那单|收)?(?=[，,。;；\n\s]|$|\u0001)/,
    from,
    to,
  )) {
    const whole = m[1] ?? ''
    const words = ORG.test(whole) ? whole.replace(/^(?:送到?|到|发到?)(?=[一-鿿]{3})/, '') : whole
    const start = m.index + m[0].indexOf(whole) + whole.length - words.length
    const c = scoreBuyer(page, start, start + words.length, 'tail', context.catalogue)
    if (c) {
      if (m[2]) c.score += isBuyerLike(words) && text.slice(start + words.length + m[2].length, to).trim() === '' ? 2.5 : 1
      // Behind all counts and prices stands who writes: …28元/米 宏图家具.
      if (
        TRADE.test(words) &&
        words.length >= 4 &&
        !/[一-鿿\d]/.test(text.slice(start + words.length, to).replace(SIGNED_BY, '')) &&
        ENDED.test(text.slice(Math.max(from, start - 8), start))
      )
        c.score += 2.3
      put(c)
    }
  }
  const [first] = found
    .filter((c) => c.score >= (c.unsure ? LEAST_UNSURE : least))
    .sort((a, b) => b.score - a.score || a.start - b.start)
  const learnt = learntBuyer(page, from, to)
  if (learnt && !(first && first.score >= FORMED && first.start < learnt.end && learnt.start < first.end)) {
    page.take(learnt.start, learnt.end)
    return { read: page.readAs(learnt.start, learnt.end, learnt.sure), score: LEARNT }
  }
  if (!first) return undefined
  // 挂民生的账: in full it stands elsewhere, 民生超市.
  const called = page.plain.slice(first.start, first.end)
  const fuller = found.find((c) => {
    const words = page.plain.slice(c.start, c.end)
    return c.start !== first.start && words.length > called.length && words.startsWith(called) && ORG.test(words)
  })
  const best = fuller ? { ...fuller, score: first.score } : first
  page.take(best.start, best.end)
  const tail = /^(?:那边|这边|家|的?大货|配件单|物料|工服|清单|外单|内单|送货单|采购清单|多备点|报货|的)/.exec(
    page.live.slice(best.end, best.end + 5),
  )
  if (tail) page.take(best.end, best.end + tail[0].length)
  const words = page.text.slice(best.start, best.end)
  const whole =
    GROUND.exec(words)?.[1] ??
    withoutTail(words).replace(
      /(?:那边|这边|的|(?<=^(?:老[一-鿿]|[一-鿿]{1,2}[姐哥总嫂叔婶伯]))家|(?:这个|本|上个?|下个?)月的?货|(?:今|明)[天早]的?货)$/,
      '',
    )
  // "东莞虎门的昌盛纸行": where it is stands in front.
  const inner = ORG.test(whole) && placeAt(page.plain, best.start) ? whole.lastIndexOf('的') + 1 : 0
  const familiar = IN_FRONT.exec(whole)?.[0].length ?? 0
  const bare = whole.slice(Math.max(inner, familiar))
  best.start += Math.max(inner, familiar)
  return {
    read: page.readAs(
      best.start,
      best.start + bare.length,
      best.unsure ? Math.min(UNSURE, 0.5 + best.score / 20) : Math.min(0.95, 0.5 + best.score / 10),
    ),
    score: best.score,
  }
}
