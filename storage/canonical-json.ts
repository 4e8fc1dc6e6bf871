/** Whether a text stands in JSON as it is: no quote, backslash, control sign or half of a surrogate pair. */
const PLAIN = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/

/** A text in JSON. */
export const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text))

const FEW = 24
const MOST_NAMES = 4096
const names = new Map<string, string>()

/** A member's name in JSON with its colon; the same few stand in every event. */
export function named(key: string): string {
  let text = names.get(key)
  if (text === undefined) {
    text = `${quoted(key)}:`
    // Names may come from data: then there is no end of them.
    if (names.size >= MOST_NAMES) names.clear()
    names.set(key, text)
  }
  return text
}

const startsLikeNumber = (key: string): boolean => key >= '0' && key < ':'

/** Sorts in place: sorting the few members of an event one by one into their places leaves nothing to be cleared away. */
function sortFew(keys: string[]): void {
  if (keys.length > FEW) {
    keys.sort()
    return
  }
  for (let i = 1; i < keys.length; i += 1) {
    const key = keys[i] as string
    let place = i
    for (; place > 0 && (keys[place - 1] as string) > key; place -= 1) keys[place] = keys[place - 1] as string
    keys[place] = key
  }
}

/** The engine lists keys that are whole numbers first and by their value, whatever the order they were added in. */
function inFixedOrder(keys: string[]): string[] {
  sortFew(keys)
  if (!keys.some(startsLikeNumber)) return keys
  const probe = Object.create(null) as Record<string, true>
  for (const key of keys) probe[key] = true
  return Object.keys(probe)
}

function write(value: unknown): string | undefined {
  if (typeof value === 'string') return quoted(value)
  // Numbers, booleans, null; undefined for what JSON does not know.
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) {
    let list = '['
    for (let i = 0; i < value.length; i += 1) list += `${i === 0 ? '' : ','}${write(value[i]) ?? 'null'}`
    return `${list}]`
  }
  const record = value as Record<string, unknown>
  let members = ''
  for (const key of inFixedOrder(Object.keys(record))) {
    const text = write(record[key])
    if (text !== undefined) members += `${members === '' ? '' : ','}${named(key)}${text}`
  }
  return `{${members}}`
}

/**
 * JSON with keys in one fixed order and without undefined members, so that equal content gives equal text and equal hashes.
 * Keys that look like numbers come first, which is the engine's own order and just as fixed. Written straight out, since every event passes
 * here: a sorted copy of the object, given to the engine, costs twice as much.
 */
export const canonicalJson = (value: unknown): string => write(value) as string
