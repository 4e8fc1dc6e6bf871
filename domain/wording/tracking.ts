import type { LostWhy } from '../order/shipment-tracking'

/** Driver's and other mobile numbers outside the order's own group: 138****5678. */
export const maskPhones = (text: string): string => text.replace(/(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g, '$1****$2')

/** Carriers tell Beijing time; so it is shown: 11月24日 10:30. */
export const carrierTime = (iso: string): string => {
  const m = /^\d{4}-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(iso)
  return m ? `${Number(m[1])}月${Number(m[2])}日 ${m[3]}` : iso
}

const LOST: Record<LostWhy, string> = {
  'no-record': '3 天没有任何物流记录，请核对单号、快递公司和手机尾号',
  silent: '5 天没有新的物流信息，请联系承运商问清楚货在哪里',
  aborted: '物流公司已停止更新，但没有签收记录，请联系承运商核实',
  'taken-back': '显示签收后又被退回，请马上联系承运商和客户核实',
  refused: '物流查询不认这个单号或快递公司，请核对',
}

/** What is said about waybills on their way. */
export const TRACK_SAY = {
  lost: (why: LostWhy): string => LOST[why],
  pickedUp: (order: string, waybill: string): string => `订单 ${order} 的 ${waybill} 已揽收，正在发往目的地。`,
  moving: (order: string, waybill: string, words: string, last: string): string =>
    `订单 ${order} 的 ${waybill}：${words}。${last}`,
  station: (order: string, waybill: string, last: string): string =>
    `订单 ${order} 的 ${waybill} 已到站点，等待自提或送货。${last} 这不算送到客户手里，请等客户确认。`,
  delivered: (order: string, waybill: string, when: string, who: string): string =>
    `订单 ${order} 的 ${waybill}：物流显示 ${when} 已签收${who ? `（签收人 ${who}）` : ''}。请业务员和客户核实件数、外观，并在【到货确认】登记到货日期和情况。`,
  deliveredCustomer: (order: string, waybill: string, when: string): string =>
    `您好，订单 ${order}（${waybill}）物流显示 ${when} 已签收，请核对件数和外观。收到请回复「已收到」并发回签字的回单照片；有问题直接告诉我们。`,
  arrivingCustomer: (order: string, waybill: string, words: string): string =>
    `您好，订单 ${order}（${waybill}）${words}，请留意接货。`,
  troubleSales: (name: string, order: string, waybill: string, last: string): string =>
    `${name}，订单 ${order} 的 ${waybill} 途中有问题：${last}。请联系承运商，问到新的到货日期后在【到货确认】点「途中有问题」填上，我来转告客户。`,
  troubleCustomer: (order: string, waybill: string, date: string): string =>
    `您好，订单 ${order}（${waybill}）途中有些延误，预计 ${date} 到货。给您带来不便很抱歉，我们会继续跟进。`,
  returning: (order: string, waybill: string, words: string, last: string): string =>
    `【紧急】订单 ${order} 的 ${waybill} ${words}：${last}。请业务员马上联系客户和承运商。`,
  cancelled: (order: string, waybill: string): string =>
    `订单 ${order} 的 ${waybill} 在物流公司显示已取消，请核对是否换了单号，换了请直接发新单号。`,
  corrected: (order: string, number: string, carrier: string): string =>
    `订单 ${order} 的运单 ${number} 实际承运是 ${carrier}，已更正。`,
  receiver: (order: string, waybill: string): string =>
    `您好，订单 ${order}（${waybill}）物流显示已签收，还没有收到您的回单。方便时请回复「已收到」，并发一张签字的回单照片，谢谢！`,
  receiptSales: (name: string, order: string, waybill: string): string =>
    `${name}，订单 ${order} 的 ${waybill} 签收已满 3 个工作日，客户还没有交回单，请联系客户要回单，并在【到货确认】登记。`,
  signedSome: (order: string, signed: string, left: string): string =>
    `订单 ${order} 的 ${signed} 客户已签收，还有 ${left} 待签收。`,
  people: (order: string, waybills: string): string =>
    `订单 ${order}（${waybills}）按发货告知书今天该到货了。货到了吗？请和客户确认，请客户发回单照片，并在【到货确认】卡片上登记。`,
  checkDigit: '号码的校验位不对，请核对',
  conflict: (said: string, form: string): string => `说的是${said}，号码像${form}的`,
  several: (names: string): string => `可能是 ${names}，请写明是哪一家`,
  recognised: (names: string): string => `物流平台按号码识别为 ${names}，请核对`,
  line: '没有认出快递公司，请写明承运公司和电话',
  typed: (typed: string): string => `原文写的是 ${typed}，把字母当成了数字`,
  noOrder: '消息里没有写订单号',
  notSales: '业务员报的单号，请仓库或跟单核实已发货',
  cutOff: (value: string): string => `单号「${value}」看不全，先不登记。请发一张清晰的面单照片，或把完整单号打出来。`,
  known: (number: string, order: string): string => `运单 ${number} 已经登记在订单 ${order}。`,
  unconfirmed: (order: string, number: string, what: string): string =>
    `订单 ${order} 的运单 ${number} 所在的消息被${what}了，先按「未确认」处理；单号没错请再发一次，错了请发正确的单号。`,
  confirmedAgain: (order: string, number: string): string => `订单 ${order} 的运单 ${number} 已再次确认。`,
  none: (order: string): string => `订单 ${order} 还没有发货记录。`,
  asOf: (when: string): string => `（截至 ${when}）`,
  byPeople: '（这家承运商不能自动查询，以业务员和客户的答复为准）',
  twoLorries: (plates: string): string => `一条消息里有两辆车（${plates}），请分开说明哪辆车装哪张订单。`,
} as const
