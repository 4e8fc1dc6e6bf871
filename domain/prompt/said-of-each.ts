import { readNumber } from './read-input'

/** An order that waits for an answer, with the names of its customer and its goods. */
export interface Waiting {
  number: string
  names: string[]
}

/** What a message says to orders. */
export interface SaidOf {
  numbers: string[]
  words: string
  /** Said of all of them at once: 都同意, 两单都行. */
  ofAll: boolean
  /** Said of all with their count or with 单: no tick of one card is meant. */
  counted: boolean
}

type Mark = { numbers: string[]; from: number; to: number } | { all: string; from: number; to: number }

const DIGIT = '[一二两三四五六七八九十\\d]{1,2}'
const ALL = new RegExp(
  `(?:这|那)?(${DIGIT})(?:个|张|笔)?(?:单子?|订单|家|个|张|份|件)(?:订?单)?(?:都|全部?|一起)?|(?:全部|全都|都|一律|统统)(?:的?(?:订?单子?))?(?:都)?`,
  'g',
)
const PLACE = new RegExp(
  `第\\s?(${DIGIT})\\s?(?:个|张|单|份|家|条|项)(?:订?单)?|([前后])(?:面|一)?(?:那)?(?:一)?(?:个|张|单)(?:订?单)?|(?<=^|[\\s，,；;。、]|[一-鿿])([1-9])(?=[.、:：\\s]?(?![单个张件份家条项])[一-鿿])`,
  'g',
)
/** What ties a name to what is said of it. */
const TIES = /^(?:那|这)?(?:一)?(?:个|张|单|份)?(?:订单|单子?)?(?:的|了)?[\s，,、:：.]*|[\s，,。；;、]+$/g
const JOINS = /^[\s，,、和跟与及的那这]*$/

function marksIn(text: string, waiting: Waiting[]): Mark[] {
  const marks: Mark[] = []
  const free = (from: number, to: number): boolean => marks.every((m) => to <= m.from || from >= m.to)
  const add = (mark: Mark): void => {
    if (free(mark.from, mark.to)) marks.push(mark)
  }
  for (const { number } of waiting)
    for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1))
      add({ numbers: [number], from: at, to: at + number.length })
  const names = [...new Set(waiting.flatMap((w) => w.names))].filter((n) => n.length >= 2).sort((a, b) => b.length - a.length)
  for (const name of names) {
    const at = text.indexOf(name)
    if (at >= 0)
      add({ numbers: waiting.filter((w) => w.names.includes(name)).map((w) => w.number), from: at, to: at + name.length })
  }
  for (const found of text.matchAll(PLACE)) {
    const place = found[2] ? (found[2] === '前' ? 1 : 2) : Number(readNumber(found[1] ?? found[3] ?? ''))
    // 前一个 and 后一个 tell two apart, no more.
    const named = found[2] && waiting.length !== 2 ? undefined : waiting[place - 1]
    add({ numbers: named ? [named.number] : [], from: found.index, to: found.index + found[0].length })
  }
  for (const found of text.matchAll(ALL)) add({ all: found[1] ?? '', from: found.index, to: found.index + found[0].length })
  return marks.sort((a, b) => a.from - b.from)
}

/** 锦程牛皮 is the one order that both name; 锦程和云和 are the orders of either. */
function together(named: string[][]): string[] {
  const common = (named[0] ?? []).filter((n) => named.every((other) => other.includes(n)))
  return common.length > 0 ? common : [...new Set(named.flat())]
}

/** The orders that marks standing side by side mean; undefined where that is not certain. */
function meantBy(marks: Mark[], waiting: Waiting[]): Pick<SaidOf, 'numbers' | 'ofAll' | 'counted'> | undefined {
  const named = marks.flatMap((m) => ('numbers' in m ? [m.numbers] : []))
  const alls = marks.flatMap((m) => ('all' in m ? [m.all] : []))
  const numbers = named.length > 0 ? together(named) : waiting.map((w) => w.number)
  // Each of the names tells one order, or together they do; else all of them are meant in so many words.
  const isPlain = numbers.length === 1 || named.every((n) => n.length === 1)
  if (named.some((n) => n.length === 0) || (alls.length === 0 && !isPlain)) return undefined
  const count = alls.find((n) => n !== '')
  if (count !== undefined && Number(readNumber(count)) !== numbers.length) return undefined
  return { numbers, ofAll: named.length === 0, counted: count !== undefined }
}

/**
 * What a message says of each of the orders that wait, by number, customer, place in the list, or of all of them: 都同意; 第一个可以第二个不行;
 * 锦程那单同意，云和的驳回，价格低了. `waiting` in the order in which they are listed. undefined where it speaks to none, or where it is not
 * certain to which.
 */
export function saidOfEach(raw: string, waiting: Waiting[]): SaidOf[] | undefined {
  const text = raw.normalize('NFKC').replace(/@\S+/g, ' ').trim()
  const marks = marksIn(text, waiting)
  const [first] = marks
  if (!first || !JOINS.test(text.slice(0, first.from))) return undefined
  const said: SaidOf[] = []
  for (let i = 0; i < marks.length; ) {
    const group = [marks[i]!]
    while (marks[i + group.length] && JOINS.test(text.slice(group.at(-1)!.to, marks[i + group.length]!.from)))
      group.push(marks[i + group.length]!)
    const meant = meantBy(group, waiting)
    if (!meant) return undefined
    i += group.length
    const words = text.slice(group.at(-1)!.to, marks[i]?.from).replace(TIES, '').trim()
    said.push({ ...meant, words })
  }
  const twice = said.flatMap((s) => s.numbers)
  return new Set(twice).size === twice.length && said.every((s) => s.words !== '') ? said : undefined
}
