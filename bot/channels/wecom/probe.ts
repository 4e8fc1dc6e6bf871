import { randomUUID } from 'node:crypto'
import type { Log } from '../../../domain/ports/log'
import { memoryTokenStore } from './access-token'
import { aibotSocket, type BotFrame, type BotSocket } from './aibot-socket'
import { appApi } from './app-api'
import { decodeFrame } from './decode-frame'
import type { Decoded } from './decoded'
import type { Answer } from './error-codes'
import { fetchMedia } from './media'
import { ADVICE, type AdviceKey } from './probe-advice'
import { stripMention } from './strip-mention'
import { isEncryptedId } from './take-in'
import type { TemplateCard } from './template-card'
import { wallClock } from './wall-clock'
import { webhookRobot } from './webhook-robot'
import type { WecomSettings } from './wecom-settings'

export type Finding = 'yes' | 'no' | 'unknown'

export interface ProbeResult {
  what: string
  found: Finding
  detail: string
  advice: readonly string[]
}

export interface ProbeDeps {
  settings: WecomSettings
  /** Tells the person at the console what to do now, and what was found. */
  say(line: string): void
  log: Log
  /** How long people have for each thing they are asked to do. */
  waitMs: number
  /** How late the late card update is; more than the platform's five seconds. */
  lateMs?: number
  connectMs?: number
  /** Also sends one line through every group robot. */
  robots: boolean
}

type Message = Extract<Decoded, { kind: 'message' }>
type Press = Extract<Decoded, { kind: 'press' }>
interface Heard<T> {
  frame: BotFrame
  decoded: T
}

const codeOf = (answer: Answer): string =>
  answer.state === 'error'
    ? `错误码 ${answer.code}，${answer.info.hint}`
    : answer.state === 'ok'
      ? ''
      : answer.state === 'unknown'
        ? '没有应答'
        : answer.reason

/** Tries what this tenant allows, with a person in a group who answers when asked. Nothing is stored. */
export async function probeWecom(deps: ProbeDeps): Promise<ProbeResult[]> {
  const results: ProbeResult[] = []
  const note = (what: string, found: Finding, detail = '', advice?: AdviceKey): void => {
    const lines = found === 'yes' || advice === undefined ? [] : ADVICE[advice]
    results.push({ what, found, detail, advice: lines })
    deps.say(`${found === 'yes' ? '✓' : found === 'no' ? '✗' : '?'} ${what}${detail ? `：${detail}` : ''}`)
    for (const line of lines) deps.say(`    · ${line}`)
  }
  const tester = deps.settings.bot ? await probeBot(deps, note) : undefined
  if (!deps.settings.bot) note('智能机器人长连接', 'unknown', '没有设置 WECOM_BOT_ID、WECOM_BOT_SECRET，没有探测')
  await probeApp(deps, tester, note)
  if (deps.robots)
    for (const [chatId, key] of deps.settings.robots) {
      const answer = await webhookRobot({ apiUrl: deps.settings.apiUrl, key }).sendText(
        '跟单助手探测：这条由群机器人发出。',
        tester === undefined || isEncryptedId(tester) ? [] : [tester],
      )
      note(`群机器人（${chatId}）`, answer.state === 'ok' ? 'yes' : 'no', codeOf(answer), 'robot')
    }
  return results
}

type Note = (what: string, found: Finding, detail?: string, advice?: AdviceKey) => void

/** A card with one button; each has a task id of its own for ever. */
const cardOf = (title: string, taskId: string): TemplateCard => ({
  card_type: 'button_interaction',
  task_id: taskId,
  source: { desc: '跟单助手', desc_color: 0 },
  main_title: { title },
  sub_title_text: '这是一次连接探测，请点下面的按钮。',
  button_list: [{ text: '看到了', style: 1, key: 'probe.seen' }],
})

const doneCard = (taskId: string, title: string): TemplateCard => ({
  card_type: 'text_notice',
  task_id: taskId,
  main_title: { title },
  sub_title_text: '谢谢，可以不用管这张卡片了。',
  card_action: { type: 1, url: 'https://work.weixin.qq.com/' },
})

