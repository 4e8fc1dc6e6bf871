/** The content of a paper without any format in it; what writes it decides how it looks. */
export interface DocumentContent {
  title: string
  number: string
  version: number
  /** "替代第1版", on a re-issue. */
  replaces?: string
  company: string
  issued: string
  issuedAt: string
  customer: string
  rows: { label: string; value: string }[]
  table: { columns: { title: string; align: 'left' | 'right'; share: number }[]; rows: string[][]; total?: string[] }
  /** The total in Chinese capitals, on papers with money. */
  capitals?: string
  signers: string[]
}
