import { isAlias, isMap, isScalar, isSeq, Lexer, type Document, type Node } from 'yaml'
import type { FlowPath } from './flow-faults'

/** Deeper than any flow needs, and far from where reading would run out of stack. */
const DEEPEST = 40
/** Values of a file with every reference written out: what keeps a small file from growing into a huge flow. */
const MOST_VALUES = 40_000

/**
 * Offset at which a text nests deeper than any flow needs, or undefined. Looked for before the text is parsed, because a parser that runs out of
 * stack can take the whole process with it. Nesting grows by brackets, and by indicators that follow each other ("- - -", "a: a: a:").
 */
export function tooDeepAt(text: string): number | undefined {
  let offset = 0
  let brackets = 0
  let indicators = 0
  let atScalar = false
  for (const token of new Lexer().lex(text)) {
    if (!atScalar) {
      if (token === '[' || token === '{') brackets++
      else if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1)
      if (token === '-' || token === '?' || token === ':') indicators++
      else if (token === ',' || token === '[' || token === '{' || (brackets === 0 && /^\r?\n/.test(token))) indicators = 0
      if (brackets > 2 * DEEPEST || indicators > 2 * DEEPEST) return offset
    }
    // Marks of the lexer that stand for no sign of the text.
    const mark: boolean = !atScalar && (token === '\u0002' || token === '\u0018' || token === '\u001f')
    if (!mark) offset += token.length
    atScalar = mark && token === '\u001f'
  }
  return undefined
}

interface FoundFault {
  offset: number
  message: string
}

/** A way into the file for paths of the data it gives: `key` where the name stands, `value` what stands behind it. */
export interface YamlPlaces {
  faults: FoundFault[]
  /** Offset of the deepest part of the path that the file has. */
  offsetOf(path: FlowPath): number
  /** Offset of a key within the map at `path`. */
  offsetOfKey(path: FlowPath, key: string): number
}

const startOf = (node: unknown): number | undefined => (node as Node | null)?.range?.[0]

/**
 * Looks through a parsed file once, in its own order: keys given twice, nesting without end, and references (&, *) that lead into themselves
 * or grow without measure. Linear in the size of the file.
 */
export function yamlPlaces(doc: Document.Parsed): YamlPlaces {
  const faults: FoundFault[] = []
  const anchors = new Map<string, Node>()
  const targets = new Map<Node, Node>()
  /** Values below a node, references counted at full size; 0 while it is still being looked at. */
  const sizes = new Map<Node, number>()
  const tell = (offset: number | undefined, message: string): void => {
    if (faults.length < 50) faults.push({ offset: offset ?? 0, message })
  }

  const sizeOf = (node: unknown, depth: number, at: number): number => {
    if (node === null || node === undefined) return 1
    const n = node as Node
    const here = startOf(n) ?? at
    if (depth > DEEPEST) {
      tell(here, `一层套一层太深了，最多 ${DEEPEST} 层`)
      return 1
    }
    if (isAlias(n)) {
      const target = anchors.get(n.source)
      if (!target) tell(here, `*${n.source} 前面没有对应的 &${n.source}`)
      if (!target) return 1
      const size = sizes.get(target) ?? 1
      if (size === 0) tell(here, `*${n.source} 引用了它自己所在的内容，请展开写`)
      else targets.set(n, target)
      return Math.max(1, size)
    }
    if ('anchor' in n && n.anchor) {
      anchors.set(n.anchor, n)
      sizes.set(n, 0)
    }
    let size = 1
    if (isSeq(n)) for (const item of n.items) size += sizeOf(item, depth + 1, here)
    if (isMap(n)) {
      const keys = new Set<string>()
      for (const { key, value } of n.items) {
        const name = isScalar(key) ? String(key.value) : ''
        if (keys.has(name)) tell(startOf(key), `“${name}”在这一组里写了两次，请留一个`)
        keys.add(name)
        size += sizeOf(value, depth + 1, startOf(key) ?? here)
      }
    }
    size = Math.min(size, MOST_VALUES + 1)
    if (sizes.has(n)) sizes.set(n, size)
    return size
  }
  if (sizeOf(doc.contents, 0, 0) > MOST_VALUES && faults.length === 0)
    tell(startOf(doc.contents), '内容太多：引用（&、*）展开后超过上限，请删减')

  const behind = (node: unknown): unknown => (isAlias(node) ? targets.get(node) : node)
  const pairOf = (node: unknown, key: string | number): { key: unknown; value: unknown } | undefined => {
    const n = behind(node)
    if (isMap(n)) return n.items.find((p) => isScalar(p.key) && String(p.key.value) === String(key))
    if (!isSeq(n) || typeof key !== 'number') return undefined
    const item: unknown = n.items[key]
    return item === undefined ? undefined : { key: item, value: item }
  }
  const descend = (path: FlowPath): { node: unknown; offset: number } => {
    let node: unknown = doc.contents
    let offset = startOf(node) ?? 0
    for (const step of path) {
      const pair = pairOf(node, step)
      if (!pair) break
      node = pair.value
      // A list or group is shown at its name, a plain value at itself.
      const plain = isScalar(behind(node)) && !isAlias(node)
      offset = startOf(plain ? node : pair.key) ?? startOf(node) ?? offset
    }
    return { node, offset }
  }
  return {
    faults,
    offsetOf: (path) => descend(path).offset,
    offsetOfKey: (path, key) => {
      const { node, offset } = descend(path)
      return startOf(pairOf(node, key)?.key) ?? offset
    },
  }
}
