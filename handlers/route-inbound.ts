import type { Inbound } from '../domain/message'
import { answerByButton, answerByLabel, answerByWords, answerQuoted } from './answer-prompt'
import { answerSeveral } from './answer-several'
import { answerQuestion } from './answer-question'
import { browseCatalogue, pressCatalogue } from './browse-catalogue'
import { changeDrafts } from './change-drafts'
import { changeOrder } from './change-order'
import { accountCommands } from './account-commands'
import { answerDraftByWords, hearCustomer } from './dunning'
import { hearComplaint } from './hear-complaint'
import type { HandlerDeps } from './deps'
import { explainGate } from './explain-gate'
import { executeCommand, type Execute } from './execute-command'
import { fillCart } from './fill-cart'
import { handOnTask } from './hand-on-task'
import { hintCustomer } from './hint-customer'
import { handOutWeek } from './hand-out-week'
import { handOutPapers } from './hand-out-papers'
import { manageOrder } from './manage-order'
import { manageCustomers } from './manage-customers'
import { managePeople } from './manage-people'
import { explainFiles, readAttachment, replaceDraft } from './read-attachment'
import { receiveOrderText } from './receive-order-text'
import { receiveChange, receivePush } from './receive-push'
import { answerListByWords } from './press-list'
import { receiveReport } from './receive-report'
import { takeBack } from './take-back'
import { chooseOrder, receiveWaybill } from './receive-waybill'
import { beginTalk, type Talk } from './talk'

/** A handler answers true when the message was for it, and has then answered or marked it as handled. */
export type Handler = (talk: Talk, deps: HandlerDeps, execute: Execute) => Promise<boolean>

/** First that takes it wins. Chatter falls through to silence. */
const TEXT_HANDLERS: Handler[] = [
  replaceDraft,
  takeBack,
  answerListByWords,
  browseCatalogue,
  handOnTask,
  answerDraftByWords,
  chooseOrder,
  receiveWaybill,
  answerQuoted,
  answerSeveral,
  fillCart,
  answerByLabel,
  managePeople,
  manageCustomers,
  handOutPapers,
  handOutWeek,
  changeOrder,
  accountCommands,
  manageOrder,
  explainGate,
  answerQuestion,
  receiveReport,
  readAttachment,
  changeDrafts,
  answerByWords,
  hearCustomer,
  hearComplaint,
  receiveOrderText,
  explainFiles,
  hintCustomer,
]

/** Handles one accepted inbound event, exactly once: its mark goes into the same write as its effect. */
export function routeInbound(deps: HandlerDeps): { handle(inbound: Inbound): Promise<void>; execute: Execute } {
  const execute = executeCommand(deps)
  return {
    execute,
    async handle(inbound) {
      if (inbound.content.kind === 'courier') return receivePush(inbound, deps, execute)
      if (inbound.content.kind === 'changed') return receiveChange(inbound, deps, execute)
      const talk = await beginTalk(deps, execute, inbound)
      if (!talk) {
        await deps.inbox.markHandled(inbound.id)
        return
      }
      if (inbound.content.kind === 'action') {
        if (await pressCatalogue(talk, deps, execute)) return
        await answerByButton(talk, deps, execute)
        return
      }
      for (const handler of TEXT_HANDLERS) if (await handler(talk, deps, execute)) return
      await talk.ignore()
    },
  }
}
