/** Why the reader was not sure, for the question put to a person. Codes of domain/intake. */
export const DOUBT_WORDS: Record<string, string> = {
  LOW_CONFIDENCE: '不太确定',
  AMOUNT_CONFLICT: '和“数量×单价”对不上',
  TOTAL_CONFLICT: '和各行合计对不上',
  TWO_DATES: '消息里有两个日期',
  PRICE_DIFFERS: '与价格方案或以往价格不同',
  SPEC_DIFFERS: '与价格方案的规格不同',
  SEVERAL_PRODUCTS: '目录里有几种规格都对得上，请写明规格',
  NOT_IN_CATALOGUE: '价格目录里没有找到这个产品，请核对名称和规格',
  NOT_LISTED: '目录里没有，请发「目录」挑选或换个名称',
  PRICE_UNIT_DIFFERS: '单价的单位和数量的单位不一样',
  UNIT_CONFLICT: '数量旁边的单位和单位一栏写的不一样',
  LONG_PRICE: '这个单价小数位很多，表里看到的可能是四舍五入后的',
  SECOND_READING: '是辅助识别在原文里找到的，还没有采用',
  PRICE_FAR: '和价格方案差了一倍以上',
  OTHER_UNIT: '不按这个单位卖',
  OVER_STOCK: '超过现有库存，多出的要等补货',
  UNREAD: '没有放进订单，要加请补一句',
  MAYBE_NO_ORDER: '：这条不太像下单，请先看一眼',
  NOT_IN_PLAN: '价格方案里没有这个产品',
}

/** Why a point is asked, with the figure it is held against where there is one. */
export const doubtWords = (point: { reason: string; params?: Record<string, string> }): string | undefined => {
  const words = DOUBT_WORDS[point.reason]
  const plan = point.params?.['plan']
  const stock = point.params?.['stock']
  if (words && stock) return `${words}（库存 ${stock}）`
  return words && plan ? `${words}（方案 ${plan}）` : words
}
