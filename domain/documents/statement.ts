import Decimal from 'decimal.js'
import { Temporal } from 'temporal-polyfill'
import type { Card } from '../cards/card'
import { customerById, nameOf } from '../access/lookup'
import type { Directory } from '../company'
import type { Account, OrderDebt } from '../dunning/account'
import type { Assessment } from '../dunning/assess'
import { amountInCapitals } from '../money/amount-in-capitals'
import { decimal } from '../order/money-state'
import type { DocumentContent } from './document'
import { bankEntries, dateIn, entries, entry, known, signatures, signer, stamped, yuan } from './paper'
import type { RegisterSheet } from './register-sheet'

/** One line of a statement: goods that are owed for, or money that came. */
interface Movement {
  date: string
  order: string
  what: string
  owed?: string
  paid?: string
  /** What stands after it. */
  open: string
}

/** A customer's account over a month: what stood before, what moved, what stands. */
export interface Statement {
  customerId: string
  month: string
  before: string
  movements: Movement[]
  owed: string
  paid: string
  after: string
  /** Contested parts of what stands, by order. */
  disputes: { order: string; amount: string; reason: string }[]
}

const money = (d: Decimal): string => d.toFixed(2)
const sum = (list: (string | undefined)[]): Decimal => list.reduce<Decimal>((s, v) => s.plus(decimal(v)), new Decimal(0))

/** What is owed before goods leave is the balance beside the deposit. */
const OWED = { prepay: '应收余款', credit: '应收货款', retention: '质保金' } as const

const movementsOf = (
  order: string,
  { receivable, since, payments }: OrderDebt,
  directory: Directory,
): Omit<Movement, 'open'>[] => [
  { date: since, order, what: OWED[receivable.terms ?? 'credit'], owed: money(decimal(receivable.amount)) },
  ...payments.map((p) => ({ date: dateIn(directory, p.at), order, what: '收款', paid: money(decimal(p.amount)) })),
]

/** Each movement with what stands after it. */
function withOpen(movements: Omit<Movement, 'open'>[], before: Decimal): Movement[] {
  let open = before
  return movements.map((m) => {
    open = open.plus(decimal(m.owed ?? '0')).minus(decimal(m.paid ?? '0'))
    return { ...m, open: money(open) }
  })
}

/** 对账单 of a month ("2026-11") from all debts there ever were: goods owed for and money confirmed, by date. Contested amounts stay on it. */
export function statementOf(account: Account, debts: Record<string, OrderDebt>, month: string, directory: Directory): Statement {
  const all = Object.entries(debts)
    .flatMap(([order, debt]) => movementsOf(order, debt, directory))
    .toSorted((a, b) => (a.date + a.order < b.date + b.order ? -1 : 1))
  const earlier = all.filter((m) => m.date.slice(0, 7) < month)
  const within = all.filter((m) => m.date.startsWith(month))
  const before = sum(earlier.map((m) => m.owed)).minus(sum(earlier.map((m) => m.paid)))
  const [owed, paid] = [sum(within.map((m) => m.owed)), sum(within.map((m) => m.paid))]
  return {
    customerId: account.customerId,
    month,
    before: money(before),
    movements: withOpen(within, before),
    owed: money(owed),
    paid: money(paid),
    after: money(before.plus(owed).minus(paid)),
    disputes: Object.entries(account.disputes).map(([order, d]) => ({ order, amount: d.amount, reason: d.reason })),
  }
}

const COLUMNS = [
  { id: 'date', title: '日期', align: 'left' as const, share: 2.2 },
  { id: 'order', title: '订单号', align: 'left' as const, share: 3.8 },
  { id: 'what', title: '摘要', align: 'left' as const, share: 2 },
  { id: 'owed', title: '应收（元）', align: 'right' as const, share: 2.2 },
  { id: 'paid', title: '已收（元）', align: 'right' as const, share: 2.2 },
  { id: 'open', title: '余额（元）', align: 'right' as const, share: 2.2 },
]
const cells = (m: Movement): string[] => [m.date, m.order, m.what, m.owed ?? '', m.paid ?? '', m.open]

