import type { FastifyInstance } from 'fastify'
import { personById } from '../domain/access/lookup'
import type { Chat, Directory } from '../domain/company'
import type { Effect } from '../domain/effect'
import { codeOf } from '../domain/fault'
import type { ChannelMemory } from '../domain/ports/channel-memory'
import type { Clock } from '../domain/ports/clock'
import type { FileVault } from '../domain/ports/file-vault'
import type { Log } from '../domain/ports/log'
import { cachedIdentities } from './channels/wecom/cached-identities'
import { forgetOld, lastingIdentities, lastingSendTimes, lastingSentLog, lastingTokens } from './channels/wecom/lasting-stores'
import { wecomChannel, type WecomChannel } from './channels/wecom/wecom-channel'
import type { WecomAlert, WecomDeps } from './channels/wecom/wecom-deps'
import { registerWecomRoutes } from './channels/wecom/wecom-routes'
import type { WecomSettings } from './channels/wecom/wecom-settings'
import { privateChatOf, type BoundChats } from './platform-chats'

export interface WecomParts {
  settings: WecomSettings
  memory: ChannelMemory
  vault: Pick<FileVault, 'put' | 'get'>
  clock: Clock
  log: Log
  /** The company as it is listed. */
  directory(): Promise<Directory>
  /** Where several processes run: the right to the bot's one connection. */
  lease?: NonNullable<WecomDeps['lease']>
  /** For tests: the platform's time and waiting times. */
  over?: Pick<WecomDeps, 'wall' | 'times'>
  /** Says something through the outbox. */
  say(effects: Effect[]): Promise<void>
}

export interface WiredWecom {
  channel: WecomChannel
  /** To be asked with every look at the company: which of our chats live on WeCom. */
  boundChats(): Promise<BoundChats>
  mount(app: FastifyInstance): Promise<void>
  /** Before the first message. */
  prepare(): Promise<void>
}

/** The same trouble is told to the admins this often at most. */
const TELL_AGAIN_MS = 30 * 60_000

/** The WeCom channel with everything it keeps on disk, and the admins told of its troubles. */
export function wireWecom(parts: WecomParts): WiredWecom {
  const { settings, memory, clock, log } = parts
  const kept = lastingIdentities(memory)
  const identities = cachedIdentities(kept, clock.nowMs)
  const lastTold = new Map<string, number>()
  let bound: BoundChats | undefined

  async function boundChats(): Promise<BoundChats> {
    bound ??= {
      channel: 'wecom',
      groups: new Set([...(await kept.bound('group')), ...settings.robots.keys()]),
      directs: new Set(await kept.bound('direct')),
    }
    return bound
  }

  const channel = wecomChannel({
    settings,
    identities: {
      ...identities,
      async bind(kind, platformId, ourId) {
        await identities.bind(kind, platformId, ourId)
        bound = undefined
      },
    },
    vault: parts.vault,
    clock,
    log,
    sent: lastingSentLog(memory),
    tokens: lastingTokens(memory),
    sendTimes: lastingSendTimes(memory, clock.nowMs),
    binding: {
      personNamed: async (nameOrId) => onlyOne((await parts.directory()).people, nameOrId),
      chatNamed: async (nameOrId) => onlyOne(groupsOf(await parts.directory()), nameOrId),
      async all() {
        const directory = await parts.directory()
        return { people: directory.people, groups: groupsOf(directory) }
      },
    },
    directChat: async (personId) => privateChatOf(await parts.directory(), personId),
    // A standby asks often enough to take over within 15 seconds.
    ...(parts.lease ? { lease: parts.lease, times: { leaseMs: 2000 } } : {}),
    ...parts.over,
    onAlert: (alert) =>
      void tellAdmins(alert).catch((error: unknown) =>
        log.error({ code: codeOf(error), err: error }, 'wecom: the admins could not be told of a trouble'),
      ),
  })

  /** Privately, to every admin who can be reached; what cannot be said there still stands in the log. */
  async function tellAdmins(alert: WecomAlert): Promise<void> {
    const key = `${alert.code}:${alert.chatId ?? ''}`
    const now = Date.now()
    if (now - (lastTold.get(key) ?? Number.NEGATIVE_INFINITY) < TELL_AGAIN_MS) return
    lastTold.set(key, now)
    const directory = await parts.directory()
    const about = directory.chats.find((c) => c.id === alert.chatId)?.name
    const text = `${alert.text}${about === undefined ? '' : `（会话：${about}）`}`
    for (const admin of settings.admins) {
      const personId = await identities.ours('person', admin)
      const chatId = await identities.ours('direct', admin)
      if (chatId === undefined || chatId === alert.chatId || !personById(directory, personId)) continue
      await parts.say([
        {
          kind: 'send',
          key: `notice:wecom:${key}:${admin}:${now}`,
          urgency: 'note',
          message: { chatId, text, mentions: [] },
        },
      ])
    }
  }

  return {
    channel,
    boundChats,
    mount: (app) => registerWecomRoutes(app, channel),
    prepare: () => forgetOld(memory, clock.nowMs()),
  }
}

const groupsOf = (directory: Directory): Chat[] => directory.chats.filter((c) => c.kind === 'group')

/** By id, else by a name that only one has. */
function onlyOne(list: readonly { id: string; name: string }[], nameOrId: string): string | undefined {
  const named = list.filter((item) => item.id === nameOrId || item.name === nameOrId)
  return named.find((item) => item.id === nameOrId)?.id ?? (named.length === 1 ? named[0]?.id : undefined)
}
