import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import { runProduct, type RunningProduct, type ShownMessage } from '../support/run-product'

const world = worldShape.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'bot', 'sample', 'paper-mill.json'), 'utf8')))
type Shown = ShownMessage & { attachments?: { name: string; url: string }[] }

let run: RunningProduct
let number: string
beforeEach(async () => {
  run = await runProduct({ ...world, now: '2026-03-02T09:30:00+08:00' })
  await say('luo', 'intake', '锦程印刷 80g双胶纸 787*1092 120令 单价155 3月20日交')
  number = (await run.call<{ orders: { number: string }[] }>('GET', '/orders')).body.orders[0]?.number ?? ''
})
afterEach(() => run.close())

async function say(fromId: string, chatId: string, text: string): Promise<void> {
  expect((await run.call('POST', '/messages', { chatId, fromId, text })).status).toBe(202)
  await run.settle()
}
const last = async (chatId: string): Promise<Shown> => (await run.messages(chatId)).at(-1) as Shown

test('a salesperson gets the dossier of an order as one PDF [AC-126]', async () => {
  await say('luo', 'intake', `档案 ${number}`)
  const answer = await last('intake')
  expect(answer.text).toContain(`订单 ${number} 的档案见附件`)
  expect(answer.attachments?.map((a) => a.name)).toEqual([`订单档案-${number}.pdf`])
  const file = await run.product.app.inject({ url: answer.attachments?.[0]?.url ?? '', headers: { host: '127.0.0.1' } })
  expect(file.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
})

test('a customer gets no dossier, and nobody gets one in a chat with a customer', async () => {
  await say('he', 'jincheng', `档案 ${number}`)
  expect((await last('jincheng')).attachments ?? []).toEqual([])
  await say('luo', 'jincheng', `档案 ${number}`)
  const answer = await last('jincheng')
  expect(answer.text).toContain('请到内部群')
  expect(answer.attachments ?? []).toEqual([])
})

test('a draft is not exported, and a month without shipments needs no archive', async () => {
  await say('luo', 'intake', `导出 ${number}`)
  expect((await last('intake')).text).toContain('还是草稿')
  await say('chen', 'intake', '归档 2026-02')
  expect((await last('intake')).text).toContain('2026-02 没有发货记录')
})

test('the chain of confirmations is not shown where a customer reads along', async () => {
  await say('luo', 'jincheng', `证据 ${number}`)
  expect((await last('jincheng')).text).toContain('请到内部群')
  await say('luo', 'intake', `证据 ${number}`)
  expect((await last('intake')).text).toContain(`订单 ${number}`)
})

test('a letterhead that cannot be printed is refused with a word about it', async () => {
  const letterhead = { lines: ['一', '二', '三', '四'] }
  const answer = await run.call('PUT', '/world', { ...world, company: { ...world.company, letterhead } })
  expect(answer.status).toBe(400)
  expect(JSON.stringify(answer.body)).toContain('抬头最多三行')
})
