import { holdersOf } from '../domain/access/lookup'
import { orderNumberIn } from '../domain/intake/order-number-in'
import type { OrderCommand } from '../domain/order/order-commands'
import { askToCancel, callsOff, isOfLine, reasonToCallOff } from '../domain/prompt/call-off'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import { orderOfNamedCustomer } from './named-order'
import { quotedOrder } from './quoted-order'
import type { Talk } from './talk'

const CALLS_OFF = /取消(订单|这单|此单)|^取消|取消[吗么吧]?[?？。]?$|撤单|作废/

/** Words that order something for a named order. First match wins. */
const WORDS: { when: RegExp; command: (talk: Talk, rest: string) => OrderCommand | undefined }[] = [
  {
    when: /(补交?|交|补上)手工订单|手工订单[:：]/,
    command: (t, rest) => ({ type: 'HandInOrder', words: rest === t.text.trim() ? '' : rest }),
  },
  { when: /催一下|催催|帮忙催|帮催/, command: () => ({ type: 'Nudge' }) },
  { when: /紧急放行|先放行|先发货后补单|特批发货/, command: (_t, rest) => ({ type: 'ReleaseEmergency', why: rest }) },
  {
    when: /(报|反馈|出现|有|发生).{0,4}异常|^异常[:：\s]/,
    command: (t, rest) => (/[?？]|吗$|有没有|[没无]有?异常/.test(t.text) ? undefined : { type: 'RaiseException', text: rest }),
  },
  {
    when: /委托/,
    command: (talk) => {
      const clerk = holdersOf(talk.directory, 'clerk').find(
        (p) => talk.text.includes(p.name) || talk.inbound.mentions.includes(p.id),
      )
      return clerk ? { type: 'GiveMandate', clerkId: clerk.id } : undefined
    },
  },
  {
    when: CALLS_OFF,
    command: (t) => ({ type: 'CancelOrder', why: reasonToCallOff(t.text.replace(/@\S+/g, ' ')) }),
  },
]

/** What is called off needs its number. */
async function onlyOrderOf(talk: Talk, deps: HandlerDeps, when: RegExp): Promise<string | undefined> {
  const order = when === CALLS_OFF ? undefined : await orderOfNamedCustomer(talk, deps)
  return order === 'several' ? order : order?.number
}

/** "催一下 GD001-…", "紧急放行 GD001-… 客户停机待料", "异常 GD001-… 3号机断纸". The order is named, quoted, or the only one that fits. */
export async function manageOrder(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const word = WORDS.find((w) => w.when.test(talk.text))
  if (!word) return false
  const named = orderNumberIn(talk.text) ?? (await quotedOrder(talk, deps)) ?? (await onlyOrderOf(talk, deps, word.when))
  if (!named) return false
  if (named === 'several') {
    await talk.reply('这家客户有几张在办的订单，请写上订单号，或引用那张订单的卡片回复。')
    return true
  }
  const stored = await deps.book.load(named)
  if (!stored) {
    await talk.refuse({ code: 'ORDER_NOT_FOUND', params: { order: named } })
    return true
  }
  const rest = talk.text
    .replace(/@\S+/g, ' ')
    .replace(word.when, ' ')
    .replace(new RegExp(named.replaceAll('-', '\\-'), 'i'), ' ')
    .replace(/[\s，,:：。]+/g, ' ')
    .trim()
  const command = word.command(talk, rest || talk.text.trim())
  if (!command) return false
  if (command.type === 'CancelOrder' && isOfLine(talk.text, stored.order)) return false
  if (command.type === 'CancelOrder' && !callsOff(talk.text)) {
    await talk.reply(askToCancel(stored.order))
    return true
  }
  const outcome = await execute.onOrder(stored.order.number, command, talk.context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
  return true
}
