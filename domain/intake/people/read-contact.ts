import type { Read } from '../draft'
import { placeAt } from '../words/divisions'
import type { Page } from '../text/page'
import { ORG, SURNAME, TITLE } from '../words/people-words'

const CONTACT_LABEL =
  /(?:(?:收[件货]人?|联系人)姓名(?=[:： ])|收货联系人|联系人|联络人|收货人|收件人|收[件货]方|[收接签]货?的|收货|收件|对接人|签收人?|验收人|现场负责人|现场联系人|经手人|业主|attn\.?|接货人|提货人|经办人?|采购员|点收|对接(?=[:：])|联系(?=[换改])|contact|(?<= )收(?=[:：=])|rcv|receiver|(?<=[\n;|(（▍【]|^)(?:收|人)(?=\s?[=:：|]|[)）]))(?:换成|改成|改为|换人了?,?换成|写(?!错)|换(?!人)|改(?!一?下)|还是|仍是|找|是|叫|[:：=|_)） 】\]]{1,3}|(?=[a-z]))\s?((?:mr|ms|mrs)\.? ?[a-z]+|[老小阿]?[a-z]+(?: [a-z]+){0,2}(?: [一-鿿](?= ))?|[^\n，,；;|\t0-9\u0001]{1,12}?)(?=[\s，,；;|/_\t\n\u0001(（]|$|\d)/
/** 姓名：罗丹 in the row above that of the phone; in a list of sizes it is the name of whoever wears one. */
const NAMED_IN_FORM = /(?<=^|[\n,，;；|] ?)姓名\s?[:：]\s?([一-鿿]{2,4})[ ,，;；|]{0,2}\n?(?:联系|收[件货]人?的?)?(?:电话|手机)/
/** The one who receives is another: 收货人写错啦，应该是…, 收货联系人换人，找…, 收货人别写洪师傅了，换廖班长. */
const INSTEAD_OF =
  /(?:收货|收件|联系|接货|对接)(?:联系)?人?[^，,。;；\n\u0001]{0,3}?(?:写错|填错|错|换人|地方|地点|别写|不是|不写|别找|不找)[^，,。;；\n\u0001]{0,6}[，,]\s?(?:应该|应|要|请)?(?:是|为|写|找|换|改|填)(?:成|为|给)?\s?([一-鿿]{2,4}?)(?=[，,。;；\s\u0001]|$|\d)/
/** Somebody who receives: a surname with a title, 老X 小X 阿X, or a full name next to a phone. */
const PERSON = new RegExp(
  `(?:(?:${SURNAME}[一-鿿]{0,2}?)(?:${TITLE})|${SURNAME}[科师](?![一-鿿])|[老小阿](?:${SURNAME}|[一-鿿])(?![一-鿿]{3,})|${SURNAME}[一-鿿]{1,2})`,
)
const FULL = new RegExp(`^${SURNAME}[一-鿿]{1,2}$`)
const DROP_TITLE = new RegExp(`^(${SURNAME}[一-鿿]{1,2})(?:先生|女士|小姐|太太|老师|师傅|经理|主管|主任|店长|总)$`)
/** What somebody does, or where in the firm. */
const JOB = '采购|业务|跟单|文员|经理|老板|后厨|厨房|前台|仓库|车间|工程部|客房部?|财务|收货'
const OF_JOB = new RegExp(`(?:的|${JOB})$`)
const FIRM_OF_SELF = new RegExp(`^[我俺][是叫系]?([一-鿿]{2,10}?)(?:的|${JOB})*$`)
const SELF = new RegExp(
  `[我俺](?:是|叫|系)(?:[一-鿿]{2,10}的?(?:${JOB})?)?((?:[小老阿][一-鿿])|${SURNAME}(?:师傅|老师|经理|医生|工|总|姐|哥|老板)(?=[，,。\\s]|$)|${SURNAME}[一-鿿]{1,2}(?=[，,。\\s]|$|电话|手机))|我(?:[一-鿿]{2,10}?的?)([小老阿]${SURNAME})(?=[你您]给|[你您]帮|给我|帮我|要|想|这边|[啊呀](?![一-鿿]{0,2}的)|[,，。]|$)|(?:[我俺]|鄙人|本人|(?<=^|[，,。；;\\s\u0001])(?=姓[一-鿿](?:[，,。\\s\u0001]|$)))姓(${SURNAME})|免贵姓(${SURNAME})`,
)
/** Not 我是街口老金, who buys himself, and not 我是老白汽修: somebody of a firm, or a full name. */
function introduces(text: string, self: RegExpExecArray): boolean {
  const [name] = self.slice(1).filter((g) => g !== undefined)
  if (!name || self[3] || self[4]) return true
  const of = self[0].slice(0, self[0].lastIndexOf(name)).replace(/^[我俺](?:[是叫系]|的)?/, '')
  const behind = /^[一-鿿]{1,4}/.exec(text.slice(self.index + self[0].length))?.[0] ?? ''
  if ([2, 3, 4].some((n) => ORG.test(name + behind.slice(0, n))) || /^(?:档口|家的|这边)/.test(behind)) return false
  if (OF_JOB.test(of)) return true
  if (of !== '' && !/^[老小阿]/.test(name) && !ORG.test(of)) return false
  return of === ''
    ? !/^[老小阿]/.test(name) || /^[我俺]叫/.test(self[0])
    : placeAt(of, 0)?.end !== of.length && !/[镇乡村沟口街路]$/.test(of)
}
/** 我是襄阳老曹门窗: a shop that is called by its owner. */
const SHOP_OF = { test: (words: string): boolean => ORG.test(words) && /[老小阿]/.test(words) && !/的[老小阿].$/.test(words) }
const SIGNED = new RegExp(
  `(?:^|[\\n，,。;；\u0001]) ?([一-鿿]{3,12})[ ·-]{1,2}([老小阿](?:${SURNAME})|${SURNAME}(?:${TITLE}))\\s*$|[—-]{2}\\s?([一-鿿]{3,10}) ?(?:仓库|采购|业务|财务)?([老小阿]${SURNAME}|(?<= )${SURNAME}[一-鿿]{1,2})\\s*$`,
)
/** 师傅姓陈. */
const NAMED_AS = new RegExp(`[一-鿿]姓(${SURNAME})$`)
const SENT = new RegExp(
  `(?:让|叫|派|^|[，,。;；\\s\u0001上下中晚早午天站口门店厂处]|司机)((?:[老小阿](?![工车哥板地区时])(?:${SURNAME}|[一-鿿])|${SURNAME}(?:${TITLE})))(?:亲自|本人|自己)?(?:(?:来|去|过来|过去)(?:拉|拿|提|取|拖|装[货车]?|驮|载|搬|自提)|上门[提取拿])|自提[,，:： ]{1,2}(${SURNAME}[一-鿿]{1,2})(?=[,，。;；\\s]|$)|(?:让|喊|叫|派)(?:[一-鿿]{1,4}的)?(?![一-鿿]{0,2}(?:[轮货板]车|三轮|摩的)|司机|师傅|小[工妹弟孩时伙]|老[公婆]|车)([老小阿幺大二三]娃?[一-鿿]子?|${SURNAME}[一-鿿]{1,2})(?:开[一-鿿\\d]{1,3})?[来去](?:拉|拿|提|取|拖|装货|搬)`,
)
/** In brackets a full name looks like any word: (红心). */
const IN_BRACKETS = new RegExp(`[（(]((?:${SURNAME}[一-鿿]{0,2}?(?:${TITLE})|[老小阿]${SURNAME}))[)）]`)
const WHOLE_PERSON = new RegExp(`^${PERSON.source}$`)
const LAST_PERSON = new RegExp(`(?:${PERSON.source})$`)
const RECEIVES = new RegExp(
  `((?:${SURNAME}[一-鿿]{0,2}?(?:${TITLE})|(?<![一-鿿])[一-鿿](?:叔|姐|哥|婶|嫂|伯)|[老小阿](?:${SURNAME}|[一-鿿])|(?<=^|[^一-鿿]|师[父傅])${SURNAME}[一-鿿]{1,2}?(?<![都只才也再就能没空回秋春夏冬货款钱费票])))(?<!来)(?:自己|亲自|本人)?(?:签收(?!单)|接收?(?=[，,。\\s\u0001]|$)|代收|代签|收货(?![人地方后信])|(?<!验)收(?=[，,。;；\\s\u0001)哈啊哦吧]|$)|接货|来拿|来拉|来提)`,
)
/** 到了找柜长小田, 送到后交给阿布, 收件人程立军: who is asked for where the goods arrive. */
const ASKED_FOR = new RegExp(
  `(?:(?:找|[搵揾]|交给|对接|联系)(?:[他她]家|[他她]们?|现场|厂里|店里|工地|仓库|门口)?的?(?:[一-鿿]{1,3}[处部科室组库厂店台办队长])?([老小阿](?![板师家爸妈公婆乡区店车号件时姐妹哥弟样客姨])[一-鿿])|(?:收[件货]人|联[系络]人|对接人|到[了后时]找|送到后?找|交给)(${SURNAME}[一-鿿]{1,2}))(?=[，,。;；\\s\u0001]|$|\\d|电话|手机|签?收)`,
)
/** Words that begin like a family name and name nobody: 包邮, 周四送, 后天到. */
const NOBODY =
  /^(?:谢谢|多谢|感谢|包邮|包送|包装|包安装|到付|麻烦|辛苦|急用|自提|应该|单[补加改换]|[后明][天日早晚]|周[一二三四五六日天末](?:[前后内送发到要交提装来取拿]|[早上中下晚][午上]?(?=.|$)|$))/
/** Whoever is named in front of 收, behind where the goods go or whom to look for: 揾肥仔收, 漕溪路1号 刘能 收. */
const COLLECTS =
  /(?:(找|[搵揾]|叫|让|喊|交给?|由)|(?<=\u0001[\s,，]{0,2}))([一-鿿]{2,3}|[a-z]{2,10}) ?签?收(?=[，,。;；\s)）哈]|$)/
