import type { Read } from './draft'
import type { Page } from './page'

const LABELLED =
  /(?:订单|合同|单据|采购单|单)(?:编号|号码|号|no\.?)?[:：]?\s?((?=[a-z0-9-]*\d{4})[a-z]{0,6}[-]?[a-z0-9]+(?:-[a-z0-9]+){0,4})/
const PREFIXED = /(?<![a-z0-9])(?:po|so|dd|ht|xs|cg|dh|bh|sc|xsd|cgd)[-#]?\d{5,}(?:-\d{1,6}){0,2}(?![a-z0-9])/
const SPACED = /(?<![a-z])(?:po|no|单号|订单号?|合同号?)[.:：# ]{1,3}(\d{6,14}(?:-\d{1,4})?)(?!\d)/
const DATED = /(?<![a-z0-9])[a-z]{1,6}\d{0,4}-(?:[a-z]{1,4}-)?(?:20)?\d{6}(?:-\d{1,4})?(?![a-z0-9])/
/** PO#TQ-0113; YD-0106-02那批. */
const NAMED =
  /(?<![a-z0-9])po ?[#:：] ?([a-z]{1,4}-?\d{3,10}(?:-\d{1,4})?)(?![a-z0-9])|(?<![a-z0-9-])([a-z]{2,4}-\d{4}-\d{2,3})(?=[那这的订]|单|批)/
const CONTRACT = /(?<![a-z0-9])ht-\d{2,8}-\d{2,6}(?![a-z0-9])/

/** Order and contract numbers of the message, so that they are not read as goods, and know which order is meant. `codes`: article codes of the catalogue. */
export function readOrderNumbers(page: Page, codes: string[]): Read<string>[] {
  const found: { start: number; read: Read<string> }[] = []
  const put = (start: number, end: number): void => {
    const words = page.plain.slice(start, end)
    if (codes.includes(words) || words.replace(/\D/g, '').length < 5) return
    if (found.some((f) => start < f.start + 1 && f.start < end)) return
    found.push({ start, read: page.readAs(start, end) })
    const label = /(?:订单|合同|单据|采购单)(?:编号|号码|号|no\.?)\s?[:：]?\s?$/.exec(
      page.plain.slice(Math.max(0, start - 12), start),
    )
    page.take(start - (label?.[0].length ?? 0), end)
  }
  for (const pattern of [CONTRACT, DATED]) for (const m of page.findAll(pattern)) put(m.index, m.index + m[0].length)
  for (const m of page.findAll(NAMED)) {
    const number = m[1] ?? m[2] ?? ''
    const at = m.index + m[0].indexOf(number)
    if (!codes.includes(number)) {
      found.push({ start: at, read: page.readAs(at, at + number.length) })
      page.take(m.index, m.index + m[0].length)
    }
  }
  for (const m of page.findAll(PREFIXED)) put(m.index, m.index + m[0].length)
  for (const m of page.findAll(SPACED)) put(m.index + m[0].length - (m[1] ?? '').length, m.index + m[0].length)
  for (const m of page.findAll(LABELLED)) {
    const number = m[1] ?? ''
    const at = m.index + m[0].length - number.length
    if (/^\d{1,4}$/.test(number) || /^\d+[-*]\d+$/.test(number)) continue
    put(at, at + number.length)
  }
  return found.sort((a, b) => a.start - b.start).map((f) => f.read)
}
