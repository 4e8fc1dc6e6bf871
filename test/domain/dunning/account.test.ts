import { type Account, type AccountEvent, evolveAccount } from '../../../domain/dunning/account'
import { beginAccountWork, caseOf, look } from '../../../domain/dunning/account-work'
import { assess } from '../../../domain/dunning/assess'
import { wordsFor } from '../../../domain/dunning/send-notice'
import { dunningLetter } from '../../../domain/documents/dunning-letter'
import { accountTimer, answerDraft, promisePayment, releasedWords, replan } from '../../../domain/dunning/decide-account'
import type { BookRecord } from '../../../domain/record/record'
import { evolveRecord } from '../../../domain/record/evolve-record'
import { debtOf } from '../../../domain/dunning/order-debt'
import { manageAccount } from '../../../domain/dunning/manage-account'
import { shippingHold } from '../../../domain/dunning/shipping-hold'
import type { Chat, Customer, Directory } from '../../../domain/company'
import type { Effect } from '../../../domain/effect'
import type { Facts } from '../../../domain/facts'
import type { Shipment } from '../../../domain/order/order'
import { DEFAULT_SETTINGS } from '../../../domain/settings'
import { workingTime } from '../../../domain/working-time'
import { anOrder } from '../../support/build-order'

const CUSTOMER: Customer = { id: 'c1', code: 'C1', name: '云和纸品', class: 'B', salesId: 'luo' }
const direct = (id: string): Chat => ({ id: `dm-${id}`, name: id, kind: 'direct', purpose: 'ops', memberIds: [id] })
const CHATS: Chat[] = [
  { id: 'ops', name: '跟进', kind: 'group', purpose: 'ops', memberIds: ['luo', 'gu', 'wei', 'zhou'] },
  { id: 'theirs', name: '客户群', kind: 'group', purpose: 'customer', customerId: 'c1', memberIds: ['su', 'luo'] },
  { ...direct('su'), purpose: 'customer', customerId: 'c1' },
  direct('luo'),
]

const directory = (change: Partial<Directory> = {}): Directory => ({
  company: { name: '纸厂', timezone: 'Asia/Shanghai', flow: 'paper-mill', workingHours: { start: '09:00', end: '18:00' } },
  people: [
    { id: 'luo', name: '罗', roles: ['sales'] },
    { id: 'gu', name: '顾', roles: ['finance'] },
    { id: 'wei', name: '魏', roles: ['director'] },
    { id: 'zhou', name: '周', roles: ['clerk_lead'] },
    { id: 'su', name: '苏丽', roles: ['customer'] },
    { id: 'guest', name: '第三方', roles: ['customer'] },
  ],
  chats: CHATS,
  customers: [CUSTOMER],
  products: [],
  shops: [],
  ...change,
})

let ids = 0
const facts = (
  now: string,
  actorId = 'bot',
  change: Partial<Directory> = {},
  settings: Partial<Facts['settings']> = {},
): Facts => {
  const d = directory(change)
  return {
    now,
    actorId,
    evidence: { byId: actorId, at: now },
    directory: d,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    clock: workingTime(d),
    flow: () => {
      throw new Error('no flow is asked for')
    },
    pastPrices: [],
    newId: () => `id${(ids += 1)}`,
  }
}

const META = { at: '2026-11-02T09:00:00+08:00', byId: 'bot' }
/** An account that owes one sum. */
const owing = (due: string, amount = '20000.00', ...more: AccountEvent[]): Account => {
  const events: AccountEvent[] = [
    { type: 'AccountOpened', id: 'account:c1', customerId: 'c1' },
    {
      type: 'OrderSynced',
      orderNumber: 'O1',
      debt: { receivable: { id: 'O1', amount, due, terms: 'credit' }, payments: [], since: '2026-10-01' },
    },
    ...more,
  ]
  return events.reduce<Account | undefined>((a, e) => evolveAccount(a, e, META), undefined) as Account
}

const decided = (account: Account, f: Facts, act: (work: ReturnType<typeof beginAccountWork>) => unknown) => {
  const work = beginAccountWork(account, f)
  const answer = act(work)
  const decision = work.decision()
  if (!decision.accepted) throw new Error('refused')
  return { answer, account: decision.record, effects: decision.effects, events: decision.events as AccountEvent[] }
}
const said = (effects: Effect[], chatId: string): string[] =>
  effects.flatMap((e) => (e.kind === 'send' && e.message.chatId === chatId ? [e.message.text] : []))

