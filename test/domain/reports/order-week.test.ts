import { ALL_FLOWS } from '../../../domain/flows/all-flows'
import type { Flow } from '../../../domain/flow/flow'
import { orderWeek } from '../../../domain/reports/order-week'
import { workingTime } from '../../../domain/working-time'
import { aPrompt, anOrder } from '../../support/build-order'
import { PAPER_MILL } from '../../support/paper-order'

const approval = ALL_FLOWS.find((f) => f.id === 'approval') as Flow
const facts = {
  now: '2026-11-06T17:00:00+08:00',
  directory: PAPER_MILL,
  clock: workingTime(PAPER_MILL),
  flow: () => approval,
}
const title = (id: string): string => approval.steps.find((s) => s.id === id)?.title ?? ''
const ask = (id: string, dueAt: string, assigneeId: string, stepId = 'approve') =>
  aPrompt(id, { stepId, dueAt, assigneeIds: [assigneeId] })

const waiting = anOrder({
  number: 'A-1',
  phase: 'running',
  createdAt: '2026-11-05T10:00:00+08:00',
  prompts: [ask('p1', '2026-11-06T09:30:00+08:00', 'chen')],
})
const twice = anOrder({
  number: 'A-2',
  phase: 'running',
  createdAt: '2026-10-01T10:00:00+08:00',
  prompts: [ask('p2', '2026-11-05T16:30:00+08:00', 'zhao'), ask('p3', '2026-11-09T10:00:00+08:00', 'li')],
})
const over = anOrder({
  number: 'A-3',
  phase: 'completed',
  createdAt: '2026-11-02T10:00:00+08:00',
  endedAt: '2026-11-06T11:00:00+08:00',
  steps: {
    approve: {
      state: 'done',
      round: 1,
      openedAt: '2026-11-04T16:30:00+08:00',
      doneAt: '2026-11-05T10:30:00+08:00',
      answers: {},
    },
  },
})
const week = orderWeek([waiting, twice, over], facts)

test('counts the orders of the seven days that end today, and what is under way', () => {
  expect([week.from, week.to, week.figures]).toEqual([
    '2026-10-31',
    '2026-11-06',
    { created: 2, completed: 1, shipped: 0, underWay: 2, late: 2 },
  ])
})

test('an order counts once at a step, and a step takes its working hours, not the night', () => {
  expect(week.bySteps).toEqual([{ name: title('approve'), value: 2 }])
  expect(week.hoursBySteps).toEqual([{ name: title('approve'), value: 3 }])
})

test('what is longest over its time stands first, in working hours', () => {
  expect(week.late.map((l) => [l.orderNumber, l.holder, l.lateHours])).toEqual([
    ['A-2', '赵强', 9.5],
    ['A-1', '陈静', 7.5],
  ])
})

test('salespeople wait for those who hold a task, not for themselves', () => {
  expect(week.waits).toEqual({
    waiters: ['李明'],
    holders: ['陈静', '赵强'],
    counts: [
      { waiter: 0, holder: 0, orders: 1 },
      { waiter: 0, holder: 1, orders: 1 },
    ],
  })
})
