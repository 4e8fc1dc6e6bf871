import Decimal from 'decimal.js'

/** What is said about money owed. Amounts and debts reach the customer in private alone, never a group. */

export const LEVEL_NAMES = ['到期提醒', '友情提醒', '催款', '催款函', '停货通知', '转人工'] as const

export interface NoticeWords {
  customer: string
  company: string
  sales: string
  /** One line an order: number, amount, due date, days late. */
  lines: { order: string; open: string; due: string; days: number; promised?: string }[]
  total: string
  oldestDays: number
  /** A week from now: the date set by a formal letter. */
  replyBy: string
  /** Interest until today where it is agreed: formal letters alone name it, after a person has seen them. */
  interest?: { amount: string; basis: string; today: string }
}

const table = (w: NoticeWords, withDays: boolean): string =>
  w.lines
    .map(
      (l) =>
        `· 订单 ${l.order}：${l.open}元，应付日 ${l.due}${withDays && l.days > 0 ? `，已过 ${l.days} 天` : ''}${l.promised ? `（贵司答复 ${l.promised} 付）` : ''}`,
    )
    .join('\n')

const interestLine = ({ interest: i }: NoticeWords): string =>
  i ? `按${i.basis}，截至 ${i.today} 另计逾期利息 ${i.amount}元，算到付清之日。\n` : ''

/** How interest is reckoned: 按日 0.05%, or the one-year LPR with a markup. */
export const interestWords = (mode: { mode: 'daily'; rate: string } | { mode: 'lpr_plus'; markup: string }): string =>
  mode.mode === 'daily' ? `每天 ${percent(mode.rate)}%` : `一年期LPR上浮 ${percent(mode.markup)}%`

const percent = (rate: string): string => new Decimal(rate).times(100).toFixed()

/** The private words of a level: 0 a service, 1 assumes an oversight, 2 asks for a date and a name, 3 and 4 are formal letters. */
export const noticeText = (level: number, w: NoticeWords): string => {
  const head = `${w.customer}，您好！`
  switch (level) {
    case 0:
      return `${head}以下货款快到付款日，提前跟您核对一下：\n${table(w, false)}\n合计 ${w.total}元。需要收款账户或开票资料请告诉我，谢谢支持！`
    case 1:
      return `${head}以下货款可能贵司已安排，跟您核对一下：\n${table(w, true)}\n合计 ${w.total}元。如已付款请忽略，并把回单发我；还没安排的，麻烦告知大概哪天付，谢谢！`
    case 2:
      return `${head}贵司以下货款已过付款日：\n${table(w, true)}\n合计 ${w.total}元，最早的已过 ${w.oldestDays} 天。请告知付款日期和经办人，对账单随附，有不符请指出。谢谢配合！`
    case 3:
      return `催款函\n${head}按双方合同约定，贵司以下货款已到期未付：\n${table(w, true)}\n合计 ${w.total}元。\n${interestLine(w)}请于 ${w.replyBy} 前付清或书面答复付款安排。在此之前，新的发货需经我司审批。对账单随附。\n${w.company}`
    default:
      return `停货通知\n${head}贵司以下货款逾期已久：\n${table(w, true)}\n合计 ${w.total}元。\n${interestLine(w)}按合同及《民法典》第五百二十六条，未付清前我司暂停后续发货；货款付清，或经双方确认付款安排后立即恢复。\n${w.company}`
  }
}

