import type { Intent } from '../draft'
import type { IntentSigns, Runs } from './intent-signs'
import table from './intent-weights.json'
import { bytesOf, numbersOf } from '../text/packed-table'

const INTENTS = table.intents as Intent[]
const COUNT = INTENTS.length
/** The table holds hundredths. */
const UNIT = 0.01
/** How much a fact counts beside the words. The training asks it of here. */
export const FACT = 0.3

/** In the cells of a node that is only the beginning of signs. */
const NO_SIGN = -32768
const ROOT = 0

/** The known signs as the tree of their letters: nodes level by level, the children of one next to each other and in order. */
class SignTree {
  private readonly letters = ` ${table.letters}`
  /** The first child of each node; the next node's is behind its last. */
  private readonly first: Int32Array
  /** What each node says of each intent. */
  readonly cells = new Int16Array(bytesOf(table.cells).buffer)
  /** The last search in which each node was found. */
  private readonly found: Int32Array
  private search = 0

  constructor() {
    const children = numbersOf(table.children)
    this.first = new Int32Array(children.length + 1)
    this.found = new Int32Array(children.length)
    let next = 1
    for (let i = 0; i < children.length; i++) {
      this.first[i] = next
      next += children[i] as number
    }
    this.first[children.length] = next
  }

  /** The node of a word below another one, -1 for none. */
  private below(node: number, word: string): number {
    let at = node
    for (let i = 0; i < word.length && at >= 0; i++) at = this.child(at, word.charCodeAt(i))
    return at
  }
  private child(node: number, code: number): number {
    const end = this.first[node + 1] as number
    let from = this.first[node] as number
    for (let to = end; from < to; ) {
      const middle = (from + to) >> 1
      if (this.letters.charCodeAt(middle) < code) from = middle + 1
      else to = middle
    }
    return from < end && this.letters.charCodeAt(from) === code ? from : -1
  }
  private isSign(node: number): boolean {
    return this.cells[node * COUNT] !== NO_SIGN
  }

  /** The known signs among runs of letters, each once. */
  among({ prefix, letters, longest }: Runs): number[] {
    const start = this.below(ROOT, prefix)
    const signs: number[] = []
    this.search++
    for (let i = 0; i < letters.length; i++)
      for (let n = i, node = start; n < i + longest && n < letters.length; n++) {
        node = this.below(node, letters[n] as string)
        if (node < 0) break
        if (!this.isSign(node) || this.found[node] === this.search) continue
        this.found[node] = this.search
        signs.push(node)
      }
    return signs
  }

  /** The known ones among whole signs. */
  of(signs: string[]): number[] {
    return signs.map((sign) => this.below(ROOT, sign)).filter((node) => node >= 0 && this.isSign(node))
  }
}
let tree: SignTree | undefined
export const loadIntents = (): SignTree => (tree ??= new SignTree())

/**
 * How likely each intent is by the signs of a message: the natural logarithm of its share among messages like it. The table was learnt from the
 * labelled messages of test/corpus by scripts/train-intent.mjs. Runs and shapes count by the root of their number, so that long messages are not surer
 * than short ones.
 */
export function learntIntent(signs: IntentSigns): Record<Intent, number> {
  const known = loadIntents()
  const points = table.bias.map((b) => b * UNIT)
  const count = (found: number[], strength: number): void => {
    const scale = UNIT * strength
    for (const node of found)
      for (let c = 0; c < COUNT; c++) points[c] = (points[c] as number) + (known.cells[node * COUNT + c] as number) * scale
  }
  const evenly = (found: number[]): void => count(found, 1 / Math.sqrt(found.length || 1))
  evenly(known.among(signs.runs))
  evenly(known.among(signs.shapes))
  count(known.of(signs.facts), FACT)
  const top = Math.max(...points)
  const all = top + Math.log(points.reduce((sum, p) => sum + Math.exp(p - top), 0))
  return Object.fromEntries(INTENTS.map((intent, c) => [intent, (points[c] ?? 0) - all])) as Record<Intent, number>
}
