import { acceptProposals, askable, withoutPhones } from '../../../domain/intake/second-reader'

const text = '锦程印刷要双胶纸一百二十令，单价155，找老王，3月20日送到白云区石井街道88号'
const accept = (
  fields: unknown,
  asked = ['contactName', 'address', 'requestedDate', 'lines.l1.quantity', 'lines.l1.unitPrice', 'lines.l1.unit'],
) => acceptProposals({ fields }, { text, today: '2026-03-02', asked }).map((p) => `${p.path}=${p.value}`)

test('values that stand in the quoted words of the text are proposed', () => {
  expect(
    accept([
      { path: 'contactName', value: '老王', quote: '找老王' },
      { path: 'address', value: '白云区石井街道88号', quote: '送到白云区石井街道88号' },
      { path: 'requestedDate', value: '2026-03-20', quote: '3月20日' },
      { path: 'lines.l1.quantity', value: '120', quote: '一百二十令' },
      { path: 'lines.l1.unitPrice', value: '155.00', quote: '单价155' },
      { path: 'lines.l1.unit', value: '令', quote: '一百二十令' },
    ]),
  ).toEqual([
    'contactName=老王',
    'address=白云区石井街道88号',
    'requestedDate=2026-03-20',
    'lines.l1.quantity=120',
    'lines.l1.unitPrice=155',
    'lines.l1.unit=令',
  ])
})

test.each([
  ['an invented name', { path: 'contactName', value: '王经理', quote: '找老王' }],
  ['a quote that is not in the text', { path: 'contactName', value: '老李', quote: '找老李' }],
  ['a number that is not in its quote', { path: 'lines.l1.quantity', value: '1200', quote: '一百二十令' }],
  ['part of a number', { path: 'lines.l1.unitPrice', value: '15', quote: '单价155' }],
  ['a computed number', { path: 'lines.l1.unitPrice', value: '18600', quote: '单价155' }],
  ['nothing', { path: 'lines.l1.quantity', value: '0', quote: '一百二十令' }],
  ['another day', { path: 'requestedDate', value: '2026-03-21', quote: '3月20日' }],
  ['a day that does not exist', { path: 'requestedDate', value: '2026-02-30', quote: '3月20日' }],
  ['a field that was not asked', { path: 'customerName', value: '锦程印刷', quote: '锦程印刷' }],
  ['a field that nobody may propose', { path: 'paymentTerms', value: '155', quote: '单价155' }],
  ['an empty quote', { path: 'contactName', value: '老王', quote: ' ' }],
])('%s is dropped', (_, field) => {
  expect(accept([field], ['contactName', 'requestedDate', 'lines.l1.quantity', 'lines.l1.unitPrice', 'paymentTerms'])).toEqual([])
})

test.each([
  [undefined],
  [null],
  ['老王'],
  [[]],
  [{ fields: 'x' }],
  [{ fields: [{ path: 1 }] }],
  [{ fields: Array.from({ length: 50 }, () => ({ path: 'a', value: 'b', quote: 'c' })) }],
])('an answer of another shape gives nothing: %j', (answer) => {
  expect(acceptProposals(answer, { text, today: '2026-03-02', asked: ['contactName'] })).toEqual([])
})

test('only what is missing or unsure is asked, phones never', () => {
  expect(
    askable([
      { path: 'phone', reason: 'MISSING' },
      { path: 'contactName', reason: 'MISSING' },
      { path: 'lines.l1.quantity', reason: 'LOW_CONFIDENCE' },
      { path: 'lines.l1.unitPrice', reason: 'PRICE_DIFFERS' },
      { path: 'lines', reason: 'MISSING' },
    ]),
  ).toEqual(['contactName', 'lines.l1.quantity'])
  expect(withoutPhones('找老王13812345678，编号20260302')).toBe('找老王***********，编号20260302')
  expect(withoutPhones('电话138 1234-5678 3月20日交')).toBe('电话*** ****-**** 3月20日交')
})
