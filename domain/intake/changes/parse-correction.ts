import { correctLine } from './correct-line'
import type { Doubt, Draft, DraftLine, IntakeContext, ParsedMessage, Read } from '../draft'
import { figuresOf } from '../catalogue/catalogue-index'
import { codesOf } from '../catalogue/match-catalogue'
import { normaliseText } from '../text/normalise-text'
import { Page } from '../text/page'
import { readAmendment } from './read-amendment'
import { todayOf } from '../terms/message-day'
import { placedPhones, readFields } from '../terms/read-fields'
import { readLines } from '../lines/read-lines'
import { readOrderNumbers } from '../terms/read-order-numbers'

const BECOMES = '(?:要|就)?(?:改成|改为|改到|换成|换为|应该是|应为|变成|改|换|是|为|叫|写|:)'

/** Whether the two are told apart: by their codes, else by a figure in the size said that the other has not. */
function isOther(line: DraftLine, l: DraftLine): boolean {
  if (line.catalogCode && l.catalogCode) return line.catalogCode !== l.catalogCode
  const known = figuresOf(l.spec?.value ?? '')
  return known.length > 0 && figuresOf(line.spec?.value ?? '').some((figure) => !known.includes(figure))
}

/** The line of the draft that an amendment in words is about: by catalogue code, else by its name, narrowed by colour and spec. */
function sameLine(line: DraftLine, base: Draft): number | undefined {
  const fits = base.lines.flatMap((l, i) => {
    if (isOther(line, l)) return []
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

/** A value behind its label: 联系人换成小陈. */
const label = (page: Page, name: string, becomes = BECOMES): RegExpExecArray | null =>
  page.find(new RegExp(`${name} ?${becomes} ?([^，,；;。\\n\u0001]{1,80})`))

/** Words of a correction that ask for nothing. */
const EMPTY =
  /^(?:麻烦|请|谢谢|多谢|辛苦|不好意思|好的?|收到|嗯|哦|对了?|另外|还有|然后|帮我|改一下|改下|更正|补充)?(?:一下|了|啦|哈|哦|下)?$|不变|不动|照旧|照发|一起[送发]|^[\s\d-]*$/

/** Clauses of which nothing was taken. */
function unread(page: Page, ranges: { start: number; end: number }[]): Doubt[] {
  return ranges.flatMap(({ start, end }) => {
    const live = page.live.slice(start, end)
    // Of a clause that was read in part a figure that is left is told.
    if (live.includes('\u0001') && !/\d/.test(live)) return []
    const words = page.text.slice(start, end).trim()
    return words.length < 2 || EMPTY.test(words) ? [] : [{ path: '', reason: 'NOT_READ', params: { words: words.slice(0, 40) } }]
  })
}

/**
 * A correction in words, read against the draft it corrects: 数量改成300，颜色要米白 · 第二行不要了 · 地址换成… · 再加20件B款. Gives only what is changed;
 * lines carry `lineIndex`. What could not be told is a doubt: WHICH_LINE, NO_SUCH_LINE or NOT_READ with its words, and none of it is changed.
 */
export function parseCorrection(original: string, context: IntakeContext, base: Draft): ParsedMessage {
  const page = new Page(normaliseText(original.slice(0, 4000)))
  readOrderNumbers(page, codesOf(context.catalogue))
  const phones = placedPhones(page)
  const customer = label(page, '客户(?:名称)?')
  const contact = label(page, '(?:联系人|收货人|收件人)')
  const packaging = label(page, '包装(?:要求|方式)?', `(?:${BECOMES}|要|用)`)
  const notes = label(page, '备注', `(?:加上|加一?句?|${BECOMES})? ?:?`)
  for (const m of [customer, contact, packaging, notes]) if (m) page.take(m.index, m.index + m[0].length)
  const { draft } = readFields(page, { start: 0, end: page.plain.length }, todayOf(context), context, phones)
  const place = draft.address ? null : label(page, '(?:收货|送货)?地址')
  if (place) page.take(place.index, place.index + place[0].length)

  const lines: DraftLine[] = []
  const doubts: Doubt[] = []
  const ranges: { start: number; end: number }[] = []
  let carried: number[] = []
  let at = 0
  for (const clause of page.live.split(/[,，;；。\n]/)) {
    const range = { start: at, end: at + clause.length }
    at = range.end + 1
    const added = addedIn(page, range, context, base)
    if (added) {
      lines.push(...added)
      page.take(range.start, range.end)
      carried = []
      continue
    }
    const last = lines.at(-1)
    const read = last?.op === 'add' && carried.length === 0 ? tellsMore(page, range, last) : undefined
    if (read) {
      Object.assign(last as DraftLine, read)
      page.take(range.start, range.end)
      continue
    }
    const corrected = correctLine(page, range, base, context.catalogue, carried)
    if (!corrected) ranges.push(range)
    else if ('why' in corrected) {
      doubts.push({
        path: 'lines',
        reason: corrected.why,
        params: { words: page.text.slice(range.start, range.end).trim().slice(0, 40) },
      })
      page.take(range.start, range.end)
    } else {
      carried = corrected.about ?? corrected.lines.flatMap((l) => l.lineIndex ?? [])
      for (const line of corrected.lines) {
        const same = lines.find((l) => l.lineIndex === line.lineIndex && l.op === 'set')
        if (same && line.op === 'set') Object.assign(same, line)
        else lines.push(line)
      }
      page.take(range.start, range.end)
    }
  }
  if (lines.length === 0 && doubts.length === 0)
    for (const [i, line] of readAmendment(page, context).entries()) {
      const index = sameLine(line, base)
      const gone = lines.at(-1)
      // 螺母换成M10的: another article in the place of the line, which keeps its count.
      if (line.op === 'add' && i > 0 && gone?.op === 'remove' && REPLACES.test(page.plain))
        lines.splice(-1, 1, { ...line, op: 'set', lineIndex: gone.lineIndex as number })
      else if (line.op === 'add') lines.push(line)
      else if (index !== undefined) lines.push({ ...asPriced(line, base.lines[index]), lineIndex: index })
      ranges.length = 0
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
  const remark = said(notes, text(notes))
  const raw = said(place, text(place))
  return {
    intent: 'amend',
    orderNos: [],
    orders: [
      {
        ...fields,
        lines,
        ...(raw ? { address: { raw, province: null, city: null, district: null, street: null } } : {}),
        ...(who ? { customerName: who } : {}),
        ...(person ? { contactName: person } : {}),
        ...(wrapped ? { packaging: wrapped } : {}),
        ...(remark ? { notes: remark } : {}),
      },
    ],
    doubts: [...doubts, ...unread(page, ranges)],
  }
}

/** 螺栓3.5螺母0.24: figures with coins are prices where whole pieces are counted. */
function asPriced(line: DraftLine, old: DraftLine | undefined): DraftLine {
  const { quantity, ...rest } = line
  const priced = quantity && !line.unit && !line.unitPrice && quantity.value.includes('.') && !old?.quantity?.value.includes('.')
  return priced ? { ...rest, unitPrice: quantity } : line
}

const REPLACES = /换成|换为|改成|改为|改要|改用/

const ADDS = /(?:再加|加上|追加|增加|另加|新增|再来|再要|加一?个|加(?=[一-鿿a-z\d]))(?!到)/

/** Articles that a clause adds: 再加纱卡藏青500米. undefined when it adds none; more of an article that is ordered already is no new line. */
function addedIn(
  page: Page,
  range: { start: number; end: number },
  context: IntakeContext,
  base: Draft,
): DraftLine[] | undefined {
  const words = page.live.slice(range.start, range.end)
  const verb = ADDS.exec(words)
  if (!verb || /加急|加到|增加到/.test(words)) return undefined
  const goods = readLines(page, range.start + verb.index + verb[0].length, range.end, context.catalogue, true).lines.filter(
    (l) => (l.productName ?? l.productCode ?? l.catalogCode) !== undefined && l.productName !== null,
  )
  const named = goods.filter((l) => l.productName ?? l.productCode ?? l.catalogCode)
  if (named.length === 0) return undefined
  const ordered = named.length === 1 && named[0] ? sameLine(named[0], base) : undefined
  return ordered === undefined ? named.map((l) => ({ ...l, op: 'add' as const })) : undefined
}

/** What a clause behind an added article tells of it: its price, colour or spec. */
function tellsMore(page: Page, range: { start: number; end: number }, added: DraftLine): DraftLine | undefined {
  const [more] = readLines(page, range.start, range.end, null, true).lines
  if (!more || more.productName || more.productCode) return undefined
  const only = Object.fromEntries(
    Object.entries(more).filter(([k, v]) => v !== undefined && added[k as keyof DraftLine] === undefined && k !== 'catalogCode'),
  ) as DraftLine
  // A lone figure behind the quantity is the price.
  if (!only.unitPrice && !added.unitPrice && more.quantity && !more.unit && added.quantity) only.unitPrice = more.quantity
  return only.unitPrice || only.color || only.spec || only.quantity ? only : undefined
}
