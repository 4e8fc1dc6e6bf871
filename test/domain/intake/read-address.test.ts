import type { DraftAddress, IntakeContext } from '../../../domain/intake/draft'
import { parseByRules } from '../../../domain/intake/parse-order-text'

const context: IntakeContext = { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }
const addressOf = (text: string): DraftAddress | undefined => parseByRules(text, context).orders[0]?.address
const said = (text: string) => {
  const { raw, province, city, district, street } = addressOf(text) ?? {}
  return [raw?.value, province, city, district, street].map((v) => v ?? '-').join(' ')
}

test.each([
  ['（瓷砖）（80箱）（松江九亭镇涞亭路）（卢生）（13800138000）', '松江九亭镇涞亭路 上海市 上海市 松江区 九亭镇涞亭路'],
  ['瓷砖80箱，月底之前进九龙坡区华岩镇华龙大道冷库', '九龙坡区华岩镇华龙大道冷库 重庆市 重庆市 九龙坡区 华岩镇华龙大道冷库'],
  [
    '客户：广州白云鸿雁灯饰，吊灯30盏，送货地址：白云区均禾街石马路9号',
    '白云区均禾街石马路9号 广东省 广州市 白云区 均禾街石马路9号',
  ],
  ['吊灯30盏，送货地址：白云区均禾街石马路9号', '白云区均禾街石马路9号 - - - 白云区均禾街石马路9号'],
])('where the goods go: %s', (text, address) => expect(said(text)).toBe(address))

test('what stands on an invoice is no place to send to', () => {
  expect(addressOf('吊灯30盏，发票抬头改成台州市路桥区档案馆')).toBeUndefined()
})
