import { encodeMessage, type Part } from '../../bot/channels/wecom/encode-message'
import { readAddress } from '../../bot/channels/wecom/encode-card'
import type { Desk } from '../../domain/desk/desk'
import type { Card } from '../../domain/cards/card'
import { anInbound } from '../support/build-order'
import { smallOffice } from '../support/small-office'

type Office = Awaited<ReturnType<typeof smallOffice>>

/** So many drafts of one salesperson, left until their reminders merge. */
async function withDrafts(count: number): Promise<Office> {
  const office = await smallOffice('2026-03-02T09:05:00+08:00')
  for (let i = 1; i <= count; i++) await office.text('luo', 'intake', `云和纸品 80g双胶纸 787*1092 ${i}0令 单价155 12月${i}日交`)
  await office.until('2026-03-02T14:00:00+08:00')
  return office
}
const listsOf = async (office: Office) => ((await office.deskOf('luo')) as Desk).lists ?? []
const merged = (office: Office) => office.said.find((s) => s.effect.message.text.includes('件事等您处理'))?.effect.message
const newest = (office: Office) => office.said.at(-1)?.effect.message
const labels = (card: Card | undefined): string[] => (card?.actions ?? []).map((a) => a.label)
const remindAt = async (office: Office): Promise<string[]> =>
  (await office.book.find({ limit: 50 })).flatMap((o) => o.timers.filter((t) => t.kind === 'remind').map((t) => t.dueAt)).sort()

test('a merged reminder has a button for each task, one for all, and turns its page where they are many', async () => {
  const few = await withDrafts(3)
  expect(merged(few)?.text).toContain('罗晓峰，有 3 件事等您处理')
  expect(labels(merged(few)?.card)).toEqual(['处理 1', '处理 2', '处理 3', '全部推迟'])
  const many = await withDrafts(9)
  expect(merged(many)?.card?.title).toBe('待处理 9 件 · 第1/3页')
  expect(labels(merged(many)?.card)).toEqual(['处理 1', '处理 2', '处理 3', '处理 4', '全部推迟', '下一页'])
  const [list] = await listsOf(many)
  await many.press('luo', list?.id ?? '', 'page-3')
  expect(many.changed.at(-1)?.message.card).toMatchObject({ title: '待处理 9 件 · 第3/3页', state: 'open' })
  expect(many.changed.at(-1)?.quiet).toBeUndefined()
  expect(labels(many.changed.at(-1)?.message.card)).toEqual(['处理 9', '全部推迟', '第一页'])
  // A task of another page can be called up by its number as well.
  await many.text('luo', 'ops', '处理 6')
  expect(newest(many)?.text).toContain('罗晓峰，请处理')
})

test('a button brings up the card of its task with all that can be done, and only for those who may', async () => {
  const office = await withDrafts(2)
  const [list] = await listsOf(office)
  await office.press('luo', list?.id ?? '', 'open-2')
  const card = newest(office)?.card
  expect(card?.kind).toBe('reminder')
  // Whoever is asked may press each of them, in the page that locks what others may not.
  const roles = office.directory.people.find((p) => p.id === 'luo')?.roles ?? []
  for (const a of card?.actions ?? []) expect(a.mayPress.some((m) => m === 'luo' || roles.some((r) => r === m))).toBe(true)
  expect(card?.actions.map((a) => a.id)).toEqual(expect.arrayContaining(['confirm', 'edit', 'cancel', 'postpone', 'take-over']))
  const said = office.said.length
  const customer = office.directory.people.find((p) => p.roles.every((r) => r === 'customer'))
  await office.press(customer?.id ?? '', list?.id ?? '', 'open-2')
  expect(office.said.slice(said).map((s) => s.effect.message.card)).toEqual([undefined])
  expect(newest(office)?.text).toContain('操作没有生效')
  await office.press(customer?.id ?? '', list?.id ?? '', 'postpone')
  expect(newest(office)?.text).toContain('操作没有生效')
})

