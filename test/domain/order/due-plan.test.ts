import { holidayTable, PUBLISHED } from '../../../domain/calendar/workdays'
import { decide } from '../../../domain/order/decide'
import { type DuePlan, dueBy } from '../../../domain/order/due-plan'
import type { Timer } from '../../../domain/order/order'
import { evolve } from '../../../domain/order/evolve-order'
import { workingTimeBy } from '../../../domain/working-time'
import { anOpenStep, anOrder, aPrompt } from '../../support/build-order'
import approval from '../../../bot/sample/approval.json'
import { directoryOf, worldShape } from '../../../bot/channels/sandbox/world-shape'
import type { Facts } from '../../../domain/facts'
import { ALL_FLOWS } from '../../../domain/flows/all-flows'
import { DEFAULT_SETTINGS } from '../../../domain/settings'

const directory = directoryOf(worldShape.parse(approval))
/** Thursday the 5th of March a day off instead, and Sunday the 8th worked instead. */
const moved = holidayTable([...PUBLISHED, { year: 2026, off: ['2026-03-05'], work: ['2026-03-08'] }])
const before = workingTimeBy(holidayTable(PUBLISHED))(directory)
const after = workingTimeBy(moved)(directory)

const facts: Facts = {
  now: '2026-03-04T16:30:00+08:00',
  actorId: 'bot',
  evidence: { byId: 'bot', at: '2026-03-04T16:30:00+08:00' },
  directory,
  settings: DEFAULT_SETTINGS,
  clock: after,
  flow(id) {
    const flow = ALL_FLOWS.find((f) => f.id === id)
    if (!flow) throw new Error(`no flow ${id}`)
    return flow
  },
  pastPrices: [],
  newId: () => 'new',
}

const plans: [string, DuePlan, string, string][] = [
  [
    'working hours over the new day off',
    { from: '2026-03-04T16:00:00+08:00', after: '4h' },
    '2026-03-05T11:00',
    '2026-03-06T11:00',
  ],
  [
    'workdays with a make-up day among them',
    { from: '2026-03-06T15:00:00+08:00', after: '2d' },
    '2026-03-10T15:00',
    '2026-03-09T15:00',
  ],
  [
    'a time on the next workday from a date',
    { date: '2026-03-07', workdays: 0, time: '10:00' },
    '2026-03-09T10:00',
    '2026-03-08T10:00',
  ],
  ['the last workday before a date', { date: '2026-03-06', workdays: -1, time: '10:00' }, '2026-03-05T10:00', '2026-03-04T10:00'],
  [
    'a date as it is, at which people are spoken to',
    { date: '2026-03-05', time: 'opening' },
    '2026-03-05T09:00',
    '2026-03-06T09:00',
  ],
  [
    'a moment of a rule stands on its day',
    { date: '2026-03-05', time: 'closing', silent: true },
    '2026-03-05T18:00',
    '2026-03-05T18:00',
  ],
  ['what came too late waits for the first opening', { at: '2026-03-07T22:00:00+08:00' }, '2026-03-09T09:00', '2026-03-08T09:00'],
]

test.each(plans)('a plan gives its instant by the calendar as it is: %s', (_what, plan, was, is) => {
  expect([dueBy(plan, before), dueBy(plan, after)].map((iso) => iso.slice(0, 16))).toEqual([was, is])
})

const timerOf = (key: string, plan: DuePlan | undefined, change: Partial<Timer> = {}): Timer => ({
  key,
  kind: 'remind',
  dueAt: plan ? dueBy(plan, before) : '2026-03-05T10:00:00+08:00',
  ...(plan ? { plan } : {}),
  rule: 'test',
  toIds: [],
  about: 'p1',
  ...change,
})

test('with a new holiday table timers move earlier and later, the times told of them too; those without a plan stay', () => {
  const later: DuePlan = { from: '2026-03-04T16:00:00+08:00', after: '4h' }
  const earlier: DuePlan = { from: '2026-03-06T15:00:00+08:00', after: '2d' }
  const prompt = aPrompt('p1', { stepId: 'approve', taskId: 'approve', dueAt: dueBy(later, before) })
  const order = anOrder({
    phase: 'running',
    steps: { draft: { ...anOpenStep(), state: 'done' }, approve: anOpenStep() },
    prompts: [prompt],
    timers: [
      timerOf('later', later),
      timerOf('earlier', earlier, { about: 'd1', kind: 'debt' }),
      timerOf('poll', undefined, { kind: 'poll' }),
    ],
    debts: [
      {
        id: 'd1',
        what: '回签',
        ownerRole: 'sales',
        ownerId: 'li',
        openedAt: '2026-03-06T07:00:00Z',
        dueAt: dueBy(earlier, before),
      },
    ],
  })
  const decision = decide(order, { type: 'FollowCalendar' }, facts)
  if (!decision.accepted) throw new Error('refused')
  const { order: now, events } = decision
  expect(now.timers.map((t) => [t.key, t.dueAt.slice(0, 16)])).toEqual([
    ['later', '2026-03-06T11:00'],
    ['earlier', '2026-03-09T15:00'],
    ['poll', '2026-03-05T10:00'],
  ])
  expect(now.prompts[0]?.dueAt?.slice(0, 16)).toBe('2026-03-06T11:00')
  expect(now.debts[0]?.dueAt.slice(0, 16)).toBe('2026-03-09T15:00')
  expect(events.map((e) => e.type)).toEqual(['TimerMoved', 'TimerMoved'])
  const again = decide(now, { type: 'FollowCalendar' }, facts)
  expect(again.accepted && again.events).toEqual([])
  const folded = events.reduce((o, e) => evolve(o, e, { at: facts.now, byId: 'bot' }), order)
  expect(folded).toEqual(now)
})
