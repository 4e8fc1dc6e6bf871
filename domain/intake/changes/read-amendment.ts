import type { DraftLine, IntakeContext } from '../draft'
import { NUMBER } from '../text/numerals'
import type { Page } from '../text/page'
import { matchLine } from '../catalogue/match-line'
import { readLines } from '../lines/read-lines'
import { UNIT } from '../words/units'

/** What is no more wanted, with the signs that people put before a line. */
const REMOVE =
  /(?:退回去?)?(?:先)?(?:[不勿]要|唔要)(?!那么|这么|太|那种)了?|(?:整[项行个]|全部?|先|就|都)?(?:去掉|划[掉了]|拿掉|取消|删(?:[掉除了]|(?=[,，;；。\s]|$))|撤(?:[掉下了]|(?=[,，;；。、\s]|$))|减掉|砍掉|抹掉|勾掉|剔[掉除]|拿下来|退掉|全去|免了?(?=[,，;；。\s]|$)|换掉)|(?<=[一-鿿a-z\d])算了(?=[,，;；。\s]|$)|不用了|(?:先|暂时?)?(?:[别莫][要做]了?|[别莫][发配]了?(?=[,，;；。、\s]|$))|(?:先)?不[做发拿试配](?:了|(?=[,，;；。、\s]|$))|^\s*➖/
const ADD =
  /新增|增加|追加|再加|多加|加订|另加|加上|补[\d一二三四五六七八九十两]|多要|(?<![更])加[\d一二三四五六七八九十两]|加(?=[一-鿿]{1,8}\d)|加\d|加个|再?[带捎]上(?=[一-鿿\d])|(?:漏了?|还要|顺便|顺带|一起)?[搭捎添补]\s?[\d一二两三四五六七八九十]|也要\s?[\d一二两三四五六七八九十]|(?:再|另外?|外|顺手|又)[补添塞搭追捎要带来]|新加|外带|(?:塞|追|添|多[来备做]|多一样|上)(?=\s?[\d一二两三四五六七八九十]|[一-鿿]{1,6}\d)|^\s*(?:➕|\+\s?(?=[\d一-鿿]))|^补(?=[一-鿿a-z])/
/** 从10张加到15张: what it was. */
const WAS = new RegExp(`(?:从|由)\\s?(?:${NUMBER})\\s?(?:${UNIT})?(?=[加改减变调增降])`)
/** By whichever verb: 减到, 降为, 追到, 压成, 调整为. */
const TURN = '(?:改|调整?|变|减|降|缩|压缩?|砍|增|加码?|添|追加?|涨|提|升|多发|少发)(?:成|为|到|至|返|做)'
/** 20箱改成30箱, 240→300条, 11米应为13.2米: what it was, before what it becomes. */
const OLD = new RegExp(
  `(?<![a-z\\d./*#φ-])(?:${NUMBER})\\s?(?:${UNIT})?\\s?(?=(?:改成|改为|改到|改做|改|换成|变成|变|减到|减成|减|加到|调到|调成|调为|调至|应为|应该是|应是|→|⇒|->|(?:${TURN}))\\s?(?:${NUMBER}))`,
)
/** 减到, 降为, 追到, 压成, 调整为: what becomes of a count, by whichever verb. */
const TURNED = new RegExp(`(?:数量|量|价)?(?:也|再)?(?:${TURN})\\s?(?=(?:${NUMBER}))|revise to(?=\\s?\\d)|(?:减|砍)半|翻倍|加倍`)
/** 少发点，25箱就行: what was too much or too little, before what is wanted. */
const TOO_MANY = new RegExp(
  `(?:再|先)?(?:少|多)(?:发|要|送|来|减)?(?:些|点|(?:${NUMBER})\\s?(?:${UNIT}))(?=\\s?[,，])|再?减点(?=\\s?[,，])|多了(?=\\s?[,，])|先?[别莫](?:要|发|做|拿)\\s?(?:${NUMBER})\\s?(?:${UNIT})了?(?=\\s?[,，])`,
)
const WANTED = new RegExp(
  `^[,，\\s]*(?:就|先|只)?(?:发|要|留|做|共|凑|给)?\\s?(?=(?:${NUMBER})\\s?(?:${UNIT})?\\s?(?:就|也|足)?(?:行|够|好|可以)?)`,
)
/** Which order is meant, and which row of it: no name of goods. */
const WHICH =
  /(?:刚刚?才?|昨[天晚日]|前天|早上|上午|今早)?(?:报|订|下|发|写)?的?(?:[那这]个单子?|[那这]一?(?:单子?|票|批货?|柜|车货?|笔|[张份](?:[一-鿿]{0,2}(?:单子?|表))?))(?:里[面头]?)?(?=[^一-鿿]|[一-鿿]{2})|(?:单子?|清单|表)里[面头]?|第\s?[\d一二三四五六七八九十]{1,3}\s?[项行条](?![一-鿿]?\d)/