/** Of these no one is a person's name: what is done with goods, when, and where they are left. */
const NO_COLLECTOR =
  /[人货件签仓库门店款到时处室查点验代接]$|^[代自验统照全今明后尽现分一请都再先也就才会能不没未已要款票钱]|^可以|前台|门卫|保安|[店厂家]里|公司|工地|后厨|食堂|本人|自己|门岗|物业/
/** 周四送，他电话186…: somebody named before. */
const HIS_PHONE = /[他她]的?(?:电话|手机|联系方式|号)(?:号码?|码)?(?:是|[:：])?\s?$/
const NAMED_BEFORE = new RegExp(
  `${SURNAME}(?:${TITLE})|(?<=^|[的给找叫让跟，,。\\s\u0001])[老小阿]${SURNAME}(?![一-鿿]{0,2}[\\d件箱个袋包])`,
)
const CONFIRMED = new RegExp(
  `(${SURNAME}(?:总|经理|老板|工|主任|科长|主管|老师|姐|哥))(?:刚刚?|已经?|才|都){0,2}(?:确认|敲定|拍板|[定订说报]|下[了的]?单|下了)`,
)
const CALLED = new RegExp(
  `(?:联系人|联络人|收件人?|收货人?|对接人?|找)(?:[一-鿿]{1,4}[处部科室组库厂店台办队])?(${SURNAME}[一-鿿]{0,1}(?:${TITLE}))(?![员队方地厂人]|[老小阿]|离职|走了|不在|不做|休假|请假|换人)`,
)
const ROLE =
  /^(?:都|[搵揾]|到了|会计(?=[老小阿])|班主任(?=[一-鿿]{2,4}$)|业主|档主|船主|车主|货主|摊主|店主|房东|户主|司机|(?:[保门]安|门卫|管家|店员|收银|师傅|库管|保管|跟单|内勤|外勤|助理|厂长|队长|工长|班长)(?=[一-鿿]{2,4}$)|(?:现场|验收|工地|门口|值班|签收|店里|厂里|后厨|仓库|库房|前台|吧台|门卫|保安|食堂|厨房|财务部?|车间|物业|客房|项目部?|生产部?|技术部?|质检|行政部?|人事部?|总务处?|后勤部?|设备科|工程部?|安保|业务|销售|营业|采购部|收货部|班组|公司|宿舍|办公室|保洁|护士站|药房|检验科|实验室|机修|水电|施工员|包工头)(?=[一-鿿]{2,4}$)|仓管|采购|联系人?|收货人?|收件人?|找|联络人?|店长|策划|行政总厨|总厨|工地收货|收货找|负责人|客户|财务|文员|前台|叫|由|给|的|是|attn|contact)+/

