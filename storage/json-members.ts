import { named, quoted } from './canonical-json'

/** The JSON of one member of a value, and of each thing that lies in it, in order. */
interface Member {
  value: object
  text: string
  items: object[]
  texts: string[]
}

/** How a value was written out, member by member, in order; nothing for members that are no objects. */
export type JsonMembers = (Member | undefined)[]

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const plainText = (value: unknown): string | undefined => (typeof value === 'string' ? quoted(value) : JSON.stringify(value))

/** `textOf` is asked for each member in order and gives nothing for what JSON does not know. */
function writeRecord(value: object, textOf: (item: unknown, place: number) => string | undefined): string {
  const parts: string[] = []
  let place = 0
  for (const key of Object.keys(value)) {
    const text = textOf((value as Record<string, unknown>)[key], place)
    if (text !== undefined) parts.push(named(key) + text)
    place += 1
  }
  return `{${parts.join(',')}}`
}

/** Writes a member; what lay in its place before as the very same object is not written out again. */
function writeMember(value: object, before: Member | undefined): Member {
  const items: object[] = []
  const texts: string[] = []
  const textOf = (item: unknown, place: number): string | undefined => {
    if (!isObject(item)) return plainText(item)
    const text = before?.items[place] === item ? (before.texts[place] as string) : JSON.stringify(item)
    items[place] = item
    texts[place] = text
    return text
  }
  const text = Array.isArray(value)
    ? `[${value.map((item, place) => textOf(item, place) ?? 'null').join(',')}]`
    : writeRecord(value, textOf)
  return { value, text, items, texts }
}

/**
 * Exactly what JSON.stringify gives for plain data that nobody may write into afterwards. Of an order most stays from one command to the
 * next: what stands in the same place as the very same object is taken over as it was written in the state `before`.
 */
export function jsonByMembers(value: object, before: JsonMembers = []): { text: string; members: JsonMembers } {
  const members: JsonMembers = []
  const text = writeRecord(value, (item, place) => {
    if (!isObject(item)) return plainText(item)
    const known = before[place]
    const member = known?.value === item ? known : writeMember(item, known)
    members[place] = member
    return member.text
  })
  return { text, members }
}

/** The JSON of something that lies in a member: as it was written with the whole, where it was. */
export function writtenIn(members: JsonMembers | undefined, member: object, item: object): string {
  const known = members?.find((one) => one?.value === member)
  const place = known?.items.indexOf(item) ?? -1
  return known?.texts[place] ?? JSON.stringify(item)
}
