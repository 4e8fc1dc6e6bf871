import type { DraftLine } from './draft'
import table from './op-weights.json'
import { signedOf } from './packed-table'
import { hashOf, mix } from './text-pieces'

export const OPS = ['add', 'remove', 'set'] as const
type Op = (typeof OPS)[number]
/** Signs of changes are told apart by this many numbers. */
export const OP_FEATURES = 1 << 14
/** Signs next to a line that are looked at. */
const AHEAD = 10
const BEHIND = 8

/** A line with the place of its words. */
export interface Placed {
  line: DraftLine
  start: number
  end: number
}

/** What tells how a line of a running order changes: the words between it and its neighbours, and what it says. `from`, `to`: where these end and begin. */
export function opFeatures(plain: string, { line, start, end }: Placed, from: number, to: number): number[] {
  const out: number[] = []
  const put = (...parts: number[]): void => {
    let h = 0x2545f491
    for (const p of parts) h = mix(h, p)
    out.push(h & (OP_FEATURES - 1))
  }
  const parts: [number, string][] = [
    [1, plain.slice(Math.max(from, start - AHEAD), start)],
    [2, plain.slice(end, Math.min(to, end + BEHIND))],
    [3, plain.slice(start, end)],
  ]
  for (const [side, text] of parts)
    for (let i = 0; i < text.length; i++)
      for (let n = 1; n <= 3 && i + n <= text.length; n++) put(side, n, hashOf(text.slice(i, i + n)))
  const [ahead, behind] = [parts[0]?.[1] ?? '', parts[1]?.[1] ?? '']
  put(4, hashOf(ahead.slice(-1)), hashOf(behind.slice(0, 1)))
  const has =
    (line.quantity ? 1 : 0) + (line.productName || line.productCode ? 2 : 0) + (line.unitPrice ? 4 : 0) + (line.color ? 8 : 0)
  put(5, has)
  put(6, line.quantity ? 1 : 0)
  put(7, from === 0 ? 1 : 0, to === plain.length ? 1 : 0)
  for (const word of ['加', '补', '再', '改', '换', '不要', '去掉', '取消', '减', '多', '少', '调', '变', '删', '撤', '退'])
    if (plain.includes(word)) put(8, hashOf(word), has)
  return out
}

let cells: Int8Array | undefined
/** How a line most likely changes, by a table learnt from labelled messages (scripts/train-lines.mjs). */
export function likelyOp(plain: string, placed: Placed, from: number, to: number): Op {
  const weights = (cells ??= signedOf(table.cells))
  const points = OPS.map(() => 0)
  for (const f of opFeatures(plain, placed, from, to))
    for (let o = 0; o < OPS.length; o++) points[o] = (points[o] ?? 0) + (weights[f * OPS.length + o] ?? 0)
  return OPS[points.indexOf(Math.max(...points))] ?? 'set'
}
