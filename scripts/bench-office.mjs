// An office without a process for bench-commands: the one road of every command over a storage, and whole lives of orders played on it.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(import.meta.url)
const BEGIN = '2026-03-02T12:00:00.000+08:00'
const SHANGHAI_MS = 8 * 3_600_000
/** So much later is each command than the one before: none finds the clock as another left it. */
const LATER_MS = 37
const log = { debug() {}, info() {}, warn() {}, error() {} }
const TEXT = [
  '下单',
  '客户：云和纸品',
  '双胶纸 80g 787*1092 120令 单价155元',
  '铜版纸 128g 889*1194 50令 单价210元',
  '白卡纸 250g 787*1092 30令 单价260元',
  '3月20日交，送到杭州市余杭区城南仓库，联系人王师傅 13800001111',
  '月结，专票，不打样',
].join('\n')

/** The answers that bring an order of the flow from the draft to its end, by whom the prompt asks: step, action, what is filled in. */
const ANSWERS = [
  ['draft', 'confirm', {}],
  ['approve', 'approve', {}],
  ['purchasing', 'done', {}],
  ['production', 'done', {}],
  ['warehouse', 'done', {}],
  ['deliver', 'done', { method: '货车', time: '3月20日上午' }],
  ['receive', 'received', {}],
]
/** Commands in the life of one order: its birth and the answers. */
export const COMMANDS_A_LIFE = 1 + ANSWERS.length

/** Opens the office over a storage: the company is written, unless it `isFounded` there already, and the road is ready. */
export async function openOffice(dist, storage, { isFounded = false } = {}) {
  const load = (path) => require(join(dist, path))
  const { directoryOf, worldShape } = load('bot/channels/sandbox/world-shape.js')
  const { executeCommand } = load('handlers/execute-command.js')
  const { parseOrderText } = load('domain/intake/parse-order-text.js')
  const { flowSet } = load('bot/flow-set.js')
  const world = directoryOf(worldShape.parse(JSON.parse(readFileSync(join(dist, 'bot/sample/approval.json'), 'utf8'))))
  if (!isFounded) await storage.master.replaceWorld(world)
  let ids = 0
  let said = 0
  const nowMs = () => Date.parse(BEGIN) + said * LATER_MS
  const nowIso = () => new Date(nowMs() + SHANGHAI_MS).toISOString().replace('Z', '+08:00')
  const execute = executeCommand({
    book: storage.book,
    master: storage.master,
    clock: { nowIso, nowMs },
    newId: () => `id${(ids += 1)}`,
    log,
    settings: load('domain/settings.js').DEFAULT_SETTINGS,
    flow: flowSet([], []).flow,
    workClock: load('domain/working-time.js').workingTime,
    companions: [load('domain/desk/take-up.js').deskCompanion, ...load('domain/dunning/ledger-record.js').DUNNING_COMPANIONS],
    nudge() {},
  })
  const { orders, doubts } = parseOrderText(TEXT, {
    at: BEGIN,
    timezone: world.company.timezone,
    senderRole: 'sales',
    catalogue: null,
    customers: world.customers.map(({ id, name }) => ({ id, name })),
  })
  const by = (actorId) => {
    said += 1
    const evidence = { byId: actorId, at: nowIso(), chatId: 'intake', messageId: `m${said}` }
    return { actorId, evidence, inboundId: `bench:${said}` }
  }
  const done = (outcome) => {
    if (outcome.accepted !== true) throw new Error(`a command was not taken: ${JSON.stringify(outcome)}`)
    return outcome.order
  }
  const birth = () => ({ type: 'CreateOrder', birthKey: `birth${said}`, draft: orders[0], doubts, text: TEXT, way: 'chat' })
  const create = async () => done(await execute.create(birth(), by('luo')))
  const answer = async (order, [stepId, actionId, inputs]) => {
    const prompt = order.prompts.find((p) => p.state === 'open' && p.stepId === stepId)
    const command = { type: 'AnswerPrompt', promptId: prompt.id, actionId, inputs }
    return done(await execute.onOrder(order.number, command, by(prompt.assigneeIds[0])))
  }
  const live = async () => {
    let order = await create()
    for (const step of ANSWERS) order = await answer(order, step)
    if (order.phase !== 'completed') throw new Error(`order ${order.number} did not come to its end: ${order.status}`)
    return order
  }
  return {
    live,
    /** The order as it stands after each command of a life, to be written bare. */
    async states() {
      const found = [await create()]
      for (const step of ANSWERS) found.push(await answer(found.at(-1), step))
      return found.map((order) => JSON.stringify(order))
    },
    /** So many whole lives, so many at once; commands a second. Every order is another; two commands of one order never meet. */
    async play(lives, concurrency) {
      let left = lives
      const worker = async () => {
        while (left > 0) {
          left -= 1
          await live()
        }
      }
      const began = performance.now()
      await Promise.all(Array.from({ length: concurrency }, worker))
      return ((lives * COMMANDS_A_LIFE) / (performance.now() - began)) * 1000
    },
  }
}
