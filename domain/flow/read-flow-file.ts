import { LineCounter, parseDocument } from 'yaml'
import { checkFlow, type FlowCheckOptions } from './check-flow'
import { flowSchema, type Flow } from './flow'
import { issueWords, YAML_WORDS } from './flow-file-words'
import { MOST_FAULTS, type FlowPath } from './flow-faults'
import { tooDeepAt, yamlPlaces } from './yaml-places'

/** A fault with its place in the file, line and column counted from 1; `path` is dotted, "" for the file as a whole. */
export interface FlowFileFault {
  file: string
  line: number
  column: number
  path: string
  message: string
}

const MOST_BYTES = 256 * 1024

/** Bytes of a text as UTF-8. */
const bytesOf = (text: string): number => {
  let bytes = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3
  }
  return bytes
}

/**
 * Reads a company's own flow from YAML, or JSON as a part of YAML: the same schema and checks as the built-in flows. Pure: text in, the flow or its
 * faults out, in the order of the file, at most 200. At most 256 KB; nesting and references are bounded, so that no file takes long.
 */
export function readFlowFile(
  text: string,
  file = '',
  options: FlowCheckOptions = {},
): { flow: Flow } | { faults: FlowFileFault[] } {
  const whole = (message: string, line = 1): { faults: FlowFileFault[] } => ({
    faults: [{ file, line, column: 1, path: '', message }],
  })
  const bytes = text.length > MOST_BYTES ? text.length : bytesOf(text)
  if (bytes > MOST_BYTES) return whole(`文件太大（${Math.ceil(bytes / 1024)} KB），最多 ${MOST_BYTES / 1024} KB`)
  const lines = new LineCounter()
  const deep = tooDeepAt(text)
  if (deep !== undefined) return whole('一层套一层太深了，读不了', text.slice(0, deep).split('\n').length)
  // Keys given twice are looked for in yaml-places, in linear time.
  const doc = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    stringKeys: true,
    logLevel: 'error',
  })
  const at = (offset: number, path: FlowPath, message: string): FlowFileFault => {
    const { line, col } = lines.linePos(Math.min(offset, text.length))
    return { file, line: Math.max(1, line), column: Math.max(1, col), path: path.join('.'), message }
  }
  const inOrder = (faults: FlowFileFault[]): { faults: FlowFileFault[] } => ({
    faults: faults.toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, MOST_FAULTS),
  })
  const broken = [...doc.errors, ...doc.warnings]
  if (broken.length > 0)
    return inOrder(broken.slice(0, 50).map((e) => at(e.pos[0], [], `YAML 写法有误：${YAML_WORDS[e.code] ?? e.message}`)))
  const places = yamlPlaces(doc)
  if (places.faults.length > 0) return inOrder(places.faults.map((f) => at(f.offset, [], f.message)))

  const data: unknown = doc.toJS({ maxAliasCount: -1 })
  const read = flowSchema.safeParse(data)
  if (!read.success)
    return inOrder(
      read.error.issues
        .slice(0, MOST_FAULTS)
        .flatMap((i) => issueWords(i, data))
        .slice(0, MOST_FAULTS)
        .map((f) => {
          const path = f.key === undefined ? f.path : [...f.path, f.key]
          return at(f.key === undefined ? places.offsetOf(f.path) : places.offsetOfKey(f.path, f.key), path, f.message)
        }),
    )
  const faults = checkFlow(read.data, options)
  return faults.length > 0 ? inOrder(faults.map((f) => at(places.offsetOf(f.path), f.path, f.message))) : { flow: read.data }
}
