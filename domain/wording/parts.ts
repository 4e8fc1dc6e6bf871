import { formatQuantity } from '../order/money-state'
import type { Order, OrderPart } from '../order/order'

/** "第1批", by the part's id. */
export const partTitle = (part: Pick<OrderPart, 'id'>): string => `第${part.id.replace(/\D/g, '')}批`

/** "80g双胶纸 787*1092 50令、…" for quantities of lines. */
export const quantityWords = (order: Order, lines: { lineId: string; quantity: string }[]): string =>
  lines
    .map(({ lineId, quantity }) => {
      const line = order.lines.find((l) => l.id === lineId)
      return `${[line?.name ?? lineId, line?.spec, line?.color].filter(Boolean).join(' ')} ${formatQuantity(quantity)}${line?.unit ?? ''}`
    })
    .join('、')
