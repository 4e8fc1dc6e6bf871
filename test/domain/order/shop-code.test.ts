import { nextShopCode, withFreeCode } from '../../../domain/order/shop-code'

const shop = (code: string, id = code) => ({ id, code, name: code, salesId: 'luo' })
const directory = (...codes: string[]) => ({ customers: codes.map((c) => shop(c)), shops: [] })

test('the third shop of Guangdong is GD003, the first of Zhejiang ZJ001 [AC-114]', () => {
  const two = directory('GD001', 'GD002', 'KH009')
  expect(nextShopCode(two, '广东省珠海市香洲区人民路1号')).toBe('GD003')
  expect(nextShopCode(two, '佛山市禅城区季华路20号')).toBe('GD003')
  expect(nextShopCode(two, '浙江省义乌市稠江街道杨村路302号')).toBe('ZJ001')
  expect(nextShopCode({ customers: [], shops: [{ code: 'GD007', name: '天河店', region: '广东' }] }, '广东省广州市')).toBe(
    'GD008',
  )
  expect(nextShopCode(directory('GD999'), '广东省广州市')).toBe('GD1000')
  expect(nextShopCode(two, '人民路1号')).toBe('XK001')
})

test('no two regions share their letters', () => {
  const codes = [
    '河北省石家庄市',
    '河南省郑州市',
    '湖北省武汉市',
    '湖南省长沙市',
    '海南省海口市',
    '山西省太原市',
    '陕西省西安市',
  ].map((a) => nextShopCode(directory(), a))
  expect(new Set(codes).size).toBe(codes.length)
})

test('of two shops registered at the same moment the second is saved under the next code, and keeps it when saved again', () => {
  const second = { ...shop('GD003', 'new'), address: '广东省珠海市' }
  const saved = withFreeCode(directory('GD002', 'GD003'), second)
  expect(saved.code).toBe('GD004')
  expect(withFreeCode({ customers: [shop('GD003'), saved], shops: [] }, second).code).toBe('GD004')
})
