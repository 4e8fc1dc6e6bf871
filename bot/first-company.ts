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
