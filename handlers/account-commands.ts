import { customerByName, customersNamedIn, nameOf } from '../domain/access/lookup'
import { monthIn } from '../domain/documents/month-in'
import {
  ageingCard,
  ageingPaper,
  ageingSheet,
  owing,
  statementCard,
  statementOf,
  statementPaper,
  statementSheet,
} from '../domain/documents/statement'
import { type Account, debtsOf } from '../domain/dunning/account'
import { accountId } from '../domain/dunning/account-companion'
import { caseOf } from '../domain/dunning/account-work'
import { assess } from '../domain/dunning/assess'
import type { AccountCommand } from '../domain/dunning/manage-account'
import { orderNumberIn } from '../domain/intake/order-number-in'
import { shiftDecimal } from '../domain/order/money-state'
import type { Card } from '../domain/cards/card'
import type { PrintedFile } from '../domain/ports/paper-printer'
import { readDate } from '../domain/prompt/read-date'
import type { HandlerDeps } from './deps'
import { allAccounts, runOnAccount } from './dunning'
import type { Execute } from './execute-command'
import type { Talk } from './talk'

const FORMS = /^(账龄|对账单|暂缓催收|承诺付款|接受承诺|放行发货|关闭催收|打开催收|计息|争议解除|争议)\s*/
const OWES =
  /欠(?:我们|咱们?|着)?(?:了|的)?(?:多少|几|款|钱|账)|应收(?:款|账款|货款)?(?:还)?(?:有|是)?多少|(?:尾款|余款|货款|账)(?:还)?(?:有|差|欠|剩)多少/
const DATE_AT =
  /(?:到|至)?\s*((?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号]?|[下本这]*(?:周|星期|礼拜)[一二三四五六日天]|明天|后天)/
const AMOUNT_AT = /(?:^|\s)(\d+(?:\.\d{1,2})?)\s*元?(?=\s|$)/

/** "账龄", "对账单 客户 [月份]", "暂缓催收 客户 到12月5日 原因" and the like: for colleagues, in inner chats alone. */
export async function accountCommands(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const text = talk.text.replace(/@\S+/g, ' ').normalize('NFKC').trim()
  const form = FORMS.exec(text)?.[1]
  if (!form) return OWES.test(text) && owed(talk, deps, execute, text)
  if (text.length > 200) return false
  const rest = text.replace(FORMS, '').trim()
  if (form !== '账龄' && rest === '') return false
  if (talk.isCustomer) {
    if (form !== '账龄' && form !== '对账单') return false
    await talk.refuse({ code: 'NOT_ALLOWED_TO_SEE', params: {} })
    return true
  }
  if (talk.chat.purpose === 'customer') {
    await talk.reply('这里有客户在，账款的事请到内部群或私聊里说。')
    return true
  }
  if (form === '账龄') return rest === '' && ageing(talk, deps, execute)
  if (form === '争议' || form === '争议解除') return dispute(talk, deps, execute, form, rest)
  const [word = '', ...more] = rest.split(/\s+/)
  const found = customerByName(talk.directory, word)
  if (!found || found === 'several') {
    await talk.refuse({ code: found ? 'CUSTOMER_SEVERAL' : 'CUSTOMER_UNKNOWN', params: { name: word } })
    return true
  }
  const tail = more.join(' ')
  if (form === '对账单') return statement(talk, deps, execute, found.id, tail)
  const command = commandOf(form, tail, talk)
  if (!command) return false
  await runOnAccount(talk, execute, found.id, command)
  return true
}

/** How much one customer owes, asked in plain words by a colleague: the statement of this month. */
async function owed(talk: Talk, deps: HandlerDeps, execute: Execute, text: string): Promise<boolean> {
  const [customer, ...others] = customersNamedIn(talk.directory, text)
  if (!customer || others.length > 0 || text.length > 40 || talk.isCustomer || talk.chat.purpose === 'customer') return false
  return statement(talk, deps, execute, customer.id, '')
}

function commandOf(form: string, tail: string, talk: Talk): AccountCommand | undefined {
  const at = DATE_AT.exec(tail)?.[1]
  const date = at ? readDate(at, talk.today) : undefined
  const words = tail.replace(DATE_AT, ' ').trim()
  switch (form) {
    case '暂缓催收':
      return { type: 'Hold', reason: words, ...(date ? { until: date } : {}) }
    case '承诺付款': {
      const amount = AMOUNT_AT.exec(words)?.[1]
      return {
        type: 'Promise',
        quote: talk.text,
        messageId: talk.inbound.messageId,
        ...(date ? { date } : {}),
        ...(amount ? { amount } : {}),
      }
    }
    case '接受承诺':
      return { type: 'AcceptPromise', reason: tail }
    case '放行发货':
      return { type: 'Release', reason: words, ...(date ? { until: date } : {}) }
    case '计息':
      return interestOf(tail)
    case '关闭催收':
    case '打开催收':
      return { type: 'Switch', off: form === '关闭催收' }
    default:
      return undefined
  }
}

