import type { WallClock } from './wall-clock'
import { codeOf } from '../../../domain/fault'
import { accessToken, type AccessToken, type TokenStore } from './access-token'
import { errorInfo, type Answer } from './error-codes'
import { httpCall } from './http-call'
import type { TemplateCard } from './template-card'

export interface AppApiSettings {
  apiUrl: string
  corpId: string
  agentId: number
  secret: string
}

export interface AppApiDeps {
  settings: AppApiSettings
  tokens: TokenStore
  clock: WallClock
  /** Called with the API's path before every call; waits where the enterprise's limits ask for it. */
  pace?(path: string): Promise<void>
  timeoutMs?: number
  /** Pauses between tries, so that tests need not wait. */
  pauseMs?(attempt: number): number
}

/** The HTTP API of a self-built app, as far as the product needs it. No method throws for a refusal or a dead network. */
export interface AppApi {
  readonly token: AccessToken
  sendText(userid: string, content: string): Promise<Answer>
  sendCard(userid: string, card: TemplateCard): Promise<Answer>
  sendFile(userid: string, mediaId: string, type: 'file' | 'image'): Promise<Answer>
  /** Each response code works once, within 72 hours. */
  updateCard(userids: string[], responseCode: string, card: TemplateCard): Promise<Answer>
  upload(bytes: Uint8Array, name: string, mimeType: string, type: 'file' | 'image'): Promise<Answer>
  /** Encrypted ids to user ids; those that WeCom cannot convert are absent. */
  convertIds(openUserids: string[]): Promise<Map<string, string> | undefined>
  download(mediaId: string): Promise<{ url: string } | undefined>
}

const MOST_TRIES = 3
const DUPLICATE_WINDOW_S = 14_400
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export function appApi({
  settings,
  tokens,
  clock,
  pace,
  timeoutMs = 8000,
  pauseMs = (n) => 300 * 2 ** n + Math.random() * 200,
}: AppApiDeps): AppApi {
  const base = settings.apiUrl.replace(/\/+$/, '')
  const token = accessToken({
    key: `${settings.corpId}:${settings.agentId}`,
    store: tokens,
    clock,
    fetchToken: () =>
      httpCall({
        url: `${base}/cgi-bin/gettoken?corpid=${encodeURIComponent(settings.corpId)}&corpsecret=${encodeURIComponent(settings.secret)}`,
        method: 'GET',
        timeoutMs,
      }),
  })

  /** One call with a token; a token that died early is replaced once. `repeatable` calls are made again when no answer came. */
  async function call(path: string, body: string | FormData, repeatable: boolean, query = ''): Promise<Answer> {
    let renewed = false
    let last: Answer = { state: 'unsent', reason: 'not tried' }
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      if (attempt > 0) await wait(pauseMs(attempt))
      let current: string
      try {
        current = await token.get()
      } catch (error) {
        const refusal = (error as { cause?: Answer }).cause
        return codeOf(error) === 'WECOM_TOKEN_REFUSED' && refusal?.state === 'error'
          ? { ...refusal, info: { ...refusal.info, kind: 'admin' } }
          : { state: 'unsent', reason: 'no access token' }
      }
      await pace?.(path)
      last = await httpCall({
        url: `${base}/cgi-bin/${path}?access_token=${encodeURIComponent(current)}${query}`,
        body,
        timeoutMs,
      })
      if (last.state === 'error' && last.info.kind === 'token') {
        await token.refused(current)
        if (renewed) return last
        renewed = true
        attempt -= 1
        continue
      }
      const again =
        last.state === 'unsent' ||
        (last.state === 'error' && last.info.kind === 'later') ||
        (last.state === 'unknown' && repeatable)
      if (!again) return last
    }
    return last
  }

  // The body is the same text in every try and holds the message's own id, so that the platform's duplicate check knows a repeat.
  const send = (userid: string, content: Record<string, unknown>): Promise<Answer> =>
    call(
      'message/send',
      JSON.stringify({
        touser: userid,
        agentid: settings.agentId,
        ...content,
        enable_duplicate_check: 1,
        duplicate_check_interval: DUPLICATE_WINDOW_S,
      }),
      true,
    ).then(withReceiver)

  return {
    token,
    sendText: (userid, content) => send(userid, { msgtype: 'text', text: { content } }),
    sendCard: (userid, card) => send(userid, { msgtype: 'template_card', template_card: card }),
    sendFile: (userid, mediaId, type) => send(userid, { msgtype: type, [type]: { media_id: mediaId } }),
    updateCard: (userids, responseCode, card) =>
      call(
        'message/update_template_card',
        JSON.stringify({ userids, agentid: settings.agentId, response_code: responseCode, template_card: card }),
        false,
      ),
    upload(bytes, name, mimeType, type) {
      const form = new FormData()
      form.append('media', new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mimeType }), name)
      return call('media/upload', form, true, `&type=${type}`)
    },
    async convertIds(openUserids) {
      const answer = await call(
        'batch/openuserid_to_userid',
        JSON.stringify({ open_userid_list: openUserids.slice(0, 1000) }),
        true,
      )
      if (answer.state !== 'ok') return undefined
      const list = Array.isArray(answer.body['userid_list']) ? (answer.body['userid_list'] as Record<string, unknown>[]) : []
      return new Map(
        list.flatMap((row) =>
          typeof row['open_userid'] === 'string' && typeof row['userid'] === 'string'
            ? [[row['open_userid'], row['userid']] as const]
            : [],
        ),
      )
    },
    async download(mediaId) {
      try {
        const current = await token.get()
        return {
          url: `${base}/cgi-bin/media/get?access_token=${encodeURIComponent(current)}&media_id=${encodeURIComponent(mediaId)}`,
        }
      } catch {
        return undefined
      }
    },
  }
}

/** Errcode 0 with the receiver among the invalid ones is no delivery. */
function withReceiver(answer: Answer): Answer {
  const invalid = answer.state === 'ok' ? answer.body['invaliduser'] : undefined
  return typeof invalid === 'string' && invalid !== '' ? { state: 'error', code: 81013, info: errorInfo(81013) } : answer
}
