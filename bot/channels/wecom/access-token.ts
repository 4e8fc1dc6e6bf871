import { fault } from '../../../domain/fault'
import type { WallClock } from './wall-clock'
import type { Answer } from './error-codes'

export interface StoredToken {
  token: string
  /** Milliseconds since 1970 UTC. */
  expiresAt: number
}

/** Where the token is kept; several processes of one app share it. Keys name corp and agent, never the secret. */
export interface TokenStore {
  read(key: string): Promise<StoredToken | undefined>
  write(key: string, token: StoredToken): Promise<void>
  /** Removes the token only while it is still this one, so that a fresh one of another process survives. */
  drop(key: string, token: string): Promise<void>
}

export const memoryTokenStore = (): TokenStore => {
  const tokens = new Map<string, StoredToken>()
  return {
    read: async (key) => tokens.get(key),
    write: async (key, token) => void tokens.set(key, token),
    async drop(key, token) {
      if (tokens.get(key)?.token === token) tokens.delete(key)
    },
  }
}

export interface AccessToken {
  /** A token that still has at least a tenth of its life. Throws Fault WECOM_TOKEN_REFUSED or WECOM_UNREACHABLE. */
  get(): Promise<string>
  /** The platform refused this one; the next `get` brings another. */
  refused(token: string): Promise<void>
  /** Times the platform was asked. */
  fetches(): number
}

/** A refused secret is not tried again before this; asking often gets the whole enterprise blocked. */
const REFUSED_PAUSE_MS = 30_000

type Refused = Extract<Answer, { state: 'error' }>

const refusedFault = (answer: Refused): Error =>
  fault('WECOM_TOKEN_REFUSED', `WeCom refused an access token (${answer.code}): ${answer.info.hint}`, { cause: answer })

export function accessToken(deps: {
  key: string
  store: TokenStore
  clock: WallClock
  fetchToken(): Promise<Answer>
}): AccessToken {
  const { key, store, clock } = deps
  let inFlight: Promise<string> | undefined
  let refusedUntil = 0
  let refusal: Refused | undefined
  let fetches = 0

  const refresh = async (): Promise<string> => {
    const stored = await store.read(key)
    if (stored && stored.expiresAt > clock.nowMs()) return stored.token
    if (refusal && clock.nowMs() < refusedUntil) throw refusedFault(refusal)
    fetches += 1
    const answer = await deps.fetchToken()
    if (answer.state === 'error') {
      if (answer.info.kind === 'later')
        throw fault('WECOM_UNREACHABLE', 'WeCom is too busy to give an access token; it is asked again later')
      refusal = answer
      refusedUntil = clock.nowMs() + REFUSED_PAUSE_MS
      throw refusedFault(answer)
    }
    const token = answer.state === 'ok' ? answer.body['access_token'] : undefined
    if (answer.state !== 'ok' || typeof token !== 'string' || token === '')
      throw fault('WECOM_UNREACHABLE', 'WeCom gave no access token; the network or the platform is down')
    const seconds = Number(answer.body['expires_in'])
    const lifeMs = (Number.isFinite(seconds) && seconds > 0 ? seconds : 7200) * 1000
    await store.write(key, { token, expiresAt: clock.nowMs() + lifeMs * 0.9 })
    return token
  }

  return {
    get() {
      inFlight ??= refresh().finally(() => {
        inFlight = undefined
      })
      return inFlight
    },
    refused: (token) => store.drop(key, token),
    fetches: () => fetches,
  }
}
