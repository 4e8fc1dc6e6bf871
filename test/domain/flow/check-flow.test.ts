import { checkFlow } from '../../../domain/flow/check-flow'
import type { Flow } from '../../../domain/flow/flow'
import { readFlowFile } from '../../../domain/flow/read-flow-file'
import { ALL_FLOWS } from '../../../domain/flows/all-flows'

const SMALL = `id: small-trader
version: 1
title: 小贸易公司
statuses: { draft: 草稿, running: 处理中, completed: 已完成, cancelled: 已取消, rejected: 已驳回 }
requires: [customerName, lines]
steps:
  - id: draft
    title: 草稿
    owner: sales
    tasks:
      - id: draft
        title: 订单草稿
        ask: 核对后确认
        owner: sales
        kind: draft
        shows: [draft]
        actions:
          - { id: confirm, label: 确认下单, style: primary }
          - { id: cancel, label: 取消 }
  - id: ship
    title: 发货
    owner: warehouse
    needs: [{ step: draft, is: done }]
    tasks:
      - id: ship
        title: 发货
        ask: 发货后登记
        owner: warehouse
        inputs:
          - { id: trackingNumber, label: 运单号, type: text, required: [shipped] }
        actions:
          - { id: shipped, label: 已发货, style: primary, then: [ship, announce] }
`

/** The faults of the small flow with one piece of its text replaced. */
const faultsOf = (from: string, to: string) => {
  const read = readFlowFile(SMALL.replace(from, to))
  return 'faults' in read ? read.faults : []
}

test.each(ALL_FLOWS.map((f) => [f.id, f] as [string, Flow]))('the built-in flow %s passes the check', (_id, flow) => {
  expect(checkFlow(flow)).toEqual([])
})

test("a company's own flow is read from YAML with its defaults filled in", () => {
  const read = readFlowFile(SMALL)
  expect('flow' in read && read.flow.steps.map((s) => [s.id, s.aside, s.tasks[0]?.actions[0]?.outcome])).toEqual([
    ['draft', false, 'settle'],
    ['ship', false, 'settle'],
  ])
})

test.each([
  ['a step that does not exist', '{ step: draft, is: done }', '{ step: drft, is: done }', 'drft', /没有步骤“drft”/],
  ['a consequence that does not exist', 'then: [ship, announce]', 'then: [ship, anounce]', 'anounce', /没有“anounce”这种后果/],
  ['a role that does not exist', 'owner: warehouse\n    needs', 'owner: wharehouse\n    needs', 'wharehouse', /./],
  ['a block that does not exist', 'shows: [draft]', 'shows: [drafts]', 'drafts', /没有内容块“drafts”/],
  ['a required action that does not exist', 'required: [shipped]', 'required: [send]', 'send', /没有按钮“send”/],
  ['a step that waits for itself', '{ step: draft, is: done }', '{ step: ship, is: done }', 'step: ship', /永远打不开/],
  ['a key that is not known', 'title: 小贸易公司', 'titel: 小贸易公司', 'id: small', /./],
])('%s is told with its line', (_what, from, to, at, message) => {
  const faults = faultsOf(from, to)
  expect(faults.map((f) => f.message).join()).toMatch(message)
  const text = SMALL.replace(from, to)
  expect(faults.map((f) => f.line)).toContain(text.slice(0, text.indexOf(at)).split('\n').length)
})

test('broken YAML is told with its line, an oversized file is refused', () => {
  expect(faultsOf('steps:\n', 'steps: [\n')[0]?.message).toMatch(/YAML 写法有误/)
  const big = readFlowFile('#'.repeat(300_000))
  expect('faults' in big && big.faults[0]?.message).toMatch(/文件太大/)
})
