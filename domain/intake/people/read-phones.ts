import type { Read } from '../draft'
import type { Page } from '../text/page'

const MOBILE =
  /(?<![\d.*-])(?:\(?\+?86\)?[- ]?)?(1[3-9]\d(?:[- ]?\d){8}|1[3-9]\d([/.*])(?:\d{4}|\d{2}\2\d{2})\2\d{4}|1 [3-9](?: \d){9})(?![\d.*])/
const LANDLINE =
  /(?<![\d.*]|[a-z]-)\(?(0\d{2,3})\)?(?:--|—|[- ])?(\d{7,8}|\d{4} \d{4}|\d{3} \d{4})(?:(?:转|-|ext\.?)\s?(\d{1,5}))?(?![\d.*])/
const OVERSEAS = /\+(85[23]|886)[- ]?(\d{4}[- ]?\d{4}|\d{8,10})/
const LABELLED = /(?:电话|座机|致电|tel|phone)[:：]?\s?(\d{7,8})(?:转(\d{1,5}))?(?!\d)/
const SPOKEN = /[一幺][三四五六七八九][零〇一幺二三四五六七八九]{9}/
/** Numbers of these kinds are no phones. */
const OTHER_NUMBER = /(?:运单|快递|物流|单|账|帐|卡|税|订单|合同|编|qq|微信)号?[:：]?\s?$/

const DIGITS = '零一二三四五六七八九'
const digitOf = (c: string): string => (c === '〇' ? '0' : c === '幺' ? '1' : DIGITS.includes(c) ? String(DIGITS.indexOf(c)) : c)

/** All phones of the message in text order, as the corpus writes them: 13800138000, 0757-85551234-8012, 853-66123458. */
export function readPhones(page: Page): Read<string>[] {
  const found: { at: number; read: Read<string> }[] = []
  const put = (m: RegExpExecArray, value: string): void => {
    if (OTHER_NUMBER.test(page.plain.slice(Math.max(0, m.index - 8), m.index))) return
    const from = m.index + (m[0].length - m[0].trimStart().length)
    found.push({ at: m.index, read: page.read(value, from, m.index + m[0].trimEnd().length) })
    page.take(m.index, m.index + m[0].length)
  }
  for (const m of page.findAll(OVERSEAS)) put(m, `${m[1]}-${(m[2] ?? '').replace(/\D/g, '')}`)
  for (const m of page.findAll(MOBILE)) put(m, (m[1] ?? '').replace(/\D/g, ''))
  for (const m of page.findAll(LANDLINE)) put(m, `${m[1]}-${(m[2] ?? '').replace(' ', '')}${m[3] ? `-${m[3]}` : ''}`)
  for (const m of page.findAll(LABELLED)) {
    const at = m.index + m[0].indexOf(m[1] ?? '')
    found.push({ at, read: page.read(`${m[1]}${m[2] ? `-${m[2]}` : ''}`, at, m.index + m[0].length) })
    page.take(m.index, m.index + m[0].length)
  }
  for (const m of page.findAll(SPOKEN)) put(m, [...m[0]].map(digitOf).join(''))
  return found.sort((a, b) => a.at - b.at).map((f) => f.read)
}
