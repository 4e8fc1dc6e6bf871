import { customerNameOf } from '../domain/order/customer-name'
import { chatById } from '../domain/access/lookup'
import { maySeeOrder } from '../domain/access/permissions'
import { orderNumberIn } from '../domain/intake/order-number-in'
import type { SpokenWaybill } from '../domain/order/shipment-tracking'
import type { Order } from '../domain/order/order'
import { mayShip, shipPromptOf } from '../domain/order/decide/waybills'
import { readAnswer } from '../domain/prompt/read-answer'
import { codeOf } from '../domain/fault'
import { type Spoken, spokenWaybills, withGuess } from '../domain/tracking/spoken-waybills'
import { TRACK_SAY } from '../domain/wording/tracking'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import { orderOfNamedCustomer } from './named-order'
import { quotedOrder } from './quoted-order'
import type { Talk } from './talk'

/** Longer messages are lists and orders, not news of a shipment. */
const MOST_TEXT = 2000
const MOST_ORDERS = 500
const ASKS = /[?？]|到哪|到了(吗|没)|签收了?(吗|没)|收到了?(吗|没)|查一?下|物流信息/
/** Parcels that carry no goods of an order, or carry them back. */
const NO_GOODS = /发票|合同|样品|样本|色卡|资料|文件|回单(?:寄|原件)|对账单|退货|退回|返修|寄回|快递费/
const LEAVES = /发车|出发|装车|装好|已发|发了|送货|派车|上车|走了|拉走/

/**
 * "顺丰SF1234567890123今天发了2件" from a colleague in any group: the order is named, quoted, or found among those that may ship; what is not
 * certain is put to a person (AC-086). Questions about a known number are answered.
 */
export async function receiveWaybill(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  if (talk.text.length === 0 || talk.text.length > MOST_TEXT) return false
  const text = withoutOrderNumbers(talk.text.replace(/@\S+/g, ' '))
  const said = spokenWaybills(text)
  if (said.numbers.length === 0 && said.cutOff.length === 0 && !(said.plates.length > 0 && LEAVES.test(text))) return false
  if (await answersCard(talk, deps)) return false
  const active = await deps.book.find({ activeOnly: true, limit: MOST_ORDERS })
  const known = active.find((o) => o.shipments.some((s) => s.trackingNumber !== '' && said.numbers.includes(s.trackingNumber)))
  if (ASKS.test(text)) {
    if (!known || !maySeeOrder(talk.directory, known, talk.person.id)) return false
    await execute.onOrder(known.number, { type: 'AskTracking' }, talk.context)
    return true
  }
  if (talk.isCustomer || NO_GOODS.test(text)) return false
  if (said.waybills.length === 0) {
    if (said.cutOff[0]) {
      await talk.reply(TRACK_SAY.cutOff(said.cutOff[0]), { mentions: [talk.person.id] })
      return true
    }
  }
  if (said.plates.length > 1) {
    await talk.reply(TRACK_SAY.twoLorries(said.plates.join('、')), { mentions: [talk.person.id] })
    return true
  }
  const waybills = await guessed(said, deps)
  const named = orderNumberIn(talk.text) ?? (await quotedOrder(talk, deps))
  if (named) {
    const stored = await deps.book.load(named)
    if (stored && isFilledIn(stored.order, talk.text)) return false
    return record(talk, deps, execute, named, waybills)
  }
  const fitting = fittingOrders(talk, active, text)
  const [only] = fitting
  if (only && fitting.length === 1) {
    const label = shipPromptOf(only)?.actions.find((a) => a.then.includes('ship'))?.label
    // Begun with the button's own words it answers that card, which is the only one of its kind.
    if (label && talk.words.startsWith(label)) return record(talk, deps, execute, only.number, waybills)
    const doubted = waybills.map((w) => ({ ...w, doubts: [...w.doubts, TRACK_SAY.noOrder] }))
    return finish(
      talk,
      await execute.onOrder(only.number, { type: 'RecordWaybills', waybills: doubted, sure: false }, talk.context),
    )
  }
  if (fitting.length === 0) {
    // Why it cannot be taken yet is said where it is plain whose goods these are.
    const order = await orderOfNamedCustomer(talk, deps)
    return order !== undefined && order !== 'several' && record(talk, deps, execute, order.number, waybills)
  }
  await talk.reply(whichOrder(fitting, waybills), { mentions: [talk.person.id] })
  return true
}

/** A reply that quotes the bot's question which order it is: "2", or the order's number alone. */
export async function chooseOrder(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const quoted = await quotedText(talk, deps)
  if (!quoted?.includes(WHICH) || talk.isCustomer) return false
  const said = spokenWaybills(withoutOrderNumbers(quoted.split('\n', 1)[0] ?? ''))
  const order = orderNumberIn(talk.text) ?? (await chosenFromList(talk, deps))
  if (!order || said.waybills.length === 0) return false
  return record(talk, deps, execute, order, await guessed(said, deps))
}

/** So many numbers of one message are asked about. */
const MOST_ASKED = 3

