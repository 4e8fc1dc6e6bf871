import { readFileSync } from 'node:fs'
import { worldShape, type World } from './channels/sandbox/world-shape'

export type FirstCompany = { ok: true; world: World } | { ok: false; faults: string[] }

/** The company that an empty data folder starts with; one message per fault, with its place in the file. */
export function readFirstCompany(file: string): FirstCompany {
  let given: unknown
  try {
    given = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    return { ok: false, faults: [`${file}：读不了（${error instanceof Error ? error.message : String(error)}）`] }
  }
  const read = worldShape.safeParse(given)
  if (read.success) {
    // A real company lives in real time, even where its file was saved from a sandbox with another clock.
    const { now: _now, ...world } = read.data
    return { ok: true, world }
  }
  return { ok: false, faults: read.error.issues.slice(0, 50).map((i) => `${file}：${i.path.join('.')} ${i.message}`) }
}

/** A right that one process among several has, and loses when it dies. */
interface Right {
  acquire(): Promise<boolean>
  release(): Promise<void>
}

const ASK_AGAIN_MS = 250

/** Has something done that is open to be done once: by this process alone, or by whoever of several gets the right. The others wait until it is done. */
export async function byOneOf(
  right: Right | undefined,
  { isOpen, work }: { isOpen(): Promise<boolean>; work(): Promise<void> },
): Promise<void> {
  while (await isOpen()) {
    if (!right) return work()
    // Where nobody can be asked, as Redis is away, nobody is waited for either.
    if (await right.acquire().catch(() => true)) {
      if (await isOpen()) await work()
      return right.release().catch(() => undefined)
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
  }
}