const DAILY = /日(?:利率)?\s*(?:(\d+(?:\.\d+)?)\s*%|万分之\s*([一二三四五六七八九十]|\d+(?:\.\d+)?))/
const LPR = /LPR\s*(?:上?浮|加)?\s*(\d+(?:\.\d+)?)\s*%/i
const DIGITS = '零一二三四五六七八九十'

/** "日0.05% 合同第8条", "日万分之五 …", "LPR上浮40% …", "关闭"; without words it is asked what holds. */
function interestOf(tail: string): AccountCommand {
  if (/^(关闭|取消|不计|停)/.test(tail)) return { type: 'Interest', set: 'off', basis: '' }
  if (tail === '') return { type: 'Interest', basis: '' }
  const [daily, lpr] = [DAILY.exec(tail), LPR.exec(tail)]
  const basis = tail.replace(DAILY, ' ').replace(LPR, ' ').trim()
  if (lpr?.[1]) return { type: 'Interest', set: { mode: 'lpr_plus', markup: shiftDecimal(lpr[1], -2) }, basis }
  if (daily?.[1]) return { type: 'Interest', set: { mode: 'daily', rate: shiftDecimal(daily[1], -2) }, basis }
  const myriads = daily?.[2] && (DIGITS.includes(daily[2]) ? String(DIGITS.indexOf(daily[2])) : daily[2])
  // Nothing that says how much: refused with an example.
  return { type: 'Interest', set: { mode: 'daily', rate: myriads ? shiftDecimal(myriads, -4) : '1' }, basis }
}

async function dispute(talk: Talk, deps: HandlerDeps, execute: Execute, form: string, rest: string): Promise<boolean> {
  const number = orderNumberIn(rest)
  if (!number) return false
  const stored = await deps.book.load(number)
  const customerId = stored?.order.customer?.id
  if (!customerId) {
    await talk.refuse({ code: 'ORDER_NOT_FOUND', params: { order: number } })
    return true
  }
  const words = rest.replace(number, ' ').trim()
  const amount = AMOUNT_AT.exec(words)?.[1] ?? ''
  const reason = words.replace(AMOUNT_AT, ' ').trim()
  const over = form === '争议解除'
  await runOnAccount(talk, execute, customerId, {
    type: 'Dispute',
    orderNumber: number,
    amount: over ? '0' : amount,
    reason: over ? '解除' : reason,
  })
  return true
}

const hand = (talk: Talk, execute: Execute, text: string, card: Card | undefined, files: PrintedFile[]): Promise<void> =>
  execute.say(
    [
      {
        kind: 'send',
        key: `reply:${talk.inbound.id}`,
        urgency: 'must',
        message: {
          chatId: talk.chat.id,
          text,
          mentions: [],
          replyTo: talk.inbound.messageId,
          attachments: files,
          ...(card ? { card } : {}),
        },
      },
    ],
    talk.inbound.id,
  )

/** 应收账龄表: every customer who owes something, as card, PDF and workbook. */
async function ageing(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const facts = execute.factsFor(talk.directory, talk.context)
  const rows = (await allAccounts(deps)).map((account) => {
    const customer = talk.directory.customers.find((c) => c.id === account.customerId)
    return {
      customer: customer?.name ?? account.customerId,
      sales: nameOf(talk.directory, customer?.salesId),
      found: assess(caseOf(account, facts), facts.clock),
    }
  })
  if (owing(rows).length === 0) {
    await talk.reply('目前没有应收货款。')
    return true
  }
  const sheet = ageingSheet(rows, talk.directory, talk.today)
  await hand(talk, execute, `应收账龄表见附件，共 ${owing(rows).length} 家客户。`, ageingCard(rows, talk.today), [
    await deps.printer.pdf(`应收账龄-${talk.today}.pdf`, [
      ageingPaper(rows, talk.directory, deps.clock.nowIso(), talk.person.id),
    ]),
    await deps.printer.workbook(`应收账龄-${talk.today}.xlsx`, sheet),
  ])
  return true
}

/** 对账单 of a customer for a month, as card, PDF and workbook. */
async function statement(talk: Talk, deps: HandlerDeps, execute: Execute, customerId: string, words: string): Promise<boolean> {
  const month = monthIn(words, talk.today)
  const stored = await deps.book.loadRecord<Account>(accountId(customerId))
  const name = talk.directory.customers.find((c) => c.id === customerId)?.name ?? ''
  if (!month) return false
  if (!stored) {
    await talk.refuse({ code: 'NOTHING_OWED', params: { customer: name } })
    return true
  }
  const debts = debtsOf(await deps.book.loadRecordEvents(stored.record.id))
  const made = statementOf(stored.record, debts, month, talk.directory)
  const paper = statementPaper(made, talk.directory, deps.clock.nowIso(), talk.person.id)
  await hand(
    talk,
    execute,
    `${name} ${month} 的对账单见附件，期末应收 ${made.after}元。核对后请转给客户签字盖章回传。`,
    statementCard(made, talk.directory),
    [
      await deps.printer.pdf(`对账单-${name}-${month}.pdf`, [paper]),
      await deps.printer.workbook(`对账单-${name}-${month}.xlsx`, statementSheet(made, talk.directory)),
    ],
  )
  return true
}
