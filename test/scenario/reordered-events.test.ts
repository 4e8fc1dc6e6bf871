import fc from 'fast-check'
import type { Inbound } from '../../domain/message'
import { anInbound } from '../support/build-order'
import { smallOffice } from '../support/small-office'

jest.setTimeout(300_000)

const START = '2026-03-02T09:05:00+08:00'

/** What became of the events of one chat, delivered in this order, repeats included. */
async function play(deliveries: number[]) {
  const office = await smallOffice(START)
  const customers = office.directory.customers.slice(0, 3)
  const spoken = customers.map(({ name }, i): Inbound => {
    const text = `${name} 80g双胶纸 787*1092 ${20 + i}令 单价155 12月${i + 1}日交`
    const at = new Date(Date.parse(START) + i * 1000).toISOString()
    return anInbound(`e${i}`, { personId: 'luo', chatId: 'intake', at, content: { kind: 'text', text, attachments: [] } })
  })
  for (const i of deliveries) {
    const inbound = spoken[i]
    if (inbound) await office.receive(inbound)
  }
  const orders = await office.book.find({ limit: 500 })
  // Each draft is confirmed by one press, which comes twice and after presses on later orders.
  const presses = (await office.book.openPrompts({ personIds: ['luo'] }))
    .filter(({ prompt }) => prompt.taskId === 'draft')
    .map(({ prompt }, i) =>
      anInbound(`p${i}`, {
        personId: 'luo',
        chatId: 'intake',
        content: { kind: 'action', promptId: prompt.id, actionId: 'confirm', inputs: {} },
      }),
    )
  for (const press of [...presses.toReversed(), ...presses]) await office.receive(press)
  const logs = await Promise.all(orders.map((order) => office.book.loadEvents(order.number)))
  return {
    numbers: orders.map((order) => order.number).toSorted(),
    wanted: orders.map((o) => `${o.customer?.name} ${o.lines.map((l) => l.quantity).join()}`).toSorted(),
    born: logs.flat().filter(({ event }) => event.type === 'OrderCreated').length,
    byInbound: logs.map((log) => new Set(log.flatMap(({ inboundId }) => inboundId ?? [])).size),
    confirmed: (await office.book.openPrompts({ personIds: ['luo'] })).filter(({ prompt }) => prompt.taskId === 'draft').length,
    keys: office.said.map((s) => s.effect.key),
  }
}

test('events of one chat that come in another order, and again, each have exactly one effect [P2] [P3]', async () => {
  const calm = await play([0, 1, 2])
  expect(calm.numbers).toHaveLength(3)
  expect(calm.wanted.map((line) => line.split(' ').at(-1)).toSorted()).toEqual(['20', '21', '22'])
  expect(calm).toMatchObject({ born: 3, confirmed: 0 })
  const order = fc
    .shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 })
    .chain((first) => fc.array(fc.nat(2), { maxLength: 4 }).map((again) => [...first, ...again]))
  await fc.assert(
    fc.asyncProperty(order, async (deliveries) => {
      const day = await play(deliveries)
      expect({ ...day, keys: day.keys.length }).toEqual({ ...calm, keys: calm.keys.length })
      expect(new Set(day.keys).size).toBe(day.keys.length)
    }),
    { numRuns: 12, seed: 20260302 },
  )
})
