import { archiveSheet, archiveWords, deliveryArchive } from '../domain/documents/delivery-archive'
import { buildDossier, mayOpenDossier } from '../domain/documents/dossier'
import { erpCsv, erpRecord } from '../domain/documents/erp-export'
import { monthIn } from '../domain/documents/month-in'
import { registerSheet } from '../domain/documents/register-sheet'
import { orderNumberIn } from '../domain/intake/order-number-in'
import type { PrintedFile } from '../domain/ports/paper-printer'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import type { Talk } from './talk'

/** The most orders that a list looks through. */
const MOST = 500
const OF_ORDER = /^(档案|导出)/
const OF_MONTH = /^(台账|下单登记表|归档)/

/** "档案 <order>", "导出 <order>", "台账 2026-11", "归档 2026-11": papers as files, for staff and in inner chats alone. */
export async function handOutPapers(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const text = talk.text.replace(/@\S+/g, ' ').trim()
  if (text.length > 60) return false
  const number = orderNumberIn(text)
  const ofOrder = number === undefined ? undefined : OF_ORDER.exec(text)?.[1]
  const ofMonth = number === undefined ? OF_MONTH.exec(text)?.[1] : undefined
  const month = ofMonth === undefined ? undefined : monthIn(text.slice(ofMonth.length), talk.today)
  if (!ofOrder && !month) return false
  if (talk.isCustomer) {
    await talk.refuse({ code: 'NOT_ALLOWED_TO_SEE', params: {} })
    return true
  }
  if (talk.chat.purpose === 'customer') {
    await talk.reply('这里有客户在，内部资料不便发出，请到内部群或私聊里再发一次。')
    return true
  }
  const hand = (words: string, files: PrintedFile[]): Promise<unknown> =>
    execute.say(
      [
        {
          kind: 'send',
          key: `reply:${talk.inbound.id}`,
          urgency: 'must',
          message: {
            chatId: talk.chat.id,
            text: words,
            mentions: [],
            replyTo: talk.inbound.messageId,
            attachments: files,
          },
        },
      ],
      talk.inbound.id,
    )
  if (ofOrder && number) return paperOfOrder(talk, deps, ofOrder, number, hand)
  if (month) {
    const orders = await deps.book.find({ limit: MOST })
    const only = orders.length === MOST ? `\n（只查了最近 ${MOST} 张订单）` : ''
    if (ofMonth === '归档') {
      const rows = deliveryArchive(orders, talk.directory, month)
      const files =
        rows.length > 0
          ? [await deps.printer.workbook(`发货单归档-${month}.xlsx`, archiveSheet(rows, talk.directory, month))]
          : []
      await hand(archiveWords(rows, month) + only, files)
    } else {
      const sheet = registerSheet(orders, talk.directory, month)
      if (sheet.rows.length === 0) await hand(`${month} 还没有登记的订单。${only}`, [])
      else
        await hand(`${month} 下单登记表，共 ${sheet.rows.length} 行，见附件。${only}`, [
          await deps.printer.workbook(`下单登记表-${month}.xlsx`, sheet),
        ])
    }
  }
  return true
}

async function paperOfOrder(
  talk: Talk,
  deps: HandlerDeps,
  word: string,
  number: string,
  hand: (words: string, files: PrintedFile[]) => Promise<unknown>,
): Promise<boolean> {
  const stored = await deps.book.load(number)
  if (!stored || !mayOpenDossier(talk.directory, stored.order, talk.person.id)) {
    await talk.refuse({ code: stored ? 'NOT_ALLOWED_TO_SEE' : 'ORDER_NOT_FOUND', params: { order: number } })
    return true
  }
  const { order } = stored
  if (word === '档案') {
    const papers = buildDossier(order, {
      flow: deps.flow(order.flow, order.flowVersion),
      directory: talk.directory,
      events: await deps.book.loadEvents(number),
      now: deps.clock.nowIso(),
      actorId: talk.person.id,
    })
    await hand(`订单 ${number} 的档案见附件：经过、确认记录和 ${papers.length - 1} 份单据。`, [
      await deps.printer.pdf(`订单档案-${number}.pdf`, papers),
    ])
    return true
  }
  if (order.phase === 'draft') {
    await talk.reply(`订单 ${number} 还是草稿，确认下单后才能导出。`)
    return true
  }
  const record = erpRecord(order, talk.directory)
  await hand(`订单 ${number} 的数据见附件，编号与单据一致，可录入 ERP。`, [
    await deps.printer.text(`${number}.csv`, 'text/csv', erpCsv(record)),
    await deps.printer.text(`${number}.json`, 'application/json', `${JSON.stringify(record, null, 2)}\n`),
  ])
  return true
}
