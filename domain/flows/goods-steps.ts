import type { FlowInput } from '../flow/flow'
import { ACKNOWLEDGED, TICK } from './shared-steps'

type Step = FlowInput['steps'][number]

/** From the confirmed order to the shop floor: the clerk issues, production acknowledges, the tech department gets its copy (AC-049 to AC-053). Other flows state their own needs. */
export const productionOrderStep: Step = {
  id: 'production-order',
  title: '生产指令单',
  owner: 'clerk',
  rule: '客户的书面确认和应付定金到齐，才下生产指令单（A级客户回签可后补）',
  needs: [
    { step: 'confirmation-sheet', is: 'done' },
    { any: [{ class: ['A'] }, { step: 'sign-back', is: 'done' }] },
    { step: 'deposit', is: 'settled' },
  ],
  clock: { sla: '2h' },
  ladder: ['clerk_lead', 'director'],
  vouchesFor: ['goods', 'quantities', 'packaging'],
  tasks: [
    {
      id: 'issue',
      title: '下达生产指令单',
      ask: '签发《生产指令单》给生产部，抄送技术部',
      owner: 'clerk',
      shows: ['goods', 'dates', 'sheetDate', 'debts'],
      inputs: [{ id: 'specialRules', label: '特殊要求', type: 'text', sets: 'specialRules', words: ['特殊'] }],
      actions: [
        {
          id: 'done',
          label: '签发',
          style: 'primary',
          then: ['present:production-order:production:tech', 'date-conflict'],
          words: ['签发', '下达'],
        },
      ],
    },
    {
      id: 'acknowledge',
      title: '生产指令单签收',
      ask: '逐项确认后签收；都没问题可以回复「全部确认，签收」',
      owner: 'production',
      after: ['issue'],
      shows: ['goods', 'dates', 'tolerance', 'specialRules'],
      inputs: [
        ...ACKNOWLEDGED.map(({ id, label }) => ({ id, label, ...TICK })),
        { id: 'note', label: '说明', type: 'text', required: ['return'] },
      ],
      actions: [
        { id: 'done', label: '签收', style: 'primary', then: ['accept-rolled-date'], words: ['签收', '收到', '确认'] },
        {
          id: 'return',
          label: '有异议',
          style: 'danger',
          outcome: 'return',
          to: 'production-order',
          words: ['有异议', '不对'],
        },
      ],
    },
    {
      id: 'copy',
      title: '生产指令单抄送签收',
      ask: '确认收到生产指令单抄送件',
      owner: 'tech',
      after: ['issue'],
      kind: 'confirm',
      shows: ['goods', 'dates'],
      actions: [{ id: 'done', label: '已收到', style: 'primary', words: ['收到', '已收'] }],
    },
  ],
}

/** Production with its daily report; trouble becomes an exception (AC-055 to AC-060). */
export const productionStep: Step = {
  id: 'production',
  title: '生产',
  owner: 'production',
  rule: '生产部逐项签收生产指令单、技术部收到抄送，才开工',
  needs: [{ step: 'production-order', is: 'done' }],
  onOpen: ['daily-report', 'supervise'],
  vouchesFor: ['goods', 'quantities'],
  clock: { sla: '2d', again: '1d' },
  ladder: ['merchandiser', 'clerk_lead', 'director'],
  onDone: ['tell:sales:milestone', 'disarm:daily-report', 'disarm:supervise'],
  tasks: [
    {
      id: 'production',
      title: '生产进度',
      ask: '每天报产量；全部完成后点「完成」',
      owner: 'production',
      mayAlso: ['merchandiser'],
      shows: ['goods', 'dates', 'produced'],
      checks: ['produced-stated'],
      inputs: [
        {
          id: 'quantity',
          label: '实际完成数量',
          type: 'number',
          when: { not: { holds: 'severalLines' } },
          words: ['数量', '完成数量', '产量'],
        },
        {
          id: 'produced',
          label: '实际完成数量',
          type: 'number',
          perLine: true,
          when: { holds: 'severalLines' },
          words: ['数量'],
        },
        { id: 'note', label: '说明', type: 'text', required: ['cannot'] },
      ],
      actions: [
        { id: 'done', label: '完成', style: 'primary', then: ['produced'], words: ['完成', '做完'] },
        {
          id: 'cannot',
          label: '生产异常',
          style: 'danger',
          outcome: 'stay',
          then: ['exception:raise'],
          words: ['异常', '停机'],
        },
      ],
    },
  ],
}

