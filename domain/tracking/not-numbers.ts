import { containerFits, creditCodeFits, eanFits, identityFits, luhnFits } from './check-digits'

/** What a number is that is no waybill. */
export type OtherKind =
  | 'amount'
  | 'date'
  | 'phone'
  | 'landline'
  | 'order_no'
  | 'contract_no'
  | 'part_no'
  | 'batch_no'
  | 'invoice_no'
  | 'tax_id'
  | 'bank_card'
  | 'contact_id'
  | 'identity'
  | 'delivery_note'
  | 'container'
  | 'barcode'
  | 'statement_no'
  | 'quote_no'
  | 'payment_no'
  | 'code'

/** Words that name another kind of number, longest first within a kind. The maker's own papers are no waybills. */
export const OTHER_LABELS: { kind: OtherKind; words: string[] }[] = [
  {
    kind: 'order_no',
    words: [
      '采购订单号',
      '客户订单号',
      '生产订单号',
      '订单编号',
      '订单号码',
      '采购单号',
      '订货单号',
      '生产单号',
      '任务单号',
      '订单号',
      '工单号',
      '采购单',
      '订单',
      '工单',
    ],
  },
  { kind: 'contract_no', words: ['合同编号', '合同号', '合同'] },
  { kind: 'part_no', words: ['物料编码', '产品编码', '物料号', '料号', '图号', '型号', '货号'] },
  { kind: 'batch_no', words: ['生产批号', '批次号', '批号'] },
  { kind: 'invoice_no', words: ['发票号码', '发票代码', '发票号', '发票'] },
  { kind: 'tax_id', words: ['统一社会信用代码', '纳税人识别号', '社会信用代码', '税号'] },
  { kind: 'bank_card', words: ['银行卡号', '银行账号', '对公账号', '卡号', '账号', '帐号', '账户', '帐户'] },
  { kind: 'contact_id', words: ['QQ群号', '微信号', 'QQ群', 'QQ号', '微信', 'QQ'] },
  { kind: 'identity', words: ['身份证号码', '身份证号', '身份证'] },
  {
    kind: 'delivery_note',
    words: ['送货单号', '发货单号', '出库单号', '出货单号', '送货单', '发货单', '出库单', '出货单', '回单号'],
  },
  { kind: 'container', words: ['集装箱号', '箱号', '柜号'] },
  { kind: 'statement_no', words: ['对账单号', '对帐单号'] },
  { kind: 'quote_no', words: ['报价单号'] },
  { kind: 'payment_no', words: ['流水号', '交易号', '交易单号'] },
  { kind: 'barcode', words: ['SKU', '条形码', '条码'] },
  { kind: 'code', words: ['验证码', '提货码', '取件码', '收货码', '密码', '邮编'] },
]
/** The same for words of Latin letters, which must stand alone. */
const LATIN_LABELS: { kind: OtherKind; words: string[] }[] = [{ kind: 'order_no', words: ['P.O.', 'PO', 'SO'] }]

const escape = (word: string): string => word.replaceAll('.', '\\.')
const KIND_OF_WORD = new Map(
  [...OTHER_LABELS, ...LATIN_LABELS].flatMap(({ kind, words }) => words.map((w) => [w, kind] as const)),
)
const byLength = (a: string, b: string): number => b.length - a.length
const LABEL = [
  ...OTHER_LABELS.flatMap((l) => l.words).map((w) => ({ w, source: /^[A-Z]/.test(w) ? `(?<![A-Z0-9])${w}` : w })),
  ...LATIN_LABELS.flatMap((l) => l.words).map((w) => ({ w, source: `(?<![A-Z0-9])${escape(w)}` })),
]
  .sort((a, b) => byLength(a.w, b.w))
  .map((l) => l.source)
  .join('|')
const LABELLED = new RegExp(`(${LABEL})(?:\\s{0,2}(?:是|为|:|#|号|码|NO\\.?|=)){0,3}\\s{0,2}-?([A-Z0-9][A-Z0-9._/-]{2,39})`, 'g')
const MOBILE_ALONE = /^1[3-9]\d{9}$/

export interface OtherNumber {
  value: string
  kind: OtherKind
  from: number
  to: number
}

const valueEnd = (raw: string): string => raw.replace(/[._/-]+$/, '')
const digitCount = (text: string): number => text.replace(/\D/g, '').length

/** Values behind the label of another kind of number; a list of alike values goes on over 、 and the like. */
export function labelledOthers(text: string): OtherNumber[] {
  const found: OtherNumber[] = []
  for (const m of text.matchAll(LABELLED)) {
    const kind = KIND_OF_WORD.get(m[1] ?? '')
    const value = valueEnd(m[2] ?? '')
    if (!kind || digitCount(value) < 3 || MOBILE_ALONE.test(value)) continue
    const from = m.index + m[0].length - (m[2] ?? '').length
    found.push({ value, kind, from, to: from + value.length })
    found.push(...alikeAfter(text, from + value.length, value, kind))
  }
  return found
}

