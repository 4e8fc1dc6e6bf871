import { colorTail, isColor } from '../words/goods-words'
import type { Board, Stretch } from './mend-by-list'
import { COLOR, NAME, QUANTITY, SPEC, UNIT } from './role-numbers'

/** A colour has no more signs. */
const LONGEST = 5
/** Words of colours by which glue, film and goods of the face are told apart. */
const KIND = /^(?:透明|美白|瓷白|彩色|双色)$/
/** A tint by itself is one only between a count and the goods: 半打红背心. */
const TINT = /^[红黑白灰蓝绿黄紫粉]$/
/** 大红的不要: what is not wanted is no colour of a line. */
const UNWANTED = /^的?(?:不要|不用|除外|没|的?没)/

/** What makes a colour lighter or darker. */
const SHADE = /^[浅深淡暗亮哑半]$/
/** Between two colours of one article. */
const BESIDE = /^[拼配撞间]$/
const ENGLISH = /^(?:black|white|red|blue|green|yellow|grey|gray|pink|navy|beige|brown|silver|purple|orange|khaki|ivory)$/

const isChinese = (kind: string): boolean => kind === 'C' || kind === 'n'

/** Colours as the tables read them, put right: which words are one, which the tables took for anything else, and what only looks like one. */
export function mendColors(board: Board): void {
  for (let i = 0; i < board.pieces.length; i++) {
    if (board.roleAt(i) === COLOR) i = whole(board, i) - 1
    else if (board.kindAt(i) === 'A' && board.roleAt(i) === NAME) inEnglish(board, i)
    else if (isChinese(board.kindAt(i))) i = spoken(board, i) - 1
  }
}

/** A run of Chinese words of one role. Gives where it ends. */
function spoken(board: Board, from: number): number {
  const role = board.roleAt(from)
  if (role !== SPEC && role !== 0) return from + 1
  let to = from + 1
  while (to < board.pieces.length && board.roleAt(to) === role && isChinese(board.kindAt(to))) to++
  const at = role === SPEC ? inSpec(board, from, to) : between(board, from, to)
  if (at) board.put(at, COLOR)
  return to
}

/** 浅|胡桃, 藏青|拼|红: the whole of a colour; # and #3 in front of a row are none. Gives where it ends. */
function whole(board: Board, start: number): number {
  let to = wordEnd(board, start)
  const words = textOf(board, start, to)
  if (words === '#' || (/^#\d{1,2}$/.test(words) && start === rowOf(board, start))) {
    board.put({ from: start, to }, 0)
    return to
  }
  const before = board.roleAt(start - 1)
  const shaded = start > 0 && SHADE.test(textOf(board, start - 1, start)) && (before === 0 || before === SPEC || before === NAME)
  const end = to
  const from = shaded && isColor(textOf(board, start - 1, to)) ? start - 1 : start
  while (board.roleAt(to) === 0 && board.roleAt(to + 1) === COLOR && BESIDE.test(textOf(board, to, to + 1))) {
    to = wordEnd(board, to + 1)
  }
  if (from < start || to > end) board.put({ from, to }, COLOR)
  return to
}
/** Where the colour that begins at a piece ends: 黑|白 are two. */
function wordEnd(board: Board, start: number): number {
  let to = start + 1
  while (board.roles[to] === COLOR) to++
  return to
}

/** Where the row of a piece begins, behind its signs and blanks. */
function rowOf(board: Board, i: number): number {
  let k = i
  while (k > 0 && board.kindAt(k - 1) === 'S') k--
  return k === 0 || board.kindAt(k - 1) === 'N' ? i : -1
}

/** wireless mouse black 300pcs: an English name ends with its colour. */
function inEnglish(board: Board, i: number): void {
  if (!ENGLISH.test(textOf(board, i, i + 1)) || board.roleAt(i + 1) === NAME || board.roleAt(i - 1) !== NAME) return
  if (board.roleAt(i + 1) !== 0 && board.roleAt(i + 1) !== QUANTITY && board.roleAt(i + 1) !== SPEC) return
  if (board.kindAt(i - 1) === 'S') board.put({ from: i - 1, to: i }, 0)
  board.put({ from: i, to: i + 1 }, COLOR)
}

const textOf = ({ plain, pieces }: Board, from: number, to: number): string =>
  plain.slice(pieces[from]?.start, pieces[to - 1]?.end)

/** A word of a size that is a colour by itself: 22 胡桃, 3000w/珠光白. */
function inSpec(board: Board, from: number, to: number): Stretch | undefined {
  const word = textOf(board, from, to)
  if (word.length < 2) return undefined
  if (word.length <= LONGEST && !KIND.test(word) && isColor(word)) return { from, to }
  // 空心半透明: behind another word of the size.
  const at = colorTail(word)
  const tail = word.slice(at)
  return at > 1 && isChinese(board.kindAt(from + at)) && tail.length > 1 && !KIND.test(tail) ? { from: from + at, to } : undefined
}

/** A word right between goods and goods or their count: 5mm的岩灰碳晶板, 帽衫黑色一百件, 半打红背心. */
function between(board: Board, start: number, to: number): Stretch | undefined {
  const from = textOf(board, start, start + 1) === '的' ? start + 1 : start
  const end = textOf(board, to - 1, to) === '的' ? to - 1 : to
  const word = textOf(board, from, end)
  if (word.length > LONGEST || KIND.test(word) || !isColor(word)) return undefined
  const [before, next] = [start > 0 ? board.roleAt(start - 1) : 0, board.roleAt(to)]
  if (UNWANTED.test(board.plain.slice(board.pieces[end]?.start))) return undefined
  const goes = next === NAME || (next === QUANTITY && before === NAME)
  const told = before === NAME || before === SPEC || before === UNIT || before === QUANTITY
  if (!goes || !told) return undefined
  return word.length > 1 || (TINT.test(word) && next === NAME && before === UNIT) ? { from, to: end } : undefined
}