/** Begins what is wanted in place of what the clause before took out. */
const SWAPPED = /^[，,\s\n]*(?:给)?(?:全部?|都)?(?:换成|换为|换|改成|改为|改做|改要|改发|改用)(?!一下|下)/
const REPLACE = /换成|换为|改要|改用/
const BECOMES =
  /改成|改为|改到|改|减到|减成|加到|减少到|增加到|只要|只能给|变成|变|调成|调到|调为|调至|应为|应该是|应是|定(?=[\d白黑红])|按(?=[^,，]{0,6}\d)|->|→/

/** Which lines of a running order a message changes, and how: op set, add or remove. A replacement is a remove and an add. */
export function readAmendment(page: Page, context: IntakeContext): DraftLine[] {
  const lines: DraftLine[] = []
  for (const m of page.findAll(/(?:不要|用不了|要不了)?(?:那么|这么|太)多了?/)) page.take(m.index, m.index + m[0].length)
  for (const m of page.findAll(WHICH)) page.take(m.index, m.index + m[0].length)
  let at = 0
  // 撤了，换成酒红，60顶: what stands in the place of what was taken out.
  let instead: DraftLine | undefined
  // 淡奶油少送点，25箱就行: whose count the next clause tells.
  let recounted = false
  for (const clause of page.live.split(/(?<=[，,;；。\n])|(?=然后|还有|另外|同时)/)) {
    const start = at
    const end = at + clause.length
    at = end
    if (/系统里|原来是|之前是|本来|(?:不动|不变|不改|照旧|照原单)\s*[，,;；。]?$/.test(clause)) continue
    const replaced = REPLACE.exec(clause)
    const told = /(?:颜色|规格|尺寸|尺码|型号|单价|价格)(?:都|全部?|统一)?(?:换成|改成|改为|换为|改用|改要|改)/.exec(clause)
    if (told) page.take(start + told.index, start + told.index + told[0].length)
    if (replaced && !told && !/(?:地址|收货人|联系人|电话|物流|快递|顺丰|包装|方式|票)/.test(clause)) {
      const before = readLines(page, start, start + replaced.index, context.catalogue, true).lines[0]
      const after = readLines(page, start + replaced.index + replaced[0].length, end, context.catalogue, true).lines[0]
      if (before && after && (after.productName || after.spec)) {
        lines.push({ op: 'remove', ...bare(before) })
        const { quantity: _q, unit: _u, ...same } = before
        const put: DraftLine = { ...same, ...after, op: 'add' }
        matchLine(put, context.catalogue)
        lines.push(put)
        continue
      }
    }
    const swapped = instead && SWAPPED.exec(clause)
    if (swapped) page.take(start + swapped.index, start + swapped.index + swapped[0].length)
    const old = OLD.exec(clause)
    if (old) page.take(start + old.index, start + old.index + old[0].length)
    const was = WAS.exec(clause)
    if (was) page.take(start + was.index, start + was.index + was[0].length)
    const turned = TURNED.exec(clause)
    if (turned) page.take(start + turned.index, start + turned.index + turned[0].length)
    const tooMany = turned ? null : TOO_MANY.exec(clause)
    if (tooMany) page.take(start + tooMany.index, start + tooMany.index + tooMany[0].length)
    const wanted = recounted ? WANTED.exec(clause) : null
    if (wanted) page.take(start, start + wanted[0].length)
    recounted = tooMany !== null
    const remove = tooMany === null && REMOVE.test(clause)
    const add = !turned && !tooMany && (swapped != null || ADD.test(clause)) && !/减到|改成|改为|加到|增加到/.test(clause)
    const becomes = BECOMES.test(clause) || told !== null || turned !== null || tooMany !== null
    for (const verb of [
      REMOVE,
      /改一下|改下|改成|改为|改到|改价|减到|减成|加到|减少到|增加到|只要|只能给|变成|调成|调到|调为|调至|应为|应该是|应是|->|→|(?:改|变|减到?)(?=[\d一二三四五六七八九十两])/,
      /新增|增加|追加|再加|多加|加订|另加|加上|多要|备用|➕|^\s*\+|漏(?:写|报)?了|(?:再|另外)?补(?=[一-鿿\d])|新加|外带|(?:再|另外?|外|顺手|又)?[塞搭捎添追](?=\s?[\d一二两三四五六七八九十])|(?:再|另外?|外|顺手|又)[补添塞搭追捎要带来]|多(?:[来备做](?=\d)|一样)|(?:再)?[带捎]上(?=[一-鿿\d])/,
      /[上进]去(?=[,，;；。\s]*$)/,
    ]) {
      const m = verb.exec(clause)
      if (m) page.take(start + m.index, start + m.index + m[0].length)
    }
    const plus = /(?<![更])[加补](?=[\d一二三四五六七八九十两])/.exec(clause)
    if (plus) page.take(start + plus.index, start + plus.index + 1)
    const read = readLines(page, start, end, context.catalogue, true).lines.filter(
      (l) => l.productName || l.productCode || l.quantity || l.color || l.unitPrice || (remove && l.spec),
    )
    for (const line of read) {
      if (/价/.test(clause) && line.quantity && !line.unit && !line.unitPrice) {
        line.unitPrice = line.quantity
        delete line.quantity
      }
      if (/高度|宽度|长度|厚度|尺寸|规格/.test(clause) && line.quantity && !line.unit && !line.spec) {
        line.spec = { ...line.quantity, value: line.quantity.value }
        delete line.quantity
      }
      if (swapped && instead && !line.productName && !line.productCode && (line.color || line.spec)) {
        const { op: _op, quantity: _q, unit: _u, color: _c, catalogCode: _code, ...kept } = instead
        const put: DraftLine = { ...kept, ...line, op: 'add' }
        matchLine(put, context.catalogue)
        lines.push(put)
        continue
      }
      const named = line.productName ?? line.productCode
      if (!named && lines.length > 0 && !remove) {
        // What follows the goods in another clause tells more about them.
        const last = lines.at(-1) as DraftLine
        for (const [k, v] of Object.entries(line))
          if (!(k in last) || last[k as keyof DraftLine] === undefined) Object.assign(last, { [k]: v })
        if (last.op !== 'remove') matchLine(last, context.catalogue)
        continue
      }
      // "140的改28件，160的去掉": another one of the same goods.
      const kin = lines.at(-1)
      if (!named && remove && kin && (line.spec || line.color)) {
        const { productName, productCode } = kin
        const gone: DraftLine = {
          op: 'remove',
          ...(productName ? { productName } : {}),
          ...(productCode ? { productCode } : {}),
          ...bare(line),
        }
        matchLine(gone, context.catalogue)
        lines.push(gone)
        continue
      }
      if (!named) continue
      if (remove) lines.push({ op: 'remove', ...bare(line) })
      else if (add) lines.push({ ...line, op: 'add' })
      else if (becomes || line.quantity || line.unitPrice || line.color || line.spec) lines.push({ ...line, op: 'set' })
    }
    const last = lines.at(-1)
    if (last?.op === 'remove') instead = last
    else if (!swapped && read.length > 0) instead = undefined
  }
  return lines.filter((l) => l.op === 'remove' || l.quantity || l.unitPrice || l.color || l.spec)
}

const bare = (line: DraftLine): DraftLine => ({
  ...(line.productName ? { productName: line.productName } : {}),
  ...(line.productCode ? { productCode: line.productCode } : {}),
  ...(line.catalogCode !== undefined ? { catalogCode: line.catalogCode } : {}),
  ...(line.spec ? { spec: line.spec } : {}),
  ...(line.color ? { color: line.color } : {}),
})
