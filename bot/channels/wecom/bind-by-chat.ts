import type { PlatformChat } from './decoded'
import type { Identities } from './identities'
import type { WecomDeps } from './wecom-deps'

export interface BindRequest {
  text: string
  userid: string
  chat: PlatformChat
}

export interface BindDeps {
  admins: readonly string[]
  identities: Identities
  binding: WecomDeps['binding']
  /** Set where an app can write to people who never wrote first: their private chat is bound as well. */
  directChat?: WecomDeps['directChat']
}

const GROUP = /^绑定群?[\s:：]+(\S.{0,80})$/
const PERSON = /^(\S{1,64})\s+(\S.{0,60})$/
const MOST_LINES = 300

/** What an admin's command 绑定群, 绑定人员 or 绑定情况 led to, in words; undefined for any other text. Only the admins of the settings are obeyed. */
export async function bindByChat(request: BindRequest, deps: BindDeps): Promise<string | undefined> {
  const { text, userid } = request
  if (!text.startsWith('绑定')) return undefined
  const lines = text
    .slice(0, 20_000)
    .normalize('NFKC')
    .split('\n')
    .map((line) => line.trim())
  const [head = ''] = lines
  const isPeople = head.startsWith('绑定人员')
  const isState = head === '绑定情况'
  const group = isPeople || isState ? null : GROUP.exec(head)
  if (!isPeople && !isState && !group) return undefined
  if (!deps.admins.includes(userid.toLowerCase())) return '绑定要由管理员来做，请联系管理员。'
  if (!deps.binding) return '这里还没有开通绑定，请在名册里登记。'
  if (isState) return bindingState(deps.identities, deps.binding)
  if (group?.[1]) return bindGroup(group[1].trim(), request, deps.identities, deps.binding)
  const given = lines.map((line) => line.replace(/^绑定人员[\s:：]*/, '')).filter(Boolean)
  return bindPeople(given.slice(0, MOST_LINES), deps, deps.binding)
}

type Binding = NonNullable<WecomDeps['binding']>

async function bindGroup(name: string, { chat }: BindRequest, identities: Identities, binding: Binding): Promise<string> {
  if (chat.type !== 'group') return '请在要绑定的群里 @我 发这条指令。'
  const ours = await binding.chatNamed(name)
  if (ours === undefined) return `没有叫「${name}」的会话，请核对名称；发「绑定情况」可以看还有哪些没绑定。`
  await identities.bind('group', chat.id, ours)
  return `好的，这个群就是「${name}」了，可以在这里下单、确认和收通知。`
}

/** One line per colleague: user id and name. */
async function bindPeople(lines: string[], { identities, directChat }: BindDeps, binding: Binding): Promise<string> {
  if (lines.length === 0) return '请写上企业微信账号和姓名，例如：绑定人员 zhangsan 张三。可以一次写多行，每行一位。'
  const done: string[] = []
  const wrong: string[] = []
  for (const line of lines) {
    const [, userid, name] = PERSON.exec(line) ?? []
    const ours = name === undefined ? undefined : await binding.personNamed(name.trim())
    if (userid === undefined || name === undefined) wrong.push(`「${line.slice(0, 40)}」看不懂，请写成：账号 姓名`)
    else if (ours === undefined) wrong.push(`名册里没有「${name.trim()}」，请先登记这位同事`)
    else {
      await identities.bind('person', userid, ours)
      const direct = await directChat?.(ours)
      if (direct !== undefined) await identities.bind('direct', userid, direct)
      done.push(`${userid} 就是${name.trim()}`)
    }
  }
  const [only] = done
  const good =
    done.length === 1 ? `好的，企业微信账号 ${only}了。` : done.length > 1 ? `好的，绑定了 ${done.length} 位同事。` : ''
  return [good, ...wrong.map((w) => `${w}。`)].filter(Boolean).join('\n')
}

/** Who and which groups are still missing. */
async function bindingState(identities: Identities, binding: Binding): Promise<string> {
  const { people, groups } = await binding.all()
  const missing = async (kind: 'person' | 'group', list: { id: string; name: string }[]): Promise<string[]> => {
    const found = await Promise.all(list.map(async (item) => ((await identities.theirs(kind, item.id)) ? [] : [item.name])))
    return found.flat()
  }
  const [persons, chats] = [await missing('person', people), await missing('group', groups)]
  const tell = (what: string, all: number, names: string[], how: string): string =>
    names.length === 0
      ? `${what}都绑定了（${all}）。`
      : `${what}还有 ${names.length} 个没绑定：${names.slice(0, 40).join('、')}${names.length > 40 ? '……' : ''}。${how}`
  return [
    tell('同事', people.length, persons, '发「绑定人员 账号 姓名」，可以一次写多行。'),
    tell('群', groups.length, chats, '在那个群里 @我 发「绑定群 群名称」。'),
  ].join('\n')
}
