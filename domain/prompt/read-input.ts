import Decimal from 'decimal.js'
import type { InputSpec } from '../flow/flow'
import { readDate } from './read-date'

/** A typed value as an input takes it, or why not. Dates become YYYY-MM-DD, numbers plain decimals, choices their id. */
export type ReadInput = { ok: true; value: string } | { ok: false; expected: string }

const DIGITS: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const SCALES: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10000 }

/** 一百二十 -> 120; undefined when a sign is no numeral. At most 12 signs. */
const chineseNumber = (text: string): string | undefined => {
  if (text.length === 0 || text.length > 12) return undefined
  let total = 0
  let section = 0
  let digit = 0
  for (const sign of text) {
    const d = DIGITS[sign]
    const s = SCALES[sign]
    if (d !== undefined) digit = d
    else if (s === 10000) {
      total += (section + digit) * 10000
      section = 0
      digit = 0
    } else if (s !== undefined) {
      section += (digit || 1) * s
      digit = 0
    } else return undefined
  }
  return String(total + section + digit)
}

/** "1,200.5元", "3万", "五十箱" -> plain decimal string. */
export const readNumber = (text: string): string | undefined => {
  const squeezed = text
    .normalize('NFKC')
    .replace(/[,，￥¥]/g, '')
    .trim()
    .slice(0, 40)
  // A share is no figure of its own: 定金30%.
  if (/^-?[\d.零〇一二两三四五六七八九十百]+(?:[%‰]|成(?![\u4e00-\u9fff]))/.test(squeezed)) return undefined
  // A space parts two figures: "120 12月20日" is 120.
  const arabic = /^(-?\d{1,15}(?:\.\d{1,6})?)\s?(万|千|k|w)?/i.exec(squeezed)
  if (arabic?.[1]) {
    const scale = { 万: 10000, w: 10000, 千: 1000, k: 1000 }[(arabic[2] ?? '').toLowerCase()] ?? 1
    return new Decimal(arabic[1]).times(scale).toFixed()
  }
  const run = /^[零〇一二两三四五六七八九十百千万]{1,12}/.exec(squeezed)
  return run ? chineseNumber(run[0]) : undefined
}

const YES = /^(是|对|好|可以|能|行|有|没问题|合格|一致|ok|yes|√|✓|确认|清楚)/i
const NO = /^(不|否|没|无|未|no|×|✗)/i

/** 配方照旧: whether something changes is told by its staying as it was. */
const STAYS = /^(?:照旧|照常|原样|老样子|没动|(?:跟|和|同)?(?:上次|以前|原来)(?:的)?(?:一样)?|一样)/

const readChoice = (input: InputSpec, text: string): string | undefined => {
  const choices = input.choices ?? []
  if (STAYS.test(text) && /改变|变化|变更/.test(input.label)) return choices.find((c) => c.id === 'no')?.id
  const exact = choices.find((c) => c.id === text || c.label === text)
  if (exact) return exact.id
  const byPart = choices.filter((c) => text.includes(c.label))
  if (byPart.length === 1) return byPart[0]?.id
  const wants = NO.test(text) ? 'no' : YES.test(text) ? 'yes' : undefined
  return choices.find((c) => c.id === wants)?.id
}

/** Reads what a person gave for an input. `today` anchors relative dates. */
export function readInput(input: InputSpec, raw: string, today: string): ReadInput {
  const text = raw.trim().slice(0, 2000)
  if (!text) return { ok: false, expected: `请填写${input.label}` }
  switch (input.type) {
    case 'text':
      return { ok: true, value: text }
    case 'file':
      return text.startsWith('vault:') ? { ok: true, value: text } : { ok: false, expected: `${input.label}请发图片或文件` }
    case 'date': {
      const date = readDate(text, today)
      return date ? { ok: true, value: date } : { ok: false, expected: `${input.label}请写日期，例如 12月3号` }
    }
    case 'number':
    case 'money': {
      const number = readNumber(text)
      if (number === undefined || new Decimal(number).isNegative())
        return { ok: false, expected: `${input.label}请写数字，例如 ${input.type === 'money' ? '5800' : '120'}` }
      return {
        ok: true,
        value:
          input.type === 'money'
            ? new Decimal(number).toDecimalPlaces(4).toFixed(Math.max(2, new Decimal(number).decimalPlaces()))
            : number,
      }
    }
    case 'choice': {
      const choice = readChoice(input, text)
      return choice
        ? { ok: true, value: choice }
        : { ok: false, expected: `${input.label}请选：${(input.choices ?? []).map((c) => c.label).join(' / ')}` }
    }
  }
}
