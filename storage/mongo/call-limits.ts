import { setMaxListeners } from 'node:events'
import type { Connection, Model } from 'mongoose'
import { fault } from '../../domain/fault'
import type { Models } from './mongo-models'

/** No call to the server lasts longer, whatever it waits for. */
const LONGEST_MS = 20_000
/** What does not come back within this time after a server was lost is not waited for any longer. */
const AFTER_LOSS_MS = 2000
/** Calls that begin within this time end together, so that a call costs no timer of its own. */
const SLICE_MS = 1000

/** Where each method of a collection takes its options. */
const OPTIONS_AT = {
  find: 1,
  findOne: 1,
  countDocuments: 1,
  insertOne: 1,
  insertMany: 1,
  bulkWrite: 1,
  deleteOne: 1,
  deleteMany: 1,
  updateOne: 2,
  updateMany: 2,
  replaceOne: 2,
  findOneAndUpdate: 2,
} as const

export interface CallLimits {
  /** Ends when a call that begins now has lasted too long. */
  signal(): AbortSignal
  /** The connections to the server are gone: what is under way is given up soon. */
  lost(): void
  stop(): void
}

const tooLong = () => {
  const error = fault(
    'STORAGE_UNREACHABLE',
    'MongoDB did not answer a call in time, which was given up. Check MONGODB_URL and the server.',
  )
  // The driver copies the members that it can list into an error of its own, whose name cannot be set.
  return Object.defineProperty(error, 'name', { enumerable: false })
}

function createCallLimits(): CallLimits {
  interface Slice {
    begunMs: number
    calls: AbortController
  }
  const begin = (): Slice => {
    const calls = new AbortController()
    setMaxListeners(0, calls.signal)
    return { begunMs: performance.now(), calls }
  }
  let current = begin()
  let earlier: Slice[] = []
  const losses = new Set<NodeJS.Timeout>()

  function nextSlice(): void {
    earlier.push(current)
    current = begin()
  }

  function giveUp(begunBefore: number): void {
    const old = earlier.filter((slice) => slice.begunMs < begunBefore)
    earlier = earlier.filter((slice) => slice.begunMs >= begunBefore)
    // Nothing listens any more to a slice whose calls have all ended.
    for (const slice of old) slice.calls.abort(tooLong())
  }

  const timer = setInterval(() => {
    nextSlice()
    giveUp(performance.now() - LONGEST_MS)
  }, SLICE_MS)
  timer.unref()

  return {
    signal: () => current.calls.signal,
    lost() {
      nextSlice()
      const since = current.begunMs
      const loss = setTimeout(() => {
        losses.delete(loss)
        giveUp(since)
      }, AFTER_LOSS_MS)
      loss.unref()
      losses.add(loss)
    },
    stop() {
      clearInterval(timer)
      for (const loss of losses) clearTimeout(loss)
    },
  }
}

/**
 * Gives every call of these models an end. The driver's own limits do not do it: a command written to a socket that the server has just
 * closed, or that is full when the server falls silent, waits for a "drain" that never comes, and keeps its place among the connections.
 */
export function limitCalls(models: Models, connection: Connection): CallLimits {
  const limits = createCallLimits()
  connection.getClient().on('connectionPoolCleared', limits.lost)
  for (const { collection } of Object.values(models) as Model<unknown>[]) {
    const methods = collection as unknown as Record<string, (...args: unknown[]) => unknown>
    for (const [name, at] of Object.entries(OPTIONS_AT)) {
      const call = methods[name]
      methods[name] = (...args) => {
        const given = args.slice(0, at)
        return call?.call(collection, ...given, { ...(args[at] as object | undefined), signal: limits.signal() })
      }
    }
  }
  return limits
}