const planned = (account: Account, now: string): Account => decided(account, facts(now), replan).account
/** Fires the alarm that is set, at its time. */
const fired = (account: Account, now = account.timers[0]?.dueAt ?? '', settings: Partial<Facts['settings']> = {}) =>
  decided(account, facts(now, 'bot', {}, settings), (work) => accountTimer(work, account.timers[0]?.key ?? ''))

describe('a notice', () => {
  const asked = () => fired(planned(owing('2026-11-16'), '2026-11-20T09:00:00+08:00'))

  test('is put before the salesperson at its slot and reaches no customer by itself [AC-072]', () => {
    const { account, effects } = asked()
    expect(account.draft?.level).toBe(1)
    expect(said(effects, 'dm-luo')[0]).toContain('友情提醒')
    expect(said(effects, 'theirs')).toEqual([])
    expect(said(effects, 'dm-su')).toEqual([])
  })

  test('goes to the customer in private once released, and the group hears no amount', () => {
    const { account } = asked()
    const press = { draftId: account.draft?.id ?? '', actionId: 'send', papers: [] }
    const sent = decided(account, facts('2026-11-20T10:00:00+08:00', 'luo'), (work) => answerDraft(work, press))
    expect(said(sent.effects, 'dm-su')[0]).toContain('20000.00元')
    expect(said(sent.effects, 'theirs')).toEqual(['有 1 笔货款请协助确认，明细已私发，谢谢！'])
    expect(sent.account.notices.map((n) => [n.level, n.key, n.approvedBy])).toEqual([[1, 'c1|CNY|1|2026-11-20', 'luo']])
  })

  test('says nothing in a group where an outsider sits', () => {
    const chats = CHATS.map((c) => (c.id === 'theirs' ? { ...c, memberIds: ['su', 'luo', 'outsider'] } : c))
    const { account } = asked()
    const press = { draftId: account.draft?.id ?? '', actionId: 'send', papers: [] }
    const sent = decided(account, facts('2026-11-20T10:00:00+08:00', 'luo', { chats }), (work) => answerDraft(work, press))
    expect(said(sent.effects, 'theirs')).toEqual([])
    expect(said(sent.effects, 'dm-su')).toHaveLength(1)
  })

  test('is not sent when the money came before the press [AC-073]', () => {
    const { account } = asked()
    const debt = account.debts['O1']
    const payments = [{ at: '2026-11-20T09:59:59+08:00', amount: '20000.00' }]
    const paid = debt
      ? evolveAccount(account, { type: 'OrderSynced', orderNumber: 'O1', debt: { ...debt, payments } }, META)
      : account
    const press = { draftId: account.draft?.id ?? '', actionId: 'send', papers: [] }
    const sent = decided(paid, facts('2026-11-20T10:00:00+08:00', 'luo'), (work) => answerDraft(work, press))
    expect(sent.account.notices).toEqual([])
    expect(sent.account.settledDrafts.at(-1)?.how).toBe('withdrawn')
    expect(said(sent.effects, 'dm-su')).toEqual([])
  })

  test('is not drafted when the money came in the same minute [AC-073]', () => {
    const account = planned(owing('2026-11-16'), '2026-11-20T09:00:00+08:00')
    const debt = account.debts['O1']
    const payments = [{ at: '2026-11-20T09:30:20+08:00', amount: '20000.00' }]
    const paid = debt
      ? evolveAccount(account, { type: 'OrderSynced', orderNumber: 'O1', debt: { ...debt, payments } }, META)
      : account
    const { account: after, effects } = fired(paid, '2026-11-20T09:30:40+08:00')
    expect(after.draft).toBeUndefined()
    expect(effects).toEqual([])
    expect(after.timers).toEqual([])
  })

  test('comes once after an outage of weeks, at the next slot', () => {
    const account = planned(owing('2026-11-16'), '2026-11-17T09:00:00+08:00')
    const late = fired(account, '2026-12-09T14:00:00+08:00')
    expect(late.account.draft).toBeUndefined()
    expect(late.account.timers).toEqual([{ key: 'next', dueAt: '2026-12-10T09:30:00+08:00' }])
    const caught = fired(late.account)
    expect(caught.account.draft?.level).toBe(1)
    expect(said(caught.effects, 'dm-luo')).toHaveLength(1)
  })

  test('goes alone only where the company wants it, for a customer known for two weeks', () => {
    const account = planned(owing('2026-11-16'), '2026-11-17T09:00:00+08:00')
    const known = fired(account, undefined, { dunningAutomatic: true })
    expect(known.account.notices.map((n) => n.level)).toEqual([1])
    const young = fired({ ...account, openedAt: '2026-11-16T09:00:00+08:00' }, undefined, { dunningAutomatic: true })
    expect(young.account.notices).toEqual([])
    expect(young.account.draft?.level).toBe(1)
  })

  test('reminds the salesperson after a workday and the lead after two', () => {
    const first = fired(asked().account)
    expect(said(first.effects, 'dm-luo')).toHaveLength(1)
    expect(first.account.timers[0]?.dueAt).toBe('2026-11-24T09:30:00+08:00')
    const second = fired(first.account)
    expect(said(second.effects, 'ops')[0]).toContain('两个工作日')
    expect(second.account.timers).toEqual([])
  })

  test('is what its log gives again, so that the nightly proof holds', () => {
    const start = owing('2026-11-09')
    const steps = [decided(start, facts('2026-11-17T09:00:00+08:00'), replan)]
    steps.push(fired(steps[0]?.account ?? start))
    const press = { draftId: steps[1]?.account.draft?.id ?? '', actionId: 'send', papers: [] }
    steps.push(decided(steps[1]?.account ?? start, facts('2026-11-17T10:00:00+08:00', 'luo'), (work) => answerDraft(work, press)))
    const folded = steps
      .flatMap((step, i) => step.events.map((event) => ({ event, byId: i === 2 ? 'luo' : 'bot' })))
      .reduce<BookRecord | undefined>(
        (record, { event, byId }) =>
          evolveRecord(record, event, { at: byId === 'luo' ? '2026-11-17T10:00:00+08:00' : META.at, byId }),
        start,
      )
    expect(folded).toEqual(steps[2]?.account)
    expect(steps[2]?.account.notices).toHaveLength(1)
  })

  test('makes way for a promise, and one that is broken raises the level', () => {
    const notice = { type: 'HoldSet' as const, until: '2026-11-01', reason: 'old' }
    const account = planned(owing('2026-11-09', '20000.00', notice), '2026-11-17T09:00:00+08:00')
    const first = fired(account)
    const press = { draftId: first.account.draft?.id ?? '', actionId: 'send', papers: [] }
    const sent = decided(first.account, facts('2026-11-17T09:40:00+08:00', 'luo'), (work) => answerDraft(work, press)).account
    const promised = decided(sent, facts('2026-11-17T15:00:00+08:00', 'su'), (work) => {
      promisePayment(work, { date: '2026-11-20' })
      replan(work)
    }).account
    expect(promised.timers).toEqual([{ key: 'next', dueAt: '2026-11-23T09:30:00+08:00' }])
    const broken = fired(promised)
    expect(said(broken.effects, 'dm-luo')[0]).toContain('没有到账')
    expect(broken.account.draft?.level).toBe(2)
  })
})

