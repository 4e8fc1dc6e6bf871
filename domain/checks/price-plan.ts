import { productByCode } from '../access/lookup'
import type { Product } from '../company'
import type { Facts } from '../facts'
import { figuresOf } from '../intake/catalogue/catalogue-index'
import { compareDecimals, formatMoney, formatQuantity, multiplyDecimals, relativeDifference } from '../order/money-state'
import { pastPriceOf } from './past-prices'
import type { OpenPoint, Order, OrderLine } from '../order/order'

/** One line held against the price plan and the customer's past deals (AC-017). Texts are for people; `doubt` names what differs. */
export interface PriceComparison {
  lineId: string
  name: string
  ordered: string
  plan: string
  past: string
  doubt?: 'PRICE_DIFFERS' | 'SPEC_DIFFERS' | 'NOT_IN_PLAN'
}

/** The plan's price per `unit`, converted through the product's other units; undefined when the unit is not sold. */
export const planPrice = (product: Product, unit: string): string | undefined => {
  if (!unit || unit === product.unit) return product.price
  const alt = product.altUnits?.find((a) => a.unit === unit)
  return alt ? multiplyDecimals(product.price, alt.factor) : undefined
}

/** Words by which single things are counted: whoever says 2个订书机 means 2台. */
const PIECES = ['个', '台', '只', '把', '支', '本', '部', '块', '根', '条', '张']

/** The product's own word for a unit that is called otherwise: pieces are pieces. */
const soldUnit = (product: Product, unit: string): string =>
  !unit || (planPrice(product, unit) === undefined && PIECES.includes(unit) && PIECES.includes(product.unit))
    ? product.unit
    : unit

/** A line whose goods are listed, but not by its unit: 3包 of what is sold by the 箱. */
export const isInOtherUnit = (line: OrderLine, directory: Facts['directory']): boolean => {
  const product = productByCode(directory, line.productCode)
  return product !== undefined && line.unit !== '' && planPrice(product, line.unit) === undefined
}

/** Lines that ask for more than the stock: points to tell the buyer of. */
export const overStock = (lines: OrderLine[], facts: Pick<Facts, 'directory'>): OpenPoint[] =>
  lines.flatMap((line) => {
    const product = productByCode(facts.directory, line.productCode)
    if (product?.stock === undefined || line.unit !== product.unit || line.quantity === '') return []
    if (compareDecimals(line.quantity, product.stock) <= 0) return []
    const params = { value: formatQuantity(line.quantity), stock: `${formatQuantity(product.stock)}${product.unit}` }
    return [{ path: `lines.${line.id}.quantity`, reason: 'OVER_STOCK', params }]
  })

/** A line at the catalogue's price and in the catalogue's unit where none was named; of unknown goods, or by a unit that is not sold, without a price. */
export const atListPrice = (line: OrderLine, facts: Pick<Facts, 'directory'>): OrderLine => {
  const product = productByCode(facts.directory, line.productCode)
  if (!product) return line
  const unit = soldUnit(product, line.unit)
  const price = planPrice(product, unit)
  return { ...line, unit, unitPrice: price ? formatMoney(price) : '' }
}

/** Words that take the plan's price instead of naming one: 价格按方案. */
export const takesPlanPrice = (text: string): boolean => /按(?:照)?(?:我们|公司)?的?(?:价格)?(?:执行)?方案|方案价/.test(text)

/** Lines without a price at the plan's, where it has one for their unit. */
export const atPlanPrice = (lines: OrderLine[], facts: Pick<Facts, 'directory'>): OrderLine[] =>
  lines.map((line) => {
    const product = line.unitPrice === '' ? productByCode(facts.directory, line.productCode) : undefined
    const price = product && planPrice(product, line.unit)
    return price ? { ...line, unitPrice: formatMoney(price) } : line
  })

/** A stated spec differs when it names a number that the plan's spec of this product does not have. */
const specDiffers = (line: OrderLine, product: Product): boolean => {
  if (!line.spec || !product.spec) return false
  const known = new Set(figuresOf(`${product.spec} ${product.name} ${product.aliases?.join(' ') ?? ''}`))
  return figuresOf(line.spec).some((n) => !known.has(n))
}

/** A price this many times the plan's, or that small a part of it, is a slip of the pen more often than a deal. */
const FAR = '2'

/** Lines whose stated price lies far from the plan: points to ask about before anything is made of them. */
export const farPrices = (lines: OrderLine[], facts: Pick<Facts, 'directory'>): OpenPoint[] =>
  lines.flatMap((line) => {
    const product = productByCode(facts.directory, line.productCode)
    const plan = product && line.unit ? planPrice(product, line.unit) : undefined
    if (!plan || line.unitPrice === '' || compareDecimals(line.unitPrice, '0') === 0) return []
    const near =
      compareDecimals(line.unitPrice, multiplyDecimals(plan, FAR)) <= 0 &&
      compareDecimals(multiplyDecimals(line.unitPrice, FAR), plan) >= 0
    const params = { value: formatMoney(line.unitPrice), plan: `${formatMoney(plan)}元/${line.unit}` }
    return near ? [] : [{ path: `lines.${line.id}.unitPrice`, reason: 'PRICE_FAR', params }]
  })

/** Holds every line against price plan and history. */
export function comparePrices(order: Order, facts: Pick<Facts, 'directory' | 'settings'>): PriceComparison[] {
  return order.lines.map((line) => {
    const product = productByCode(facts.directory, line.productCode)
    const plan = product ? planPrice(product, line.unit) : undefined
    const past = pastPriceOf(line, order.pastPrices)
    const tolerance = product?.priceTolerance ?? facts.settings.priceTolerance
    const priceOff =
      plan !== undefined && line.unitPrice !== '' && compareDecimals(relativeDifference(line.unitPrice, plan), tolerance) > 0
    const pastOff = plan === undefined && past !== undefined && compareDecimals(past.unitPrice, line.unitPrice) !== 0
    const doubt =
      priceOff || pastOff
        ? 'PRICE_DIFFERS'
        : product && specDiffers(line, product)
          ? 'SPEC_DIFFERS'
          : !product && facts.directory.products.length > 0
            ? 'NOT_IN_PLAN'
            : undefined
    return {
      lineId: line.id,
      name: [line.name, line.spec].filter(Boolean).join(' '),
      ordered: line.unitPrice ? `${formatMoney(line.unitPrice)}元/${line.unit}` : '未写',
      plan: plan !== undefined ? `${formatMoney(plan)}元/${line.unit}` : product ? `不按${line.unit}报价` : '无此产品',
      past: past ? `${formatMoney(past.unitPrice)}元（${past.date}）` : '无记录',
      ...(doubt ? { doubt } : {}),
    }
  })
}

/** Doubts that freeze a line until somebody states the right price or spec (AC-018, AC-020). Lines whose price was settled in writing stay settled. */
export const priceDoubts = (order: Order, facts: Facts): OpenPoint[] =>
  comparePrices(order, facts)
    .filter((c) => c.doubt !== undefined && order.facts[`priceSettled.${c.lineId}`] === undefined)
    .map((c) => ({
      path: `lines.${c.lineId}.unitPrice`,
      reason: c.doubt as string,
      params: { line: c.name, ordered: c.ordered, plan: c.plan, past: c.past },
    }))
