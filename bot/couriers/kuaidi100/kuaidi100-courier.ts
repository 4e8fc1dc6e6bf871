import { z } from 'zod'
import type { Courier, CourierAnswer, PushRead, Subscription, Waybill } from '../../../domain/ports/courier'
import { carrierById } from '../../../domain/tracking/carriers'
import { formCall, HINT_MS } from '../form-call'
import { md5Hex, sameSignature } from '../sameness'
import { decodeTrack, trackShape } from './decode-track'

export interface Kuaidi100Settings {
  customer: string
  key: string
  /** https://poll.kuaidi100.com */
  pollUrl: string
  /** http://www.kuaidi100.com: recognition of numbers. */
  webUrl: string
  /** Signs the pushes; without it none is taken. */
  salt: string
  /** Where pushes arrive; absent = only queries. */
  callbackUrl?: string
  timeoutMs: number
}

/** MD5 over param, key and customer, upper-case; on the very text that is sent. */
export const querySign = (param: string, key: string, customer: string): string => md5Hex(param + key + customer).toUpperCase()
/** MD5 over param and salt, upper-case. */
export const pushSign = (param: string, salt: string): string => md5Hex(param + salt).toUpperCase()

const failure = z.object({ returnCode: z.union([z.string(), z.number()]).transform(String), message: z.string().nullish() })
const recognised = z.array(z.object({ comCode: z.string() }))
const pushShape = z.object({
  status: z.string(),
  message: z.string().nullish(),
  autoCheck: z.union([z.string(), z.number()]).transform(String).nullish(),
  comNew: z.string().nullish(),
  lastResult: trackShape,
})

type Refused = Exclude<CourierAnswer, { state: 'events' }>

/** What each code of a query means for us. */
const QUERY_CODES: Record<string, (message: string) => Refused> = {
  400: (reason) => ({ state: 'refused', reason }),
  408: () => ({ state: 'wrong-phone' }),
  500: () => ({ state: 'no-record' }),
  501: (reason) => ({ state: 'busy', reason }),
  502: (reason) => ({ state: 'busy', reason }),
  503: (reason) => ({ state: 'rejected', why: 'signature', reason }),
  601: (reason) => ({ state: 'rejected', why: 'balance', reason }),
}

/** Subscriptions use some of the same codes otherwise: 501 is one that runs already. */
const SUBSCRIBE_CODES: Record<string, (message: string) => Subscription> = {
  200: () => ({ state: 'accepted' }),
  501: () => ({ state: 'accepted' }),
  500: (reason) => ({ state: 'busy', reason }),
  600: (reason) => ({ state: 'rejected', why: 'key', reason }),
  601: (reason) => ({ state: 'rejected', why: 'balance', reason }),
  700: (reason) => ({ state: 'refused', reason }),
  701: (reason) => ({ state: 'refused', reason }),
  702: (reason) => ({ state: 'refused', reason }),
}

const PUSH_OK = { result: true, returnCode: '200', message: '成功' }

/** Kuaidi100 (快递100): query, recognition, subscription and push. Source: its pages on the query, subscription and push interface. */
export function kuaidi100Courier(settings: Kuaidi100Settings): Courier {
  const { customer, key, timeoutMs } = settings

  async function query({ com, number, phone4 }: Waybill): Promise<CourierAnswer> {
    if (carrierById(com)?.phoneAtKuaidi100 && !phone4) return { state: 'needs-phone' }
    const param = JSON.stringify({
      com,
      num: number,
      ...(phone4 ? { phone: phone4 } : {}),
      resultv2: '4',
      show: '0',
      order: 'desc',
    })
    const answer = await formCall(
      `${settings.pollUrl}/poll/query.do`,
      { customer, sign: querySign(param, key, customer), param },
      timeoutMs,
    )
    if (answer.state === 'busy') return answer
    const track = trackShape.safeParse(answer.body)
    if (track.success) {
      // Another number's track is worse than none.
      if (track.data.nu.toUpperCase() !== number.toUpperCase())
        return { state: 'busy', reason: 'the answer is about another number' }
      return { state: 'events', report: decodeTrack(track.data) }
    }
    const failed = failure.safeParse(answer.body)
    if (!failed.success) return { state: 'busy', reason: 'unreadable answer' }
    const { returnCode, message } = failed.data
    const reason = `${returnCode} ${message ?? ''}`.trim().slice(0, 120)
    // 408 is also said of wrong forms: without a phone it is the number that is wrong.
    if (returnCode === '408' && !/验证码|手机|电话|phone/i.test(message ?? '')) return { state: 'refused', reason }
    return QUERY_CODES[returnCode]?.(reason) ?? { state: 'busy', reason }
  }

  async function subscribe({ com, number, phone4 }: Waybill, ownId: string): Promise<Subscription> {
    const param = JSON.stringify({
      company: com,
      number,
      key,
      parameters: {
        callbackurl: `${settings.callbackUrl}?sid=${encodeURIComponent(ownId)}`,
        salt: settings.salt,
        resultv2: '4',
        ...(phone4 ? { phone: phone4 } : {}),
      },
    })
    const answer = await formCall(`${settings.pollUrl}/poll`, { schema: 'json', param }, timeoutMs)
    if (answer.state === 'busy') return answer
    const read = failure.safeParse(answer.body)
    if (!read.success) return { state: 'busy', reason: 'unreadable answer' }
    const reason = `${read.data.returnCode} ${read.data.message ?? ''}`.trim().slice(0, 120)
    return SUBSCRIBE_CODES[read.data.returnCode]?.(reason) ?? { state: 'busy', reason }
  }

  async function recognise(number: string): Promise<string[]> {
    const url = `${settings.webUrl}/autonumber/auto?num=${encodeURIComponent(number)}&key=${encodeURIComponent(key)}`
    const answer = await formCall(url, undefined, Math.min(timeoutMs, HINT_MS))
    const read = answer.state === 'ok' ? recognised.safeParse(answer.body) : undefined
    return read?.success ? read.data.map((c) => c.comCode).filter((c) => carrierById(c) !== undefined) : []
  }

  function readPush(form: Record<string, string>, fromAddress: Record<string, string>): PushRead {
    const { param, sign } = form
    if (param === undefined || sign === undefined || settings.salt === '') return { state: 'forged' }
    if (!sameSignature(sign.toUpperCase(), pushSign(param, settings.salt))) return { state: 'forged' }
    const read = pushShape.safeParse(parsed(param))
    if (!read.success) return { state: 'unreadable' }
    const { status, message, autoCheck, comNew, lastResult } = read.data
    const corrected = autoCheck === '1' && comNew && carrierById(comNew) ? comNew : undefined
    // An abort with a corrected carrier is no end: a new subscription runs already.
    const aborted = status === 'abort' && !corrected
    const report = decodeTrack(lastResult, corrected)
    const ended = aborted ? (/60|无变化/.test(message ?? '') ? ('no-change' as const) : ('no-record' as const)) : undefined
    const ownId = fromAddress['sid']
    return {
      state: 'genuine',
      answer: PUSH_OK,
      pushed: [
        {
          number: lastResult.nu,
          ...(ownId ? { ownId } : {}),
          report: { ...report, pushed: true, ...(ended ? { ended } : {}) },
        },
      ],
    }
  }

  return {
    service: 'kuaidi100',
    serves: (com) => carrierById(com) !== undefined && com !== 'yunexpress',
    query,
    recognise,
    ...(settings.callbackUrl ? { subscribe } : {}),
    readPush,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
