import type { Page, Range } from '../text/page'

const BEGINS = '(?<=^|[\\n,，;；|] ?)'
const WHOSE = '(?:所在|收[件货]人?|配送|送货|客户)?(?:的)?'
/** 所在地区, 省市区, 所在城市: the rows of a courier's form that say in which part of the country, before the one that says where in it. */
const REGION = new RegExp(
  `${BEGINS}${WHOSE}(?:(?:地区|区域|所在地|省[/、]?市[/、]?区?县?|行政区划?|省份|城市|区县|街道|乡镇|镇|街道[/、]?乡?镇)\\s?[:：=]\\s?\\n?|(?:地区|区域|省市区县?) ?(?:\\n| ))([^\\n，,;；|\\t:：\u0001]{2,30})`,
)
/** 详细地址, 街道地址, 门牌号: where in that part. */
const DETAIL = new RegExp(
  `${BEGINS}(?:(?:${WHOSE}|详细|街道|具体|现)地址|详细(?=[:：])|详址|门牌号?|(?:详细)?住址)(?:\\s?[:：=]\\s?\\n?| ?(?:\\n| ))(?=[^\\n，,;；|\\t\u0001]{2})`,
)

/** The rows of a pasted address: the ranges of its parts, and from where on its last part stands. */
export interface AddressRows {
  regions: Range[]
  /** The rows with their labels. */
  rows: Range[]
  detail?: { row: number; start: number }
}

/** The rows that follow each other without a break: those of another address stand apart. */
function oneAddress(page: Page, found: RegExpExecArray[]): RegExpExecArray[] {
  const apart = found.findIndex((m, i) => {
    const before = found[i - 1]
    return before && /[^\s,，;；|]/.test(page.live.slice(before.index + before[0].length, m.index))
  })
  return apart < 0 ? found : found.slice(0, apart)
}

/** The labelled rows of an address that stands in several of them; undefined where none says in which part of the country it lies. */
export function addressRows(page: Page, from: number, to: number): AddressRows | undefined {
  const found = oneAddress(page, page.findAll(REGION, from, to))
  const [first, last] = [found[0], found.at(-1)]
  if (!first || !last) return undefined
  const detail = page.find(DETAIL, last.index + last[0].length, to) ?? page.find(DETAIL, from, first.index)
  return {
    regions: found.map((m) => ({ start: m.index + m[0].length - (m[1] ?? '').length, end: m.index + m[0].trimEnd().length })),
    rows: found.map((m) => ({ start: m.index, end: m.index + m[0].length })),
    ...(detail ? { detail: { row: detail.index, start: detail.index + detail[0].length } } : {}),
  }
}