/** Clerk and quality control look at the finished goods; only quality control books them into stock (AC-061 to AC-063). */
export const inspectionStep: Step = {
  id: 'inspection',
  title: '成品检验入库',
  owner: 'qc',
  rule: '生产完成后由客服和质检检验，只有质检能入库',
  needs: [{ step: 'production' }],
  skipWhen: { holds: 'nothingToShip' },
  vouchesFor: ['goods', 'quantities'],
  clock: { sla: '4h' },
  ladder: ['clerk_lead', 'director'],
  onDone: ['issue:stock-out-slip', 'tell:sales:stocked'],
  tasks: [
    {
      id: 'check',
      title: '成品核对（客服）',
      ask: '对照确认书核对数量、包装、标识',
      owner: 'clerk',
      shows: ['goods', 'produced', 'dates'],
      inputs: [
        { id: 'quantityOk', label: '数量相符', ...TICK },
        { id: 'packingOk', label: '外观包装合格', ...TICK },
        { id: 'labelsOk', label: '标识正确', ...TICK },
        { id: 'note', label: '说明', type: 'text' },
      ],
      actions: [{ id: 'done', label: '核对合格', style: 'primary', words: ['合格', '相符'] }],
    },
    {
      id: 'tolerance',
      title: '数量差异审批',
      ask: '产出数量超出允许误差，是否同意',
      owner: 'clerk_lead',
      mayAlso: ['director'],
      when: { holds: 'quantityOff' },
      kind: 'approval',
      shows: ['goods', 'produced'],
      inputs: [{ id: 'reason', label: '意见', type: 'text', required: ['return'] }],
      actions: [
        { id: 'approve', label: '同意差异', style: 'primary', sets: { quantityApproved: 'yes' }, words: ['同意'] },
        { id: 'return', label: '退回生产', style: 'danger', outcome: 'return', to: 'production', words: ['退回'] },
      ],
    },
    {
      id: 'book',
      title: '质检入库',
      ask: '按《产品出厂标准》检验合格后办理入库',
      owner: 'qc',
      strict: true,
      after: ['tolerance'],
      shows: ['goods', 'produced'],
      checks: ['quantity-in-tolerance'],
      inputs: [
        { id: 'quantityOk', label: '数量合格', ...TICK },
        { id: 'appearanceOk', label: '外观包装合格', ...TICK },
        { id: 'labelsOk', label: '标识合格', ...TICK },
        { id: 'note', label: '说明', type: 'text' },
      ],
      actions: [
        { id: 'done', label: '合格入库', style: 'primary', words: ['合格', '入库'] },
        {
          id: 'return',
          label: '不合格，退回生产',
          style: 'danger',
          outcome: 'return',
          to: 'production',
          words: ['不合格', '退回'],
        },
      ],
    },
  ],
}