/** First and last day of a month, for people. */
const periodOf = (month: string): string => {
  const first = Temporal.PlainYearMonth.from(month)
  return `${first.toPlainDate({ day: 1 }).toString()} 至 ${first.toPlainDate({ day: first.daysInMonth }).toString()}`
}

/** The statement as a paper for the customer to sign or stamp. It names no interest, so that a contract's penalty is not waived by it. */
export function statementPaper(s: Statement, directory: Directory, now: string, byId: string): DocumentContent {
  const customer = customerById(directory, s.customerId)
  const number = `DZ-${customer?.code ?? ''}-${s.month.replace('-', '')}`
  return {
    kind: 'statement',
    title: '对账单',
    number,
    version: 1,
    issuedAt: now,
    company: directory.company.name,
    ...(directory.company.letterhead?.lines ? { letterhead: directory.company.letterhead.lines } : {}),
    meta: [
      entry('单据编号', number),
      entry('客户', customer?.name),
      entry('对账期间', periodOf(s.month)),
      entry('制单', nameOf(directory, byId)),
      entry('制单日期', dateIn(directory, now)),
    ],
    sections: [
      ...entries('余额', [
        entry('期初应收', yuan(s.before)),
        entry('本期应收', yuan(s.owed)),
        entry('本期已收', yuan(s.paid)),
        entry('期末应收', yuan(s.after)),
        entry('期末应收大写', amountInCapitals(s.after)),
      ]),
      {
        kind: 'table',
        title: '本期往来',
        columns: COLUMNS,
        rows: s.movements.length > 0 ? s.movements.map(cells) : [['', '本期没有往来', '', '', '', s.after]],
        totals: { label: '合计', cells: { owed: s.owed, paid: s.paid, open: s.after } },
      },
      ...(s.disputes.length > 0
        ? [
            {
              kind: 'paragraph' as const,
              title: '有争议的款项',
              lines: s.disputes.map((d) => `订单 ${d.order}：${d.amount} 元，${d.reason}`),
            },
          ]
        : []),
      ...entries('收款账户', bankEntries(directory)),
      { kind: 'paragraph', lines: ['以上往来请核对。相符请签字盖章后回传；不符请注明，并告知我司业务员。'] },
      signatures(signer('制单', nameOf(directory, byId)), stamped('供货单位（盖章）'), stamped('客户确认（签字盖章）')),
    ],
    footer: directory.company.letterhead?.footer ?? `如有疑问，请联系业务员${nameOf(directory, customer?.salesId)}`,
  }
}

export const statementSheet = (s: Statement, directory: Directory): RegisterSheet => ({
  title: `对账单 ${customerById(directory, s.customerId)?.name ?? ''} ${s.month}`,
  company: directory.company.name,
  columns: COLUMNS.map(({ title, align, share }) => ({ title, align, share })),
  rows: [
    [`${s.month}-01`, '', '期初应收', '', '', s.before],
    ...s.movements.map(cells),
    ['', '', '合计、期末应收', s.owed, s.paid, s.after],
  ],
})

export const statementCard = (s: Statement, directory: Directory): Card => ({
  kind: 'document',
  title: `对账单 ${customerById(directory, s.customerId)?.name ?? ''} ${s.month}`,
  fields: [
    { id: 'before', label: '期初应收', value: `${s.before}元` },
    { id: 'owed', label: '本期应收', value: `${s.owed}元` },
    { id: 'paid', label: '本期已收', value: `${s.paid}元` },
    { id: 'after', label: '期末应收', value: `${s.after}元` },
    ...s.disputes.map((d) => ({ id: `dispute.${d.order}`, label: '有争议', value: `${d.order} ${d.amount}元` })),
  ],
  inputs: [],
  actions: [],
  state: 'done',
})

/** One customer in the ageing report. */
export interface AgeingRow {
  customer: string
  sales: string
  found: Assessment
}

