import type { DraftLine, Read } from '../draft'
import type { NormalText } from '../text/normalise-text'
import { NUMBER, numberOf } from '../text/numerals'
import { UNIT, unitOf } from '../words/units'

const STOP = '(?=[,，。;；!！、()（）\\s]|$)'
const ALL = '(?:都|全部?|均|统一|统统|一律)'
/** The unit of all counts: 都是台, 单位全是袋, 以上个, 前三样按只, 支是单位, or alone behind them: 原色400、碳化400，张. */
const ONE_UNIT = new RegExp(
  [
    `(?:^|[,，。;；、\\s—-])(?:以上|上面)?([一-鿿]{0,3}?)${ALL}(?:是|为|按|论|算|用|以){1,2}\\s?(${UNIT})(?:来?算|计|为单位|哈|啊|哦|的)?${STOP}`,
    `单位${ALL}?(?:是|为|按|用|[:：])?\\s?(${UNIT})(?:哈|啊|哦)?${STOP}`,
    `(?<=[,，。;；\\s(（])(${UNIT})(?:是|为|做)单位`,
    `(?<=[,，。;；、\\s(（])(?:(?:以上|上面)${ALL}?|都|全部|统一|一律)(?:按|论)?(${UNIT})(?:来?算|计|哈|啊|哦)?${STOP}`,
    `(?<=\\d[,，]\\s?)(${UNIT})(?=[,，。;；\\n]|$)`,
    `(?:以上|上面)?(?:全部|都|统一|一律)(?:按|要|是)?整(${UNIT})${STOP}`,
    `前([二两三四五六七八九十]|\\d{1,2})(?:样|个|项|种|款|行|条)(?:单位)?${ALL}?(?:是|为|按|论|算|用)?(${UNIT})(?:来?算|计)?${STOP}`,
  ].join('|'),
  'g',
)
/** Of the counts and of nothing narrower. */
const OF_ALL = /^(?:数量?|数字|单位|量|货|这些)?$/

