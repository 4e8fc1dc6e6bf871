import { baseTask } from '../domain/flow/part-tasks'
import { maySeeOrder } from '../domain/access/permissions'
import { chatById, nameOf, customerByName, customersNamedIn } from '../domain/access/lookup'
import type { Customer } from '../domain/company'
import type { Evidence } from '../domain/evidence'
import { moneyWords, statusCard, statusText } from '../domain/cards/status-card'
import { orderNumberIn } from '../domain/intake/order-number-in'
import type { Order } from '../domain/order/order'
import { CHANNEL_NAMES } from '../domain/wording/channels'
import { helpText } from '../domain/wording/help'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import { showTodo } from './press-list'
import type { Talk } from './talk'

const TODO = /我的待办|待办事项|我有什么(事|要做)|还有什么要我/
const HELP = /^(帮助|help|怎么用|使用说明|你会什么|你能做什么)[?？。]?$/i
const EVIDENCE = /^证据|证据$/
const STATUS =
  /(到哪|进度|状态|怎么样了|什么情况|做到哪|到货|发货了|发了(吗|没)|[好到送寄]了(吗|没|么)|查一?下|在哪|卡在|还缺什么|缺什么|(?:弄|做|审|算|报|排|装|出)(?:好|完|来|出来|过)了?(?:没|吗)|谁在处理|谁(?:还|又)?(?:没|在拖|拖着|卡着)|[差等缺]谁|(?:到|轮到|卡在)谁|什么时候(能|可以)?(好|到|发|交)|(怎么|咋)还(没|不)(发|到|好|做|送)|还没(发|到|做)(货|好)?(吗|呢|啊)|物流|签收了|运单号)/

/** Asks whether money has come: the card tells it. */
const MONEY =
  /(?:定金|订金|预付款?|余款|尾款|货款|款项?|钱).{0,4}(?:到账?|收到?|付|打|汇|转|结清?)(?:了|过来)*(?:没有?|吗|么|没)|(?:付|打|汇|转|结)(?:了?款|了?钱|了)+(?:没有?|吗|么)/

/** Asks for the goods themselves, not for the step of the order. */
const GOODS = /^(?!.*(?:订单|单子|进度)).*到哪(?!一?步)|到货|物流|快递|运单|(?<!订)单号|签收|司机|车到|在路上/

const OPEN_ORDERS =
  /(哪些|什么|所有|全部|多少).{0,6}(订单|单子).{0,8}(没完成|未完成|在做|进行中|没发|没做完)|(没完成|未完成|进行中)的?(订单|单子)|还有(哪些|什么)(订单|单子)|^(?:现在|都)?谁(?:在拖|还没(?:办|确认|处理|批|审)|拖着)|(?:哪些|什么|几)张?单子?.{0,4}(?:没[审批办确]|超时|卡|拖)/

/** Status by number or customer in plain words, 我的待办, 帮助, 证据. Customers see their own orders only, without inner remarks. */
export async function answerQuestion(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const text = talk.text.replace(/@\S+/g, ' ').trim()
  if (text.length === 0 || text.length > 120) return false
  if (HELP.test(text)) {
    await talk.reply(helpText(talk.person.roles))
    return true
  }
  if (TODO.test(text)) return showTodo(talk, deps, execute)
  const number = orderNumberIn(text)
  if (number && EVIDENCE.test(text)) return evidence(talk, deps, number)
  const bare = number !== undefined && text.replace(/[^0-9A-Za-z一-鿿-]/g, '').length <= number.length + 2
  if (![STATUS, OPEN_ORDERS, MONEY].some((asks) => asks.test(text)) && !bare) return false
  const asked = number ? await byNumber(deps, number) : await byWords(talk, deps, text)
  if (asked === undefined) return false
  const { orders, whose } = asked
  const visible = orders.filter((o) => maySeeOrder(talk.directory, o, talk.person.id))
  if (visible.length === 0) {
    await talk.refuse(
      orders.length > 0
        ? { code: 'NOT_ALLOWED_TO_SEE', params: {} }
        : number
          ? { code: 'ORDER_NOT_FOUND', params: { order: number } }
          : { code: 'NO_ORDERS', params: { whose } },
    )
    return true
  }
  const onTheWay = GOODS.test(text) ? visible.filter((o) => o.shipments.some((x) => x.receivedAt === undefined)) : []
  const [first] = onTheWay
  if (first && (onTheWay.length === 1 || visible.length === 1)) {
    await execute.onOrder(first.number, { type: 'AskTracking' }, talk.context)
    return true
  }
  const clock = deps.workClock(talk.directory)
  const [only] = visible
  if (visible.length === 1 && only) {
    const flow = deps.flow(only.flow, only.flowVersion)
    const money = MONEY.test(text) && !talk.isCustomer ? moneyWords(only) : undefined
    const status = statusText(only, flow, talk.directory, clock, talk.isCustomer)
    await talk.reply(money ? `${status}\n货款：${money}。` : status, {
      card: statusCard(only, flow, talk.directory, clock, talk.isCustomer),
    })
    return true
  }
  const list = visible
    .slice(0, 8)
    .map((o) => statusText(o, deps.flow(o.flow, o.flowVersion), talk.directory, clock, talk.isCustomer))
  await talk.reply(
    `共 ${visible.length} 张订单：\n${list.join('\n')}${visible.length > 8 ? '\n（只列出最近 8 张，其余请按订单号查）' : ''}`,
  )
  return true
}

