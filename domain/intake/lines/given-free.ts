import type { DraftLine, Span } from '../draft'
import type { NormalText } from '../text/normalise-text'

/** Says that what follows is given for nothing: 饶5包吸管, 搭1箱, 送他两桶, 赠衣架50个. */
const GIVEN =
  /(赠送?|白送|饶(?:送|上)?|(?<![再也还另])搭(?:送|上)?|[再也还另]搭送|(?:另外?|再|还|答应|免费|活动|搞活动)送|送(?=他|她|人家|你))(?:他们?|她们?|人家|你们?|您|我们?|个)?\s?$/
/** 两套样品，说好免费，: said behind a count of what is given. */
const SAID_FREE =
  /^[^,，。;；\n\d]{0,4}(?:[,，][^,，。;；\n\d]{0,4}){0,2}[,，(（](?:说好|讲好|都|是|样品|样)*(免费|不要钱|不收费|不收钱|不算钱)的?(?=[,，。;；)）\n]|$)/
const LOOK_AHEAD = 24
/** The longest words of giving. */
const LOOK_BACK = 8

const TELLS = ['productName', 'productCode', 'spec', 'color', 'quantity'] as const

/** Where a line may begin: with its first word, or with its count where its name is said earlier. */
function beginsOf(normal: NormalText, line: DraftLine): number[] {
  const at = (span: Span): number => normal.range(span).start
  const spans = TELLS.flatMap((key) => line[key]?.spans ?? [])
  const count = line.quantity?.spans[0]
  return count ? [Math.min(...spans.map(at)), at(count)] : []
}

/** Prices at nothing what follows a word of giving; the goods in front of that word have their own price. */
export function putGivenFree(normal: NormalText, lines: DraftLine[]): void {
  for (const line of lines) {
    const [count] = (line.unit ?? line.quantity)?.spans ?? []
    if (line.op || line.unitPrice || line.amount || !count) continue
    const from = normal.range(count).end
    const said = SAID_FREE.exec(normal.plain.slice(from, from + LOOK_AHEAD))
    const at = from + (said?.[0].lastIndexOf(said[1] ?? '') ?? 0)
    if (said?.[1]) line.unitPrice = normal.read('0', at, at + said[1].length)
  }
  for (const line of lines.slice(1)) {
    // What is given comes along with goods that are bought.
    if (line.op) continue
    for (const begin of beginsOf(normal, line)) {
      const from = Math.max(0, begin - LOOK_BACK)
      const given = GIVEN.exec(normal.plain.slice(from, begin))
      if (!given?.[1]) continue
      const at = from + given.index
      for (const other of lines) {
        const [span] = other.unitPrice?.value === '0' ? other.unitPrice.spans : []
        const told = span ? normal.range(span).start : -1
        if (other !== line && told >= at && told < begin) delete other.unitPrice
      }
      line.unitPrice ??= normal.read('0', at, at + given[1].length)
    }
  }
}