/** Contract terms by the clerk, then the money by finance alone; class A ships by contract (AC-067 to AC-071). */
export const balanceStep: Step = {
  id: 'balance',
  title: '余款核实',
  owner: 'finance',
  rule: '成品检验入库后，按实际产量核实余款',
  needs: [{ step: 'inspection' }],
  // Everything left in parts, each paid before it went.
  skipWhen: { all: [{ holds: 'nothingToShip' }, { any: [{ class: ['A'] }, { not: { holds: 'balanceOpen' } }] }] },
  vouchesFor: ['lines', 'depositRatio', 'depositAmount'],
  onOpen: ['balance-notice'],
  clock: { sla: '4h', again: '1d' },
  ladder: ['director'],
  tasks: [
    {
      id: 'contract',
      title: '合同条款核对',
      ask: '对照《客户销售合同》核对交货条件、付款条件、结算方式',
      owner: 'clerk',
      shows: ['order', 'contractTerms', 'balance'],
      inputs: [
        { id: 'deliveryTerm', label: '交货条件相符', ...TICK, sets: 'deliveryTerm' },
        { id: 'paymentTerm', label: '付款条件相符', ...TICK, sets: 'paymentTermChecked' },
        { id: 'settlement', label: '结算方式相符', ...TICK, sets: 'settlement' },
      ],
      actions: [{ id: 'done', label: '三项相符', style: 'primary', words: ['相符', '无误'] }],
    },
    {
      id: 'balance',
      title: '余款到账确认',
      ask: '按实际产量核对余款，到账后签字确认',
      owner: 'finance',
      strict: true,
      when: { all: [{ any: [{ class: ['B', 'C'] }, { fact: 'balanceGate' }] }, { holds: 'balanceOpen' }] },
      shows: ['order', 'balance'],
      checks: ['amount-positive'],
      settlesWhen: { not: { holds: 'balanceOpen' } },
      inputs: [
        { id: 'amount', label: '到账金额', type: 'money', required: ['paid'], words: ['金额', '到账'] },
        { id: 'method', label: '到账方式', type: 'text', words: ['方式'] },
        { id: 'note', label: '备注', type: 'text' },
      ],
      actions: [
        { id: 'paid', label: '已到账', style: 'primary', then: ['pay:balance'], words: ['到账', '已收', '收到'] },
        {
          id: 'not-paid',
          label: '未到账',
          style: 'danger',
          outcome: 'stay',
          then: ['unpaid:balance', 'tell:sales:paymentMissing'],
          words: ['未到', '没到', '没收到'],
        },
      ],
    },
  ],
}

/** The paper without which nothing ships, but for an emergency that the lead releases (AC-078 to AC-081). */
export const shippingRequestStep: Step = {
  id: 'shipping-request',
  title: '发货通知单',
  owner: 'clerk',
  rule: '合同条款核对过、财务签字以后，才开发货通知单（A级客户按合同发货）',
  needs: [{ step: 'balance' }],
  skipWhen: { holds: 'nothingToShip' },
  clock: { sla: '2h' },
  ladder: ['clerk_lead', 'director'],
  vouchesFor: ['address', 'contactName', 'phone', 'goods', 'quantities'],
  onDone: ['debt:close:shipping-request'],
  tasks: [
    {
      id: 'request',
      title: '开发货通知单',
      ask: '再次核对收货地址、收货人、联系电话和各项数字，签发《商品销售发货(申请)通知单》',
      owner: 'clerk',
      shows: ['goods', 'contact', 'produced', 'balance'],
      inputs: [
        { id: 'packages', label: '件数', type: 'number', sets: 'shipPackages', words: ['件数', '件'] },
        { id: 'note', label: '说明', type: 'text' },
      ],
      checks: ['only-lead-releases'],
      actions: [
        {
          id: 'done',
          label: '核对无误，签发',
          style: 'primary',
          then: ['present:shipping-request:warehouse'],
          words: ['无误', '签发'],
        },
        {
          id: 'release',
          label: '紧急放行（主管）',
          style: 'danger',
          outcome: 'stay',
          then: ['emergency'],
          words: ['紧急放行'],
        },
      ],
    },
  ],
}