/** Drops role words before a name and the title behind a full name: 刘建国先生 → 刘建国, 王姐 stays. */
export function personName(raw: string): string {
  const bare = raw
    .trim()
    .replace(ROLE, '')
    .replace(/(?:电话|手机|号码)$/, '')
    .replace(/(?:收|签收|接|那边|这边|处)$/, '')
    .trim()
  if (/^(?:欧阳|上官|司马|诸葛|皇甫|尉迟)(?:先生|女士|小姐|太太|总|经理|老师|主管|主任)$/.test(bare)) return bare
  const full = DROP_TITLE.exec(bare)?.[1]
  return full && !/[副大老小]$/.test(full) ? full : bare
}

/** 总务处倪老师: where somebody works stands in front. */
const withoutOffice = (words: string): string => {
  const m = /^[一-鿿]{1,4}[处部科室组仓库厂店台办]([一-鿿]{2,4})$/.exec(words.trim())
  return m?.[1] && WHOLE_PERSON.test(m[1]) ? m[1] : words
}

/** The person a pattern found, with its other words taken off the page. */
function took(page: Page, m: RegExpExecArray, name: string, confidence = 0.85): Read<string> {
  const at = m.index + m[0].lastIndexOf(name)
  page.take(m.index, m.index + m[0].length)
  return page.readAs(at, at + name.length, confidence)
}

