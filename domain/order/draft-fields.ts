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

/** Words of the message with a figure that nothing was read from: a point of its own, not one of the lines. */
export const UNREAD_PATH = 'unread'
/** Whether the message is an order at all. */
export const INTENT_PATH = 'intent'
/** Points that stand for no value of the order: a person says that they were looked at. */
export const WITHOUT_VALUE: readonly string[] = [UNREAD_PATH, INTENT_PATH]