/** Goods leave: repeat-back, waybill, broadcast, and the check after loading (AC-082 to AC-086). */
export const shipStep: Step = {
  id: 'ship',
  title: '发货',
  owner: 'warehouse',
  rule: '没有《商品销售发货(申请)通知单》不开发货单、不发货',
  needs: [{ any: [{ step: 'shipping-request' }, { holds: 'emergencyRelease' }] }, { step: 'balance' }],
  skipWhen: { holds: 'nothingToShip' },
  status: '已发货',
  clock: { sla: '4h' },
  ladder: ['clerk_lead', 'director'],
  vouchesFor: ['address'],
  tasks: [
    {
      id: 'ship',
      title: '发货',
      ask: '按通知单逐项复述核对，装车后填承运公司、运单号、件数',
      owner: 'warehouse',
      mayAlso: ['merchandiser', 'logistics'],
      shows: ['goods', 'contact', 'debts'],
      checks: ['repeat-back', 'ship-quantity'],
      settlesWhen: { not: { holds: 'restToShip' } },
      inputs: [
        { id: 'carrier', label: '承运公司', type: 'text', required: ['shipped'], words: ['承运', '快递', '物流'] },
        { id: 'trackingNumber', label: '运单号', type: 'text', required: ['shipped'], words: ['运单', '单号'] },
        { id: 'packages', label: '件数', type: 'number', required: ['shipped'], words: ['件数', '件'] },
        { id: 'expectedDate', label: '预计到货', type: 'date', words: ['预计', '到货'] },
        { id: 'shipQty', label: '本次发货数量（不填为全部）', type: 'number', perLine: true, words: ['本次发货', '发货数量'] },
        { id: 'note', label: '备注', type: 'text' },
      ],
      actions: [
        {
          id: 'shipped',
          label: '已发货',
          style: 'primary',
          then: ['ship', 'issue:delivery-note', 'issue:shipping-advice', 'announce'],
          words: ['已发货', '发货', '发出'],
        },
        {
          id: 'cannot',
          label: '发不了',
          style: 'danger',
          outcome: 'stay',
          then: ['tell:clerk:askBack', 'tell:sales:askBack'],
          words: ['发不了'],
        },
      ],
    },
    {
      id: 'advice-check',
      title: '装车后核对',
      ask: '核对发货告知书内容属实、到货时间符合确认书，并确认客户已清楚收到',
      owner: 'clerk',
      mayAlso: ['merchandiser'],
      after: ['ship'],
      kind: 'confirm',
      shows: ['goods', 'shipment', 'dates'],
      inputs: [{ id: 'note', label: '客户答复', type: 'text' }],
      actions: [{ id: 'done', label: '属实，客户已知悉', style: 'primary', words: ['属实', '已知悉', '无误'] }],
    },
  ],
}

/** Arrival is the salesperson's until it is answered (AC-087 to AC-091). */
export const trackStep: Step = {
  id: 'track',
  title: '到货跟踪',
  owner: 'sales',
  needs: [{ step: 'ship' }],
  skipWhen: { step: 'ship', is: 'skipped' },
  onOpen: ['check-times'],
  onDone: ['disarm:check'],
  clock: { sla: '2d', again: '1d' },
  ladder: ['clerk_lead', 'director'],
  tasks: [
    {
      id: 'track',
      title: '到货确认',
      ask: '跟进到货，登记到货日期和情况',
      owner: 'sales',
      mayAlso: ['clerk', 'merchandiser', 'logistics'],
      shows: ['goods', 'shipment', 'contact'],
      checks: ['waybill-under-way'],
      settlesWhen: { not: { holds: 'underWay' } },
      inputs: [
        {
          id: 'waybill',
          label: '哪一票（运单号，不填为全部）',
          type: 'text',
          when: { holds: 'severalUnderWay' },
          words: ['哪一票'],
        },
        { id: 'arrivalDate', label: '到货日期', type: 'date', sets: 'arrivalDate', words: ['到货日期', '到货'] },
        { id: 'condition', label: '到货情况', type: 'text', sets: 'arrivalCondition', words: ['情况'] },
        { id: 'newDate', label: '新的到货日期', type: 'date', sets: 'newArrivalDate' },
        { id: 'note', label: '途中情况', type: 'text', required: ['problem'] },
      ],
      actions: [
        {
          id: 'done',
          label: '已到货',
          style: 'primary',
          then: ['arrival', 'tell:sales:arrived'],
          words: ['已到', '到货', '到了'],
        },
        {
          id: 'problem',
          label: '途中有问题',
          style: 'danger',
          outcome: 'stay',
          then: ['transit-trouble'],
          words: ['有问题', '延误', '破损'],
        },
      ],
    },
  ],
}

