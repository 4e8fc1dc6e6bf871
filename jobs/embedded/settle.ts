interface Worker {
  idle(): Promise<void>
  /** Units of work done since the start. */
  worked(): number
}

/**
 * Resolves once all workers are idle at the same time. One may make work for another (an event arms a timer, a timer writes an effect),
 * so rounds go on until one has passed in which nobody did anything. To be given in the order in which work is passed on. What other
 * processes do meanwhile is not counted here: with several of them, `quietRounds` has to be two.
 */
export async function settle(workers: Worker[], quietRounds = 1): Promise<void> {
  const total = (): number => workers.reduce((sum, worker) => sum + worker.worked(), 0)
  for (let quiet = 0; quiet < quietRounds; ) {
    const before = total()
    for (const worker of workers) await worker.idle()
    quiet = total() === before ? quiet + 1 : 0
  }
}
