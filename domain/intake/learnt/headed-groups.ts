import type { Counted } from './link-model'
import type { Role, RoleSpan } from './line-roles'
import type { Board, Stretch } from './mend-by-list'
import { CODE, COLOR, NAME, QUANTITY, SPEC } from './role-numbers'
import type { Range } from '../text/page'
import { isColor } from '../words/goods-words'

/** 【果酱】(1.36kg), [黑色], 【卫衣】58/件: a row that is a heading in brackets. */
const BRACKETED =
  /^ *[[【]([^[\]【】\n]{1,12})[\]】] *(?:\([^()\n]{1,16}\)|(?:单价)?[¥￥]?\d{1,5}(?:\.\d{1,2})?(?:元|块)?(?:\/[一-鿿])?)? *:?$/
/** What a heading tells of the rows below it, each once. */
const TOLD: readonly Role[] = ['spec', 'color', 'price', 'per']
const OF_PRICE: readonly Role[] = ['price', 'per']

/** A row that heads the rows below it, with the words in it and whether it may tell a colour. */
interface Head extends Range {
  words: number[]
  /** What of it holds for its rows alone. */
  roles: readonly Role[]
  bracketed: boolean
}

/** The rows of a message that head others: in brackets, or a name with its price and nothing counted. */
function headsOf(spans: RoleSpan[], plain: string): Head[] {
  const heads: Head[] = []
  let at = 0
  let k = 0
  for (const row of plain.split('\n')) {
    const [start, end] = [at, at + row.length]
    at = end + 1
    const words: number[] = []
    for (; k < spans.length && (spans[k] as RoleSpan).start < end; k++) words.push(k)
    const has = (role: Role): boolean => words.some((w) => spans[w]?.role === role)
    if (has('quantity')) continue
    if (BRACKETED.test(row)) heads.push({ start, end, words, roles: TOLD, bracketed: true })
    else if (has('price') && (has('name') || has('code'))) heads.push({ start, end, words, roles: OF_PRICE, bracketed: false })
  }
  return heads
}

/** Whether headings in brackets are colours: 【黑色】 … 【白色】; of 【茶/粉】 among others the signs are goods. */
const areColors = (heads: Head[], plain: string): boolean =>
  heads.every(({ start, end }) => isColor(BRACKETED.exec(plain.slice(start, end))?.[1]?.trim() ?? ''))

/** A row of pieces. */
interface Row extends Stretch {
  title?: Stretch
}

function rowsOf({ plain, pieces, roles }: Board): Row[] {
  const rows: Row[] = []
  for (let from = 0; from < pieces.length; ) {
    let to = from
    while (to < pieces.length && pieces[to]?.kind !== 'N') to++
    const m = roles.subarray(from, to).includes(QUANTITY)
      ? null
      : BRACKETED.exec(plain.slice(pieces[from]?.start, pieces[to - 1]?.end))
    let first = from
    while (m && !/^[[【]$/.test(pieces[first]?.kind ?? '')) first++
    let last = first
    while (m && !/^[\]】]$/.test(pieces[last]?.kind ?? '')) last++
    rows.push({ from, to, ...(m ? { title: { from: first + 1, to: last } } : {}) })
    from = to + 1
  }
  return rows
}

/**
 * Headings in brackets over rows of counts: over rows that name their own goods they only sort them, 【茶/粉】, unless all are colours, 【黑色】 … 【白色】;
 * over rows of nothing but colours and sizes they name the goods.
 */
export function mendHeads(board: Board): void {
  const rows = rowsOf(board)
  const titles = rows.flatMap(({ title }) => (title ? [title] : []))
  if (titles.length < 2) return
  const holds = ({ from, to }: Stretch, ...roles: number[]): boolean => {
    for (let i = from; i < to; i++) if (roles.includes(board.roleAt(i))) return true
    return false
  }
  const text = ({ from, to }: Stretch): string => board.plain.slice(board.pieces[from]?.start, board.pieces[to - 1]?.end)
  const counted = rows.slice(rows.findIndex((r) => r.title)).filter((r) => !r.title && holds(r, QUANTITY))
  const named = counted.filter((r) => holds(r, NAME, CODE)).length
  if (counted.length < titles.length || (named > 0 && named < counted.length)) return
  const colors = titles.every((t) => isColor(text(t)))
  if (named === 0 && (colors || !counted.every((r) => holds(r, SPEC, COLOR)))) return
  for (const title of titles) board.put(title, named === 0 ? NAME : colors ? COLOR : 0)
}

/** Gives the counts below a heading what it tells of them, and takes from them what another heading tells. */
export function withGroups(links: Counted[], spans: RoleSpan[], plain: string): Counted[] {
  if (!/\n[^\n]+\n/.test(plain)) return links
  const all = headsOf(spans, plain)
  const bracketed = all.filter((h) => h.bracketed)
  // One heading alone may as well be a title.
  const heads = bracketed.length > 1 ? bracketed : bracketed.length === 0 && all.length > 1 ? all : []
  if (heads.length === 0) return links
  const colors = bracketed.length > 0 && areColors(bracketed, plain)
  const headOf = new Map(heads.flatMap((h) => h.words.map((w) => [w, h] as const)))
  return links.map((link) => {
    const q = spans[link.count] as RoleSpan
    const own = heads.findLast((h) => h.end <= q.start)
    const holds = (role: Role | undefined, h: Head): boolean =>
      role !== undefined && h.roles.includes(role) && (role !== 'color' || colors)
    const words = link.words.filter(({ span }) => {
      const h = headOf.get(span)
      const role = spans[span]?.role
      return !h || (h === own && (role !== 'color' || colors)) || (h !== own && !h.bracketed && !h.roles.includes(role as Role))
    })
    const told = (role: Role): boolean => words.some((w) => spans[w.span]?.role === role)
    const added = (own?.words ?? []).flatMap((span) => {
      const role = spans[span]?.role
      const isMissing = own && holds(role, own) && !told(role === 'per' ? 'price' : (role as Role))
      return isMissing ? [{ span, sure: 1 }] : []
    })
    return words.length === link.words.length && added.length === 0
      ? link
      : { ...link, words: [...words, ...added].sort((a, b) => a.span - b.span) }
  })
}
