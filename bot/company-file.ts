import { isDeepStrictEqual } from 'node:util'
import type { Directory } from '../domain/company'
import type { MasterData } from '../domain/ports/order-book'

interface Notes {
  read(key: string): Promise<string | undefined>
  write(key: string, value: string): Promise<void>
}

/** The file as it was taken over last: what differs from it was changed by hand in the file, everything else of the book was set in chat. */
const NOTE = 'company-file'

type Lists = Omit<Directory, 'company'>
type Item = Record<string, unknown>

const LISTS = ['people', 'chats', 'customers', 'products', 'shops'] as const satisfies (keyof Lists)[]
const NAMES: Record<keyof Lists, string> = { people: '人员', chats: '群', customers: '客户', products: '产品', shops: '门店' }
/** Orders refer to these: they stay when the file no longer names them. */
const STAYS: ReadonlySet<keyof Lists> = new Set(['people', 'chats', 'customers'])
/** Set in chat: where the file was never taken over, the book is right. */
const BY_CHAT: Partial<Record<keyof Lists, string[] | 'all'>> = { people: ['leaves'], customers: 'all' }

const keyOf = (list: keyof Lists, item: Item): string => String(item[list === 'products' || list === 'shops' ? 'code' : 'id'])
const titleOf = (list: keyof Lists, item: Item): string =>
  `${NAMES[list]} ${typeof item['name'] === 'string' ? item['name'] : keyOf(list, item)}`

/** The members that the file changed, over what the book holds; undefined where it changed none. */
function changedMembers(now: Item, before: Item, kept: Item): Item | undefined {
  const keys = [...new Set([...Object.keys(now), ...Object.keys(before)])].filter((k) => !isDeepStrictEqual(now[k], before[k]))
  const differs = keys.filter((k) => !isDeepStrictEqual(now[k], kept[k]))
  if (differs.length === 0) return undefined
  const changed = { ...kept }
  for (const k of differs) {
    if (now[k] === undefined) delete changed[k]
    else changed[k] = now[k]
  }
  return changed
}

export interface TakenOver {
  directory: Directory
  /** One line per change, in words. */
  changes: string[]
  /** What the file no longer names and is kept all the same. */
  stays: string[]
}

/** What a changed file makes of the company: its changes are taken over member by member, and what was set in chat stays. */
export function takeOver(file: Directory, stored: Directory, before: Directory | undefined): TakenOver {
  const changes: string[] = []
  const stays: string[] = []
  const list = (name: keyof Lists): Item[] => {
    const kept = stored[name] as unknown as Item[]
    const earlier = new Map(((before ?? stored)[name] as unknown as Item[]).map((i) => [keyOf(name, i), i]))
    const now = new Map((file[name] as unknown as Item[]).map((i) => [keyOf(name, i), i]))
    const byChat = before ? undefined : BY_CHAT[name]
    const result = kept.flatMap((item): Item[] => {
      const key = keyOf(name, item)
      const wanted = now.get(key)
      const last = earlier.get(key)
      if (wanted === undefined) {
        if (last === undefined || !before) return [item]
        if (STAYS.has(name)) {
          stays.push(titleOf(name, item))
          return [item]
        }
        changes.push(`${titleOf(name, item)}：去掉`)
        return []
      }
      if (byChat === 'all') return [item]
      const ours = Object.fromEntries((byChat ?? []).flatMap((k) => (k in item ? [[k, item[k]]] : [])))
      const changed = changedMembers({ ...wanted, ...ours }, last ?? {}, item)
      if (!changed) return [item]
      changes.push(`${titleOf(name, changed)}：更新`)
      return [changed]
    })
    const known = new Set(kept.map((i) => keyOf(name, i)))
    for (const [key, item] of now) {
      if (known.has(key)) continue
      changes.push(`${titleOf(name, item)}：新增`)
      result.push(item)
    }
    return result
  }
  const company = changedMembers(
    file.company as unknown as Item,
    (before ?? stored).company as unknown as Item,
    stored.company as unknown as Item,
  )
  if (company) changes.push('公司设置：更新')
  const lists = Object.fromEntries(LISTS.map((name) => [name, list(name)])) as unknown as Lists
  return { directory: { company: (company ?? stored.company) as unknown as Directory['company'], ...lists }, changes, stays }
}

/** Looks at every start whether the company's file is other than when it was taken over last. Gives what to tell whoever starts the product. */
export async function followCompanyFile(
  file: Directory,
  { master, notes }: { master: Pick<MasterData, 'directory' | 'saveDirectory'>; notes: Notes },
): Promise<string[]> {
  const mark = JSON.stringify(file)
  const note = await notes.read(NOTE)
  if (note === mark) return []
  const stored = await master.directory()
  const { directory, changes, stays } = takeOver(file, stored, note === undefined ? undefined : (JSON.parse(note) as Directory))
  if (changes.length > 0) await master.saveDirectory(directory)
  // Noted last: after a crash between the two it is done again, and finds nothing left to change.
  await notes.write(NOTE, mark)
  return [
    ...(changes.length > 0 ? [`公司资料文件有改动，已接管 ${changes.length} 处：${few(changes)}`] : []),
    ...(stays.length > 0 ? [`文件里删掉的 ${few(stays)} 还留着，因为订单会用到；离职的人请留在文件里，把 roles 写成 []。`] : []),
  ]
}

const MOST_NAMED = 12
const few = (words: string[]): string =>
  `${words.slice(0, MOST_NAMED).join('，')}${words.length > MOST_NAMED ? ` 等 ${words.length} 项` : ''}`
