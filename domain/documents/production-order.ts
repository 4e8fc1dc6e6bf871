import { nameOf } from '../access/lookup'
import type { Directory } from '../company'
import type { Order } from '../order/order'
import { ACKNOWLEDGED } from '../flows/shared-steps'
import type { BuildDocument } from './builder'
import { finishDateMeaning, NOT_BINDING, productionsDate, sheetDate } from './dates-on-paper'
import type { Entry, Section } from './document'
import { goodsTable, ORDERED, orderedSum, remark, TOLERANCE, UNIT, WHAT } from './goods-table'
import {
  answerOf,
  byAndWhen,
  customerName,
  dateIn,
  draftEntry,
  drafted,
  entries,
  entry,
  factWords,
  known,
  packing,
  paper,
  signatures,
  signer,
} from './paper'

/** 生产指令单: what production makes, until when, and under which rules. No prices. Source: paper-mill step 10, AC-049 to AC-053. */
export const buildProductionOrder: BuildDocument = (order, directory, document) =>
  paper('production-order', order, directory, document, {
    sections: [
      ...entries('生产安排', [
        entry('客户', customerName(order), { card: true }),
        entry('生产日期', factWords(order, 'productionDate'), { card: true }),
        entry('完成日', productionsDate(order), { card: true }),
        ...otherDate(order),
        ...draftEntry(order, 'urgent'),
      ]),
      goodsTable(order.lines, [...WHAT, ORDERED, UNIT, TOLERANCE, remark('inner')], { totals: { quantity: orderedSum(order) } }),
      ...entries('生产要求', [
        entry('能否生产', factWords(order, 'canProduce')),
        entry('工艺配方变更', factWords(order, 'recipeChanged')),
        ...known('工艺配方', factWords(order, 'recipe'), { wide: true }),
        entry('原材料说明', material(order, directory), { wide: true }),
        entry('包装要求', packing(order), { wide: true, card: true }),
        entry('特殊规定', factWords(order, 'specialRules'), { wide: true, card: true }),
        ...known('备注', drafted(order, 'notes'), { wide: true }),
      ]),
      { kind: 'paragraph', lines: [`${finishDateMeaning(order)}本单完成日为生产部书面确认的日期，生产以此为准。`] },
      acknowledgement(order, directory),
      signatures(
        signer('客服员（签发）', nameOf(directory, document.issuedById)),
        { role: '生产主管（签收）', stamp: true },
        signer('技术部（抄送一份）'),
      ),
    ],
  })

/** The sheet's date where it differs from production's: shown, and marked so that nobody works by it (AC-052). */
const otherDate = (order: Order): Entry[] => {
  const sheet = sheetDate(order)
  return sheet !== undefined && sheet !== productionsDate(order) ? [entry('确认书完成日', `${sheet}（${NOT_BINDING}）`)] : []
}

const material = (order: Order, directory: Directory): string | undefined => {
  const fact = order.facts['materialNote']
  return fact ? `${fact.value}（${nameOf(directory, fact.byId)} ${dateIn(directory, fact.at)} 书面）` : undefined
}

const acknowledgement = (order: Order, directory: Directory): Section => {
  const answer = answerOf(order, 'acknowledge')
  if (!answer) return { kind: 'checklist', title: '签收确认（逐项打勾）', items: ACKNOWLEDGED.map(({ label }) => ({ label })) }
  const { byId, at } = answer.evidence
  return {
    kind: 'checklist',
    title: `签收确认（${byAndWhen(directory, byId, at)}）`,
    items: ACKNOWLEDGED.map(({ id, label }) => ({ label, checked: answer.inputs[id] === 'yes' })),
  }
}
