import type { Order } from '../../../domain/order/order'
import { readLineQuantities } from '../../../domain/prompt/read-line-quantities'

const order = {
  lines: [
    { id: 'l1', name: '六角螺栓', spec: 'M8*30', unit: '个', quantity: '5000' },
    { id: 'l2', name: '合页', spec: '4寸', unit: '对', quantity: '200' },
  ],
} as unknown as Order

test('goods are told by the last word of their name too', () => {
  expect(readLineQuantities('螺栓5000，合页200，都做完了', order)).toEqual([
    { lineId: 'l1', quantity: '5000' },
    { lineId: 'l2', quantity: '200' },
  ])
  expect(readLineQuantities('今天做了3000个螺栓', order)).toEqual([{ lineId: 'l1', quantity: '3000' }])
})
