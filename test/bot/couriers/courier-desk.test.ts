import { courierDesk } from '../../../bot/couriers/courier-desk'
import type { ChannelMemory } from '../../../domain/ports/channel-memory'
import type { Courier, CourierAnswer } from '../../../domain/ports/courier'
import { createMemoryChannelMemory } from '../../../storage/memory/memory-channel-memory'
import { fakeClock, silentLog, type FakeClock } from '../../support/fake-clock'

const YT = { com: 'yuantong', number: 'YT8962646785389' }
const news = (at: string): CourierAnswer => ({
  state: 'events',
  report: {
    kind: 'events',
    service: 'kuaidi100',
    state: 'in_transit',
    raw: '0',
    atStation: false,
    events: [{ at, status: 'in_transit', raw: '0', text: '途中' }],
  },
})

let clock: FakeClock
let memory: ChannelMemory
let stopped: string[]
/** A service that answers what is put into `next`; the last answer stays. */
const service = (name: Courier['service'], next: CourierAnswer[]): Courier & { asked: number } => {
  const it = {
    service: name,
    asked: 0,
    serves: () => true,
    async query() {
      it.asked += 1
      const answer = next.length > 1 ? next.shift() : next[0]
      return answer ?? { state: 'no-record' as const }
    },
    recognise: async () => [],
    readPush: () => ({ state: 'forged' as const }),
  }
  return it
}
const deskOf = (couriers: Courier[], dailyLimit = 500) =>
  courierDesk({ couriers, memory, clock, log: silentLog, dailyLimit, onStopped: (s, why) => stopped.push(`${s} ${why}`) })

beforeEach(() => {
  clock = fakeClock('2026-11-24T02:00:00.000Z')
  memory = createMemoryChannelMemory(clock.nowIso)
  stopped = []
})
const minutes = (n: number): void => clock.advance(n * 60_000)

test('half an hour is answered from memory, also after a restart; equal questions at once are one', async () => {
  const one = service('kuaidi100', [news('2026-11-24T09:00:00+08:00')])
  const desk = deskOf([one])
  await Promise.all([desk.look(YT), desk.look(YT), desk.look(YT)])
  minutes(29)
  await deskOf([one]).look(YT)
  expect(one.asked).toBe(1)
  minutes(2)
  await desk.look(YT)
  expect(one.asked).toBe(2)
})

test('one number is asked 24 times a day at most, counted over restarts', async () => {
  const one = service('kuaidi100', [{ state: 'busy', reason: 'x' }])
  for (let i = 0; i < 30; i++) {
    await deskOf([one]).look(YT)
    minutes(31)
  }
  expect(one.asked).toBe(24)
  expect(await deskOf([one]).look(YT)).toMatchObject({ state: 'later' })
})

test('the limit of a day stops the service until tomorrow in Beijing, and is told once', async () => {
  const one = service('kuaidi100', [news('2026-11-24T09:00:00+08:00')])
  const desk = deskOf([one], 2)
  for (const n of ['YT1', 'YT2', 'YT3', 'YT4']) await desk.look({ com: 'yuantong', number: n })
  expect(one.asked).toBe(2)
  expect(stopped).toEqual(['kuaidi100 limit'])
  minutes(60 * 15)
  expect(await desk.look({ com: 'yuantong', number: 'YT5' })).toMatchObject({ state: 'events' })
})

test('a balance that is used up stops the service for a day, is told once, and the other service is asked', async () => {
  const one = service('kuaidi100', [{ state: 'rejected', why: 'balance', reason: '601' }])
  const other = service('kdniao', [news('2026-11-24T09:00:00+08:00')])
  const desk = deskOf([one, other])
  expect(await desk.look(YT)).toMatchObject({ state: 'events' })
  expect(await desk.look({ ...YT, number: 'YT2' })).toMatchObject({ state: 'events' })
  expect(one.asked).toBe(1)
  expect(stopped).toEqual(['kuaidi100 balance'])
  expect(await deskOf([one]).look({ ...YT, number: 'YT3' })).toEqual({ state: 'stopped' })
})

test('a new start asks again what was stopped', async () => {
  const one = service('kuaidi100', [{ state: 'rejected', why: 'signature', reason: '503' }, news('2026-11-24T09:00:00+08:00')])
  const desk = deskOf([one])
  expect(await desk.look(YT)).toEqual({ state: 'stopped' })
  await desk.begin()
  expect(await desk.look(YT)).toMatchObject({ state: 'events' })
})

test('older news than known mean that the number is locked: it is left alone for a day', async () => {
  const one = service('kuaidi100', [news('2026-11-24T09:00:00+08:00'), news('2026-11-20T09:00:00+08:00')])
  const desk = deskOf([one])
  await desk.look(YT)
  minutes(60)
  expect(await desk.look(YT)).toMatchObject({ state: 'later', until: '2026-11-25T03:00:00.000Z' })
  minutes(60)
  await desk.look(YT)
  expect(one.asked).toBe(2)
})

test('a wrong phone is not kept: the right one is asked with at once', async () => {
  const one = service('kuaidi100', [{ state: 'wrong-phone' }, news('2026-11-24T09:00:00+08:00')])
  const desk = deskOf([one])
  expect(await desk.look(YT)).toEqual({ state: 'wrong-phone' })
  expect(await desk.look({ ...YT, phone4: '1234' })).toMatchObject({ state: 'events' })
})
