// How the learnt tables are written as text. domain/intake/text/packed-table.ts reads them.

/** Whole numbers from 0 on, the small ones in one byte. */
export const packed = (numbers) => {
  const bytes = []
  for (let n of numbers) {
    for (; n > 127; n >>>= 7) bytes.push((n & 127) | 128)
    bytes.push(n)
  }
  return Buffer.from(bytes).toString('base64')
}

/** Words with a row of numbers each, as the tree of their letters: nodes level by level, the children of one next to each other and in order. */
export function tree(rows) {
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1))
  const width = sorted[0][1].length
  const level = [{ depth: 0, from: 0, to: sorted.length }]
  const children = []
  const cells = []
  let letters = ''
  for (const node of level) {
    let { from } = node
    const word = sorted[from][0].length === node.depth ? sorted[from++] : undefined
    cells.push(...(word ? word[1] : Array(width).fill(NO_WORD)))
    let count = 0
    for (let end; from < node.to; from = end, count++) {
      const letter = sorted[from][0][node.depth]
      for (end = from + 1; end < node.to && sorted[end][0][node.depth] === letter; ) end++
      level.push({ depth: node.depth + 1, from, to: end })
      letters += letter
    }
    children.push(count)
  }
  return { letters, children: packed(children), cells: Buffer.from(Int16Array.from(cells).buffer).toString('base64') }
}
/** In the cells of a node that is only the beginning of words. */
const NO_WORD = -32768
