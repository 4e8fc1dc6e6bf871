import type { Role } from './line-roles'
import { firstOf, NAME, numberOf, QUANTITY, SPEC, UNIT as UNIT_ROLE } from './role-numbers'
import type { NormalText } from '../text/normalise-text'
import { NUMBER } from '../text/numerals'
import { matchesOf, mayMatch, needed } from '../text/pattern-needs'
import type { Piece } from '../text/text-pieces'
import { UNIT } from '../words/units'

const PRICE = numberOf('price')
const isName = (role: number): boolean => role === NAME || role === firstOf(NAME)

/** Pieces of a box, and what they come in. */
const PART = '(?:片|张|只|个|支|条|粒|颗|枚|双|瓶|包|袋|卷|抽|罐|块|根|pcs|pc)'
const BOX = '(?:箱|件|盒|包|袋|提|捆|板|托|桶|扎|筒|卷)'

/** What a figure that the tables took for a count is by the words about it. */
interface Rule {
  /** The figure stands in the first group; in a second one words that are of the same role. */
  pattern: RegExp
  /** What it is: a field is of the order, none is talk. */
  role: Role
  /** Only where the row goes on with the count of the same goods, or told it before. */
  beside?: 'behind' | 'before'
}
const RULES: Rule[] = [
  // price=140, pc=8, 单价: 30
  {
    pattern: new RegExp(
      `(?:price|pcs?|(?<![a-z\\d])p|单价|价格?|rmb|￥|¥|@) ?[:=] ?(\\d{1,6}(?:\\.\\d{1,4})?)(?![\\d.]| ?${UNIT})`,
    ),
    role: 'price',
    beside: 'before',
  },
  // 100片/盒10盒
  { pattern: new RegExp(`(\\d{1,5} ?${PART} ?/ ?${BOX})(?![一-鿿]?价)`), role: 'spec', beside: 'behind' },
  // 23寸*16骨, 500张*5包/箱, -0.75x180
  {
    pattern:
      /(?<=\d(?:寸|cm|mm|ml|g|张|抽|片) ?)([*x] ?\d{1,4}[一-鿿](?: ?\/ ?[箱件盒包提])?)|(?<=[-+]\d\.\d\d ?)([*x] ?\d{1,3})(?!\d)/,
    role: 'spec',
    beside: 'behind',
  },
  // 8米宽的
  {
    pattern: new RegExp(`((?:${NUMBER}) ?(?:米|公分|厘米|毫米|寸|尺|个|cm|mm|m)[宽厚高深])(?!度)`),
    role: 'spec',
    beside: 'behind',
  },
  // 宽30, 周长1210
  {
    pattern: /((?:[宽厚]|周长|[直口内外孔]径|[孔间]距|[高宽长厚]度) ?\d{1,5}(?:\.\d{1,3})?)(?![\d.]|[一-鿿])/,
    role: 'spec',
    beside: 'behind',
  },
  // 150D/48: how fine a yarn is, and of how many threads
  { pattern: /(?<=\d{2,4}d)( ?\/ ?\d{1,3})(?![\d.])/, role: 'spec', beside: 'behind' },
  // 软线 6平 100米: how thick a wire is
  {
    pattern: /(?<=[线缆] ?)(\d{1,3}(?:\.\d{1,2})? ?平方?)(?=[^,，。;；\n\d]{0,8}\d+ ?(?:米|卷|盘|捆|轴|圈))/,
    role: 'spec',
  },
  // 25*35+5: a bag with its flap
  { pattern: new RegExp(`(?<=\\d[*x]\\d{1,3})(\\+\\d{1,2})(?![\\d.]| ?${UNIT})`), role: 'spec' },
  // 四十六对吧: a price that is asked back
  { pattern: new RegExp(`(${NUMBER})(?=对[吧嘛吗么不])`), role: 'price', beside: 'before' },
  { pattern: new RegExp(`(?<=${NUMBER})(对)(?=[吧嘛吗么不])`), role: 'none' },
  // 双11套餐
  { pattern: /(?<=双 ?)(1[12]|十[一二])(?=套餐|活动|大促|预售|备货|补货|期间|当天|[前后价的])/, role: 'none' },
  // 再搭2包: one more, and nothing given
  { pattern: /(?<=[再也还另])(搭)(?!送)/, role: 'none' },
  // qty改1200
  {
    pattern: new RegExp(`(?:qty|quantity|数量) ?(?:改成?|改为|调到|变成?|to|:|=|→|->) ?(\\d{1,6})(?![\\d.]|${UNIT}?[/一])`),
    role: 'quantity',
  },
  // item 9 小风扇: the number of a row
  { pattern: new RegExp(`(?<![a-z])((?:item|line|pos) ?(?:no\\.?)? ?#? ?\\d{1,3})(?![\\d.*]| ?${UNIT})`), role: 'none' },
  // 4k7
  { pattern: new RegExp(`(?<=\\d[kr])(\\d)(?![\\da-z.]| ?${UNIT})`), role: 'spec' },
  // 30 days, 两个点, 五千块订金
  {
    pattern: new RegExp(`((?:${NUMBER}) ?(?:days?|weeks?|天|个工作日|个月|个点(?![位数胶光])|块钱?(?=[订定押]金?|运费)))`),
    role: 'none',
  },
  // 零售
  { pattern: /(零)(?=[售卖散食钱])/, role: 'none' },
]
/** 六点二四平方, 12个半平方: the parts of one figure. */
const WHOLE = new RegExp(`[一二两三四五六七八九十百千]{1,6}点[零一二三四五六七八九]{1,4}|(?:${NUMBER})个半(?=${UNIT})`)

