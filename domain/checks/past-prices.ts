import type { Order, OrderLine, PastPrice } from '../order/order'

type Goods = Pick<OrderLine, 'name' | 'spec' | 'productCode' | 'unit'>

const byName = ({ name, spec, unit }: Goods): string => `${unit}\n${name}\n${spec ?? ''}`
const byCode = ({ productCode, unit }: Goods): string | undefined => (productCode ? `${unit}\n${productCode}` : undefined)

/** The price last paid for a line's goods in its unit: by the article's code where the line has one, else by name and spec. */
export const pastPriceOf = (line: Goods, prices: PastPrice[]): PastPrice | undefined => {
  const code = byCode(line)
  return prices.find((p) => (code === undefined ? byName(p) === byName(line) : byCode(p) === code))
}

/**
 * Earlier prices of a customer from orders given newest first, for the price check: of each article in each unit the one last paid. An order
 * keeps them with it, so prices that nobody would look at are left out. `except` is the number of the order they are for.
 */
export function pastPrices(orders: Order[], except: string): PastPrice[] {
  const seen = new Set<string>()
  const isNews = (key: string | undefined): boolean => key !== undefined && seen.size !== seen.add(key).size
  const found: PastPrice[] = []
  for (const order of orders) {
    if (order.number === except || (order.phase !== 'running' && order.phase !== 'completed')) continue
    for (const line of order.lines) {
      if (line.unitPrice === '') continue
      // Both are asked: a line with a code is looked up by that, one without by its name.
      const isNewCode = isNews(byCode(line))
      if (!isNews(byName(line)) && !isNewCode) continue
      found.push({
        orderNumber: order.number,
        date: order.createdAt.slice(0, 10),
        name: line.name,
        unitPrice: line.unitPrice,
        unit: line.unit,
        ...(line.spec ? { spec: line.spec } : {}),
        ...(line.productCode ? { productCode: line.productCode } : {}),
      })
    }
  }
  return found
}
