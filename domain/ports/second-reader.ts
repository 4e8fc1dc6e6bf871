import type { Order } from '../order/order'

/** What is put to the second reader: the words of the order and what the rules could not read for certain in them. */
export interface SecondQuestion {
  text: string
  /** YYYY-MM-DD in the company's zone, for relative dates. */
  today: string
  asked: { path: string; label: string }[]
}

/** An optional second reader of order texts. It only ever proposes: what it answers is checked against the text and confirmed by a person. */
export interface SecondReader {
  /** The answer as it came, or undefined when there is none in time. Bounded in time and size; never throws. */
  ask(question: SecondQuestion): Promise<unknown>
}

/** Reads fresh drafts a second time, beside the talk: nobody waits for it. */
export interface SecondReading {
  consider(order: Order): void
}
