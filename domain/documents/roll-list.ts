import type { BuildDocument } from './builder'
import { expectedArrival, transportEntries } from './delivery-entries'
import { goodsTable, ORDERED, quantity, remark, UNIT, WHAT } from './goods-table'
import { customerName, entries, entry, factWords, known, paper, signatures, signer, sumOf } from './paper'
import { shipmentOf, shippedLines, shippedQuantity } from './shipment-of'

/** 码单: what is on the lorry, roll by roll where the warehouse wrote it down; it reaches the customer before the goods do. Source: fabric-trade, AC-095. */
export const buildRollList: BuildDocument = (order, directory, document) => {
  const shipment = shipmentOf(order, document)
  const lines = shippedLines(order, shipment)
  const rolls = factWords(order, 'rolls')
  return paper('roll-list', order, directory, document, {
    sections: [
      ...entries('收货信息', [
        entry('客户', customerName(order), { card: true }),
        ...known('合同编号', factWords(order, 'contractNumber')),
        ...(shipment
          ? transportEntries(order, directory, shipment)
          : known('件数', factWords(order, 'shipPackages'), { card: true })),
        ...known('预计到货', expectedArrival(order, directory, shipment), { card: true }),
      ]),
      goodsTable(
        lines,
        [
          ...WHAT,
          ORDERED,
          quantity('shipped', '实际数量', (l) => shippedQuantity(order, document, l, shipment)),
          UNIT,
          remark('customer'),
        ],
        {
          title: '货品汇总',
          totals: {
            shipped: sumOf(
              lines.map((l) => shippedQuantity(order, document, l, shipment)),
              lines.map((l) => l.unit),
            ),
          },
        },
      ),
      ...(rolls ? [{ kind: 'paragraph' as const, title: '逐匹/逐卷明细', lines: rolls.split('\n') }] : []),
      signatures(signer('仓库'), signer('业务员')),
    ],
  })
}
