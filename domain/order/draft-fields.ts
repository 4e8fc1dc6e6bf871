/** Fields of a draft that are plain values; lines are kept apart. */
export const DRAFT_FIELD_IDS = [
  'customerName',
  'contactName',
  'phone',
  'address',
  'requestedDate',
  'requestedTime',
  'paymentTerms',
  'depositRatio',
  'depositAmount',
  'totalAmount',
  'shippingMethod',
  'carrier',
  'freightTerms',
  'invoice',
  'tax',
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
const WHOLE_LINE = /^lines\.[^.]+$/
/** Whether a point is about a line as a whole, lines.<lineId>: what of it is wrong is not known. */
export const isWholeLine = (path: string): boolean => WHOLE_LINE.test(path)
/** The path of the value that a point is first of all about: a line is known by its name. */
export const valuePath = (path: string): string => (isWholeLine(path) ? `${path}.name` : path)
/** Whether a point stands for no single value of the order: a person says that it was looked at. */
export const isWithoutValue = (path: string): boolean => path === UNREAD_PATH || path === INTENT_PATH || isWholeLine(path)
