export interface BatchLimits {
  /** Items in one batch at most, and how many batches may be under way. What comes meanwhile waits and goes together. */
  most: number
  atOnce: number
  /** Characters in one batch at most; an item that is longer goes alone. */
  sizeOf?: (item: never) => number
}

const MOST_CHARACTERS = 2_000_000
const FEW = 8
/** A call that lasts long may be given up half-way; then the next ones are given less. */
const LONG_MS = 250
const SHORT_MS = 100

interface Waiting<Item, Out> {
  item: Item
  resolve: (out: Out) => void
  reject: (error: unknown) => void
}

/** What became of one item of a batch. */
export type Outcome<Out> = { value: Out } | { error: unknown }

/**
 * Does what many ask for at the same time with few calls, and with few calls at a time: a server that is slow is not flooded. `run` tells
 * the outcome of each item; what it throws is the outcome of all.
 */
export function inBatches<Item, Out>(
  limits: BatchLimits & { sizeOf?: (item: Item) => number },
  run: (items: Item[]) => Promise<Outcome<Out>[]>,
): (item: Item) => Promise<Out> {
  let waiting: Waiting<Item, Out>[] = []
  let underWay = 0
  let isPlanned = false
  let most = Math.min(FEW, limits.most)

  function learn(count: number, ms: number): void {
    if (ms > LONG_MS) most = Math.max(1, Math.floor(most / 2))
    else if (ms < SHORT_MS && count === most) most = Math.min(most * 2, limits.most)
  }

  function next(): Waiting<Item, Out>[] {
    let characters = 0
    let count = 0
    for (const { item } of waiting) {
      characters += limits.sizeOf?.(item) ?? 0
      if (count > 0 && (count >= most || characters > MOST_CHARACTERS)) break
      count += 1
    }
    const batch = waiting.slice(0, count)
    waiting = waiting.slice(count)
    return batch
  }

  async function work(batch: Waiting<Item, Out>[]): Promise<void> {
    const begun = performance.now()
    try {
      const outcomes = await run(batch.map(({ item }) => item))
      for (const [i, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[i]
        if (outcome && 'value' in outcome) resolve(outcome.value)
        else reject(outcome?.error)
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    } finally {
      learn(batch.length, performance.now() - begun)
    }
  }

  function begin(): void {
    isPlanned = false
    while (waiting.length > 0 && underWay < limits.atOnce) {
      underWay += 1
      void work(next()).finally(() => {
        underWay -= 1
        plan()
      })
    }
  }

  /** At the end of this turn of the event loop, when all that belongs to it has been asked for. */
  function plan(): void {
    if (isPlanned || waiting.length === 0 || underWay >= limits.atOnce) return
    isPlanned = true
    setImmediate(begin)
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      plan()
    })
}
