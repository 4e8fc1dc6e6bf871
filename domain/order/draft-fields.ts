/** Fields of a draft that are plain values; lines are kept apart. */
export const DRAFT_FIELD_IDS = [
  'customerName',
  'contactName',
  'phone',
  'address',
  'requestedDate',
  'paymentTerms',
  'depositRatio',
  'depositAmount',
  'totalAmount',
  'shippingMethod',
  'carrier',
  'freightTerms',
  'invoice',
  'packaging',
  'urgent',
  'notes',
  'reference',
] as const
export type DraftFieldId = (typeof DRAFT_FIELD_IDS)[number]