/** Who is called or receives: labelled, else the name next to a phone or an address. */
export function readContact(
  page: Page,
  from: number,
  to: number,
  phoneSpots: { start: number; end: number }[],
): Read<string> | undefined {
  const other = page.find(INSTEAD_OF, from, to)
  if (other?.[1] && WHOLE_PERSON.test(other[1])) return took(page, other, other[1])
  const label = page.find(CONTACT_LABEL, from, to)
  if (label?.[1]) {
    const raw = label[1]
    const at = label.index + label[0].length - raw.length
    const value = personName(withoutOffice(page.text.slice(at, at + raw.length)))
    if (
      value.length >= 1 &&
      value.length <= (/^[收人]\s?[=:：|)）]/.test(label[0]) && !/^[a-z]/i.test(value) ? 4 : 12) &&
      !NOBODY.test(value) &&
      !/^(?:地址|电话|手机|方式)|错|换人|(?:客服|部|场|园|仓库?|档口)$/.test(value) &&
      (WHOLE_PERSON.test(value) || !ORG.test(value))
    ) {
      const offset = page.text.slice(at, at + raw.length).indexOf(value)
      page.take(label.index, label.index + label[0].length)
      return page.read(value, at + Math.max(0, offset), at + Math.max(0, offset) + value.length)
    }
  }
  const inForm = page.find(NAMED_IN_FORM, from, to)
  if (inForm?.[1]) return took(page, inForm, inForm[1], 1)
  const called = page.find(CALLED, from, to)
  if (called?.[1]) {
    const at = called.index + called[0].length - called[1].length
    page.take(called.index, called.index + called[0].length)
    const value = personName(called[1])
    return page.read(page.text.slice(at, at + value.length), at, at + value.length, 0.9)
  }
  const asked = page.find(ASKED_FOR, from, to)
  const found = asked?.[1] ?? asked?.[2]
  if (asked && found && !NOBODY.test(found)) return took(page, asked, found)
  const self = page.find(SELF, from, to)
  if (self && introduces(page.plain, self) && !SHOP_OF.test(page.plain.slice(self.index, self.index + self[0].length))) {
    const name = self.slice(1).find((g) => g !== undefined) ?? ''
    const at = self.index + self[0].lastIndexOf(name)
    // Whom he works for is read as the buyer.
    const firm = FIRM_OF_SELF.exec(self[0].slice(0, at - self.index))?.[1]
    if (firm) page.take(self.index + self[0].indexOf(firm) + firm.length, self.index + self[0].length)
    else page.take(self.index, self.index + self[0].length)
    return page.read(name, at, at + name.length, 0.85)
  }
  // "恒洁卫浴 老周" alone in a row: the company and who writes for it.
  const signed = page.find(SIGNED, from, to)
  const [firm, signer] = [signed?.[1] ?? signed?.[3], signed?.[2] ?? signed?.[4]]
  if (signed && firm && signer && ORG.test(firm.replace(/(?:仓库|采购|业务|财务)$/, ''))) {
    const at = signed.index + signed[0].lastIndexOf(signer)
    page.take(at, at + signer.length)
    return page.read(signer, at, at + signer.length, 0.85)
  }
  const sent = page.find(SENT, from, to)
  const fetcher = sent?.[1] ?? sent?.[2] ?? sent?.[3]
  if (sent && fetcher) {
    const at = sent.index + sent[0].indexOf(fetcher)
    page.take(at, at + fetcher.length)
    return page.read(fetcher, at, at + fetcher.length, 0.85)
  }
  const inner = page.find(IN_BRACKETS, from, to)
  if (inner?.[1] && phoneSpots.length === 0) {
    page.take(inner.index, inner.index + inner[0].length)
    return page.read(inner[1], inner.index + 1, inner.index + 1 + inner[1].length, 0.8)
  }
  for (const spot of phoneSpots) {
    if (spot.start < from || spot.start >= to) continue
    const before = page.live.slice(Math.max(from, spot.start - 16), spot.start)
    const near =
      /([一-鿿a-z][一-鿿a-z ]{0,13}?)(?:[，, /|_-]| ?\n)?(?:的|他|她)?(?:电话|手机|tel|座机|号码)?(?:[:：，, /|_-]{0,2}|\))\(?$/.exec(
        before,
      )
    const words = near?.[0].endsWith('-') && /[a-z]$/.test(near[1] ?? '') ? undefined : near?.[1]?.trim()
    if (
      words &&
      near &&
      (!/[，,\n]/.test(near[0].slice(words.length)) || ALONE.test(words) || FROM_FIRM(words) || IN_UNIT.test(words))
    ) {
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
    // 18号 可乐 178…: by whatever name somebody goes who stands between the address and the phone.
    const alone = /\u0001[\s,，]{1,2}([一-鿿]{2,4}) ?[:：,，]? ?$/.exec(before)
    const earlier = HIS_PHONE.test(before) ? page.findAll(NAMED_BEFORE, from, spot.start).at(-1) : undefined
    if (earlier) return page.readAs(earlier.index, earlier.index + earlier[0].length, 0.85)
    const receiver = /(?:^|[\s,，\u0001])([一-鿿]{2,4})签?收 ?$/.exec(before)
    if (receiver?.[1] && !/[人货件签仓库门店]$|^[代自]/.test(receiver[1]) && !NOBODY.test(receiver[1])) {
      const at = spot.start - before.length + receiver.index + receiver[0].indexOf(receiver[1])
      page.take(at, at + receiver[1].length + 1)
      return page.readAs(at, at + receiver[1].length, 0.8)
    }
    if (alone?.[1] && !NOBODY.test(alone[1]) && !/电话|手机|[收联号楼栋座室层打到了找给送]/.test(alone[1])) {
      const at = spot.start - before.length + alone.index + alone[0].indexOf(alone[1])
      page.take(at, at + alone[1].length)
      return page.readAs(at, at + alone[1].length, 0.7)
    }
    const after = /^[\s(（,，]{0,2}([一-鿿]{1,4}(?:先生|女士|小姐|总|姐|哥|工|师傅|老师|经理)?)(?:收|$|[\s，,)）\n])/.exec(
      page.live.slice(spot.end, Math.min(to, spot.end + 10)),
    )
    if (after?.[1] && !NOBODY.test(after[1]) && (FULL.test(personName(after[1])) || WHOLE_PERSON.test(after[1]))) {
      const at = spot.end + after[0].indexOf(after[1])
      const value = personName(after[1])
      page.take(at, at + after[1].length)
      return page.read(value, at, at + value.length, 0.85)
    }
  }
  const receives = page.find(RECEIVES, from, to)
  if (receives?.[1] && /[收接签]/.test(receives[0])) {
    page.take(receives.index, receives.index + receives[0].length)
    const value = personName(receives[1])
    const at = receives.index + receives[1].indexOf(value)
    return page.readAs(at, at + value.length, 0.85)
  }
  const collects = page.find(COLLECTS, from, to)
  const collector = collects?.[2] ?? ''
  if (collects && collector && !NO_COLLECTOR.test(collector) && !NOBODY.test(collector) && !ORG.test(collector))
    return took(page, collects, collector)
  const confirmed = page.find(CONFIRMED, from, to)
  if (confirmed?.[1] && phoneSpots.length > 0) {
    page.take(confirmed.index, confirmed.index + confirmed[0].length)
    return page.read(confirmed[1], confirmed.index, confirmed.index + confirmed[1].length, 0.8)
  }
  return undefined
}