/** The orders that are asked about, and whose they are in words; empty for everybody's. */
interface Asked {
  orders: Order[]
  whose: string
}

const byNumber = async (deps: HandlerDeps, number: string): Promise<Asked> => {
  const stored = await deps.book.load(number)
  return { orders: stored ? [stored.order] : [], whose: '' }
}

/** Orders of the customer named in the words; for customers their own; for "我的单" the speaker's. undefined when nobody is named. */
async function byWords(talk: Talk, deps: HandlerDeps, text: string): Promise<Asked | undefined> {
  if (talk.isCustomer)
    return {
      whose: '您',
      orders: talk.customerId ? await deps.book.find({ customerId: talk.customerId, activeOnly: true, limit: 20 }) : [],
    }
  const guessed = customersNamedIn(talk.directory, text)[0] ?? nameBeforeOrder(talk, text)
  if (guessed) {
    const active = await deps.book.find({ customerId: guessed.id, activeOnly: true, limit: 20 })
    const orders = active.length > 0 ? active : await deps.book.find({ customerId: guessed.id, limit: 1 })
    return { whose: guessed.name, orders }
  }
  if (OPEN_ORDERS.test(text)) {
    const own = talk.person.roles.every((r) => r === 'sales')
    const orders = await deps.book.find({ activeOnly: true, limit: 50, ...(own ? { salesId: talk.person.id } : {}) })
    return { whose: own ? '您' : '', orders }
  }
  if (/我的(单|订单)/.test(text))
    return { whose: '您', orders: await deps.book.find({ salesId: talk.person.id, activeOnly: true, limit: 20 }) }
  return undefined
}

const nameBeforeOrder = (talk: Talk, text: string): Customer | undefined => {
  const word = /([一-鿿A-Za-z0-9]{2,12}?)(?:那|这|的)?(?:一)?(?:张)?(?:单|订单|货)/.exec(text)?.[1]
  const found = word ? customerByName(talk.directory, word.replace(/^(问一?下|请问|查一?下|看看)/, '')) : undefined
  return found && found !== 'several' ? found : undefined
}

/** "企业微信 · 订单跟进群 · 消息 m123": the place of a statement. */
const placeWords = (talk: Talk, evidence: Evidence): string =>
  [
    CHANNEL_NAMES[evidence.channel ?? ''] ?? evidence.channel,
    chatById(talk.directory, evidence.chatId)?.name ?? evidence.chatId,
    evidence.messageId ? `消息 ${evidence.messageId}` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ')

/** The chain of confirmations of an order: who, when, where, by which message, in which words (AC-126). */
async function evidence(talk: Talk, deps: HandlerDeps, number: string): Promise<boolean> {
  const stored = await deps.book.load(number)
  if (!stored || !maySeeOrder(talk.directory, stored.order, talk.person.id) || talk.isCustomer) {
    await talk.refuse({ code: stored ? 'NOT_ALLOWED_TO_SEE' : 'ORDER_NOT_FOUND', params: { order: number } })
    return true
  }
  if (talk.chat.purpose === 'customer') {
    await talk.reply('这里有客户在，确认记录不便发出，请到内部群或私聊里再查一次。')
    return true
  }
  const clock = deps.workClock(talk.directory)
  const flow = deps.flow(stored.order.flow, stored.order.flowVersion)
  const events = await deps.book.loadEvents(number)
  const rows = events.flatMap((e) => {
    if (e.event.type === 'AnswerTakenBack')
      return [
        `${clock.human(e.at)} ${nameOf(talk.directory, e.byId)}撤回【${e.event.taken.title}】的答复（${e.event.taken.evidence.channel ?? ''} ${e.event.taken.evidence.messageId ?? ''}）`,
      ]
    if (e.event.type !== 'TaskAnswered') return []
    const { answer, stepId } = e.event
    const task = flow.steps.find((s) => s.id === stepId)?.tasks.find((t) => t.id === baseTask(answer.taskId))
    const { evidence: ev } = answer
    const files = ev.files?.map((f) => `文件 ${f.name}（${f.sha256.slice(0, 12)}）`).join('、')
    return [
      `${clock.human(ev.at)} ${nameOf(talk.directory, ev.byId)}【${task?.title ?? answer.taskId}】${ev.quote ? `“${ev.quote.slice(0, 60)}”` : (task?.actions.find((a) => a.id === answer.actionId)?.label ?? answer.actionId)}${files ? ` ${files}` : ''}（${placeWords(talk, ev)}）`,
    ]
  })
  await talk.reply(
    rows.length > 0 ? `订单 ${number} 的确认记录：\n${rows.slice(0, 40).join('\n')}` : `订单 ${number} 还没有确认记录。`,
  )
  return true
}
