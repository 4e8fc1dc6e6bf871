import { readDate } from '../prompt/read-date'
import type { Read } from './draft'
import { CARRIERS, LABELS, SHIPPING, TERMS, URGENT } from './field-words'
import type { NormalText } from './normalise-text'

export interface LabelledValue {
  field: string
  value: string
  start: number
  end: number
}

const ALL_LABELS = Object.entries(LABELS)
  .flatMap(([field, words]) => words.map((word) => ({ field, word })))
  .sort((a, b) => b.word.length - a.word.length)

/** "客户：云和" and "数量=120令": labels at the start of a clause with a sign behind them. The value ends with the line, or before the next label. */
export function labelledValues(normal: NormalText): LabelledValue[] {
  const found: LabelledValue[] = []
  const { text } = normal
  let lineStart = 0
  for (const line of text.split('\n')) {
    const marks: { field: string; at: number; from: number }[] = []
    for (const { field, word } of ALL_LABELS) {
      let at = line.indexOf(word)
      while (at >= 0 && marks.length < 30) {
        const sign = /^\s{0,2}[:=]\s*/.exec(line.slice(at + word.length, at + word.length + 8))
        const clauseStart = at === 0 || /[\s,，;；。、|【[（(]/.test(line[at - 1] ?? '')
        if (sign && clauseStart && !marks.some((m) => at >= m.at && at < m.from))
          marks.push({ field, at, from: at + word.length + sign[0].length })
        at = line.indexOf(word, at + word.length)
      }
    }
    marks.sort((a, b) => a.at - b.at)
    for (const [i, mark] of marks.entries()) {
      const until = marks[i + 1]?.at ?? line.length
      const raw = line.slice(mark.from, until)
      const value = raw.replace(/[\s,，;；。、|】\]）)]+$/, '')
      if (value.trim())
        found.push({
          field: mark.field,
          value: value.trim(),
          start: lineStart + mark.from + (value.length - value.trimStart().length),
          end: lineStart + mark.from + value.length,
        })
    }
    lineStart += line.length + 1
  }
  return found
}

const PHONE = /(?<![\dA-Za-z])(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)|(?<![\dA-Za-z-])(0\d{2,3})-(\d{7,8})(?!\d)/g

export const readPhones = (normal: NormalText): Read<string>[] =>
  [...normal.text.matchAll(PHONE)]
    .slice(0, 5)
    .map((m) => normal.read(m[1] ? `${m[1]}${m[2]}${m[3]}` : `${m[4]}-${m[5]}`, m.index, m.index + m[0].length, 0.99))

/** A name right before a phone. */
export function readContact(
  normal: NormalText,
  phone: Read<string> | undefined,
  phoneAt: number | undefined,
): Read<string> | undefined {
  if (!phone || phoneAt === undefined) return undefined
  const before = normal.text.slice(Math.max(0, phoneAt - 12), phoneAt)
  const name =
    /([一-鿿]{1,3}(?:总|经理|先生|小姐|女士|师傅|姐|哥|工)|[一-鿿]{2,3})[\s,，:：]{0,2}(?:电话|手机)?[\s:：]{0,2}$/.exec(before)
  if (!name?.[1] || /电话|手机|联系|地址|收货/.test(name[1])) return undefined
  const start = phoneAt - before.length + name.index
  return normal.read(
    name[1].replace(/(先生|女士|小姐)$/, (t) => (name[1] && name[1].length - t.length >= 2 ? '' : t)),
    start,
    start + name[1].length,
    0.8,
  )
}

const DATE =
  /(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号]?|大后天|后天|明天|明早|今天|今日|(?:下下|下|这|本)?个?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,3}天[之以]?[内后]|(?<![\d.])\d{1,2}[号日](?!楼|机|线|仓|库|门)|月底|月末/g
const DATE_CUE = /交|到|发|送|要|前|出货|货期|提货/

/** The date asked for: one next to a word of delivery, else the only one. Two different dates are a doubt. `today` is YYYY-MM-DD. */
export function readRequestedDate(
  normal: NormalText,
  today: string,
): { date?: Read<string>; kind?: 'on' | 'by' | 'after'; two?: boolean } {
  const found = [...normal.text.matchAll(DATE)].slice(0, 12).flatMap((m) => {
    // 787.1092 and 80-100 are no dates; a spec has more digits around it.
    if (/[\d*×xX]/.test(normal.text[m.index - 1] ?? '') || /[\d*×xX%]/.test(normal.text[m.index + m[0].length] ?? '')) return []
    const value = /月底|月末/.test(m[0]) ? endOfMonth(today) : readDate(m[0].replace(/内$/, '后'), today)
    if (!value) return []
    const after = normal.text.slice(m.index + m[0].length, m.index + m[0].length + 4)
    const before = normal.text.slice(Math.max(0, m.index - 4), m.index)
    return [
      {
        m,
        value,
        cue: DATE_CUE.test(after) || /交期|交货|到货|发货|日期/.test(before),
        by: /^(之?前|以前|内)/.test(after) || /内$|月底|月末/.test(m[0]),
        later: /^(之|以)?后/.test(after),
      },
    ]
  })
  const chosen = found.find((f) => f.cue) ?? found[0]
  if (!chosen) return {}
  const different = new Set(found.filter((f) => f.cue).map((f) => f.value))
  return {
    date: normal.read(chosen.value, chosen.m.index, chosen.m.index + chosen.m[0].length, different.size > 1 ? 0.4 : 0.9),
    kind: chosen.by ? 'by' : chosen.later ? 'after' : 'on',
    ...(different.size > 1 ? { two: true } : {}),
  }
}

