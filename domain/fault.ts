/** A fault: a bug, storage or network trouble. Rules never throw; they refuse. Recognise by `code`, not by class. */
export class Fault extends Error {
  readonly code: string
  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
    this.name = 'Fault'
  }
}

export const fault = (code: string, message: string, options?: { cause?: unknown }): Fault => new Fault(code, message, options)

/** The code of anything thrown, or undefined. */
export const codeOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}