/** What a bracket behind the counts of a row is said of: these; anything else is said of the whole message. */
function rowOf(plain: string, at: number): { start: number; end: number } {
  const start = plain.lastIndexOf('\n', at - 1) + 1
  return /[(（]/.test(plain[at - 1] ?? '') && /\d/.test(plain.slice(start, at))
    ? { start, end: at }
    : { start: 0, end: plain.length }
}

/** Gives each line without a unit the one that is said once for all: 枪机42，半球12，都是台. */
function putUnitOfAll(normal: NormalText, lines: DraftLine[]): void {
  if (lines.every((l) => l.unit || !l.quantity)) return
  for (const m of normal.plain.matchAll(ONE_UNIT)) {
    const raw = m[2] ?? m[3] ?? m[4] ?? m[5] ?? m[6] ?? m[7] ?? m[9] ?? ''
    const of = m[1] ?? ''
    const at = m.index + m[0].lastIndexOf(raw)
    const kind = of.replace(/子$/, '')
    const told = m[8] ? lines.slice(0, Number(numberOf(m[8]))) : lines
    const { start, end } = rowOf(normal.plain, m.index)
    for (const line of told) {
      const place = normal.at(line.quantity?.spans[0]?.start ?? 0)
      if (place < start || place > end) continue
      const unit = unitOf(raw, line.productName?.value ?? '')
      const meant = OF_ALL.test(of) || line.productName?.value.includes(kind)
      if (unit && meant && line.quantity && !line.unit) line.unit = normal.read(unit, at, at + raw.length, 0.9)
    }
  }
}

/** 单位: 箱，原浆按桶; 马桶单位个，花洒套: behind the word for units a name has its own. */
const UNITS_BEGIN = new RegExp(`单位\\s?(?:[:：是为按])?\\s?(?:${UNIT})(?=[,，;；、])`, 'g')
const NAMED_UNIT = new RegExp(`^[,，;；、]\\s?([一-鿿]{1,5}?)(?:单位)?(?:按|是|用|论)?(${UNIT})(?=[,，。;；、\\n]|$)`)
const LONGEST_NAMED = 14
/** Gives the lines of one name the unit that is told of it beside that of all. */
function putUnitsByName(normal: NormalText, lines: DraftLine[]): void {
  const { plain } = normal
  for (const begin of plain.matchAll(UNITS_BEGIN)) {
    let at = begin.index + begin[0].length
    const units = (): RegExpExecArray | null => NAMED_UNIT.exec(plain.slice(at, at + LONGEST_NAMED))
    for (let m = units(); m; m = units()) {
      const [whole, name = '', raw = ''] = m
      at += whole.length
      const place = at - raw.length
      for (const line of lines) {
        const unit = unitOf(raw, line.productName?.value ?? '')
        const [own] = line.unit?.spans ?? []
        // A unit at the count itself stays.
        const isOwn = own !== undefined && normal.at(own.start) < begin.index
        if (unit && !isOwn && line.quantity && line.productName?.value.includes(name))
          line.unit = normal.read(unit, place, at, 0.9)
      }
    }
  }
}

/** What people say who have just told a wrong figure. */
const SLIP = '(?:[哦啊呃额噢]不(?:是|对)?|不对|不是(?=[,，。\\s])|[说写打讲报搞弄看记][错串快]|串行|手[快滑]|更正)'
const PUT_RIGHT = new RegExp(
  `^\\s?(${UNIT})?[\\s,，。.…—(（~!-]{0,4}[^\\d,，。;；\\n]{0,5}?${SLIP}[了啦行咯的]{0,2}[\\s,，:]{0,2}(?:应该?|改|就)?(?:是|为|要)?\\s?(${NUMBER})\\s?(${UNIT}|元|块)?(?=[,，。;；)）\\s!]|的|$)`,
)

/** Whether words take back what another line says, whose goods they name: 柠檬酸30袋，火碱20袋，柠檬酸看错了是13袋. */
const isOfAnother = (lines: DraftLine[], line: DraftLine, words: string): boolean => {
  const own = line.productName?.value
  return lines.some(
    (l) => l.productName && l.productName.value.length > 1 && l.productName.value !== own && words.includes(l.productName.value),
  )
}

/** Puts counts and prices right that were told wrong first: 40卷 啊不是 4卷; 单价85，说错了，是88. */
function putSlipsRight(normal: NormalText, lines: DraftLine[]): void {
  for (const line of lines)
    for (const key of ['quantity', 'unitPrice'] as const) {
      const [said] = line[key]?.spans ?? []
      if (!said) continue
      const from = normal.range(said).end
      const m = PUT_RIGHT.exec(normal.plain.slice(from, from + 40))
      if (m && isOfAnother(lines, line, m[0])) continue
      const value = m ? numberOf(m[2] ?? '') : undefined
      const money = m?.[3] === '元' || m?.[3] === '块'
      if (!m || !value || (key === 'quantity' ? money : m[3] !== undefined && !money)) continue
      const at = from + m[0].lastIndexOf(m[2] ?? '')
      const read: Read<string> = normal.read(value, at, at + (m[2] ?? '').length, SURE)
      line[key] = read
      const unit = key === 'quantity' && m[3] ? unitOf(m[3], line.productName?.value ?? '') : undefined
      const start = from + m[0].lastIndexOf(m[3] ?? '')
      if (unit) line.unit = normal.read(unit, start, start + (m[3] ?? '').length, SURE)
    }
}

/** A figure that was put right is looked at by a person. */
const SURE = 0.7

/** Settles the counts, units and prices of lines by what is said beside them. */
export function settleFigures(normal: NormalText, lines: DraftLine[]): void {
  putSlipsRight(normal, lines)
  putUnitOfAll(normal, lines)
  putUnitsByName(normal, lines)
}
