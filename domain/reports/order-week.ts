import { nameOf } from '../access/lookup'
import type { Directory } from '../company'
import type { Flow } from '../flow/flow'
import { customerNameOf } from '../order/customer-name'
import type { Order } from '../order/order'
import type { WorkClock } from '../work-clock'

/** One bar of a chart. */
export interface Bar {
  name: string
  value: number
}

/** A task that is over its time. Hours are working hours. */
export interface LateTask {
  orderNumber: string
  customer: string
  title: string
  holder: string
  lateHours: number
}

/** The week of a company's orders in figures, as the picture shows it. */
export interface OrderWeek {
  company: string
  /** Both days included, YYYY-MM-DD. */
  from: string
  to: string
  /** Of the week: orders taken in, completed, shipped; now: under way, tasks over their time. */
  figures: { created: number; completed: number; shipped: number; underWay: number; late: number }
  /** Orders that stand at a step now, most first. */
  bySteps: Bar[]
  /** Working hours that steps closed this week took on average, longest first. */
  hoursBySteps: Bar[]
  /** Longest over time first. */
  late: LateTask[]
  /** Who waits (salespeople) for whom (those who hold a task), by number of orders. */
  waits: { waiters: string[]; holders: string[]; counts: { waiter: number; holder: number; orders: number }[] }
}

export interface WeekFacts {
  now: string
  directory: Directory
  clock: WorkClock
  flow(id: string, version?: number): Flow
}

const MOST_BARS = 9
const MOST_LATE = 8
const MOST_PEOPLE = 7

const count = (names: string[]): Bar[] =>
  [...new Map(names.map((n) => [n, names.filter((m) => m === n).length]))]
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => b.value - a.value || a.name.localeCompare(b.name, 'zh'))

const roundHours = (minutes: number): number => Math.round(minutes / 6) / 10

/** Means of working hours by the title of the step, for steps done within the week. */
function stepHours(orders: Order[], facts: WeekFacts, isInWeek: (iso: string | undefined) => boolean): Bar[] {
  const minutes = new Map<string, number[]>()
  for (const order of orders)
    for (const step of facts.flow(order.flow, order.flowVersion).steps) {
      const { state, openedAt, doneAt } = order.steps[step.id] ?? {}
      if (state !== 'done' || !openedAt || !doneAt || !isInWeek(doneAt)) continue
      const spent = facts.clock.workedMinutes(openedAt, doneAt)
      minutes.set(step.title, [...(minutes.get(step.title) ?? []), spent])
    }
  return [...minutes]
    .map(([name, all]) => ({ name, value: roundHours(all.reduce((a, b) => a + b, 0) / all.length) }))
    .filter((bar) => bar.value > 0)
    .sort((a, b) => b.value - a.value)
}

/** Reckons the week that ends with the day of `now`, from the orders under way and those that moved in it. Pure. */
export function orderWeek(orders: Order[], facts: WeekFacts): OrderWeek {
  const { clock, directory, now } = facts
  const to = clock.dateOf(now)
  const from = clock.addDays(to, -6)
  const isInWeek = (iso: string | undefined): boolean => iso !== undefined && clock.dateOf(iso) >= from && clock.dateOf(iso) <= to
  const running = orders.filter((o) => o.phase === 'draft' || o.phase === 'running')
  const held = running.flatMap((order) =>
    order.prompts
      .filter((p) => p.state === 'open')
      .map((prompt) => ({
        order,
        prompt,
        step: facts.flow(order.flow, order.flowVersion).steps.find((s) => s.id === prompt.stepId)?.title ?? prompt.title,
        holder: nameOf(directory, prompt.assigneeIds[0]),
      })),
  )
  const late = held
    .filter(({ prompt }) => prompt.dueAt !== undefined && clock.minutesBetween(prompt.dueAt, now) > 0)
    .map(({ order, prompt, holder }) => ({
      orderNumber: order.number,
      customer: customerNameOf(order) ?? '',
      title: prompt.title,
      holder,
      lateHours: roundHours(clock.workedMinutes(prompt.dueAt ?? now, now)),
    }))
    .sort((a, b) => b.lateHours - a.lateHours || a.orderNumber.localeCompare(b.orderNumber))
  const pairs = held
    .map(({ order, holder }) => ({ waiter: nameOf(directory, order.salesId), holder }))
    .filter((p) => p.waiter !== p.holder)
  const waiters = count(pairs.map((p) => p.waiter)).slice(0, MOST_PEOPLE)
  const holders = count(pairs.map((p) => p.holder)).slice(0, MOST_PEOPLE)
  return {
    company: directory.company.name,
    from,
    to,
    figures: {
      created: orders.filter((o) => isInWeek(o.createdAt)).length,
      completed: orders.filter((o) => o.phase === 'completed' && isInWeek(o.endedAt)).length,
      shipped: orders.filter((o) => o.shipments.some((s) => isInWeek(s.shippedAt))).length,
      underWay: running.length,
      late: late.length,
    },
    bySteps: count(
      held.flatMap(({ order, step }, i) => (held.findIndex((h) => h.order === order && h.step === step) === i ? [step] : [])),
    ).slice(0, MOST_BARS),
    hoursBySteps: stepHours(orders, facts, isInWeek).slice(0, MOST_BARS),
    late: late.slice(0, MOST_LATE),
    waits: {
      waiters: waiters.map((w) => w.name),
      holders: holders.map((h) => h.name),
      counts: waiters.flatMap((w, waiter) =>
        holders.flatMap((h, holder) => {
          const n = pairs.filter((p) => p.waiter === w.name && p.holder === h.name).length
          return n > 0 ? [{ waiter, holder, orders: n }] : []
        }),
      ),
    },
  }
}
