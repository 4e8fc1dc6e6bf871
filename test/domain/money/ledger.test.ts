import Decimal from 'decimal.js'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { directoryOf, worldShape } from '../../../bot/channels/sandbox/world-shape'
import { decide } from '../../../domain/order/decide'
import { mergeOrders, splitOrder, useCredit, type SeveralDecision } from '../../../domain/order/decide/several'
import { openCredit } from '../../../domain/order/decide/money'
import type { Facts } from '../../../domain/facts'
import { ALL_FLOWS } from '../../../domain/flows/all-flows'
import { ledgerOf } from '../../../domain/order/ledger'
import { balanceState, lineAmount } from '../../../domain/order/money-state'
import type { OrderCommand } from '../../../domain/order/order-commands'
import type { Order, OrderLine, OrderPart, Payment } from '../../../domain/order/order'
import { partMoney } from '../../../domain/order/part-money'
import { restLines, shippedOf } from '../../../domain/order/ship-state'
import { DEFAULT_SETTINGS } from '../../../domain/settings'
import { workingTime } from '../../../domain/working-time'
import { anOrder, NOON } from '../../support/build-order'

/** What is owed at the end of the ledger. */
const ledgerBalance = (order: Order): string => ledgerOf(order).at(-1)?.balance ?? '0.00'

const directory = directoryOf(
  worldShape.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'bot', 'sample', 'paper-mill.json'), 'utf8'))),
)
const customer = { id: directory.customers[1]?.id ?? '', name: directory.customers[1]?.name ?? '', class: 'B' as const }
let ids = 0
const factsOf = (actorId: string): Facts => ({
  now: NOON,
  actorId,
  evidence: { byId: actorId, at: NOON, chatId: 'ops' },
  directory,
  settings: DEFAULT_SETTINGS,
  clock: workingTime(directory),
  flow: (id, version) => {
    const found = ALL_FLOWS.find((f) => f.id === id && (version === undefined || f.version === version))
    if (!found) throw new Error(`no flow ${id}`)
    return found
  },
  pastPrices: [],
  newId: () => `id${(ids += 1)}`,
})

const RUNS = { numRuns: 120, seed: 20260302 }
const decimals = (whole: number, places: number) =>
  fc.tuple(fc.integer({ min: 0, max: whole }), fc.integer({ min: 0, max: 10 ** places - 1 })).map(([a, b]) =>
    new Decimal(b)
      .div(10 ** places)
      .plus(a)
      .toFixed(),
  )
const quantity = decimals(500, 3).filter((q) => q !== '0')
const sum = (values: string[]): Decimal => values.reduce((s, v) => s.plus(v), new Decimal(0))

const lines = fc
  .array(fc.record({ quantity, unitPrice: decimals(2000, 4) }), { minLength: 1, maxLength: 4 })
  .map((rows) => rows.map((r, i): OrderLine => ({ id: `l${i + 1}`, name: `货${i + 1}`, unit: '令', ...r })))
const payment = fc.record({
  kind: fc.constantFrom('deposit' as const, 'balance' as const, 'other' as const),
  amount: decimals(100_000, 2),
})
const payments = fc.array(payment, { maxLength: 5 }).map((rows) =>
  rows.map(
    (p, i): Payment => ({
      id: `pay${i}`,
      at: NOON,
      confirmedById: 'gu',
      kind: p.kind,
      amount: new Decimal(p.amount).toFixed(2),
    }),
  ),
)
const running = (change: Partial<Order>): Order =>
  anOrder({ flow: 'paper-mill', phase: 'running', status: '进行中', customer, salesId: 'luo', createdById: 'luo', ...change })

/** What really happened in the random runs, so that none of them passes by refusing everything. */
const happened = new Set<string>()

const given = (order: Order, command: OrderCommand, actorId: string): Order => {
  const decision = decide(order, command, factsOf(actorId))
  if (decision.accepted) happened.add(command.type)
  return decision.accepted ? decision.order : order
}

/** What must hold of every order, whatever was done to it. */
function sound(order: Order): void {
  const m = balanceState(order)
  expect(ledgerBalance(order)).toBe(new Decimal(m.balanceOpen).minus(m.overpaid).toFixed(2))
  const rows = ledgerOf(order)
  expect(
    sum(rows.map((r) => r.debit))
      .minus(sum(rows.map((r) => r.credit)))
      .toFixed(2),
  ).toBe(ledgerBalance(order))
  expect(m.balanceOpen === '0.00' || m.overpaid === '0.00').toBe(true)
}

test('the ledger of random orders, payments, amendments, refunds and write-offs always says what the balance says [AC-075] [AC-077]', () => {
  const step = fc.oneof(
    fc.record({ type: fc.constant('RefundMoney' as const), amount: decimals(5000, 2) }),
    fc.record({ type: fc.constant('KeepCredit' as const), amount: decimals(5000, 2) }),
    fc.record({ type: fc.constant('WriteOffMoney' as const), amount: decimals(2, 2), why: fc.constant('抹零') }),
    quantity.map((q) => ({
      type: 'ChangeOrder' as const,
      why: '客户要改',
      changes: [{ line: 'set' as const, lineId: 'l1', value: { quantity: q } }],
    })),
    fc.constant({ type: 'CancelOrder' as const, why: '客户不要了' }),
  )
  fc.assert(
    fc.property(lines, payments, fc.array(step, { maxLength: 8 }), (l, p, steps) => {
      let order = running({ lines: l, payments: p })
      sound(order)
      for (const command of steps) {
        order = given(order, command, command.type === 'ChangeOrder' || command.type === 'CancelOrder' ? 'zhou' : 'gu')
        sound(order)
      }
      // Whatever is left over can be paid back, and then the ledger is closed.
      const paidBack = given(order, { type: 'RefundMoney' }, 'gu')
      expect(balanceState(paidBack).overpaid).toBe('0.00')
      sound(paidBack)
      const paid: Payment = {
        id: 'last',
        kind: 'balance',
        at: NOON,
        confirmedById: 'gu',
        amount: balanceState(paidBack).balanceOpen,
      }
      expect(ledgerBalance({ ...paidBack, payments: [...paidBack.payments, paid] })).toBe('0.00')
    }),
    RUNS,
  )
})

