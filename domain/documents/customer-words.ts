/** Words that mark a remark as meant for colleagues alone. */
const INNER_MARKS = [
  '内部',
  '对内',
  '勿外传',
  '不外传',
  '勿告',
  '不要告诉客户',
  '别告诉客户',
  '不要跟客户',
  '别跟客户',
  '不要和客户',
  '别和客户',
  '不给客户看',
  '别给客户看',
  '客户不知道',
  '瞒着客户',
  '保密',
  '底价',
  '成本价',
  '成本',
  '利润',
  '毛利',
  '提成',
  '回扣',
  '返点',
  '信用额度',
]

/** A remark as the customer may read it: sentences that carry an inner mark are left out whole; undefined when nothing remains. */
export function customerWords(text: string | undefined): string | undefined {
  if (!text) return undefined
  const kept = sentences(text).filter((s) => !INNER_MARKS.some((m) => s.includes(m)))
  const words = kept.join('').replace(/[；;\s]+$/, '')
  return words || undefined
}

/** Cuts after each mark that ends a sentence; the mark stays with its sentence. */
function sentences(text: string): string[] {
  const found: string[] = []
  let current = ''
  for (const char of text) {
    current += char
    if ('。；;！!？?\n'.includes(char)) {
      found.push(current)
      current = ''
    }
  }
  return current ? [...found, current] : found
}
