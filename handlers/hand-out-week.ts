import { orderWeek, type WeekFacts } from '../domain/reports/order-week'
import type { PrintedFile } from '../domain/ports/paper-printer'
import type { Directory } from '../domain/company'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import type { Talk } from './talk'

/** The most orders that a report looks at, of those under way and of the newest. */
const MOST = 500

/** The picture of the week that ends today, in the vault. */
export async function weekPicture(deps: HandlerDeps, directory: Directory): Promise<{ words: string; file: PrintedFile }> {
  const facts: WeekFacts = {
    now: deps.clock.nowIso(),
    directory,
    clock: deps.workClock(directory),
    flow: deps.flow,
  }
  const active = await deps.book.find({ activeOnly: true, limit: MOST })
  const newest = await deps.book.find({ limit: MOST })
  const known = new Set(active.map((o) => o.number))
  const week = orderWeek([...active, ...newest.filter((o) => !known.has(o.number))], facts)
  const { figures: f } = week
  const most = active.length === MOST ? `（在途订单只统计了最近 ${MOST} 张）` : ''
  return {
    words: `${week.from} 至 ${week.to} 订单周报：新单 ${f.created} 张，完成 ${f.completed} 张，发货 ${f.shipped} 张，在途 ${f.underWay} 张，超时事项 ${f.late} 件。${most}`,
    file: await deps.printer.weekPicture(`订单周报-${week.to}.png`, week),
  }
}

/** 周报: the picture of the week, for staff in inner chats. */
export async function handOutWeek(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  if (!/^(订单)?周报[。.!！]?$/.test(talk.text.replace(/@\S+/g, ' ').trim())) return false
  if (talk.isCustomer) {
    await talk.refuse({ code: 'NOT_ALLOWED_TO_SEE', params: {} })
    return true
  }
  if (talk.chat.purpose === 'customer') {
    await talk.reply('这里有客户在，周报不便发出，请到内部群或私聊里再发一次。')
    return true
  }
  const { words, file } = await weekPicture(deps, talk.directory)
  await execute.say(
    [
      {
        kind: 'send',
        key: `reply:${talk.inbound.id}`,
        urgency: 'must',
        message: { chatId: talk.chat.id, text: words, mentions: [], replyTo: talk.inbound.messageId, attachments: [file] },
      },
    ],
    talk.inbound.id,
  )
  return true
}
