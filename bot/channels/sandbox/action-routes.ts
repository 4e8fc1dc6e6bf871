import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { CardInput } from '../../../domain/cards/card'
import type { Person } from '../../../domain/company'
import type { LoggedMessage } from '../../../domain/ports/chat-log'
import { ApiError, readBody } from './api-error'
import { refOfUrl } from './file-links'
import { mustBeMember, mustFindChat, mustFindPerson } from './message-routes'
import { fileNameFor, MAX_BODY_BYTES, readDataUrl } from './read-upload'
import { pressedAction, readRepeatKey } from './request-shapes'
import type { SandboxApiDeps } from './sandbox-deps'

const MAX_INPUT_TEXT = 2000
/** Presses kept so that a repeated request gets its first answer, although the card is settled by then. */
const REMEMBERED_PRESSES = 2000

const gone = (message: string): ApiError => new ApiError(409, 'ACTION_GONE', message)

/** Pressing a button of a card, with what was filled in. */
export function actionRoutes(app: FastifyInstance, deps: SandboxApiDeps): void {
  const accepted = new Set<string>()

  app.post('/actions', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
    const body = readBody(pressedAction, request.body)
    const given = readRepeatKey(request.headers)
    const key = pressKey([body.fromId, body.messageId, body.actionId, given ?? deps.newId()])
    if (accepted.has(key)) return reply.code(202).send({ accepted: true })

    const directory = await deps.directory()
    const person = mustFindPerson(directory, body.fromId, 'fromId')
    const message = await deps.chatLog.get(body.messageId)
    if (!message) throw new ApiError(404, 'MESSAGE_UNKNOWN', `没有编号为「${body.messageId}」的消息`, 'messageId')
    const { card, promptId } = message
    if (!card || promptId === undefined) throw gone('这条消息上没有可以点的按钮')
    mustBeMember(mustFindChat(directory, message.chatId), person, 'fromId')
    const allowed = await deps.mayPress({ promptId, actionId: body.actionId, personId: person.id })
    if ((card.state !== 'open' && body.actionId !== 'undo') || !card.actions.some((a) => a.id === body.actionId)) {
      // Who settled it and when is told by the rules; the card alone knows only that it is over.
      const over = card.state === 'open' ? '这张卡片上没有这个按钮' : '这张卡片已经处理过了'
      throw gone(allowed !== 'ok' && allowed.refused === 'gone' ? allowed.message : over)
    }
    if (allowed !== 'ok') {
      if (allowed.refused === 'gone') throw gone(allowed.message)
      throw new ApiError(403, 'ACTION_FORBIDDEN', allowed.message)
    }

    const inputs = await readInputs(deps, body.inputs, card.inputs, person)
    await deps.channel.press({ key, card: message, promptId, actionId: body.actionId, fromId: person.id, inputs })
    if (given !== undefined) remember(accepted, key)
    return reply.code(202).send({ accepted: true })
  })
}

/** Short and of plain signs, whatever the client's key looks like. */
const pressKey = (parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)

const remember = (accepted: Set<string>, key: string): void => {
  accepted.add(key)
  const [oldest] = accepted
  if (accepted.size > REMEMBERED_PRESSES && oldest !== undefined) accepted.delete(oldest)
}

/** Texts stay as they are; files become "vault:<ref>". Inputs the card does not list are left to the rules. */
async function readInputs(
  deps: SandboxApiDeps,
  given: Record<string, string>,
  listed: CardInput[],
  person: Person,
): Promise<Record<string, string>> {
  const inputs: Record<string, string> = {}
  for (const [id, value] of Object.entries(given)) {
    const input = listed.find((i) => i.id === id)
    const path = `inputs.${id}`
    if (value !== '' && (input?.type === 'file' || (!input && value.startsWith('data:')))) {
      inputs[id] = `vault:${await fileRef(deps, value, input?.label ?? id, path, person)}`
    } else if (value.length > MAX_INPUT_TEXT) {
      throw new ApiError(400, 'INPUT_TOO_LONG', `「${input?.label ?? id}」太长，最多 ${MAX_INPUT_TEXT} 个字`, path)
    } else inputs[id] = value
  }
  return inputs
}

/** A file given as a data URL, as the id of a message that carries it, or as "vault:<ref>" of a file already there. */
async function fileRef(deps: SandboxApiDeps, value: string, label: string, path: string, person: Person): Promise<string> {
  const upload = readDataUrl(value, path)
  if (upload) return (await deps.vault.put(upload.bytes, upload.mimeType, fileNameFor(label, upload.mimeType))).ref
  const kept = value.startsWith('vault:') ? value.slice('vault:'.length) : undefined
  if (kept && kept.length <= 300 && (await deps.vault.get(kept))) return kept
  const message = value.length <= 128 ? await deps.chatLog.get(value) : undefined
  const ref =
    message && (await isReadableBy(deps, message, person))
      ? message.attachments.map((a) => refOfUrl(a.url)).find((r) => r !== undefined)
      : undefined
  if (ref === undefined)
    throw new ApiError(400, 'INPUT_NOT_A_FILE', `「${label}」请给文件：data:…;base64,… 或者带附件的消息编号`, path)
  return ref
}

const isReadableBy = async (deps: SandboxApiDeps, message: LoggedMessage, person: Person): Promise<boolean> =>
  (await deps.directory()).chats.some((c) => c.id === message.chatId && c.memberIds.includes(person.id))
