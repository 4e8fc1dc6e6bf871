import type { Draft, DraftLine, IntakeContext, ParsedMessage, Read } from './draft'
import { codesOf } from './match-catalogue'
import { normaliseText } from './normalise-text'
import { NUMBER, numberOf } from './numerals'
import { Page } from './page'
import { readAmendment } from './read-amendment'
import { placedPhones, readFields, todayOf } from './read-fields'
import { readLines } from './read-lines'
import { readOrderNumbers } from './read-order-numbers'
import { UNIT, unitOf } from './units'
import { isColor } from './goods-words'

const TO = '(?:改成|改为|改到|换成|换为|应该是|变成|调成|改|是|为|要|:)'
const ORDINAL = /第 ?([一二三四五六七八九十\d]{1,2}) ?(?:行|个|项|款|条)/

/** Which line the words mean: 第二行, or the name, spec or colour of one line; the only line; else none. */
function lineMeant(words: string, base: Draft): number | undefined {
  const ordinal = ORDINAL.exec(words)?.[1]
  if (ordinal) {
    const n = Number(ordinal) || Number(numberOf(ordinal) ?? 0)
    return n >= 1 && n <= base.lines.length ? n - 1 : undefined
  }
  const named = base.lines.flatMap((l, i) =>
    [l.productName?.value, l.spec?.value.split(' ')[0], l.color?.value].some(
      (w) => w !== undefined && w.length >= 2 && words.includes(w.toLowerCase()),
    )
      ? [i]
      : [],
  )
  if (named.length === 1) return named[0]
  return base.lines.length === 1 ? 0 : undefined
}

const QUANTITY = new RegExp(`(?:数量|总数)? ?${TO} ?(${NUMBER}) ?(${UNIT})|数量 ?${TO}? ?(${NUMBER})`)
const PRICE = new RegExp(`(?:单价|价格|价钱|每${UNIT}) ?${TO}? ?(${NUMBER})`)
const COLOR = new RegExp(`颜色 ?${TO}?(?:要|用)? ?([一-鿿]{1,5}|[a-z]?\\d+#?)|${TO}([一-鿿]{1,5})(?:的)?$`)
const SPEC = new RegExp(`(?:规格|尺寸|型号) ?${TO}? ?([^，,；;。]{2,30})`)

function readClause(page: Page, start: number, words: string, base: Draft): DraftLine | undefined {
  const index = lineMeant(words, base)
  if (index === undefined) return undefined
  const read = (value: string, m: RegExpExecArray): Read<string> =>
    page.read(value, start + m.index, start + m.index + m[0].length)
  if (/不要了?|取消|删掉|去掉|减掉|删了/.test(words) && (ORDINAL.test(words) || base.lines.length > 1))
    return { op: 'remove', lineIndex: index }
  const line: DraftLine = { op: 'set', lineIndex: index }
  const price = PRICE.exec(words)
  const quantity = QUANTITY.exec(words)
  if (quantity && !(price && quantity.index >= price.index && !quantity[2])) {
    const number = numberOf(quantity[1] ?? quantity[3] ?? '')
    if (number) line.quantity = read(number, quantity)
    const unit = quantity[2] ? unitOf(quantity[2]) : undefined
    if (unit) line.unit = read(unit, quantity)
  }
  const amount = price?.[1] ? numberOf(price[1]) : undefined
  if (price && amount) line.unitPrice = read(amount, price)
  const color = COLOR.exec(words)
  const tint = (color?.[1] ?? color?.[2] ?? '').replace(/^[要用]/, '')
  if (color && (isColor(tint) || (color[1] !== undefined && tint !== ''))) line.color = read(tint, color)
  const spec = SPEC.exec(words)
  if (spec?.[1]) line.spec = read(spec[1].trim(), spec)
  return line.quantity || line.unitPrice || line.color || line.spec ? line : undefined
}

/** The line of the draft that an amendment in words is about: by catalogue code, else by its name, narrowed by colour and spec. */
function sameLine(line: DraftLine, base: Draft): number | undefined {
  const fits = base.lines.flatMap((l, i) => {
    const code = line.catalogCode && l.catalogCode === line.catalogCode
    const name =
      line.productName &&
      l.productName &&
      (l.productName.value.includes(line.productName.value) || line.productName.value.includes(l.productName.value))
    const color = !line.color || !l.color || l.color.value.includes(line.color.value.replace(/色$/, ''))
    return (code || name) && color ? [i] : []
  })
  return fits.length === 1 ? fits[0] : undefined
}

const label = (page: Page, name: string): RegExpExecArray | null =>
  page.find(new RegExp(`${name} ?${TO} ?([^，,；;。\\n\u0001]{1,80})`))

/**
 * A correction in words, read against the draft it corrects: 数量改成300，颜色要米白 · 第二行不要了 · 地址换成… · 再加20件B款. Gives only what is changed;
 * lines carry `lineIndex`. Empty when the words change nothing that can be told.
 */
export function parseCorrection(original: string, context: IntakeContext, base: Draft): ParsedMessage {
  const page = new Page(normaliseText(original.slice(0, 4000)))
  readOrderNumbers(page, codesOf(context.catalogue))
  const phones = placedPhones(page)
  const customer = label(page, '客户(?:名称)?')
  const contact = label(page, '(?:联系人|收货人|收件人)')
  const packaging = label(page, '包装(?:要求|方式)?')
  for (const m of [customer, contact, packaging]) if (m) page.take(m.index, m.index + m[0].length)
  const { draft } = readFields(page, { start: 0, end: page.plain.length }, todayOf(context), context, phones)
  const lines: DraftLine[] = []
  let at = 0
  const whole = page.live
  const added = /(?:再加|加上|追加|增加|另加|新增|再来)(?!到)/.exec(whole)
  for (const clause of (added ? whole.slice(0, added.index) : whole).split(/[,，;；。\n]/)) {
    const line = readClause(page, at, clause, base)
    const same = lines.find((l) => l.lineIndex === line?.lineIndex && l.op === 'set')
    if (line && same && line.op === 'set') Object.assign(same, line)
    else if (line) lines.push(line)
    at += clause.length + 1
  }
  if (added)
    lines.push(
      ...readLines(page, added.index + added[0].length, page.plain.length, context.catalogue)
        .lines.filter((l) => l.productName ?? l.catalogCode)
        .map((l) => ({ ...l, op: 'add' as const })),
    )
  if (lines.length === 0)
    for (const line of readAmendment(page, context)) {
      const index = sameLine(line, base)
      if (line.op === 'add') lines.push(line)
      else if (index !== undefined) lines.push({ ...line, lineIndex: index })
    }
  const said = (m: RegExpExecArray | null, value: string | undefined): Read<string> | undefined =>
    m && value ? page.read(value, m.index + m[0].length - (m[1]?.length ?? 0), m.index + m[0].length) : undefined
  const text = (m: RegExpExecArray | null): string | undefined =>
    m?.[1] ? page.text.slice(m.index + m[0].length - m[1].length, m.index + m[0].length).trim() : undefined
  const { notes: _notes, reference: _reference, totalAmount: _total, ...fields } = draft
  const who = said(customer, text(customer))
  const person = said(
    contact,
    text(contact)
      ?.replace(/[\s\d-]+$/, '')
      .trim(),
  )
  const wrapped = said(packaging, text(packaging))
  return {
    intent: 'amend',
    orderNos: [],
    orders: [
      {
        ...fields,
        lines,
        ...(who ? { customerName: who } : {}),
        ...(person ? { contactName: person } : {}),
        ...(wrapped ? { packaging: wrapped } : {}),
      },
    ],
    doubts: [],
  }
}
