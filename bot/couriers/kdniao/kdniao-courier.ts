import { z } from 'zod'
import type { Courier, CourierAnswer, PushRead, Subscription, Waybill } from '../../../domain/ports/courier'
import { carrierById, carrierByKdniao } from '../../../domain/tracking/carriers'
import { isAtStation, neutralState } from '../../../domain/tracking/neutral-states'
import type { TrackEvent, TrackingReport } from '../../../domain/tracking/report'
import { beijingTime } from '../carrier-time'
import { formCall, HINT_MS } from '../form-call'
import { md5Hex, sameSignature } from '../sameness'

export interface KdniaoSettings {
  businessId: string
  apiKey: string
  /** https://api.kdniao.com */
  url: string
  /** The paid interfaces (8001, 8008) instead of the free ones (1002, 1008). */
  paid: boolean
  /** Whether pushes can arrive: the address itself is entered in KDNiao's console. */
  pushes: boolean
  timeoutMs: number
}

/** Base64 of the 32 hex characters, not of the bytes; the form encoder encodes it once. */
export const dataSign = (requestData: string, apiKey: string): string =>
  Buffer.from(md5Hex(requestData + apiKey), 'ascii').toString('base64')

/** Signs by which KDNiao's own check fails; nothing of ours needs them. */
const withoutSigns = (text: string): string => text.replace(/['"#&+<>%\\]/g, '')

const code = z.union([z.string(), z.number()]).transform(String).nullish()
const words = z.string().nullish()
const trackShape = z.object({
  LogisticCode: words,
  ShipperCode: words,
  Success: z.boolean(),
  Reason: words,
  State: code,
  StateEx: code,
  CallBack: words,
  EstimatedDeliveryTime: words,
  Traces: z.array(z.object({ AcceptTime: words, AcceptStation: words, Location: words, Action: code })).nullish(),
  ResultCode: code,
})
type Track = z.output<typeof trackShape>
const pushShape = z.object({ Data: z.array(trackShape).max(500) })
const recognisedShape = z.object({ Shippers: z.array(z.object({ ShipperCode: z.string() })).nullish() })

const MOST_EVENTS = 100
const SIGNED_BY = /签收人[是为:：\s]{0,3}([^，,。；;\s（(【[]{1,12})/

function decode(track: Track): Extract<TrackingReport, { kind: 'events' }> {
  const main = track.State ?? undefined
  const detail = track.StateEx ?? undefined
  const traces = track.Traces ?? []
  const events = traces.slice(-MOST_EVENTS).flatMap((row): TrackEvent[] => {
    const at = beijingTime(row.AcceptTime)
    return at
      ? [
          {
            at,
            status: neutralState('kdniao', undefined, row.Action ?? undefined),
            raw: row.Action ?? '',
            text: (row.AcceptStation ?? '').slice(0, 200),
            ...(row.Location ? { place: row.Location.slice(0, 60) } : {}),
          },
        ]
      : []
  })
  const state = neutralState('kdniao', main, detail)
  const signedBy = state === 'delivered' ? SIGNED_BY.exec(traces.at(-1)?.AcceptStation ?? '')?.[1] : undefined
  const eta = /^\d{4}-\d\d-\d\d/.exec(track.EstimatedDeliveryTime ?? '')?.[0]
  return {
    kind: 'events',
    service: 'kdniao',
    state,
    raw: [main, detail].filter(Boolean).join('/'),
    atStation: isAtStation('kdniao', [main, detail]),
    events,
    ...(eta ? { eta } : {}),
    ...(signedBy ? { signedBy } : {}),
  }
}

type Refused = Exclude<CourierAnswer, { state: 'events' }>

/** What a refusal means, by its number where one is given, else by its words. */
function refusal(track: Pick<Track, 'Reason' | 'ResultCode'>): Refused {
  const reason = (track.Reason ?? '').slice(0, 120)
  const number = track.ResultCode ?? /\b(10[1-6]|40[1-5])\b/.exec(reason)?.[1]
  if (number === '405' || /超过.{0,6}(次数|限制|上限)|限量/.test(reason)) return { state: 'limited', reason }
  if (/余额|欠费|套餐|用完/.test(reason)) return { state: 'rejected', why: 'balance', reason }
  if (number === '102' || /签名|数据验证|验签/.test(reason)) return { state: 'rejected', why: 'signature', reason }
  if (number === '104' || /用户|商户|未授权|未开通|ID/.test(reason)) return { state: 'rejected', why: 'key', reason }
  if (/手机|尾号|CustomerName|验证码/.test(reason)) return { state: 'wrong-phone' }
  if (/(没有|无|暂无).{0,4}(轨迹|物流|信息)|无结果/.test(reason)) return { state: 'no-record' }
  if (['101', '103', '401', '402', '403', '404'].includes(number ?? '') || /单号|快递公司|编码/.test(reason))
    return { state: 'refused', reason }
  return { state: 'busy', reason: reason || 'refused without a reason' }
}

/** KDNiao (快递鸟): query, recognition, subscription and push. Source: its interface pages for 1002/8001, 2002, 1008/8008 and push 101/102. */
export function kdniaoCourier(settings: KdniaoSettings): Courier {
  const call = async (path: string, requestType: string, data: object, timeoutMs = settings.timeoutMs) => {
    const requestData = JSON.stringify(data)
    return formCall(
      `${settings.url}${path}`,
      {
        RequestData: requestData,
        EBusinessID: settings.businessId,
        RequestType: requestType,
        DataSign: dataSign(requestData, settings.apiKey),
        DataType: '2',
      },
      timeoutMs,
    )
  }
  const dataOf = ({ com, number, phone4 }: Waybill): object => ({
    OrderCode: '',
    ShipperCode: carrierById(com)?.kdniao ?? '',
    LogisticCode: withoutSigns(number),
    ...(phone4 ? { CustomerName: phone4 } : {}),
  })
  const lacksPhone = (w: Waybill): boolean => (carrierById(w.com)?.phoneAtKdniao ?? false) && !w.phone4

  async function query(waybill: Waybill): Promise<CourierAnswer> {
    if (lacksPhone(waybill)) return { state: 'needs-phone' }
    const answer = await call('/Ebusiness/EbusinessOrderHandle.aspx', settings.paid ? '8001' : '1002', dataOf(waybill))
    if (answer.state === 'busy') return answer
    const read = trackShape.safeParse(answer.body)
    if (!read.success) return { state: 'busy', reason: 'unreadable answer' }
    if (!read.data.Success) return refusal(read.data)
    if ((read.data.LogisticCode ?? '').toUpperCase() !== waybill.number.toUpperCase())
      return { state: 'busy', reason: 'the answer is about another number' }
    const report = decode(read.data)
    return report.events.length === 0 && report.state === 'unknown' ? { state: 'no-record' } : { state: 'events', report }
  }

  async function subscribe(waybill: Waybill, ownId: string): Promise<Subscription> {
    if (lacksPhone(waybill)) return { state: 'needs-phone' }
    const answer = await call('/api/dist', settings.paid ? '8008' : '1008', { ...dataOf(waybill), CallBack: withoutSigns(ownId) })
    if (answer.state === 'busy') return answer
    const read = trackShape.safeParse(answer.body)
    if (!read.success) return { state: 'busy', reason: 'unreadable answer' }
    return read.data.Success ? { state: 'accepted' } : refusal(read.data)
  }

  async function recognise(number: string): Promise<string[]> {
    const waitMs = Math.min(settings.timeoutMs, HINT_MS)
    const answer = await call('/Ebusiness/EbusinessOrderHandle.aspx', '2002', { LogisticCode: withoutSigns(number) }, waitMs)
    const read = answer.state === 'ok' ? recognisedShape.safeParse(answer.body) : undefined
    return (read?.success ? (read.data.Shippers ?? []) : []).flatMap((s) => carrierByKdniao(s.ShipperCode)?.id ?? [])
  }

  function readPush(form: Record<string, string>, _query: Record<string, string>, nowIso: string): PushRead {
    const { RequestData: data, DataSign: sign, RequestType: type } = form
    if (data === undefined || sign === undefined) return { state: 'forged' }
    // Some encode the signature once more than the form does.
    const given = sign.replaceAll('%3D', '=').replaceAll('%3d', '=').replaceAll('%2B', '+').replaceAll('%2F', '/')
    if (!sameSignature(given, dataSign(data, settings.apiKey))) return { state: 'forged' }
    const answer = {
      EBusinessID: settings.businessId,
      UpdateTime: new Date(Date.parse(nowIso) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
      Success: true,
      Reason: '',
    }
    if (type !== '101' && type !== '102') return { state: 'genuine', pushed: [], answer }
    let body: unknown
    try {
      body = JSON.parse(data)
    } catch {
      return { state: 'unreadable' }
    }
    const read = pushShape.safeParse(body)
    if (!read.success) return { state: 'unreadable' }
    return {
      state: 'genuine',
      answer,
      pushed: read.data.Data.flatMap((track) => {
        if (!track.LogisticCode) return []
        const ended = !track.Success && /[三3]天|无轨迹|终止|停止/.test(track.Reason ?? '') ? ('no-record' as const) : undefined
        if (!track.Success && !ended) return []
        return [
          {
            number: track.LogisticCode,
            ...(track.CallBack ? { ownId: track.CallBack } : {}),
            report: { ...decode(track), pushed: true, ...(ended ? { ended } : {}) },
          },
        ]
      }),
    }
  }

  return {
    service: 'kdniao',
    serves: (com) => carrierById(com)?.kdniao !== undefined,
    query,
    recognise,
    ...(settings.pushes ? { subscribe } : {}),
    readPush,
  }
}
