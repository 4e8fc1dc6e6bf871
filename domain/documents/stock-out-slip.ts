import type { Directory } from '../company'
import type { Order } from '../order/order'
import type { BuildDocument } from './builder'
import type { CheckItem, Section } from './document'
import { goodsTable, ORDERED, orderedSum, producedOf, quantity, remark, TOLERANCE, UNIT, WHAT } from './goods-table'
import { byAndWhen, customerName, entries, entry, factWords, known, packing, paper, signatures, signer, sumOf } from './paper'

/** 成品出库单: finished goods handed over by quality control. Source: paper-mill step 13, AC-061 to AC-063. */
export const buildStockOutSlip: BuildDocument = (order, directory, document) => {
  const produced = order.lines.map((l) => producedOf(order, document, l))
  return paper('stock-out-slip', order, directory, document, {
    sections: [
      ...entries('出库信息', [
        entry('客户', customerName(order), { card: true }),
        entry('状态', order.status),
        ...known('件数', factWords(order, 'shipPackages')),
        ...known('包装要求', packing(order), { wide: true }),
      ]),
      goodsTable(
        order.lines,
        [
          ...WHAT,
          ORDERED,
          quantity('produced', '合格数量', (l) => producedOf(order, document, l)),
          UNIT,
          TOLERANCE,
          remark('inner'),
        ],
        {
          title: '成品明细',
          totals: {
            quantity: orderedSum(order),
            produced: sumOf(
              produced,
              order.lines.map((l) => l.unit),
            ),
          },
        },
      ),
      ...inspection(order, directory),
      signatures({ role: '质检部（签章）', stamp: true }, signer('仓库'), signer('客服员')),
    ],
  })
}

/** The ticks of quality control and clerk as given; before they are, empty boxes for the pen. */
function inspection(order: Order, directory: Directory): Section[] {
  const asked = order.prompts.filter((p) => p.stepId === 'inspection' && p.inputs.some((i) => i.must !== undefined))
  const tasks = [...new Map(asked.map((p) => [p.taskId, p])).values()]
  const lists = tasks.map((prompt): Section => {
    const answer = order.steps['inspection']?.answers[prompt.taskId]
    const items = prompt.inputs.flatMap((i): CheckItem[] => {
      if (i.must === undefined) return []
      const value = answer?.inputs[i.id]
      return [{ label: i.label, ...(value === undefined ? {} : { checked: value === i.must }) }]
    })
    const who = answer ? `（${byAndWhen(directory, answer.evidence.byId, answer.evidence.at)}）` : ''
    return { kind: 'checklist', title: `${prompt.title}${who}`, items }
  })
  return lists.length > 0
    ? lists
    : [{ kind: 'checklist', title: '出厂检验', items: ['数量', '外观包装', '标识'].map((label) => ({ label })) }]
}
