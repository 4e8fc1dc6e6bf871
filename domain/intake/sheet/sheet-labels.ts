import type { IntakeContext } from '../draft'
import { squeezed } from './sheet-values'
import { IGNORED_LABELS, LABEL_AS } from './sheet-words'
import type { Sheet, SheetCell } from './sheet'
import type { SheetText } from './sheet-text'

/** Words of the block above or below a table, as one statement: 客户：锦程印刷. */
interface Statement {
  label?: string
  value: string
  row: number
  column: number
}

const NUMBERING = /^(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]\s*/
const LABELLED = /^([^:：]{1,16})[:：]\s*([\s\S]*)$/
const key = (text: string): string => squeezed(text.replace(NUMBERING, '')).replace(/[:：*]+$/g, '')
const isLabel = (text: string): boolean => Object.hasOwn(LABEL_AS, key(text)) || IGNORED_LABELS.has(key(text))

/** "联系人：王工  电话：138…" holds two statements. */
const partsOf = (text: string): string[] => text.slice(0, 300).split(/[\n;；]|\s{1,8}(?=[^\s:：]{2,8}[:：])/)

function statementsOf(row: (SheetCell | undefined)[], at: number): Statement[] {
  const found: Statement[] = []
  for (let c = 0; c < row.length; c++) {
    const cell = row[c]
    if (!cell || cell.kind === 'error') continue
    const parts = cell.kind === 'text' ? partsOf(cell.text) : [cell.text]
    for (const part of parts) {
      const bare = part.trim().replace(NUMBERING, '')
      const labelled = LABELLED.exec(bare)
      const alone = isLabel(bare)
      if (!labelled && !alone) {
        if (bare) found.push({ value: bare, row: at, column: c })
        continue
      }
      const label = key(labelled?.[1] ?? bare)
      const said = labelled?.[2]?.trim() ?? ''
      const next = said ? -1 : row.findIndex((v, i) => i > c && v !== undefined)
      const value = row[next]
      if (said) found.push({ label, value: said, row: at, column: c })
      else if (value && !isLabel(value.text) && !LABELLED.test(value.text)) {
        found.push({ label, value: value.text, row: at, column: next })
        c = next
      }
    }
  }
  return found
}

const COMPANY = /^(?:致[:：]?)?([一-鿿A-Za-z()（）]{2,24}?(?:公司|厂|商行|经营部|门市部|店|集团|中心))/

/** A customer named by a title such as "锦程印刷有限公司采购订单": a known one, else a company that is not ourselves. */
function customerInTitle(title: string, context: IntakeContext, ownName: string): string | undefined {
  const known = (context.customers ?? [])
    .flatMap((c) => [c.name, ...(c.aliases ?? [])])
    .filter((n) => n.length >= 2 && title.includes(n))
    .sort((a, b) => b.length - a.length)[0]
  if (known) return known
  const company = COMPANY.exec(title.replace(/\s+/g, ''))?.[1]
  const own = ownName.replace(/[（(][^（()）]{0,20}[)）]/g, '').replace(/(?:有限|股份|责任|集团)*公司$/, '')
  return company && !(own !== '' && company.includes(own)) ? company : undefined
}

/** Writes what stands around the table into the text, one statement a line, in words the order reader knows. */
export function writeStatements(
  sheet: Sheet,
  rows: number[],
  headerRow: number,
  into: SheetText,
  context: IntakeContext,
  ownName: string,
): void {
  const all = rows.flatMap((r) => statementsOf(sheet.rows[r] ?? [], r))
  const labelled = all.filter((s) => s.label !== undefined && !IGNORED_LABELS.has(s.label))
  for (const s of labelled) {
    into.newLine()
    into.add(`${LABEL_AS[s.label ?? ''] ?? s.label}：`)
    into.add(s.value, s.row, s.column)
  }
  const free = all.filter((s) => s.label === undefined)
  if (!labelled.some((s) => LABEL_AS[s.label ?? ''] === '客户')) {
    for (const s of free.filter((f) => f.row < headerRow)) {
      const name = customerInTitle(s.value, context, ownName)
      if (!name) continue
      into.newLine()
      into.add('客户：')
      into.add(name, s.row, s.column)
      break
    }
  }
  // Words under the table state terms; a title above it states nothing but who, and that is read already.
  for (const s of free.filter((f) => f.row > headerRow && f.value.length <= 40 && /[一-鿿]/.test(f.value))) {
    into.newLine()
    into.add(s.value, s.row, s.column)
  }
  into.newLine()
}
