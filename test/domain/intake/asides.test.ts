import { parseOrderText } from '../../../domain/intake/parse-order-text'

const streetOf = (text: string): string | null | undefined =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders[0]?.address?.street

test.each([
  '要得不',
  '要得噻',
  '得唔得',
  '中不中',
  '行不',
  '成不',
  '妥不',
  '好伐',
  '好啵',
  '阿好',
  '好不啦',
  'ok吗',
  '可以不',
  '就得喇',
  '哈',
  '嗷',
  '',
])('whether it will do belongs to no place: %s', (asked) => {
  expect(streetOf(`鼎盛五金木螺丝30盒，发绵阳涪城区圣水市场${asked}`)).toBe('圣水市场')
})

test('what ends a name stays', () => {
  expect(streetOf('鼎盛五金木螺丝30盒，发绵阳涪城区圣水路娃哈哈')).toBe('圣水路娃哈哈')
})
