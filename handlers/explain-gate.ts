import { mayAnswer } from '../domain/access/permissions'
import { gateOf } from '../domain/flow/gate'
import type { Flow, StepSpec } from '../domain/flow/flow'
import { orderNumberIn } from '../domain/intake/order-number-in'
import type { Order, Prompt } from '../domain/order/order'
import { buttonWords } from '../domain/prompt/buttons'
import { ROLE_NAMES } from '../domain/wording/roles'
import type { HandlerDeps } from './deps'
import type { Talk } from './talk'

/** Words too common to name a step. */
const COMMON = new Set([
  '确认',
  '完成',
  '收到',
  '已收',
  '无误',
  '同意',
  '提交',
  '通过',
  '可以',
  '合格',
  '一致',
  '修改',
  '取消',
  '相符',
])
const WHY = /^(为什么|怎么)?(还)?(不能|能不能|能|可以|可不可以)/

/** The waiting step that the words want to have done: by its title, or the words of its buttons. */
const wantedStep = (flow: Flow, order: Order, words: string): StepSpec | undefined =>
  flow.steps.find((step) => {
    if (step.aside || !['waiting', 'returned'].includes(order.steps[step.id]?.state ?? '')) return false
    const names = [step.title, ...step.tasks.flatMap((t) => [t.title, ...t.actions.flatMap(buttonWords)])]
    return names.some((n) => n.length >= 2 && !COMMON.has(n) && words.startsWith(n))
  })

/** 到账 is said of the deposit that is asked for, also while the balance waits. */
const askedNow = (order: Order, words: string): Prompt | undefined =>
  order.prompts.find(
    (p) => p.state === 'open' && p.actions.some((a) => buttonWords(a).some((n) => n.length >= 2 && words.startsWith(n))),
  )

/** "GD001-… 已发货 德邦 …" while the step is not open: which rule stops it, what is missing, who holds it, who may let it pass (AC-125). */
export async function explainGate(talk: Talk, deps: HandlerDeps): Promise<boolean> {
  const number = orderNumberIn(talk.text)
  if (!number || talk.isCustomer || talk.text.length > 200) return false
  const asks = WHY.test(talk.words)
  if (!asks && /[?？吗没]\s*$/.test(talk.words)) return false
  const stored = await deps.book.load(number)
  if (stored?.order.phase !== 'running') return false
  const { order } = stored
  const flow = deps.flow(order.flow, order.flowVersion)
  const wanted = talk.words.replace(WHY, '').trim()
  const asked = askedNow(order, wanted)
  if (asked) return refuseOthers(talk, order, asked)
  const step = wantedStep(flow, order, wanted)
  const gate = step && gateOf(flow, order, step, talk.directory, talk.today)
  if (!gate) return false
  await talk.refuse({ code: 'STEP_NOT_OPEN', params: { order: order.number, step: step.title, ...gate } })
  return true
}

/** Words of a button that is another one's to press are told so; read on, the figures behind them would be taken for something else. */
async function refuseOthers(talk: Talk, order: Order, prompt: Prompt): Promise<boolean> {
  const right = mayAnswer(talk.directory, order, prompt, talk.person.id, false, talk.today)
  const [role] = prompt.roles
  if (right.may || !role) return false
  await talk.refuse({ code: 'NOT_YOURS', params: { owner: ROLE_NAMES[role], mayAct: right.who, title: prompt.title } })
  return true
}
