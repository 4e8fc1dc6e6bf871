import { isDraftField } from '../checks/draft-complete'
import { readDate } from '../prompt/read-date'
import { readNumber } from '../prompt/read-input'
import type { Change } from './order-commands'

const UNIT = /[^\d.,，\s零〇一二两三四五六七八九十百千万/]{1,4}$/

/**
 * The value given for an open point as a change: ("lines.l1.quantity", "300令"), ("phone", "138…"), ("requestedDate", "12月3号").
 * Empty when the value cannot be one of that kind. `today` is YYYY-MM-DD.
 */
export function draftChange(path: string, value: string, today: string): Change[] {
  const [head = '', lineId, part] = path.split('.')
  const text = value.trim()
  if (head === 'lines' && lineId && part) {
    const numeric = part === 'quantity' || part === 'unitPrice'
    const number = numeric ? readNumber(text.replace(/^[^\d零一二两三四五六七八九十百千万¥￥]+/, '')) : undefined
    if (numeric && number === undefined) return []
    if (part === 'quantity' && number === '0') return [{ line: 'remove', lineId }]
    const unit =
      part === 'quantity'
        ? UNIT.exec(text)?.[0]
        : part === 'unitPrice'
          ? /(?:\/|每)\s?([^\d\s]{1,4})$/.exec(text)?.[1]
          : undefined
    return [{ line: 'set', lineId, value: { [part]: number ?? text, ...(unit && part === 'quantity' ? { unit } : {}) } }]
  }
  if (!isDraftField(head)) return []
  if (head === 'requestedDate') {
    const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : readDate(text, today)
    return date ? [{ field: head, value: date }] : []
  }
  if (head === 'phone') {
    const digits = text.normalize('NFKC').match(/1\d{10}|0\d{2,3}-?\d{7,8}|\d{7,8}/g)
    return digits ? [{ field: head, value: digits.slice(0, 3).join('、') }] : []
  }
  return text ? [{ field: head, value: text.slice(0, 300) }] : []
}