/** Gives the user id of the person who helped. */
async function probeBot(deps: ProbeDeps, note: Note): Promise<string | undefined> {
  const { settings, say, waitMs } = deps
  if (!settings.bot) return undefined
  const waiting = new Set<(heard: Heard<Decoded>) => void>()
  let refused = ''
  let alert: 'kicked' | 'refused' | undefined
  let ready: (() => void) | undefined
  const connected = new Promise<void>((resolve) => {
    ready = resolve
  })
  const socket = aibotSocket({
    settings: settings.bot,
    clock: wallClock,
    log: deps.log,
    handlers: {
      async onFrame(frame) {
        const decoded = decodeFrame(frame.body)
        if (decoded) for (const look of waiting) look({ frame, decoded })
      },
      onReady: () => ready?.(),
      onAlert(code, detail) {
        alert = code
        refused = detail
        ready?.()
      },
    },
  })
  const next = <T extends Decoded>(fits: (d: Decoded) => d is T, ms: number): Promise<Heard<T> | undefined> =>
    new Promise((resolve) => {
      const end = (heard?: Heard<T>): void => {
        clearTimeout(timer)
        waiting.delete(look)
        resolve(heard)
      }
      const look = ({ frame, decoded }: Heard<Decoded>): void => {
        if (fits(decoded)) end({ frame, decoded })
      }
      const timer = setTimeout(() => end(), ms)
      waiting.add(look)
    })

  say('正在连接企业微信……')
  socket.start()
  await Promise.race([connected, new Promise((resolve) => setTimeout(resolve, deps.connectMs ?? 25_000).unref())])
  try {
    if (alert === 'kicked') {
      note('智能机器人长连接', 'no', refused, 'kicked')
      return undefined
    }
    if (alert === 'refused' || socket.state() !== 'ready') {
      note('智能机器人长连接', 'no', refused || '一直没有连上', alert === 'refused' ? 'login' : 'network')
      return undefined
    }
    note('智能机器人长连接', 'yes', '已连上并通过验证')
    say(`请在有机器人的内部群里发：@机器人 探测（${Math.round(waitMs / 1000)} 秒内）`)
    const first = await next((d): d is Message => d.kind === 'message' && d.chat.type === 'group', waitMs)
    if (!first) {
      note('收到群里 @ 机器人的消息', 'no', '没有等到', 'silence')
      return undefined
    }
    note('收到群里 @ 机器人的消息', 'yes', `群会话 ${first.decoded.chat.id}`)
    await probeGroup(deps, socket, first, next, note)
    return first.decoded.userid
  } finally {
    await socket.stop()
  }
}

type Next = <T extends Decoded>(fits: (d: Decoded) => d is T, ms: number) => Promise<Heard<T> | undefined>

