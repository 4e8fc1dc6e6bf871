import type { Order, OrderDocument, OrderLine } from '../order/order'
import type { BuildDocument } from './builder'
import { productionsDate } from './dates-on-paper'
import { goodsTable, ORDERED, orderedSum, producedOf, quantity, TOLERANCE, UNIT, WHAT, words } from './goods-table'
import {
  customerName,
  DASH,
  dateIn,
  entries,
  entry,
  factWords,
  known,
  less,
  paper,
  percentOf,
  signatures,
  signer,
  sumOf,
} from './paper'

/** 生产日报表: the day's figures against the order. Source: paper-mill step 12, AC-059 and AC-060. */
export const buildDailyReport: BuildDocument = (order, directory, document) => {
  const before = previous(order, document)
  const produced = (line: OrderLine): string | undefined => producedOf(order, document, line)
  const today = (line: OrderLine): string | undefined =>
    before ? less(produced(line), before.snapshot[`produced.${line.id}`]) : undefined
  const units = order.lines.map((l) => l.unit)
  const trouble = order.exceptions.filter((e) => e.state !== 'closed').map((e) => e.detail ?? e.text)
  return paper('daily-report', order, directory, document, {
    meta: [entry('报表日期', dateIn(directory, document.issuedAt))],
    sections: [
      ...entries('生产安排', [
        entry('客户', customerName(order)),
        entry('生产日期', factWords(order, 'productionDate')),
        entry('完成日', productionsDate(order), { card: true }),
        entry('状态', order.status),
      ]),
      goodsTable(
        order.lines,
        [
          ...WHAT,
          ORDERED,
          quantity('today', '当日完成', today),
          quantity('produced', '累计完成', produced),
          quantity('left', '未完成', (l) => notBelowZero(less(l.quantity, produced(l)))),
          UNIT,
          words('percent', '完成率', 1.6, (l) => percentOf(produced(l), l.quantity) ?? DASH),
          TOLERANCE,
        ],
        {
          title: '产量',
          totals: {
            quantity: orderedSum(order),
            today: sumOf(order.lines.map(today), units),
            produced: sumOf(order.lines.map(produced), units),
          },
        },
      ),
      ...entries('说明', [
        ...known('异常情况', trouble.join('；'), { wide: true, card: true }),
        ...known('生产进度', factWords(order, 'productionProgress'), { wide: true }),
      ]),
      signatures(signer('生产部'), signer('客服员'), signer('质检部')),
    ],
  })
}

/** More than ordered leaves nothing to be made. */
const notBelowZero = (open: string | undefined): string | undefined => (open?.startsWith('-') ? '0' : open)

/** The report before this one that remembers its figures. */
const previous = (order: Order, document: OrderDocument): OrderDocument | undefined => {
  const reports = order.documents.filter((d) => d.kind === 'daily-report')
  const at = reports.findIndex((d) => d.number === document.number)
  return reports
    .slice(0, at === -1 ? reports.length : at)
    .findLast((d) => d.number !== document.number && Object.keys(d.snapshot).some((k) => k.startsWith('produced.')))
}
