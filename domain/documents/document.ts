/** A label with its value, as one cell pair of a form. */
export interface Entry {
  label: string
  value: string
  /** Takes the whole width of the paper, as addresses and sentences do. */
  wide?: boolean
  /** Also shown on the chat card. */
  card?: boolean
}

export interface TableColumn {
  id: string
  title: string
  align: 'left' | 'right' | 'center'
  /** Width relative to the other columns. */
  share: number
  /** Its cells stand in the one-line summary of a row on the chat card. */
  card?: boolean
}

/** One thing to be ticked: true = ticked, false = refused, absent = left to the pen. */
export interface CheckItem {
  label: string
  checked?: boolean
  note?: string
}

export interface SignatureBox {
  role: string
  /** Who acted in chat, printed beside the line for the pen. */
  name?: string
  /** Room for a company stamp. */
  stamp: boolean
}

export type Section =
  | { kind: 'entries'; title?: string; entries: Entry[] }
  | {
      kind: 'table'
      title?: string
      columns: TableColumn[]
      /** As many cells as columns. */
      rows: string[][]
      /** The last line: a label and the values under their columns, by column id. */
      totals?: { label: string; cells: Record<string, string> }
      /** A line over the whole width below the table, such as the sum in capitals. */
      closing?: string
    }
  | { kind: 'paragraph'; title?: string; lines: string[] }
  | { kind: 'checklist'; title?: string; items: CheckItem[] }
  | { kind: 'signatures'; boxes: SignatureBox[] }

/**
 * What a paper says, without any format in it: the same content becomes a PDF, a chat card or text.
 * `number` and `version` name it; a re-issue keeps the number and says which version it replaces. `issuedAt` is an ISO instant.
 */
export interface DocumentContent {
  /** Id of document-kinds.ts, or "dossier" and "delivery-archive". */
  kind: string
  title: string
  number: string
  version: number
  /** The version that this one replaces. */
  replaces?: number
  issuedAt: string
  company: string
  /** Lines under the company's name. */
  letterhead?: string[]
  /** Rows of short entries under the title: number, order, date, who made it. */
  meta: Entry[]
  sections: Section[]
  footer: string
  /** Wide lists lie on their side. */
  landscape?: boolean
}
