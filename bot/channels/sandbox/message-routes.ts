import type { FastifyInstance } from 'fastify'
import { chatById, personById } from '../../../domain/access/lookup'
import type { Chat, Directory, Person } from '../../../domain/company'
import { ApiError, readBody } from './api-error'
import { MAX_BODY_BYTES, readBase64 } from './read-upload'
import { listedMessages, postedMessage, readRepeatKey } from './request-shapes'
import { shownMessage } from './sandbox-channel'
import type { SandboxApiDeps } from './sandbox-deps'

export const mustFindPerson = (directory: Directory, id: string, path: string): Person => {
  const person = personById(directory, id)
  if (!person) throw new ApiError(404, 'PERSON_UNKNOWN', `没有编号为「${id}」的人`, path)
  return person
}

export const mustFindChat = (directory: Directory, id: string, path?: string): Chat => {
  const chat = chatById(directory, id)
  if (!chat) throw new ApiError(404, 'CHAT_UNKNOWN', `没有编号为「${id}」的会话`, path)
  return chat
}

export const mustBeMember = (chat: Chat, person: Person, path: string): void => {
  if (!chat.memberIds.includes(person.id))
    throw new ApiError(403, 'NOT_A_MEMBER', `${person.name}不在「${chat.name}」里，不能在这里说话`, path)
}

/** Saying something in a chat, and reading what was said. */
export function messageRoutes(app: FastifyInstance, deps: SandboxApiDeps): void {
  app.post('/messages', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
    const body = readBody(postedMessage, request.body)
    const key = readRepeatKey(request.headers) ?? deps.newId()
    const directory = await deps.directory()
    const chat = mustFindChat(directory, body.chatId, 'chatId')
    const sender = mustFindPerson(directory, body.fromId, 'fromId')
    mustBeMember(chat, sender, 'fromId')
    for (const [i, each] of body.mentions.entries()) if (each !== 'bot') mustFindPerson(directory, each, `mentions.${i}`)
    if (body.text.trim() === '' && body.attachments.length === 0)
      throw new ApiError(400, 'MESSAGE_EMPTY', '请写点什么，或者附上文件', 'text')
    if (body.replyTo !== undefined && (await deps.chatLog.get(body.replyTo))?.chatId !== chat.id) {
      throw new ApiError(404, 'MESSAGE_UNKNOWN', `「${chat.name}」里没有被引用的那条消息`, 'replyTo')
    }
    const attachments = body.attachments.map((file, i) => ({
      name: file.name,
      mimeType: file.mimeType,
      bytes: readBase64(file.base64, `attachments.${i}.base64`),
    }))
    const stored = await deps.channel.post({
      key: `${sender.id}:${key}`,
      chatId: chat.id,
      fromId: sender.id,
      text: body.text,
      ...(body.replyTo === undefined ? {} : { replyTo: body.replyTo }),
      mentions: [...new Set(body.mentions)],
      attachments,
    })
    return reply.code(202).send({ messageId: stored.id })
  })

  app.get<{ Params: { chatId: string } }>('/chats/:chatId/messages', async (request) => {
    const { after } = readBody(listedMessages, request.query)
    const chat = mustFindChat(await deps.directory(), request.params.chatId)
    if (after && (await deps.chatLog.get(after))?.chatId !== chat.id) {
      throw new ApiError(404, 'MESSAGE_UNKNOWN', `「${chat.name}」里没有 after 指的那条消息`, 'after')
    }
    return { messages: (await deps.chatLog.list(chat.id, after || undefined)).map(shownMessage) }
  })
}
