import type { Inbound } from '../domain/message'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'

/** News of a waybill become a command for every order that it carries goods of; one waybill may carry goods of several orders. */
export async function receivePush(inbound: Inbound, deps: HandlerDeps, execute: Execute): Promise<void> {
  if (inbound.content.kind !== 'courier') return
  const { number, ownId, report } = inbound.content
  const links = (await deps.waybillLinks?.(number, ownId)) ?? []
  if (links.length === 0) deps.log.warn({ number }, 'courier push: no order has this number')
  for (const { orderNumber, shipmentId } of links)
    await execute.report(orderNumber, { type: 'ReportTracking', shipmentId, report })
  await deps.inbox.markHandled(inbound.id)
}

/** A message was edited or taken back: waybills that were read in it wait for a second sign. */
export async function receiveChange(inbound: Inbound, deps: HandlerDeps, execute: Execute): Promise<void> {
  if (inbound.content.kind !== 'changed') return
  const { how } = inbound.content
  const active = await deps.book.find({ activeOnly: true, limit: 500 })
  const told = active.filter(
    (o) =>
      o.shipments.some((s) => s.messageId === inbound.messageId) ||
      (o.proposals ?? []).some((p) => p.messageId === inbound.messageId),
  )
  for (const order of told)
    await execute.onOrder(
      order.number,
      { type: 'DoubtWaybills', messageId: inbound.messageId, why: how },
      { actorId: inbound.personId, evidence: { byId: inbound.personId, at: inbound.at, chatId: inbound.chatId } },
    )
  await deps.inbox.markHandled(inbound.id)
}
