import { maySeeOrder } from '../domain/access/permissions'
import { nameOf } from '../domain/access/lookup'
import { orderNumberIn } from '../domain/intake/order-number-in'
import { mergeOrders, splitOrder, useCredit } from '../domain/order/decide/several'
import { ledgerOf } from '../domain/order/ledger'
import { balanceState, formatMoney } from '../domain/order/money-state'
import type { OrderCommand } from '../domain/order/order-commands'
import type { Order } from '../domain/order/order'
import { readLineQuantities } from '../domain/prompt/read-line-quantities'
import { readNumber } from '../domain/prompt/read-input'
import type { HandlerDeps } from './deps'
import type { Execute, Outcome } from './execute-command'
import { quotedOrder } from './quoted-order'
import type { Talk } from './talk'

/** The most orders of one customer that are looked through for kept money. */
const MOST = 500

/** An amount in words and what is said beside it: "30 微信退回", "抹零 0.5元". */
function amountIn(rest: string): { amount?: string; why?: string } {
  const found = /(?:^|[^\d.])(\d[\d,]*(?:\.\d+)?\s?[万千]?)\s*元?/.exec(` ${rest}`)
  const amount = found?.[1] ? readNumber(found[1]) : undefined
  const why = (found ? ` ${rest}`.replace(found[0], ' ') : rest).replace(/^[\s，,:：。]+|[\s，,:：。]+$/g, '')
  return { ...(amount ? { amount: formatMoney(amount) } : {}), ...(why ? { why } : {}) }
}

interface Said {
  rest: string
  order: Order
  talk: Talk
  deps: HandlerDeps
  execute: Execute
}
interface Word {
  when: RegExp
  /** A command on the order, or what became of something larger. */
  act: (said: Said) => OrderCommand | Promise<Outcome | 'answered'>
}

const MONEY_CAME = /^(?:收款|到账)/

/** Money for a deposit that is asked for now or later is the answer to its card: booked beside it, it would count as another payment. */
const isForDeposit = (order: Order): boolean =>
  order.phase === 'running' && ['open', 'waiting', 'returned'].includes(order.steps['deposit']?.state ?? '')

/** Words by which people change how an order goes on. Each names its order, or quotes a card of it. */
const WORDS: Word[] = [
  {
    when: /^(?:分批发货|分批|先发)/,
    act: ({ rest, order }) => ({ type: 'PlanPart', lines: readLineQuantities(rest, order) }),
  },
  {
    when: /^(?:余数不发|剩余不发|余下不发|剩下的?不发了?)/,
    act: ({ rest }) => ({ type: 'WriteOffRest', why: rest }),
  },
  { when: /^(?:已处理|处理好了|处理完了)/, act: ({ rest }) => ({ type: 'CloseDebt', words: rest }) },
  { when: MONEY_CAME, act: ({ rest }) => ({ type: 'ReceiveMoney', ...amountIn(rest) }) },
  { when: /^(?:退款|已退款|退还)/, act: ({ rest }) => ({ type: 'RefundMoney', ...amountIn(rest) }) },
  {
    when: /^(?:转余额|转客户余额|留作余额|留作下一?单)/,
    act: ({ rest }) => {
      const { amount } = amountIn(rest)
      return { type: 'KeepCredit', ...(amount ? { amount } : {}) }
    },
  },
  { when: /^(?:核销|抹零)/, act: ({ rest }) => ({ type: 'WriteOffMoney', ...amountIn(rest) }) },
  { when: /^(?:抵扣|用余额抵扣|余额抵扣)/, act: payByCredit },
  { when: /^(?:合并订单|合并|并单)/, act: merge },
  { when: /^(?:拆单|拆分订单|拆分|拆出)/, act: split },
  { when: /^(?:账目|对账单?|账单?)(?=\s|$|[:：])/, act: showLedger },
]

