import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REFUSALS, refusalText, type RefusalCode } from '../../../domain/wording/refusals'

/** Codes that stop an order by a rule: what is missing (or wrong), who holds it, and who lets it pass. */
const GATES: [RefusalCode, Record<string, string>, RegExp, RegExp, RegExp][] = [
  ['NOT_YOURS', { title: '审批', owner: '客服主管', mayAct: '周海燕' }, /【审批】/, /由客服主管负责/, /请 周海燕 处理/],
  ['ORAL_INVALID', { label: '书面说明' }, /口头确认无效/, /谁确认、确认了什么/, /由本人在群里回复/],
  [
    'STEP_NOT_OPEN',
    { order: 'X', step: '发货', rule: '没有通知单不发货', missing: '【开发货通知单】（客服员 林巧）', release: '周海燕可以放行' },
    /规定：没有通知单不发货/,
    /还缺：【开发货通知单】（客服员 林巧）/,
    /周海燕可以放行/,
  ],
  ['ORAL_ONLY_ON_TRIP', { sales: '罗晓峰' }, /只在业务员出差期间受理/, /罗晓峰没有登记出差/, /请罗晓峰在群里书面下单/],
  ['PAPER_MISSING', { sales: '罗晓峰' }, /手工订单/, /业务员罗晓峰/, /本人提交/],
  ['DRAFT_INCOMPLETE', { order: 'X', missing: '单价' }, /缺：单价/, /请业务员补齐/, /客服员也可以代填/],
  ['CUSTOMER_NOT_REGISTERED', { name: '新客' }, /还没有备案，备案后才能确认/, /业务员（或客服员）/, /点「登记新客户」/],
  ['CUSTOMER_RECORD_INCOMPLETE', { missing: '地址' }, /还缺：地址/, /请业务员/, /客服员可代填/],
  ['DETAILS_MISSING', { missing: '收货地址' }, /缺：收货地址/, /客户本人/, /业务员也可以代填/],
  ['GOODS_NOT_SPECIFIED', { line: '电线' }, /还没写明规格、型号或颜色/, /业务员补充/, /再核实/],
  ['LEDGER_NOT_ZERO', { open: '0.00', overpaid: '100.00' }, /多收 100.00元/, /财务/, /退还多收金额/],
  ['ROLLS_MISSING', {}, /到货前要给客户码单/, /请仓库/, /上传码单附件/],
  ['DATE_EARLIER_THAN_PRODUCTION', { sheet: '3月1日', production: '3月2日' }, /早于生产部书面完成日/, /生产部/, /重新书面确认/],
  ['NO_MATERIAL_NOTE', {}, /还没有技术部签认的原材料储备说明/, /请技术部/, /先写书面说明/],
  [
    'QUANTITY_OUTSIDE_TOLERANCE',
    { line: '纸', produced: '90', ordered: '100', unit: '令', tolerance: '3' },
    /超出允许误差 ±3%/,
    /客服主管/,
    /「同意差异」放行/,
  ],
  ['REPEAT_MISMATCH', { label: '件数', told: '6', said: '5' }, /交代的是 6，复述的是 5/, /发货员和客服员/, /复述一致才能发货/],
  ['SIGNER_NOT_DESIGNATED', { signer: '王五', designated: '苏丽' }, /不是客户指定人员/, /业务员/, /「回签人已获授权」/],
  ['SHIPS_TOO_MUCH', { line: '纸', quantity: '9', unit: '令', room: '8' }, /最多还能发 8令/, /发货员/, /客服主管/],
  ['STATE_PRICE_OR_SPEC', {}, /正确的单价或规格/, /业务员、客服主管或营销总监/, /书面写明后放行/],
  ['PRICE_IN_DOUBT', { line: '纸' }, /单价或规格还有疑问/, /业务员、客服主管或营销总监/, /须先/],
  ['WRITTEN_MISSING', {}, /两者都没有不能通过/, /技术部/, /请上传书面确认件/],
  ['RELAX_REASON_MISSING', {}, /原因/, /业务员/, /同意/],
  ['BALANCE_NOT_CONFIRMED', { order: 'X' }, /余款还没有财务确认/, /财务/, /核实到账/],
  ['OWN_APPROVAL', { mayAct: '魏国强' }, /不能自己审批/, /魏国强/, /请 魏国强 审批/],
  ['NEEDS_LEAD', { order: 'X', what: '变更', lead: '周海燕' }, /已下生产/, /客服主管/, /请 周海燕 来操作/],
  ['ONLY_LEAD_RELEASES', { lead: '周海燕' }, /紧急放行/, /客服主管/, /请 周海燕 来操作/],
  ['NOT_INSPECTED', { order: 'X' }, /还没有通过成品检验/, /质检部/, /先检验/],
  ['NOT_YOUR_ORDER', { order: 'X', sales: '罗晓峰' }, /由 罗晓峰 负责/, /罗晓峰/, /客服员处理/],
]

test.each(GATES)('%s names the rule or what is missing, who holds it and who lets it pass [AC-125]', (code, params, ...told) => {
  const text = refusalText(code, params)
  for (const part of told) expect(text).toMatch(part)
  expect(text).not.toMatch(/[{}]/)
})

/** Checks of a value as it was typed: nobody has to release anything, the same person writes it again. */
const TYPED_AGAIN = [
  'NOTHING_SHIPS',
  'AMOUNT_NOT_POSITIVE',
  'DATE_IN_PAST',
  'DATES_REVERSED',
  'INPUT_INVALID',
  'QUANTITY_UNCLEAR',
  'UNKNOWN_PERSON',
]

test('every check that a flow may name is a gate of the table, or asks the same person for another value [AC-125]', () => {
  const source = readFileSync(join(__dirname, '..', '..', '..', 'domain', 'checks', 'answer-checks.ts'), 'utf8')
  const used = new Set([...source.matchAll(/(?:refuse\(|, )'([A-Z][A-Z_]+)'/g)].map((m) => m[1] ?? ''))
  const listed = new Set<string>([...GATES.map(([code]) => code), ...TYPED_AGAIN])
  expect([...used].filter((code) => code in REFUSALS && !listed.has(code))).toEqual([])
})
