import type { FastifyInstance } from 'fastify'
import { holdersOf } from '../domain/access/lookup'
import { chatFor } from '../domain/access/where-to-say'
import type { Directory } from '../domain/company'
import type { Effect } from '../domain/effect'
import { codeOf } from '../domain/fault'
import type { Inbound } from '../domain/message'
import { phoneTail } from '../domain/order/follow-shipment'
import type { ChannelMemory } from '../domain/ports/channel-memory'
import type { Clock } from '../domain/ports/clock'
import type { Courier } from '../domain/ports/courier'
import type { Log } from '../domain/ports/log'
import type { OrderBook } from '../domain/ports/order-book'
import type { CourierService } from '../domain/tracking/neutral-states'
import type { TrackingReport } from '../domain/tracking/report'
import { courierDesk, type Looked } from './couriers/courier-desk'
import type { CourierSettings } from './couriers/courier-settings'
import { kdniaoCourier } from './couriers/kdniao/kdniao-courier'
import { kuaidi100Courier } from './couriers/kuaidi100/kuaidi100-courier'
import { PUSH_PATH, registerPushRoutes } from './couriers/push-routes'

export interface CourierParts {
  settings: CourierSettings
  memory: ChannelMemory
  book: Pick<OrderBook, 'load'>
  clock: Clock
  log: Log
  directory(): Promise<Directory>
  report(orderNumber: string, shipmentId: string, report: TrackingReport): Promise<unknown>
  say(effects: Effect[]): Promise<void>
}

type TrackEffect = Extract<Effect, { kind: 'track' }>
const LINKS = 'courier.waybills'

const NAMES: Record<CourierService, string> = { kuaidi100: '快递100', kdniao: '快递鸟' }
const STOPPED: Record<'signature' | 'balance' | 'key' | 'limit', string> = {
  signature: '签名不对，请核对 key 和 customer（或商户 ID）',
  balance: 'key 过期或余额用完，请充值',
  key: 'key 不被接受，请核对设置和已开通的接口',
  limit: '今天的查询次数已用完',
}

const couriersOf = (s: CourierSettings): Courier[] => [
  ...(s.kuaidi100
    ? [
        kuaidi100Courier({
          ...s.kuaidi100,
          timeoutMs: s.timeoutMs,
          ...(s.publicUrl ? { callbackUrl: `${s.publicUrl}${PUSH_PATH}/kuaidi100/push` } : {}),
        }),
      ]
    : []),
  ...(s.kdniao ? [kdniaoCourier({ ...s.kdniao, pushes: s.publicUrl !== undefined, timeoutMs: s.timeoutMs })] : []),
]

/** The carrier services with what they keep on disk; their news reach orders as commands. */
export function wireCouriers(parts: CourierParts) {
  const { settings, memory, book, clock, log } = parts
  const couriers = couriersOf(settings)
  const desk = courierDesk({
    couriers,
    memory,
    clock,
    log,
    dailyLimit: settings.dailyLimit,
    onStopped: (service, why) =>
      void tellAdmins(service, why).catch((error: unknown) =>
        log.error({ code: codeOf(error), err: error }, 'courier: the admins could not be told of a trouble'),
      ),
  })

  /** The people named as admins, else the directors. */
  async function tellAdmins(service: CourierService, why: keyof typeof STOPPED): Promise<void> {
    const directory = await parts.directory()
    const named = directory.people.filter((p) => settings.admins.includes(p.id) || settings.admins.includes(p.name))
    const again = why === 'limit' ? '明天自动恢复' : '处理好后重启，或等一天自动再试'
    const text = `物流自动查询（${NAMES[service]}）已停：${STOPPED[why]}。${again}；这期间到货照常按时问人。`
    for (const person of named.length > 0 ? named : holdersOf(directory, 'director')) {
      const chatId = chatFor(directory, undefined, person.id)
      if (chatId)
        await parts.say([
          {
            kind: 'send',
            key: `notice:courier:${service}:${why}:${person.id}:${clock.nowMs()}`,
            urgency: 'must',
            message: { chatId, text, mentions: [person.id] },
          },
        ])
    }
  }

  async function track(effect: TrackEffect): Promise<void> {
    const { orderNumber, shipmentId } = effect
    const order = (await book.load(orderNumber))?.order
    const s = order?.shipments.find((x) => x.id === shipmentId)
    if (!order || !s?.com || !s.trackingNumber || !s.tracking) return
    const phone4 = phoneTail(order, s, settings.senderPhone4)
    const waybill = { com: s.com, number: s.trackingNumber, ...(phone4 ? { phone4 } : {}) }
    if (effect.what === 'follow') {
      // Known before anybody is asked to push: the first push may come before the answer.
      const ownId = `${orderNumber}/${shipmentId}`
      await memory.write(LINKS, { key: `${s.trackingNumber}|${ownId}`, topic: s.trackingNumber, value: ownId })
      const wish = await desk.subscribe(waybill, ownId)
      if (wish?.answer.state === 'accepted')
        await parts.report(orderNumber, shipmentId, { kind: 'subscribed', service: wish.service })
    }
    await parts.report(orderNumber, shipmentId, reportOf(await desk.look(waybill)))
  }

  /** Orders that a number belongs to: the one named in the address of the push first, then all that have it. */
  async function waybillLinks(number: string, ownId?: string): Promise<{ orderNumber: string; shipmentId: string }[]> {
    const ids = new Set((await memory.newest(LINKS, number, 50)).map((e) => e.value))
    if (ownId && ids.size === 0) ids.add(ownId)
    return [...ids].flatMap((id) => {
      const [orderNumber, shipmentId] = id.split('/')
      return orderNumber && shipmentId ? [{ orderNumber, shipmentId }] : []
    })
  }

  return {
    track,
    /** What the handlers of messages may use. */
    forHandlers: { couriers: couriers.map((c) => c.service), waybillLinks, recogniseWaybill: desk.recognise },
    mount: (app: FastifyInstance, receive: (inbound: Inbound) => Promise<'new' | 'repeat'>) =>
      registerPushRoutes(app, { couriers, receive, nowIso: clock.nowIso, log }),
    prepare: () => desk.begin(),
  }
}

/** An answer of the desk as the order hears it. */
function reportOf(looked: Looked): TrackingReport {
  switch (looked.state) {
    case 'events':
      return looked.report
    case 'later':
      return { kind: 'trouble', trouble: 'later', until: looked.until }
    case 'busy':
      return { kind: 'trouble', trouble: 'unreachable' }
    default:
      return { kind: 'trouble', trouble: looked.state }
  }
}