/** Where it is doubtful whose a number is, a carrier service is asked, if there is one; its answer is proposed to a person. Without an answer all stays as read. */
async function guessed(said: Spoken, deps: HandlerDeps): Promise<SpokenWaybill[]> {
  const { recogniseWaybill, log } = deps
  if (!recogniseWaybill) return said.waybills
  const asked = said.unsure.slice(0, MOST_ASKED)
  return Promise.all(
    said.waybills.map(async (w) => {
      if (!asked.includes(w.number)) return w
      try {
        return withGuess(w, await recogniseWaybill(w.number))
      } catch (error) {
        log.warn({ code: codeOf(error) }, 'the carrier of a number could not be asked for')
        return w
      }
    }),
  )
}

const WHICH = '是哪一张订单的货'

const whichOrder = (orders: Order[], waybills: SpokenWaybill[]): string =>
  [
    `收到运单 ${waybills.map((w) => [w.carrier, w.number || w.plate, w.packages ? `${w.packages}件` : ''].filter(Boolean).join(' ')).join('、')}，${WHICH}？`,
    ...orders.slice(0, 8).map((o, i) => `${i + 1}. 订单 ${o.number}（${customerNameOf(o) ?? ''}）`),
    '请引用本条回复序号或订单号，或把订单号和运单号一起再发一次。',
  ].join('\n')

async function record(
  talk: Talk,
  deps: HandlerDeps,
  execute: Execute,
  number: string,
  waybills: SpokenWaybill[],
): Promise<boolean> {
  const stored = await deps.book.load(number)
  if (!stored) {
    await talk.refuse({ code: 'ORDER_NOT_FOUND', params: { order: number } })
    return true
  }
  const sure = waybills.every((w) => w.doubts.length === 0)
  return finish(talk, await execute.onOrder(stored.order.number, { type: 'RecordWaybills', waybills, sure }, talk.context))
}

async function finish(talk: Talk, outcome: Awaited<ReturnType<Execute['onOrder']>>): Promise<boolean> {
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
  return true
}

/** Orders that wait for their waybill; else those that are on their way, of the customer who is named or whose chat this is. */
function fittingOrders(talk: Talk, active: Order[], text: string): Order[] {
  const chat = chatById(talk.directory, talk.chat.id)
  const mine = active.filter(
    (o) => o.phase === 'running' && mayShip(o) && (chat?.customerId === undefined || o.customer?.id === chat.customerId),
  )
  const named = mine.filter((o) => {
    const customer = talk.directory.customers.find((c) => c.id === o.customer?.id)
    return [customer?.name, ...(customer?.aliases ?? [])].some((n) => n !== undefined && n.length >= 2 && text.includes(n))
  })
  const pool = named.length > 0 ? named : mine
  const waiting = pool.filter((o) => shipPromptOf(o) !== undefined)
  return waiting.length > 0 ? waiting : pool.filter((o) => o.shipments.some((s) => s.arrivedAt === undefined))
}

/** A quoted card that asks for something else than goods that leave, or whose answer is written out as the card asks: read by its own rules. */
async function answersCard(talk: Talk, deps: HandlerDeps): Promise<boolean> {
  const { replyTo } = talk.inbound
  if (!replyTo) return false
  const effect = await deps.outbox.effectOf(talk.chat.id, replyTo)
  const promptId = effect?.kind === 'send' ? effect.message.promptId : undefined
  const prompt = promptId ? (await deps.book.findByPrompt(promptId))?.order.prompts.find((p) => p.id === promptId) : undefined
  if (!prompt) return false
  if (!prompt.actions.some((a) => a.then.includes('ship'))) return true
  return readAnswer(prompt, talk.words, talk.files, talk.today)?.inputs['trackingNumber'] !== undefined
}

/** Values behind the labels of the shipping card (承运公司：…，运单号：…) answer that card, as they are. */
const isFilledIn = (order: Order, text: string): boolean =>
  (shipPromptOf(order)?.inputs ?? []).filter((i) => text.includes(`${i.label}：`) || text.includes(`${i.label}:`)).length > 1

async function quotedText(talk: Talk, deps: HandlerDeps): Promise<string | undefined> {
  const { replyTo } = talk.inbound
  const effect = replyTo ? await deps.outbox.effectOf(talk.chat.id, replyTo) : undefined
  return effect?.kind === 'send' ? effect.message.text : undefined
}

/** "2" or "第2个" below the bot's list. */
async function chosenFromList(talk: Talk, deps: HandlerDeps): Promise<string | undefined> {
  const quoted = await quotedText(talk, deps)
  const place = /^\s*第?\s*([1-8])\s*(?:个|张|单)?\s*[。.!！]?\s*$/.exec(talk.text.replace(/@\S+/g, ' '))?.[1]
  if (!quoted?.includes(WHICH) || !place) return undefined
  const line = quoted.split('\n').find((l) => l.startsWith(`${place}.`))
  return line ? orderNumberIn(line) : undefined
}

/** Our own numbers are no waybills, however they are labelled. */
function withoutOrderNumbers(text: string): string {
  let rest = text
  for (let i = 0; i < 20; i++) {
    const number = orderNumberIn(rest)
    if (!number) return rest
    rest = rest.replace(new RegExp(number.replaceAll('-', '\\-'), 'gi'), ' ')
  }
  return rest
}
