const NUMERALS: Record<string, number> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }
const UNIT = '(?:件|箱|托|包|捆|袋|桶|板)'
const TOTAL = new RegExp(`(?:共|合计|总共|一共|总计)\\s?(?:发了?)?\\s?(\\d{1,5}|[一两二三四五六七八九十])\\s?${UNIT}`)
const FIRST = [
  /件数\s?(?:是|为|:|=)?\s?(\d{1,5})(?![\dA-Z.])/,
  new RegExp(`(?<![\\dA-Z.每])(\\d{1,5}|[一两二三四五六七八九十])\\s?(?:大|小)?件(?!套)`),
  new RegExp(`(?<![\\dA-Z.每])(\\d{1,5}|[一两二三四五六七八九十])\\s?(?:大|小)?${UNIT}(?!装)`),
]

/** How many packages a message speaks of: 共4箱, 发了2件, 5托. A stated total goes before single figures, 件 before other units. */
export function piecesIn(text: string): string | undefined {
  const found = [TOTAL, ...FIRST].map((p) => p.exec(text)?.[1]).find((v) => v !== undefined)
  if (found === undefined) return undefined
  const count = NUMERALS[found] ?? Number(found)
  return count > 0 ? String(count) : undefined
}