/** 2条/间 共172条: how many go to each, and then all of them. */
const ALTOGETHER = new RegExp(
  `((?:${NUMBER}) ?(?:${UNIT}) ?/ ?[一-鿿]{1,2}) ?[,，(（]?(?:一共|总共|合计|共|合) ?(${NUMBER}) ?(${UNIT})`,
  'd',
)

/** How sure a figure is that was put right by the words about it: a person looks at it. */
const SURE = 0.7

/** Puts figures right that the table took for counts and that say something else: a price, what a box holds, a size, a share, days. */
export function mendFigures(normal: NormalText, pieces: Piece[], roles: Uint8Array, shares: Float64Array): void {
  const { plain } = normal
  const found = (pattern: RegExp): RegExpExecArray[] => {
    const { all, need } = needed(pattern)
    return mayMatch(need, normal.signs()) ? matchesOf(all, plain) : []
  }
  const first = new Int32Array(plain.length + 1).fill(pieces.length)
  for (const [i, p] of pieces.entries()) first.fill(i, p.start, p.end)
  const within = (start: number, end: number): [number, number] => {
    const from = first[start] ?? pieces.length
    let to = from
    while (to < pieces.length && (pieces[to] as Piece).end <= end) to++
    return [from, to]
  }
  const put = (from: number, to: number, role: number): void => {
    for (let i = from; i < to; i++) {
      roles[i] = role
      shares[i] = SURE
    }
  }
  for (const m of found(WHOLE)) {
    const [from, to] = within(m.index, m.index + m[0].length)
    if (roles[from] === QUANTITY || roles[to - 1] === QUANTITY) put(from, to, QUANTITY)
  }
  for (const m of found(ALTOGETHER))
    for (const [k, role] of (['lineNote', 'quantity', 'unit'] as const).entries()) {
      const [start, end] = m.indices?.[k + 1] ?? [0, 0]
      put(...within(start, end), numberOf(role))
    }
  const counted = (from: number, by: 1 | -1): boolean => {
    let i = from
    // 3米高的墙布, 20米: the goods that the size is of may stand right behind it.
    if (by === 1) {
      while (plain[pieces[i]?.start ?? plain.length] === '的' || pieces[i]?.kind === 'S') i++
      while (isName(roles[i] ?? 0)) i++
    }
    for (; i >= 0 && i < pieces.length && pieces[i]?.kind !== 'N'; i += by) {
      if (roles[i] === QUANTITY) return true
      if (by === 1 && isName(roles[i] ?? 0)) return false
    }
    return by === 1 && /^[^\n]*\n数 {0,2}量/.test(plain.slice(pieces[from]?.start ?? plain.length))
  }
  for (const { pattern, role, beside } of RULES)
    for (const m of found(pattern)) {
      const words = m[1] ?? m[2] ?? ''
      const start = m.index + m[0].lastIndexOf(words)
      const [from, to] = within(start, start + words.length)
      const isOpen = (r: number): boolean =>
        r === QUANTITY || r === SPEC || r === UNIT_ROLE || (r === PRICE && (role === 'quantity' || role === 'none'))
      if (!roles.subarray(from, to).some(isOpen)) continue
      if (beside && !(beside === 'behind' ? counted(to, 1) : counted(from - 1, -1))) continue
      put(from, to, numberOf(role))
    }
}
