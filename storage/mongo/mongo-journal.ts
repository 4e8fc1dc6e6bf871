import { randomUUID } from 'node:crypto'
import type { Commit, CommitResult } from '../../domain/ports/order-book'
import { isRecordId } from '../../domain/record/record'
import type { NumberSplitter } from '../split-number'
import { blank, claimedBy, claimOf, effectPart, type Head, orderPart, recordPart } from './journal-documents'
import { inBatches } from './batches'
import { createJournalWrites } from './journal-writes'
import type { KnownHeads } from './known-heads'
import type { Counters } from './mongo-counters'
import { isDuplicate, word } from './mongo-faults'
import type { JournalDoc, Models } from './mongo-models'

/** A command about several orders that nobody finished within this time never happened. */
const ABANDONED_MS = 15_000
const MOST_KNOWN = 20_000
const MOST_LOOKS = 8

export interface MongoJournal {
  commit(unit: Commit): Promise<CommitResult>
  /** Finishes what a process that died has left half written. Gives the count. */
  finish(olderThanMs: number): Promise<number>
  /** Forgets what this process knows by heart. */
  forget(): void
}

export interface JournalParts {
  models: Models
  counters: Counters
  splitter: NumberSplitter
  heads: KnownHeads
  nowMs: () => number
  putMaster: (kind: 'people' | 'customers', bodies: string[]) => Promise<void>
}

/**
 * Writes commands. The insert of one journal document decides; orders, outbox, inbox and master data are written from it afterwards, by
 * whoever comes first: the process that committed, one that ran into its claim, or the sweep after a crash. No transaction is needed.
 */
