import type { CatalogueProduct } from '../draft'
import { normaliseText } from '../text/normalise-text'

/** Words and figures by which a catalogue names and describes its articles. */
export interface Book {
  /** Pairs of signs in names, and in specs; of specs also figures with the sign behind them. */
  name: Set<string>
  spec: Set<string>
  figures: Set<string>
}
const books = new WeakMap<CatalogueProduct[], Book>()
export function bookOf(catalogue: CatalogueProduct[]): Book {
  const known = books.get(catalogue)
  if (known) return known
  const book: Book = { name: new Set(), spec: new Set(), figures: new Set() }
  const pairs = (text: string, into: Set<string>): void => {
    for (let i = 0; i + 1 < text.length; i++) into.add(text.slice(i, i + 2))
  }
  for (const p of catalogue) {
    for (const name of [p.name, ...p.aliases]) pairs(normaliseText(name).plain, book.name)
    const spec = normaliseText(p.spec ?? '').plain
    pairs(spec, book.spec)
    for (const text of [spec, normaliseText([p.name, ...p.aliases].join(' ')).plain])
      for (const m of text.matchAll(/\d+(?:\.\d+)?/g)) {
        book.figures.add(m[0])
        book.spec.add(text.slice(m.index, m.index + m[0].length + 1))
      }
  }
  books.set(catalogue, book)
  return book
}