describe('goods of a customer who owes', () => {
  const order = anOrder({
    number: 'O2',
    customer: { id: 'c1', name: '云和纸品', class: 'B' },
    lines: [{ id: 'l1', name: '纸', quantity: '1', unit: '吨', unitPrice: '5000' }],
  })
  const at = (days: number): Facts => facts(`2026-11-${16 + days}T10:00:00+08:00`)

  test('wait by the age of the debt: the salesperson, finance, then the director', () => {
    expect(shippingHold(owing('2026-11-16'), order, at(3))).toBeUndefined()
    expect(shippingHold(owing('2026-11-16'), order, at(4))?.code).toBe('CREDIT_WARN')
    expect(shippingHold(owing('2026-10-26'), order, at(0))?.code).toBe('CREDIT_APPROVAL')
    const blocked = shippingHold(owing('2026-10-12'), order, at(0))
    expect(blocked?.code).toBe('CREDIT_BLOCKED')
    expect(blocked?.params['who']).toBe('魏')
  })

  test('leave when they are paid themselves, whatever else is owed', () => {
    const payments = [{ id: 'p', kind: 'balance' as const, amount: '5000', at: META.at, confirmedById: 'gu' }]
    expect(shippingHold(owing('2026-10-12'), { ...order, payments }, at(0))).toBeUndefined()
  })

  test('leave under a release by somebody who may, until it ends', () => {
    const account = owing('2026-10-12')
    const release = { type: 'Release' as const, until: '2026-11-17', reason: '老客户' }
    const byFinance = decided(account, facts('2026-11-16T10:00:00+08:00', 'gu'), (work) => manageAccount(work, release))
    expect(shippingHold(byFinance.account, order, at(0))?.code).toBe('CREDIT_BLOCKED')
    const bySales = decided(account, facts('2026-11-16T10:00:00+08:00', 'su'), (work) => manageAccount(work, release))
    expect(bySales.answer).toMatchObject({ refusal: { code: 'DUNNING_NOT_ALLOWED' } })
    const endless = { type: 'Release' as const, reason: '老客户' }
    const noEnd = decided(account, facts('2026-11-16T10:00:00+08:00', 'wei'), (work) => manageAccount(work, endless))
    expect(noEnd.answer).toMatchObject({ refusal: { code: 'DUNNING_NEEDS_DATE' } })
    const byDirector = decided(account, facts('2026-11-16T10:00:00+08:00', 'wei'), (work) => manageAccount(work, release))
    expect(shippingHold(byDirector.account, order, at(0))).toBeUndefined()
    expect(shippingHold(byDirector.account, order, at(2))?.code).toBe('CREDIT_BLOCKED')
  })

  test('are not held for what is contested', () => {
    const dispute = { type: 'Dispute' as const, orderNumber: 'O1', amount: '', reason: '少货' }
    const account = decided(owing('2026-10-12'), facts('2026-11-16T10:00:00+08:00', 'luo'), (work) =>
      manageAccount(work, dispute),
    )
    expect(shippingHold(account.account, order, at(0))).toBeUndefined()
    const f = at(0)
    expect(assess(caseOf(account.account, f), f.clock).ageing.d31_60).toBe('20000.00')
  })
})