export function createMongoJournal({ models, counters, splitter, heads: known, nowMs, putMaster }: JournalParts): MongoJournal {
  const { journal, orders, records, inbox } = models
  const writes = createJournalWrites(models, counters)
  const homeOf = (owner: string): typeof orders => (isRecordId(owner) ? (records as unknown as typeof orders) : orders)
  /** Claims of this process under way: a second one for the same version has lost before it is sent. */
  const underWay = new Map<string, Promise<unknown>>()
  /** Births of numbers known to be taken, so that a race for a number costs no reading. */
  const bornAs = new Map<string, string>()

  const headOf = async (owner: string): Promise<Head | null> =>
    homeOf(owner)
      .findOne(
        { _id: word(owner) },
        { version: 1, eventCount: 1, headHash: 1, timers: 1, ...(isRecordId(owner) ? {} : { prefix: 1, serial: 1 }) },
      )
      .lean<Head>()

  /** Writes what follows from a committed document; doing it twice changes nothing. */
  async function apply(doc: JournalDoc, others: JournalDoc[]): Promise<void> {
    await writes.addEffects(doc.effects)
    // Effects come before the order: the next command on it, which may be decided as soon as it stands there, has its own behind them.
    const isTold = !doc.inbound.startsWith('-')
    await Promise.all([
      ...[doc, ...others].map(writes.bring),
      ...(isTold ? [writes.markHandled(doc.inbound.slice(1), nowMs())] : []),
    ])
    if (doc.people.length > 0) await putMaster('people', doc.people)
    if (doc.customers.length > 0) await putMaster('customers', doc.customers)
    // The one that decides comes last: it leads the others back here after a crash.
    await Promise.all(others.map(({ _id }) => writes.settle(_id)))
    await writes.settle(doc._id)
  }

  const partsOf = (leader: string): Promise<JournalDoc[]> => journal.find({ leader }).lean<JournalDoc[]>()

  /** Finishes the command that a claim belongs to, or clears the claim of one that never happened. */
  async function help(doc: JournalDoc): Promise<void> {
    if (doc.todo === 0) return
    if (doc.leader === null) {
      if (!doc.void) await apply(doc, await partsOf(doc._id))
      return
    }
    const leader = await journal.findOne({ _id: doc.leader }).lean<JournalDoc>()
    if (leader && !leader.void) return apply(leader, await partsOf(leader._id))
    if (!leader) {
      if (Date.now() - doc.atMs < ABANDONED_MS) return
      try {
        await journal.collection.insertOne({ ...blank(doc.leader), todo: 0, void: true } as never)
      } catch (error) {
        if (!isDuplicate(error)) throw error
        return
      }
    }
    await journal.deleteMany({ leader: doc.leader })
  }

  /** The first reason not to write, seen by reading; the insert decides for good. */
  async function objection(unit: Commit, heads: Map<string, Head | null>): Promise<CommitResult | undefined> {
    if (unit.inboundId !== undefined) {
      // A claim in the journal is found by the insert.
      const seen = await inbox.findOne({ _id: word(unit.inboundId) }, { handled: 1 }).lean()
      if (seen?.handled) return 'repeat'
    }
    for (const { owner, key } of unit.fired ?? []) {
      const head = heads.get(owner) ?? (await headOf(owner))
      if (!head?.timers.some((timer) => timer.key === key)) return 'conflict'
    }
    for (const { record, expectedVersion } of unit.records ?? [])
      if ((heads.get(record.id)?.version ?? 0) !== expectedVersion) return 'conflict'
    for (const { order, expectedVersion } of unit.orders) {
      const head = heads.get(order.number)
      if (expectedVersion > 0) {
        if (head?.version !== expectedVersion) return 'conflict'
        continue
      }
      if (await orders.exists({ birthKey: order.birthKey })) return 'repeat'
      const { prefix, serial } = splitter.split(order.number)
      if (head || (await orders.exists({ prefix, serial }))) return 'number-taken'
    }
    return undefined
  }

  /** Why an insert was refused: somebody holds one of its claims. That somebody's work is finished on the way. */
  async function whyRefused(docs: JournalDoc[]): Promise<CommitResult> {
    for (const doc of docs) {
      const inbound = doc.inbound.startsWith('+') ? await journal.findOne({ inbound: doc.inbound }).lean<JournalDoc>() : null
      if (inbound) {
        await help(inbound)
        return 'repeat'
      }
      const holder = await journal.findOne({ _id: doc._id }).lean<JournalDoc>()
      if (holder) await help(holder)
      if (doc.version > 1 || (doc.number !== null && isRecordId(doc.number))) continue
      if (doc.birth.startsWith('+') && (await journal.exists({ birth: doc.birth }))) return 'repeat'
      const sameSerial = await journal.findOne({ serialKey: doc.serialKey }).lean<JournalDoc>()
      if (sameSerial) await help(sameSerial)
      if (holder || sameSerial) return 'number-taken'
    }
    return 'conflict'
  }

  /** Inserts the parts and then the document that decides. False when a claim was taken. */
  async function insert(decisive: JournalDoc, others: JournalDoc[]): Promise<boolean> {
    const mine: string[] = []
    for (const doc of [...others, decisive]) {
      if (await writes.insert(doc)) {
        mine.push(doc._id)
        continue
      }
      if (mine.length > 0) await journal.deleteMany({ _id: { $in: mine } })
      return false
    }
    return true
  }

  function documentsOf(unit: Commit, heads: Map<string, Head | null>): { decisive: JournalDoc; others: JournalDoc[] } {
    const parts = [
      ...unit.orders.map((write) => orderPart(splitter, write, heads.get(write.order.number) ?? null, unit.inboundId)),
      ...(unit.records ?? []).map((write) => recordPart(write, heads.get(write.record.id) ?? null, unit.inboundId)),
    ]
    const [only] = parts
    const decisive = parts.length === 1 && only ? only : blank(`say:${unit.inboundId ?? ''}:${randomUUID()}`)
    const others = parts.length === 1 ? [] : parts.map((part) => ({ ...part, leader: decisive._id }))
    const now = nowMs()
    return {
      others,
      decisive: {
        ...decisive,
        ...(unit.inboundId === undefined ? {} : { inbound: `+${unit.inboundId}` }),
        effects: unit.effects.map((effect) => effectPart(effect, now)),
        people: (unit.people ?? []).map((person) => JSON.stringify(person)),
        customers: (unit.customers ?? []).map((customer) => JSON.stringify(customer)),
      },
    }
  }

  /** Losing to this process's own commands is known without asking the server. */
  async function lostAtHome(unit: Commit): Promise<CommitResult | undefined> {
    for (const { owner, expectedVersion } of claimedBy(unit)) {
      const rival = underWay.get(claimOf(owner, expectedVersion + 1))
      if (!rival) continue
      await rival.catch(() => undefined)
      if (expectedVersion > 0) return 'conflict'
    }
    for (const { order, expectedVersion } of unit.orders) {
      const born = expectedVersion === 0 ? bornAs.get(order.number) : undefined
      if (born !== undefined) return born === order.birthKey ? 'repeat' : 'number-taken'
    }
    return undefined
  }

  /** What must be read before a command is written, for so many commands at a time; of the connections some are left for all else. */
  const look = inBatches<Commit, { heads: Map<string, Head | null>; reason: CommitResult | undefined }>(
    { most: 1, atOnce: MOST_LOOKS },
    async (units) => {
      const heads = new Map<string, Head | null>()
      const unit = units[0] as Commit
      for (const { owner, expectedVersion } of claimedBy(unit))
        heads.set(owner, known.at(owner, expectedVersion) ?? (await headOf(owner)))
      return [{ value: { heads, reason: await objection(unit, heads) } }]
    },
  )

  async function commitNow(unit: Commit): Promise<CommitResult> {
    const { heads, reason } = await look(unit)
    if (reason) {
      // The order may look older than it is, where its last writer died half way.
      if (reason === 'number-taken' || reason === 'conflict') await finishRivals(unit)
      return reason
    }
    const { decisive, others } = documentsOf(unit, heads)
    if (!(await insert(decisive, others))) return whyRefused([decisive, ...others])
    await apply(decisive, others)
    for (const { order, expectedVersion } of unit.orders) {
      if (expectedVersion > 0) continue
      bornAs.set(order.number, order.birthKey)
      if (bornAs.size > MOST_KNOWN) bornAs.delete(bornAs.keys().next().value ?? '')
    }
    return 'committed'
  }

  async function finishRivals(unit: Commit): Promise<void> {
    for (const { owner } of claimedBy(unit)) {
      const open = await journal.find({ number: owner, todo: 1 }).lean<JournalDoc[]>()
      for (const doc of open) await help(doc)
    }
  }

  async function commit(unit: Commit): Promise<CommitResult> {
    const lost = await lostAtHome(unit)
    if (lost) return lost
    const claims = claimedBy(unit).map(({ owner, expectedVersion }) => claimOf(owner, expectedVersion + 1))
    if (claims.some((claim) => underWay.has(claim))) return commit(unit)
    const work = commitNow(unit)
    for (const claim of claims) underWay.set(claim, work)
    try {
      return await work
    } finally {
      for (const claim of claims) underWay.delete(claim)
    }
  }

  return {
    commit,
    forget() {
      bornAs.clear()
      known.forget()
    },
    async finish(olderThanMs) {
      const left = await journal
        .find({ todo: 1, atMs: { $lte: Date.now() - olderThanMs } })
        .sort({ atMs: 1 })
        .limit(500)
        .lean<JournalDoc[]>()
      for (const doc of left) await help(doc)
      return left.length
    },
  }
}
