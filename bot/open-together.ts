/** Something that must be closed again. */
interface Opened {
  close(): Promise<void>
}
export type Keep = <T extends Opened>(opened: T) => T

/** Where making something throws half way, what it had opened is closed again, the last first. */
export async function openTogether<T>(make: (keep: Keep) => Promise<T>): Promise<T> {
  const opened: Opened[] = []
  try {
    return await make((one) => {
      opened.unshift(one)
      return one
    })
  } catch (error) {
    for (const one of opened) await one.close().catch(() => undefined)
    throw error
  }
}
