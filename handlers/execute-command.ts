import { customerByName } from '../domain/access/lookup'
import { pastPrices } from '../domain/checks/past-prices'
import type { Account } from '../domain/dunning/account'
import { accountId } from '../domain/dunning/account-companion'
import { mayReleaseGoods } from '../domain/order/release-goods'
import { type LaneRecord, laneId } from '../domain/tracking/lane-record'
import { laneKey } from '../domain/tracking/lanes'
import type { Directory } from '../domain/company'
import type { Effect } from '../domain/effect'
import type { Facts } from '../domain/facts'
import { codeOf, fault } from '../domain/fault'
import { decide } from '../domain/order/decide'
import type { SeveralDecision } from '../domain/order/decide/several'
import type { OrderCommand } from '../domain/order/order-commands'
import type { Order } from '../domain/order/order'
import { numberPrefix } from '../domain/order/order-number'
import type { Commit, CommitResult, OrderWrite } from '../domain/ports/order-book'
import type { OrderChange } from '../domain/record/companion'
import type { Refusal } from '../domain/refusal'
import { changeRecord, companionWrites, type OnRecord, touchedBy } from './change-record'
import { createLanes } from './lanes'
import { createNumberLine, type HandIn } from './number-orders'
import type { CommandContext } from './command-context'
import type { HandlerDeps } from './deps'

/** Somebody was faster: the order is loaded and decided again, this often at most. */
const MOST_TRIES = 6

export type Outcome = { accepted: true; order: Order } | { accepted: false; refusal: Refusal } | { accepted: 'repeat' }

export type CreateCommand = Omit<Extract<OrderCommand, { type: 'CreateOrder' }>, 'number'>

export interface Execute {
  /** Decides a command on a stored order. Throws Fault ORDER_GONE when there is none. */
  onOrder(orderNumber: string, command: OrderCommand, context: CommandContext): Promise<Outcome>
  /** Opens a new order under the next free number. */
  create(command: CreateCommand, context: CommandContext): Promise<Outcome>
  /** Decides about a record, in one write with what is said about it. */
  onRecord: OnRecord
  /** Decides about several stored orders at once, and a new one under the next free number of the first where `withNew` is set: all of it or nothing. */
  several(
    numbers: string[],
    decideAll: (orders: Order[], facts: Facts, newNumber: string) => SeveralDecision,
    context: CommandContext,
    withNew?: boolean,
  ): Promise<Outcome>
  /** What a rule may know, for looking without deciding. */
  factsFor(directory: Directory, context: CommandContext): Facts
  /** A command of nobody in particular: by the bot, on an order that may be gone by now. */
  report(orderNumber: string, command: OrderCommand): Promise<void>
  /** Only says something, and marks the inbound event as handled in the same write. */
  say(effects: Effect[], inboundId: string | undefined, more?: Pick<Commit, 'people' | 'customers'>): Promise<void>
}

/**
 * The customer whose earlier prices a decision may need: whoever the command names now, else the one of an order that is still being written
 * down. A running order keeps the prices it was confirmed with, so reading twenty orders again for each of its steps would be in vain.
 */
function customerForPrices(order: Order, command: OrderCommand, directory: Directory): string | undefined {
  if (command.type !== 'AnswerPrompt' && command.type !== 'ChangeOrder') return undefined
  const named =
    command.type === 'AnswerPrompt'
      ? command.inputs['customerName']
      : command.changes.flatMap((c) => ('field' in c && c.field === 'customerName' ? [c.value] : [])).at(-1)
  const isOpen = order.phase === 'draft' || order.customer === undefined
  const name = named ?? (isOpen && !order.customer ? order.draft.customerName?.value : undefined)
  const found = name ? customerByName(directory, name) : undefined
  return found && found !== 'several' ? found.id : isOpen ? order.customer?.id : undefined
}

const followsOf = ({ follows }: Pick<OrderWrite, 'follows'>): Pick<OrderWrite, 'follows'> => (follows ? { follows } : {})

