import { takesPlanPrice } from '../domain/checks/price-plan'
import { mayAnswer } from '../domain/access/permissions'
import { nameOf } from '../domain/access/lookup'
import type { Intent } from '../domain/intake/draft'
import { isWithoutValue, valuePath } from '../domain/order/draft-fields'
import type { Order, Prompt } from '../domain/order/order'
import { answerIn } from '../domain/prompt/direct-answer'
import { namedButton } from '../domain/prompt/buttons'
import { isOfLine, reasonToCallOff } from '../domain/prompt/call-off'
import { goesOnWriting } from './goes-on-writing'
import { SAY } from '../domain/wording/says'
import { answersPoint, isMeantAsChange, readCorrection } from './read-correction'
import type { HandlerDeps } from './deps'
import type { Execute, Outcome } from './execute-command'
import { type Talk } from './talk'

export const finish = async (talk: Talk, outcome: Outcome): Promise<void> => {
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
}

/** 不对，闸阀要8台; M8*25涨到0.65: what was said before is put right. */
export const REVISES =
  /^(?:不对|不是|错了|更正|纠正|还是按)|(?:写|打|搞|弄|说|报|记)错|[涨降]到\s?\d|都[加减涨降多少]|[少漏多](?:写|打|输)了?[一二两三]?个/
const CORRECTS =
  /(?:单价|价格|数量)\s?(?:是|按|给|算)?\s?\d|改成|改为|改到|换成|换为|不要了|加上|再加|^加[个一点]|^另加|^[再补]来|^补[个一]|应该是|第[一二三四五六七八九十\d]{1,2}(行|个|项)/

/** Who says such a thing gives no value that was asked for. */
const NO_ANSWER: readonly Intent[] = ['cancel', 'status', 'tracking']

/** Whether bare words can be meant for a draft: yes, no, a correction, or the value that it asked for. Chatter is none of these. */
export const readsAsDraftReply = (talk: Talk, prompt: Prompt, intent: Intent): boolean => {
  const text = talk.words
  if (text.length > 200) return false
  const asked = prompt.pending?.asking
  return (
    namedButton(prompt, text) !== undefined ||
    CONFIRM.test(text) ||
    CANCEL.test(text) ||
    CORRECTS.test(text) ||
    REVISES.test(text) ||
    takesPlanPrice(text) ||
    (asked === 'customerName' && REGISTER.test(text)) ||
    (asked !== undefined && !NO_ANSWER.includes(intent) && answerIn(valuePath(asked), text, talk.today) !== undefined)
  )
}

export const isDraft = (prompt: Prompt): boolean => prompt.taskId === 'draft'

const CONFIRM = /^(确认|确认下单|没问题|可以|好的?|对|同意|ok|下单|是的?)[了吧。.!！]*$/i
const CANCEL = /^(取消|作废|不要了|撤销|不下了)/
const SETTLES = /^(?:确认|同意|取消|作废|登记|不要了$)/
const REGISTER = /(登记|新客户|备案)/

/** Words that are held to answer a question; `quoted`: its card was quoted, so that nothing else can be meant. */
export interface Reply {
  talk: Talk
  execute: Execute
  order: Order
  prompt: Prompt
  deps: HandlerDeps
  quoted: boolean
}

/** A reply to a draft: confirm, cancel, register, a correction in words, or the value that was asked for. */
export async function answerDraft(reply: Reply): Promise<boolean> {
  const { talk, execute, order, prompt } = reply
  const text = talk.words
  const asked = prompt.pending?.asking
  const point = order.openPoints.find((p) => p.path === asked)
  const date = talk.today
  const right = mayAnswer(talk.directory, order, prompt, talk.person.id, false, date)
  const send = async (actionId: string, inputs: Record<string, string> = {}): Promise<boolean> => {
    await finish(
      talk,
      await execute.onOrder(
        order.number,
        { type: 'AnswerPrompt', promptId: prompt.id, actionId, inputs, quote: text },
        talk.context,
      ),
    )
    return true
  }
  // Who wrote it for a colleague's customer corrects it; the colleague confirms.
  if (!right.may && order.createdById === talk.person.id && !talk.isCustomer && !SETTLES.test(text)) return correctDraft(reply)
  if (!right.may) {
    if (!reply.quoted) return false
    await talk.refuse({
      code: 'NOT_YOURS',
      params: { owner: '业务员', mayAct: `${right.who || nameOf(talk.directory, order.salesId)}`, title: prompt.title },
    })
    return true
  }
  if (
    point &&
    point.reason !== 'MISSING' &&
    /^(对|是|没错|正确|是的)[。.!！]?$/.test(text) &&
    (point.params?.['value'] || isWithoutValue(point.path))
  )
    return send('edit', { [point.path]: point.params?.['value'] ?? text })
  const button = namedButton(prompt, text)
  if (button) return send(button, button === 'cancel' ? { note: reasonToCallOff(text) } : {})
  if (CONFIRM.test(text)) return send('confirm')
  if (CANCEL.test(text) && !isOfLine(text, order)) return send('cancel', { note: reasonToCallOff(text) })
  if (point?.reason === 'UNKNOWN_CUSTOMER' && REGISTER.test(text))
    return send('register', { class: /([ABCabc])\s*[级类]/.exec(text)?.[1]?.toUpperCase() ?? '' })
  return correctDraft(reply)
}

/** What words change in a draft: a correction, or the value that was asked for. */
async function correctDraft({ talk, execute, order, prompt, deps, quoted }: Reply): Promise<boolean> {
  const text = talk.words
  const asked = prompt.pending?.asking
  const { changes, unclear } = readCorrection(text, order, talk, deps, asked)
  if (changes.length === 0 && asked?.endsWith('.unitPrice') && takesPlanPrice(text)) {
    await talk.refuse({ code: 'CORRECTION_UNCLEAR', params: { order: order.number, unclear: SAY.noPlanPrice } })
    return true
  }
  // Without a quote the words must answer the question or speak of a change: people also talk about an order.
  const isAnswer = (): boolean =>
    asked === undefined ||
    [CORRECTS, REVISES].some((says) => says.test(text)) ||
    takesPlanPrice(text) ||
    changes.some((c) => answersPoint(c, asked))
  if (!quoted && !isAnswer() && !(await goesOnWriting(talk, { orderNumber: order.number, prompt }, deps))) return false
  if (changes.length > 0 || (quoted && unclear.length > 0)) {
    const said = quoted ? unclear : unclear.filter(isMeantAsChange)
    const command = { type: 'ChangeOrder' as const, changes, why: '业务员更正', unclear: said }
    await finish(talk, await execute.onOrder(order.number, command, talk.context))
    return true
  }
  if (!quoted) return false
  const settling = prompt.actions.flatMap((a) => (['confirm', 'cancel'].includes(a.id) ? [`「${a.label}」`] : [])).join('、')
  await talk.refuse({
    code: 'UNREADABLE_ANSWER',
    params: { title: prompt.title, actions: `${settling}，或写要改的内容，例如“数量改成300”` },
  })
  return true
}