const TITLED = new RegExp(
  `^(?![一-鿿]{0,2}[打叫找给让送到寄发收俾畀成为是转])(?!(?:[电焊施木瓦油泥水架钳车技职民手加开完竣员女男农小]|水电)工$|[领指向]导$|[小表徒兄师]?[妹弟姐哥][妹弟姐哥]?$|[我他她你老师][爸妈爷叔姨]?$)[一-鿿]{1,3}(?:${TITLE})$`,
)
/** Words in front of a comma and a phone that are a person and nothing else, or a role with a person. */
const ALONE = new RegExp(
  `^(?:.{0,8}(?:采购|业务|联系|收货|仓管|负责|验收|管家|对接|签收|现场|经办|保安|门卫|前台|文员|财务|师傅|司机|档主|船主|车主|货主|摊主|店主|老板|房东|户主|业主|找)[一-鿿]{0,2} ?)?(?:${PERSON.source})$`,
)

/** Here the family name tells better where the name begins. */
const SURNAME_TITLED = new RegExp(`.${SURNAME}(?:${TITLE})$`)
/** 沁源茶业林茵: for whom somebody works, and the name. */
const FROM_FIRM = (words: string): boolean => {
  const m = new RegExp(`^(?:([一-鿿]{3,9}) ?|.{0,8}叫)${SURNAME}[一-鿿]{1,2}$`).exec(words)
  return m !== null && (m[1] === undefined || ORG.test(m[1]))
}

