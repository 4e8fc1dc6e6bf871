/** Every refusal code with its sentence: the rule, what is missing, who holds it. {name} is filled from the refusal's params. A test compares this table with docs/refusal-codes.md. */
export const REFUSALS = {
  NOT_YOURS: '【{title}】由{owner}负责，请 {mayAct} 处理；您的操作没有生效。',
  ALREADY_SETTLED: '【{title}】已由{who}于 {when} 处理（{what}），不用再操作了。',
  PROMPT_EXPIRED: '【{title}】这张卡片已失效：{why}。请看最新的卡片，或回复订单号查进度。',
  NO_SUCH_PROMPT: '没找到这张卡片对应的事项，请回复订单号查看最新进度。',
  UNKNOWN_ACTION: '这张卡片没有这个操作，可以选：{actions}。',
  INPUT_INVALID: '{label}没读懂：{expected}。',
  ORAL_INVALID: '{label}：口头确认无效，请书面写明（谁确认、确认了什么），由本人在群里回复。',
  ORAL_ONLY_ON_TRIP:
    '口头下单只在业务员出差期间受理，{sales}没有登记出差，订单没有录入。请{sales}在群里书面下单（手工订单），或先说「我今天出差」登记后再录。',
  PAPER_NOT_OWED: '订单 {order} 没有待补的「{what}」，不用再交。',
  PAPER_MISSING: '请把手工订单写在这条消息里，或引用本条发图片、文件，由业务员{sales}本人提交。',
  DRAFT_INCOMPLETE: '订单 {order} 还不能确认，缺：{missing}。请业务员补齐，客服员也可以代填。',
  CUSTOMER_NOT_REGISTERED: '客户「{name}」还没有备案，备案后才能确认订单：请点「登记新客户」，或回复已有客户的全称。',
  CUSTOMER_RECORD_INCOMPLETE: '登记客户还缺：{missing}。补齐后再点一次「登记新客户」。',
  CUSTOMER_EXISTS: '客户「{name}」已经备案，不用再登记。',
  DETAILS_MISSING: '还不能提交，缺：{missing}。请在卡片上填写，或直接回复。',
  GOODS_NOT_SPECIFIED: '{line} 还没写明规格、型号或颜色，请退回业务员补充后再核实库存和产能。',
  LEDGER_NOT_ZERO: '账目还不为零，不能结算：未收 {open}元，多收 {overpaid}元。多收的请在「退还多收金额」填实际退款。',
  ROLLS_MISSING: '请写明每匹（件）数量，或上传码单附件。',
  DATE_EARLIER_THAN_PRODUCTION:
    '确认书日期 {sheet} 早于生产部书面完成日 {production}，不能提前；要提前请生产部重新书面确认日期。',
  DATE_IN_PAST: '{date} 已经过去了，请写今天或以后的日期。',
  NO_MATERIAL_NOTE: '还没有技术部签认的原材料储备说明，不能填完成日；请技术部先写书面说明。',
  QUANTITY_OUTSIDE_TOLERANCE:
    '{line} 产出 {produced}{unit}，订单 {ordered}{unit}，超出允许误差 ±{tolerance}%，不能按完成入库；请客服主管点「同意差异」放行。',
  QUANTITY_UNCLEAR: '{line} 日报累计 {produced}{unit}，订单 {ordered}{unit}，对不上。请填写“实际完成数量”再点完成。',
  REPEAT_MISMATCH: '复述不一致：{label}交代的是 {told}，复述的是 {said}。请核对后再发货。',
  AMOUNT_NOT_POSITIVE: '金额要大于 0，请按到账金额填写。',
  SIGNER_NOT_DESIGNATED:
    '回签人「{signer}」不是客户指定人员「{designated}」。确认此人有权签字请在「回签人已获授权」选“是”，否则请指定人员重新回签。',
  SHIPS_TOO_MUCH: '{line} 发货数量超过了已产数量，请核对。',
  STATE_PRICE_OR_SPEC: '请写明正确的单价或规格，只回复“同意”不能解除核价疑问。',
  PRICE_IN_DOUBT: '{line} 的单价或规格还有疑问，须先由业务员、客服主管或营销总监写明正确的单价或规格。',
  WRITTEN_MISSING: '请上传书面确认件，或写明书面确认的内容；两者都没有不能通过。',
  DATES_REVERSED: '生产日期 {production} 晚于完成日 {finish}，请核对。',
  RELAX_REASON_MISSING: '放宽交期请写明原因（付款方式或急缓程度），并需业务员同意。',
  BALANCE_NOT_CONFIRMED: '订单 {order} 的余款还没有财务确认，不能放行；请财务核实到账。',
  UNKNOWN_PERSON: '没有找到「{name}」的人员资料，请管理员先登记。',
  OWN_APPROVAL: '自己下的订单不能自己审批，请 {mayAct} 审批。',
  CANNOT_TAKE_OVER: '【{title}】只能由同岗位同事或上级接手。',
  NOT_YOUR_ORDER: '订单 {order} 由 {sales} 负责，请联系 {sales} 或客服员处理。',
  ORDER_OVER: '订单 {order} 已{status}，不能再改。',
  NEEDS_LEAD: '订单 {order} 已下生产，{what}需要客服主管同意，请 {lead} 来操作。',
  NOTHING_CHANGED: '订单 {order} 没有变化：内容和原来一样。',
  GOODS_ARE_OUT: '订单 {order} 已发货，不能取消；请按退货或异常处理。',
  NOT_IN_PRODUCTION: '订单 {order} 现在不在生产环节，日报没有记入。',
  ONLY_LEAD_RELEASES: '紧急放行只能由客服主管决定，请 {lead} 来操作。',
  NOT_INSPECTED: '订单 {order} 还没有通过成品检验，不能放行；请质检部先检验。',
  NOTHING_TO_RELEASE: '订单 {order} 不需要紧急放行。',
  NOT_A_CLERK: '{name} 不是客服员，不能受委托。',
  NUDGED_ALREADY: '订单 {order} 在 {when} 刚催过，一小时内不重复催。',
  NOBODY_TO_NUDGE: '订单 {order} 现在没有等人处理的事项（{status}）。',
  ORDER_NOT_FOUND: '没有找到订单「{order}」，请核对订单号。',
  NOT_ALLOWED_TO_SEE: '这张订单您看不到；需要的话请联系您的业务员。',
  WHICH_PROMPT: '您有 {count} 件待办，不确定您回复的是哪一件，请引用对应卡片回复，或带上订单号：\n{list}',
  UNREADABLE_ANSWER: '没读懂这条回复。【{title}】可以回复：{actions}。',
} as const
export type RefusalCode = keyof typeof REFUSALS

/** The sentence of a refusal. */
export const refusalText = (code: RefusalCode, params: Record<string, string>): string =>
  REFUSALS[code].replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? '')