const endOfMonth = (today: string): string => {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const last =
    [31, (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ??
    30
  return `${today.slice(0, 8)}${last}`
}

export interface TermsRead {
  paymentTerms?: Read<string>
  depositRatio?: Read<string>
  depositAmount?: Read<string>
  shippingMethod?: Read<string>
  carrier?: Read<string>
  freightTerms?: Read<'seller' | 'buyer'>
  invoiceType?: Read<'special' | 'ordinary' | 'none' | 'unspecified'>
  urgent?: Read<true>
}

const first = (normal: NormalText, pattern: RegExp): RegExpExecArray | null => pattern.exec(normal.text)

/** Payment, deposit, shipping, freight, invoice, urgency, each by its table of words. */
export function readTerms(normal: NormalText): TermsRead {
  const out: TermsRead = {}
  for (const [pattern, value] of TERMS) {
    const m = first(normal, pattern)
    if (!m) continue
    out.paymentTerms = normal.read(value(m), m.index, m.index + m[0].length)
    break
  }
  const ratio = first(
    normal,
    /(?:定金|订金|预付)\s?(\d{1,2})\s?%|(?:定金|订金|预付)([一二三四五六七八九])成|([一二三四五六七八九])成(?:定金|订金)/,
  )
  if (ratio) {
    const share = ratio[1] ? Number(ratio[1]) : ('一二三四五六七八九'.indexOf(ratio[2] ?? ratio[3] ?? '') + 1) * 10
    out.depositRatio = normal.read(String(share / 100), ratio.index, ratio.index + ratio[0].length)
  } else {
    const amount = first(normal, /(?:定金|订金)\s?(\d{2,9}(?:\.\d{1,2})?)\s?(?:元|块)?(?!\s?%)/)
    if (amount?.[1]) out.depositAmount = normal.read(amount[1], amount.index, amount.index + amount[0].length)
  }
  for (const [pattern, name, method] of CARRIERS) {
    const m = first(normal, pattern)
    if (!m) continue
    out.carrier = normal.read(name, m.index, m.index + m[0].length)
    out.shippingMethod = normal.read(method, m.index, m.index + m[0].length)
    break
  }
  if (!out.shippingMethod) {
    for (const [pattern, method] of SHIPPING) {
      const m = first(normal, pattern)
      if (!m) continue
      out.shippingMethod = normal.read(method, m.index, m.index + m[0].length)
      break
    }
  }
  const freight = first(normal, /包邮|寄付|含运费|运费我们出|(到付|运费自理|不含运费|运费客户出)/)
  if (freight)
    out.freightTerms = {
      value: freight[1] ? 'buyer' : 'seller',
      spans: [normal.span(freight.index, freight.index + freight[0].length)],
      confidence: 0.9,
    }
  const invoice = first(normal, /(专票|增票|增值税专用发票)|(普票)|(不要票|不开票)|(要票|开票|带票)/)
  if (invoice)
    out.invoiceType = {
      value: invoice[1] ? 'special' : invoice[2] ? 'ordinary' : invoice[3] ? 'none' : 'unspecified',
      spans: [normal.span(invoice.index, invoice.index + invoice[0].length)],
      confidence: 0.9,
    }
  const urgent = first(normal, URGENT)
  if (urgent && normal.text[urgent.index - 1] !== '不')
    out.urgent = { value: true, spans: [normal.span(urgent.index, urgent.index + urgent[0].length)], confidence: 0.9 }
  return out
}

const PLACE =
  /(?:[一-鿿]{2,8}(?:省|自治区|市))?(?:[一-鿿]{2,8}(?:市|州|盟))?(?:[一-鿿]{1,8}(?:区|县|镇|街道|乡))[^\s,，;；。\n]{0,40}|[一-鿿]{2,6}市[^\s,，;；。\n]{2,40}/

/** An address by its own signs (省市区镇路号) where no label names it. */
export function readAddress(normal: NormalText): Read<string> | undefined {
  const m = PLACE.exec(normal.text.slice(0, 2000))
  if (!m || m[0].length < 5 || !/(路|街|道|号|村|园|区|镇|大厦|厂|仓)/.test(m[0].slice(3))) return undefined
  const lead = /^(?:地址|送到|送货到|发到|发往|寄到|送)/.exec(m[0])?.[0].length ?? 0
  return normal.read(m[0].slice(lead), m.index + lead, m.index + m[0].length, 0.85)
}
