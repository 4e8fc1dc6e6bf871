import type { Draft, DraftLine, Intent } from '../draft'
import { ACTS } from './intent-acts'
import { INTENT_EVIDENCE, type Evidence } from './intent-evidence'
import { learntIntent } from './intent-model'
import { ASKS, type IntentFacts, type IntentSigns, intentSigns } from './intent-signs'
import { plansCars } from './delivery-plan'
import { changedQuoteEnd, turnsCounts } from './intent-turns'
import { type GoodsMood, moodOfGoods } from '../words/goods-mood'
import type { NormalText } from '../text/normalise-text'
import { mayMatch, needed } from '../text/pattern-needs'

/** Says which running order is meant. */
const REFERS =
  /(?:昨天|昨晚|前天|今早|早上|上午|上周|上月|月初|周[一二三四五六日天])[一-龥]{0,2}(?:的|那|报|下|订|定)|刚才|刚刚|上面那|之前(?:的|那|下|订)|前面(?:的|那|下|报)|那张|这张|那批|这批|那单|这单|那票|这票|那款|订单|单号|合同号|清单|po\s?\d|报的那?个?|系统里|[一-鿿](?:的|那)货(?![架号物车款源])|(?:那|这)(?:一)?(?:单|批|个单|笔)|改单/i
/** Whoever corrects while speaking has not ordered yet. */
const SLIP = /不对|说错|写错|打错|说少|说多|哦不|等下|等一下|算了|还是(?:要|改)/
/** Sizes or codes with their counts: 130*12 140*25. */
const LISTED = /[一-鿿a-z\d]\s?\*\s?\d{1,5}[,，、\s][^*\n]{0,12}\*\s?\d{1,5}(?!\s?\*)/
/** Everything of an order at once. */
const WHOLE = 3
/** An invoice that is wrong, a sum that moved: more than the terms of an order. */
const SURE_OF_MONEY = 4.4
/** What every draft holds, also when nothing was read. */
const FEWEST = 2

/** How much further signs of the same intent count. */
const MORE = 0.4

/** What the words and goods of a message say by rule, against what messages like it are: it helps a little where nothing alike was met. Source: corpora left out of the training. */
const BY_RULE = 0.2
/** Rules agree with each other too easily: more points than these say no more. */
const MOST_POINTS = 6
const LEAST_POINTS = -4

/** A quoted order with a change behind it was hardly ever anything else. */
const CHANGES_ITS_QUOTE = 8
/** Counts that turn into others were told of a running order seven times in eight. */
const TURNS_COUNTS = 2
/** A list of drivers and what they take was never an order. */
const PLANS_CARS = 14

const INTENTS: readonly Intent[] = ['order', 'amend', 'cancel', 'status', 'tracking', 'payment', 'other']

/** What the intent of a message is told by: the signs that the table knows, and what the rules say, already weighed against it. */
export interface IntentEvidence {
  signs: IntentSigns
  byRule: Record<Intent, number>
}

export function intentEvidence(normal: NormalText, orders: Draft[], facts: IntentFacts): IntentEvidence {
  const mood = moodOfGoods(normal.plain)
  const lines = orders.flatMap((o) => o.lines)
  const points = weigh(normal, lines, facts, mood)
  const sure = changedQuoteEnd(normal.plain) > 0 ? CHANGES_ITS_QUOTE : turnsCounts(normal.plain) ? TURNS_COUNTS : 0
  const planned = plansCars(normal.plain) ? PLANS_CARS : 0
  const byRule = (i: Intent): number =>
    BY_RULE * Math.max(LEAST_POINTS, Math.min(MOST_POINTS, points[i])) + (i === 'amend' ? sure : i === 'other' ? planned : 0)
  return {
    signs: intentSigns(normal, orders, facts, mood),
    byRule: Object.fromEntries(INTENTS.map((i) => [i, byRule(i)])) as Record<Intent, number>,
  }
}

/** What a message is about as a whole, and by how much it is ahead of the next: what messages like it are, with the evidence of its words and of what was read in it. */
export function readIntent({ signs, byRule }: IntentEvidence): { intent: Intent; lead: number } {
  const learnt = learntIntent(signs)
  const score = (i: Intent): number => byRule[i] + learnt[i]
  const intent = INTENTS.reduce((best, i) => (score(i) > score(best) ? i : best))
  const next = Math.max(...INTENTS.filter((i) => i !== intent).map(score))
  return { intent, lead: score(intent) - next }
}

const EVIDENCE: readonly Evidence[] = [...INTENT_EVIDENCE, ...ACTS]

const holds = ({ pattern, also, unless }: Evidence, { plain, signs }: NormalText): boolean =>
  mayMatch(needed(pattern).need, signs()) && pattern.test(plain) && (also?.test(plain) ?? true) && !(unless?.test(plain) ?? false)

/** What several signs say of one intent: the strongest counts in full, the others of it in part, because many say the same. Words of an order add up. */
function together(intent: Intent, said: readonly Evidence[]): number {
  const points = said.map((e) => e.speaks[intent] ?? 0)
  const [most = 0, ...others] = points.filter((n) => n > 0).sort((a, b) => b - a)
  const more = others.reduce((a, b) => a + b, 0) * (intent === 'order' ? 1 : MORE)
  return most + more + points.filter((n) => n < 0).reduce((a, b) => a + b, 0)
}

