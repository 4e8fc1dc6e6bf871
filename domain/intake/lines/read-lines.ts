import { LineBuilder, type LinesRead } from './build-lines'
import { classify } from '../tokens/classify-tokens'
import type { CatalogueProduct } from '../draft'
import { gluedCounts } from '../tokens/glued-counts'
import { headOf } from './line-heads'
import { catalogueNameAt, catalogueSays, codesOf, isCatalogueName } from '../catalogue/match-catalogue'
import type { NormalText } from '../text/normalise-text'
import { Page } from '../text/page'
import { segmentItems } from '../tokens/segment-items'
import { settleItem, type Settled } from './settle-item'
import type { Token } from '../tokens/token'
import type { TokenOptions } from '../tokens/token-options'
import { tokenise } from '../tokens/tokens'

/** Articles, prices and headings between two offsets, each with what its words are to it. */
export function settledIn(page: Page, from: number, to: number, catalogue: CatalogueProduct[] | null, loose = false): Settled[] {
  const options = optionsOf(catalogue)
  const tokens = classify(timesApart(tokenise(page, from, to, options)), options)
  return segmentItems(tokens).map((item) => settleItem(item, loose))
}

/**
 * Reads goods with their counts and prices out of what is left of a message between two offsets. `loose`: also what has no count. `above`: an article
 * that was named before, which a count without a name means.
 */
export function readLines(
  page: Page,
  from: number,
  to: number,
  catalogue: CatalogueProduct[] | null,
  loose = false,
  above?: Settled,
): LinesRead {
  return new LineBuilder(page, catalogue, loose, above && headOf(above)).build(settledIn(page, from, to, catalogue, loose))
}

/** The words of a whole message as the reader of goods sees them before anything of it was read. */
export function wordsOf(normal: NormalText, catalogue: CatalogueProduct[] | null): Token[] {
  const options = optionsOf(catalogue)
  return classify(tokenise(new Page(normal), 0, normal.plain.length, options), options)
}

/** 面板灯3060*40+射灯*60: where counts stand behind a sign and nothing has a unit, the second factor of a pair is a count. */
function timesApart(tokens: Token[]): Token[] {
  const signed = tokens.some((t, i) => t.marked === 'times' && !t.unit && tokens[i - 1]?.kind === 'word')
  if (!signed || tokens.some((t) => t.kind === 'measure' && t.unit)) return tokens
  return tokens.flatMap((t): Token[] => {
    const pair = t.kind === 'spec' ? /^(\d{2,5})([*x])(\d{1,5})$/.exec(t.text) : null
    if (!pair?.[1] || !pair[3]) return [t]
    const cut = t.start + pair[1].length
    return [
      { ...t, end: cut, text: pair[1] },
      {
        kind: 'measure',
        start: cut,
        end: t.end,
        text: t.text.slice(pair[1].length),
        value: pair[3],
        numberEnd: t.end,
        marked: 'times',
        spaced: false,
      },
    ]
  })
}

const made = new WeakMap<CatalogueProduct[], TokenOptions>()
const make = (catalogue: CatalogueProduct[] | null): TokenOptions => ({
  codes: codesOf(catalogue),
  isName: (word) => isCatalogueName(word, catalogue),
  nameAt: (text, at, least) => catalogueNameAt(text, at, catalogue) > least,
  nameLength: (text, at) => catalogueNameAt(text, at, catalogue),
  isSpec: (word) => catalogueSays(word, catalogue),
  counts: (text) => gluedCounts(text, catalogue),
})
const WITHOUT = make(null)
/** What a catalogue says to the reader of tokens, made once for each. */
export function optionsOf(catalogue: CatalogueProduct[] | null): TokenOptions {
  if (!catalogue) return WITHOUT
  const known = made.get(catalogue)
  if (known) return known
  const options = make(catalogue)
  made.set(catalogue, options)
  return options
}
