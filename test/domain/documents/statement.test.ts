import { directoryOf, worldShape } from '../../../bot/channels/sandbox/world-shape'
import paperMill from '../../../bot/sample/paper-mill.json'
import { statementOf, statementPaper, statementSheet } from '../../../domain/documents/statement'
import { type Account, evolveAccount, type OrderDebt } from '../../../domain/dunning/account'

const directory = directoryOf(worldShape.parse(paperMill))
const account = evolveAccount(
  undefined,
  { type: 'AccountOpened', id: 'account:c-yunhe', customerId: 'c-yunhe' },
  { at: '2026-02-01T09:00:00+08:00', byId: 'bot' },
) as Account
const debt = (
  number: string,
  since: string,
  amount: string,
  terms: 'prepay' | 'credit',
  paid: [string, string][] = [],
): OrderDebt => ({
  receivable: { id: number, amount, due: since, terms },
  since,
  payments: paid.map(([at, sum], i) => ({ id: `p${i}`, at: `${at}T10:00:00+08:00`, amount: sum })),
})
const debts = {
  A: debt('A', '2026-02-10', '1000.00', 'credit', [['2026-03-05', '400']]),
  B: debt('B', '2026-03-02', '12710.00', 'prepay'),
  C: debt('C', '2026-04-02', '99.00', 'credit'),
}

test('a statement shows what stood before, each movement with what stands after it, and the end in capitals', () => {
  const s = statementOf(account, debts, '2026-03', directory)
  expect([s.before, s.owed, s.paid, s.after]).toEqual(['1000.00', '12710.00', '400.00', '13310.00'])
  expect(s.movements.map((m) => [m.date, m.order, m.what, m.owed ?? '', m.paid ?? '', m.open])).toEqual([
    ['2026-03-02', 'B', '应收余款', '12710.00', '', '13710.00'],
    ['2026-03-05', 'A', '收款', '', '400.00', '13310.00'],
  ])
  const paper = JSON.stringify(statementPaper(s, directory, '2026-03-31T18:00:00+08:00', 'gu'))
  expect(paper).toContain('壹万叁仟叁佰壹拾元整')
  expect(paper).toContain('2026-03-01 至 2026-03-31')
  expect(statementSheet(s, directory).rows.at(-1)).toEqual(['', '', '合计、期末应收', '12710.00', '400.00', '13310.00'])
})

test('a month without movements shows what stands', () => {
  const s = statementOf(account, debts, '2026-05', directory)
  expect([s.before, s.after, s.movements.length]).toEqual(['13409.00', '13409.00', 0])
  expect(JSON.stringify(statementPaper(s, directory, '2026-05-31T18:00:00+08:00', 'gu'))).toContain('本期没有往来')
})
