import { codeOf } from '../../../domain/fault'
import { failed, type Answer } from './error-codes'

/** Errors of a connection that was never made: the request did not leave. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
])
const MOST_ANSWER = 4_000_000

export interface HttpCall {
  url: string
  method?: 'GET' | 'POST'
  body?: string | FormData
  timeoutMs: number
}

/**
 * One HTTP call of the WeCom API. The status is 200 even for errors, so the code inside decides. Addresses hold secrets and appear in
 * no result; a call that got no answer is `unknown`, never "failed".
 */
export async function httpCall({ url, method = 'POST', body, timeoutMs }: HttpCall): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body }),
      ...(typeof body === 'string' ? { headers: { 'content-type': 'application/json; charset=utf-8' } } : {}),
    })
  } catch (error) {
    const code = causeCode(error)
    return code !== undefined && NEVER_LEFT.has(code)
      ? { state: 'unsent', reason: code }
      : { state: 'unknown', reason: code ?? 'no answer' }
  }
  try {
    const text = await response.text()
    const parsed: unknown = JSON.parse(text.slice(0, MOST_ANSWER))
    if (typeof parsed !== 'object' || parsed === null) return { state: 'unknown', reason: `HTTP ${response.status}` }
    const answer = parsed as Record<string, unknown>
    const code = answer['errcode']
    return typeof code === 'number' && code !== 0 ? failed(code) : { state: 'ok', body: answer }
  } catch {
    return { state: 'unknown', reason: `HTTP ${response.status}` }
  }
}

/** fetch hides what happened in `cause`, and several tries in an AggregateError below it. */
function causeCode(error: unknown): string | undefined {
  const cause = (error as { cause?: unknown } | undefined)?.cause
  const first = (cause as { errors?: unknown[] } | undefined)?.errors?.[0]
  return (
    codeOf(cause) ??
    codeOf(first) ??
    codeOf(error) ??
    ((error as { name?: string } | undefined)?.name === 'TimeoutError' ? 'timeout' : undefined)
  )
}
