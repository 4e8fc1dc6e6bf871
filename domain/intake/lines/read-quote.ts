import type { CatalogueProduct, DraftLine, Read } from '../draft'
import { catalogueNameIn } from '../catalogue/match-catalogue'
import { matchLine } from '../catalogue/match-line'
import type { Page, Range } from '../text/page'
import { settledIn } from './read-lines'
import type { Settled } from './settle-item'
import { unitOf } from '../words/units'

/** An article that a quoted message offers. */
interface Offered {
  name: string
  settled: Settled
  price?: Read<string>
  unit?: string
}

/** What a quoted message offers, to be taken up by the answer below it. */
export interface Quoted {
  /** The only article offered: a count without a name means it. */
  only?: Settled
  /** Gives lines without a price the price of the same goods in the quote. */
  price(lines: DraftLine[], catalogue: CatalogueProduct[] | null): void
}

const NEWS = /(?:这两天|最近|新货|现货|到货|有货|特价|刚到|到了?$|今天|报价|价格).*$/

/** Reads goods and prices of a quoted message: 「花菇新货到了，82一包」. */
export function readQuote(page: Page, range: Range, catalogue: CatalogueProduct[] | null): Quoted {
  const offered = settledIn(page, range.start, range.end, catalogue).flatMap((s): Offered[] => {
    const [word] = s.names
    if (!word) return []
    const known = catalogueNameIn(word.text, catalogue)
    const name = known ? word.text.slice(known.start, known.end) : word.text.replace(NEWS, '')
    if (name === '') return []
    const start = word.start + (known?.start ?? 0)
    const bare = !s.price && s.quantity?.kind === 'num' ? s.quantity : undefined
    const price = s.price ?? bare
    const unit = price?.unit ? unitOf(price.unit) : undefined
    const settled: Settled = {
      ...s,
      names: [{ ...word, start, end: start + name.length, text: name }],
      ...(price ? { price } : {}),
    }
    delete settled.quantity
    return [
      {
        name,
        settled,
        ...(price ? { price: page.read(price.value ?? '', price.start, price.end) } : {}),
        ...(unit ? { unit } : {}),
      },
    ]
  })
  const [first, second] = offered.filter((o) => o.price)
  return {
    ...(first && !second ? { only: first.settled } : {}),
    price(lines, prices) {
      for (const line of lines) {
        const name = line.productName?.value.toLowerCase() ?? ''
        const same = offered.filter((o) => o.price && name !== '' && (name.includes(o.name) || o.name.includes(name)))
        const [offer] = same
        if (same.length !== 1 || !offer?.price || line.unitPrice) continue
        line.unitPrice = offer.price
        if (offer.unit) line.priceUnit = { ...offer.price, value: offer.unit }
        matchLine(line, prices)
      }
    },
  }
}