/** Only the customer's signed receipt closes the order (AC-092). Of several waybills each is asked for once it arrived, and signed for by itself or with the others. */
export const receiptStep: Step = {
  id: 'receipt',
  title: '到货回单',
  owner: 'customer',
  rule: '货到了才请客户签收，客户签收才结单',
  needs: [{ any: [{ step: 'track' }, { holds: 'arrivedUnsigned' }] }],
  skipWhen: { step: 'track', is: 'skipped' },
  doneWhen: { not: { holds: 'unsigned' } },
  clock: { sla: '1d' },
  ladder: ['clerk_lead', 'director'],
  onDone: ['issue:receipt', 'customer:receiptDone', 'tell:sales:completed', 'tell:clerk:completed'],
  tasks: [
    {
      id: 'receipt',
      title: '到货回单签收',
      ask: '签收《到货回单》：收到点「已收到」，有问题点「有问题」',
      owner: 'customer',
      strict: true,
      kind: 'confirm',
      shows: ['goods', 'shipment'],
      checks: ['waybill-to-sign'],
      settlesWhen: { not: { holds: 'toSign' } },
      inputs: [
        {
          id: 'waybill',
          label: '哪一票（运单号，不填为全部）',
          type: 'text',
          when: { holds: 'severalToSign' },
          words: ['哪一票'],
        },
        { id: 'file', label: '签字的到货回单', type: 'file', sets: 'signedReceipt' },
        { id: 'note', label: '说明', type: 'text', required: ['problem'] },
      ],
      actions: [
        { id: 'received', label: '已收到', style: 'primary', then: ['goods-received'], words: ['收到', '已收', '签收'] },
        {
          id: 'problem',
          label: '有问题',
          style: 'danger',
          outcome: 'stay',
          then: ['tell:sales:problemReported', 'exception:raise'],
          words: ['有问题', '少货', '破损'],
        },
      ],
    },
  ],
}

/** A deposit that is owed is asked of the customer and confirmed by finance alone (AC-042, AC-043). */
export const depositStep: Step = {
  id: 'deposit',
  title: '定金到账',
  owner: 'finance',
  rule: '确认书（或合同）定了才收定金，到账由财务确认',
  needs: [{ step: 'confirmation-sheet', is: 'done' }],
  skipWhen: { not: { holds: 'depositOwed' } },
  onOpen: ['ask-deposit'],
  clock: { sla: '1d' },
  ladder: ['director'],
  vouchesFor: ['depositRatio', 'depositAmount'],
  tasks: [
    {
      id: 'deposit',
      title: '定金到账确认',
      ask: '核对银行到账后确认',
      owner: 'finance',
      strict: true,
      shows: ['order', 'total', 'deposit'],
      checks: ['amount-positive'],
      settlesWhen: { holds: 'depositPaid' },
      inputs: [
        { id: 'amount', label: '到账金额', type: 'money', required: ['paid'], words: ['金额', '到账'] },
        { id: 'method', label: '到账方式', type: 'text', words: ['方式'] },
        { id: 'note', label: '备注', type: 'text' },
      ],
      actions: [
        { id: 'paid', label: '已到账', style: 'primary', then: ['pay:deposit'], words: ['到账', '已收', '收到'] },
        {
          id: 'not-paid',
          label: '未到账',
          style: 'danger',
          outcome: 'stay',
          then: ['unpaid:deposit', 'tell:sales:paymentMissing'],
          words: ['未到', '没到', '没收到'],
        },
      ],
    },
  ],
}
