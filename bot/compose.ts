import { fastify, type FastifyInstance } from 'fastify'
import type { ChannelName } from '../domain/company'
import type { Flow } from '../domain/flow/flow'
import type { Channel, Receive } from '../domain/ports/channel'
import type { MasterData } from '../domain/ports/order-book'
import { withFreeCode } from '../domain/order/shop-code'
import { DEFAULT_SETTINGS } from '../domain/settings'
import { workingTimeBy } from '../domain/working-time'
import { type HolidayTable, PUBLISHED_TABLE } from '../domain/calendar/workdays'
import { DUNNING_COMPANIONS } from '../domain/dunning/ledger-record'
import { evolve } from '../domain/order/evolve-order'
import { dunningKeepers } from '../handlers/dunning'
import { performEffect } from '../handlers/perform-effect'
import { type RecordKeepers, reportUndelivered, runTimer } from '../handlers/run-timer'
import { deskCompanion } from '../domain/desk/take-up'
import { laneCompanion } from '../domain/tracking/lane-companion'
import type { HandlerDeps } from '../handlers/deps'
import { followCalendar } from '../handlers/follow-calendar'
import { keepDesks } from '../handlers/keep-desks'
import { routeInbound } from '../handlers/route-inbound'
import { secondReading } from '../handlers/second-reading'
import { poisonedReply } from '../handlers/poisoned-reply'
import { mayPress } from '../handlers/may-press'
import { readOrders } from '../handlers/read-orders'
import { advanceClock } from '../jobs/embedded/advance-clock'
import { createEmbeddedScheduler } from '../jobs/embedded/embedded-scheduler'
import { settle } from '../jobs/embedded/settle'
import { openSharedClock } from '../jobs/embedded/shared-clock'
import { createInboxPump, type InboxPumpOptions } from '../jobs/inbox-pump'
import { createNightlyAudit } from '../jobs/nightly-audit'
import { createOutboxPump } from '../jobs/outbox-pump'
import { createRearmSweep } from '../jobs/rearm-sweep'
import { openStorage } from '../storage/open-storage'
import { verify } from '../storage/verify'
import { sandboxChannel } from './channels/sandbox/sandbox-channel'
import { directoryOf, flowsNamed, type World } from './channels/sandbox/world-shape'
import type { Config, Role } from './config'
import { watchCalendar } from './calendar-watch'
import { followCompanyFile } from './company-file'
import { documentFiles } from './document-files'
import { exportTo } from './erp-export'
import { byOneOf } from './first-company'
import { flowSet, listedFlows } from './flow-set'
import { healthRoute } from './health-route'
import { keepFlows } from './kept-flows'
import { createLogger } from './logging'
import { mountSandbox } from './mount-sandbox'
import { newId } from './new-id'
import { NO_LEASE } from './no-lease'
import { type Keep, openTogether } from './open-together'
import { paperPrinter } from './paper-printer'
import { platformView } from './platform-chats'
import { openaiEndpoint } from './second-reader/openai-endpoint'
import { sheetFiles } from './sheets/sheet-files'
import { wireCouriers } from './wire-couriers'
import { within } from './within-time'
import { wireWecom, type WecomParts } from './wire-wecom'

export interface Product {
  app: FastifyInstance
  loadWorld(world: World): Promise<void>
  /** Loads it where nobody was ever loaded; of several processes that start together one does. */
  loadFirst(world: World): Promise<void>
  /** Takes over what was changed in the company's file since the last start; tells what. */
  followFile(world: World): Promise<string[]>
  start(): Promise<void>
  /** Takes no more in, ends what is in flight, closes the store. */
  stop(): Promise<void>
}

/** What the start hands in beside the settings, and what tests replace. */
export interface Instead {
  wecom?: WecomParts['over']
  /** Holidays read from files; absent = those delivered. */
  holidays?: HolidayTable
  /** What the virtual clock adds its offset to; one that stands still moves by the calls of the sandbox alone. Embedded shape only. */
  realNowMs?: () => number
}

/** Loaded on demand: the embedded shape starts without BullMQ. */
// oxlint-disable-next-line typescript/no-require-imports
const loadCluster = () => require('../jobs/bullmq/open-cluster') as typeof import('../jobs/bullmq/open-cluster')

/** Wires the parts together. Leaves nothing open where it throws. */
export const compose = (config: Config, ownFlows: Flow[], instead: Instead = {}): Promise<Product> =>
  openTogether((keep) => wire(keep, config, ownFlows, instead))

