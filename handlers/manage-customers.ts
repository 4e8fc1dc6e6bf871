import { customerByName, holdersOf } from '../domain/access/lookup'
import type { CustomerClass } from '../domain/company'
import { phraseSheet } from '../domain/wording/phrases'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import type { Talk } from './talk'

const SETS_CLASS = /^(?:客户等级\s*)?(\S{2,40}?)\s*(?:定为|改为|调为|设为|等级为?)?\s*([ABCＡＢＣabc])\s*[级类]$/
const PHRASES = /^(标准用语|接听用语|电话用语)$/

/** "云和纸品 定为A级" by the lead, by the firm's standard of classes; "标准用语" by any colleague (AC-048, AC-132). */
export async function manageCustomers(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const text = talk.text.replace(/@\S+/g, ' ').trim()
  if (talk.isCustomer || talk.inbound.replyTo || text.length > 60) return false
  if (PHRASES.test(text)) {
    await talk.reply(phraseSheet(talk.directory.company))
    return true
  }
  const said = SETS_CLASS.exec(text.normalize('NFKC'))
  const customer = said?.[1] ? customerByName(talk.directory, said[1]) : undefined
  if (!said || !customer || customer === 'several') return false
  const to = said[2]?.toUpperCase() as CustomerClass
  if (!talk.person.roles.some((r) => r === 'clerk_lead' || r === 'director')) {
    const leads = holdersOf(talk.directory, 'clerk_lead').map((p) => p.name)
    await talk.refuse({
      code: 'NOT_YOURS',
      params: { title: '客户等级', owner: '客服主管', mayAct: leads.join('、') || '营销总监' },
    })
    return true
  }
  const { inboundId: _later, ...context } = talk.context
  const running = await deps.book.find({ customerId: customer.id, activeOnly: true, limit: 100 })
  for (const order of running) await execute.onOrder(order.number, { type: 'SetClass', customerClass: to }, context)
  const message = {
    chatId: talk.chat.id,
    text: `已把客户「${customer.name}」定为${to}级（原${customer.class ?? '未定，按C'}级）${running.length > 0 ? `，${running.length} 张进行中的订单一并按${to}级办理` : ''}。`,
    mentions: [],
    replyTo: talk.inbound.messageId,
  }
  await execute.say([{ kind: 'send', key: `reply:${talk.inbound.id}`, urgency: 'must', message }], talk.inbound.id, {
    customers: [{ ...customer, class: to }],
  })
  return true
}
