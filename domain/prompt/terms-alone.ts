import type { Draft } from '../intake/draft'

/** Somebody asks, wonders, or tells that something does not go. */
const ASKS = /[?？]|[吗么呢]|谁|哪|几[点时天号]|多少|怎么|能不能|可不可以|有没有|是不是|行不行|[停没]|来不及|不[了行能]/
/** Words around terms that say nothing of their own. */
const AROUND =
  /那就|还是|还有|另外|对了|补充一?下?|更正一?下?|改[成为到]?|换[成为]?|客户|他们?|她|这单|这个|交货|交期|收货|送货|送到|发到|发货|地址|联系人|电话|付款|运费|包装|一定|必须|统一|全部|麻烦|记得|加上|[那就嗯好哦噢啊哈呀吧了的是要得请帮给送发走用开写到在交货都再\s，,。.;；、:：!！~]/g

/** Whether a bare message is nothing but terms of an order, as `draft` read them in it: 那就下周五吧 · 走德邦到付 · 要木托盘. */
export function saysOnlyTerms(text: string, draft: Draft): boolean {
  if (draft.lines.length > 0 || text.length > 80 || ASKS.test(text)) return false
  const { contactName, requestedDate, requestedTime, shippingMethod, carrier, freightTerms, taxIncluded, invoiceType } = draft
  const { taxRate, packaging, urgent, notes, paymentTerms, depositRatio, depositAmount, address, phones } = draft
  const terms = [contactName, requestedDate, requestedTime, shippingMethod, carrier, freightTerms, taxIncluded, invoiceType]
  const more = [taxRate, packaging, urgent, notes, paymentTerms, depositRatio, depositAmount, address?.raw, ...phones]
  const spans = [...terms, ...more].flatMap((read) => read?.spans ?? [])
  if (spans.length === 0) return false
  const isRead = (at: number): boolean => spans.some((s) => s.start <= at && at < s.end)
  const rest = Array.from({ length: text.length }, (_, at) => (isRead(at) ? ' ' : text.charAt(at))).join('')
  return rest.replace(AROUND, '') === ''
}
