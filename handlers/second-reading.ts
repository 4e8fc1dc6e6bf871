import { acceptProposals, askable, MOST_ASKED_TEXT, withoutPhones } from '../domain/intake/second-reader'
import { pointLabel } from '../domain/checks/draft-complete'
import { valuePath } from '../domain/order/draft-fields'
import type { Order } from '../domain/order/order'
import type { Clock } from '../domain/ports/clock'
import type { Log } from '../domain/ports/log'
import type { SecondReader, SecondReading } from '../domain/ports/second-reader'
import type { Execute } from './execute-command'

export interface RunningSecondReading extends SecondReading {
  /** Resolves once nothing is under way. */
  idle(): Promise<void>
  worked(): number
  /** Answers that come later are dropped. */
  stop(): void
}

export interface SecondReadingDeps {
  reader: SecondReader
  execute(): Execute
  clock: Clock
  log: Log
  dateOf(iso: string): Promise<string>
}

/** Asks the second reader about what is missing or unsure in a new draft, and proposes what holds up against the text. */
export function secondReading(deps: SecondReadingDeps): RunningSecondReading {
  const running = new Set<Promise<void>>()
  let worked = 0
  let stopped = false

  const read = async (order: Order): Promise<void> => {
    const asked = askable(order.openPoints.map((p) => ({ ...p, path: valuePath(p.path) })))
    const text = withoutPhones(order.intake.text ?? '')
    if (asked.length === 0 || text.trim() === '' || text.length > MOST_ASKED_TEXT) return
    const today = await deps.dateOf(order.createdAt)
    const answer = await deps.reader.ask({ text, today, asked: asked.map((path) => ({ path, label: pointLabel(order, path) })) })
    const proposals = acceptProposals(answer, { text, today, asked })
    if (proposals.length === 0 || stopped) return
    worked++
    const evidence = { byId: 'bot', at: deps.clock.nowIso() }
    await deps.execute().onOrder(order.number, { type: 'ProposeValues', proposals }, { actorId: 'bot', evidence })
  }

  return {
    consider(order) {
      const work = read(order)
        .catch((error: unknown) => deps.log.warn({ err: error, order: order.number }, 'a second reading could not be proposed'))
        .finally(() => running.delete(work))
      running.add(work)
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
    worked: () => worked,
    stop() {
      stopped = true
    },
  }
}
