import type { RoleSpan } from './line-roles'

const CLAUSE_END = /[\n，,。;；、!！]/
/** Words that make what is said with another article hold for this one too. */
const FOR_ALL = /[各每均都]|统一|一律|全部|一样|同样|分别|共同/
const isName = (s: RoleSpan): boolean => s.role === 'name' || s.role === 'code'
const tells = (s: RoleSpan): boolean => s.role === 'spec' || s.role === 'color'
const SIZE = /^(?:x{0,4}[sl]|m|[2-6]xl)码?$/
const MODEL = /^[a-z]{1,4}-?#[a-z]{0,3}$/
/** Figures aside, what a size looks like. */
const shapeOf = (words: string): string => {
  const shape = words
    .replace(/\d+(?:\.\d+)?|[零一二两三四五六七八九十百]+/g, '#')
    .replace(SIZE, 'size')
    .replace(/码$/, '')
  return MODEL.test(shape) ? 'model' : shape
}

/** The words about one count without those of other articles. `all`: the words of the whole message. */
export function ownWords(words: RoleSpan[], q: RoleSpan, all: RoleSpan[], plain: string): RoleSpan[] {
  return withoutReplaced(withoutClosed(withoutOthers(words, q, all, plain), q, all, plain), q, all, plain)
}

/** Ends a colour that is told of what was counted before it: 蓝色的，再拿. */
const CLOSES = /^(?:色|系)?的?[,，。;；\n]/
/** 绣球6盆，蓝色的，再拿2袋营养土: a colour behind a count that ends its clause is of no other goods behind it. */
function withoutClosed(words: RoleSpan[], q: RoleSpan, all: RoleSpan[], plain: string): RoleSpan[] {
  const names = words.filter(isName)
  if (names.length === 0 || !words.some((w) => w.role === 'color')) return words
  return words.filter((w) => {
    const isAhead = w.role === 'color' && w.end <= q.start && names.every((n) => n.start >= w.end)
    if (!isAhead || !CLOSES.test(plain.slice(w.end, w.end + 3))) return true
    const before = all.findLast((s) => s.end <= w.start && (s.role === 'quantity' || isName(s)))
    return before?.role !== 'quantity' || plain.slice(before.end, w.start).includes('\n')
  })
}

/** 40寸滤芯4支、20寸炭芯6支: a size that stands in a clause with other goods only is theirs. */
function withoutOthers(words: RoleSpan[], q: RoleSpan, all: RoleSpan[], plain: string): RoleSpan[] {
  const names = words.filter(isName)
  if (names.length === 0) return words
  return words.filter((w) => {
    if (!tells(w)) return true
    // 一百片小切片还有砂纸二百四十目的两包: behind another name than its own a size is of that.
    const goods = w.start >= q.end ? all.findLast((s) => isName(s) && s.end <= w.start) : undefined
    if (goods && goods.start >= q.end && !names.includes(goods) && plain.slice(goods.end, w.start).trim() === '') return false
    const clause = clauseAt(w, plain)
    const within = (s: RoleSpan): boolean => s.start >= clause.start && s.end <= clause.end
    if (within(q) || names.some(within) || FOR_ALL.test(plain.slice(clause.start, clause.end))) return true
    return !all.some((s) => s.role === 'name' && within(s))
  })
}

const LONGEST_CLAUSE = 60
function clauseAt(w: RoleSpan, plain: string): { start: number; end: number } {
  let [start, end] = [w.start, w.end]
  while (start > 0 && w.start - start < LONGEST_CLAUSE && !CLAUSE_END.test(plain[start - 1] as string)) start--
  while (end < plain.length && end - w.end < LONGEST_CLAUSE && !CLAUSE_END.test(plain[end] as string)) end++
  return { start, end }
}

/** 卫衣 M 3件 L 5件: what was said before another count is replaced by what looks like it next to this one, and is said once. */
function withoutReplaced(words: RoleSpan[], q: RoleSpan, all: RoleSpan[], plain: string): RoleSpan[] {
  const specs = words.filter((w) => w.role === 'spec')
  if (specs.length < 2) return words
  const parts = specs.map((w) => partsOf(w, plain))
  const away = (w: RoleSpan): number => (w.end <= q.start ? q.start - w.end : w.start - q.end)
  const others = all.filter((s) => s.role === 'quantity' && s !== q)
  const counted = (a: RoleSpan, b: RoleSpan): boolean =>
    others.some((s) => s.start >= Math.min(a.end, b.end) && s.end <= Math.max(a.start, b.start))
  const gone = new Set<RoleSpan>()
  for (const [i, w] of specs.entries())
    for (const [k, v] of specs.entries()) {
      if (i === k || away(v) >= away(w)) continue
      for (const p of parts[i] as RoleSpan[])
        for (const o of parts[k] as RoleSpan[]) {
          const [a, b] = [plain.slice(p.start, p.end), plain.slice(o.start, o.end)]
          if (a === b || (shapeOf(a) === shapeOf(b) && counted(w, v))) gone.add(p)
        }
    }
  if (gone.size === 0) return words
  return words.flatMap((w) => {
    const own = w.role === 'spec' ? (parts[specs.indexOf(w)] as RoleSpan[]) : [w]
    return own.some((p) => gone.has(p)) ? own.filter((p) => !gone.has(p)) : [w]
  })
}

/** What stands between blanks. */
const partsOf = (w: RoleSpan, plain: string): RoleSpan[] =>
  [...plain.slice(w.start, w.end).matchAll(/\S+/g)].map((m) => ({
    ...w,
    start: w.start + m.index,
    end: w.start + m.index + m[0].length,
  }))