describe('what an order contributes', () => {
  const shipment: Shipment = {
    id: 's',
    carrier: '顺丰',
    trackingNumber: '1',
    status: 'shipped',
    shippedAt: '2026-03-02T15:00:00+08:00',
    events: [],
  }
  const lines = [{ id: 'l1', name: '纸', quantity: '10', unit: '令', unitPrice: '100' }]
  const f = facts('2026-03-03T09:00:00+08:00')

  test('class A owes by its terms once goods left: 月结30天 from the end of the month [AC-070]', () => {
    const customers = [{ ...CUSTOMER, class: 'A' as const, paymentTerms: '月结30天' }]
    const order = anOrder({ phase: 'running', customer: { id: 'c1', name: '云和纸品', class: 'A' }, lines })
    expect(debtOf(order, directory({ customers }), f.clock)).toBeUndefined()
    expect(debtOf({ ...order, shipments: [shipment] }, directory({ customers }), f.clock)?.receivable).toEqual({
      id: order.number,
      amount: '1000.00',
      due: '2026-04-30',
      terms: 'credit',
    })
  })

  test('class B owes the balance by what was produced, once the notice is out [AC-071] [AC-077]', () => {
    const gate = { value: 'yes', byId: 'bot', at: '2026-03-10T10:00:00+08:00' }
    const order = anOrder({
      phase: 'running',
      customer: { id: 'c1', name: '云和纸品', class: 'B' },
      lines,
      produced: { l1: '9' },
      payments: [
        { id: 'd', kind: 'deposit', amount: '300', at: META.at, confirmedById: 'gu' },
        { id: 'b', kind: 'balance', amount: '200', at: META.at, confirmedById: 'gu' },
        { id: 'u', kind: 'balance', amount: '50', at: META.at },
      ],
    })
    expect(debtOf(order, directory(), f.clock)).toBeUndefined()
    const debt = debtOf({ ...order, facts: { balanceGate: gate } }, directory(), f.clock)
    expect(debt?.receivable).toEqual({ id: order.number, amount: '600.00', due: '2026-03-10', terms: 'prepay' })
    expect(debt?.payments.map((p) => p.amount)).toEqual(['200'])
  })
})

