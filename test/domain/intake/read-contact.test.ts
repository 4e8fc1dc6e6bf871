import type { IntakeContext } from '../../../domain/intake/draft'
import { parseByRules } from '../../../domain/intake/parse-order-text'

const context: IntakeContext = { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }
const contactOf = (text: string): string | undefined => parseByRules(text, context).orders[0]?.contactName?.value

test.each([
  ['复合肥20袋，明早老凌过来装车', '老凌'],
  ['瓷砖胶8包，晌午老凌过来驮', '老凌'],
  ['香皂三箱，鲍姐自己上门提', '鲍姐'],
  ['我是云峰饭店后厨老尤，大米要20袋', '老尤'],
  ['我东村卫生室小雷啊，纱布再来十包', '小雷'],
  ['鼎盛的姚工刚定了，电锤4台，周四送，他电话186 8510 3472', '姚工'],
  ['电锤4台，周一鸣，186 8510 3472', '周一鸣'],
])('who comes for the goods or says who he is: %s', (text, contact) => expect(contactOf(text)).toBe(contact))
