import type { Draft, IntakeContext } from '../../../domain/intake/draft'
import { keepBuyerApart } from '../../../domain/intake/people/buyer-apart'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

const context: IntakeContext = { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }
const draftOf = (text: string): Draft => parseOrderText(text, context).orders[0] as Draft
const at = (value: string, start: number, confidence: number) => ({
  value,
  spans: [{ start, end: start + value.length, text: value }],
  confidence,
})

test('a place in the name of who buys is none to send to', () => {
  const draft = draftOf('邢台城北花市吴姐\n1. 百合 20扎 35\n2. 满天星 10扎 28\n自提')
  expect(draft.address).toBeUndefined()
  expect(draft.contactName).toBeUndefined()
})

test('somebody named again beside the buyer is called', () => {
  const draft: Draft = { phones: [], lines: [], customerName: at('南桥老涂', 0, 0.9), contactName: at('老涂', 20, 0.9) }
  keepBuyerApart(draft)
  expect(draft.contactName?.value).toBe('老涂')
})

test('the same words are one of both, as which they are surer', () => {
  const draft: Draft = { phones: [], lines: [], customerName: at('老涂', 0, 0.5), contactName: at('老涂', 0, 0.85) }
  keepBuyerApart(draft)
  expect(draft).toMatchObject({ contactName: { value: '老涂' } })
  expect(draft.customerName).toBeUndefined()
})
