import type { PlatformChat } from './decoded'
import type { Identities } from './identities'
import type { WecomDeps } from './wecom-deps'

export interface BindRequest {
  text: string
  userid: string
  chat: PlatformChat
}

const GROUP = /^绑定群?[\s:：]+(\S.{0,80})$/
const PERSON = /^绑定人员[\s:：]+(\S{1,64})\s+(\S.{0,60})$/

/** What an admin's command 绑定群 or 绑定人员 led to, in words; undefined for any other text. Only the admins of the settings are obeyed. */
export async function bindByChat(
  { text, userid, chat }: BindRequest,
  { admins, identities, binding }: { admins: readonly string[]; identities: Identities; binding: WecomDeps['binding'] },
): Promise<string | undefined> {
  if (!text.startsWith('绑定')) return undefined
  const words = text.slice(0, 200).normalize('NFKC').trim()
  const person = PERSON.exec(words)
  const group = person ? null : GROUP.exec(words)
  if (!person && !group) return undefined
  if (!admins.includes(userid.toLowerCase())) return '绑定要由管理员来做，请联系管理员。'
  if (!binding) return '这里还没有开通绑定，请在名册里登记。'
  if (person?.[1] && person[2]) {
    const ours = await binding.personNamed(person[2].trim())
    if (ours === undefined) return `名册里没有「${person[2].trim()}」，请先登记这位同事。`
    await identities.bind('person', person[1], ours)
    return `好的，企业微信账号 ${person[1]} 就是${person[2].trim()}了。`
  }
  const name = group?.[1]?.trim() ?? ''
  if (chat.type !== 'group') return '请在要绑定的群里 @我 发这条指令。'
  const ours = await binding.chatNamed(name)
  if (ours === undefined) return `没有叫「${name}」的会话，请核对名称。`
  await identities.bind('group', chat.id, ours)
  return `好的，这个群就是「${name}」了，可以在这里下单、确认和收通知。`
}