/** "分批发货 <order> 80g双胶纸 50令", "余数不发 <order> …", "退款 <order> 30", "合并 <order> <order>", "拆单 <order> …", "账 <order>". */
export async function changeOrder(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const word = WORDS.find((w) => w.when.test(talk.words))
  if (!word || talk.text.length > 500) return false
  const number = orderNumberIn(talk.text) ?? (await quotedOrder(talk, deps))
  if (!number) return false
  const stored = await deps.book.load(number)
  if (!stored) {
    await talk.refuse({ code: 'ORDER_NOT_FOUND', params: { order: number } })
    return true
  }
  if (word.when === MONEY_CAME && isForDeposit(stored.order)) return false
  const rest = talk.words.replace(word.when, '').replace(/^[\s，,:：。]+|[\s，,:：。]+$/g, '')
  const act = await word.act({ rest, order: stored.order, talk, deps, execute })
  if (act === 'answered') return true
  const outcome = 'type' in act ? await execute.onOrder(stored.order.number, act, talk.context) : act
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
  return true
}

/** "合并 A 到 B" and "合并 A B": the order named last takes in the other one; 把 A 并入 B reads the same way. */
async function merge({ rest, order, talk, deps, execute }: Said): Promise<Outcome | 'answered'> {
  const other = orderNumberIn(rest)
  if (!other) {
    await talk.reply(`请写两个订单号，例如「合并 ${order.number} 到 另一个订单号」，后一张保留。`)
    return 'answered'
  }
  if (!(await deps.book.load(other))) return { accepted: false, refusal: { code: 'ORDER_NOT_FOUND', params: { order: other } } }
  return execute.several([other, order.number], ([target, source], facts) => mergeOrders(target!, source!, facts), talk.context)
}

async function split({ rest, order, talk, execute }: Said): Promise<Outcome | 'answered'> {
  const parted = readLineQuantities(rest, order)
  return execute.several(
    [order.number],
    ([source], facts, number) => splitOrder(source!, parted, { number, birthKey: `${talk.inbound.id}#split` }, facts),
    talk.context,
    true,
  )
}

async function payByCredit({ rest, order, talk, deps, execute }: Said): Promise<Outcome | 'answered'> {
  const customerId = order.customer?.id
  const all = customerId ? await deps.book.find({ customerId, limit: MOST }) : []
  const sources = all
    .filter((o) => o.number !== order.number && o.payments.some((p) => p.use === 'credit-out' && p.withOrder === undefined))
    .reverse()
    .map((o) => o.number)
  return execute.several(
    [order.number, ...sources],
    ([target, ...kept], facts) => useCredit(target!, kept, amountIn(rest).amount, facts),
    talk.context,
  )
}

/** "账 <order>": the ledger, for staff and for the order's own customer. */
async function showLedger({ order, talk, deps }: Said): Promise<'answered'> {
  if (!maySeeOrder(talk.directory, order, talk.person.id)) {
    await talk.refuse({ code: 'NOT_ALLOWED_TO_SEE', params: {} })
    return 'answered'
  }
  const clock = deps.workClock(talk.directory)
  const m = balanceState(order)
  const rows = ledgerOf(order).map((r) => {
    const who = r.byId && !talk.isCustomer ? ` ${nameOf(talk.directory, r.byId)}` : ''
    const when = r.at ? `${clock.human(r.at)} ` : ''
    const moved = r.at === undefined ? `计 ${r.debit}` : r.debit === '0.00' ? `收 ${r.credit}` : `付 ${r.debit}`
    return `${when}${r.label}：${moved}元，余 ${r.balance}元${who}`
  })
  const end =
    m.balanceOpen === '0.00' && m.overpaid === '0.00'
      ? '账目为零，已平。'
      : m.overpaid === '0.00'
        ? `未收 ${m.balanceOpen}元。`
        : `多收 ${m.overpaid}元。`
  await talk.reply(`订单 ${order.number} 账目（元）：\n${rows.join('\n')}\n${end}`)
  return 'answered'
}
