interface Worker {
  idle(): Promise<void>
  /** Units of work done since the start. */
  worked(): number
}

/**
 * Resolves once all workers are idle at the same time. One may make work for another (an event arms a timer, a timer writes an effect),
 * so rounds go on until one has passed in which nobody did anything.
 */
export async function settle(workers: Worker[]): Promise<void> {
  const total = (): number => workers.reduce((sum, worker) => sum + worker.worked(), 0)
  for (;;) {
    const before = total()
    for (const worker of workers) await worker.idle()
    if (total() === before) return
  }
}
