import { parseOrderText } from '../../../domain/intake/parse-order-text'

const numbersIn = (text: string): string[] =>
  parseOrderText(text, { at: '2026-03-10T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orderNos.map(
    (n) => n.value,
  )

test.each([
  ['XD251103-07收货人改蒋会计', 'XD251103-07'],
  ['PO CT-2603-18 大货出窑没有', 'CT-2603-18'],
  ['采购编号 XC-2026-0113', 'XC-2026-0113'],
  ['KS2603118这单往前赶两天', 'KS2603118'],
  ['DH0312的单把305那款去掉', 'DH0312'],
  ['合同HT-26-0088 还差多少没做完', 'HT-26-0088'],
  ['SD-240605A加50只', 'SD-240605A'],
  ['订单20260105-3改到周五', '20260105-3'],
  ['0612-2那单发了没', '0612-2'],
  ['No.2024-117 那批货发了吗', '2024-117'],
  ['第0418号合同还差多少没做完', '0418'],
  ['BJ/2025/031 合同补5台', 'BJ/2025/031'],
  ['A2405018什么时候好', 'A2405018'],
  ['LS250911B 改地址', 'LS250911B'],
  ['昨天那张 KD-88 的单撤了', 'KD-88'],
  ['KY-207 现场等着，到货没有', 'KY-207'],
  ['YD-24111602撤单', 'YD-24111602'],
  ['GH-0609-2定金16254刚转', 'GH-0609-2'],
  ['please book 300 pcs plate, our ref OM-5512', 'OM-5512'],
  ['MT-PO-1187 发了没', 'MT-PO-1187'],
  ['HT2024-1011补20套', 'HT2024-1011'],
  ['查LG20251014-7', 'LG20251014-7'],
])('a number with a date in it, or called an order: %s', (text, number) => {
  expect(numbersIn(text)).toEqual([number])
})

test.each([
  '运单号 YT2603181234567到哪了',
  '6203-2RS 200套 NU2511 20套',
  '账号6222021234567890',
  'GB2512010 300个',
  'HL-0206 消防套装 24盒',
  '方管 40-60 订单要20支',
  '色号12-3的20箱',
  '订单300套',
  '快递单号SF1234567890123帮查一下',
  '联系13812345678',
])('no order number: %s', (text) => {
  expect(numbersIn(text)).toEqual([])
})
