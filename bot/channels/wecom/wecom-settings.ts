import { z } from 'zod'
import { webhookKey } from './webhook-robot'
import { MEDIA_HOSTS } from './media'

const text = z.string().trim().default('')
const url = (fallback: string, schemes: string): z.ZodDefault<z.ZodString> =>
  z
    .string()
    .trim()
    .regex(new RegExp(`^(${schemes})://\\S{1,500}$`), `应以 ${schemes.replaceAll('|', ':// 或 ')}:// 开头`)
    .default(fallback)

/** Settings of the WeCom channel. All optional: what is absent switches the part off that needs it. */
export const wecomEnv = {
  /** AI bot, long connection. */
  WECOM_BOT_ID: text,
  WECOM_BOT_SECRET: text,
  /** Names people mention the bot by, separated by commas. */
  WECOM_BOT_NAMES: text,
  /** AI bot, URL callback: only where no outbound connection is possible. */
  WECOM_BOT_TOKEN: text,
  WECOM_BOT_AES_KEY: text,
  /** Self-built application. */
  WECOM_CORP_ID: text,
  WECOM_AGENT_ID: z
    .string()
    .trim()
    .regex(/^\d{0,12}$/, '应为数字，例如 1000002')
    .default(''),
  WECOM_APP_SECRET: text,
  WECOM_APP_TOKEN: text,
  WECOM_APP_AES_KEY: text,
  /** Robots of groups: "chat id=webhook address or key", separated by semicolons. */
  WECOM_WEBHOOKS: text,
  /** User ids who may bind people and groups, separated by commas. */
  WECOM_ADMINS: text,
  /** Where cards without buttons lead, for example the company's own order page. */
  WECOM_CARD_URL: z
    .union([
      z.literal(''),
      z
        .string()
        .trim()
        .regex(/^https?:\/\/\S{1,500}$/, '应以 http:// 或 https:// 开头'),
    ])
    .default(''),
  WECOM_API_URL: url('https://qyapi.weixin.qq.com', 'https|http'),
  WECOM_WS_URL: url('wss://openws.work.weixin.qq.com', 'wss|ws'),
  /** Further hosts that media may come from, separated by commas. */
  WECOM_MEDIA_HOSTS: text,
} as const

const shape = z.object(wecomEnv)
export type WecomEnv = z.output<typeof shape>

export interface WecomSettings {
  bot?: { botId: string; secret: string; wsUrl: string }
  botCallback?: { token: string; encodingAesKey: string }
  app?: { corpId: string; agentId: number; secret: string; apiUrl: string; callback?: { token: string; encodingAesKey: string } }
  /** Our chat id → key of the group's robot. */
  robots: ReadonlyMap<string, string>
  botNames: string[]
  admins: string[]
  cardUrl: string
  apiUrl: string
  mediaHosts: string[]
}

export interface WecomSetup {
  /** undefined when nothing of WeCom is set, or something is set wrongly. */
  settings?: WecomSettings
  /** Wrong or half settings; the product must not start with them. */
  faults: string[]
  /** What is not set, and what will not work without it. For the start of the product. */
  missing: string[]
}

const AES_KEY = /^[A-Za-z0-9]{43}$/
const parts = (given: string): string[] => given.split(/[,，;；\s]+/).filter(Boolean)
/** Names may hold blanks. */
const names = (given: string): string[] =>
  given
    .split(/[,，;；]+/)
    .map((n) => n.trim().replace(/^@/, ''))
    .filter(Boolean)

/** Reads the environment's WECOM_* lines. Empty lines count as absent. */
export function wecomSetup(env: Record<string, string | undefined>): WecomSetup {
  const given = Object.fromEntries(
    Object.keys(wecomEnv).flatMap((k) => (env[k] === undefined || env[k] === '' ? [] : [[k, env[k]]])),
  )
  const read = shape.safeParse(given)
  if (!read.success) return { faults: read.error.issues.map((i) => `${String(i.path[0])}：${i.message}`), missing: [] }
  return wecomSettings(read.data)
}

