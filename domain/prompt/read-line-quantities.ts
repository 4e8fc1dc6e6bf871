import { compareDecimals } from '../order/money-state'
import type { Order, OrderLine } from '../order/order'
import { readNumber } from './read-input'

const QUANTITY = /(\d[\d,]*(?:\.\d+)?[万千]?|[零〇一二两三四五六七八九十百千万]{1,12})\s*([^\d\s，,；;。、]{0,4})/g
const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** How well a piece of text names a line: by its place, its code, or its name, spec and colour. */
const score = (piece: string, line: OrderLine, index: number): number => {
  const place = /第([一二两三四五六七八九十\d]{1,2})(?:行|个|项|种)/.exec(piece)?.[1]
  if (place !== undefined) return readNumber(place) === String(index + 1) ? 10 : 0
  const named = [line.productCode, line.name, line.spec, line.color].filter((w): w is string => w !== undefined && w !== '')
  const points = named.filter((w) => piece.includes(plain(w))).length
  // 六角螺栓 is called 螺栓: less than a whole name.
  return points > 0 || line.name.length < 3 || !piece.includes(plain(line.name.slice(-2))) ? points : 0.5
}

/** The quantity at the end of a piece, without those that belong to the name or the spec of the line. */
function quantityIn(piece: string, line: OrderLine): string | undefined {
  let rest = piece.replace(/第[一二两三四五六七八九十\d]{1,2}(?:行|个|项|种)/, ' ')
  for (const word of [line.productCode, line.name, line.spec, line.color, line.name.slice(-2)])
    if (word) rest = rest.replace(plain(word), ' ')
  const found = [...rest.matchAll(QUANTITY)]
  const withUnit = found.find((m) => line.unit !== '' && m[2]?.startsWith(plain(line.unit)))
  const taken = (withUnit ?? found.at(-1))?.[1]
  return taken === undefined ? undefined : readNumber(taken)
}

/**
 * Quantities of an order's lines in plain words: "80g双胶纸 50令，牛皮纸 3吨", "第2行 50", with one line a bare "50令"; "全部" means all of it.
 * Empty when a piece fits no line, or several equally well. At most 20 pieces are read.
 */
export function readLineQuantities(text: string, order: Order): { lineId: string; quantity: string }[] {
  const pieces = plain(text)
    .split(/[，,；;。\n]|(?<=\D)、/)
    .map((p) => p.trim())
    .filter((p) => p !== '')
    .slice(0, 20)
  const read: { lineId: string; quantity: string }[] = []
  for (const piece of pieces) {
    const ranked = order.lines
      .map((line, i) => ({ line, points: order.lines.length === 1 ? 1 : score(piece, line, i) }))
      .filter((r) => r.points > 0)
      .sort((a, b) => b.points - a.points)
    const [best, second] = ranked
    if (!best || best.points === second?.points) {
      if (/\d|[一二两三四五六七八九十百]/.test(piece)) return []
      continue
    }
    const quantity = /全部|全数|整行/.test(piece) ? best.line.quantity : quantityIn(piece, best.line)
    if (quantity === undefined || compareDecimals(quantity, '0') <= 0) continue
    if (read.some((r) => r.lineId === best.line.id)) return []
    read.push({ lineId: best.line.id, quantity })
  }
  return read
}
