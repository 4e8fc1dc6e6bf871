import { isStaff, personById } from '../../access/lookup'
import type { Decision } from '../../decision'
import { STATE_WORDS } from '../../tracking/neutral-states'
import { POLLING } from '../../tracking/polling-plan'
import { carrierTime, TRACK_SAY } from '../../wording/tracking'
import { isFollowed, lookUp, waybillWords } from '../follow-shipment'
import { isUnderWay } from '../ship-state'
import type { Shipment } from '../order'
import type { Work } from '../work'

/** 到哪了: what is known, with its time; what is older than half an hour is looked up for the next one who asks. */
export function askTracking(work: Work): Decision {
  const { facts, order } = work
  const forCustomer = !isStaff(personById(facts.directory, facts.actorId))
  const text =
    order.shipments.length === 0
      ? TRACK_SAY.none(order.number)
      : [`订单 ${order.number}：`, ...order.shipments.map((s) => shipmentWords(work, s))].join('\n')
  work.say(facts.evidence.chatId, text, {
    ...(facts.evidence.messageId ? { replyTo: facts.evidence.messageId } : {}),
    ...(forCustomer ? {} : { mentions: [facts.actorId] }),
  })
  for (const s of order.shipments.filter((x) => isUnderWay(x) && isFollowed(x, facts) && x.tracking && isOld(work, x)))
    lookUp(work, s.id, 'look')
  return work.decision()
}

const isOld = (work: Work, s: Shipment): boolean => {
  const { lookedAt, tail, state } = s.tracking ?? {}
  if (tail === 'missing' || state === 'delivered') return false
  return lookedAt === undefined || work.facts.clock.minutesBetween(lookedAt, work.facts.now) >= POLLING.leastMinutes
}

function shipmentWords(work: Work, s: Shipment): string {
  const { clock } = work.facts
  const head = `${waybillWords(s)}${s.packages ? `，${s.packages}件` : ''}`
  if (s.receivedAt) return `${head}：客户已签收。`
  if (s.arrivedAt) return `${head}：${clock.humanDate(s.arrivedAt)}已到货${s.condition ? `，${s.condition}` : ''}。`
  const expected = s.expectedAt ? `，预计 ${clock.humanDate(s.expectedAt)}到货` : ''
  const { tracking } = s
  if (!tracking) return `${head}：${clock.human(s.shippedAt)}已发货${expected}${TRACK_SAY.byPeople}。`
  const newest = s.events.at(-1)
  const last = newest?.raw ? `。最新：${carrierTime(newest.at)} ${newest.text}` : ''
  const asOf = tracking.lookedAt ? TRACK_SAY.asOf(clock.human(tracking.lookedAt)) : '（还没有物流记录，稍后自动查询）'
  const state = newest?.raw ? STATE_WORDS[tracking.state] : `${clock.human(s.shippedAt)}已发货`
  return `${head}：${state}${expected}${last}${asOf}`
}
