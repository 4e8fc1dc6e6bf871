import { customerById, nameOf } from '../access/lookup'
import type { Directory } from '../company'
import { LEVEL_NAMES } from '../wording/dunning'
import type { DocumentContent } from './document'
import { bankEntries, capitals, dateIn, entries, entry, known, signatures, signer, stamped, yuan } from './paper'

export interface DunningLetter {
  customerId: string
  /** 3 催款函, 4 停货通知. */
  level: number
  /** The words as they were released. */
  text: string
  /** What is asked for, decimal string. */
  total: string
}

/** The formal letter of levels 3 and 4, to be stamped: it says exactly the words that a person released. */
export function dunningLetter(letter: DunningLetter, directory: Directory, now: string, byId: string): DocumentContent {
  const customer = customerById(directory, letter.customerId)
  const title = LEVEL_NAMES[letter.level] ?? '催款函'
  const date = dateIn(directory, now)
  const number = `CK-${customer?.code ?? ''}-${date.replaceAll('-', '')}`
  const lines = letter.text.split('\n').filter((line) => line.trim() !== title && line.trim() !== directory.company.name)
  return {
    kind: 'dunning-letter',
    title,
    number,
    version: 1,
    issuedAt: now,
    company: directory.company.name,
    ...(directory.company.letterhead?.lines ? { letterhead: directory.company.letterhead.lines } : {}),
    meta: [entry('函件编号', number), entry('致', customer?.name), entry('日期', date), entry('经办', nameOf(directory, byId))],
    sections: [
      { kind: 'paragraph', lines },
      ...entries('应付金额', [entry('合计', yuan(letter.total)), ...known('大写', capitals(letter.total), { wide: true })]),
      ...entries('收款账户', bankEntries(directory)),
      signatures(signer('经办', nameOf(directory, byId)), stamped(`${directory.company.name}（盖章）`), stamped('客户签收')),
    ],
    footer: directory.company.letterhead?.footer ?? `如有疑问，请联系业务员${nameOf(directory, customer?.salesId)}`,
  }
}
