import { isStaff, personById } from '../domain/access/lookup'
import type { ChannelName, Chat, Directory } from '../domain/company'

/** Our ids that are bound to something on a platform. */
export interface BoundChats {
  channel: ChannelName
  groups: ReadonlySet<string>
  /** Ids of private chats, ours; one that the company never listed is `privateChatId` of its person. */
  directs: ReadonlySet<string>
}

const PREFIX = 'dm-'
export const privateChatId = (personId: string): string => `${PREFIX}${personId}`

/** The private chat that the company listed for a person, else the one that stands for it. undefined for strangers. */
export const privateChatOf = (directory: Directory, personId: string): string | undefined =>
  directory.chats.find((c) => c.kind === 'direct' && c.memberIds.length === 1 && c.memberIds[0] === personId)?.id ??
  (personById(directory, personId) ? privateChatId(personId) : undefined)

/** The same look at the company as long as neither side changed: much is remembered by it. */
export function platformView(
  boundChats: () => Promise<BoundChats>,
  isOpen: (channel: ChannelName) => boolean,
): (directory: Directory) => Promise<Directory> {
  let last: { directory: Directory; bound: BoundChats; view: Directory } | undefined
  return async (directory) => {
    const bound = await boundChats()
    if (last?.directory !== directory || last.bound !== bound)
      last = { directory, bound, view: onlyReachable(withPlatformChats(directory, [bound]), isOpen) }
    return last.view
  }
}

/**
 * Without the chats that nobody can reach, such as a customer's group that no bot may enter and no page shows: then the rules find another
 * way, and the salesperson gets the words to pass on.
 */
export const onlyReachable = (directory: Directory, isOpen: (channel: ChannelName) => boolean): Directory =>
  directory.chats.every((c) => isOpen(c.channel ?? 'sandbox'))
    ? directory
    : { ...directory, chats: directory.chats.filter((c) => isOpen(c.channel ?? 'sandbox')) }

/** The company as it is reached: chats bound to a platform live there, and private chats that began there are chats of ours. */
export function withPlatformChats(directory: Directory, bound: readonly BoundChats[]): Directory {
  if (bound.every((b) => b.groups.size === 0 && b.directs.size === 0)) return directory
  const listed = directory.chats.map((chat): Chat => {
    const home = bound.find((b) => (chat.kind === 'group' ? b.groups : b.directs).has(chat.id))
    return home ? { ...chat, channel: home.channel } : chat
  })
  const known = new Set(listed.map((c) => c.id))
  const begun = bound.flatMap((b) =>
    [...b.directs].filter((id) => !known.has(id)).flatMap((id) => begunChat(directory, id, b.channel) ?? []),
  )
  return { ...directory, chats: [...listed, ...begun] }
}

function begunChat(directory: Directory, id: string, channel: ChannelName): Chat | undefined {
  const person = id.startsWith(PREFIX) ? personById(directory, id.slice(PREFIX.length)) : undefined
  return (
    person && {
      id,
      name: person.name,
      kind: 'direct',
      purpose: isStaff(person) ? 'ops' : 'customer',
      memberIds: [person.id],
      channel,
    }
  )
}
