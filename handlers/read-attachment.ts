import { mayAnswer } from '../domain/access/permissions'
import type { Attachment } from '../domain/message'
import { readSheets } from '../domain/intake/sheet/read-sheet'
import { parseOrderText } from '../domain/intake/parse-order-text'
import type { SheetOrder } from '../domain/intake/sheet/sheet'
import { ORDER_PAPERS } from '../domain/intake/sheet/sheet-words'
import type { FileRead } from '../domain/ports/sheet-files'
import { UNREAD_FILE, noOrderIn, readFromFile, refusedFile } from '../domain/wording/sheets'
import type { HandlerDeps } from './deps'
import type { CreateCommand, Execute } from './execute-command'
import { intakeContext } from './intake-context'
import type { Talk } from './talk'

/** So many files of one message are opened. */
const MOST_FILES = 5
const SHEET_NAME = /\.(?:xlsx|xlsm|xls|xlsb|et|ods|csv|tsv|tab|txt)$/i
const SHEET_TYPE = /spreadsheet|excel|csv|text\/plain|officedocument\.spreadsheet/i

const filesOf = (talk: Talk): Attachment[] => (talk.inbound.content.kind === 'text' ? talk.inbound.content.attachments : [])
const isSheet = (file: Attachment): boolean => SHEET_NAME.test(file.name) || SHEET_TYPE.test(file.mimeType)
const wordsOf = (talk: Talk): string =>
  talk.text
    .replace(/@\S{1,40}/g, ' ')
    .trim()
    .slice(0, 500)

/** Whether the message itself says that its files are about an order. */
const speaksOfOrder = (talk: Talk): boolean =>
  ORDER_PAPERS.test(
    `${filesOf(talk)
      .map((f) => f.name)
      .join(' ')} ${talk.text.slice(0, 500)}`,
  )

async function openFile(file: Attachment, talk: Talk, deps: HandlerDeps): Promise<FileRead> {
  const stored = await deps.vault.get(file.ref)
  if (!stored) {
    deps.log.warn({ ref: file.ref, inboundId: talk.inbound.id }, 'an attachment is not in the vault')
    return { kind: 'refused', code: 'BROKEN', params: {} }
  }
  return deps.sheetFiles.read(stored.bytes, file.name)
}

/** An open question that waits for a file from this person: a sheet without words of an order is the answer to it. */
const awaitsFile = async (talk: Talk, deps: HandlerDeps): Promise<boolean> =>
  (await deps.book.openPrompts({ personIds: [talk.person.id] })).some((p) => p.prompt.inputs.some((i) => i.type === 'file'))

interface FileOrders {
  file: Attachment
  orders: SheetOrder[]
}

/** An order sheet posted in chat: every order in it becomes a draft, each line with the row it stands in. */
export async function readAttachment(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const sheets = filesOf(talk).filter(isSheet).slice(0, MOST_FILES)
  if (sheets.length === 0 || talk.chat.purpose === 'broadcast') return false
  if (!speaksOfOrder(talk) && (await awaitsFile(talk, deps))) return false
  const found = await readFiles(talk, deps, '')
  if (found.length === 0) return false
  await tellWhatWasRead(found, talk, execute)
  return createAll(commandsOf(found, talk), talk, deps, execute)
}

/** The orders of the first files that are sheets; `more` are words that count like those sent with them. */
async function readFiles(talk: Talk, deps: HandlerDeps, more: string): Promise<FileOrders[]> {
  const context = intakeContext(talk, deps)
  const words = wordsOf(talk)
  const found: FileOrders[] = []
  for (const file of filesOf(talk).filter(isSheet).slice(0, MOST_FILES)) {
    const opened = await openFile(file, talk, deps)
    if (opened.kind !== 'sheets') continue
    const around = { context, fileName: file.name, words: `${words}\n${more}`.trim(), ownName: talk.directory.company.name }
    const { orders } = readSheets(opened.sheets, around)
    const first = orders[0]
    if (!first) continue
    if (opened.tooLong.length > 0)
      first.notes.push({ code: 'TOO_LONG_SHEET', params: { names: opened.tooLong.join('、').slice(0, 60) } })
    if (parseOrderText(words, context).orders.some((o) => o.lines.length > 0))
      first.notes.push({ code: 'WORDS_WITH_GOODS', params: {} })
    const before = await sameFileBefore(file, deps)
    if (before) first.notes.push({ code: 'SAME_FILE_BEFORE', params: before })
    found.push({ file, orders })
  }
  return found
}

/** So many orders are looked through for one made from the same file. */
const MOST_LOOKED_THROUGH = 100

/** An order in work that was made from the very same bytes: people post a file twice when the chat is long. */
async function sameFileBefore(file: Attachment, deps: HandlerDeps): Promise<Record<string, string> | undefined> {
  const recent = await deps.book.find({ activeOnly: true, limit: MOST_LOOKED_THROUGH })
  const order = recent.find((o) => o.intake.evidence.files?.some((f) => f.sha256 === file.sha256))
  return order && { order: order.number, date: order.createdAt.slice(0, 10) }
}

async function tellWhatWasRead(found: FileOrders[], talk: Talk, execute: Execute): Promise<void> {
  const text = found
    .map(({ file, orders }) =>
      readFromFile(
        file.name,
        orders.map((o) => ({ sheet: o.sheet, rows: o.lineRows, notes: o.notes })),
      ),
    )
    .join('\n')
  const message = { chatId: talk.chat.id, text, mentions: [], replyTo: talk.inbound.messageId }
  await execute.say([{ kind: 'send', key: `sheet:${talk.inbound.id}`, urgency: 'must', message }], undefined)
}

