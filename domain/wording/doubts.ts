/** Why the reader was not sure, for the question put to a person. Codes of domain/intake. */
export const DOUBT_WORDS: Record<string, string> = {
  LOW_CONFIDENCE: '不太确定',
  AMOUNT_CONFLICT: '和“数量×单价”对不上',
  TOTAL_CONFLICT: '和各行合计对不上',
  TWO_DATES: '消息里有两个日期',
  PRICE_DIFFERS: '与价格方案或以往价格不同',
  SPEC_DIFFERS: '与价格方案的规格不同',
  NOT_IN_PLAN: '价格方案里没有这个产品',
}
