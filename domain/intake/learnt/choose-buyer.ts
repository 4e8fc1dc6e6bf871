import type { LearntRoles } from './learnt-roles'
import { fitName } from '../people/name-edges'
import { isNoBuyer } from '../people/no-buyer'
import type { NormalText } from '../text/normalise-text'
import type { LikelyBuyer, LikelyBuyers, Range } from '../text/page'
import { ORG, PERSON_BUYER } from '../words/people-words'

/** How much each sign counts, in log-odds: learnt from labelled messages that no table had met. */
const WEIGHTS = {
  least: 0.33,
  mean: 0.29,
  before: -0.27,
  behind: -0.36,
  table: 0.4,
  ruled: -0.71,
  inFront: 0.9,
  follows: 0.42,
  formed: -0.95,
  called: -1.2,
  labelled: 2,
  ours: 2.5,
  told: 4,
  named: -0.5,
  nobody: 0.1,
  most: -0.08,
}
/** Words of which each has at least one of these shares may be a name. */
const RUNS = [0.15, 0.3]

/** No sign is surer than this of anything. */
const SUREST = 0.997
const odds = (sure: number): number => {
  const p = Math.min(SUREST, Math.max(1 - SUREST, sure))
  return Math.log(p / (1 - p))
}

/** Words that may be who buys, with what speaks for them. */
interface Option extends Range {
  table: number
  ruled: boolean
  told?: boolean
}

/**
 * Who buys, of all words that the rules or one of the tables take for a name, with how likely that is; undefined where nobody is likelier. `ruled`: what
 * the rules take for the buyer. `told`: of whom the message speaks as only a buyer is spoken of.
 */
export function chooseBuyer(
  normal: NormalText,
  ruled: Range | undefined,
  roles: LearntRoles,
  { options: likely, nobody }: LikelyBuyers,
  told?: Range,
): LikelyBuyer | undefined {
  const options = new Map<string, Option>()
  const put = (at: Range, sign: Partial<Option>): void => {
    const words = normal.plain.slice(at.start, at.end)
    const bare = words.trim()
    if (bare === '') return
    const begin = at.start + words.indexOf(bare)
    const { start, end } = fitName(normal, { start: begin, end: begin + bare.length })
    if (isNoBuyer(normal.plain, { start, end })) return
    const key = `${start}-${end}`
    const known = options.get(key) ?? { start, end, table: 0, ruled: false }
    options.set(key, { ...known, ...sign, table: known.table + (sign.table ?? 0) })
  }
  if (ruled) put(ruled, { ruled: true })
  if (told) put(told, { told: true })
  for (const span of roles.spans) if (span.role === 'customer') put(span, {})
  for (const least of RUNS) for (const run of roles.runs('customer', least)) put(run, {})
  for (const { start, end, sure } of likely) put({ start, end }, { table: sure })
  const scored = [...options.values()].map((o) => ({ ...o, points: pointsOf(normal.plain, o, roles) }))
  const none = WEIGHTS.nobody * odds(nobody) + WEIGHTS.most * odds(roles.most('customer'))
  const top = Math.max(none, ...scored.map((s) => s.points))
  const best = scored.find((s) => s.points === top)
  if (!best) return undefined
  const all = scored.reduce((sum, s) => sum + Math.exp(s.points - top), Math.exp(none - top))
  return { start: best.start, end: best.end, sure: 1 / all }
}

/** Behind a person at the beginning, who is spoken to and does not buy. */
const SPOKEN_TO = /^(?:[,，!！~啊呀哦]|[帮给]我|[你您]|那个(?![单货订批张]))/
/** A message begins with no more than so many signs in front of whom it calls. */
const BEGINNING = 3

/** 客户名：泸州老灶火锅底料厂 and a line break: the label says where a name begins, and its cell where it ends. */
const LABEL = /(?:客户(?:名称?|单位)?|[需买购]方|买家|甲方|采购方|(?:订货|购货|采购|收货)单位|buyer|customer|client)\s?[:：=]\s?$/
const LONGEST_LABEL = 10
const CELL_ENDS = /^(?:[\n;；|，,\t]|$)/

/** 我宏运茶楼这边: so only a buyer speaks of itself. */
const WE = /我们?[是係]?$/
const ON_OUR_SIDE = /^(?:这[边里]|呢边)/

const LETTER = /^[一-鿿a-z]$/

function pointsOf(plain: string, option: Option, roles: LearntRoles): number {
  const { start, end, table, ruled, told } = option
  const words = plain.slice(start, end)
  const called = start <= BEGINNING && PERSON_BUYER.test(words) && SPOKEN_TO.test(plain.slice(end, end + 3))
  const labelled = LABEL.test(plain.slice(Math.max(0, start - LONGEST_LABEL), start)) && CELL_ENDS.test(plain.slice(end, end + 1))
  const ours = WE.test(plain.slice(Math.max(0, start - 3), start)) && ON_OUR_SIDE.test(plain.slice(end, end + 2))
  const { mean, least, before, behind } = roles.share('customer', option)
  return (
    WEIGHTS.named +
    WEIGHTS.least * odds(least) +
    WEIGHTS.mean * odds(mean) +
    WEIGHTS.before * odds(before) +
    WEIGHTS.behind * odds(behind) +
    WEIGHTS.table * odds(table) +
    (ruled ? WEIGHTS.ruled : 0) +
    (LETTER.test(plain[start - 1] ?? '') ? WEIGHTS.inFront : 0) +
    (LETTER.test(plain[end] ?? '') ? WEIGHTS.follows : 0) +
    (ORG.test(words) ? WEIGHTS.formed : 0) +
    (called ? WEIGHTS.called : 0) +
    (labelled ? WEIGHTS.labelled : 0) +
    (ours ? WEIGHTS.ours : 0) +
    (told ? WEIGHTS.told : 0)
  )
}
