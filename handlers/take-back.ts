import { orderNumberIn } from '../domain/intake/order-number-in'
import { minutesUntil } from '../domain/order/minutes-until'
import type { Order, Prompt } from '../domain/order/order'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import type { Talk } from './talk'

const TAKE_BACK = /^(?:撤回|撤销|撤回答复|撤销答复|撤回一下|点错了|按错了)[了。.!！]*$/
/** Orders that are looked through for the speaker's last answer. */
const MOST = 200

/** "撤回", quoting the card, naming the order, or alone for the speaker's own last answer. */
export async function takeBack(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  if (!TAKE_BACK.test(talk.words.normalize('NFKC').trim())) return false
  const found = (await quoted(talk, deps)) ?? (await lastAnswer(talk, deps))
  if (found === 'not-answered') return false
  if (!found) {
    // Without a word about what is meant, 撤销 may be about a draft: others may read it.
    if (talk.inbound.replyTo || !/^(?:撤回|点错了|按错了)/.test(talk.words)) return false
    const { undoMinutes } = { ...deps.settings, ...talk.directory.company.settings }
    await talk.refuse({ code: 'NOTHING_TO_UNDO', params: { minutes: String(undoMinutes) } })
    return true
  }
  const outcome = await execute.onOrder(found.order.number, { type: 'UndoAnswer', promptId: found.prompt.id }, talk.context)
  if (outcome.accepted === false) await talk.refuse(outcome.refusal)
  return true
}

interface Found {
  order: Order
  prompt: Prompt
}

async function quoted(talk: Talk, deps: HandlerDeps): Promise<Found | 'not-answered' | undefined> {
  const { replyTo } = talk.inbound
  const effect = replyTo ? await deps.outbox.effectOf(talk.chat.id, replyTo) : undefined
  const promptId = effect?.kind === 'send' ? effect.message.promptId : undefined
  const stored = promptId ? await deps.book.findByPrompt(promptId) : undefined
  const prompt = stored?.order.prompts.find((p) => p.id === promptId)
  if (!stored || !prompt) return undefined
  return prompt.state === 'done' ? { order: stored.order, prompt } : 'not-answered'
}

/** The speaker's own latest answer that can still be taken back; of the named order where one is named. */
async function lastAnswer(talk: Talk, deps: HandlerDeps): Promise<Found | undefined> {
  const number = orderNumberIn(talk.text)
  const named = number ? await deps.book.load(number) : undefined
  const orders = number ? (named ? [named.order] : []) : await deps.book.find({ limit: MOST })
  const now = deps.clock.nowIso()
  return orders
    .flatMap((order) => order.prompts.map((prompt) => ({ order, prompt })))
    .filter(
      ({ prompt: { settled, state } }) =>
        state === 'done' &&
        (settled?.byId === talk.person.id || number !== undefined) &&
        settled?.undoUntil !== undefined &&
        minutesUntil(now, settled.undoUntil) > 0,
    )
    .sort((a, b) => minutesUntil(b.prompt.settled?.at ?? now, a.prompt.settled?.at ?? now))
    .at(-1)
}
