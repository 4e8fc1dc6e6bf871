import type { Delivery } from '../../../domain/message'

/** A message that waits for its turn in one conversation. */
export interface Job {
  /** Short words that may share a message with others: no card, no mention, no file. */
  note?: string
  run(): Promise<Delivery>
}

export interface SendQueue {
  /** Runs jobs of one conversation one after another, in the order given; notes that wait are said together. Nothing is dropped. */
  add(conversation: string, job: Job): Promise<Delivery>
  waiting(): number
}

interface Waiting {
  job: Job
  settle(delivery: Delivery): void
  fail(error: unknown): void
}

/** `together` sends several notes as one message. `mostBytes` bounds what is put together. */
export function sendQueue(
  together: (conversation: string, notes: string[], first: Job) => Promise<Delivery>,
  mostBytes: number,
): SendQueue {
  const lanes = new Map<string, Waiting[]>()
  let waiting = 0

  /** The foremost job, with the notes directly behind it when it is a note: order is kept, so only neighbours join. */
  const takeNext = (lane: Waiting[]): Waiting[] => {
    const [first] = lane
    if (!first) return []
    const group = [first]
    let bytes = Buffer.byteLength(first.job.note ?? '')
    while (first.job.note !== undefined) {
      const next = lane[group.length]
      if (next?.job.note === undefined) break
      bytes += Buffer.byteLength(next.job.note) + 2
      if (bytes > mostBytes) break
      group.push(next)
    }
    lane.splice(0, group.length)
    return group
  }

  async function work(conversation: string, lane: Waiting[]): Promise<void> {
    for (;;) {
      // One round later, so that everything handed in together is seen together.
      await Promise.resolve()
      const group = takeNext(lane)
      const [first] = group
      if (!first) break
      try {
        const delivery =
          group.length === 1
            ? await first.job.run()
            : await together(
                conversation,
                group.map((w) => w.job.note ?? ''),
                first.job,
              )
        for (const one of group) one.settle(delivery)
      } catch (error) {
        for (const one of group) one.fail(error)
      }
      waiting -= group.length
    }
    lanes.delete(conversation)
  }

  return {
    waiting: () => waiting,
    add: (conversation, job) =>
      new Promise<Delivery>((settle, fail) => {
        waiting += 1
        const lane = lanes.get(conversation)
        if (lane) {
          lane.push({ job, settle, fail })
          return
        }
        const fresh = [{ job, settle, fail }]
        lanes.set(conversation, fresh)
        void work(conversation, fresh)
      }),
  }
}
