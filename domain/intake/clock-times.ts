import type { Read } from './draft'
import { NUMBER, asNumber } from './numerals'
import type { Page } from './page'

const N = NUMBER
/** The clock time that follows a date: HH:mm, or a part of the day. */
const TIME = new RegExp(
  `^\\s?(凌晨|一大早|一早|大清早|清早|朝早|早上|上午|早晨|早|中午|晏昼|下午|下昼|傍晚|晚上|夜晚|晚)?\\s?(?:(${N})(?:点|时|:|：)(半|(?:${N})分?|\\d{2})?)?(?:钟)?`,
)
/** The time behind a date that ends at an offset. `part`: the words named a part of the day. */
export function timeAfter(text: string, start: number, end: number): { value: string; end: number; part: boolean } | undefined {
  const m = TIME.exec(text.slice(end, end + 16))
  const word = m?.[1] ?? /[明今听](早|晚|朝)$/.exec(text.slice(start, end))?.[1]
  const hour = m?.[2] === undefined ? undefined : asNumber(m[2])
  if (hour !== undefined && hour <= 24) {
    const minute = m?.[3] === '半' ? 30 : m?.[3] ? asNumber(m[3].replace('分', '')) : 0
    const late = /下午|下昼|晏昼|傍晚|晚/.test(word ?? '') && hour < 12 ? 12 : /中午/.test(word ?? '') && hour < 11 ? 12 : 0
    return {
      value: `${String(hour + late).padStart(2, '0')}:${String(minute || 0).padStart(2, '0')}`,
      end: end + (m?.[0].length ?? 0),
      part: word !== undefined,
    }
  }
  if (!word) return undefined
  const part = /晚|傍/.test(word) ? 'evening' : word === '中午' ? 'noon' : /下午|下昼|晏昼/.test(word) ? 'afternoon' : 'morning'
  return { value: part, end: end + (m?.[1] ? m[0].indexOf(m[1]) + m[1].length : 0), part: true }
}

/** A time without a day beside it: 傍晚送就行, 下午两点以后送. */
const ALONE = new RegExp(
  `((?:早上|上午|中午|下午|下昼|傍晚|晚上|夜晚)(?:(?:${N})(?:点|时)(?:半|(?:${N})分?)?)?|(?:${N})点半?)钟?(?:之?前|以前|之后|以后|后|左右)?[再就都过]?`,
)
/** What is said of the delivery behind it. */
const DELIVERS = /^(?:送|到(?!账|款|底)|来[提拿拉取]|来(?=[，,。\s]|$)|[过自来]*提|[过来]+[拿拉取]|过来|取货|装车|要用)/
/** Gives it and takes it off the page. */
export function timeAlone(page: Page, from: number, to: number): Read<string> | undefined {
  for (const m of page.findAll(ALONE, from, to)) {
    const end = m.index + m[0].length
    const time = timeAfter(page.plain, m.index, m.index)
    if (!time || !DELIVERS.test(page.plain.slice(end, end + 6))) continue
    page.take(m.index, end)
    return page.read(time.value, m.index, time.end, 0.85)
  }
  return undefined
}
