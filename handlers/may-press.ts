import { CATALOGUE } from '../domain/cards/catalogue-card'
import { undoFault } from '../domain/order/undo-right'
import { baseTask } from '../domain/flow/part-tasks'
import { mayAnswer } from '../domain/access/permissions'
import type { Directory } from '../domain/company'
import type { Flow } from '../domain/flow/flow'
import { personById } from '../domain/access/lookup'
import { settledRefusal } from '../domain/order/settled-refusal'
import type { Clock } from '../domain/ports/clock'
import type { MasterData, OrderBook } from '../domain/ports/order-book'
import type { WorkClock } from '../domain/work-clock'
import { readListAction } from '../domain/cards/reminder-list-card'
import { mayPressDraft } from './dunning'
import { findList } from './press-list'
import type { Execute } from './execute-command'
import { refusalText } from '../domain/wording/refusals'
import { ROLE_NAMES } from '../domain/wording/roles'

export interface MayPressDeps {
  book: OrderBook
  master: MasterData
  flow(id: string, version?: number): Flow
  workClock(directory: Directory): WorkClock
  clock: Clock
  factsFor: Execute['factsFor']
}

export type Press = 'ok' | { refused: 'gone' | 'forbidden'; message: string }

/** A press before it is taken: the address on the button, and whose finger it was. */
interface Asked {
  promptId: string
  actionId: string
  personId: string
}

/** Tells before a press is taken whether it can count, with the same rules that decide it. The decision itself is made when it is handled. */
export const mayPress =
  (deps: MayPressDeps) =>
  async ({ promptId, actionId, personId }: Asked): Promise<Press> => {
    // Turning a page or filling a cart is anybody's; what follows is decided when it is handled.
    if (promptId === CATALOGUE) return 'ok'
    const stored = await deps.book.findByPrompt(promptId)
    const prompt = stored?.order.prompts.find((p) => p.id === promptId)
    const directory = await deps.master.directory()
    if (!stored || !prompt)
      return (await ofList(deps, { promptId, actionId, personId })) ?? ofNotice(deps, directory, promptId, personId)
    const clock = deps.workClock(directory)
    if (actionId === 'undo' && prompt.settled?.undoUntil !== undefined) {
      const fault = undoFault(directory, prompt, personId, deps.clock.nowIso())
      return fault
        ? { refused: fault.code === 'UNDO_NOT_YOURS' ? 'forbidden' : 'gone', message: refusalText(fault.code, fault.params) }
        : 'ok'
    }
    const over = settledRefusal(prompt, { now: deps.clock.nowIso(), clock, directory })
    if (over) return { refused: 'gone', message: refusalText(over.code, over.params) }
    const universal = actionId === 'postpone' || actionId === 'take-over' || actionId === 'delegate'
    if (!universal && !prompt.actions.some((a) => a.id === actionId))
      return {
        refused: 'gone',
        message: refusalText('UNKNOWN_ACTION', { actions: prompt.actions.map((a) => a.label).join('、') }),
      }
    const task = deps
      .flow(stored.order.flow, stored.order.flowVersion)
      .steps.find((s) => s.id === prompt.stepId)
      ?.tasks.find((t) => t.id === baseTask(prompt.taskId))
    const right = mayAnswer(directory, stored.order, prompt, personId, task?.strict ?? false, clock.dateOf(deps.clock.nowIso()))
    // Taking over is for colleagues who may not answer yet; the rule itself looks at their role.
    const colleague = actionId === 'take-over' && (personById(directory, personId)?.roles.some((r) => r !== 'customer') ?? false)
    return right.may || colleague
      ? 'ok'
      : {
          refused: 'forbidden',
          message: refusalText('NOT_YOURS', {
            owner: task ? ROLE_NAMES[task.owner] : '负责人',
            mayAct: right.who,
            title: prompt.title,
          }),
        }
  }

/** On a list of reminders: to bring up a task one must be able to take it over at least; turning its page is anybody's, and putting it off is decided when it is handled. */
async function ofList(deps: MayPressDeps, { promptId, actionId, personId }: Asked): Promise<Press | undefined> {
  const found = await findList(deps, promptId)
  if (!found) return undefined
  const wish = readListAction(actionId)
  const no = typeof wish === 'object' && 'open' in wish ? wish.open : undefined
  const entry = found.list.entries.find((e) => e.no === no)
  return entry ? mayPress(deps)({ promptId: entry.promptId, actionId: 'take-over', personId }) : 'ok'
}

/** A prompt of no order may be a notice to a customer that waits for its salesperson. What was settled meanwhile is told when the press is handled. */
async function ofNotice(deps: MayPressDeps, directory: Directory, promptId: string, personId: string): Promise<Press> {
  const facts = deps.factsFor(directory, { actorId: personId, evidence: { byId: personId, at: deps.clock.nowIso() } })
  const may = await mayPressDraft(deps, facts, promptId)
  if (may === 'ok') return 'ok'
  if (may === 'forbidden')
    return { refused: 'forbidden', message: refusalText('NOT_YOURS', { owner: '业务员', mayAct: '负责的业务员', title: '催收' }) }
  return {
    refused: 'gone',
    message:
      may === 'gone'
        ? refusalText('PROMPT_EXPIRED', { title: '催收', why: '已处理或不用再催' })
        : refusalText('NO_SUCH_PROMPT', {}),
  }
}
