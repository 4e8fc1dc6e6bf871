import fc from 'fast-check'
import type { Desk, DeskItem } from '../../domain/desk/desk'
import { mainAction } from '../../domain/cards/prompt-card'
import { workingTime } from '../../domain/working-time'
import { smallOffice } from '../support/small-office'

jest.setTimeout(300_000)

const act = fc.record({
  afterMinutes: fc.integer({ min: 1, max: 900 }),
  kind: fc.constantFrom('order', 'order', 'answer', 'answer', 'answer', 'postpone', 'take-over', 'list', 'wait'),
  pick: fc.nat(50),
})
const days = fc.record({
  acts: fc.array(act, { minLength: 5, maxLength: 25 }),
  perDay: fc.constantFrom(0, 1, 3, 12),
  start: fc.constantFrom('2026-03-02T09:05:00+08:00', '2026-02-12T15:40:00+08:00', '2026-09-30T16:50:00+08:00'),
})

type Office = Awaited<ReturnType<typeof smallOffice>>
const peopleIds = (office: Office): string[] => office.directory.people.map((p) => p.id)

async function perform(office: Office, kind: string, pick: number): Promise<void> {
  if (kind === 'order') {
    const customers = office.directory.customers
    const name = customers[pick % customers.length]?.name ?? ''
    await office.text('luo', 'intake', `${name} 80g双胶纸 787*1092 ${20 + pick}令 单价155 12月${1 + (pick % 28)}日交`)
    return
  }
  if (kind === 'list') return pressList(office, pick)
  const open = await office.book.openPrompts({ personIds: peopleIds(office) })
  const chosen = open[pick % Math.max(open.length, 1)]
  if (!chosen || kind === 'wait') return
  const { prompt } = chosen
  const holder = prompt.assigneeIds[0] ?? ''
  const answer = prompt.taskId === 'draft' ? 'confirm' : mainAction(prompt)
  const inputs: Record<string, string> = kind === 'answer' ? { method: '厂车送货', time: '上午', note: '已备好' } : {}
  await office.press(kind === 'take-over' ? 'zhou' : holder, prompt.id, kind === 'answer' ? answer : kind, inputs)
}

/** Somebody presses a button of a message that merged several reminders. */
async function pressList(office: Office, pick: number): Promise<void> {
  const desks = await Promise.all(peopleIds(office).map((id) => office.deskOf(id) as Promise<Desk | undefined>))
  const lists = desks.flatMap((desk) => (desk?.lists ?? []).map((list) => ({ desk, list })))
  const chosen = lists[pick % Math.max(lists.length, 1)]
  if (!chosen) return
  const entry = chosen.list.entries[pick % chosen.list.entries.length]
  await office.press(
    chosen.desk?.id.slice('desk:'.length) ?? '',
    chosen.list.id,
    pick % 3 === 0 ? 'postpone' : `open-${entry?.no}`,
  )
}

