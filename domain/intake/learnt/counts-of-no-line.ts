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

const nameAt = ({ line }: LearntLine): number => (line.productName ?? line.productCode)?.spans[0]?.start ?? -1

/** Lines of an order without counts that say no article: 每盘100米, 三米一根, 其中20箱先到. Only where the goods have another count. */
export function withoutOtherCounts(normal: NormalText, lines: LearntLine[]): LearntLine[] {
  const { plain } = normal
  const kept = [...lines]
  for (const l of lines) {
    const q = l.line.quantity?.spans[0]
    const unit = l.line.unit?.spans[0]
    if (!q || kept.length < 2) continue
    const [start, end] = [normal.at(q.start), normal.at(unit && unit.start >= q.end ? unit.end : q.end)]
    const before = plain.slice(Math.max(0, start - 14), start)
    const one = ONE.test(plain.slice(start, normal.at(q.end)))
    const size =
      /\d|[一二两三四五六七八九十百千]/.test(before.slice(-6)) && !/[每其里超多限剩存货留用够][^，,。;；\n]{0,6}$/.test(before)
    if (!(AHEAD.test(before) && (!size || one)) && !(one && BEHIND.test(plain.slice(end, end + 12)))) continue
    const name = nameAt(l)
    // Goods named at this count alone are its own.
    const shared = kept.some((o) => o !== l && nameAt(o) === name)
    if (name < 0 || shared || plain[normal.at(name)] === '每') kept.splice(kept.indexOf(l), 1)
  }
  return kept
}
