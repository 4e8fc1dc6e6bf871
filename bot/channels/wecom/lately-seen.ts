/** Remembers the last `most` to twice as many keys. */
export interface LatelySeen {
  has(key: string): boolean
  add(key: string): void
}

/** Two generations, of which the older is dropped as a whole: taking single keys out of the front of a large Set is slow. */
export function latelySeen(most: number): LatelySeen {
  let young = new Set<string>()
  let old = new Set<string>()
  return {
    has: (key) => young.has(key) || old.has(key),
    add(key) {
      young.add(key)
      if (young.size < most) return
      old = young
      young = new Set()
    },
  }
}
