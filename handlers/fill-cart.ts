import { orderNumberIn } from '../domain/intake/order-number-in'
import { parseOrderText } from '../domain/intake/parse-order-text'
import type { Change } from '../domain/order/order-commands'
import type { Order, OrderLine, Prompt } from '../domain/order/order'
import { SAY } from '../domain/wording/says'
import { backToCart, cartOf, intoCart, type OpenCart } from './browse-catalogue'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import { intakeContext } from './intake-context'
import { linesToAdd, readCorrection } from './read-correction'
import { sellsByCatalogue, type Talk } from './talk'

/** Goods that a customer names, or calls off by name, while their cart is open or not sent off yet are of that cart: nobody means a second one. */
export async function fillCart(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  if (!talk.isCustomer || talk.inbound.replyTo || talk.words.length > 500 || !sellsByCatalogue(talk, deps)) return false
  if (orderNumberIn(talk.text) || ASKS.test(talk.words)) return false
  if (await mustRegister(talk, deps)) return true
  const open = await cartOf(talk, deps)
  const changes = open ? changesOf(talk, deps, open) : []
  if (!open || changes.length === 0) return false
  if (open.asks === 'later' && !(await backToCart(open, talk, execute))) return true
  const command = { type: 'ChangeOrder' as const, changes, why: talk.text.slice(0, 200) }
  const outcome = await execute.onOrder(open.order.number, command, talk.context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
  return true
}

/** Who is asked to register first hears so when they go on choosing. */
async function mustRegister(talk: Talk, deps: HandlerDeps): Promise<boolean> {
  const open = await deps.book.openPrompts({ personIds: [talk.person.id] })
  if (!open.some((p) => p.prompt.taskId === 'bind')) return false
  const { intent, orders } = parseOrderText(talk.text, intakeContext(talk, deps))
  if (intent !== 'order' || !orders.some((o) => o.lines.length > 0)) return false
  await talk.reply(SAY.bindFirst)
  return true
}

const ASKS = /[?？]|[吗呢没]$|多少钱|能不能|可不可以/
/** Words by which less, other or none of what is in the cart is wanted. */
const TURNS = /不要|不用|去掉|删|取消|少|减|改|换|退掉|拿掉/

function changesOf(talk: Talk, deps: HandlerDeps, { order, prompt, asks }: OpenCart): Change[] {
  const { intent, orders } = parseOrderText(talk.text, intakeContext(talk, deps))
  const isMore = ADDS.test(talk.words)
  if (intent === 'amend' || TURNS.test(talk.words))
    return readCorrection(talk.text, order, talk, deps).changes.flatMap((c) => ('line' in c ? [intoCart(order, c, isMore)] : []))
  const [read, ...more] = orders
  if (intent !== 'order' || !read || more.length > 0 || read.reference) return []
  // Without a name a count is the answer to what was asked, and an empty cart asks for goods itself.
  if (read.lines.some((l) => !l.productName && !l.productCode) || (asks === 'draft' && prompt.pending?.asking === 'lines'))
    return []
  const asked = asks === 'draft' && !isMore ? askedLine(order, prompt) : undefined
  return linesToAdd(read.lines, talk).map((change) =>
    asked && isFor(asked, change) ? inPlaceOf(asked, change) : intoCart(order, change, isMore),
  )
}

/** More of the same, where it is said so: 再来5箱, 订书机加一个. */
const ADDS = /^(?:还要|再|另外|另加|加|追加|补|多要)|(?:再|多|追)?[加添][一二两三四五六七八九十\d]/

/** The line that the cart asks about. */
const askedLine = (order: Order, { pending }: Prompt): OrderLine | undefined =>
  order.lines.find((l) => pending !== undefined && `${pending.asking}.`.startsWith(`lines.${l.id}.`))

type Added = Extract<Change, { line: 'add' }>

/** The same article again, or an article where none was found, says how the line that is asked about is meant; anything else is another line. */
const isFor = (asked: OrderLine, change: Change): change is Added =>
  'line' in change &&
  change.line === 'add' &&
  change.value.productCode !== undefined &&
  [undefined, change.value.productCode].includes(asked.productCode)

const inPlaceOf = (asked: OrderLine, { value }: Added): Change => ({ line: 'set', lineId: asked.id, value })
