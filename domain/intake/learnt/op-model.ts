import type { DraftLine } from '../draft'
import table from './op-weights.json'
import { signedOf } from '../text/packed-table'
import { hashOf, mix } from '../text/text-pieces'

export const OPS = ['add', 'remove', 'set'] as const
type Op = (typeof OPS)[number]
/** Signs of changes are told apart by this many numbers. */
export const OP_FEATURES = 1 << 14
/** Signs next to a line that are looked at. */
const AHEAD = 10
const BEHIND = 8

/** How far words of changing may stand from their line. */
const REACH = 24
/** Ends of clauses. */
const CLAUSE = /[，,。;；!！\n]/
const COUNTED = '(?=\\s?[\\d一二两俩三仨四五六七八九十百半])'
/** Kinds of words of changing, the longer before those that they begin with; each kind is a sign wherever it stands. */
const KINDS: readonly [string, string][] = [
  ['swap', '(?:换|改)(?:成|为|用|要|回|掉)?(?![一-鿿]{0,6}\\d)|换[成为用]?'],
  [
    'become',
    `(?:改|调|变|减|降|缩|压|砍|增|加|添|追|涨|提|补|升|放|控|定|更正)[一-鿿]?(?:成|为|到|至|做)|(?:[到至成]|to )${COUNTED}|→|⇒|->|=>|应为|应该?是|才对|改|调整?|变|翻倍|加倍|加码|反过来`,
  ],
  [
    'only',
    `(?:只|就|先)(?:要|给|发|留|来|能给|做|收)|(?:留|剩|凑|共|现)${COUNTED}|就(?:行|够|好|成|可以)|[都全]要|够了|得喇|算${COUNTED}|按`,
  ],
  ['was', '由|从|原来?是?|不是'],
  [
    'gone',
    '不要了?|不用|唔要|勿要|去掉|划掉|划了|取消|删[掉除了]?|撤[掉下了]?|免了?|拿掉|拿下|砍掉|抹掉|剔[掉除]|退[掉了]?|作废|算了|drop|cancel|(?:先|暂时?)?[不别莫甭勿][再]?(?:发|做|送|配|拿|订|上|试|出|备|装|给)',
  ],
  ['less', `(?:少|减|砍|扣|降)(?:掉|去|要|来|发|做|订|拿|下)?${COUNTED}|少(?:要|来|发|送|做|点|些)`],
  [
    'more',
    '新?增加?|追加?|补[进上充]?|添[加上]?|[加多][加上要来发做配备订]?|再|另外?|搭|捎|塞|带|漏|也要|还要|[上来配拿](?=\\s?[\\d一二两三四五六七八九十])|➕|\\+',
  ],
  ['same', '照旧|不变|不动|照发|一样|还是|价'],
]
const CHANGING = new RegExp(KINDS.map(([, words]) => `(${words})`).join('|'), 'g')
/** The kinds of words of changing in a text, in order; 0 is none. */
const kindsIn = (text: string): number[] =>
  [...text.matchAll(CHANGING)].map((m) => m.findIndex((group, i) => i > 0 && group !== undefined))

/** A line with the place of its words. */
export interface Placed {
  line: DraftLine
  start: number
  end: number
}

/** What tells how a line of a running order changes: the words between it and its neighbours, and what it says. `from`, `to`: where these end and begin. */
export function opFeatures(plain: string, { line, start, end }: Placed, from: number, to: number): number[] {
  const out: number[] = []
  const put = (...parts: number[]): void => {
    let h = 0x2545f491
    for (const p of parts) h = mix(h, p)
    out.push(h & (OP_FEATURES - 1))
  }
  const parts: [number, string][] = [
    [1, plain.slice(Math.max(from, start - AHEAD), start)],
    [2, plain.slice(end, Math.min(to, end + BEHIND))],
    [3, plain.slice(start, end)],
  ]
  for (const [side, text] of parts)
    for (let i = 0; i < text.length; i++)
      for (let n = 1; n <= 3 && i + n <= text.length; n++) put(side, n, hashOf(text.slice(i, i + n)))
  const [ahead, behind] = [parts[0]?.[1] ?? '', parts[1]?.[1] ?? '']
  put(4, hashOf(ahead.slice(-1)), hashOf(behind.slice(0, 1)))
  const has =
    (line.quantity ? 1 : 0) + (line.productName || line.productCode ? 2 : 0) + (line.unitPrice ? 4 : 0) + (line.color ? 8 : 0)
  put(5, has)
  put(6, line.quantity ? 1 : 0)
  put(7, from === 0 ? 1 : 0, to === plain.length ? 1 : 0)
  for (const word of ['加', '补', '再', '改', '换', '不要', '去掉', '取消', '减', '多', '少', '调', '变', '删', '撤', '退'])
    if (plain.includes(word)) put(8, hashOf(word), has)
  for (const f of changing(plain, { line, start, end }, from, to)) {
    put(...f)
    put(...f, line.quantity ? 2 : 1)
  }
  return out
}

/** The words of changing by where they stand about a line: in its clause and beyond, in front of its count and behind it. */
function changing(plain: string, { line, start, end }: Placed, from: number, to: number): number[][] {
  const front = plain.slice(Math.max(from, start - REACH), start)
  const cut = Math.max(...[...front].map((sign, i) => (CLAUSE.test(sign) ? i + 1 : 0)), 0)
  const rest = plain.slice(end, Math.min(to, end + REACH))
  const stop = rest.search(CLAUSE)
  const said = plain.slice(start, end)
  const count = line.quantity?.spans[0]?.text.toLowerCase()
  const at = count === undefined ? -1 : said.lastIndexOf(count)
  const places = [
    kindsIn(front.slice(cut)),
    kindsIn(said.slice(0, at < 0 ? said.length : at)),
    kindsIn(at < 0 ? '' : said.slice(at)),
    kindsIn(stop < 0 ? rest : rest.slice(0, stop)),
    kindsIn(front.slice(0, cut)),
    kindsIn(stop < 0 ? '' : rest.slice(stop)),
  ]
  const [ahead = [], before = [], after = [], behind = []] = places
  const own = [...ahead, ...before, ...after, ...behind]
  const nearest = before.at(-1) ?? ahead.at(-1) ?? 0
  const next = after[0] ?? behind[0] ?? 0
  return [
    ...places.flatMap((kinds, place) => kinds.map((kind) => [9, place, kind])),
    [10, nearest, next],
    [11, nearest],
    [13, ...KINDS.map((_, k) => (own.includes(k + 1) ? 1 : 0))],
    [12, ahead.at(-1) ?? 0, before.at(-1) ?? 0, next],
  ]
}

let cells: Int8Array | undefined
export const loadOps = (): Int8Array => (cells ??= signedOf(table.cells))
/** How a line most likely changes, by a table learnt from labelled messages (scripts/train-lines.mjs). */
export function likelyOp(plain: string, placed: Placed, from: number, to: number): Op {
  const weights = loadOps()
  const points = OPS.map(() => 0)
  for (const f of opFeatures(plain, placed, from, to))
    for (let o = 0; o < OPS.length; o++) points[o] = (points[o] ?? 0) + (weights[f * OPS.length + o] ?? 0)
  return OPS[points.indexOf(Math.max(...points))] ?? 'set'
}