const AGES = [
  ['current', '未到期'],
  ['d1_30', '1-30天'],
  ['d31_60', '31-60天'],
  ['d61_90', '61-90天'],
  ['d90plus', '90天以上'],
] as const

const openOf = (row: AgeingRow): Decimal => sum(Object.values(row.found.ageing))
const totalOf = (rows: AgeingRow[], bucket: (typeof AGES)[number][0]): string =>
  money(sum(rows.map((r) => r.found.ageing[bucket])))
const disputedOf = ({ found }: AgeingRow): string =>
  money(found.ledger.items.reduce((s, i) => s.plus(Decimal.min(i.open, decimal(i.receivable.disputed))), new Decimal(0)))

/** Whoever owes something, the most overdue first. */
export const owing = (rows: AgeingRow[]): AgeingRow[] =>
  rows
    .filter((r) => openOf(r).gt(0))
    .toSorted((a, b) => b.found.maxDaysOverdue - a.found.maxDaysOverdue || openOf(b).comparedTo(openOf(a)))

/** 账龄 as a table: open amounts by days past due, contested parts included and shown beside. */
export const ageingSheet = (rows: AgeingRow[], directory: Directory, date: string): RegisterSheet => ({
  title: `应收账龄 ${date}`,
  company: directory.company.name,
  columns: [
    { title: '客户', align: 'left', share: 4 },
    { title: '业务员', align: 'left', share: 2 },
    { title: '应收合计（元）', align: 'right', share: 2.6 },
    ...AGES.map(([, title]) => ({ title: `${title}（元）`, align: 'right' as const, share: 2.4 })),
    { title: '其中有争议（元）', align: 'right', share: 2.6 },
    { title: '最早逾期天数', align: 'right', share: 2 },
  ],
  rows: [
    ...owing(rows).map((r) => [
      r.customer,
      r.sales,
      money(openOf(r)),
      ...AGES.map(([id]) => r.found.ageing[id]),
      disputedOf(r),
      String(r.found.maxDaysOverdue),
    ]),
    [
      '合计',
      '',
      money(owing(rows).reduce((s, r) => s.plus(openOf(r)), new Decimal(0))),
      ...AGES.map(([id]) => totalOf(rows, id)),
      money(sum(rows.map(disputedOf))),
      '',
    ],
  ],
})

export const ageingPaper = (rows: AgeingRow[], directory: Directory, now: string, byId: string): DocumentContent => {
  const sheet = ageingSheet(rows, directory, dateIn(directory, now))
  return {
    kind: 'ageing',
    title: '应收账龄表',
    number: `ZL-${dateIn(directory, now).replaceAll('-', '')}`,
    version: 1,
    issuedAt: now,
    company: directory.company.name,
    meta: [entry('日期', dateIn(directory, now)), entry('制表', nameOf(directory, byId)), ...known('单位', '元')],
    sections: [
      {
        kind: 'table',
        title: '按逾期天数',
        columns: sheet.columns.map((c, i) => ({ ...c, id: `c${i}`, title: c.title.replace('（元）', '') })),
        rows: sheet.rows.slice(0, -1),
        totals: {
          label: '合计',
          cells: Object.fromEntries(
            (sheet.rows.at(-1) ?? []).flatMap((cell, i) => (i > 0 && cell !== '' ? [[`c${i}`, cell]] : [])),
          ),
        },
      },
    ],
    footer: '内部单据，请勿外传',
    landscape: true,
  }
}

export const ageingCard = (rows: AgeingRow[], date: string): Card => ({
  kind: 'status',
  title: `应收账龄 ${date}`,
  fields: [
    ...AGES.map(([id, label]) => ({ id, label, value: `${totalOf(rows, id)}元` })),
    ...owing(rows)
      .slice(0, 8)
      .map((r, i) => ({
        id: `c${i}`,
        label: r.customer,
        value: `${money(openOf(r))}元${r.found.maxDaysOverdue > 0 ? `，最早逾期 ${r.found.maxDaysOverdue} 天` : ''}`,
      })),
  ],
  inputs: [],
  actions: [],
  state: 'done',
})