test('what is done is ticked on the list without a word, and a list that is done has no buttons', async () => {
  const office = await withDrafts(2)
  const [list] = await listsOf(office)
  const [first, second] = list?.entries ?? []
  await office.press('luo', first?.promptId ?? '', 'confirm')
  expect(office.changed.at(-1)).toMatchObject({ quiet: true, message: { text: '还有 1 件等处理。' } })
  expect(office.changed.at(-1)?.message.card?.fields[0]?.label).toBe('✓1')
  expect(labels(office.changed.at(-1)?.message.card)).toEqual(['处理 2', '全部推迟'])
  await office.press('luo', list?.id ?? '', 'open-1')
  expect(newest(office)?.text).toContain('已由罗晓峰于')
  await office.press('zhou', second?.promptId ?? '', 'cancel')
  expect(office.changed.at(-1)?.message.card).toMatchObject({ title: '2 件都已处理', actions: [], state: 'done' })
  expect(await listsOf(office)).toEqual([])
  await office.press('luo', list?.id ?? '', 'open-2')
  expect(newest(office)?.text).toContain('没找到这张卡片对应的事项')
})

test('putting all off is one answer, and pressed twice or delivered twice it changes nothing more', async () => {
  const office = await withDrafts(3)
  const [list] = await listsOf(office)
  const before = await remindAt(office)
  const press = anInbound('press-1', {
    personId: 'luo',
    chatId: 'ops',
    at: office.clock.nowIso(),
    content: { kind: 'action', promptId: list?.id ?? '', actionId: 'postpone', inputs: { until: '2026-03-05' } },
  })
  const said = office.said.length
  await office.receive(press)
  expect(office.said.slice(said).map((s) => s.effect.message.text)).toEqual([
    '罗晓峰已把 3 件事的提醒推迟到 3月5日 周四 09:00；要提前办，点「处理」就行。',
  ])
  const after = await remindAt(office)
  expect(after).not.toEqual(before)
  expect(new Set(after.map((iso) => Date.parse(iso)))).toEqual(new Set([Date.parse('2026-03-05T09:00:00+08:00')]))
  const versions = async () => Promise.all(list?.entries.map(async (e) => (await office.book.load(e.orderNumber))?.version) ?? [])
  const then = await versions()
  await office.receive(press)
  expect(office.said.length).toBe(said + 1)
  await office.receive({ ...press, id: 'press-2' })
  expect(office.said.length).toBe(said + 2)
  expect(await versions()).toEqual(then)
  await office.receive({ ...press, id: 'press-3', content: { ...press.content, inputs: { until: '2026-04-05' } } as never })
  expect(newest(office)?.text).toContain('只能推迟到 2026-03-03 至 2026-03-09 之间')
})

test('the list fits a WeCom card: six buttons at most, short addresses, nothing of the words said twice', async () => {
  const office = await withDrafts(9)
  const message = merged(office)
  if (!message) throw new Error('nothing was merged')
  const isCard = (p: Part): p is Extract<Part, { kind: 'card' }> => p.kind === 'card'
  for (const mode of ['bot', 'app'] as const) {
    const { parts } = encodeMessage(message, { mode, messageId: 'gd1', inGroup: mode === 'bot', cardUrl: '' })
    const [card, another] = parts.filter(isCard)
    expect(another).toBeUndefined()
    const buttons = card?.card.button_list ?? []
    expect(buttons.map((b) => b.text)).toEqual(['处理 1', '处理 2', '处理 3', '处理 4', '全部推迟', '下一页'])
    for (const { key } of buttons) expect(readAddress(key)?.promptId).toBe(message.promptId)
    expect(card?.card.horizontal_content_list?.map((r) => r.keyname)).toEqual(['1', '2', '3', '4'])
    const words = parts.filter((p) => p.kind === 'text').map((p) => (p as { content: string }).content)
    for (const { orderNumber } of (await listsOf(office))[0]?.entries.slice(1) ?? [])
      expect(words.join('\n').split(orderNumber)).toHaveLength(2)
  }
  const { parts } = encodeMessage(message, { mode: 'robot', messageId: 'gd1', inGroup: true, cardUrl: '' })
  expect(parts.map((p) => p.kind)).toEqual(['text'])
  expect((parts[0] as { content: string }).content).toContain('也可@我回复「处理 1」')
})