describe('interest on what is late', () => {
  const late = (): Account =>
    owing('2026-09-01', '20000.00', {
      type: 'DraftPut',
      draft: {
        id: 'd1',
        level: 3,
        key: 'c1|CNY|3|2026-11-20',
        slotDate: '2026-11-20',
        text: '',
        askedAt: '2026-11-20T09:30:00+08:00',
        askedId: 'luo',
        chatId: 'dm-luo',
        cardKey: 'k',
        reminded: 0,
      },
      basis: { overdueTotal: '20000.00', maxDaysOverdue: 80, items: [], action: 'notice', level: 3, at: null },
    })
  const now = '2026-11-20T10:00:00+08:00'
  const set = { type: 'Interest' as const, set: { mode: 'daily' as const, rate: '0.0005' }, basis: '合同第8条' }
  const by = (actorId: string, account: Account, command: Parameters<typeof manageAccount>[1]) =>
    decided(account, facts(now, actorId), (work) => manageAccount(work, command))

  test('is set by finance or the director with its basis, told to colleagues to the day, and switched off again', () => {
    expect(by('luo', late(), set).answer).toMatchObject({ refusal: { code: 'DUNNING_NOT_ALLOWED' } })
    expect(by('gu', late(), { ...set, basis: '' }).answer).toMatchObject({ refusal: { code: 'INTEREST_UNCLEAR' } })
    expect(by('gu', late(), { ...set, set: { mode: 'daily', rate: '0.05' } }).answer).toMatchObject({
      refusal: { code: 'INTEREST_UNCLEAR' },
    })
    const on = by('gu', late(), set)
    // 80 days of 0.05 % on 20000.
    expect(on.answer).toEqual({ words: expect.stringContaining('按每天 0.05%计（依据：合同第8条），截至今天 800.00元') })
    const off = by('wei', on.account, { type: 'Interest', set: 'off', basis: '' })
    expect(off.account.interest).toBeUndefined()
    expect(off.answer).toEqual({ words: expect.stringContaining('没有计逾期利息') })
  })

  test('stands in the formal letter that a person releases, and the stamped letter goes out with these words alone', () => {
    const { account } = by('gu', late(), set)
    const page = beginAccountWork(account, facts(now, 'luo'))
    const { text, level } = releasedWords(page)
    expect(level).toBe(3)
    expect(text).toContain('按合同第8条，截至 11月20日（周五） 另计逾期利息 800.00元')
    const letter = { name: '催款函.pdf', mimeType: 'application/pdf', ref: 'r1', says: text }
    const released = (papers: (typeof letter)[]) =>
      decided(account, facts(now, 'luo'), (work) => answerDraft(work, { draftId: 'd1', actionId: 'send', papers }))
    const sentTo = (effects: Effect[]) =>
      effects.flatMap((e) => (e.kind === 'send' && e.message.chatId === 'dm-su' ? [e.message.attachments ?? []] : []))
    expect(sentTo(released([letter]).effects)).toEqual([[{ name: '催款函.pdf', mimeType: 'application/pdf', ref: 'r1' }]])
    expect(sentTo(released([{ ...letter, says: '别的话' }]).effects)).toEqual([[]])
    const paper = dunningLetter({ customerId: 'c1', level, text, total: '20000.00' }, directory(), now, 'luo')
    expect(paper.title).toBe('催款函')
    expect(JSON.stringify(paper.sections)).toContain('另计逾期利息 800.00元')
    expect(JSON.stringify(paper.sections)).toContain('贰万元整')
  })

  test('is named in no friendly reminder', () => {
    const { account } = by('gu', late(), set)
    const work = beginAccountWork(account, facts(now, 'luo'))
    for (const level of [1, 2]) expect(wordsFor(work, look(work), level).text).not.toContain('利息')
  })
})