/** The one road for every command: load, decide, commit; again when somebody was faster. */
export function executeCommand(deps: HandlerDeps): Execute {
  const { book } = deps
  const numberLine = createNumberLine(book)
  const inLane = createLanes()

  const plainFacts = (directory: Directory, context: CommandContext): Facts => ({
    now: deps.clock.nowIso(),
    actorId: context.actorId,
    evidence: context.evidence,
    directory,
    settings: { ...deps.settings, ...directory.company.settings },
    clock: deps.workClock(directory),
    flow: deps.flow,
    pastPrices: [],
    newId: deps.newId,
    ...(deps.couriers ? { couriers: deps.couriers } : {}),
  })

  const facts = async (
    directory: Directory,
    context: CommandContext,
    customerId: string | undefined,
    orderNumberNow: string,
  ): Promise<Facts> => {
    const past = customerId ? await book.find({ customerId, limit: 20 }) : []
    return { ...plainFacts(directory, context), pastPrices: pastPrices(past, orderNumberNow) }
  }

  /** An order and the records that change with it, in one write; those records are nobody else's until it is known that they stay as they are. */
  const commitWith = (
    change: OrderChange,
    f: Facts,
    unit: Omit<Commit, 'records' | 'effects'>,
    commit = (whole: Commit): Promise<CommitResult> => book.commit(whole),
  ): Promise<CommitResult> =>
    inLane(touchedBy(deps, change), async (leave) => {
      const follow = await companionWrites(deps, [change], f)
      const answer = commit({ ...unit, records: follow.records, effects: [...change.effects, ...follow.effects] })
      if (follow.records.length === 0) leave()
      return answer
    })

  /** The customer's account and the road that the goods go, where the command lets goods go. */
  async function recordsFor(
    order: Order,
    command: OrderCommand,
    { company }: Directory,
  ): Promise<Pick<Facts, 'account' | 'lane'>> {
    if (!order.customer || !mayReleaseGoods(order, command)) return {}
    const account = await book.loadRecord<Account>(accountId(order.customer.id))
    const key = laneKey(company, order)
    const lane = key === undefined ? undefined : await book.loadRecord<LaneRecord>(laneId(key))
    return { ...(account ? { account: account.record } : {}), ...(lane ? { lane: lane.record } : {}) }
  }

  async function onOrder(number: string, command: OrderCommand, context: CommandContext): Promise<Outcome> {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
      const [stored, directory] = await Promise.all([book.load(number), deps.master.directory()])
      if (!stored) throw fault('ORDER_GONE', `command ${command.type}: there is no order ${number}`)
      const customerId = customerForPrices(stored.order, command, directory)
      const f = await facts(directory, context, customerId, number)
      const log = command.type === 'UndoAnswer' ? { log: await book.loadEvents(number) } : {}
      const decision = decide(
        stored.order,
        { ...command, ...log },
        { ...f, ...(await recordsFor(stored.order, command, directory)) },
      )
      if (!decision.accepted) return { accepted: false, refusal: decision.refusal }
      const { order, events } = decision
      const result = await commitWith({ before: stored.order, after: order, events, effects: decision.effects }, f, {
        orders: events.length > 0 ? [{ order, expectedVersion: stored.version, events, at: f.now, byId: context.actorId }] : [],
        ...(context.inboundId ? { inboundId: context.inboundId } : {}),
        ...(context.fired ? { fired: [context.fired] } : {}),
      })
      if (result === 'committed') {
        deps.nudge()
        return { accepted: true, order: decision.order }
      }
      if (result === 'repeat') return { accepted: 'repeat' }
      // A timer that is no longer armed is no conflict to fight: the order moved on.
      if (context.fired && !stored.order.timers.some((t) => t.key === context.fired?.key)) return { accepted: 'repeat' }
    }
    throw fault('ORDER_BUSY', `command ${command.type} on ${number} lost against others ${MOST_TRIES} times`)
  }

  async function createOnce(command: CreateCommand, context: CommandContext, handIn: HandIn): Promise<Outcome | 'number-taken'> {
    const directory = await deps.master.directory()
    const named = command.draft.customerName ? customerByName(directory, command.draft.customerName.value) : undefined
    const customer = named && named !== 'several' ? named : undefined
    const date = deps.workClock(directory).dateOf(deps.clock.nowIso())
    const free = await numberLine.next(numberPrefix(directory, customer, date))
    const f = await facts(directory, context, customer?.id, free.number)
    const decision = decide(undefined, { ...command, number: free.number }, f)
    if (!decision.accepted) return { accepted: false, refusal: decision.refusal }
    const { order, events, effects } = decision
    const birth = { order, expectedVersion: 0, ...followsOf(free), events, at: f.now, byId: context.actorId }
    const result = await commitWith(
      { after: order, events, effects },
      f,
      { orders: [birth], ...(context.inboundId ? { inboundId: context.inboundId } : {}) },
      (unit) => handIn(free, () => book.commit(unit)),
    )
    if (result === 'committed') {
      deps.nudge()
      return { accepted: true, order: decision.order }
    }
    return result === 'repeat' ? { accepted: 'repeat' } : 'number-taken'
  }

  async function create(command: CreateCommand, context: CommandContext): Promise<Outcome> {
    // Other processes may number under the same prefix: a clash means another try with the next serial.
    for (let attempt = 1; attempt <= 300; attempt++) {
      const outcome = await numberLine.inTurn((handIn) => createOnce(command, context, handIn))
      if (outcome !== 'number-taken') return outcome
    }
    throw fault('NUMBERS_CONTESTED', 'no free order number after 300 tries')
  }

  async function several(
    numbers: string[],
    decideAll: (orders: Order[], facts: Facts, newNumber: string) => SeveralDecision,
    context: CommandContext,
    withNew = false,
  ): Promise<Outcome> {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
      const stored = await Promise.all(numbers.map((n) => book.load(n)))
      const found = stored.filter((s) => s !== undefined)
      const [first] = found
      if (!first || found.length < numbers.length)
        throw fault('ORDER_GONE', `a command about ${numbers.join(', ')}: not all of these orders exist`)
      const directory = await deps.master.directory()
      const f = await facts(directory, context, first.order.customer?.id, first.order.number)
      const customer = directory.customers.find((c) => c.id === first.order.customer?.id)
      const prefix = numberPrefix(directory, customer, f.clock.dateOf(f.now))
      const free = withNew ? await numberLine.next(prefix) : undefined
      const decision = decideAll(
        found.map((s) => s.order),
        f,
        free?.number ?? '',
      )
      if (!decision.accepted) return { accepted: false, refusal: decision.refusal }
      const { writes, effects } = decision
      const before = (number: string) => found.find((s) => s.order.number === number)
      const changes = writes.map((w): OrderChange => {
        const known = before(w.order.number)
        return { ...(known ? { before: known.order } : {}), after: w.order, events: w.events, effects: [] }
      })
      const lanes = changes.flatMap((change) => touchedBy(deps, change))
      const result = await inLane(lanes, async () => {
        const follow = await companionWrites(deps, changes, f)
        return book.commit({
          orders: writes
            .filter((w) => w.events.length > 0)
            .map((w) => ({
              ...w,
              expectedVersion: before(w.order.number)?.version ?? 0,
              ...(w.order.number === free?.number ? followsOf(free) : {}),
              at: f.now,
              byId: context.actorId,
            })),
          records: follow.records,
          effects: [...effects, ...follow.effects],
          ...(context.inboundId ? { inboundId: context.inboundId } : {}),
        })
      })
      if (result === 'committed') {
        deps.nudge()
        return { accepted: true, order: decision.writes[0]?.order ?? first.order }
      }
      if (result === 'repeat') return { accepted: 'repeat' }
    }
    throw fault('ORDER_BUSY', `a command about ${numbers.join(', ')} lost against others ${MOST_TRIES} times`)
  }

  return {
    onOrder,
    create,
    onRecord: changeRecord(deps, plainFacts, inLane),
    several,
    factsFor: plainFacts,
    async report(number, command) {
      try {
        await onOrder(number, command, { actorId: 'bot', evidence: { byId: 'bot', at: deps.clock.nowIso() } })
      } catch (error) {
        // The order went away with its world.
        if (codeOf(error) !== 'ORDER_GONE') throw error
      }
    },
    async say(effects, inboundId, more = {}) {
      await book.commit({ orders: [], effects, ...(inboundId ? { inboundId } : {}), ...more })
      deps.nudge()
    },
  }
}
