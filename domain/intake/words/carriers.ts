/** Names that are said for one carrier: as written commonly, other ways to write it, and how it ships. Source: the order corpus page and the carriers' own names, 2026-11. */
export const CARRIERS: readonly [words: string, name: string, method: string][] = [
  ['顺丰同城', '顺丰', 'city'],
  ['顺丰|顺风|sf(?![a-z0-9]|-\\d)', '顺丰', 'express'],
  ['中通|(?<![a-z])zto(?![a-z0-9])', '中通', 'express'],
  ['圆通|(?<![a-z])yto(?![a-z0-9])', '圆通', 'express'],
  ['申通|(?<![a-z])sto(?![a-z0-9])', '申通', 'express'],
  ['韵达|(?<![a-z])yunda(?![a-z0-9])', '韵达', 'express'],
  ['极兔|j&t', '极兔', 'express'],
  ['(?<![北南])京东(?!城)(?:快递|物流|特快|标快|快运|生鲜|冷链)?|(?<=(?:by|via|with|use) ?)jd(?![a-z0-9])', '京东', 'express'],
  ['(?:中国)?邮政(?:快递|包裹)?|邮局(?=寄|发|包裹|快递|平邮)|ems(?![a-z])', '邮政', 'express'],
  ['德邦|(?<![a-z])deppon(?![a-z0-9])', '德邦', 'logistics'],
  ['安能', '安能', 'logistics'],
  ['壹米滴答|一米滴答|壹米', '壹米滴答', 'logistics'],
  ['跨越', '跨越', 'logistics'],
  ['顺心捷达|顺心', '顺心捷达', 'logistics'],
  ['百世', '百世', 'logistics'],
  ['货拉拉|货啦啦', '货拉拉', 'city'],
  ['闪送', '闪送', 'city'],
  ['满帮|运满满|货车帮', '满帮', 'truckload'],
]
/** Further carriers, called as they are written. Those whose name is also a word of the trade only with what they do behind it. */
export const OTHER_CARRIERS: readonly [words: string, method: string][] = [
  ['优速|速尔|宅急送|丹鸟|国通快递|天天快递|菜鸟裹裹|众邮|丰网', 'express'],
  ['dhl|fedex|(?<![a-z])ups(?![a-z])|(?<![a-z])tnt(?![a-z])', 'express'],
  ['天地华宇|华宇物流|佳吉|盛辉|盛丰|远成物流|新邦|信丰物流|宇鑫|三志物流|商桥|德坤|卡行天下|龙邦|中铁物流|聚盟', 'logistics'],
  ['中铁快运', 'rail'],
  ['达达|快狗(?:打车)?|滴滴(?:货运|送货|跑腿)|uu跑腿|美团(?:跑腿|配送)|蜂鸟', 'city'],
]
