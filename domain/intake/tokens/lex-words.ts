import { Edged } from '../text/pattern-needs'
import { isColor, isGoods, SPEC_WORD } from '../words/goods-words'
import { NUMBER } from '../text/numerals'
import { callAt, needAt } from '../words/order-talk-words'
import { COIN, NOT_A_COUNT, patternAt } from './token-patterns'
import type { Raw } from './token-values'
import type { TokenOptions } from './token-options'
import { UNIT } from '../words/units'

const COUNT_STARTS = new Edged(new RegExp(`^(?:${NUMBER}|半)(?:来|多|几|个)?半?(?:${UNIT})`))
const SIZE_STARTS = new Edged(
  /^[一二两三四五六七八九十百零]{1,5}(?:公分|厘米|毫米|米|寸|克|毫升|年(?![前后底初会级])|度(?!假)|瓦(?!楞))/,
)
const SUM_STARTS = new Edged(new RegExp(`^(?:${COIN}|[二三四五六七八九十百千万两零]{2,})`))
const NUMERAL = /[一二三四五六七八九十百千两半零俩仨廿卅]/
/** Words inside a run that end what stood before them: a price or a count is announced, or another matter begins. */
const BREAKS = new Edged(
  /^(?:单价|价格|数量|[吨令米箱件套码]价|每[吨令米箱件套码个只瓶桶袋包张斤]|大概\d|大约\d|约\d|各[\d一二三四五六七八九十两半]|按\d)/,
)
/** Words inside a run behind which another article begins. */
const JOINS = new Edged(
  /^(?:还有|另外|然后|以及|再来|再要|还要|也要|也来|还需|外加|再加|加上|给我(?:留|来|拿|发|送|订)?|帮我(?:留|来|拿|发|送|订)?|对了)/,
)
/** One sign that joins two articles, between words of two signs or more: 苹果和梨 stays, 螺丝和垫片 does not. */
const AND = new Edged(/^[和跟及]/)

/** A run of Chinese signs up to where a count, a price, a spec word or another article begins. */
export function wordPiece(run: string, text: string, i: number, options: TokenOptions): Raw {
  const spec = SPEC_WORD.exec(run)
  if (spec?.index === 0 && (!options.isName(run) || /^[大正]度/.test(run)))
    return { kind: 'spec', start: i, end: i + spec[0].length }
  const lead = options.nameLength(text, i)
  const call = lead > 0 ? 0 : callAt(run, 0) || needAt(run, 0)
  if (call > 0 && call < run.length) return { kind: 'gap', start: i, end: i + call }
  const joined = JOINS.exec(run)
  if (joined && run.length > joined[0].length) return { kind: 'gap', start: i, end: i + joined[0].length }
  for (let k = Math.max(1, lead); k < run.length; k++)
    if (breaksAt(run, k, text, i, lead > 0, options)) return cut(run.slice(0, k), text, i)
  return cut(run, text, i)
}

function breaksAt(run: string, k: number, text: string, i: number, named: boolean, options: TokenOptions): boolean {
  const rest = run.slice(k, k + 16)
  if (SPEC_WORD.exec(rest.slice(0, 5))?.index === 0) return true
  if (JOINS.test(rest) || callsNext(run, k, text, i, options)) return true
  if (k >= 2 && rest.length >= 3 && AND.test(rest) && named) return true
  if (NUMERAL.test(run[k] ?? '') && !NOT_A_COUNT.test(rest)) {
    if (
      COUNT_STARTS.test(text.slice(i + k, i + k + 12)) ||
      SIZE_STARTS.test(rest) ||
      SUM_STARTS.test(text.slice(i + k, i + k + 10))
    )
      return true
  }
  if (/^[一二三四五六七八九零]{2,4}[a-z](?![a-z])/.test(text.slice(i + k, i + k + 6))) return true
  return BREAKS.test(rest + text.slice(i + run.length, i + run.length + 1))
}

/** Whether another article is called for inside a run: 瓜子也要花生. Only where goods follow; else it is talk. */
function callsNext(run: string, k: number, text: string, i: number, options: TokenOptions): boolean {
  const call = callAt(run, k) || (k > 1 && !isGoods(run.slice(0, k)) ? needAt(run, k) : 0)
  if (call === 0) return false
  const rest = run.slice(k + call)
  // "照旧来一车" tells how many of what was named.
  if (COUNT_STARTS.test(rest)) return false
  return rest !== '' && (isGoods(rest) || isColor(rest) || options.nameLength(text, i + k + call) > 1)
}

function cut(word: string, text: string, i: number): Raw {
  if (/^(?:高|宽|厚|长|深)$/.test(word) && /\d/.test(text[i + 1] ?? '')) {
    const m = patternAt('physical', text, i)
    if (m) return { kind: 'spec', start: i, end: i + m[0].length }
  }
  return { kind: 'word', start: i, end: i + word.length }
}
