import { looksLikeBuyer, type Section, type Split } from './buyers-in-turn'
import { placeAt } from '../words/divisions'
import type { IntakeContext } from '../draft'
import { isColor, isGoods } from '../words/goods-words'
import type { Page, Range } from '../text/page'
import { ownEnd } from './shared-tail'

/** A row that begins with who buys, by its label: 店：…；货：…. */
const LABELLED = /^\s*(店名?|门店|客户(?:名称?)?|买方|买家|需方|收货单位)\s?[:：]\s?([^\s:：;；，,|\n]{2,16})(?=[\s;；，,|]|$)/
/** The column of a table that says who buys. */
const COLUMN = /^(?:客户(?:名称?)?|店铺?名?|门店(?:名称?)?|分店|买家|商户|网点|学校|收货单位)$/
const CELLS = /\t|\||｜/
const COUNT = /\d|[半一两二三四五六七八九十]/

interface Row extends Range {
  text: string
}

const nameOf = ({ start, text }: Row, name: string, from: number): Range => {
  const at = start + text.indexOf(name, from)
  return { start: at, end: at + name.length }
}

/** Parts in order, each up to the next; undefined where fewer than two buyers are named. */
function inOrder(plain: string, heads: Range[], rows: Range[], end: number): Split | undefined {
  const parts: Section[] = []
  for (const [i, head] of heads.entries()) {
    const last = parts.at(-1)
    const name = plain.slice(head.start, head.end)
    if (last?.customer && plain.slice(last.customer.start, last.customer.end) === name) continue
    parts.push({ start: rows[i]?.start ?? head.start, end, customer: head })
  }
  if (parts.length < 2) return undefined
  for (const [i, part] of parts.entries()) part.end = parts[i + 1]?.start ?? end
  if (!parts.every((p) => COUNT.test(plain.slice(p.customer?.end ?? p.start, p.end)))) return undefined
  return { sections: parts, head: { start: 0, end: parts[0]?.start ?? 0 }, listed: true }
}

/** Goods with their count and who they are for behind a sign: 防窥20盒——西门老周, 刀片2盒→江山阿九, 礼盒3盒@蚂蚁. */
const FOR_WHOM = /(-{2}|→|➡|@)\s?([^\s，,。;；:：()→@-][^\s，,。;；:：()→@]{1,9})(?=[，,(\s]|$)/
/** → 宜昌 恒发调料: who gets it stands behind where it goes to. */
const BEHIND_PLACE = /^ ([一-鿿]{3,10})(?=[，,(\s]|$)/
/** A price behind the sign is no name: @11.2; a house number may begin one: @7-902刘婶. */
const PRICE = /^\d+(?!-\d|(?:[栋幢号楼室])?[一-鿿]{2})|^[\d.]+[元块毛]|^[^一-鿿a-z]+$/
const BUYS = /^(?:.*的)?(.*)$/

function buyersBehind(page: Page, context: IntakeContext): Split | undefined {
  const parts: (Section & { sign: string; known: boolean })[] = []
  let at = 0
  for (const text of page.plain.split(/[\n;；]/)) {
    const m = FOR_WHOM.exec(text)
    const isPlace = m?.[2] !== undefined && placeAt(m[2], 0)?.end === m[2].length
    const behind = m && isPlace ? BEHIND_PLACE.exec(text.slice(m.index + m[0].length)) : null
    if (m?.[1] && m[2] && COUNT.test(text.slice(0, m.index))) {
      const name = behind?.[1] ?? BUYS.exec(m[2])?.[1] ?? ''
      if (
        PRICE.test(m[2]) ||
        isColor(name) ||
        (m[1] !== '@' && !behind && isGoods(name)) ||
        /[路街道村镇区号]\d|^\d+[^\d-]?$/.test(m[2])
      )
        return undefined
      const end = at + m.index + m[0].length + (behind?.[0].length ?? 0)
      parts.push({
        start: at,
        end: at + text.length,
        customer: { start: end - name.length, end },
        sign: m[1],
        known: m[1] === '@' || looksLikeBuyer(name, context),
      })
    } else if (parts.length > 0 && /\d/.test(text)) {
      // Something else is counted below: no list of who gets what, or its end.
      if (parts.length < 2) return undefined
      break
    }
    at += text.length + 1
  }
  const names = new Set(parts.map((p) => page.plain.slice(p.customer?.start, p.customer?.end)))
  if (names.size < 2 || names.size < parts.length || parts.some((p) => p.sign !== parts[0]?.sign)) return undefined
  if (parts.filter((p) => p.known).length * 2 < parts.length) return undefined
  return {
    sections: parts.map(({ start, end, customer }) => ({ start, end, ...(customer ? { customer } : {}) })),
    head: { start: 0, end: parts[0]?.start ?? 0 },
    listed: true,
  }
}

/** Several orders whose rows say who buys: each by a label of its own, or behind the goods, or in a column of a table. undefined for none. */
export function buyersByRow(page: Page, context: IntakeContext): Split | undefined {
  const rows: Row[] = []
  let at = 0
  for (const text of page.plain.split('\n')) {
    if (text.trim() !== '') rows.push({ start: at, end: at + text.length, text })
    at += text.length + 1
  }
  const labelled = rows.flatMap((row) => {
    const m = LABELLED.exec(row.text)
    return m?.[1] && m[2] ? [{ row, label: m[1], name: nameOf(row, m[2], m[0].length - m[2].length) }] : []
  })
  if (labelled.length > 1 && labelled.every((l) => l.label === labelled[0]?.label))
    return inOrder(
      page.plain,
      labelled.map((l) => l.name),
      labelled.map((l) => l.row),
      ownEnd(
        page.plain,
        { start: labelled.at(-1)?.row.start ?? 0, end: page.plain.length },
        rows.filter((r) => r.start >= (labelled[0]?.row.start ?? 0))[labelled.length - 1] === labelled.at(-1)?.row,
      ),
    )
  const behind = buyersBehind(page, context)
  if (behind) return behind
  const cellsOf = ({ text }: Row): string[] =>
    text
      .trim()
      .replace(/^[|｜]|[|｜]$/g, '')
      .split(CELLS)
      .map((c) => c.trim())
  const top = rows.findIndex((r) => {
    const cells = cellsOf(r)
    return cells.length > 2 && COLUMN.test(cells[0] ?? '')
  })
  if (top < 0) return undefined
  const width = cellsOf(rows[top] as Row).length
  const body: Row[] = []
  for (const row of rows.slice(top + 1)) {
    if (cellsOf(row).length < Math.max(2, width - 1)) break
    body.push(row)
  }
  const heads = body.map((row) => nameOf(row, cellsOf(row)[0] ?? '', 0))
  const names = heads.map((h) => page.plain.slice(h.start, h.end))
  if (names.some((n) => n.length < 2) || !names.some((n) => looksLikeBuyer(n, context) || /[一-鿿]{2}/.test(n))) return undefined
  return inOrder(page.plain, heads, body, body.at(-1)?.end ?? 0)
}
