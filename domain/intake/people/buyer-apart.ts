import type { Draft, Read, Span } from '../draft'

const spanOf = (read: Read<unknown> | undefined): Span | undefined => read?.spans[0]
/** Whether a value begins in the words of another one. */
const beginsIn = (own: Span | undefined, whole: Span): boolean =>
  own !== undefined && whole.start <= own.start && own.start < whole.end

/** The words that say who buys say nothing else: 城北花市吴姐 is neither a place to send to nor somebody to call. */
export function keepBuyerApart(draft: Draft): void {
  const buyer = spanOf(draft.customerName)
  if (!buyer || !draft.customerName) return
  const { address, contactName: contact } = draft
  if (address && beginsIn(spanOf(address.raw), buyer)) delete draft.address
  for (const line of draft.lines) if (line.note && beginsIn(spanOf(line.note), buyer)) delete line.note
  const called = spanOf(contact)
  if (!contact || !called || !beginsIn(called, buyer)) return
  // 保卫科刘科|长: a name that ends within the person's is none.
  if (called.end > buyer.end) {
    delete draft.customerName
    return
  }
  // The same person as both is the one that the message is surer of.
  const same = called.start === buyer.start && called.end === buyer.end
  if (same && contact.confidence > draft.customerName.confidence) delete draft.customerName
  else delete draft.contactName
}