export const DUNNING_SAY = {
  whichDay: (sales: string): string =>
    `理解您的难处，已经转告您的业务员${sales}。方便的话请告诉我们大概哪天能安排，例如「下周五付」，我们好跟财务说明。`,
  asksForTime: (customer: string, name: string, words: string): string =>
    `${customer}的${name}说：“${words}”。对方要缓一缓、没说哪天付，请您跟进；谈好了日子请对方在群里写一句，例如「下周五付」。`,
  /** In a group without outsiders, when the details went to somebody in private. */
  groupNote: (count: number) => `有 ${count} 笔货款请协助确认，明细已私发，谢谢！`,
  groupNoteBySales: (count: number, sales: string) => `有 ${count} 笔货款请协助确认，明细由 ${sales} 私发给您，谢谢！`,
  draft: (sales: string, customer: string, level: string, total: string, text: string) =>
    `${sales}，${customer} 的【${level}】请过目（${total}元）。确认后再发给客户：\n――――\n${text}\n――――\n可点「发送」「修改」「暂缓」，客户已答复日期的点「客户已承诺」。`,
  forward: (sales: string, text: string) =>
    `${sales}，客户没有可私发的会话，请您转发给对方经办人（不要发在群里）：\n――――\n${text}`,
  sent: (customer: string, level: string) => `已发给 ${customer}（${level}）。`,
  unreleased: (sales: string, customer: string, level: string) =>
    `${sales}，${customer} 的【${level}】还没有发出，请处理：发送、修改或暂缓。`,
  unreleasedLead: (lead: string, sales: string, customer: string, level: string) =>
    `${lead}，${customer} 的【${level}】给 ${sales} 两个工作日了还没处理，请您协调。`,
  internal: (customer: string, total: string, days: number) =>
    `重点客户 ${customer} 逾期 ${total}元，最早的已过 ${days} 天。不向客户发通知，请业务员私下了解情况。`,
  human: (customer: string, total: string, days: number) =>
    `${customer} 逾期 ${total}元，最早的已过 ${days} 天，自动催收到此为止，转人工处理。合同、回单、对账单和历次通知可用「对账单 ${customer}」查看。`,
  broken: (sales: string, customer: string, date: string, amount: string) =>
    `${sales}，${customer} 答应 ${date} 付的 ${amount}元没有到账，下一次通知会提高一级，请先联系客户。`,
  kept: (sales: string, customer: string, date: string) => `${sales}，${customer} 答应 ${date} 付的款已到账。`,
  withdrawn: (why: string) => `这条不用发了：${why}。`,
  promiseHeard: (date: string) => `收到，已记下贵司 ${date} 安排付款，谢谢！`,
  promiseNoted: (customer: string, date: string, amount: string) =>
    `已记下：${customer} 承诺 ${date} 前付 ${amount}元。到期后的下一个工作日 09:30 核对，在此之前不再催。`,
  promiseDoubtful: (customer: string, date: string, why: string) =>
    `已记下 ${customer} 的 ${date}，但${why}，不作为暂停催收的依据；需要接受请总监回复「接受承诺 ${customer} 原因」。`,
  pausedByWords: (sales: string, customer: string, words: string, until: string) =>
    `${sales}，${customer} 在群里说：“${words}”。催收暂停到 ${until}，请您跟进：付款请财务核对到账，质量、数量问题请登记争议（「争议 订单号 金额 原因」）。`,
  held: (customer: string, until: string) => `${customer} 的催收暂缓到 ${until}，之后的第一个工作日继续。`,
  disputed: (order: string, amount: string) => `订单 ${order} 的 ${amount}元已登记为有争议：不催、不影响发货，对账单上照常列出。`,
  disputeOver: (order: string) => `订单 ${order} 的争议已解除，恢复正常跟进。`,
  released: (customer: string, until: string) => `${customer} 的发货已放行，到 ${until} 为止。`,
  switched: (customer: string, off: boolean) => (off ? `${customer} 的自动催收已关闭。` : `${customer} 的自动催收已打开。`),
  interest: (customer: string, how: string, basis: string, amount: string) =>
    `${customer} 的逾期利息按${how}计（依据：${basis}），截至今天 ${amount}元。只写进催款函和停货通知，仍由业务员过目后才发；对账单不列。`,
  noInterest: (customer: string) =>
    `${customer} 没有计逾期利息。要计请回复「计息 ${customer} 日0.05% 合同第8条」或「计息 ${customer} LPR上浮40% 合同第8条」。`,
  accepted: (customer: string) => `已接受 ${customer} 的付款承诺，到期前不再催。`,
  tomorrow: (date: string, lines: string[]) =>
    lines.length > 0 ? `${date} 拟发的催收（发出前会再核一次到账）：\n${lines.join('\n')}` : `${date} 没有要发的催收。`,
  undelivered: (sales: string, customer: string, reason: string) =>
    `${sales}，发给 ${customer} 的催收消息没有送达（${reason}），请电话或当面转告。`,
}