/** No rule lives here. */
async function wire(keep: Keep, config: Config, ownFlows: Flow[], instead: Instead): Promise<Product> {
  const isRole = (role: Role): boolean => config.roles?.includes(role) ?? true
  const log = createLogger(config.logLevel)
  let nowIso = (): string => new Date().toISOString()
  const storage = keep(
    await openStorage({
      dataDir: config.dataDir,
      log,
      nowIso: () => nowIso(),
      ...(config.mongoUrl ? { mongoUrl: config.mongoUrl } : {}),
    }),
  )
  const { book, inbox, outbox, timers, chatLog, notes } = storage
  const cluster = config.redisUrl
    ? keep(await loadCluster().openCluster({ url: config.redisUrl, prefix: config.redisPrefix ?? 'gendan', log }))
    : undefined
  const realNowMs = cluster?.nowMs ?? instead.realNowMs
  const shared = await openSharedClock({ notes, onMoved: () => scheduler.nudge(), ...(realNowMs ? { realNowMs } : {}) })
  const { clock } = shared
  nowIso = clock.nowIso
  const isClockShared = cluster !== undefined && config.sandbox
  const kept = await keepFlows(listedFlows(ownFlows), ownFlows, notes, book)
  const flows = flowSet(ownFlows, kept)
  const workingTime = workingTimeBy(instead.holidays ?? PUBLISHED_TABLE)
  const botId = config.wecom?.bot?.botId
  const botLease =
    cluster && botId ? (isRole('gateway') ? cluster.lease(`wecom-${botId}`, () => void reconnect()) : NO_LEASE) : undefined
  const wecom =
    config.wecom &&
    wireWecom({
      settings: config.wecom,
      memory: storage.channelMemory,
      vault: { put: (...file) => storage.vault.put(...file), get: (ref) => documents.whenWritten(ref) },
      clock,
      log,
      ...(instead.wecom ? { over: instead.wecom } : {}),
      ...(botLease ? { lease: botLease } : {}),
      directory: () => storage.master.directory(),
      say: (effects) => handlers.execute.say(effects, undefined),
    })
  const view = wecom && platformView(wecom.boundChats, (channel) => channels.has(channel))
  /** The company with the chats that live on platforms. */
  const master: MasterData = view
    ? { ...storage.master, directory: async () => view(await storage.master.directory()) }
    : storage.master
  const documents = documentFiles({
    book,
    master,
    outbox,
    vault: storage.vault,
    ...(config.erpExportDir ? { exportOrder: exportTo(config.erpExportDir) } : {}),
  })
  const vault = documents.withDocuments

  const second =
    config.secondReader &&
    secondReading({
      reader: openaiEndpoint(config.secondReader, { log, nowMs: () => performance.now() }),
      execute: () => handlers.execute,
      clock,
      log,
      dateOf: async (iso) => workingTime(await master.directory()).dateOf(iso),
    })
  const couriers =
    config.couriers &&
    wireCouriers({
      settings: config.couriers,
      memory: storage.channelMemory,
      book,
      clock,
      log,
      directory: () => master.directory(),
      report: (order, shipmentId, report) => handlers.execute.report(order, { type: 'ReportTracking', shipmentId, report }),
      say: (effects) => handlers.execute.say(effects, undefined),
    })
  const deps: HandlerDeps = {
    book,
    inbox,
    outbox,
    master,
    clock,
    newId,
    vault,
    sheetFiles: sheetFiles(),
    printer: paperPrinter(vault),
    log,
    settings: DEFAULT_SETTINGS,
    flow: flows.flow,
    workClock: workingTime,
    ...(second ? { secondReading: second } : {}),
    companions: [deskCompanion, laneCompanion, ...DUNNING_COMPANIONS],
    ...(couriers ? couriers.forHandlers : {}),
    nudge: () => {
      outboxPump.nudge()
      scheduler.nudge()
    },
  }
  const handlers = routeInbound(deps)
  const desks = keepDesks(deps, handlers.execute)
  const keepers: RecordKeepers = { desk: desks, ...dunningKeepers(deps, handlers.execute) }
  const sandbox = sandboxChannel({
    chatLog,
    vault,
    clock,
    newId,
    log,
    hasChat: async (id) => (await master.directory()).chats.some((c) => c.id === id),
  })
  const channels = new Map<ChannelName, Channel>([
    ...(config.sandbox ? [['sandbox', sandbox] as const] : []),
    ...(wecom ? [['wecom', wecom.channel] as const] : []),
  ])
  const outboxOptions = {
    outbox,
    clock,
    log,
    perform: performEffect({
      channels,
      outbox,
      directory: () => master.directory(),
      saveCustomer: async ({ customer }) => master.saveCustomers([withFreeCode(await storage.master.directory(), customer)]),
      fileDocument: documents.file,
      isDropped: async (number, key) => (await book.load(number))?.order.dropped?.includes(key) ?? false,
      track: async (effect) => couriers?.track(effect),
    }),
    onUndelivered: reportUndelivered(handlers.execute, clock, keepers),
  }
  // What leaves by a bot's own connection can be sent by the process alone that has it.
  const outboxPump = cluster
    ? cluster.outboxPump({ ...outboxOptions, ...(botLease ? { mayServe: () => botLease.isHeld() } : {}) })
    : createOutboxPump(outboxOptions)
  const inboxOptions: InboxPumpOptions = {
    inbox,
    log,
    async handle(inbound) {
      if (isClockShared) await shared.catchUp()
      await handlers.handle(inbound)
    },
    onPoisoned: (inbound) => handlers.execute.say([poisonedReply(inbound)], undefined),
  }
  const inboxPump = cluster ? cluster.inboxPump(inboxOptions) : createInboxPump(inboxOptions)
  const scheduler = cluster ? await cluster.scheduler({ timers, clock, log }) : createEmbeddedScheduler({ timers, clock, log })
  const sweep = createRearmSweep({
    timers,
    scheduler,
    clock,
    log,
    onOverdue: (late) => log.warn({ count: late.length }, 'timers were overdue and are fired now'),
  })
  const nightly = createNightlyAudit({
    async verify() {
      const trimmed = await storage.trim(new Date(clock.nowMs() - (config.keepDoneDays ?? 30) * 86_400_000).toISOString())
      log.info({ ...trimmed }, 'what was done with long ago is forgotten')
      return verify(storage, evolve)
    },
    onDifferences: (found) => log.error({ count: found.length }, 'the nightly audit found differences'),
    clock,
    log,
  })
  const calendar = watchCalendar({ ...deps, notes, follow: followCalendar(timers, handlers.execute, clock, keepers) })
  const settled = (): Promise<void> => settle([inboxPump, ...(second ? [second] : []), scheduler, outboxPump], cluster ? 2 : 1)
  const orders = readOrders({ book, outbox, master, flow: flows.flow })

  const app: FastifyInstance = fastify({ logger: false, bodyLimit: 30_000_000, forceCloseConnections: true })
  healthRoute(app, {
    clock,
    outbox,
    parts: () => ({
      ...(cluster ? { redis: cluster.isReachable(), roles: config.roles, lease: botLease?.isHeld() } : {}),
      ...(wecom ? { wecom: wecom.channel.health() } : {}),
    }),
  })
  if (isRole('web')) await wecom?.mount(app)
  if (isRole('web')) await couriers?.mount(app, (inbound) => receive(inbound))
  if (cluster && config.adminToken && isRole('web')) await cluster.board(app, config.adminToken)
  if (isClockShared) app.addHook('onRequest', shared.catchUp)
  if (config.sandbox && isRole('web'))
    await mountSandbox(app, {
      channel: sandbox,
      chatLog,
      vault,
      newId,
      log,
      listed: () => storage.master.directory(),
      directory: () => master.directory(),
      replaceWorld,
      orders,
      flows: flows.all,
      mayPress: mayPress({ book, master, flow: flows.flow, workClock: workingTime, clock, factsFor: handlers.execute.factsFor }),
      settle: (timeoutMs) => within(settled(), timeoutMs),
      nowIso: clock.nowIso,
      advanceTo: (iso) => advanceClock(iso, { clock, scheduler, timers, outbox, settle: settled }).then(() => undefined),
      realChannelConfigured: wecom !== undefined,
      host: config.host,
    })

  const receive: Receive = async (inbound) => {
    const accepted = await inbox.accept(inbound)
    inboxPump.nudge(accepted === 'new' ? inbound : undefined)
    return accepted
  }

  /** The right to the connection went to another process: this one stands by. */
  async function reconnect(): Promise<void> {
    await wecom?.channel.stop()
    if (!stopping) await wecom?.channel.start(receive)
  }

  /** Throws a FLOW fault where the company names a flow that nobody knows. */
  const mustHaveFlows = (world: World): void => flowsNamed(world).forEach(({ flow }) => flows.flow(flow))

  async function replaceWorld(world: World): Promise<void> {
    mustHaveFlows(world)
    await settled()
    await chatLog.clear()
    await master.replaceWorld(directoryOf(world))
    if (world.now) await clock.restartAt(world.now)
    await desks.setAlarms()
    await calendar()
    scheduler.nudge()
  }

  let stopping = false

  return {
    app,
    loadWorld: replaceWorld,
    loadFirst: (world) =>
      byOneOf(
        cluster?.lease('first-company', () => undefined),
        {
          // The company itself is written last: one that was begun by a process that died is written anew.
          isOpen: async () => (await master.directory()).company.name === '',
          work: () => replaceWorld(world),
        },
      ),
    async followFile(world) {
      mustHaveFlows(world)
      return followCompanyFile(directoryOf(world), { master: storage.master, notes })
    },
    async start() {
      await wecom?.prepare()
      if (isRole('worker')) await couriers?.prepare()
      for (const channel of channels.values()) await channel.start(receive)
      if (isClockShared) shared.start()
      if (botLease && isRole('gateway')) outboxPump.start()
      if (!isRole('worker')) return
      inboxPump.start()
      if (!botLease) outboxPump.start()
      await desks.setAlarms()
      await calendar()
      await scheduler.start(runTimer(handlers.execute, clock, keepers))
      sweep.start()
      nightly.start()
    },
    async stop() {
      stopping = true
      shared.stop()
      second?.stop()
      sweep.stop()
      nightly.stop()
      for (const channel of channels.values()) await channel.stop()
      await app.close()
      await inboxPump.stop()
      await scheduler.stop()
      await outboxPump.stop()
      await cluster?.close()
      await storage.close()
    },
  }
}
