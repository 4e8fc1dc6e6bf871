/** What a labelled piece of goods text holds. */
export type Role = 'name' | 'code' | 'spec' | 'color' | 'quantity' | 'price' | 'amount' | 'unit' | 'note'

/** One piece of goods text with its place in the message. */
export interface Token {
  kind:
    | 'word'
    | 'fix'
    | 'measure'
    | 'num'
    | 'price'
    | 'spec'
    | 'size'
    | 'model'
    | 'label'
    | 'each'
    | 'color'
    | 'tolerance'
    | 'free'
    | 'note'
    | 'sep'
    | 'nl'
    | 'gap'
    | 'arrow'
    | 'bullet'
  start: number
  end: number
  text: string
  /** Of a measure: quantity, upper end, unit as written. Of a price: value and unit. Of a num: its value. */
  value?: string
  max?: string
  unit?: string
  unitStart?: number
  numberEnd?: number
  /** The word said that this is a price, a quantity or an approximate second figure. */
  marked?: 'price' | 'quantity' | 'about' | 'times' | 'amount' | 'pack' | 'code' | 'more'
  /** What a label in front of it says that it is: 型号：CY-203, 数量 40把. */
  role?: Role
  /** A word that is talk unless the structure around it makes it goods. */
  talk?: boolean
  /** A blank stood before it. */
  spaced?: boolean
  glued?: boolean
}
