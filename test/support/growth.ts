/**
 * The least processor time in milliseconds that `work` took in some runs. Time in which others had the processor does not count, so a
 * busy machine changes little.
 */
export async function cpuOf(work: () => unknown, runs = 3): Promise<number> {
  let best = Infinity
  for (let i = 0; i < runs; i++) {
    const began = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(began)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

/**
 * What a sign of a large input costs against a sign of a small one: near 1 where time grows with the size, near `times` where it
 * grows with its square.
 */
export async function growthOf(work: (size: number) => unknown, size: number, times = 16, runs = 3): Promise<number> {
  const small = await cpuOf(async () => {
    for (let i = 0; i < times; i++) await work(size)
  }, runs)
  const large = await cpuOf(() => work(size * times), runs)
  // Work of less than a few milliseconds is too short to compare.
  return large < 5 ? 1 : large / Math.max(small, 1)
}

/** Linear work lies near 1, square work at 16. */
export const LINEAR = 8
