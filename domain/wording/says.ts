/** What the bot says, by occasion. Short, polite, concrete, with the next action. */
export const SAY = {
  prompt: (names: string[], title: string, order: string): string =>
    `${names.join('、') || '各位'}，请处理【${title}】，订单 ${order}。`,
  draftReady: (order: string, name: string, button: string): string =>
    `${name}，订单 ${order} 已录好，请逐项核对后点「${button}」；有不对的直接回复本条更正。`,
  draftAsks: (order: string, name: string, count: number, question: string): string =>
    `${name}，订单 ${order} 还有 ${count} 项要补。${question}`,
  askField: (label: string, example?: string): string => `请问${label}是？${example ? `例如：${example}` : ''}`,
  askDoubt: (label: string, value: string, reason: string): string =>
    `${label}我读到的是「${value}」，${reason}。请回复正确的，或回复「对」。`,
  askListedUnit: (goods: string, unit: string, sold: string, listed: string): string =>
    `「${goods}」不按${unit}卖，按${sold}卖（${listed}）。请回复要几${sold}。`,
  askUnread: (words: string): string =>
    `消息里的「${words}」我没读懂，没有放进订单。要加的请补一句，例如：“加弯头20个”；不用加就回复「对」。`,
  mixedUp: (drafts: { number: string; customer: string }[]): string =>
    `哪里弄反了？我不敢自己对调。请引用那张草稿写改成什么（例如「数量改成200」「客户改成${drafts[0]?.customer ?? '…'}」），或一起说：「${drafts.map((d) => `${d.customer}改成…`).join('，')}」。\n${drafts.map((d) => `· ${d.number}（${d.customer}）`).join('\n')}`,
  newOrChange: (drafts: { number: string; customer: string }[]): string =>
    `这句没有写客户，不像一张新单，没有建单。要改${drafts
      .slice(-3)
      .map((d) => ` ${d.number}（${d.customer}）`)
      .join('或')}，请引用那张草稿写改成什么；是新单的话，请写上客户再发。`,
  askIntent: (): string => '这条我不确定是不是要下单。是的话回复「对」，不是就点「取消」。',
  askPrice: (label: string, plan?: string): string =>
    `请问${label}是？${plan ? `价格方案是 ${plan}，照此回复「按方案」即可。` : '例如：153元/令'}`,
  unknownCustomer: (name: string): string =>
    `客户「${name}」还没有备案。请回复已有客户的全称；确是新客户请点「登记新客户」（联系人、电话、地址、付款方式齐全后登记）。`,
  severalCustomers: (name: string): string => `名字里有「${name}」的客户不止一家，请回复客户全称。`,
  estimate: (order: string, when: string, what: string, thanks: string): string =>
    `${thanks}订单 ${order} 预计 ${when} 前给您${what}；有疑问也会在这之前答复。`,
  estimateLate: (order: string, when: string, what: string): string =>
    `订单 ${order} 的${what}比原先说的晚了，抱歉。新的预计时间：${when}。`,
  askTicks: (name: string, labels: string[]): string =>
    `${name}，还有 ${labels.length} 项要逐项确认：${labels.join('、')}。都没问题请回复「全部确认」，有问题的写明，例如「${labels[0] ?? ''}：否」。`,
  askInput: (name: string, label: string, hint: string): string => `${name}，还差一项：${label}。${hint}`,
  answerTooEarly: (order: string, step: string, open: string): string =>
    `订单 ${order} 还没到【${step}】，您这句先没有登记。${open ? `现在等${open}；` : ''}轮到您时会发卡片给您，到时再答。`,
  moneyTooEarly: (order: string, amount: string, step: string, name: string, before: string): string =>
    `订单 ${order} 还没到【${step}】${before ? `（先要${before}）` : ''}，这笔 ${amount}元 没有登记。到那一步会请${name}确认，到时再填金额。`,
  bindFirst:
    '您刚才选的商品已记下。请先登记，回复公司或姓名、手机号，例如「公司：好再来超市，手机：13700001234」；登记好再加商品。',
  howToOrder: (name: string): string =>
    `${name}，您好！发「目录」看商品，或直接说要什么，例如「要辣椒酱 5箱」；查订单发「到哪了」。`,
  waitsFor: (order: string, title: string, ask: string, sales: string): string =>
    `没看懂这句。订单 ${order} 现在等您：【${title}】${ask}。${sales ? `别的事请找您的业务员${sales}。` : ''}`,
  moneyOfNone: (amount: string, customer?: string): string =>
    `这笔 ${amount}元 还没有登记：${customer ? `${customer}有几张在办的订单，` : ''}不知道是哪张订单的。请带上订单号再发一次，例如「GD001-20260302-01 到账 ${amount}」。`,
  moneyBeforeSlip: (order: string, amount: string): string =>
    `订单 ${order} 还在等客户的付款凭证，这笔 ${amount}元 没有登记。已核对到账的，请回复「到账 ${order} ${amount}」。`,
  passedOn: (sales: string): string => `收到，已经转告您的业务员${sales}，由他确认后回复您。`,
  customerWishes: (order: string, customer: string, name: string, words: string): string =>
    `${customer}的${name}说：“${words}”（订单 ${order}）。要改就带上订单号写要改什么，例如「${order} 交期改成12月5日」；改不了也请回复客户一声。`,
  customerPaid: (order: string, customer: string, name: string, words: string): string =>
    `${customer}的${name}说：“${words}”（订单 ${order}）。款项还没有登记，请核对后告诉财务。`,
  complaintHeard: (sales: string): string =>
    `非常抱歉给您添麻烦了，已经转告您的业务员${sales}，核实后尽快回复您。方便的话请发几张照片，写明是哪种货、多少。`,
  customerComplains: (orders: string, first: string, customer: string, name: string, words: string): string =>
    `${customer}的${name}反馈：“${words}”（订单 ${orders}）。请尽快核实并回复客户；要按异常处理就回复「异常 ${first} 」和具体情况。`,
  changed: (order: string, changes: string, unclear: string[] = []): string =>
    `订单 ${order} 已更改：\n${changes}${unclear.map((u) => `\n没有改：${u}`).join('')}`,
  noPlanPrice: '价格方案里没有这一项的价格，请直接写单价，例如「155元/令」。',
  unclear: {
    WHICH_LINE: (words: string, count: number): string =>
      `「${words}」，订单有 ${count} 行，不知道是哪一行。请写明第几行或产品名，例如「第2行${words}」。`,
    NO_SUCH_LINE: (words: string, count: number): string => `「${words}」，订单只有 ${count} 行，请核对是第几行。`,
    PRICE_UNIT: (words: string): string =>
      `「${words}」的价格单位和这一行的数量单位不一样。请按数量的单位给单价，或把数量一起改。`,
    NOT_READ: (words: string): string => `「${words}」没看懂；要改的话请换个说法再写一次。`,
  },
  noLastOrder: (customer: string): string =>
    `没有找到${customer ? `「${customer}」` : '这个客户'}以前的订单，照旧没法照抄。请写明产品、规格、数量和单价。`,
  lastUnclear: (order: string, unclear: string[]): string => `订单 ${order} 照上次录的，有几处没改：\n${unclear.join('\n')}`,
  reopened: (order: string, steps: string): string => `订单 ${order} 有变更，以下环节需要重新确认：${steps}。`,
  cancelled: (order: string, name: string, why: string): string =>
    `订单 ${order} 已由${name}取消。${why ? `原因：${why.replace(/[。.]$/, '')}。` : ''}所有记录保留。`,
  rejected: (order: string, name: string, why: string): string => `订单 ${order} 被${name}驳回：${why}。`,
  returned: (order: string, name: string, why: string): string => `订单 ${order} 被${name}退回修改：${why}。请改好后再确认一次。`,
  returnedByCustomer: (order: string, step: string): string =>
    `收到，订单 ${order} 已退回【${step}】重新处理，办好马上发给您，请稍候。`,
  askBack: (order: string, name: string, what: string): string => `${name}问订单 ${order}：${what}。请直接回复卡片。`,
  poisoned: '这条消息处理时出错了，已记录，请换个说法再发一次，或联系管理员。',
  oralInvalid: '口头确认无效，请在群里书面写明（谁确认、确认了什么）。',
  rolled: (order: string, days: string, to: string): string =>
    `订单 ${order} 确认书还没回签，承诺交期顺延一天（已顺延 ${days} 天），现为 ${to}。请尽快催回签。`,
  depositAsk: (order: string, amount: string): string => `您好，订单 ${order} 需付定金 ${amount}元，到账后即安排生产。谢谢！`,
  sheetSent: (order: string, date: string): string =>
    `您好，订单 ${order} 的《销售部客户订单确认书》已发出，完成日 ${date}。请核对后签字或盖章回传；收到看清了请回复一声，谢谢！`,
  classADebt: (order: string): string => `A级客户，订单 ${order} 可先下达生产；确认书回签请后补。`,
  stocked: (order: string): string => `订单 ${order} 成品已入库，请安排收款与发货事宜。`,
  balanceAsk: (order: string, amount: string): string =>
    `订单 ${order} 成品已完工，按实际产量应收余款 ${amount}元。《余款催收通知书》已出，请业务员联系客户付款。`,
  shipped: (order: string, carrier: string, number: string, packages: string): string =>
    `【已发货】订单 ${order}：${carrier} ${number}${packages ? `，共 ${packages} 件` : ''}。请业务员跟进到货。`,
  shippedCustomer: (order: string, carrier: string, number: string, packages: string, thanks: string): string =>
    `您好，订单 ${order} 已发货：${carrier} ${number}${packages ? `，共 ${packages} 件` : ''}。请留意查收；收到货请回复「已收到」，有问题随时告诉我们。${thanks}`,
  arrived: (order: string, date: string, condition: string): string =>
    `订单 ${order} 已到货（${date}）${condition ? `，情况：${condition}` : ''}。`,
  receiptDone: (order: string): string => `订单 ${order} 已签收，谢谢支持！使用中有任何问题请随时联系我们。`,
  completed: (order: string): string => `订单 ${order} 全部完成，辛苦各位。`,
  cannotProduce: (order: string, why: string): string =>
    `订单 ${order} 技术部反馈暂不能生产：${why}。\n给客户的话（可直接转发）：「非常抱歉，这个要求目前的工艺做不到，主要是：${why}。我们建议换成相近的规格，或者安排打样，您看哪种方便？」`,
  cannotDo: (order: string, title: string, name: string, why: string, sales: string): string =>
    `订单 ${order}【${title}】办不了（${name}）：${why}。请${sales}和客户商量；要改订单写「${order} 」和要改的内容，问题解决了由${name}点「完成」。`,
  remind: (names: string[], title: string, order: string, since: string, rung: number): string =>
    rung === 1
      ? `${names.join('、')}，提醒一下：订单 ${order} 的【${title}】等您处理（${since}）。`
      : `${names.join('、')}，订单 ${order} 的【${title}】还没有处理（${since}），请尽快；不方便可点「转给我」由同事接手。`,
  onDuty: (name: string): string => `今天值班：${name}。`,
  handedOver: (title: string, from: string, to: string, order: string): string =>
    `${to}，${from}把订单 ${order} 的【${title}】交给您了，请处理。`,
  escalate: (names: string[], title: string, order: string, owner: string, since: string): string =>
    `${names.join('、')}，请关注：订单 ${order} 的【${title}】由${owner}负责，${since}仍未处理。`,
  postponed: (name: string, order: string, title: string, when: string): string =>
    `${name}已把订单 ${order}【${title}】的提醒推迟到 ${when}。`,
  postponedAll: (name: string, count: number, when: string): string =>
    `${name}已把 ${count} 件事的提醒推迟到 ${when}；要提前办，点「处理」就行。`,
  takenOver: (name: string, title: string): string => `【${title}】已由${name}接手。`,
  nudged: (name: string, order: string, titles: string): string => `${name}催一下订单 ${order}：${titles}。`,
  exceptionRaised: (order: string, name: string, text: string): string => `订单 ${order} 出现异常（${name}报告）：${text}。`,
  exceptionClosed: (order: string): string => `订单 ${order} 的异常已处理完毕。`,
  productionReport: (order: string, lines: string): string => `订单 ${order} 今日生产：${lines}。`,
  dailyReportAsk: (order: string): string =>
    `请报订单 ${order} 今天的《生产日报表》：完成数量多少？直接回复数量即可，例如「今天完成30令」。`,
  dailyReportLine: (order: string): string => `订单 ${order} 今天完成多少？回复「${order} 今天完成30令」这样即可。`,
  debtOpen: (order: string, what: string, due: string): string => `订单 ${order} 待补：${what}，请于 ${due} 前补上。`,
  undoOpen: (order: string, what: string, due: string): string =>
    `订单 ${order} 已取消，请处理：${what}，${due} 前办完。办好请回复「已处理 ${order} 」加事项。`,
  undoLate: (order: string, what: string): string => `订单 ${order} 取消后的「${what}」还没有办完，请今天处理。`,
  debtLate: (order: string, what: string): string => `订单 ${order} 的「${what}」还没有补上，请今天处理。`,
  emergency: (order: string, name: string, why: string): string =>
    `订单 ${order} 由${name}紧急放行，可先发货（原因：${why}）。《商品销售发货(申请)通知单》须后补。`,
  overpaid: (order: string, amount: string): string =>
    `订单 ${order} 多收 ${amount}元，请财务处理：退还回复「退款 ${order} 金额」，留作下一单回复「转余额 ${order}」。`,
  partPaidToPayer: (order: string, amount: string, open: string): string =>
    `您好，订单 ${order} 收到货款 ${amount}元，还差 ${open}元，请补齐后把截图发来，谢谢！`,
  partPaid: (order: string, open: string): string => `订单 ${order} 已记到款，还差 ${open}元。`,
  dateConflict: (order: string, production: string, sheet: string): string =>
    `订单 ${order} 两个日期不一致：生产部书面完成日 ${production}，确认书日期 ${sheet}。生产以生产部日期为准，确认书日期不作为生产依据，请核对。`,
  settled: (title: string, order: string, what: string): string => `已记录：订单 ${order}【${title}】${what}。`,
  ticksFailed: (order: string, title: string, items: string): string =>
    `订单 ${order}【${title}】有不合格项：${items}。处理好后请重新确认。`,
  mandate: (order: string, sales: string, clerk: string): string => `订单 ${order}：${sales}委托${clerk}代为与客户沟通。`,
  undelivered: (reason: string): string => `有一条消息没有送达（${reason}），已转到这里。`,
} as const