/** 音乐组何老师, 城管科李科长: behind the unit where somebody works stands the family name. */
const IN_UNIT = new RegExp(`(?:[组科部处室局院所队办站系股课委]|中心|车间)(${SURNAME}(?:${TITLE}))$`)

/** The person at the end of a run of words: 收货找老方 → 老方, 业主曾太 → 曾太, Linda Tang. */
function lastPerson(words: string): { raw: string; value: string } | undefined {
  if (ORG.test(words) && !/(?:会计|律师)$/.test(words)) return undefined
  const inUnit = IN_UNIT.exec(words)?.[1]
  if (inUnit) return { raw: inUnit, value: inUnit }
  const english = /([老小阿]?[a-z]+(?: [a-z]+){0,2})$/.exec(words)
  if (english?.[1] && english[1].length >= 2 && !/^(?:tel|phone|attn|mobile|wechat|qq)$/.test(english[1])) {
    const raw = english[1].replace(/^(?:attn|contact|call|ask for)\s+/, '')
    return { raw, value: raw }
  }
  // 买买提师傅, 妞妞妈, 雒老板: the whole of what stands apart, whatever it begins with.
  const apart = personName(/(?:^| )([一-鿿]{2,7})$/.exec(words.replace(/(?:签收|接货|[收回接打留])$/, ''))?.[1] ?? '')
  const bounded = words.includes(' ') || words.length < 8
  if (bounded && TITLED.test(apart) && !SURNAME_TITLED.test(apart) && !ORG.test(apart)) return { raw: apart, value: apart }
  const called = NAMED_AS.exec(words)
  if (called?.[1]) return { raw: called[1], value: called[1] }
  const run = /[一-鿿]+$/.exec(words.replace(/(?:签收|接货|[收回接打留])$/, ''))?.[0] ?? ''
  const m = LAST_PERSON.exec(run.replace(ROLE, ''))
  if (!m || NOBODY.test(m[0]) || /^(?:师傅|老板娘?|老师|老乡|小区|小学|老家|阿姨|经理)|[室处部台亭房站厅]$/.test(m[0]))
    return undefined
  // 康步的叶总: what stands in front of 的 is no family name.
  const of = m[0].lastIndexOf('的')
  if (of >= 0) return of + 1 < m[0].length ? lastPerson(run.slice(run.lastIndexOf(m[0]) + of + 1)) : undefined
  // 仓管小谷, 派洛设计小邓: what stands in front of the family name is no family name.
  const short = /^.[老小阿].$/.test(m[0]) && (/^[管安家傅机主东员卫库防]/.test(m[0]) || ORG.test(run.slice(0, -2)))
  const value = short ? m[0].slice(1) : personName(m[0])
  // 小陈老师
  const young =
    /^[小老阿]$/.test(run[run.lastIndexOf(m[0]) - 1] ?? '') && SURNAME_TITLED.test(` ${value}`)
      ? run[run.lastIndexOf(m[0]) - 1]
      : ''
  return value.length >= 1 ? { raw: `${young}${m[0]}`, value: `${young}${value}` } : undefined
}