function commandOf(file: Attachment, order: SheetOrder, several: boolean, talk: Talk): Omit<CreateCommand, 'birthKey'> {
  const short = file.name.length > 24 ? `${file.name.slice(0, 14)}…${file.name.slice(-8)}` : file.name
  const place = several ? `${short}「${order.sheet}」` : short
  const own =
    talk.isCustomer && !order.draft.customerName ? talk.directory.customers.find((c) => c.id === talk.customerId) : undefined
  return {
    type: 'CreateOrder',
    // The text of the sheet comes first: the spans of the draft point into it.
    text: [order.text, `【${file.name}】`, talk.text].filter((t) => t !== '').join('\n'),
    way: 'chat',
    draft: own ? { ...order.draft, customerName: { value: own.name, spans: [], confidence: 1 } } : order.draft,
    doubts: order.doubts,
    linePlaces: order.lineRows.map((r) => (r > 0 ? `${place} 第${r}行 ` : `${place} `)),
  }
}

const commandsOf = (found: FileOrders[], talk: Talk): Omit<CreateCommand, 'birthKey'>[] =>
  found.flatMap(({ file, orders }) => orders.map((order) => commandOf(file, order, orders.length > 1, talk)))

/** The inbound event counts as handled with the last order; a repeat finds the earlier ones by their birth keys. */
async function createAll(
  commands: Omit<CreateCommand, 'birthKey'>[],
  talk: Talk,
  deps: HandlerDeps,
  execute: Execute,
): Promise<boolean> {
  const { inboundId: _later, ...context } = talk.context
  const count = commands.length
  for (const [i, given] of commands.entries()) {
    const command = {
      ...given,
      birthKey: `${talk.inbound.id}#${i}`,
      ...(count > 1 ? { ofSeveral: { index: i + 1, count } } : {}),
    }
    const outcome = await execute.create(command, i === count - 1 ? talk.context : context)
    if (outcome.accepted === false) {
      await talk.refuse(outcome.refusal)
      return true
    }
    if (outcome.accepted === true) deps.secondReading?.consider(outcome.order)
  }
  return true
}

/**
 * A new sheet in answer to the card of a draft that is not confirmed: a draft of its own takes the place of the old one, which is cancelled
 * with that reason, so that both files stay on record.
 */
export async function replaceDraft(talk: Talk, deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const { replyTo } = talk.inbound
  if (!replyTo || !filesOf(talk).some(isSheet)) return false
  const effect = await deps.outbox.effectOf(talk.chat.id, replyTo)
  const promptId = effect?.kind === 'send' ? effect.message.promptId : undefined
  const old = promptId ? (await deps.book.findByPrompt(promptId))?.order : undefined
  const prompt = old?.prompts.find((p) => p.id === promptId)
  if (!old || old.phase !== 'draft' || prompt?.taskId !== 'draft') return false
  if (!mayAnswer(talk.directory, old, prompt, talk.person.id, false, talk.today).may) return false
  const known = old.draft.customerName?.value
  const found = await readFiles(talk, deps, known ? `客户：${known}` : '')
  const commands = commandsOf(found, talk)
  const [command] = commands
  if (!command) return false
  if (commands.length > 1) {
    await talk.reply(`文件里有 ${commands.length} 张订单，不知道用哪一张换订单 ${old.number} 的草稿。请只留这一张订单的行再发。`)
    return true
  }
  await tellWhatWasRead(found, talk, execute)
  const { inboundId: _later, ...context } = talk.context
  const created = await execute.create({ ...command, birthKey: `${talk.inbound.id}#0` }, context)
  if (created.accepted === true) deps.secondReading?.consider(created.order)
  const cancelled = await execute.onOrder(old.number, { type: 'CancelOrder', why: '按重发的表格另建了草稿' }, talk.context)
  if (cancelled.accepted === false) await talk.refuse(cancelled.refusal)
  return true
}

/**
 * Files that nobody took: what can be done with them is said where somebody expects an answer, which is in direct talk, when the bot is
 * called by name, and when the words or the file name speak of an order. Elsewhere pictures pass without a word.
 */
export async function explainFiles(talk: Talk, deps: HandlerDeps): Promise<boolean> {
  const [file] = filesOf(talk)
  if (!file || talk.chat.purpose === 'broadcast') return false
  const expected = talk.chat.kind === 'direct' || talk.inbound.mentions.includes('bot') || speaksOfOrder(talk)
  const sheet = filesOf(talk).find(isSheet)
  if (!expected && !(sheet && (talk.chat.purpose === 'intake' || talk.chat.purpose === 'customer'))) return false
  const shown = sheet ?? file
  const opened = await openFile(shown, talk, deps)
  if (opened.kind === 'other') {
    if (!expected) return false
    await talk.reply(UNREAD_FILE[opened.what])
    return true
  }
  if (opened.kind === 'refused') {
    await talk.reply(refusedFile(shown.name, opened.code, opened.params))
    return true
  }
  const around = {
    context: intakeContext(talk, deps),
    fileName: shown.name,
    words: wordsOf(talk),
    ownName: talk.directory.company.name,
  }
  const { why } = readSheets(opened.sheets, around)
  // Who posts goods in the group for orders wants them ordered; a stock list or a price list passes.
  const ordered = talk.chat.purpose === 'intake' && (why === 'NO_QUANTITY_COLUMN' || why === 'TOO_MANY_LINES')
  if (!why || !(expected || ordered)) return false
  await talk.reply(noOrderIn(shown.name, why))
  return true
}
