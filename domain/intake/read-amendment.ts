import type { DraftLine, IntakeContext } from './draft'
import { NUMBER } from './numerals'
import type { Page } from './page'
import { matchLine } from './match-line'
import { readLines } from './read-lines'
import { UNIT } from './units'

const REMOVE = /不要(?!那么|这么|太)了?|去掉|取消|删掉|删了|不用了|先不要|撤掉|减掉/
const ADD =
  /新增|增加|追加|再加|多加|加订|另加|加上|补[\d一二三四五六七八九十两]|多要|(?<![更])加[\d一二三四五六七八九十两]|加(?=[一-鿿]{1,8}\d)|加\d|加个/
/** 从10张加到15张: what it was. */
const WAS = new RegExp(`(?:从|由)\\s?(?:${NUMBER})\\s?(?:${UNIT})?(?=[加改减变调增降])`)
const REPLACE = /换成|换为|改要|改用/
const BECOMES = /改成|改为|改到|改|减到|加到|减少到|增加到|只要|变成|调成|调到|->|→/

/** Which lines of a running order a message changes, and how: op set, add or remove. A replacement is a remove and an add. */
export function readAmendment(page: Page, context: IntakeContext): DraftLine[] {
  const lines: DraftLine[] = []
  for (const m of page.findAll(/(?:不要|用不了|要不了)?(?:那么|这么|太)多了?/)) page.take(m.index, m.index + m[0].length)
  let at = 0
  for (const clause of page.live.split(/(?<=[，,;；。\n])|(?=然后|还有|另外|同时)/)) {
    const start = at
    const end = at + clause.length
    at = end
    if (/系统里|原来是|之前是|本来/.test(clause)) continue
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
    const was = WAS.exec(clause)
    if (was) page.take(start + was.index, start + was.index + was[0].length)
    const remove = REMOVE.test(clause)
    const add = ADD.test(clause) && !/减到|改成|改为|加到|增加到/.test(clause)
    const becomes = BECOMES.test(clause) || told !== null
    for (const verb of [
      REMOVE,
      /改一下|改下|改成|改为|改到|减到|加到|减少到|增加到|只要|变成|调成|调到|改(?=[\d一二三四五六七八九十两])/,
      /新增|增加|追加|再加|多加|加订|另加|加上|多要|备用/,
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
