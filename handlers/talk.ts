import { chatById, customerOfPerson, isStaff, personById } from '../domain/access/lookup'
import type { Chat, Directory, Person, RoleId } from '../domain/company'
import type { Card } from '../domain/cards/card'
import type { Effect } from '../domain/effect'
import type { Evidence } from '../domain/evidence'
import { orderNumberIn } from '../domain/intake/order-number-in'
import type { Inbound } from '../domain/message'
import type { GivenFile } from '../domain/prompt/read-answer'
import type { Refusal } from '../domain/refusal'
import { refusalText } from '../domain/wording/refusals'
import type { CommandContext } from './command-context'
import type { Execute } from './execute-command'
import type { HandlerDeps } from './deps'

/** One inbound event being handled: who speaks where, and the ways to answer. */
export interface Talk {
  inbound: Inbound
  directory: Directory
  person: Person
  chat: Chat
  isCustomer: boolean
  customerId: string | undefined
  text: string
  /** The text without mentions and without the order number it names: what is left is the answer. */
  words: string
  files: GivenFile[]
  /** YYYY-MM-DD in the company's zone. */
  today: string
  context: CommandContext
  /** Answers in the chat it came from and marks the event as handled. */
  reply(text: string, options?: { card?: Card; promptId?: string; mentions?: string[] }): Promise<void>
  refuse(refusal: Refusal): Promise<void>
  /** Nothing to say: silence is a valid answer. */
  ignore(): Promise<void>
}

const SELLERS: RoleId[] = ['customer', 'sales', 'clerk', 'clerk_lead', 'merchandiser', 'director']
/** Among colleagues the figures of a store or a till are no order: 开关没货，电线40卷. Where orders are taken anybody may write one. */
export const takesOrders = ({ person, chat }: Pick<Talk, 'person' | 'chat'>): boolean =>
  chat.kind === 'direct' || chat.purpose === 'intake' || person.roles.some((r) => SELLERS.includes(r))

/** The company sells by its catalogue here: to this person, or to anybody. */
export const sellsByCatalogue = (talk: Talk, deps: HandlerDeps): boolean => {
  const customer = talk.directory.customers.find((c) => c.id === talk.customerId)
  return deps.flow(customer?.flow ?? talk.directory.company.flow).catalogPrices
}

const wordsOf = (text: string): string => {
  const bare = text.replace(/@\S+/g, ' ')
  const number = orderNumberIn(bare)
  return (number ? bare.replace(new RegExp(number.replaceAll('-', '\\-'), 'i'), ' ') : bare).replace(
    /^(?:\s|订单|[:：,，])+|\s+$/g,
    '',
  )
}

const evidenceOf = (inbound: Inbound, text: string): Evidence => ({
  byId: inbound.personId,
  at: inbound.at,
  channel: inbound.channel,
  chatId: inbound.chatId,
  messageId: inbound.messageId,
  ...(text ? { quote: text.slice(0, 2000) } : {}),
  ...(inbound.content.kind === 'text' && inbound.content.attachments.length > 0
    ? { files: inbound.content.attachments.map((a) => ({ ref: a.ref, sha256: a.sha256, name: a.name, mimeType: a.mimeType })) }
    : {}),
})

/** undefined for people and chats that the company does not know: the bot stays silent there. */
export async function beginTalk(deps: HandlerDeps, execute: Execute, inbound: Inbound): Promise<Talk | undefined> {
  const directory = await deps.master.directory()
  const person = personById(directory, inbound.personId)
  const chat = chatById(directory, inbound.chatId)
  if (!person || !chat) return undefined
  const text = inbound.content.kind === 'text' ? inbound.content.text : ''
  const files =
    inbound.content.kind === 'text' ? inbound.content.attachments.map((a) => ({ key: `vault:${a.ref}`, name: a.name })) : []
  const context: CommandContext = { actorId: person.id, evidence: evidenceOf(inbound, text), inboundId: inbound.id }
  const say = (words: string, card: Card | undefined, mentions: string[], promptId?: string): Effect => ({
    kind: 'send',
    key: `reply:${inbound.id}`,
    urgency: 'must',
    message: {
      chatId: chat.id,
      text: words,
      mentions,
      replyTo: inbound.messageId,
      ...(card ? { card } : {}),
      ...(promptId ? { promptId } : {}),
    },
  })
  const talk: Talk = {
    inbound,
    directory,
    person,
    chat,
    isCustomer: !isStaff(person),
    customerId: customerOfPerson(directory, person.id)?.id,
    text,
    words: wordsOf(text),
    files,
    today: deps.workClock(directory).dateOf(deps.clock.nowIso()),
    context,
    async reply(words, options = {}) {
      await execute.say([say(words, options.card, options.mentions ?? [], options.promptId)], inbound.id)
    },
    async refuse(refusal) {
      await execute.say([say(refusalText(refusal.code, refusal.params), undefined, [person.id])], inbound.id)
    },
    async ignore() {
      await deps.inbox.markHandled(inbound.id)
    },
  }
  return talk
}
