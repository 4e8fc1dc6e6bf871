import type { IntakeContext } from '../draft'
import type { Range } from '../text/page'

/** Shorter ones are words of other matters as well. */
const LEAST = 3

/** Where names of known customers stand: a day, a place or goods in one of them are part of the name, 老周五金, 八一酒店. */
export function knownNamesIn(text: string, { customers = [] }: IntakeContext): Range[] {
  const found: Range[] = []
  for (const { name, aliases = [] } of customers)
    for (const word of [name, ...aliases])
      for (let at = word.length < LEAST ? -1 : text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
        found.push({ start: at, end: at + word.length })
  return found
}
