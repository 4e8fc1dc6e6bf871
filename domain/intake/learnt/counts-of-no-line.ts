import type { LearntLine } from './learnt-lines'
import type { NormalText } from '../text/normalise-text'
import { NUMBER } from '../text/numerals'

/** What stands right in front of a count that is of no article: how much goes into each, a part of what was counted, what is in stock or was had before. */
const AHEAD = new RegExp(
  `(?:${[
    '每(?![款样色种码号类家])[一-鿿]{1,2}(?:要?[放装送配留带套打])?',
    '(?:其中|里面)[^，,。;；\\n\\d]{0,6}',
    '(?:不超过?|别超过?|最多|至多|封顶|上限|[还仅只]?剩|库存|尾货|[现有]货|多留|备用)[^，,。;；\\n\\d]{0,4}',
    // 三米一根, 100条一包: how big a piece is.
    `(?:${NUMBER})\\s?(?:米|公里|公分|厘米|cm|mm|m|斤|公斤|kg|克|g|片|张|个|只|条|支|粒|颗|枚|双|块)\\s?`,
  ].join('|')})$`,
)
/** What stands right behind one: 一卷50米的, 一箱24瓶. */
const BEHIND = new RegExp(
  `^\\s?(?:是|有|装)?\\s?(?:${NUMBER})\\s?(?:米|公里|公分|斤|公斤|kg|克|片|张|个|只|条|支|瓶|粒|双|块)(?:的|装)`,
)
const ONE = /^[一1]$/
/** What is lent, owed, done to the goods or left for another time: of no article, however it is called. */
const ASIDE =
  /(?:借|租|[亏赊]?欠的?|(?:后面|后续|后期|以后|下次|下回|下批|下一批)[^\d，,。;；\n]{0,5}|(?:加长|接长|改短|截|裁|切|剪|锯|钻|打)(?:到|成|至|为)|[侧边面头]打|packed|同)$/
/** Said of a count right behind it: that it is none. */
const NOT_WANTED = /^(?:就|都|也|先)?(?:不用[补配发送要]?|不要|不必[补配发送]?|[先就]?别[补发送])了?(?=[，,。;；!！\n)）]|$)/
/** 25公斤小袋: in what it is packed. */
const PACK = /^[大小]?(?:袋|桶|包|箱|盒|瓶)(?:装|包装)?(?=[，,。;；\s]|$)/
/** A row of conditions. */
const TERMS = /(?:^|\n)[^\S\n]*(?:[一-鿿]{0,4}要求|备注|说明|注意事项?|注)[:：][^\n]*$/
/** In brackets that stand right behind a count: what it comes to, or how it is made. */
const BRACKETED = /[^\S\n]?[(（][^()（）\n]{0,20}$/
const GIVEN = /[送赠搭]/
/** What tells of a part begins no name: 每间, 其中大厅. */
const NO_NAME = /^(?:每|其中|里面)/

const nameOf = ({ line }: LearntLine): LearntLine['line']['productName'] => line.productName ?? line.productCode
const nameAt = (l: LearntLine): number => nameOf(l)?.spans[0]?.start ?? -1

/** Where the count of a line ends with its unit. */
function endOf(normal: NormalText, { line }: LearntLine): number {
  const [q, unit] = [line.quantity?.spans[0], line.unit?.spans[0]]
  return q ? normal.range(unit && unit.start >= q.end ? unit : q).end : -1
}

/** Whether a line has a size or a colour of its own. */
const hasOwn = (l: LearntLine, lines: LearntLine[]): boolean =>
  (['spec', 'color'] as const).some((key) => {
    const at = l.line[key]?.spans[0]?.start
    return at !== undefined && !lines.some((o) => o !== l && o.line[key]?.spans[0]?.start === at)
  })

/** Whether a count says of itself, by the words about it, that it is of no article. */
function isAside(plain: string, start: number, number: number, end: number, before: string): boolean {
  const behind = plain.slice(end, end + 8)
  if (ASIDE.test(before) || NOT_WANTED.test(behind)) return true
  if (PACK.test(behind) && /^(?:公?斤|kg|克|g|升|l)$/.test(plain.slice(number, end).trim())) return true
  return TERMS.test(plain.slice(Math.max(0, start - 60), start))
}

/** A figure next to another count of the same goods that is less likely one was none three times in four. */
const UNLIKELY = 0.5

/** Lines of an order without counts that say no article: 每盘100米, 三米一根, 其中20箱先到. Only where the goods have another count. */
export function withoutOtherCounts(normal: NormalText, lines: LearntLine[]): LearntLine[] {
  const { plain } = normal
  const kept = [...lines]
  for (const l of lines) {
    const q = l.line.quantity?.spans[0]
    if (!q || kept.length < 2) continue
    const [start, number] = [normal.at(q.start), normal.at(q.end)]
    const end = endOf(normal, l)
    const before = plain.slice(Math.max(0, start - 14), start)
    if (isAside(plain, start, number, end, before)) {
      kept.splice(kept.indexOf(l), 1)
      continue
    }
    const doubtful = (l.line.quantity?.confidence ?? 1) < UNLIKELY && !hasOwn(l, kept)
    const one = ONE.test(plain.slice(start, number))
    const size =
      /\d|[一二两三四五六七八九十百千]/.test(before.slice(-6)) && !/[每其里超多限剩存货留用够][^，,。;；\n]{0,6}$/.test(before)
    const bracket = GIVEN.test(before) ? null : BRACKETED.exec(plain.slice(Math.max(0, start - 30), start))
    const bracketed = bracket !== null && kept.some((o) => o !== l && endOf(normal, o) === start - bracket[0].length)
    if (!(AHEAD.test(before) && (!size || one)) && !(one && BEHIND.test(plain.slice(end, end + 12))) && !bracketed && !doubtful)
      continue
    const name = nameAt(l)
    // Goods named at this count alone are its own.
    const words = nameOf(l)?.value
    const shared = kept.some((o) => o !== l && (nameAt(o) === name || nameOf(o)?.value === words))
    if (name < 0 || shared || NO_NAME.test(plain.slice(normal.at(name), normal.at(name) + 2))) kept.splice(kept.indexOf(l), 1)
  }
  return kept
}
