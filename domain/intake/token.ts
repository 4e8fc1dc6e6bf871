/** One piece of goods text with its place in the message. */
export interface Token {
  kind:
    | 'word'
    | 'fix'
    | 'measure'
    | 'num'
    | 'price'
    | 'spec'
    | 'model'
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
  marked?: 'price' | 'quantity' | 'about' | 'times' | 'amount'
  /** A blank stood before it. */
  spaced?: boolean
  glued?: boolean
}
