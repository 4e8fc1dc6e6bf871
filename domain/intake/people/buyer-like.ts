import { isCall } from '../words/order-talk-words'
import { isGoods, isTalk } from '../words/goods-words'
import { GREETING, namesNobody, ORG, PERSON_BUYER, TRADE } from '../words/people-words'

/** A short word that could be a name and is no article and no talk: 盛塑, 鸿泰. */
export const isBuyerLike = (words: string, goodsToo = false): boolean =>
  /^[一-鿿]{2,5}$/.test(words) &&
  !/[的了吗呢吧啊哦我你您他她钱这那就也都不没要给让把送到发走装找改去说看行拿催备留先再还得]/.test(words) &&
  !/^(?:变更|修改|更改|业主|策划|司机|仓管|采购|财务|老板|客户|更新|一下|全部|所有|以上|以下|其中)/.test(words) &&
  (goodsToo || !isGoods(words)) &&
  !isCall(words) &&
  !namesNobody(words) &&
  !(words.length <= 2 && TRADE.test(words)) &&
  !isTalk(words) &&
  !GREETING.test(words)

/** Words next to goods that could be who buys. */
export const couldBuy = (words: string): boolean =>
  (words.length > 2 && ORG.test(words) && !/^[按到]/.test(words)) || PERSON_BUYER.test(words) || isBuyerLike(words)
