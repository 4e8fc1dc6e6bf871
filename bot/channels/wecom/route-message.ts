import type { Outbound } from '../../../domain/message'
import type { PlatformChat } from './decoded'
import type { Sending } from './outlets'
import type { WebhookRobot } from './webhook-robot'

/** By which mouth a message goes. */
export type Route =
  | { mode: 'bot'; chat: PlatformChat; robot?: WebhookRobot }
  | { mode: 'app'; userid: string }
  | { mode: 'robot'; robot: WebhookRobot }
  | { mode: 'none'; reason: string; retry: boolean }

/** A group that lost the bot is tried again after this: somebody may have let it back in without a word. */
const LOST_PAUSE_MS = 600_000

const UNBOUND = '这个会话还没有和企业微信的群或成员绑定'

/** Private chats: the app, whose cards stay changeable, else the bot. Groups: the bot, else the group's robot. */
export async function routeOf(chatId: string, sending: Sending): Promise<Route> {
  const { outlets, identities, lostGroups, wall } = sending
  const robot = outlets.robots.get(chatId)
  const group = await identities.theirs('group', chatId)
  if (group !== undefined) {
    const lostAt = lostGroups.get(group)
    const lost = lostAt !== undefined && wall.nowMs() - lostAt < LOST_PAUSE_MS
    if (outlets.bot && !lost) return { mode: 'bot', chat: { type: 'group', id: group }, ...(robot ? { robot } : {}) }
    if (robot) return { mode: 'robot', robot }
    return {
      mode: 'none',
      reason: lost ? '机器人不在这个群里，请把它重新加入群并 @ 它一次' : '没有设置智能机器人，也没有群机器人',
      retry: false,
    }
  }
  const userid = await identities.theirs('direct', chatId)
  if (userid !== undefined) {
    if (outlets.app) return { mode: 'app', userid }
    if (outlets.bot) return { mode: 'bot', chat: { type: 'single', id: userid } }
    return { mode: 'none', reason: '没有可以私聊的企业微信应用或机器人', retry: false }
  }
  return robot ? { mode: 'robot', robot } : { mode: 'none', reason: UNBOUND, retry: false }
}

/** The user ids of those mentioned, as far as they are known on this platform. */
export async function mentionedIds(message: Outbound, sending: Sending): Promise<string[]> {
  const found = await Promise.all(message.mentions.map((id) => sending.identities.theirs('person', id)))
  return found.filter((id): id is string => id !== undefined)
}