/** Points for each intent; what nothing speaks for is chatter. */
function weigh(normal: NormalText, lines: DraftLine[], facts: IntentFacts, mood: GoodsMood): Record<Intent, number> {
  const text = normal.plain
  const score: Record<Intent, number> = { order: 0, amend: 0, cancel: 0, status: 0, tracking: 0, payment: 0, other: 1.2 }
  const add = (intent: Intent, points: number): void => {
    score[intent] += points
  }
  const said = EVIDENCE.filter((e) => holds(e, normal))
  for (const intent of INTENTS) add(intent, together(intent, said))

  const goods = lines.filter((l) => l.quantity)
  const counted = goods.filter((l) => l.unit)
  const priced = lines.some((l) => l.unitPrice)
  const refers =
    facts.orderNos > 0 || facts.pastReference || (REFERS.test(text) && !(SLIP.test(text) && lines.length > 1 && facts.customer))
  const asks = ASKS.test(text)
  const changes = score.amend > 0
  const asksForGoods = score.order >= 1
  /** More than one thing more: another value for what was said. */
  const strong = said.some((e) => (e.speaks.amend ?? 0) > 1.5)

  const idle = mood.meant + mood.asked + mood.told
  // Counts that are spoken of are no wish.
  if (!facts.template && idle > 0) {
    if (mood.wished === 0) add('order', -4.5)
    else if (idle > mood.wished) add('order', -1.5)
    if (mood.told > 0) add('other', 1.2)
    if (mood.asked > 0) for (const intent of ['status', 'tracking', 'other'] as const) if (score[intent] > 1.2) add(intent, 1)
    if (mood.meant > 0) for (const intent of ['status', 'tracking', 'amend'] as const) if (score[intent] > 0) add(intent, 1)
  }
  // Goods with counts are what an order is made of; a list of them hardly ever is anything else.
  if (goods.length > 0) add('order', counted.length > 0 || facts.known || goods.length > 1 ? 1.6 : 0.6)
  if (goods.length > 1) add('order', 1 + Math.min(goods.length, 6) * 0.2)
  if (facts.known && goods.length > 0) add('order', 0.8)
  if (priced && goods.length > 0) add('order', 1)
  if (facts.customer) add('order', 1)
  if (facts.template) add('order', goods.length > 0 ? 4 : 1)
  if (facts.fields > 4) add('order', Math.min((facts.fields - 4) * 0.4, 1.6))
  if (facts.reference && (facts.customer || lines.length > 0)) add('order', 3)
  if (goods.length === 0 && !facts.reference && !facts.template) add('order', mood.wished > 0 || LISTED.test(text) ? -1 : -4)
  if (goods.length === 0 && LISTED.test(text)) add('order', 2.4)
  // Whoever asks how far it is may say that it is paid.
  if (score.status > 2 && asks && score.payment > 0) add('payment', -1.5)
  if (mood.wished === 0 && goods.length > 0 && score.payment > 0 && !facts.template) {
    add('payment', 1.5)
    add('order', -1.5)
  }

  if (asks) {
    for (const intent of ['status', 'tracking', 'other'] as const) if (score[intent] > 1.2) add(intent, 1)
    add('order', -0.6)
  }
  if (refers) {
    // The invoice and the terms of an order that runs can be changed like its goods.
    if (strong && score.payment > 0) add('payment', -1.5)
    for (const intent of ['status', 'tracking', 'cancel'] as const) if (score[intent] > 0) add(intent, 0.8)
    if (!changes && !asks && goods.length === 0 && facts.fields > 3) add('amend', 2.4)
    if (changes) add('amend', facts.orderNos > 0 || facts.pastReference ? 3 : 1.8)
    if (!facts.template) add('order', -1)
  }
  // A slip put right in the same breath is still the first order; without anything said before it, an earlier one is meant.
  if (changes && !refers) {
    if (SLIP.test(text) || goods.length >= WHOLE) add('amend', -2)
    else if (strong && lines.length === 0 && facts.fields > FEWEST) add('amend', 2)
    else if (
      !facts.customer &&
      (strong || !asksForGoods) &&
      goods.length <= 2 &&
      !priced &&
      (lines.length > 0 || facts.fields > FEWEST)
    )
      add('amend', 2)
  }
  if (facts.template && goods.length > 1) add('amend', -2)
  // A whole order is called off, or some of its lines: then counts or other changes stand beside it.
  if (score.cancel > 0 && goods.length > 0) {
    add('cancel', asksForGoods && counted.length > 0 ? -3.5 : -1.5)
    if (refers || changes) add('amend', 1.5)
  }
  if (score.cancel > 0 && goods.length === 0 && score.amend > 0 && !/(?:改|换|加)(?!了(?:[,，。]|$))/.test(text))
    add('cancel', 2.5)
  // As last time, but more of one article, or without another.
  if (facts.reference && !refers && !asks) {
    if (!facts.customer && lines.length === 0) add('order', 3)
    add('amend', -3)
    add('cancel', -3)
  }
  if (score.cancel >= 3) for (const intent of ['status', 'tracking'] as const) add(intent, -2)
  if (changes && (goods.length > 0 || facts.fields > FEWEST)) add('status', -1.4)
  if (score.tracking > 2.5 && score.status > 0) add('status', -1.2)
  // Money and ways are also terms of an order.
  if (goods.length > 0 && counted.length > 0) {
    if (mood.wished > 0 || facts.template) add('payment', asksForGoods || priced ? -5 : score.payment > SURE_OF_MONEY ? -1 : -2.5)
    if (facts.customer || priced || goods.length > 1) add('tracking', -1)
    if (facts.fields > 5 && mood.wished > 0) add('tracking', -2)
  }
  return score
}
