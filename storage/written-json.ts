import { named, quoted } from './canonical-json'

/** One sign of a string takes three bytes at most in UTF-8. */
const MOST_BYTES = 3
/** Members of a value, and what lies in these, are taken over one by one; what lies deeper is written as a whole. */
const DEEPEST = 1

/** Where in its JSON each thing lies that a value holds. */
interface Parts {
  /** The things in order, with their names where the value is no list. */
  items: readonly unknown[]
  names: readonly string[] | undefined
  /** Where each begins, with comma and name, and where the last one ends; counted from the beginning of the value. */
  starts: number[]
  length: number
  /** The same of those things that were gone into themselves; each ends where its place ends. */
  inner: (Parts | undefined)[]
}

/** A value as it was written out: its JSON in UTF-8. */
export interface WrittenJson {
  bytes: Buffer
  parts: Parts
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Undefined for what JSON does not know. */
function jsonOf(value: unknown): string | undefined {
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value)
}

/** What is being written; one value at a time is. */
let draft = Buffer.allocUnsafeSlow(1 << 16)
let used = 0
/** Bytes of the state before that are still to be copied to the end of the draft: neighbours go together. */
let source: Buffer | undefined
let copyFrom = 0
let copyTo = 0

function makeRoom(bytes: number): void {
  if (used + bytes <= draft.length) return
  const larger = Buffer.allocUnsafeSlow(Math.max(used + bytes, draft.length * 2))
  draft.copy(larger, 0, 0, used)
  draft = larger
}

/** `used` is ahead by these bytes already. */
function copyPending(): void {
  if (source && copyTo > copyFrom) source.copy(draft, used - (copyTo - copyFrom), copyFrom, copyTo)
  copyFrom = copyTo
}

function put(text: string): void {
  copyPending()
  makeRoom(text.length * MOST_BYTES)
  // Most are a bracket or a comma.
  if (text.length === 1) draft[used++] = text.charCodeAt(0)
  else used += draft.write(text, used)
}

function takeOver(from: number, to: number): void {
  if (from !== copyTo) {
    copyPending()
    copyFrom = from
  }
  makeRoom(to - from)
  copyTo = to
  used += to - from
}

/** `known` is how the value that had this place before was written, `at` where it lay. */
function writeParts(value: object, known: Parts | undefined, at: number, depth: number): Parts {
  const begin = used
  const names = Array.isArray(value) ? undefined : Object.keys(value)
  const items = Array.isArray(value) ? (value as unknown[]) : Object.values(value)
  const starts: number[] = []
  const inner: (Parts | undefined)[] = []
  put(names ? '{' : '[')
  for (let place = 0; place < items.length; place += 1) {
    const item = items[place]
    const from = used - begin
    starts.push(from)
    const name = names?.[place]
    const start = known?.starts[place] ?? 0
    const end = known?.starts[place + 1] ?? 0
    // The first one has no comma before it.
    if (known && known.items[place] === item && known.names?.[place] === name && (start === 1) === (from === 1) && end > start) {
      takeOver(at + start, at + end)
      inner.push(known.inner[place])
      continue
    }
    const goesInto = isObject(item) && depth < DEEPEST
    const json = goesInto ? '' : (jsonOf(item) ?? (names ? undefined : 'null'))
    const was = known?.inner[place]
    let parts: Parts | undefined
    if (json !== undefined) {
      if (from > 1) put(',')
      if (name !== undefined) put(named(name))
      if (goesInto) parts = writeParts(item, was, was ? at + end - was.length : 0, depth + 1)
      else put(json)
    }
    inner.push(parts)
  }
  starts.push(used - begin)
  put(names ? '}' : ']')
  return { items, names, starts, inner, length: used - begin }
}

/**
 * Writes exactly what JSON.stringify gives for plain data that nobody may write into afterwards. Of an order most stays from one command to
 * the next: what stands in the same place as the very same object is copied from the state before, byte for byte.
 */
export function writeJson(value: object, before?: WrittenJson): WrittenJson {
  used = 0
  source = before?.bytes
  copyFrom = 0
  copyTo = 0
  const parts = writeParts(value, before?.parts, 0, 0)
  copyPending()
  source = undefined
  const bytes = Buffer.allocUnsafeSlow(used)
  draft.copy(bytes, 0, 0, used)
  return { bytes, parts }
}

/** The JSON of something in a list of a value: as it was written with the whole, where it was. */
export function writtenIn(written: WrittenJson | undefined, list: readonly object[], item: object): Buffer {
  const member = written?.parts.items.indexOf(list) ?? -1
  const parts = written?.parts.inner[member]
  const place = parts?.items.indexOf(item) ?? -1
  const start = parts?.starts[place]
  const end = parts?.starts[place + 1]
  if (!written || !parts || start === undefined || end === undefined) return Buffer.from(JSON.stringify(item))
  const at = (written.parts.starts[member + 1] ?? 0) - parts.length
  // All but the first one have a comma before them.
  return written.bytes.subarray(at + start + (start > 1 ? 1 : 0), at + end)
}
