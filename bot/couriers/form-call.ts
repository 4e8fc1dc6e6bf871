import { codeOf } from '../../domain/fault'

/** A person waits for a hint: it may not take as long as a query. */
export const HINT_MS = 3000

const MOST_ANSWER = 2_000_000

export type FormAnswer = { state: 'ok'; body: unknown } | { state: 'busy'; reason: string }

/**
 * One call of a courier service: fields are encoded once, here. Addresses and fields hold secrets and appear in no result. A call without a readable
 * answer is `busy`: whether it was counted, nobody knows.
 */
export async function formCall(url: string, fields: Record<string, string> | undefined, timeoutMs: number): Promise<FormAnswer> {
  try {
    const response = await fetch(url, {
      method: fields ? 'POST' : 'GET',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...(fields ? { body: new URLSearchParams(fields) } : {}),
    })
    const text = await response.text()
    if (response.status >= 500) return { state: 'busy', reason: `HTTP ${response.status}` }
    return { state: 'ok', body: JSON.parse(text.slice(0, MOST_ANSWER)) as unknown }
  } catch (error) {
    const { name, cause } = error as { name?: string; cause?: unknown }
    return {
      state: 'busy',
      reason: codeOf(cause) ?? (name === 'TimeoutError' ? 'timeout' : (codeOf(error) ?? name ?? 'no answer')),
    }
  }
}
