import { isGoods, MATERIAL } from '../words/goods-words'
import type { Token } from './token'

/** 笔记本B5, 瑜伽垫TPE: letters glued to the end of goods that say which. */
const PLASTIC =
  /^(?:pvc|pe|pp|ppr|tpe|tpu|tpr|abs|eva|pu|pla|pet|petg|epe|pc|pa|pom|ptfe|hdpe|ldpe|cpe|nbr|epdm|fkm|sbs|led|oled)$/
const saysWhich = (letters: string, goods: string): boolean =>
  PAPER_SIZE.test(letters) || (PLASTIC.test(letters) && isGoods(goods))

export interface NamedGoods {
  /** The words of the name, next to each other. */
  name: Token[]
  /** Words behind the name that say which kind: 猫砂 豆腐砂, 软面抄 A5. */
  specs: Token[]
  /** Of these, what is glued to the name itself and so holds wherever the name does: 笔记本B5. */
  sizes: Token[]
  /** Words in front of it that are none of it: who buys, or a brand. */
  before: Token[]
}

const PAPER_SIZE = /^[ab]\d$/
const LATIN = /[a-z]/
/** 车厘子 JJJ, 牛仔裤 XL, 面板 ABS: a few letters behind goods say which. */
const GRADE = /^[a-z]{1,4}$/

/** Which of an article's words are its name. `known`: whether the catalogue has an article in these words; `brand`: whether words in front belong to the name. */
export function nameGoods(
  words: Token[],
  plain: string,
  known: (text: string) => boolean,
  brand: (text: string) => boolean,
): NamedGoods {
  const sorted = [...words].sort((a, b) => a.start - b.start)
  const phrases: Token[][] = []
  for (const t of sorted) {
    const last = phrases.at(-1)?.at(-1)
    if (last && last.end === t.start) phrases.at(-1)?.push(t)
    else phrases.push([t])
  }
  // "笔记本B5": the size of the paper behind the name.
  const sizes: Token[] = []
  for (const p of phrases) if (p.length > 1 && saysWhich(p.at(-1)?.text ?? '', p.at(-2)?.text ?? '')) sizes.push(p.pop() as Token)
  const textOf = (p: Token[]): string => plain.slice(p[0]?.start ?? 0, p.at(-1)?.end ?? 0)
  const near = (a: Token[] | undefined, b: Token[] | undefined): boolean =>
    a !== undefined && b !== undefined && /^(?:\s*|的)$/.test(plain.slice(a.at(-1)?.end ?? 0, b[0]?.start ?? 0))
  const inCatalogue = phrases.findIndex((p) => known(textOf(p)))
  // "茶几 岩板": what stands behind a name and says what it is made of is no name.
  const material = phrases.findIndex((p) => MATERIAL.test(textOf(p)))
  const byEnd =
    material > 0 && isGoods(textOf(phrases[material - 1] as Token[]))
      ? material - 1
      : phrases.findIndex((p) => isGoods(textOf(p)) && !MATERIAL.test(textOf(p)))
  // "加多宝310ml*24罐 红罐": what a size is glued to is the name.
  const sized =
    phrases.length > 1 &&
    /[\dφ]/.test(plain[phrases[0]?.at(-1)?.end ?? -1] ?? '') &&
    /[\s/]/.test(plain[(phrases[1]?.[0]?.start ?? 0) - 1] ?? '')
  let at = inCatalogue >= 0 ? inCatalogue : sized ? 0 : Math.max(0, byEnd)
  let end = at
  const name = [...(phrases[at] ?? [])]
  while (
    near(phrases[end], phrases[end + 1]) &&
    LATIN.test(textOf(phrases[end + 1] as Token[])) &&
    !(GRADE.test(textOf(phrases[end + 1] as Token[])) && isGoods(textOf(phrases[end] as Token[]))) &&
    !PAPER_SIZE.test(textOf(phrases[end + 1] as Token[]))
  )
    name.push(...(phrases[++end] as Token[]))
  while (
    at > 0 &&
    near(phrases[at - 1], phrases[at]) &&
    (LATIN.test(textOf(phrases[at - 1] as Token[])) || brand(textOf(phrases[at - 1] as Token[])))
  )
    name.unshift(...(phrases[--at] as Token[]))
  const specs = [...sizes, ...phrases.slice(end + 1).flatMap((p) => (textOf(p).length <= 8 ? p : []))]
  return { name, specs, sizes, before: phrases.slice(0, at).flat() }
}
