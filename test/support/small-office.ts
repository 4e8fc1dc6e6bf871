import approval from '../../bot/sample/approval.json'
import { directoryOf, worldShape } from '../../bot/channels/sandbox/world-shape'
import { flowSet } from '../../bot/flow-set'
import { sheetFiles } from '../../bot/sheets/sheet-files'
import type { Company, Directory } from '../../domain/company'
import { deskCompanion } from '../../domain/desk/take-up'
import type { Effect } from '../../domain/effect'
import type { Inbound } from '../../domain/message'
import { DEFAULT_SETTINGS } from '../../domain/settings'
import { workingTime } from '../../domain/working-time'
import type { HandlerDeps } from '../../handlers/deps'
import { keepDesks } from '../../handlers/keep-desks'
import { routeInbound } from '../../handlers/route-inbound'
import { runTimer } from '../../handlers/run-timer'
import { openMemoryStorage } from '../../storage/memory/memory-storage'
import { anInbound } from './build-order'
import { fakeClock, silentLog } from './fake-clock'

/** A message as it left, with the clock's time. */
export interface Said {
  at: string
  effect: Extract<Effect, { kind: 'send' }>
}

/** The handlers over a store in memory and a clock that jumps from timer to timer: a whole office without a process. */
export async function smallOffice(start: string, company: Partial<Company> = {}) {
  const sample = directoryOf(worldShape.parse(approval))
  const directory: Directory = { ...sample, company: { ...sample.company, ...company } }
  const clock = fakeClock(start)
  const storage = openMemoryStorage({ nowIso: clock.nowIso })
  await storage.master.replaceWorld(directory)
  let ids = 0
  const nobody = async () => {
    throw new Error('no papers here')
  }
  const deps: HandlerDeps = {
    book: storage.book,
    inbox: storage.inbox,
    outbox: storage.outbox,
    master: storage.master,
    clock,
    newId: () => `id${++ids}`,
    vault: storage.vault,
    sheetFiles: sheetFiles(),
    printer: {
      pdf: nobody,
      workbook: nobody,
      text: nobody,
      weekPicture: async (name) => ({ name, mimeType: 'image/png', ref: 'picture' }),
    },
    log: silentLog,
    settings: DEFAULT_SETTINGS,
    flow: flowSet([], []).flow,
    workClock: workingTime,
    companions: [deskCompanion],
    nudge() {},
  }
  const handlers = routeInbound(deps)
  const desks = keepDesks(deps, handlers.execute)
  const fire = runTimer(handlers.execute, clock, { desk: desks })
  const said: Said[] = []
  const changed: Extract<Effect, { kind: 'update' }>[] = []
  await desks.setAlarms()

  /** What was decided leaves at once, as with a channel that never fails. */
  async function deliver(): Promise<void> {
    for (;;) {
      const rows = await storage.outbox.due(clock.nowIso(), 100)
      if (rows.length === 0) return
      for (const row of rows) {
        if (row.effect.kind === 'update') changed.push(row.effect)
        if (row.effect.kind === 'send') said.push({ at: clock.nowIso(), effect: row.effect })
        await storage.outbox.record(row.id, { state: 'accepted', messageId: `m${row.id}` })
      }
    }
  }
  /** Moves the clock to an instant; every timer on the way fires at its own time. */
  async function until(iso: string): Promise<void> {
    for (;;) {
      const next = await storage.timers.nextDueAt()
      if (next === undefined || Date.parse(next) > Date.parse(iso)) break
      if (Date.parse(next) > clock.nowMs()) clock.set(next)
      for (const timer of await storage.timers.due(clock.nowIso(), 50)) await fire(timer)
      await deliver()
    }
    if (Date.parse(iso) > clock.nowMs()) clock.set(iso)
  }
  return {
    ...storage,
    directory,
    clock,
    said,
    changed,
    until,
    deskOf: async (personId: string) => (await storage.book.loadRecord(`desk:${personId}`))?.record,
    /** An event as it comes from a platform, handled if nobody handled it before. */
    async receive(inbound: Inbound) {
      if ((await storage.inbox.accept(inbound)) === 'repeat') return
      await handlers.handle(inbound)
      await deliver()
    },
    async text(personId: string, chatId: string, text: string) {
      const content = { kind: 'text' as const, text, attachments: [] }
      await handlers.handle(anInbound(`in${++ids}`, { personId, chatId, at: clock.nowIso(), content }))
      await deliver()
    },
    async press(personId: string, promptId: string, actionId: string, inputs: Record<string, string> = {}) {
      const content = { kind: 'action' as const, promptId, actionId, inputs }
      await handlers.handle(anInbound(`in${++ids}`, { personId, chatId: 'ops', at: clock.nowIso(), content }))
      await deliver()
    },
  }
}
