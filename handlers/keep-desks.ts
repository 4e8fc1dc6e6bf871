import type { Desk } from '../domain/desk/desk'
import { COMPANY_DESK, deskOf, personOfDesk } from '../domain/desk/desk'
import { askMorning, type CompanyAlarm, missingHolidays, report, setAlarms } from '../domain/desk/company-desk'
import { isLater, plusSeconds } from '../domain/calendar/instants'
import { flushDesk } from '../domain/desk/flush'
import { moveDesk } from '../domain/desk/follow-calendar'
import type { OpenTask } from '../domain/desk/morning-list'
import { isStaff } from '../domain/access/lookup'
import { actingFor } from '../domain/access/leave'
import type { Directory } from '../domain/company'
import type { Outbound } from '../domain/message'
import type { Order } from '../domain/order/order'
import { daySummary, reportChats } from '../domain/reports/day-summary'
import { codeOf } from '../domain/fault'
import { allOrders } from './all-orders'
import type { HandlerDeps } from './deps'
import type { CommandContext } from './command-context'
import type { Execute } from './execute-command'
import { weekPicture } from './hand-out-week'
import type { RecordKeeper } from './run-timer'

/** The summary counts among the ended orders those that began within so many days; the running ones all. */
const ENDED_WITHIN_DAYS = 60
const DAY_SECONDS = 86_400

/** Looks after desks: sends what waits on a person's, and the company's lists, summaries and weekly picture. */
export function keepDesks(deps: HandlerDeps, execute: Execute): RecordKeeper & { setAlarms(): Promise<void> } {
  /** Orders of what waits; also that of a task which is the only one, as it comes with its card. */
  async function readOrders(desk: Desk, tasks: OpenTask[]): Promise<Map<string, Order>> {
    const only = tasks.length === 1 ? tasks : []
    const numbers = [...new Set([...desk.items, ...only].map((i) => i.orderNumber))]
    const found = await Promise.all(numbers.map((number) => deps.book.load(number)))
    return new Map(found.flatMap((stored) => (stored ? [[stored.order.number, stored.order] as const] : [])))
  }

  async function flush(id: string, key: string, context: CommandContext): Promise<void> {
    const stored = await deps.book.loadRecord<Desk>(id)
    if (!stored) return
    const person = personOfDesk(id)
    const open = stored.record.morning && person ? await deps.book.openPrompts({ personIds: [person] }) : []
    const tasks: OpenTask[] = open.map(({ orderNumber, prompt }) => ({ orderNumber, prompt }))
    const orders = await readOrders(stored.record, tasks)
    await execute.onRecord<Desk>(id, (desk, facts) => flushDesk(desk ?? stored.record, key, { orders, tasks }, facts), context)
  }

  async function messagesOf(alarm: CompanyAlarm): Promise<Outbound[]> {
    const directory = await deps.master.directory()
    const chats = reportChats(directory)
    if (alarm === 'weekly') {
      const { words, file } = await weekPicture(deps, directory)
      return chats.map((chat) => ({ chatId: chat.id, text: words, mentions: [], attachments: [file] }))
    }
    const now = deps.clock.nowIso()
    const active = await allOrders(deps.book, { activeOnly: true })
    const known = new Set(active.map((o) => o.number))
    const yesterday = plusSeconds(now, -DAY_SECONDS)
    const isFresh = (o: Order): boolean => !known.has(o.number) && o.endedAt !== undefined && isLater(o.endedAt, yesterday)
    const ended = await allOrders(deps.book, {}, isFresh, plusSeconds(now, -ENDED_WITHIN_DAYS * DAY_SECONDS))
    const text = daySummary([...active, ...ended], directory, deps.workClock(directory), now)
    return text === undefined ? [] : chats.map((chat) => ({ chatId: chat.id, text, mentions: [] }))
  }

  /** Whoever acts for a colleague who is away has the colleague's tasks on the list of that morning. */
  async function coverLeaves(directory: Directory): Promise<void> {
    const today = deps.workClock(directory).dateOf(deps.clock.nowIso())
    for (const { id } of directory.people.filter((p) => isStaff(p) && actingFor(directory, p.id, today) !== p.id)) {
      const open = await deps.book.openPrompts({ personIds: [id] })
      for (const number of new Set(open.map((p) => p.orderNumber))) await execute.report(number, { type: 'CoverLeave' })
    }
  }

  /** Everybody's desk is marked first, each mark once a date; the alarm is consumed after the last, so that a crash between leaves nobody out. */
  async function morning(context: CommandContext): Promise<void> {
    const { fired: _fired, ...plain } = context
    const directory = await deps.master.directory()
    await coverLeaves(directory)
    for (const person of directory.people) {
      if (!isStaff(person)) continue
      const open = await deps.book.openPrompts({ personIds: [person.id] })
      if (open.length === 0) continue
      const id = deskOf(person.id)
      await execute.onRecord<Desk>(id, (desk, facts) => askMorning(desk, id, facts), plain)
    }
    await execute.onRecord<Desk>(
      COMPANY_DESK,
      (desk, facts) => report(desk as Desk, 'morning', missingHolidays(facts), facts),
      context,
    )
  }

  return {
    async setAlarms() {
      // Nobody was ever loaded: there is no company yet.
      if ((await deps.master.directory()).people.length === 0) return
      const context = { actorId: 'bot', evidence: { byId: 'bot', at: deps.clock.nowIso() } }
      await execute.onRecord<Desk>(COMPANY_DESK, (desk, facts) => setAlarms(desk, facts), context)
    },
    async onTimer(id, key, context) {
      if (id !== COMPANY_DESK) return flush(id, key, context)
      if (key === 'morning') return morning(context)
      const alarm = key === 'weekly' ? 'weekly' : 'evening'
      const messages = await messagesOf(alarm)
      await execute.onRecord<Desk>(COMPANY_DESK, (desk, facts) => report(desk as Desk, alarm, messages, facts), context)
    },
    async onCalendar(id, context) {
      await execute.onRecord<Desk>(
        id,
        (desk, facts) => (id === COMPANY_DESK ? setAlarms(desk, facts) : moveDesk(desk as Desk, facts)),
        context,
      )
    },
    async onUndelivered(id, effect, delivery) {
      if (effect.kind !== 'send' || delivery.state === 'accepted') return
      const stored = await deps.book.loadRecord<Desk>(id)
      const about = stored?.record.about.find((a) => a.key === effect.key)
      for (const { orderNumber, promptId } of about?.items ?? []) {
        const command = {
          type: 'ReportUndelivered' as const,
          effectKey: `${effect.key}/${promptId}`,
          promptId,
          state: delivery.state,
          reason: delivery.reason,
        }
        try {
          await execute.onOrder(orderNumber, command, { actorId: 'bot', evidence: { byId: 'bot', at: deps.clock.nowIso() } })
        } catch (error) {
          if (codeOf(error) !== 'ORDER_GONE') throw error
        }
      }
    },
  }
}
