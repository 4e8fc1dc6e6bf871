import { createHash } from 'node:crypto'
import { fakeService, type FakeService } from './fake-service'

const sign = (data: string, key: string): string =>
  Buffer.from(
    createHash('md5')
      .update(data + key)
      .digest('hex'),
  ).toString('base64')

export interface Waybill {
  State: string
  StateEx?: string
  traces: { AcceptTime: string; AcceptStation: string; Action?: string }[]
  tail?: string
}
export interface FakeKdniao extends FakeService {
  waybills: Map<string, Waybill>
  /** The fields of a push about some numbers, signed. */
  push(numbers: string[], type?: string): URLSearchParams
}

/** KDNiao as its pages describe it: oldest event first, signatures checked, the phone's tail asked for. */
export async function fakeKdniao(businessId: string, apiKey: string): Promise<FakeKdniao> {
  const waybills: FakeKdniao['waybills'] = new Map()
  const row = (number: string): object => {
    const w = waybills.get(number)
    return {
      EBusinessID: businessId,
      LogisticCode: number,
      ShipperCode: 'SF',
      Success: w !== undefined,
      Reason: w ? null : '暂无轨迹信息',
      State: w?.State ?? '0',
      StateEx: w?.StateEx ?? null,
      Traces: w?.traces ?? [],
    }
  }
  const service = await fakeService(({ form }) => {
    const data = form['RequestData'] ?? ''
    const fail = (Reason: string): object => ({ EBusinessID: businessId, Success: false, Reason })
    if (form['DataSign'] !== sign(data, apiKey)) return fail('数据验证不通过[102]')
    const asked = JSON.parse(data) as { LogisticCode: string; CustomerName?: string }
    if (form['RequestType'] === '2002') return { Success: true, Shippers: [{ ShipperCode: 'ZTO', ShipperName: '中通快递' }] }
    if (form['RequestType'] === '1008' || form['RequestType'] === '8008') return { Success: true, EBusinessID: businessId }
    const tail = waybills.get(asked.LogisticCode)?.tail
    if (tail && tail !== asked.CustomerName) return fail('手机尾号不匹配')
    return row(asked.LogisticCode)
  })
  return Object.assign(service, {
    waybills,
    push(numbers: string[], type = '102') {
      const data = JSON.stringify({
        EBusinessID: businessId,
        PushTime: '2026-11-24 12:00:00',
        Count: String(numbers.length),
        Data: numbers.map(row),
      })
      return new URLSearchParams({ RequestData: data, RequestType: type, DataSign: sign(data, apiKey) })
    },
  })
}
