import type { Order } from '../order/order'
import type { Entry } from './document'
import { entry, known } from './paper'

export const NOT_BINDING = '不作为生产依据'

/** Production's own written date; it binds production (AC-052). */
export const productionsDate = (order: Order): string | undefined => order.facts['finishDate']?.value

/** The date on the customer's sheet: the promise as it stands, after relaxing and rolling over (AC-035, AC-044). */
export const sheetDate = (order: Order): string | undefined =>
  order.facts['promisedDate']?.value ??
  order.promisedDates.at(-1)?.to ??
  order.facts['sheetDate']?.value ??
  productionsDate(order)

/** The finished date as customers read it. Once production has written its own date, that one binds production, and the sheet says so. */
export const sheetDateEntries = (order: Order): Entry[] => {
  const date = sheetDate(order)
  const rolled = order.facts['rolledDays']?.value
  return [
    entry('完成日', date && productionsDate(order) ? `${date}（${NOT_BINDING}）` : date, { card: true }),
    ...known('已顺延', rolled && rolled !== '0' ? `${rolled} 天` : undefined),
  ]
}

/** What the finished date means; it is never a shipping date (AC-032). */
export const finishDateMeaning = (order: Order): string =>
  order.flow === 'paper-mill' ? '完成日指复卷完成后的成品完成日期，不是发货日期。' : '完成日指成品完成日期，不是发货日期。'
