/** Leads into a flow's data: `['steps', 2, 'needs', 0]`. */
export type FlowPath = (string | number)[]

/** What is wrong with a flow, and where. Messages are Chinese, for the people who write flows. */
export interface FlowFault {
  path: FlowPath
  message: string
}

/** A message may be a function, so that long lists of names are written out only for faults that are kept. */
export type AddFault = (path: FlowPath, message: string | (() => string)) => void

/** More faults than anybody mends in one go; what comes after is dropped. */
export const MOST_FAULTS = 200

export function collectFaults(): { faults: FlowFault[]; add: AddFault } {
  const faults: FlowFault[] = []
  return {
    faults,
    add(path, message) {
      if (faults.length < MOST_FAULTS) faults.push({ path, message: typeof message === 'string' ? message : message() })
    },
  }
}

const MOST_SIGNS = 40
const MOST_LISTED = 60

/** How many signs must be changed, added, taken away or swapped with their neighbour to make one word of the other. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : changed
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed, swapped))
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/** The known name that was probably meant, or undefined when none is near. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  if (name.length < 3 || name.length > MOST_SIGNS) return undefined
  const most = Math.max(1, Math.floor(name.length / 3))
  const lower = name.toLowerCase()
  let best: { name: string; far: number } | undefined
  for (const n of names.slice(0, 300)) {
    if (n.length > MOST_SIGNS) continue
    const far = distance(lower, n.toLowerCase())
    if (far <= most && (!best || far < best.far)) best = { name: n, far }
  }
  return best?.name
}

/** "…，是不是“depositOwed”？可用：…" */
export function insteadOf(name: string, names: readonly string[]): string {
  if (names.length === 0) return ''
  const near = nearest(name, names)
  const listed = `${names.slice(0, MOST_LISTED).join('、')}${names.length > MOST_LISTED ? ' 等' : ''}`
  return `，${near ? `是不是“${near}”？` : ''}可用：${listed}`
}

/** "没有判断“depositOwe”，是不是“depositOwed”？可用：…" */
export const notKnown = (what: string, name: string, names: readonly string[]): string =>
  `没有${what}“${name.slice(0, MOST_SIGNS)}”${insteadOf(name, names)}`

/** Whether a table has this very name; names that every object inherits, such as "constructor", do not count. */
export const knows = (table: object, name: string): boolean => Object.hasOwn(table, name)
