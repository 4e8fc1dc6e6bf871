import { nameOf } from '../access/lookup'
import type { Facts } from '../facts'
import type { DraftField, OrderLine } from '../order/order'

/** Where a value comes from (AC-014): the words it was read from, the record, or the person who filled it in. */
export const sourceWords = (f: DraftField, facts: Pick<Facts, 'directory'>): string => {
  if (f.source === 'record') return '（档案）'
  if (f.source === 'last') return `（同上次 ${f.order ?? ''}）`
  if (f.source === 'added') return `（补填：${nameOf(facts.directory, f.byId)}）`
  const quote = [...new Set((f.spans ?? []).map((s) => s.text))].join(' ').slice(0, 40)
  return quote && quote !== f.value ? `（原文“${quote}”）` : ''
}

/** Where a line comes from: whoever changed it, the words or place it was read from, the order it repeats. */
export const lineSource = (l: OrderLine, facts: Pick<Facts, 'directory'>): string => {
  if (l.byId) return `（补填：${nameOf(facts.directory, l.byId)}）`
  const quote = l.quote ? `${l.from ?? '原文'}“${l.quote.slice(0, 40)}”` : ''
  const same = l.sameAs ? `同上次 ${l.sameAs}` : ''
  return quote || same ? `（${[same, quote].filter((w) => w !== '').join('，')}）` : ''
}
