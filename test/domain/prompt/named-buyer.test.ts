import type { Prompt } from '../../../domain/order/order'
import { ofNamed } from '../../../domain/prompt/which-prompt'

const open = ['A1', 'A2', 'B1'].map((orderNumber) => ({ orderNumber, prompt: { id: orderNumber } as Prompt }))
const buyers = new Map([
  ['A1', ['锦程', '锦程印刷有限公司']],
  ['A2', ['云和纸品']],
  ['B1', ['云和纸品']],
])

test.each([
  ['锦程的改成150令', 'A1'],
  ['云和纸品的改成150令', undefined],
  ['改成150令', undefined],
])('the order whose buyer alone is named is meant: %s', (text, number) => {
  expect(ofNamed(open, text, buyers)?.orderNumber).toBe(number)
})
