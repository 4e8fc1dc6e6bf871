import { customersNamedIn, namesOfCustomer } from '../domain/access/lookup'
import type { Customer } from '../domain/company'
import type { ParsedMessage } from '../domain/intake/draft'
import { customerNameOf } from '../domain/order/customer-name'
import type { Order } from '../domain/order/order'
import { SAY } from '../domain/wording/says'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import { isMeantAsChange, readCorrection } from './read-correction'
import type { Talk } from './talk'

/** Drafts that this person wrote or has to confirm here and nobody has confirmed yet, the newest last. */
async function draftsOf(talk: Talk, deps: HandlerDeps): Promise<{ order: Order; asked: string | undefined }[]> {
  if (talk.isCustomer) return []
  const open = (await deps.book.openPrompts({ chatId: talk.chat.id })).filter(({ prompt }) => prompt.taskId === 'draft')
  const found = await Promise.all(
    open.map(async ({ orderNumber, prompt }) => ({
      order: (await deps.book.load(orderNumber))?.order,
      asked: prompt.pending?.asking,
    })),
  )
  return found.flatMap(({ order, asked }) =>
    order && (order.createdById === talk.person.id || order.salesId === talk.person.id) ? [{ order, asked }] : [],
  )
}

const MIXED_UP = /(?:弄|搞|写|发|报|记|填|打|说)(?:反|混|串|颠倒|岔)了?|(?:对调|调换|互换)(?:一下|下|过来)?/
/** Behind the name of a customer: its draft is told otherwise. */
const IS_RATHER = /^(?:家|的|那[边张单]{1,2}|这[边张单]{1,2})?(?:是|应该|应为|改|要改|换成)/

/** Several drafts at once: 老周是200卷 顺达是100卷, or that two of them were mixed up. */
export async function changeDrafts(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const text = talk.words.normalize('NFKC')
  if (text.length > 120 || talk.inbound.replyTo) return false
  const parts = partsByCustomer(talk, text)
  const mixedUp = MIXED_UP.test(text) && text.length <= 30
  if (parts.length < 2 && !mixedUp) return false
  const drafts = await draftsOf(talk, deps)
  if (parts.length < 2) return mixedUp && drafts.length > 1 && tellHowToTurn(talk, drafts)
  const meant = parts.map(({ customer, words }) => {
    const [draft, other] = drafts.filter(({ order }) => order.customer?.id === customer.id)
    return draft && !other ? { order: draft.order, ...readCorrection(words, draft.order, talk, deps) } : undefined
  })
  const found = meant.filter((m) => m !== undefined)
  if (found.length < parts.length || found.some((m) => m.changes.length === 0)) return false
  const { inboundId: _later, ...context } = talk.context
  for (const [i, { order, changes, unclear }] of found.entries()) {
    const command = { type: 'ChangeOrder' as const, changes, why: text, unclear: unclear.filter(isMeantAsChange) }
    const outcome = await execute.onOrder(order.number, command, i === found.length - 1 ? talk.context : context)
    if (outcome.accepted !== false) continue
    await talk.refuse(outcome.refusal)
    return true
  }
  return true
}

/** What is said of each customer by what stands behind its name; empty unless every name is followed by what is rather so. */
function partsByCustomer(talk: Talk, text: string): { customer: Customer; words: string }[] {
  const named = customersNamedIn(talk.directory, text)
    .flatMap((customer) => {
      const called = namesOfCustomer(customer)
        .filter((n) => text.includes(n))
        .sort((a, b) => b.length - a.length)[0]
      return called ? [{ customer, start: text.indexOf(called), end: text.indexOf(called) + called.length }] : []
    })
    .sort((a, b) => a.start - b.start)
  const parts = named.map(({ customer, end }, i) => ({ customer, words: text.slice(end, named[i + 1]?.start).trim() }))
  return parts.every(({ words }) => IS_RATHER.test(words)) ? parts : []
}

const nameIn = (order: Order): string => customerNameOf(order) ?? '客户未填'

async function tellHowToTurn(talk: Talk, drafts: { order: Order }[]): Promise<boolean> {
  const last = drafts.map(({ order }) => order).sort((a, b) => a.createdAt.localeCompare(b.createdAt))
  await talk.reply(SAY.mixedUp(last.slice(-3).map((order) => ({ number: order.number, customer: nameIn(order) }))))
  return true
}

/**
 * Words that hardly look like an order and name no buyer, from somebody whose drafts stand here, are about one of those: they change it, or are
 * asked about. A draft of their own nobody would confirm.
 */
export async function changesOwnDraft(talk: Talk, deps: HandlerDeps, execute: Execute, parsed: ParsedMessage): Promise<boolean> {
  const [read, another] = parsed.orders
  const doubtful = parsed.doubts.some((d) => d.reason === 'MAYBE_NO_ORDER')
  // Goods with their count and unit may be ordered, however they are said.
  const whole = read?.lines.some((l) => (l.productName ?? l.productCode) && l.quantity && l.unit)
  if (!read || another || whole || read.customerName || read.reference || !doubtful) return false
  const drafts = await draftsOf(talk, deps)
  const [only, other] = drafts
  if (!only) return false
  const { changes, unclear } = other
    ? { changes: [], unclear: [] }
    : readCorrection(talk.words, only.order, talk, deps, only.asked)
  if (changes.length === 0) {
    await talk.reply(SAY.newOrChange(drafts.map(({ order }) => ({ number: order.number, customer: nameIn(order) }))))
    return true
  }
  const command = {
    type: 'ChangeOrder' as const,
    changes,
    why: talk.text.slice(0, 200),
    unclear: unclear.filter(isMeantAsChange),
  }
  const outcome = await execute.onOrder(only.order.number, command, talk.context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
  return true
}
