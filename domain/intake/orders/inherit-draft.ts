import type { Draft } from '../draft'

/** What the end of a sentence with several buyers says of all of them. */
export const pick = (d: Draft): Partial<Draft> => ({
  ...(d.requestedDate ? { requestedDate: d.requestedDate } : {}),
  ...(d.dateKind ? { dateKind: d.dateKind } : {}),
  ...(d.requestedTime ? { requestedTime: d.requestedTime } : {}),
})

/** Gives a draft what is said once for several and not by itself. */
export function inherit(draft: Draft, from: Draft): void {
  if (draft.phones.length === 0 && !draft.contactName) draft.phones = from.phones
  for (const [key, value] of Object.entries(from)) {
    if (key === 'lines' || key === 'phones' || key === 'customerName' || key === 'reference') continue
    // Who is called for all of them has a phone.
    if (key === 'contactName' && from.phones.length === 0) continue
    if (key in draft) continue
    if (key === 'dateKind' && draft.requestedDate && draft.requestedDate !== from.requestedDate) continue
    Object.assign(draft, { [key]: value })
  }
}
