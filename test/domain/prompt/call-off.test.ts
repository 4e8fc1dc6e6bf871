import { callsOff } from '../../../domain/prompt/call-off'

test.each([
  '取消订单 GD001-20260302-01 客户停产',
  '锦程那单不要了',
  '这单作废吧',
  '取消 客户等不及了',
  'GD001-20260302-01 客户不做了',
])('%s calls an order off', (text) => expect(callsOff(text)).toBe(true))

test.each([
  '云和那单先不急，等客户通知',
  '这单能不能取消？',
  '先别取消，客户还在谈',
  '客户可能要取消',
  '要是再拖就不要了',
  '暂停一下这单',
  '取消的话要赔吗',
])('%s does not', (text) => expect(callsOff(text)).toBe(false))
