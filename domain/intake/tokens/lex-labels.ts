import type { Raw } from './token-values'
import type { Role } from './token'

/** Words in front of a value that say what it is, by the role they give. Longest first. */
const LABELS: [Exclude<Role, 'price'>, string][] = [
  ['name', '产品名称|货品名称|商品名称|物料名称|产品|货品|商品|物品|物料|品名|名称|品种|货名|纸种|面料'],
  ['code', '产品编号|物料编码|商品编码|货号|款号|料号|编码|sku|item no\\.?|art\\.?'],
  ['spec', '规格型号|型号规格|产品规格|规格|型号|尺寸|尺码|克重'],
  ['color', '颜色|花色|色号|配色'],
  ['quantity', '订购数量|订货数量|采购数量|需求数量|订单数量|数量|订量|用量|采购量|qty'],
  ['amount', '金额|小计'],
  ['unit', '单位'],
  ['note', '工艺要求|加工要求|工艺'],
]
const ANY = LABELS.map(([, words]) => words).join('|')
const MARK = '(?: ?[:：=] ?| {1,3})'
const sticky = LABELS.map(([role, words]): [Role, RegExp] => [
  role,
  new RegExp(
    `(?:${words})(?:${MARK}|${role === 'code' ? '(?=[a-z]{1,4}-?\\d|\\d{3,6}(?!\\d))' : role === 'quantity' || role === 'amount' ? '(?=[\\d一二三四五六七八九十两半¥])' : '(?!)'})`,
    'y',
  ),
])
const VALUE_END = new RegExp(`[,，;；\\n\\t|\\u0001]| {2,}| (?=(?:${ANY}|单价|价格|交期|备注)[ :：=\\d])`)
const FIRST = /[产货商物品名纸面规型尺克颜花色配订采需数用金小单工款料编saiq]/

/** A label at a place of the text: its role and its end. Only where a piece may begin. */
export function labelAt(text: string, i: number): { role: Role; end: number; colon: boolean } | undefined {
  if (!FIRST.test(text[i] ?? '')) return undefined
  for (const [role, pattern] of sticky) {
    pattern.lastIndex = i
    const m = pattern.exec(text)
    if (m) return { role, end: i + m[0].length, colon: /[:：=]/.test(m[0]) }
  }
  return undefined
}

/** A labelled value that is taken whole, whatever it looks like: specs, colours, article numbers, handling. */
export function labelledValue(text: string, role: Role, from: number, colon: boolean): Raw | undefined {
  const rest = text.slice(from, from + 60)
  const stop = VALUE_END.exec(rest)?.index ?? rest.length
  const blank = rest.indexOf(' ')
  const long = colon && role !== 'color' && role !== 'code' ? stop : Math.min(stop, blank < 0 ? stop : blank)
  const value = rest.slice(0, long).trimEnd()
  if (value === '') return undefined
  if (role === 'color' && (value.length > 10 || /各|\d{2,}|统一|[、/]/.test(value))) return undefined
  if (role === 'spec' && value.length > 48) return undefined
  if (role === 'code' && !/^[a-z0-9][a-z0-9./#-]*$/.test(value)) return undefined
  const kind = role === 'spec' ? 'spec' : role === 'color' ? 'color' : role === 'code' ? 'model' : 'note'
  return {
    kind,
    start: from,
    end: from + value.length,
    role,
    ...(kind === 'color' ? { value } : {}),
    ...(kind === 'model' ? { marked: 'code' as const } : {}),
  }
}