async function probeGroup(deps: ProbeDeps, socket: BotSocket, first: Heard<Message>, next: Next, note: Note): Promise<void> {
  const { settings, say, waitMs } = deps
  const { frame, decoded } = first
  const chat = decoded.chat.id
  const told = (what: string, answer: Answer, advice: AdviceKey): boolean => {
    note(what, answer.state === 'ok' ? 'yes' : answer.state === 'unknown' ? 'unknown' : 'no', codeOf(answer), advice)
    return answer.state === 'ok'
  }
  if (isEncryptedId(decoded.userid)) note('发话人的账号', 'no', `是加密账号 ${decoded.userid.slice(0, 8)}…`, 'encrypted')
  else note('发话人的账号', 'yes', decoded.userid)
  const words = stripMention(decoded.text, settings.botNames, true)
  if (words.trim() === '探测') note('认出机器人的名字', 'yes')
  else note('认出机器人的名字', 'no', `去掉 @ 之后剩下「${words.slice(0, 20)}」`, 'name')

  told(
    '回复消息',
    await socket.respond('aibot_respond_msg', frame, {
      msgtype: 'stream',
      stream: { id: `probe-${randomUUID()}`, finish: true, content: '收到，正在探测，请稍候。' },
    }),
    'group',
  )
  told(
    '主动推送文字到群',
    await socket.push(chat, 2, { msgtype: 'markdown', markdown: { content: '探测：这条是主动推送的。' } }),
    'group',
  )

  const pressed = async (title: string, seconds: string): Promise<Heard<Press> | undefined> => {
    const taskId = `probe-${randomUUID()}`
    if (
      !told(
        `推送按钮卡片到群（${title}）`,
        await socket.push(chat, 2, { msgtype: 'template_card', template_card: cardOf(title, taskId) }),
        'card',
      )
    )
      return undefined
    say(`请在群里点「看到了」（${seconds}）`)
    const press = await next((d): d is Press => d.kind === 'press' && d.taskId === taskId, waitMs)
    note(
      `收到按钮（${title}）`,
      press ? 'yes' : 'no',
      press
        ? `点击人 ${press.decoded.userid}${press.decoded.chat?.type === 'group' ? '，带群会话' : '，不带群会话（程序有自己的对应表，不影响）'}`
        : '没有等到',
      'press',
    )
    return press
  }
  const quick = await pressed('卡片一', `${Math.round(waitMs / 1000)} 秒内`)
  if (quick)
    told(
      '点击后更新卡片（所有人可见）',
      await socket.respond('aibot_respond_update_msg', quick.frame, {
        response_type: 'update_template_card',
        template_card: doneCard(quick.decoded.taskId, '卡片一已更新'),
      }),
      'update',
    )
  if (quick) say('请大家看一眼：卡片一是不是每个人那里都变成了「卡片一已更新」？')
  const late = quick && (await pressed('卡片二', '点完请等 6 秒'))
  if (late) {
    await new Promise((resolve) => setTimeout(resolve, deps.lateMs ?? 6_000))
    const answer = await socket.respond('aibot_respond_update_msg', late.frame, {
      response_type: 'update_template_card',
      template_card: doneCard(late.decoded.taskId, '卡片二已更新'),
    })
    const isRefused = answer.state === 'error' && answer.info.kind === 'reply-closed'
    note(
      '超过 5 秒后更新卡片',
      answer.state === 'ok' || isRefused ? 'yes' : 'unknown',
      isRefused ? `按文档被拒绝（${answer.code}），结果会改发文字` : answer.state === 'ok' ? '本企业允许' : codeOf(answer),
    )
  }
  say(`可选：请在群里发一张图片并在同一条里 @机器人（${Math.round(waitMs / 1000)} 秒内，不发就跳过）`)
  const picture = await next((d): d is Message => d.kind === 'message' && d.media.length > 0, waitMs)
  const [media] = picture?.decoded.media ?? []
  if (!media) note('群里的图片', 'unknown', '没有发图片，跳过')
  else {
    const vault = { put: async (bytes: Uint8Array) => ({ ref: '', sha256: '', sizeBytes: bytes.length }) }
    const loaded = await fetchMedia(media, { vault, hosts: settings.mediaHosts, timeoutMs: 20_000 })
    note(
      '群里的图片',
      typeof loaded === 'string' ? 'no' : 'yes',
      typeof loaded === 'string' ? loaded : `${loaded.mimeType}，${loaded.sizeBytes} 字节，已解密`,
      'media',
    )
  }
}

async function probeApp(deps: ProbeDeps, tester: string | undefined, note: Note): Promise<void> {
  const { settings } = deps
  if (!settings.app) {
    note('自建应用', 'unknown', '没有设置 WECOM_CORP_ID、WECOM_AGENT_ID、WECOM_APP_SECRET，没有探测')
    return
  }
  const api = appApi({ settings: settings.app, tokens: memoryTokenStore(), clock: wallClock })
  try {
    await api.token.get()
    note('自建应用的凭证', 'yes')
  } catch (error) {
    const cause = (error as { cause?: Answer }).cause
    note('自建应用的凭证', 'no', cause ? codeOf(cause) : '没有应答', cause ? 'app' : 'network')
    return
  }
  if (tester === undefined) {
    note('应用发私聊消息', 'unknown', '不知道发给谁：先让一位同事在群里 @ 机器人')
    return
  }
  let userid = tester
  if (isEncryptedId(tester)) {
    const found = await api.convertIds([tester])
    const plain = found?.get(tester)
    note('把加密账号换成真实账号', plain === undefined ? 'no' : 'yes', plain ?? '换不出来', 'app')
    if (plain === undefined) return
    userid = plain
  }
  const text = await api.sendText(userid, `跟单助手探测：这条由应用发出。#${randomUUID().slice(0, 6)}`)
  note('应用发私聊消息', text.state === 'ok' ? 'yes' : 'no', codeOf(text), 'app')
  const taskId = `probe-${randomUUID()}`
  const card = await api.sendCard(userid, cardOf('应用卡片', taskId))
  note('应用发按钮卡片', card.state === 'ok' ? 'yes' : 'no', codeOf(card), 'appCard')
  const code = card.state === 'ok' ? card.body['response_code'] : undefined
  if (typeof code !== 'string') return
  const updated = await api.updateCard([userid], code, doneCard(taskId, '应用卡片已更新'))
  note('应用更新已发出的卡片', updated.state === 'ok' ? 'yes' : 'no', codeOf(updated), 'appCard')
}
