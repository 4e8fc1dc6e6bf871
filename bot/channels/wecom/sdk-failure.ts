import { failed, type Answer } from './error-codes'

/** The SDK rejects with the raw frame for an error code, with an Error for everything else. */
export function readFailure(error: unknown): Answer {
  const code = (error as { errcode?: unknown } | null | undefined)?.errcode
  if (typeof code === 'number') return failed(code)
  const message = error instanceof Error ? error.message : ''
  return message.includes('not connected') || message.includes('exceeds max size')
    ? { state: 'unsent', reason: 'not connected' }
    : { state: 'unknown', reason: message.includes('timeout') ? 'no acknowledgement' : 'connection closed' }
}

/** "Authentication failed: ... (code: 853000)" is all the SDK tells about a refused subscription. */
export function errorCodeIn(error: unknown): number | undefined {
  const message = (error as { message?: unknown } | undefined)?.message
  const found = typeof message === 'string' ? /\(code: (-?\d{1,9})\)/.exec(message)?.[1] : undefined
  return found === undefined ? undefined : Number(found)
}