test('the parts of an order cost what the order costs, to the fen, and what leaves never exceeds what is there [AC-096]', () => {
  fc.assert(
    fc.property(
      lines,
      payments,
      fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 4 }), { maxLength: 6 }),
      (l, p, cuts) => {
        let order = running({ lines: l, payments: p })
        const parts: OrderPart[] = []
        const all = [...cuts.map((c) => ({ c, last: false })), { c: [], last: true }]
        for (const [i, { c, last }] of all.entries()) {
          const taken = restLines(order)
            .map((r, k) => ({
              lineId: r.lineId,
              quantity: last
                ? r.quantity
                : new Decimal(r.quantity)
                    .times(c[k] ?? 0)
                    .div(100)
                    .toDecimalPlaces(3, Decimal.ROUND_DOWN)
                    .toFixed(),
            }))
            .filter((x) => !new Decimal(x.quantity).isZero())
          if (taken.length === 0) continue
          const part: OrderPart = {
            id: `p${parts.length + 1}`,
            lines: taken,
            openedAt: NOON,
            openedById: 'lin',
            shipmentId: `s${i}`,
          }
          parts.push(part)
          order = {
            ...order,
            parts: [...parts],
            shipments: [
              ...order.shipments,
              { id: `s${i}`, carrier: '德邦', trackingNumber: '', status: 'shipped', shippedAt: NOON, lines: taken, events: [] },
            ],
          }
        }
        expect(restLines(order)).toEqual([])
        for (const line of l) expect(new Decimal(shippedOf(order, line)).eq(line.quantity)).toBe(true)
        const amounts = parts.map((x) => partMoney(order, x).amount)
        expect(sum(amounts).toFixed(2)).toBe(sum(l.map((x) => lineAmount(x))).toFixed(2))
        const last = parts.at(-1)
        if (last) expect(partMoney(order, last).open).toBe(balanceState(order).balanceOpen)
      },
    ),
    RUNS,
  )
})

const written = (decision: SeveralDecision): Order[] => (decision.accepted ? decision.writes.map((w) => w.order) : [])

test('orders joined and parted keep every fen of goods and money, and kept money is spent once [AC-077]', () => {
  fc.assert(
    fc.property(lines, lines, payments, payments, quantity, decimals(3000, 2), (a, b, pa, pb, q, spend) => {
      const first = running({ number: 'GD-20260302-01', birthKey: 'a', lines: a, payments: pa })
      const second = running({ number: 'GD-20260302-02', birthKey: 'b', lines: b, payments: pb })
      const totalOf = (orders: Order[]): string =>
        sum(
          orders
            .filter((o) => o.phase !== 'cancelled')
            .flatMap((o) => o.lines.map((x) => new Decimal(x.quantity).times(x.unitPrice).toFixed())),
        ).toFixed()
      const paidOf = (orders: Order[]): string => sum(orders.map((o) => balanceState(o).paid)).toFixed(2)

      const merged = written(mergeOrders(first, second, factsOf('zhou')))
      expect(merged).toHaveLength(2)
      expect(totalOf(merged)).toBe(totalOf([first, second]))
      expect(paidOf(merged)).toBe(paidOf([first, second]))
      merged.forEach(sound)
      expect(ledgerBalance(merged.find((o) => o.phase === 'cancelled') ?? first)).toBe('0.00')

      const parted = written(
        splitOrder(first, [{ lineId: 'l1', quantity: q }], { number: 'GD-20260302-03', birthKey: 'c' }, factsOf('zhou')),
      )
      if (parted.length === 2) {
        happened.add('parted')
        expect(totalOf(parted)).toBe(totalOf([first]))
        expect(paidOf(parted)).toBe(paidOf([first]))
        parted.forEach(sound)
      }

      const kept = given(first, { type: 'KeepCredit' }, 'gu')
      const before = new Decimal(openCredit(kept))
      const used = written(useCredit(second, [kept], spend, factsOf('gu')))
      if (used.length === 2) {
        used.forEach(sound)
        const left = new Decimal(openCredit(used[1] as Order))
        expect(before.minus(left).toFixed(2)).toBe(new Decimal(spend).toFixed(2))
        expect(paidOf(used)).toBe(new Decimal(paidOf([kept, second])).plus(spend).toFixed(2))
        happened.add('kept money used')
      }
    }),
    RUNS,
  )
})

test('the random runs did what they are about', () => {
  const all = ['RefundMoney', 'KeepCredit', 'WriteOffMoney', 'ChangeOrder', 'CancelOrder', 'parted', 'kept money used']
  expect([...happened]).toEqual(expect.arrayContaining(all))
})
