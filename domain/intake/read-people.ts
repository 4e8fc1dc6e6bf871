import type { CatalogueProduct, IntakeContext, Read } from './draft'
import { catalogueNameIn } from './match-catalogue'
import { placeAt } from './divisions'
import type { Page } from './page'
import { isColor, GREETING, ORG, PERSON_BUYER } from './goods-words'

const CUSTOMER_LABEL =
  /(?:客户名称|客户名|客户姓名|客户|客人|公司名称|公司|单位名称|购货单位|订货单位|采购单位|收货单位|需方|买方|甲方|订货人|专卖店|店名|门店|下单单位|购买方|采购方)[:：]\s?([^\n，,；;|\t\u0001]{2,30})/
const CONTACT_LABEL =
  /(?:收货联系人|联系人|联络人|收货人|收件人|收货|收件|对接人|业主|attn\.?|接货人|提货人|经办人|采购员)(?:换成|改成|改为|找|是|叫|[:： ])\s?([a-z]+(?: [a-z]+){0,2}|[^\n，,；;|\t0-9\u0001]{1,12}?)(?=[\s，,；;|\t\n\u0001(（]|$|\d)/
const TITLE = '先生|女士|小姐|太太?|姐|哥|总|工|师傅|老师|经理|主管|主任|店长|厂长|科长|处长|会计|老板|叔|姨|嫂'
const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公涂肖付覃佘'
const SURNAME = `(?:欧阳|上官|司马|诸葛|皇甫|尉迟|[${SURNAMES}])`
/** Somebody who receives: a surname with a title, 老X 小X 阿X, or a full name next to a phone. */
const PERSON = new RegExp(
  `(?:(?:${SURNAME}[一-鿿]{0,2}?)(?:${TITLE})|[老小阿](?:${SURNAME}|[一-鿿])(?![一-鿿]{3,})|${SURNAME}[一-鿿]{1,2})`,
)
const FULL = new RegExp(`^${SURNAME}[一-鿿]{1,2}$`)
const DROP_TITLE = new RegExp(`^(${SURNAME}[一-鿿]{1,2})(?:先生|女士|小姐|太太|老师|师傅|经理|主管|主任|店长|总)$`)
const ROLE =
  /^(?:业主|司机|仓管|采购|联系人?|收货人?|收件人?|找|联络人?|店长|策划|行政总厨|总厨|工地收货|收货找|负责人|客户|财务|文员|前台|叫|由|给|的|是|attn)+/

/** Drops role words before a name and the title behind a full name: 刘建国先生 → 刘建国, 王姐 stays. */
export function personName(raw: string): string {
  const bare = raw
    .trim()
    .replace(ROLE, '')
    .replace(/(?:收|签收|接|那边|这边|处)$/, '')
    .trim()
  if (/^(?:欧阳|上官|司马|诸葛|皇甫|尉迟)(?:先生|女士|小姐|太太|总|经理|老师|主管|主任)$/.test(bare)) return bare
  return DROP_TITLE.exec(bare)?.[1] ?? bare
}

/** Who is called or receives: labelled, else the name next to a phone or an address. */
export function readContact(
  page: Page,
  from: number,
  to: number,
  phoneSpots: { start: number; end: number }[],
): Read<string> | undefined {
  const label = page.find(CONTACT_LABEL, from, to)
  if (label?.[1]) {
    const raw = label[1]
    const at = label.index + label[0].length - raw.length
    const value = personName(page.text.slice(at, at + raw.length))
    if (value.length >= 1 && value.length <= 12 && !/^(?:地址|电话|手机|方式)/.test(value)) {
      const offset = page.text.slice(at, at + raw.length).indexOf(value)
      page.take(label.index, label.index + label[0].length)
      return page.read(value, at + Math.max(0, offset), at + Math.max(0, offset) + value.length)
    }
  }
  const self = page.find(
    new RegExp(`我(?:是|叫)(?:[一-鿿]{2,8}的)?((?:[小老阿][一-鿿])|${SURNAME}[一-鿿]{1,2})|我姓(${SURNAME})|免贵姓(${SURNAME})`),
    from,
    to,
  )
  if (self) {
    const name = self[1] ?? self[2] ?? self[3] ?? ''
    const at = self.index + self[0].lastIndexOf(name)
    page.take(self.index, self.index + self[0].length)
    return page.read(name, at, at + name.length, 0.85)
  }
  const sent = page.find(
    new RegExp(`(?:让|叫|派)((?:[老小阿](?:${SURNAME}|[一-鿿])|${SURNAME}(?:${TITLE})))(?:来|去|过来)(?:拉|拿|提|取)`),
    from,
    to,
  )
  if (sent?.[1]) {
    const at = sent.index + 1
    page.take(at, at + sent[1].length)
    return page.read(sent[1], at, at + sent[1].length, 0.85)
  }
  const inner = page.find(new RegExp(`[（(]((?:${PERSON.source}))[)）]`), from, to)
  if (inner?.[1] && phoneSpots.length === 0) {
    page.take(inner.index, inner.index + inner[0].length)
    return page.read(inner[1], inner.index + 1, inner.index + 1 + inner[1].length, 0.8)
  }
  for (const spot of phoneSpots) {
    if (spot.start < from || spot.start >= to) continue
    const before = page.live.slice(Math.max(from, spot.start - 16), spot.start)
    const near = /([一-鿿a-z][一-鿿a-z ]{0,13}?)\s?(?:的)?(?:电话|手机|tel|座机|号码)?[:：，, ]{0,2}\(?$/.exec(before)
    const words = near?.[1]?.trim()
    if (words && near) {
      const name = lastPerson(words)
      if (name) {
        const at = spot.start - before.length + near.index + near[0].indexOf(words) + words.lastIndexOf(name.raw)
        page.take(at, at + name.raw.length)
        const offset = name.raw.indexOf(name.value)
        return page.read(
          page.text.slice(at + offset, at + offset + name.value.length),
          at + offset,
          at + offset + name.value.length,
          0.9,
        )
      }
    }
    const after = /^[\s(（,，]{0,2}([一-鿿]{1,4}(?:先生|女士|小姐|总|姐|哥|工|师傅|老师|经理)?)(?:收|$|[\s，,)）\n])/.exec(
      page.live.slice(spot.end, Math.min(to, spot.end + 10)),
    )
    if (after?.[1] && (FULL.test(personName(after[1])) || new RegExp(`^${PERSON.source}$`).test(after[1]))) {
      const at = spot.end + after[0].indexOf(after[1])
      const value = personName(after[1])
      page.take(at, at + after[1].length)
      return page.read(value, at, at + value.length, 0.85)
    }
  }
  const receives = page.find(
    new RegExp(`((?:${PERSON.source}))(?:签收|(?<!验)收(?!货地|款|到|据|藏|银)|接货|来拿|来拉|来提)`),
    from,
    to,
  )
  if (receives?.[1] && /收|签收|接货/.test(receives[0])) {
    page.take(receives.index, receives.index + receives[0].length)
    const value = personName(receives[1])
    const at = receives.index + receives[1].indexOf(value)
    return page.read(value, at, at + value.length, 0.85)
  }
  const confirmed = page.find(new RegExp(`(${SURNAME}(?:总|经理|老板|工|主任|科长|主管|老师|姐|哥))(?:确认|定|说)`), from, to)
  if (confirmed?.[1] && phoneSpots.length > 0) {
    page.take(confirmed.index, confirmed.index + confirmed[0].length)
    return page.read(confirmed[1], confirmed.index, confirmed.index + confirmed[1].length, 0.8)
  }
  return undefined
}

/** The person at the end of a run of words: 收货找老方 → 老方, 业主曾太 → 曾太, Linda Tang. */
function lastPerson(words: string): { raw: string; value: string } | undefined {
  const english = /([a-z]+(?: [a-z]+){0,2})$/.exec(words)
  if (english?.[1] && english[1].length >= 2 && !/^(?:tel|phone|attn|mobile|wechat|qq)$/.test(english[1])) {
    const raw = english[1].replace(/^attn\s+/, '')
    return { raw, value: raw }
  }
  const m = new RegExp(`(?:${PERSON.source})$`).exec(words)
  if (!m) return undefined
  const value = personName(m[0])
  return value.length >= 1 ? { raw: m[0], value } : undefined
}

interface Candidate {
  start: number
  end: number
  score: number
}

const VERB =
  /^(?:那边|这边|那里|家|店里|店|的|老板|我们)?(?:又|想|刚|再|也|就|说|今天|明天|报货|下单|下个单|下了|下|订货|订购|订|定|要货|要|采购|需要|需|来|补做|补货|补|拿|加|报|购|买|照旧|老样子|返单|翻单|跟上次|多备|：|:)/

/** A phrase at a place of the message as a name of who buys: by its ending, by what follows, by where it stands. */
function score(
  page: Page,
  start: number,
  end: number,
  role: 'lead' | 'tail' | 'given',
  products: CatalogueProduct[] | null,
): Candidate | undefined {
  const words = page.plain.slice(start, end)
  if (words.length < 2 || words.length > 20 || /^\d+$/.test(words)) return undefined
  if (GREETING.test(words) && !ORG.test(words)) return undefined
  if (/^(?:承运|物流|快递|运输|货运|贵|我|你们?|本|该|保险|外贸)公司$|^(?:运单|件数|单价|数量)/.test(words)) return undefined
  if (isColor(words) || /^(?:我们|我司|咱|那给|给我|要|请|送|发|寄|有|没)/.test(words)) return undefined
  let points = 0
  if (ORG.test(words)) points += 3
  if (PERSON_BUYER.test(words)) points += 2.5
  const goods = catalogueNameIn(words, products)
  if (goods) points -= goods.end - goods.start === words.length ? 6 : ORG.test(words) ? 1 : 3
  if (/\d/.test(words) && !ORG.test(words)) points -= 3
  if (role === 'given') points += 2.5
  if (role === 'lead') points += 0.5
  return { start, end, score: points }
}

/** Words behind a name that begin another matter. */
const AFTER_NAME =
  /^(?:的|那边|这边|那里|昨天|前天|今天|今早|刚|那|这|说|想|安排|要|订|定|下单|下个单|下|报|需|采购|补|来|拿|加|返|翻|照|老样子|跟|同|多备|订货|配件单|物料|工服|清单|订单|外单|内单|大货|送货单|月|本|节前|店长|老客户|他|客户|请|[：:，,。;；\s\n(（\u0001]|\d|[a-z]|$|[^一-鿿])/
const BEFORE_NAME = /(?:我们是?|我是|给|帮|刚跟|跟|那个|这个|喂|亲|老客户|啊|吧|了|的|单位|又麻烦|，|,|。|：|:|\n|\s|^)$/
const FIRST = /^(?:的|那|这|了|啊|吧|跟|给|帮|我|你|他|要|再|先|请|又|也|还|就|送|发|寄|到)/

/** Names by their ending, wherever they stand: 佛山锦程印刷要…, 老客户昌盛纸行他要…, 老孟说…; and places in front of a colon. */
function* named(page: Page, from: number, to: number, context: IntakeContext): Generator<Candidate> {
  const text = page.live.slice(0, to)
  for (const run of page.findAll(/[一-鿿a-z()（）]{2,60}/, from, to)) {
    const words = run[0]
    for (let s = 0; s < Math.min(words.length - 1, 40); s++) {
      if (s > 0 && !BEFORE_NAME.test(words.slice(0, s))) continue
      if (FIRST.test(words.slice(s)) && !/^(?:我爱我家|到家)/.test(words.slice(s))) continue
      let best = 0
      for (let n = 2; n <= Math.min(16, words.length - s); n++) {
        const name = words.slice(s, s + n)
        if ((ORG.test(name) && n >= 3) || (PERSON_BUYER.test(name) && n <= 4)) {
          if (AFTER_NAME.test(text.slice(run.index + s + n, run.index + s + n + 4))) best = n
        }
      }
      if (best === 0) continue
      const start = run.index + s
      const c = score(page, start, start + best, 'lead', context.catalogue)
      if (!c) continue
      const after = text.slice(start + best, start + best + 6)
      if (
        /^(?:那边|这边)?(?:又|想|刚|再|也)?(?:要|订|定|下单|下个单|报|需|采购|补|返|翻|照|多备|老样子|同上次|跟上次)|^[：:]/.test(
          after,
        )
      )
        c.score += 1.5
      if (start <= from + 6) c.score += 0.8
      if (/^说|^请客/.test(after)) c.score += 1
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

const NAME = '[一-鿿a-z()（）·&]{2,20}?'
const LEAD = new RegExp(
  `^(?:[\\s@]|@[^\\s]{1,12}\\s)*(?:(?:你好|您好|hi|hello|亲|各位好|喂)[，,! ]?)?(?:帮|给|刚跟|那个)?(${NAME})((?:那边|这边|家)?(?:又|想|刚|再)?(?:要货|要打样|要|下单|下了|订货|订购|订|定|报货|采购清单|采购|需要|补做|补货|补|来货|来|拿|加单|返单|翻单|照旧|老样子|跟上次|同上次|的大货|多备|送货单|[:：，,\\s\\n(（]|\\u0001|(?=\\d)))`,
)

export interface CustomerRead {
  read: Read<string>
  score: number
}

/** Who buys. Labelled first; then a known customer; then the phrase that by its form and place is a name rather than an article. */
export function readCustomer(page: Page, from: number, to: number, context: IntakeContext): CustomerRead | undefined {
  const label = page.find(CUSTOMER_LABEL, from, to)
  if (label?.[1]) {
    const raw = label[1].trimEnd()
    const at = label.index + label[0].indexOf(label[1])
    const bare = raw.replace(/[(（].*$/, (tail) => (/店|公司|厂/.test(tail) ? tail : '')).trimEnd()
    if (bare.length >= 2 && !/^(?:要|催|说|急|那边|等|已|自|付|不|确认)/.test(bare)) {
      page.take(label.index, label.index + label[0].length)
      return { read: page.readAs(at, at + bare.length), score: 10 }
    }
  }
  const ours = page.find(
    new RegExp(
      `我(?:司|们公司|们店|们厂)?\\s?[(（](${NAME})[)）]|我们?是?(${NAME})(?:这边|这里)|我是(${NAME})的[老小阿]?[一-鿿]`,
    ),
    from,
    to,
  )
  const own = ours?.[1] ?? ours?.[2] ?? ours?.[3]
  if (ours && own && (ORG.test(own) || ours[2] !== undefined || ours[1] !== undefined) && own.length >= 2) {
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
  const english = page.find(
    /(?<![a-z])[a-z]+(?: [a-z&]+){0,3} (?:toys|trading|ltd|inc|co|group|industrial|supplies|hotel|school)\b\.?/,
    from,
    to,
  )
  if (english) found.push({ start: english.index, end: english.index + english[0].length, score: 4 })
  const put = (c: Candidate | undefined): void => {
    if (c && c.score >= 2) found.push(c)
  }
  const text = page.live.slice(0, to)
  // Phrases at the beginning of the message and of its lines.
  let line = from
  let index = 0
  for (const row of text.slice(from, to).split('\n')) {
    if (index < 3) {
      const m = LEAD.exec(row)
      if (m?.[1]) {
        const start = line + m.index + m[0].indexOf(m[1])
        const verb = m[2] ?? ''
        const c = score(page, start, start + m[1].length, 'lead', context.catalogue)
        if (c) {
          if (VERB.test(verb) && verb.trim() !== '' && !/^[，,\s]/.test(verb)) c.score += /[:：]/.test(verb) ? 1.6 : 2
          if (index === 0 && /^[\s，,：:\n]|^$/.test(verb)) c.score += 0.8
          put(c)
        }
      } else if (/^[一-鿿a-z()（）]{2,16}$/.test(row.trim())) {
        const start = line + (row.length - row.trimStart().length)
        const c = score(page, start, start + row.trim().length, 'lead', context.catalogue)
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
  // Given to somebody, or somebody's: 给旺达彩印, 佳美装饰的, 发给老周.
  for (const m of page.findAll(
    /(?:给|卖给|发给|送给|帮)([一-鿿a-z]{2,12}?)(?=[，,。;；\s\n\u0001下订送]|发|送|安排|来|下单|$)/,
    from,
    to,
  )) {
    const words = m[1] ?? ''
    const start = m.index + m[0].length - words.length
    if (!/^(?:我|你|他|她|到|力|客户|司机|财务|仓库|一|钱)/.test(words))
      put(score(page, start, start + words.length, 'given', context.catalogue))
  }
  for (const m of page.findAll(
    /(?:^|[，,。;；\s\n\u0001])([一-鿿a-z]{2,14}?)(要的|的|那边的|家的|那单|收)?(?=[，,。;；\n\s]|$|\u0001)/,
    from,
    to,
  )) {
    const words = m[1] ?? ''
    const start = m.index + m[0].indexOf(words)
    const c = score(page, start, start + words.length, 'tail', context.catalogue)
    if (c) {
      if (m[2]) c.score += 1
      put(c)
    }
  }
  const best = found.sort((a, b) => b.score - a.score || a.start - b.start)[0]
  if (!best) return undefined
  page.take(best.start, best.end)
  const tail = /^(?:那边|这边|家|的?大货|配件单|物料|工服|清单|外单|内单|送货单|采购清单|多备点|报货|的)/.exec(
    page.live.slice(best.end, best.end + 5),
  )
  if (tail) page.take(best.end, best.end + tail[0].length)
  const words = page.text.slice(best.start, best.end)
  const bare = words.replace(/(?:那边|这边|的|家)$/, '')
  return { read: page.readAs(best.start, best.start + bare.length, Math.min(0.95, 0.5 + best.score / 10)), score: best.score }
}
