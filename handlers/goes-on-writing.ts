import { parseCorrection } from '../domain/intake/changes/parse-correction'
import type { OpenPrompt } from '../domain/prompt/which-prompt'
import { saysOnlyTerms } from '../domain/prompt/terms-alone'
import type { HandlerDeps } from './deps'
import { intakeContext } from './intake-context'
import type { Talk } from './talk'

/** So long after its card the one who writes a draft is still at it. */
const WRITING_MS = 30 * 60_000

/** Whether bare words are further terms of a draft by the one who writes it here, as people add them line by line: 那就下周五吧. */
export async function goesOnWriting(talk: Talk, { prompt, orderNumber }: OpenPrompt, deps: HandlerDeps): Promise<boolean> {
  const age = deps.clock.nowMs() - Date.parse(prompt.askedAt)
  if (prompt.chatId !== talk.chat.id || age > WRITING_MS || talk.files.length > 0) return false
  const [draft] = parseCorrection(talk.words, intakeContext(talk, deps), { phones: [], lines: [] }).orders
  if (!draft || !saysOnlyTerms(talk.words, draft)) return false
  return (await deps.book.load(orderNumber))?.order.createdById === talk.person.id
}
