import { directoryOf, worldShape } from '../../../bot/channels/sandbox/world-shape'
import paperMill from '../../../bot/sample/paper-mill.json'
import type { Company, Lane } from '../../../domain/company'
import type { Order, Shipment } from '../../../domain/order/order'
import type { LaneRecord } from '../../../domain/tracking/lane-record'
import { laneKey, usualDays } from '../../../domain/tracking/lanes'
import { anOrder } from '../../support/build-order'

const { company } = directoryOf(worldShape.parse(paperMill))
const bound = (address: string): Order =>
  anOrder({ draft: { ...anOrder().draft, address: { value: address, source: 'read' } as never } })
const FOSHAN = bound('广东省佛山市南海区里水镇和顺大道28号')
const by = (carrier: string, more: Partial<Shipment> = {}): Shipment => ({
  id: 's1',
  carrier,
  trackingNumber: '',
  status: 'shipped',
  shippedAt: '2026-03-02T10:00:00+08:00',
  events: [],
  ...more,
})
const sells = (lanes: Lane[], shipsFrom?: string): Company => ({ ...company, lanes, ...(shipsFrom ? { shipsFrom } : {}) })
const road = (carrier: string, days: number, i: number) => ({ shipment: `O${i}/s`, carrier, days })
const known = (roads: LaneRecord['roads']): LaneRecord => ({ id: 'lane:x', timers: [], lookups: [], roads })

test.each<[string, Lane[], number | undefined]>([
  [
    'the city goes before the province',
    [
      { to: '广东', days: 4 },
      { to: '佛山', days: 3 },
    ],
    3,
  ],
  [
    'a named carrier goes before a finer place',
    [
      { to: '南海区', days: 3 },
      { to: '广东省', carrier: '顺达', days: 5 },
    ],
    5,
  ],
  ['another carrier has its own time', [{ to: '佛山', carrier: '德邦', days: 2 }], undefined],
  ['another city is another road', [{ to: '东莞', days: 2 }], undefined],
  ['a part of the address that is no division', [{ to: '里水镇', days: 2 }], 2],
  ['a lane that begins elsewhere', [{ from: '上海', to: '佛山', days: 2 }], undefined],
  ['a lane that begins in the own city', [{ from: '义乌', to: '佛山', days: 2 }], 2],
])('%s', (_title, lanes, days) => {
  expect(usualDays(sells(lanes, '浙江省义乌市'), FOSHAN, by('顺达专线'), undefined)?.days).toBe(days)
})

test('lanes without a carrier are for lines and lorries; a parcel that a service knows needs its own', () => {
  const parcel = by('圆通速递', { com: 'yuantong' })
  expect(usualDays(sells([{ to: '佛山', days: 3 }]), FOSHAN, parcel, undefined)).toBeUndefined()
  expect(usualDays(sells([{ to: '佛山', carrier: '圆通', days: 2 }]), FOSHAN, parcel, undefined)).toEqual({ days: 2, by: 'lane' })
})

test('without a lane the middle of what it took before counts, of the same carrier where two of its roads are known', () => {
  const slow = [road('慢慢专线', 6, 1), road('慢慢专线', 8, 2), road('慢慢专线', 7, 3)]
  const once = [road('顺达专线', 2, 4)]
  const twice = [...once, road('顺达专线', 3, 5)]
  expect(usualDays(company, FOSHAN, by('顺达专线'), known([...slow, ...twice]))).toEqual({ days: 3, by: 'learnt' })
  expect(usualDays(company, FOSHAN, by('顺达专线'), known([...slow, ...once]))).toEqual({ days: 7, by: 'learnt' })
  expect(usualDays(company, FOSHAN, by('顺达专线'), known(once))).toBeUndefined()
  expect(usualDays(sells([{ to: '佛山', days: 4 }]), FOSHAN, by('顺达专线'), known(twice))).toEqual({ days: 4, by: 'lane' })
})

test('roads are remembered by city; an address that names no place has none', () => {
  expect(laneKey(sells([], '浙江省义乌市稠江街道'), FOSHAN)).toBe('浙江省金华市>广东省佛山市')
  expect(laneKey(company, FOSHAN)).toBe('>广东省佛山市')
  expect(laneKey(company, bound('老地方'))).toBeUndefined()
})