/** Ends of a reminder, by its order's and its desk's log. */
async function check(office: Office): Promise<void> {
  const clock = workingTime(office.directory)
  // What somebody calls up by a press is an answer, at any hour.
  const unasked = office.said.filter((s) => s.effect.key.startsWith('desk:') && !s.effect.key.includes('/card/'))
  const night = unasked.filter((s) => clock.nextSend(s.at) !== s.at)
  expect(night).toEqual([])
  const orders = await office.book.find({ limit: 500 })
  const wanted = new Map<string, number>()
  for (const order of orders)
    for (const { event } of await office.book.loadEvents(order.number))
      if (event.type === 'ReminderDue') {
        const key = `${event.reminder.toIds[0]} ${order.number}:${event.reminder.key}`
        wanted.set(key, (wanted.get(key) ?? 0) + 1)
      }
  const settledAt = new Map(
    orders.flatMap((o) => o.prompts.flatMap((p) => (p.settled ? [[p.id, Date.parse(p.settled.at)] as const] : []))),
  )
  for (const personId of peopleIds(office)) {
    const desk = (await office.deskOf(personId)) as Desk | undefined
    const waiting = new Map<string, DeskItem>()
    const put = new Map<string, number>()
    const keys = new Set<string>()
    for (const { event: plain, at } of await office.book.loadRecordEvents(`desk:${personId}`)) {
      const event = plain as unknown as { type: string; item: DeskItem; keys: string[]; key: string }
      if (event.type === 'DeskItemAdded') {
        put.set(event.item.key, (put.get(event.item.key) ?? 0) + 1)
        waiting.set(event.item.key, event.item)
      }
      if (event.type === 'DeskItemsDropped') for (const key of event.keys) waiting.delete(key)
      if (event.type === 'DeskSent') {
        // A message goes out once, and what it names was waiting: nothing twice, nothing that was answered before.
        expect(keys.has(event.key)).toBe(false)
        keys.add(event.key)
        for (const key of event.keys) {
          const item = waiting.get(key)
          expect(item && [item.kind, item.about]).toBeDefined()
          const settled = settledAt.get(item?.about ?? '')
          if (settled !== undefined) expect(settled).toBeGreaterThanOrEqual(Date.parse(at))
          waiting.delete(key)
        }
      }
    }
    // What a rule wanted reached the desk as often as it was wanted; what left the desk neither by a message nor by an answer is still on it.
    const mine = [...wanted]
      .filter(([key]) => key.startsWith(`${personId} `))
      .map(([key, n]) => [key.slice(personId.length + 1), n])
    expect(Object.fromEntries(put)).toEqual(Object.fromEntries(mine))
    expect([...waiting.keys()].sort()).toEqual((desk?.items ?? []).map((i) => i.key).sort())
    if ((desk?.items ?? []).length > 0) expect(desk?.timers.some((t) => t.key === 'soon' || t.key === 'digest')).toBe(true)
    // Each message on a desk's log left the house exactly once.
    const sent = unasked.map((s) => s.effect.key).filter((key) => key.startsWith(`desk:${personId}/`))
    expect([...keys].sort()).toEqual(sent.sort())
  }
}

/** A task that nobody answers is reminded of as long as it is open: its next reminder is always armed. */
async function allArmed(office: Office): Promise<void> {
  for (const order of await office.book.find({ limit: 500 }))
    for (const prompt of order.prompts) {
      const timers = order.timers.filter((t) => t.kind === 'remind' && t.about === prompt.id)
      expect([prompt.state, timers.length]).toEqual([prompt.state, prompt.state === 'open' ? 1 : 0])
    }
}

test('whatever comes in and whoever answers when, no reminder is lost, doubled, at night, or to someone who has answered', async () => {
  let reminded = 0
  let together = 0
  await fc.assert(
    fc.asyncProperty(days, async ({ acts, perDay, start }) => {
      const office = await smallOffice(start, { reminders: { perDay } })
      for (const { afterMinutes, kind, pick } of acts) {
        await office.until(new Date(office.clock.nowMs() + afterMinutes * 60_000).toISOString())
        await perform(office, kind, pick)
        await allArmed(office)
      }
      await office.until(new Date(office.clock.nowMs() + 4 * 86_400_000).toISOString())
      await check(office)
      reminded += office.said.filter((s) => /^desk:[^#]/.test(s.effect.key)).length
      together += office.said.filter((s) => /件事等您处理|件待办/.test(s.effect.message.text)).length
      const orders = await office.book.find({ limit: 500 })
      expect(acts.some((a) => a.kind === 'order')).toBe(orders.length > 0)
    }),
    { seed: 20260302, numRuns: 12, endOnFailure: true },
  )
  // The runs were about something.
  expect(reminded).toBeGreaterThan(50)
  expect(together).toBeGreaterThan(10)
})

test('beyond the budget of the day only money and shipping go out at their own minute, the rest in the next digest', async () => {
  const office = await smallOffice('2026-03-02T09:05:00+08:00', { reminders: { perDay: 0, digestAt: ['10:00', '16:00'] } })
  await office.text('luo', 'intake', '云和纸品 80g双胶纸 787*1092 20令 单价155 12月1日交')
  await office.text('luo', 'intake', '云和纸品 80g双胶纸 787*1092 30令 单价155 12月2日交')
  await office.until('2026-03-03T10:30:00+08:00')
  const texts = office.said.filter((s) => s.effect.key.startsWith('desk:luo/')).map((s) => [s.at, s.effect.message.text] as const)
  // The drafts were due on the first afternoon, 13:05; both wait for 16:00 and go out as one message that names both orders.
  expect(texts[0]?.[0].slice(0, 16)).toBe('2026-03-02T08:00')
  expect(texts[0]?.[1]).toContain('有 2 件事等您处理')
  const numbers = (await office.book.find({ limit: 9 })).map((o) => o.number)
  for (const number of numbers) expect(texts[0]?.[1]).toContain(number)
})
