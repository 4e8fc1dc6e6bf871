/** True when the work ended in time. */
export const within = (work: Promise<void>, timeoutMs: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(false), timeoutMs)
    work.then(() => resolve(true), reject).finally(() => clearTimeout(timer))
  })
