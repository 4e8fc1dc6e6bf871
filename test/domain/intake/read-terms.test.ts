import type { Draft } from '../../../domain/intake/draft'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

const parse = (terms: string, senderRole?: 'sales' | 'customer') =>
  parseOrderText(`华美纸业：双胶纸20令，单价150，${terms}`, {
    at: '2025-03-20T10:00:00+08:00',
    timezone: 'Asia/Shanghai',
    catalogue: null,
    ...(senderRole ? { senderRole } : {}),
  })
const draftOf = (terms: string, senderRole?: 'sales' | 'customer'): Draft => parse(terms, senderRole).orders[0] as Draft

test.each([
  ['先付三成 到货再结', 'deposit_on_delivery', '0.3'],
  ['对公先打一半，尾款见提单付清', 'deposit_before_ship', '0.5'],
  ['定金30%，余款发货前结清', 'deposit_before_ship', '0.3'],
  ['下单付四成，剩下的出库前', 'deposit_before_ship', '0.4'],
  ['两成定，余款45天', 'deposit_net:45', '0.2'],
  ['首付三成，剩下两个月账期', 'deposit_net:60', '0.3'],
  ['预付百分之二十，货到验完付清', 'deposit_on_delivery', '0.2'],
  ['三七开', 'deposit', '0.3'],
  ['付六成，出厂前清', 'deposit_before_ship', '0.6'],
  ['T/T 30%, balance before loading', 'deposit_before_ship', '0.3'],
])('money in advance: %s', (words, terms, ratio) => {
  const draft = draftOf(words)
  expect(draft.paymentTerms?.value).toBe(terms)
  expect(draft.depositRatio?.value).toBe(ratio)
})

test('a sum paid first is the deposit where money or the rest is spoken of, and no count of goods', () => {
  expect(draftOf('先给8000，卸完货再付清').depositAmount?.value).toBe('8000')
  expect(draftOf('先打两万块').depositAmount?.value).toBe('20000')
  expect(draftOf('先给600箱').depositAmount).toBeUndefined()
})

test.each([
  ['押一付一', 'rolling'],
  ['付清上车再发下车', 'rolling'],
  ['账期：月结45天', 'monthly:45'],
  ['下批来结这批', 'rolling'],
  ['送一车结一车', 'rolling'],
  ['钱到账再排产', 'prepaid'],
  ['付清再提货', 'prepaid'],
  ['发货前付清', 'prepaid'],
  ['收到货给钱', 'cod'],
  ['卸完车当场付清', 'cod'],
  ['压半个月', 'net:15'],
  ['一周内付清', 'net:7'],
  ['票到45天付款', 'net:45'],
  ['月底一起结', 'monthly'],
  ['60天月结', 'monthly:60'],
  ['款早上对公转过去了', 'paid'],
  ['半年银承', 'acceptance:6'],
  ['当场结', 'cash'],
  ['打个欠条', 'credit'],
])('ways to pay: %s', (words, terms) => expect(draftOf(words).paymentTerms?.value).toBe(terms))

test('two ways to pay that contradict each other are asked about', () => {
  const { doubts } = parse('月结30天，款到发货')
  expect(doubts.map((d) => d.path)).toContain('orders[0].paymentTerms')
})

test.each(['收到给我打电话', '发货前说一声', '先打样', '上午送到'])('no way to pay: %s', (words) =>
  expect(draftOf(words).paymentTerms).toBeUndefined(),
)

test.each([
  ['发赣州章贡百世', '百世', 'logistics'],
  ['走顺风', '顺丰', 'express'],
  ['中通别发，走圆通', '圆通', 'express'],
  ['鲁南货运托过来', '鲁南货运', 'logistics'],
  ['发浙西托运部', '浙西托运部', 'logistics'],
])('carriers: %s', (words, carrier, method) => {
  const draft = draftOf(words)
  expect(draft.carrier?.value).toBe(carrier)
  expect(draft.shippingMethod?.value).toBe(method)
})

test.each([
  ['后天自己派车来驮', 'pickup'],
  ['客户叫车', 'pickup'],
  ['你们车顺路带过来', 'seller_delivery'],
  ['叫司机给捎过来', 'seller_delivery'],
  ['跑腿过来取', 'city'],
  ['走班列', 'rail'],
])('ways of carriage: %s', (words, method) => expect(draftOf(words).shippingMethod?.value).toBe(method))

test.each([
  ['运费我们贴', 'sales', 'seller'],
  ['运费我们出', 'customer', 'buyer'],
  ['运费他出', 'sales', 'buyer'],
  ['邮费你们承担', 'customer', 'seller'],
  ['算我们的钱', 'customer', 'buyer'],
  ['freight collect', undefined, 'buyer'],
  ['不包邮', undefined, 'buyer'],
  ['运费提货时付', undefined, 'buyer'],
] as const)('freight: %s said by %s', (words, speaker, who) => expect(draftOf(words, speaker).freightTerms?.value).toBe(who))

test('of a speaker who is not known it is asked who "we" are', () => {
  expect(parse('运费我方承担').doubts.map((d) => d.path)).toContain('orders[0].freightTerms')
})

test.each([
  ['增值税专用发票13%', 'special', '0.13'],
  ['6个点的票', 'unspecified', '0.06'],
  ['电子普票', 'ordinary', undefined],
  ['票就不开了', 'none', undefined],
  ['发票：开具发票', 'unspecified', undefined],
])('invoices: %s', (words, kind, rate) => {
  const draft = draftOf(words)
  expect(draft.invoiceType?.value).toBe(kind)
  expect(draft.taxRate?.value).toBe(rate)
})

test.each([
  ['对公打了8,640.50的货款，麻烦查收', '8640.5'],
  ['上个月23台打印机的货款一共4180，今天上午转的4180', '4180'],
  ['鞋子3128块支付宝扫的码，麻烦对一下账', '3128'],
])('the sum that was paid: %s', (text, sum) =>
  expect(
    parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).paidAmount?.value,
  ).toBe(sum),
)