/** 订单号 A001、A002: what follows a comma with the same length and beginning is of the same kind. */
function alikeAfter(text: string, start: number, value: string, kind: OtherKind): OtherNumber[] {
  const found: OtherNumber[] = []
  const next = /[、,/&和]\s?([A-Z0-9][A-Z0-9._/-]{2,39})/y
  for (let at = start; ; ) {
    next.lastIndex = at
    const m = next.exec(text)
    const other = valueEnd(m?.[1] ?? '')
    if (!m || other.length !== value.length || other.slice(0, 4) !== value.slice(0, 4)) return found
    const from = m.index + m[0].length - (m[1] ?? '').length
    found.push({ value: other, kind, from, to: from + other.length })
    at = from + other.length
  }
}

/** One pattern with what it is and how its value is written. The first group, else the whole, is the span that is hidden. */
interface Pattern {
  kind: OtherKind
  pattern: RegExp
  value?: (text: string) => string
  fits?: (text: string) => boolean
}

const bare = (text: string): string => text.replace(/[^0-9.]/g, '')
const two = (text: string, from: number): number => Number(text.slice(from, from + 2))

/** Whether digits begin with a date 20YYMMDD, and go on with hours, minutes and seconds where they are that long. */
export function startsWithDate(digits: string): boolean {
  return digits.startsWith('20') && between(two(digits, 4), 1, 12) && between(two(digits, 6), 1, 31)
}
const between = (n: number, low: number, high: number): boolean => n >= low && n <= high
const isStamp = (digits: string): boolean =>
  startsWithDate(digits) &&
  (digits.length < 12 || (two(digits, 8) < 24 && two(digits, 10) < 60)) &&
  (digits.length < 14 || two(digits, 12) < 60)

/** Sums of money and written dates. */
export const MONEY_AND_DATES: Pattern[] = [
  { kind: 'amount', pattern: /[¥$]\s?\d[\d,]{0,15}(?:\.\d{1,4})?/g, value: bare },
  {
    kind: 'amount',
    pattern: /(?<![A-Z0-9.]|\d,)\d[\d,]{0,12}(?:\.\d{1,4})?\s?(?:元|万|块|RMB|CNY|USD|美元|美金)/g,
    value: bare,
  },
  { kind: 'date', pattern: /(?<!\d)20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?[日号]?/g },
  { kind: 'date', pattern: /(?<![A-Z0-9-])20\d\d([-/.])\d{1,2}\1\d{1,2}(?![\d-])/g },
]

/** Phones. A mobile number is never a waybill. */
export const PHONES: Pattern[] = [
  {
    kind: 'phone',
    pattern: /(?<![A-Z0-9-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![A-Z0-9])/g,
    value: (t) => t.replace(/\D/g, '').slice(-11),
  },
  {
    kind: 'landline',
    pattern: /(?<![A-Z0-9-])\(?0\d{2,3}\)?[- ]\d{7,8}(?:-\d{1,5})?(?![A-Z0-9])|(?<![A-Z0-9-])\(0\d{2,3}\)\d{7,8}(?![A-Z0-9])/g,
    value: (t) => t.replace(/[()]/g, (c) => (c === ')' ? '-' : '')).replace(/[- ]+/g, '-'),
  },
  {
    kind: 'landline',
    pattern: /(?<![A-Z0-9-])(?:010|02\d)\d{8}(?![A-Z0-9])|(?<![A-Z0-9-])0[3-9]\d\d\d{7,8}(?![A-Z0-9])/g,
  },
  { kind: 'landline', pattern: /(?<![A-Z0-9-])[48]00[- ]?\d{3,4}[- ]?\d{3,4}(?![A-Z0-9])/g, fits: (t) => digitCount(t) === 10 },
]

/** Compact dates, and numbers whose check digit says what they are. */
export const STAMPS_AND_PAPERS: Pattern[] = [
  { kind: 'date', pattern: /(?<![A-Z0-9])20\d{6}(?:\d{4}(?:\d\d)?)?(?![A-Z0-9])/g, fits: isStamp },
  { kind: 'identity', pattern: /(?<![A-Z0-9])[1-9]\d{16}[\dX](?![A-Z0-9])/g, fits: identityFits },
  {
    kind: 'tax_id',
    pattern: /(?<![A-Z0-9])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![A-Z0-9])/g,
    fits: creditCodeFits,
  },
  { kind: 'container', pattern: /(?<![A-Z0-9])[A-Z]{3}[UJZ]\d{7}(?![A-Z0-9])/g, fits: containerFits },
  { kind: 'invoice_no', pattern: /(?<![A-Z0-9])\d{20}(?![A-Z0-9])/g },
]

/** What digits without label and name are, where no carrier is meant. */
export const BARE: Pattern[] = [
  { kind: 'barcode', pattern: /(?<![A-Z0-9])69\d{11}(?![A-Z0-9])/g, fits: eanFits },
  { kind: 'order_no', pattern: /(?<![A-Z0-9])20\d{11,13}(?![A-Z0-9])/g, fits: startsWithDate },
  { kind: 'bank_card', pattern: /(?<![A-Z0-9])\d{16,19}(?![A-Z0-9])/g, fits: luhnFits },
]

/** All matches of some patterns in text order of the patterns. */
export const matchesOf = (text: string, patterns: Pattern[]): OtherNumber[] =>
  patterns.flatMap(({ kind, pattern, value, fits }) =>
    [...text.matchAll(pattern)]
      .filter((m) => fits === undefined || fits(m[0]))
      .map((m) => ({ kind, value: value ? value(m[0]) : m[0], from: m.index, to: m.index + m[0].length })),
  )
