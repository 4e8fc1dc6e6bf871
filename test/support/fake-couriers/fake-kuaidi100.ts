import { createHash } from 'node:crypto'
import { fakeService, type FakeService } from './fake-service'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex').toUpperCase()

export interface Row {
  time: string
  context: string
  /** Detailed state code. */
  code?: string
}
export interface Parcel {
  com: string
  state: string
  rows: Row[]
  /** Wanted by the carrier. */
  phone?: string
  arrivalTime?: string
}

export interface FakeKuaidi100 extends FakeService {
  /** By number; unknown ones have no record. */
  parcels: Map<string, Parcel>
  /** Whose numbers are, as the service guesses; others are 圆通. */
  guesses: Map<string, string[]>
  /** Wishes to be told: number, address, salt. */
  subscriptions: { number: string; company: string; callbackurl: string; salt: string }[]
  /** The fields of a push about a number, signed. */
  push(number: string, change?: { status?: string; message?: string; comNew?: string }, salt?: string): URLSearchParams
}

const track = (number: string, parcel: Parcel): object => ({
  message: 'ok',
  nu: number,
  com: parcel.com,
  ischeck: parcel.state === '3' ? '1' : '0',
  status: '200',
  state: parcel.state,
  condition: 'F00',
  ...(parcel.arrivalTime ? { arrivalTime: parcel.arrivalTime } : {}),
  data: parcel.rows
    .toReversed()
    .map((r) => ({ time: r.time, ftime: r.time, context: r.context, statusCode: r.code ?? parcel.state })),
})

/** Kuaidi100 as its pages describe it: signatures are checked, phones asked for, subscriptions kept. */
export async function fakeKuaidi100(customer: string, key: string): Promise<FakeKuaidi100> {
  const parcels: FakeKuaidi100['parcels'] = new Map()
  const guesses: FakeKuaidi100['guesses'] = new Map()
  const subscriptions: FakeKuaidi100['subscriptions'] = []
  const refuse = (returnCode: string, message: string): object => ({ result: false, returnCode, message })
  const service = await fakeService(({ path, form, query }) => {
    if (path === '/autonumber/auto')
      return query.get('key') === key
        ? (guesses.get(query.get('num') ?? '') ?? ['yuantong']).map((comCode) => ({ comCode, lengthPre: 15, name: comCode }))
        : refuse('701', 'key missing')
    const param = form['param'] ?? ''
    const asked = JSON.parse(param) as {
      com?: string
      num?: string
      phone?: string
      company?: string
      number?: string
      key?: string
      parameters?: { callbackurl: string; salt: string }
    }
    if (path === '/poll/query.do') {
      if (form['customer'] !== customer || form['sign'] !== md5(param + key + customer)) return refuse('503', '验证签名失败')
      const parcel = parcels.get(asked.num ?? '')
      if (!parcel) return refuse('500', '查询无结果，请隔段时间再查')
      if (parcel.phone && parcel.phone !== asked.phone) return refuse('408', '快递公司参数异常：验证码错误')
      return track(asked.num ?? '', parcel)
    }
    if (path === '/poll') {
      if (asked.key !== key) return { result: false, returnCode: '600', message: 'key错误' }
      if (subscriptions.some((s) => s.number === asked.number)) return { result: false, returnCode: '501', message: '重复订阅' }
      subscriptions.push({
        number: asked.number ?? '',
        company: asked.company ?? '',
        callbackurl: asked.parameters?.callbackurl ?? '',
        salt: asked.parameters?.salt ?? '',
      })
      return { result: true, returnCode: '200', message: '提交成功' }
    }
    return refuse('400', 'unknown address')
  })
  return Object.assign(service, {
    parcels,
    guesses,
    subscriptions,
    push(number: string, change: { status?: string; message?: string; comNew?: string } = {}, salt?: string) {
      const parcel = parcels.get(number) ?? { com: 'shunfeng', state: '0', rows: [] }
      const param = JSON.stringify({
        status: change.status ?? 'polling',
        billstatus: 'got',
        message: change.message ?? '',
        ...(change.comNew ? { autoCheck: '1', comOld: parcel.com, comNew: change.comNew } : {}),
        lastResult: track(number, parcel),
      })
      const word = salt ?? subscriptions.find((s) => s.number === number)?.salt ?? ''
      return new URLSearchParams({ param, sign: md5(param + word) })
    },
  })
}
