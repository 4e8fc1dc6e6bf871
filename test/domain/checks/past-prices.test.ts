import { pastPriceOf, pastPrices } from '../../../domain/checks/past-prices'
import type { Order, OrderLine } from '../../../domain/order/order'
import { anOrder } from '../../support/build-order'

const line = (name: string, unitPrice: string, more: Partial<OrderLine> = {}): OrderLine => ({
  id: 'l1',
  name,
  quantity: '1',
  unit: '令',
  unitPrice,
  ...more,
})
const order = (number: string, lines: OrderLine[], phase: Order['phase'] = 'completed'): Order =>
  anOrder({ number, lines, phase })
const pricesOf = (orders: Order[], except = ''): [string, string][] =>
  pastPrices(orders, except).map((p) => [p.name, p.unitPrice])

describe('earlier prices of a customer', () => {
  test('are those last paid, once for each article', () => {
    const orders = [
      order('3', [line('双胶纸', '153'), line('铜版纸', '210')]),
      order('2', [line('双胶纸', '150'), line('白卡纸', '260')]),
      order('1', [line('双胶纸', '149')]),
    ]
    expect(pricesOf(orders)).toEqual([
      ['双胶纸', '153'],
      ['铜版纸', '210'],
      ['白卡纸', '260'],
    ])
  })

  test('leave out the order itself, drafts, orders that were called off and lines without a price', () => {
    const orders = [
      order('5', [line('双胶纸', '1')]),
      order('4', [line('双胶纸', '2')], 'draft'),
      order('3', [line('双胶纸', '3')], 'cancelled'),
      order('2', [line('双胶纸', '')], 'running'),
      order('1', [line('双胶纸', '5')], 'running'),
    ]
    expect(pricesOf(orders, '5')).toEqual([['双胶纸', '5']])
  })

  test('of one name in another unit, another spec or under another code stand beside each other', () => {
    const others = [line('双胶纸', '155'), line('双胶纸', '6200', { unit: '吨' }), line('双胶纸', '160', { spec: '80g' })]
    const coded = [line('双胶纸', '157', { productCode: 'A1' }), line('双胶纸', '158', { productCode: 'A2' })]
    const prices = pastPrices([order('2', others), order('1', coded)], '')
    expect(prices.map((p) => p.unitPrice)).toEqual(['155', '6200', '160', '157', '158'])
  })

  test('give every line the same price as a look through all lines of all orders, newest first', () => {
    const names = ['双胶纸', '铜版纸']
    const codes = [undefined, 'A1', 'A2']
    const specs = [undefined, '80g']
    const units = ['令', '吨']
    const all = [...Array(48).keys()].map((i) => {
      const [productCode, spec] = [codes[(i * 5) % 3], specs[(i * 7) % 2]]
      const more = { unit: units[i % 2] ?? '', ...(productCode ? { productCode } : {}), ...(spec ? { spec } : {}) }
      return line(names[Math.floor(i / 2) % 2] ?? '', String(100 + i), more)
    })
    const orders = [...Array(12).keys()].map((i) => order(String(i), all.slice(i * 4, i * 4 + 4)))
    const kept = pastPrices(orders, '')
    for (const asked of all) {
      const isSame = (l: OrderLine): boolean =>
        l.unit === asked.unit &&
        (asked.productCode ? l.productCode === asked.productCode : l.name === asked.name && (l.spec ?? '') === (asked.spec ?? ''))
      expect(pastPriceOf(asked, kept)?.unitPrice).toBe(all.find(isSame)?.unitPrice)
    }
    expect(kept.length).toBeLessThan(all.length)
  })
})
