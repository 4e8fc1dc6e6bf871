import { isMap, isSeq, LineCounter, parseDocument, type Node } from 'yaml'
import { checkFlow } from './check-flow'
import { flowSchema, type Flow } from './flow'

/** A fault with its place in the file, counted from 1. */
export interface FlowFileFault {
  line: number
  column: number
  path: string
  message: string
}

const MOST_CHARACTERS = 256 * 1024

/** Reads a company's own flow from YAML (or JSON): the same schema and checks as the built-in flows. Pure; gives the flow or every fault with line and column. */
export function readFlowFile(text: string): { flow: Flow } | { faults: FlowFileFault[] } {
  if (text.length > MOST_CHARACTERS)
    return { faults: [{ line: 1, column: 1, path: '', message: `文件太大（${text.length} 字），最多 ${MOST_CHARACTERS} 字` }] }
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  if (doc.errors.length > 0)
    return { faults: doc.errors.map((e) => ({ ...at(e.pos[0]), path: '', message: `YAML 写法有误：${e.message}` })) }
  let data: unknown
  try {
    data = doc.toJS({ maxAliasCount: 50 })
  } catch {
    return { faults: [{ line: 1, column: 1, path: '', message: 'YAML 里的引用（&、*）太多，请展开写' }] }
  }
  /** The deepest node of a path that exists in the file. */
  const place = (path: (string | number)[]): { line: number; column: number } => {
    let node: unknown = doc.contents
    let found: Node | null = doc.contents
    for (const key of path) {
      const next: unknown = isMap(node) ? node.get(key, true) : isSeq(node) ? node.get(key, true) : undefined
      if (next === undefined || next === null) break
      node = next
      found = next as Node
    }
    return at(found?.range?.[0] ?? 0)
  }
  const read = flowSchema.safeParse(data)
  if (!read.success)
    return {
      faults: read.error.issues.map((i) => {
        const path = i.path.map((p) => (typeof p === 'symbol' ? String(p) : p))
        return { ...place(path), path: path.join('.'), message: i.message }
      }),
    }
  const faults = checkFlow(read.data)
  return faults.length > 0
    ? { faults: faults.map((f) => ({ ...place(f.path), path: f.path.join('.'), message: f.message })) }
    : { flow: read.data }
}
