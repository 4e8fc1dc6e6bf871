import type { RoleId } from '../company'

const COMMON = [
  '发订单：直接写，例如「云和纸业 80g双胶 787*1092 120令 单价153 下周三交」',
  '查进度：「云和那单到哪了」或直接发订单号',
  '改订单：引用卡片回复「数量改成300」',
  '我的待办：「我的待办」',
  '催一下：「催一下 订单号」',
  '晚点、转交：「推迟 订单号 周五」「转给我 订单号」「交给小王 订单号」',
  '报异常：「异常 订单号 具体情况」',
  '休假：「我 5月1日到5日休假，找小王」',
  '查凭据：「证据 订单号」',
  '看周报：「周报」，各环节在手、用时、超时和谁在等谁一张图',
  '要资料：「档案 订单号」「导出 订单号」「台账 2026-11」「归档 上月」',
]
const FOR_ROLE: Partial<Record<RoleId, string[]>> = {
  production: ['报产量：「订单号 今天完成30令」'],
  clerk: ['标准用语：「标准用语」'],
  clerk_lead: ['紧急放行：「紧急放行 订单号 原因」', '客户等级：「云和纸品 定为A级」'],
  finance: ['应收：「账龄」「对账单 客户 11月」', '到账：「收款 订单号 金额」'],
  director: ['放行发货：「放行发货 客户 到12月5日 原因」', '应收：「账龄」'],
  sales: [
    '客户承诺付款：「承诺付款 客户 12月5日」',
    '对账单：「对账单 客户 11月」',
    '委托客服：「委托小陈 订单号」',
    '出差：「我明天到周五出差」，期间可口头下单，回来后「补手工订单 订单号」加照片',
  ],
}
const CUSTOMER = [
  '下单：直接写产品、数量和交期',
  '查进度：「我的订单到哪了」',
  '收货：引用卡片回复「收到」；有问题回复「有问题」加说明',
]

/** What a person can say to the bot, by their roles. */
export const helpText = (roles: RoleId[]): string => {
  const customerOnly = roles.every((r) => r === 'customer')
  const items = customerOnly ? CUSTOMER : [...COMMON, ...roles.flatMap((r) => FOR_ROLE[r] ?? [])]
  return `我是跟单助手，可以这样用：\n${items.map((i) => `· ${i}`).join('\n')}\n卡片上的按钮都可以直接打字回复，例如「同意」「驳回 价格不对」。`
}
