import { runProduct, type RunningProduct, type ShownMessage } from '../support/run-product'
import { sampleCompany } from './sample-company'

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

let run: RunningProduct
beforeAll(async () => {
  run = await runProduct({ ...sampleCompany('cabinet-shop'), now: '2026-03-02T09:30:00+08:00' })
  await run.call('POST', '/messages', { chatId: 'intake', fromId: 'luo', text: '天河专卖店 地柜 800*550*720 白枫 3个' })
  await run.settle()
  await press('luo', '订单草稿', 'confirm', {})
  const files = Object.fromEntries(['planDrawing', 'elevationDrawing', 'effectDrawing', 'materialTable'].map((id) => [id, PNG]))
  await press('luo', '三图一表', 'done', { ...files, contractNumber: 'HT-1' })
}, 120_000)
afterAll(() => run.close())

async function card(title: string): Promise<ShownMessage> {
  const all = (await Promise.all(['intake', 'ops'].map((c) => run.messages(c)))).flat()
  const found = all.findLast((m) => m.card?.state === 'open' && m.card.title.includes(title))
  if (!found) throw new Error(`no open card ${title}`)
  return found
}

async function press(fromId: string, title: string, actionId: string, inputs: Record<string, string>): Promise<void> {
  const { id } = await card(title)
  const answer = await run.call('POST', '/actions', { messageId: id, actionId, fromId, inputs })
  expect(answer.status).toBe(202)
  await run.settle()
}

/** Answers every tick with yes but one, and gives what the bot then says. */
async function failing(title: string, tick: string): Promise<string> {
  const { card: shown } = await card(title)
  const ticks = shown?.inputs.filter((i) => i.choices?.some((c) => c.id === 'yes')) ?? []
  const wrong = ticks.find((i) => i.label.includes(tick))
  expect(wrong?.label).toContain(tick)
  const before = (await run.messages('ops')).length
  await press('tang', title, 'done', Object.fromEntries(ticks.map((i) => [i.id, i === wrong ? 'no' : 'yes'])))
  return (await run.messages('ops'))
    .slice(before)
    .map((m) => m.text)
    .join('\n')
}
const states = async (): Promise<Record<string, string>> => {
  const { orders } = (await run.call<{ orders: { steps: { id: string; state: string }[] }[] }>('GET', '/orders')).body
  return Object.fromEntries((orders[0]?.steps ?? []).map((s) => [s.id, s.state]))
}

test.each(['齐全', '完整', '清晰', '一致', '标准'])(
  'a set of drawings that is not “%s” is named and not passed [AC-105]',
  async (tick) => {
    expect(await failing('审图五项', tick)).toContain(`不合格项：${tick}`)
    expect(await states()).toMatchObject({ 'drawing-review': 'open', quote: 'waiting' })
  },
  60_000,
)

describe('once the five points are good', () => {
  beforeAll(async () => {
    const { card: shown } = await card('审图五项')
    await press(
      'tang',
      '审图五项',
      'done',
      Object.fromEntries((shown?.inputs ?? []).flatMap((i) => (i.choices ? [[i.id, 'yes']] : []))),
    )
  }, 60_000)

  test.each([
    ['平面图标明柜体深度（不含门板） [AC-108]'],
    ['立面图标明高、宽、开门方向、转角封板和门板开门尺寸、消毒柜/烤箱封板高度 [AC-109]'],
    ['柜号已标，平面图与立面图柜号和尺寸一致 [AC-110]'],
    ['材料表齐全：颜色编码及文字、纹路、门型、拉手、支撑、拉篮、铝框、导轨编号，与图纸一致 [AC-111]'],
    ['电器填全称编码，炉灶填气种 [AC-112]'],
    ['特殊结构有文字备注和特殊结构图 [AC-113]'],
  ])(
    'the quote waits for: %s',
    async (named) => {
      const tick = named.replace(/ \[AC-\d+\]$/, '')
      expect(await failing('审图细项', tick)).toContain(tick)
      expect(await states()).toMatchObject({ 'drawing-review': 'open', quote: 'waiting' })
    },
    60_000,
  )
})
