import { createHash } from 'node:crypto'
import type { Answer } from './error-codes'
import { httpCall } from './http-call'

/** The robot of one group: sends, rings people's phones by @, hears nothing. The key is a secret. */
export interface WebhookRobot {
  /** Names the key without telling it; for limits and logs. */
  readonly id: string
  /** `mentioned` are user ids, or "@all". */
  sendText(content: string, mentioned: string[]): Promise<Answer>
  sendMarkdown(content: string): Promise<Answer>
  sendFile(bytes: Uint8Array, name: string, mimeType: string): Promise<Answer>
}

/** The key in what people paste: the key itself, or the whole address. */
export function webhookKey(given: string): string | undefined {
  const text = given.trim()
  const key = /[?&]key=([\w-]+)/.exec(text)?.[1] ?? text
  return /^[\w-]{8,64}$/.test(key) ? key : undefined
}

export function webhookRobot({
  apiUrl,
  key,
  timeoutMs = 8000,
}: {
  apiUrl: string
  key: string
  timeoutMs?: number
}): WebhookRobot {
  const base = `${apiUrl.replace(/\/+$/, '')}/cgi-bin/webhook`
  const send = (content: Record<string, unknown>): Promise<Answer> =>
    httpCall({ url: `${base}/send?key=${encodeURIComponent(key)}`, body: JSON.stringify(content), timeoutMs })
  return {
    id: createHash('sha256').update(key).digest('hex').slice(0, 12),
    sendText: (content, mentioned) =>
      send({ msgtype: 'text', text: { content, ...(mentioned.length > 0 ? { mentioned_list: mentioned } : {}) } }),
    sendMarkdown: (content) => send({ msgtype: 'markdown', markdown: { content } }),
    async sendFile(bytes, name, mimeType) {
      const form = new FormData()
      form.append('media', new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mimeType }), name)
      const uploaded = await httpCall({
        url: `${base}/upload_media?key=${encodeURIComponent(key)}&type=file`,
        body: form,
        timeoutMs: timeoutMs * 3,
      })
      const mediaId = uploaded.state === 'ok' ? uploaded.body['media_id'] : undefined
      if (uploaded.state !== 'ok')
        return uploaded.state === 'unknown' ? { state: 'unsent', reason: 'upload without an answer' } : uploaded
      return send({ msgtype: 'file', file: { media_id: mediaId } })
    },
  }
}