/** Settings from the parsed environment, with what is wrong and what is missing. */
export function wecomSettings(e: WecomEnv): WecomSetup {
  const faults: string[] = []
  const together = (what: string, lines: Partial<WecomEnv>): boolean => {
    const empty = Object.entries(lines).flatMap(([name, value]) => (value === '' ? [name] : []))
    const all = Object.keys(lines).length
    if (empty.length > 0 && empty.length < all) faults.push(`${what}还缺 ${empty.join('、')}`)
    return empty.length === 0
  }
  const key = (name: string, value: string): void => {
    if (value && !AES_KEY.test(value)) faults.push(`${name} 应为 43 位字母数字，请从管理后台重新复制`)
  }
  key('WECOM_BOT_AES_KEY', e.WECOM_BOT_AES_KEY)
  key('WECOM_APP_AES_KEY', e.WECOM_APP_AES_KEY)
  const bot =
    (e.WECOM_BOT_ID || e.WECOM_BOT_SECRET) &&
    together('智能机器人', { WECOM_BOT_ID: e.WECOM_BOT_ID, WECOM_BOT_SECRET: e.WECOM_BOT_SECRET })
  const botUrl = together('智能机器人的 URL 回调', { WECOM_BOT_TOKEN: e.WECOM_BOT_TOKEN, WECOM_BOT_AES_KEY: e.WECOM_BOT_AES_KEY })
  if (bot && botUrl)
    faults.push('智能机器人的长连接和 URL 回调只能选一种：请去掉 WECOM_BOT_SECRET，或去掉 WECOM_BOT_TOKEN 和 WECOM_BOT_AES_KEY')
  const app = together('自建应用', {
    WECOM_CORP_ID: e.WECOM_CORP_ID,
    WECOM_AGENT_ID: e.WECOM_AGENT_ID,
    WECOM_APP_SECRET: e.WECOM_APP_SECRET,
  })
  const callback = together('自建应用的接收消息', { WECOM_APP_TOKEN: e.WECOM_APP_TOKEN, WECOM_APP_AES_KEY: e.WECOM_APP_AES_KEY })
  if (callback && !app) faults.push('设置了自建应用的接收消息，却没有 WECOM_CORP_ID、WECOM_AGENT_ID、WECOM_APP_SECRET')
  const robots = readRobots(e.WECOM_WEBHOOKS, faults)
  if (faults.length > 0) return { faults, missing: [] }
  if (!bot && !botUrl && !app && robots.size === 0) return { faults, missing: [] }
  const settings: WecomSettings = {
    ...(bot ? { bot: { botId: e.WECOM_BOT_ID, secret: e.WECOM_BOT_SECRET, wsUrl: e.WECOM_WS_URL } } : {}),
    ...(botUrl ? { botCallback: { token: e.WECOM_BOT_TOKEN, encodingAesKey: e.WECOM_BOT_AES_KEY } } : {}),
    ...(app
      ? {
          app: {
            corpId: e.WECOM_CORP_ID,
            agentId: Number(e.WECOM_AGENT_ID),
            secret: e.WECOM_APP_SECRET,
            apiUrl: e.WECOM_API_URL,
            ...(callback ? { callback: { token: e.WECOM_APP_TOKEN, encodingAesKey: e.WECOM_APP_AES_KEY } } : {}),
          },
        }
      : {}),
    robots,
    botNames: names(e.WECOM_BOT_NAMES),
    admins: parts(e.WECOM_ADMINS).map((id) => id.toLowerCase()),
    cardUrl: e.WECOM_CARD_URL,
    apiUrl: e.WECOM_API_URL,
    mediaHosts: [...MEDIA_HOSTS, ...parts(e.WECOM_MEDIA_HOSTS)],
  }
  return { settings, faults, missing: missingParts(settings) }
}

function readRobots(given: string, faults: string[]): Map<string, string> {
  const robots = new Map<string, string>()
  for (const entry of given
    .split(/[;；\n]+/)
    .map((p) => p.trim())
    .filter(Boolean)) {
    const at = entry.indexOf('=')
    const key = at > 0 ? webhookKey(entry.slice(at + 1)) : undefined
    if (key === undefined) faults.push('WECOM_WEBHOOKS 每项应写成「会话编号=Webhook 地址」，多项用分号隔开')
    else robots.set(entry.slice(0, at).trim(), key)
  }
  return robots
}

/** Said at the start, so that nobody looks for a feature that is switched off. */
function missingParts(s: WecomSettings): string[] {
  const lines: string[] = []
  if (!s.bot && !s.botCallback)
    lines.push('没有设置智能机器人：不能在群里接单，群里没有按钮卡片。需要 WECOM_BOT_ID、WECOM_BOT_SECRET。')
  if (s.botCallback)
    lines.push('智能机器人用的是 URL 回调：不能主动推送到群，只能回复；提醒请配群机器人（WECOM_WEBHOOKS）或改用长连接。')
  if ((s.bot || s.botCallback) && s.botNames.length === 0)
    lines.push('没有设置 WECOM_BOT_NAMES：机器人名字带空格时，群里的指令可能认不出来。')
  if (!s.app)
    lines.push(
      '没有设置自建应用：没有可随时更新的私聊审批卡片，也认不出加密的成员账号。需要 WECOM_CORP_ID、WECOM_AGENT_ID、WECOM_APP_SECRET。',
    )
  else if (!s.app.callback)
    lines.push('自建应用没有设置接收消息：私聊里收不到消息和按钮，审批以文字发出。需要 WECOM_APP_TOKEN、WECOM_APP_AES_KEY。')
  if (s.robots.size === 0) lines.push('没有设置群机器人：提醒里的 @ 不会让对方手机响。需要 WECOM_WEBHOOKS。')
  if (s.admins.length === 0) lines.push('没有设置 WECOM_ADMINS：不能在群里用「绑定群」「绑定人员」登记。')
  return lines
}
