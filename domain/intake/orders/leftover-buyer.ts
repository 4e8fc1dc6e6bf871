import type { LinesRead } from '../lines/build-lines'
import type { IntakeContext } from '../draft'
import type { Page, Range } from '../text/page'
import { couldBuy, isBuyerLike } from '../people/buyer-like'
import { readCustomer, type CustomerRead } from '../people/read-customer'
import { canName, namesBehind } from '../people/buyer-places'
import { remaindersOf } from '../terms/read-notes'

/** Who buys, among the words that are no goods: a phrase that looks like a name, else a short word that stands alone at the beginning or the end. */
export function leftoverBuyer(page: Page, section: Range, context: IntakeContext, read: LinesRead): CustomerRead | undefined {
  const rest = page.fork()
  for (const place of read.places) rest.take(place.start, place.end)
  const likely = readCustomer(rest, section.start, section.end, context, 2)
  if (likely) return likely
  const goods = read.lines[0]?.productName?.spans[0]
  const owner = goods
    ? /(?:^|[，,。;；\s\n])([一-鿿]{2,5})的$/.exec(page.plain.slice(section.start, read.places[0]?.start ?? 0))
    : null
  if (owner?.[1] && isBuyerLike(owner[1])) {
    const at = section.start + owner.index + owner[0].indexOf(owner[1])
    return { read: page.readAs(at, at + owner[1].length, 0.6), score: 2 }
  }
  const alone = read.words.find((w) => {
    const words = page.plain.slice(w.start, w.end)
    return (w.first || w.last) && couldBuy(words) && (!isBuyerLike(words) || canName(words, context))
  })
  if (alone) return { read: page.readAs(alone.start, alone.end, 0.6), score: 2 }
  const behind = [...namesBehind(rest, section.start, section.end, context)].sort(
    (a, b) => b.score - a.score || b.start - a.start,
  )[0]
  if (behind && behind.score >= 1.8) return { read: page.readAs(behind.start, behind.end, 0.6), score: 2 }
  // "…四百五十五一箱，鲜味码头": what ends a message of goods and is nothing else.
  const [last] = read.lines.length > 0 ? remaindersOf(rest, section, []).slice(-1) : []
  if (
    last?.whole &&
    last.end >= section.end - 2 &&
    /^[一-鿿]{3,6}$/.test(last.words) &&
    isBuyerLike(last.words, true) &&
    canName(last.words, context)
  )
    return { read: page.readAs(last.start, last.end, 0.5), score: 2 }
  return undefined
}
