import { readListAction } from '../domain/cards/reminder-list-card'
import { type Desk, deskOf, personOfDesk } from '../domain/desk/desk'
import { bringUp, bringUpFault, listIn, listOf, showList, turnList } from '../domain/desk/press-list'
import { todoWords } from '../domain/desk/merged-words'
import type { ReminderList } from '../domain/desk/reminder-list'
import { postponeAll } from '../domain/order/decide/postpone-all'
import type { Order } from '../domain/order/order'
import { readDate } from '../domain/prompt/read-date'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import type { Talk } from './talk'

/** A list of reminders and the desk that it lies on. */
interface Found {
  deskId: string
  list: ReminderList
}

/** The list with this address, whoever's it is. */
export async function findList(deps: Pick<HandlerDeps, 'book'>, listId: string): Promise<Found | undefined> {
  for (const { record } of await deps.book.findRecords<Desk>(listId)) {
    const list = personOfDesk(record.id) === undefined ? undefined : listOf(record, listId)
    if (list) return { deskId: record.id, list }
  }
  return undefined
}

async function ordersOf(list: ReminderList, deps: HandlerDeps): Promise<Map<string, Order>> {
  const numbers = [...new Set(list.entries.filter((e) => !e.over).map((e) => e.orderNumber))]
  const found = await Promise.all(numbers.map((number) => deps.book.load(number)))
  return new Map(found.flatMap((stored) => (stored ? [[stored.order.number, stored.order] as const] : [])))
}

/** Ticks what is over on the card, and turns its page. */
async function redraw(talk: Talk, { deskId, list }: Found, deps: HandlerDeps, execute: Execute, page?: number): Promise<void> {
  const orders = await ordersOf(list, deps)
  const { inboundId: _inboundId, ...plain } = talk.context
  await execute.onRecord<Desk>(
    deskId,
    (desk) => turnList(desk as Desk, listOf(desk, list.id) ?? list, orders, page),
    page === undefined ? plain : talk.context,
  )
}

/** Brings up the card of one task; what is settled meanwhile is told, and ticked on the list. */
async function open(talk: Talk, found: Found, no: number, deps: HandlerDeps, execute: Execute): Promise<void> {
  const { deskId, list } = found
  const entry = list.entries.find((e) => e.no === no)
  if (!entry) {
    const example = String(list.entries[0]?.no ?? 1)
    return talk.refuse({ code: 'LIST_ENTRY_UNKNOWN', params: { no: String(no), example } })
  }
  const order = (await deps.book.load(entry.orderNumber))?.order
  const prompt = order?.prompts.find((p) => p.id === entry.promptId)
  if (!order || !prompt) return talk.refuse({ code: 'NO_SUCH_PROMPT', params: {} })
  const fault = bringUpFault(order, prompt, execute.factsFor(talk.directory, talk.context))
  if (fault) {
    await redraw(talk, found, deps, execute)
    return talk.refuse(fault)
  }
  const outcome = await execute.onRecord<Desk>(
    deskId,
    (desk, facts) => bringUp(desk as Desk, list, { order, prompt }, talk.inbound.replyTo, facts),
    talk.context,
  )
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
}

/** Puts off all tasks of the list that are the speaker's to answer. */
async function postpone(talk: Talk, { list }: Found, until: string | undefined, execute: Execute): Promise<void> {
  const own = list.entries.filter((e) => e.own && !e.over)
  if (own.length === 0) return talk.refuse({ code: 'LIST_OVER', params: {} })
  const ids = own.map((e) => e.promptId)
  const numbers = [...new Set(own.map((e) => e.orderNumber))]
  const outcome = await execute.several(numbers, (orders, facts) => postponeAll(orders, ids, until, facts), talk.context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
}

/** A press on a list of reminders; false where the address is none. */
export async function pressList(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const { content } = talk.inbound
  const found = content.kind === 'action' ? await findList(deps, content.promptId) : undefined
  if (!found || content.kind !== 'action') return false
  const wish = readListAction(content.actionId)
  if (wish === undefined) await talk.refuse({ code: 'UNKNOWN_ACTION', params: { actions: '处理、全部推迟' } })
  else if (wish === 'postpone') await postpone(talk, found, readDate(content.inputs['until'] ?? '', talk.today), execute)
  else if ('page' in wish) await redraw(talk, found, deps, execute, wish.page)
  else await open(talk, found, wish.open, deps, execute)
  return true
}

const OPEN = /^(?:处理|办理|办)\s*第?\s*(\d{1,3})\s*[件条项]?[。！]?$/
const BARE = /^第?\s*(\d{1,3})\s*[件条项]?[。！]?$/
const POSTPONE = /^(?:全部|都)\s*(?:推迟|延后|晚点(?:提醒|处理|再说)?)(?:到|至)?\s*(.*?)[。！]?$/

/** "处理 2", "全部推迟 周五": the buttons of a list, typed. Of the list that is quoted, else of the speaker's newest one in this chat. */
export async function answerListByWords(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const words = talk.words.normalize('NFKC').trim()
  if (words.length === 0 || words.length > 24) return false
  const { replyTo } = talk.inbound
  const no = OPEN.exec(words)?.[1] ?? (replyTo ? BARE.exec(words)?.[1] : undefined)
  const later = POSTPONE.exec(words)?.[1]
  const until = later ? readDate(later, talk.today) : undefined
  if (no === undefined && (later === undefined || (later !== '' && until === undefined))) return false
  const found = await meant(talk, deps)
  if (!found) return false
  if (no !== undefined) await open(talk, found, Number(no), deps, execute)
  else await postpone(talk, found, until, execute)
  return true
}

async function meant(talk: Talk, deps: HandlerDeps): Promise<Found | undefined> {
  const { replyTo } = talk.inbound
  if (replyTo) {
    const effect = await deps.outbox.effectOf(talk.chat.id, replyTo)
    const id = effect?.kind === 'send' || effect?.kind === 'update' ? effect.message.promptId : undefined
    return id ? findList(deps, id) : undefined
  }
  const deskId = deskOf(talk.person.id)
  const list = listIn((await deps.book.loadRecord<Desk>(deskId))?.record, talk.chat.id)
  return list ? { deskId, list } : undefined
}

/** What waits for the speaker, with a button for each. */
export async function showTodo(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const open = await deps.book.openPrompts({ personIds: [talk.person.id] })
  const tasks = open.map(({ orderNumber, prompt }) => ({ orderNumber, prompt }))
  const [only] = tasks
  const stored = tasks.length === 1 && only ? await deps.book.load(only.orderNumber) : undefined
  const orders = new Map(stored ? [[stored.order.number, stored.order]] : [])
  const id = deskOf(talk.person.id)
  const where = { chatId: talk.chat.id, replyTo: talk.inbound.messageId }
  await execute.onRecord<Desk>(
    id,
    (desk, facts) => showList(desk, id, todoWords(talk.person.name, tasks, orders, facts), where, facts),
    talk.context,
  )
  return true
}
