import type { CatalogueProduct } from '../draft'
import { placeAt } from '../words/divisions'
import { isColor, isGoods } from '../words/goods-words'
import { catalogueNameIn } from '../catalogue/match-catalogue'
import type { Candidate } from '../words/name-forms'
import { isCall } from '../words/order-talk-words'
import type { Page } from '../text/page'
import { GREETING, namesNobody, ORG, PERSON_BUYER, TRADE } from '../words/people-words'

/** A phrase at a place of the message as a name of who buys: by its ending, by what follows, by where it stands. */
export function scoreBuyer(
  page: Page,
  start: number,
  end: number,
  role: 'lead' | 'tail' | 'given',
  products: CatalogueProduct[] | null,
): Candidate | undefined {
  const words = page.plain.slice(start, end)
  if (words.length < 2 || words.length > 20 || /^\d+$/.test(words) || /^兹|[贵我]司$|^到店$/.test(words)) return undefined
  if (/^[改换钱不没]|不了|^代发|[一二两三几\d]单$/.test(words)) return undefined
  // A name in Latin letters begins with a capital.
  if (/^[a-z]/.test(words) && !/^[A-Z]/.test(page.text.slice(start, start + 1)) && !/[一-鿿]/.test(words)) return undefined
  if (
    /退掉|装修|^(?:跟车|拉到|送到|更新|补充|变更|修改|家长|学生|员工|司机|徒弟|小工|工人|大家|领导|上次|这次)|[唔改换卸]|收货人|带上|领导/.test(
      words,
    ) &&
    !ORG.test(words)
  )
    return undefined
  if (words.length >= 6 && words.includes('的') && !ORG.test(words)) return undefined
  if (/[你您我]|[啊呀吗呢吧哦]|一下/.test(words) && !words.startsWith('我爱我家')) return undefined
  if (GREETING.test(words) && !ORG.test(words)) return undefined
  if (
    /^(?:承运|物流|快递|运输|货运|贵|我|你们?|本|该|保险|外贸)公司$|^(?:合同|订单|单|货|款|型)号|^(?:运单|件数|单价|数量)/.test(
      words,
    )
  )
    return undefined
  if (/^忙|下单|订单|清单|补货|明细|合计|交期|工期/.test(words) && !ORG.test(words)) return undefined
  if (isCall(words) || namesNobody(words)) return undefined
  if (isColor(words) || /^(?:业主|阿姨|师傅|按|装修|工地|家里|不|走|我们|我司|咱|那给|给我|要|请|送|发|寄|有|没)/.test(words))
    return undefined
  let points = 0
  const placed = placeAt(words, 0)
  if (ORG.test(words))
    points += TRADE.test(words) ? (words.length <= 2 ? -3 : words.length === 3 ? 0.5 : isGoods(words) && !placed ? 1.2 : 2.4) : 3
  else if (isGoods(words)) points -= 1.5
  if (placed && words.length - placed.end >= 2) points += 1.2
  if (PERSON_BUYER.test(words)) points += 2.5
  const goods = catalogueNameIn(words, products)
  if (goods) points -= goods.end - goods.start === words.length ? 6 : ORG.test(words) ? 1 : 3
  if (/\d/.test(words) && !ORG.test(words)) points -= 3
  if (role === 'given') points += 2.5
  if (role === 'lead') points += 0.5
  return { start, end, score: points }
}
