import type { Read } from '../draft'
import { NUMBER, asNumber } from '../text/numerals'
import type { Page } from '../text/page'

const N = NUMBER
const MORNING = '一大早|一早|大清早|清早|清晨|朝早|早上|上午|上半[日天晌]|[前头]晌|早晨|早间|早'
const LATE =
  '下午|下昼|下半[日天晌]|[后下]晌|午后|晏昼|傍晚|傍黑|擦黑|下晚|晚上|晚间|夜晚|夜里|夜间|半夜|深夜|今晚|晚|黑(?=咧|了|要|送|到|发|来|[,，。;；\\s]|$)'
/** The clock time that follows a date: HH:mm, or a part of the day. */
const TIME = new RegExp(
  `^\\s?(?:的|,|我|他|你|就|赶在|必须|务必)?\\s?(凌晨|${MORNING}|中午|晌午|正午|${LATE})?\\s?(?:(?<![\\d-])(${N})(?:点|时(?!间|候)|:|：)(半|一刻|三刻|(?:${N})分?|\\d{2})?)?(?:钟|整)?`,
)
const MINUTES: Record<string, number> = { 半: 30, 一刻: 15, 三刻: 45 }
const partOf = (word: string): string | undefined =>
  word === '凌晨'
    ? undefined
    : /晚|傍|夜|黑/.test(word)
      ? 'evening'
      : /[中晌正]午/.test(word)
        ? 'noon'
        : /下|晏|午后|后晌/.test(word)
          ? 'afternoon'
          : 'morning'
/** Hours of the day's later half are said from one to eleven; at night they run on from midnight. */
function hourOf(hour: number, word: string): number {
  if (/半夜|深夜|夜里|夜间/.test(word)) return hour >= 6 && hour < 12 ? hour + 12 : hour
  if (/下|晏|傍|晚|擦|午后|后晌/.test(word)) return hour < 12 ? hour + 12 : hour
  return /[中晌正]午/.test(word) && hour < 10 ? hour + 12 : hour
}
/** The time behind a date that ends at an offset. `part`: the words named a part of the day. */
export function timeAfter(text: string, start: number, end: number): { value: string; end: number; part: boolean } | undefined {
  const m = TIME.exec(text.slice(end, end + 18))
  const word = m?.[1] ?? /(?:[明今听](?=[早晚晨夜])|听(?=朝))(.)$/.exec(text.slice(start, end))?.[1]
  const hour = m?.[2] === undefined ? undefined : asNumber(m[2])
  if (hour !== undefined && hour <= 24) {
    const said = m?.[3] ?? ''
    const minute = MINUTES[said] ?? (said ? asNumber(said.replace('分', '')) : 0)
    return {
      value: `${String(hourOf(hour, word === '夜' ? '晚' : (word ?? ''))).padStart(2, '0')}:${String(minute || 0).padStart(2, '0')}`,
      end: end + (m?.[0].length ?? 0),
      part: word !== undefined,
    }
  }
  const part = word && partOf(word)
  if (!part) return undefined
  return { value: part, end: end + (m?.[1] ? m[0].indexOf(m[1]) + m[1].length : 0), part: true }
}

/** A time without a day beside it: 傍晚送就行, 下午两点以后送, 早7点前到店. */
const ALONE = new RegExp(
  `((?:一大早|大清早|清早|清晨|朝早|早上|上午|早晨|中午|晌午|下午|下昼|晏昼|午后|傍晚|傍黑|擦黑|下晚|晚上|夜晚|夜里|半夜|凌晨|(?:早|晚)(?=[\\d一二两三四五六七八九十]{1,2}(?:点|[:：])))(?:(?:${N})(?:(?:点|时(?!间|候))(?:半|一刻|三刻|(?:${N})分?)?|[:：]\\d{2}))?|(?<![\\d.一二三四五六七八九十有快早晚慢多少差])(?:${N})点(?![\\d一二三四五六七八九])半?|(?<!\\d)\\d{1,2}[:：][0-5]\\d(?!\\d))(?:钟|整)?(?:之?前|以前|之后|以后|后|左右)?[再就都过]?`,
)
/** What is said of the delivery behind it, with at most who does it in between. */
const DELIVERS =
  /^(?:[我你他她咱给帮您们门店里车自己开三轮顺路]{0,8}?)(?:送|到(?!账|款|底)|来[提拿拉取装]|来(?=[，,。\s]|$)|[过自来]*提(?!前|醒)|[过来]+[拿拉取]|过来|[拿取拉]货|装车|发车|卸|进[门场]|开档|要用|捎|收货|上门|叫(?:货拉拉|闪送|[一-鿿]{0,2}车|跑腿)|派车|出车|出货|发货|靠台)/
/** Gives it and takes it off the page. */
export function timeAlone(page: Page, from: number, to: number, now?: string): Read<string> | undefined {
  for (const m of page.findAll(ALONE, from, to)) {
    const end = m.index + m[0].length
    const time = timeAfter(page.plain, m.index, m.index)
    if (!time || !DELIVERS.test(page.plain.slice(end, end + 14))) continue
    page.take(m.index, end)
    // "四点前" at eleven in the morning is the afternoon.
    if (now && !time.part && time.value < now && time.value < '12:00')
      time.value = `${String(Number(time.value.slice(0, 2)) + 12)}${time.value.slice(2)}`
    return page.read(time.value, m.index, time.end, 0.85)
  }
  return undefined
}
