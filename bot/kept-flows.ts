import { fault } from '../domain/fault'
import { checkFlow } from '../domain/flow/check-flow'
import { flowSchema, type Flow } from '../domain/flow/flow'
import type { OrderBook } from '../domain/ports/order-book'

interface Notes {
  read(key: string): Promise<string | undefined>
  write(key: string, value: string): Promise<void>
}

const INDEX = 'flows'
const nameOf = (flow: Pick<Flow, 'id' | 'version'>): string => `${flow.id}@${flow.version}`

/**
 * Keeps every version of a flow that was ever run beside the orders, and gives those that are no longer listed, so that running orders end by the
 * flow they began with. A company's own flow that changed under the same version while orders run by it: Fault FLOW_CHANGED.
 */
export async function keepFlows(listed: Flow[], own: Flow[], notes: Notes, book: Pick<OrderBook, 'find'>): Promise<Flow[]> {
  const known = new Set(JSON.parse((await notes.read(INDEX)) ?? '[]') as string[])
  for (const flow of listed) {
    const name = nameOf(flow)
    const text = JSON.stringify(flow)
    const kept = known.has(name) ? await notes.read(`flow:${name}`) : undefined
    if (kept === text) continue
    if (kept !== undefined && own.includes(flow) && (await isRunning(flow, book)))
      throw fault(
        'FLOW_CHANGED',
        `流程 ${flow.id} 第 ${flow.version} 版有订单正在走，内容却改了：请把 version 改成 ${flow.version + 1}，新订单走新版，走着的订单按原版走完`,
      )
    await notes.write(`flow:${name}`, text)
    known.add(name)
  }
  await notes.write(INDEX, JSON.stringify([...known].sort()))
  const names = new Set(listed.map(nameOf))
  const older = await Promise.all(
    [...known].filter((name) => !names.has(name)).map(async (name) => readFlow(await notes.read(`flow:${name}`))),
  )
  return older.filter((flow) => flow !== undefined)
}

/** A kept flow as it was; one that this program can no longer run is left out, and an order that needs it says so. */
function readFlow(text: string | undefined): Flow | undefined {
  const read = flowSchema.safeParse(JSON.parse(text ?? 'null'))
  return read.success && checkFlow(read.data).length === 0 ? read.data : undefined
}

const isRunning = async (flow: Flow, book: Pick<OrderBook, 'find'>): Promise<boolean> =>
  (await book.find({ activeOnly: true, limit: 500 })).some((o) => o.flow === flow.id && o.flowVersion === flow.version)
