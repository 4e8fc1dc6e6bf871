import { isQuality } from '../words/goods-qualities-words'
import { CORRECTION, ENGLISH_LEAD, isColor, isGoods, isTalk, MATERIAL, NOISE, NOTE_WORD, ONE_SIGN } from '../words/goods-words'
import { strip } from '../words/order-talk-words'
import { ORG, TRADE } from '../words/people-words'
import { isCount } from './segment-items'
import { splitBeforeOf, splitName } from './split-name'
import { corrects, countedAgain, describes, numbersArticle, sizesBetween } from './token-context'
import type { Token } from './token'
import type { TokenOptions } from './token-options'

/** Names with the sign 的 of their own. */
const OWN_SIGN = /(?<![精完优华甜])美的(?=[一-鿿a-z]|$)|的确良|的士/
/** Words behind which goods begin. */
const LEADS_ON = /(?:的|[那这上][单批次]|[要来换把给订买])$/
const SUM = /^(?:一共|总共|共计|合计|共)$/
/** Where goods go, among the goods: 送实验中学. */
const DESTINATION = /^(?:到(?!货|付)|送|发|寄|运|拉)(?:到|往|去|给|至)?(?=[一-鿿]{3,})/

const MORE = /(?:多|再|另)加$|加多$|多要$|多来$|追加$/
/** Signs that go in twos, each of which is an article: 前后各一套. */
const TWOS = /(?:前后|左右|上下|大小|内外|里外|男女|公母|冷热|长短)$/
/** Colours in one word of a sign each: 红黄蓝绿各5卷. */
const SINGLES = /^[白黑红蓝绿黄紫灰棕青粉金银橙米咖]{2,6}$/

/** Splits the words among the tokens into names, colours, spec words and handling, and drops what is only talk. */
export function classify(tokens: Token[], options: TokenOptions): Token[] {
  return tokens.flatMap((t, i): Token[] => {
    // "6个的钻头", "18L的乳胶漆", "24的15台": a figure with 的 behind it says which, not how many.
    const next = tokens[i + 1]
    if ((t.kind === 'measure' || t.kind === 'num') && next?.kind === 'word' && next.text.startsWith('的') && next.start === t.end)
      return [
        next.text.length > 1 ||
        (t.kind === 'num' && tokens[i + 2]?.kind !== 'price') ||
        /^(?:measure|num|word|color)$/.test(tokens[i + 2]?.kind ?? '')
          ? { ...t, kind: 'spec' }
          : t,
      ]
    // "消毒柜的600柜体": a figure glued to the word behind it is part of what that word names.
    if (
      t.kind === 'num' &&
      t.marked === undefined &&
      next?.kind === 'word' &&
      next.start === t.end &&
      !isColor(next.text) &&
      !isTalk(next.text) &&
      (t.spaced || tokens[i - 1]?.kind !== 'word' || LEADS_ON.test(tokens[i - 1]?.text ?? ''))
    )
      return [{ ...t, kind: 'spec' }]
    // "41-43各2双": every size from one to another.
    const upTo = t.kind === 'num' && next?.kind === 'num' && tokens[i + 2]?.kind === 'each' ? sizesBetween(t, next) : []
    if (upTo.length > 0) return upTo
    const downTo = tokens[i - 1]
    if (t.kind === 'num' && next?.kind === 'each' && downTo?.kind === 'num' && sizesBetween(downTo, t).length > 0) return []
    // "120个，还是13.5": a figure behind 还是 alone is the price as before.
    if (
      t.kind === 'num' &&
      /^(?:还是|还按|仍是|照旧)$/.test(tokens[i - 1]?.text ?? '') &&
      (next === undefined || next.kind === 'sep' || next.kind === 'nl')
    )
      return [{ ...t, kind: 'price', marked: 'price' }]
    // "镜片1.61" on a row of its own, sizes with their counts below.
    if (
      t.kind === 'num' &&
      /\.\d/.test(t.text) &&
      tokens[i - 1]?.kind === 'word' &&
      next?.kind === 'nl' &&
      tokens[i + 2]?.kind === 'spec'
    )
      return [{ ...t, kind: 'spec' }]
    // "拉手 128 枪灰 18个": of two figures the one in front of the colour says which article.
    if (
      t.kind === 'num' &&
      t.marked === undefined &&
      (t.spaced || t.text.includes('.')) &&
      tokens[i - 1]?.kind === 'word' &&
      !isColor(tokens[i - 1]?.text ?? '') &&
      next?.kind === 'word' &&
      (isColor(next.text) || (t.text.includes('.') && !t.spaced)) &&
      tokens[i + 2]?.kind === 'measure' &&
      isCount(tokens[i + 2] as Token)
    )
      return [{ ...t, kind: 'spec' }]
    if (t.kind === 'measure' && t.unit === '块' && i > 2 && SUM.test(tokens[i - 2]?.text ?? '')) {
      const { unit: _unit, unitStart: _start, ...sum } = t
      return [{ ...sum, kind: 'price', marked: 'price' }]
    }
    // "红的多加两卷": more of what was said before.
    if (t.kind === 'measure' && MORE.test(tokens[i - 1]?.text ?? '') && corrects(tokens, i)) return [{ ...t, marked: 'more' }]
    // "要一个600的柜体一个": counted on both sides.
    if (t.kind === 'measure' && t.value === '1' && countedAgain(tokens, i)) return [{ ...t, kind: 'gap' }]
    // "蓝20 红20 一共40把": the sum of what was counted before.
    if (
      t.kind === 'measure' &&
      !corrects(tokens, i) &&
      SUM.test(tokens[i - 1]?.text ?? '') &&
      tokens.slice(0, i - 1).some((b) => b.kind === 'measure' || b.kind === 'num')
    )
      return [{ ...t, kind: 'gap' }]
    // "电焊条 3.2 20包 4.0 30包": a bare figure right in front of a count says which.
    if (
      t.kind === 'num' &&
      t.marked === undefined &&
      next?.kind === 'measure' &&
      next.spaced &&
      isCount(next) &&
      next.marked === undefined &&
      tokens[i - 1]?.kind !== 'sep'
    )
      return [{ ...t, kind: 'spec' }]
    // "锂电池 18650 2600mAh 2000节": a figure in front of a size and a count numbers the article.
    if (
      t.kind === 'num' &&
      t.marked === undefined &&
      /^\d{3,6}$/.test(t.text) &&
      tokens[i - 1]?.kind === 'word' &&
      numbersArticle(tokens, i)
    )
      return [{ ...t, kind: 'spec' }]
    // "三节抽屉导轨": a part of how the article is built, not how many.
    if (t.kind === 'measure' && /^[一二三四五六两双单][节排]$/.test(t.text) && next?.kind === 'word' && next.start === t.end)
      return [{ ...t, kind: 'spec' }]
    // "不是50箱是80箱": what is not.
    if (
      (t.kind === 'measure' || t.kind === 'num') &&
      (tokens[i - 1]?.text ?? '').endsWith('不是') &&
      /^(?:是|而是)/.test((next?.kind === 'sep' ? tokens[i + 2] : next)?.text ?? '')
    )
      return [{ ...t, kind: 'gap' }]
    if (t.kind !== 'word') return [t]
    if (next?.kind === 'each' && next.start === t.end && !options.isName(t.text)) {
      const [first, second] = TWOS.exec(t.text) ? t.text.slice(-2) : []
      if (first && second)
        return [
          ...(t.text.length > 2 ? [{ ...t, end: t.end - 2, text: t.text.slice(0, -2) }] : []),
          { ...t, kind: 'size', start: t.end - 2, end: t.end - 1, text: first, spaced: t.text.length === 2 && t.spaced === true },
          { ...t, kind: 'size', start: t.end - 1, text: second, spaced: false },
        ]
      // "牙膏牙刷各10": two goods that each have the count.
      if (t.text.length === 4 && isGoods(t.text.slice(0, 2)) && isGoods(t.text))
        return [
          { ...t, end: t.start + 2, text: t.text.slice(0, 2) },
          { ...t, kind: 'sep', start: t.start + 2, end: t.start + 2, text: '、', spaced: false },
          { ...t, start: t.start + 2, text: t.text.slice(2), spaced: false },
        ]
      if (SINGLES.test(t.text))
        return [...t.text].map((sign, k) => ({
          ...t,
          kind: 'color' as const,
          start: t.start + k,
          end: t.start + k + 1,
          text: sign,
          value: sign,
          spaced: k === 0 && t.spaced === true,
        }))
    }
    const again = /(?:也|都)?(?:同样|一样|同上|照样)(?:的?(?:配比|尺码|来一份))?$/.exec(t.text)
    if (again && isColor(t.text.slice(0, again.index)))
      return [
        {
          ...t,
          kind: 'color',
          end: t.start + again.index,
          text: t.text.slice(0, again.index),
          value: t.text.slice(0, again.index),
        },
        { ...t, kind: 'note', start: t.start + again.index, text: again[0], spaced: false },
      ]
    const english = ENGLISH_LEAD.exec(t.text)
    if (english) {
      const rest = t.text.slice(english[0].length)
      const skipped: Token = { ...t, kind: 'gap', end: t.start + english[0].length, text: english[0] }
      return rest === '' ? [skipped] : [skipped, { ...t, start: t.start + english[0].length, text: rest, spaced: true }]
    }
    // "吸管粗的10包细的5包": which of two kinds.
    const kind = /^(.*?)([粗细大小长短厚薄宽窄硬软])的$/.exec(t.text)
    if (kind && (next?.kind === 'measure' || next?.kind === 'num') && (kind[1] === '' || isGoods(kind[1] ?? '')))
      return [
        ...(kind[1] ? [{ ...t, end: t.start + kind[1].length, text: kind[1] }] : []),
        { ...t, kind: 'spec', start: t.end - 2, end: t.end - 1, text: kind[2] ?? '', spaced: false },
      ]
    if (MATERIAL.test(t.text) && t.spaced && describes(tokens, i) && !options.isName(t.text)) return [{ ...t, kind: 'spec' }]
    // "内文134/令": a price by what the goods are for.
    if (next?.kind === 'price' && next.start === t.end && /^(?:内文|封面|里料|面料|大货)$/.test(t.text)) return [t]
    // "五花肉要带皮的15斤", "反光条要宽的": how something shall be.
    const shall = /^(.{2,6}?)要(?!是)([^要了]{1,5})的$/.exec(t.text)
    if (shall?.[1] && shall[2] && !options.isName(t.text) && !isTalk(t.text)) {
      const at = t.start + shall[1].length + 1
      const tint = isColor(shall[2])
      if (!tint && !(next?.kind === 'measure' || next?.kind === 'num')) return [{ ...t, kind: 'note' }]
      if (tint)
        return [
          { ...t, end: at - 1, text: shall[1] },
          { ...t, kind: 'color', start: at, end: at + shall[2].length, text: shall[2], value: shall[2], spaced: false },
        ]
      return [
        { ...t, end: at - 1, text: shall[1] },
        { ...t, kind: 'spec', start: at, end: at + shall[2].length, text: shall[2], spaced: false },
      ]
    }
    const named = /^(?:颜色|色)(?:要|是|用|做|选|就|统一|都|全部|全)*(?:那个|那种)?(?=[一-鿿]{1,5}$)/.exec(t.text)
    if (named && named[0].length > 1 && isColor(t.text.slice(named[0].length)))
      return [
        {
          ...t,
          kind: 'color',
          start: t.start + named[0].length,
          text: t.text.slice(named[0].length),
          value: t.text.slice(named[0].length),
        },
      ]
    // "红的多加两卷": a colour and what is done with it.
    const hue = /^([一-鿿]{1,3}?)的(?=(?:多|再|另|少|改|就|也|要))/.exec(t.text)
    if (hue?.[1] && isColor(hue[1])) {
      const at = t.start + hue[0].length
      return [
        { ...t, kind: 'color', end: at, text: hue[0], value: hue[1] },
        { ...t, kind: 'gap', start: at, text: t.text.slice(hue[0].length) },
      ]
    }
    const keep = (rest: string): boolean => options.isName(rest) || isColor(rest)
    if (/改(?:成|为|到|做|返)?$|^(?:应该|应)$/.test(t.text) && (next?.kind === 'measure' || next?.kind === 'num'))
      return [{ ...t, kind: 'fix' }]
    if (t.text === '的' && (tokens[i - 1]?.kind === 'measure' || tokens[i - 1]?.kind === 'num') && tokens[i - 1]?.end === t.start)
      return []
    const goes = DESTINATION.exec(t.text)
    if (goes && ORG.test(t.text) && !TRADE.test(t.text)) {
      const at = t.start + goes[0].length
      return [
        { ...t, kind: 'gap', end: at, text: goes[0] },
        { ...t, start: at, text: t.text.slice(goes[0].length), spaced: true },
      ]
    }
    const fixed = CORRECTION.exec(t.text)
    if (fixed) {
      // "也就是红7卷": the colour behind the words of correction is a part of what is corrected.
      const rest = t.text.slice(fixed.index + fixed[0].length)
      const tail =
        isColor(rest) || ((isGoods(rest) || options.isName(rest)) && !isTalk(rest))
          ? [
              {
                ...t,
                kind: isColor(rest) ? ('color' as const) : ('word' as const),
                start: t.end - rest.length,
                text: rest,
                ...(isColor(rest) ? { value: rest } : {}),
                spaced: false,
              },
            ]
          : []
      // "床写少了": what is corrected.
      const what = t.text.slice(0, fixed.index)
      const front = what !== '' && isGoods(what) && !isTalk(what) ? [{ ...t, end: t.start + what.length, text: what }] : []
      return [
        ...front,
        {
          ...t,
          kind: 'fix',
          start: t.start + (front.length > 0 ? what.length : 0),
          end: t.end - (tail.length > 0 ? rest.length : 0),
        },
        ...tail,
      ]
    }
    if (/^[a-z]{2,4}$/.test(t.text) && /^(?:usd|rmb|cny|pls|thx|dear|hi|ok|asap|attn)$/.test(t.text))
      return [{ ...t, kind: 'gap' }]
    if (NOISE.test(t.text) && !options.isName(t.text)) return [{ ...t, kind: 'gap' }]
    if (/库存|不变|情况|随便|都行|系统里|见附|附件|如下|([一-鿿])[不没]\1/.test(t.text) && !options.isName(t.text))
      return [{ ...t, kind: 'gap' }]
    // "晨曦的涤塔夫": the goods are what stands behind.
    const of = OWN_SIGN.test(t.text) ? -1 : t.text.lastIndexOf('的')
    if (of > 0 && of < t.text.length - 1 && !options.isName(t.text))
      return classify([{ ...t, start: t.start + of + 1, text: t.text.slice(of + 1) }], options)
    // "博远吗我要硒鼓": talk up to the words of ordering.
    const talk = /^.{0,10}?(?:[吗啊呀嘛]|我们?要|[帮给]我)(?=[一-鿿]{2,})/.exec(t.text)
    if (talk && !options.isName(t.text))
      return classify(
        [{ ...t, start: t.start + talk[0].length, text: t.text.slice(talk[0].length) }, ...tokens.slice(i + 1, i + 3)],
        options,
      ).slice(0, 1)
    // "多宝鱼大的", "手机壳磨砂的": how the goods are that stand in front.
    if (of > 0 && of === t.text.length - 1 && !keep(t.text.slice(0, of))) {
      const parts = splitBeforeOf({ ...t, end: t.start + of, text: t.text.slice(0, of) }, options)
      if (parts) return parts
    }
    const { start, end } = strip(t.text, keep, isGoods)
    if (start >= end) return [{ ...t, kind: 'gap' }]
    const text = t.text.slice(start, end)
    const token: Token = {
      ...t,
      start: t.start + start,
      end: t.start + end,
      text,
      ...(t.text.startsWith('的') ? { glued: true } : {}),
    }
    if (isQuality(text) && !isColor(text) && !options.isName(text)) return [{ ...token, kind: 'spec' }]
    if (
      !options.isName(text) &&
      (isTalk(text) ||
        (text.length === 1 &&
          /[一-鿿]/.test(text) &&
          !isColor(text) &&
          !ONE_SIGN.test(text) &&
          !(tokens[i - 1]?.end === t.start && /[a-z]$/.test(tokens[i - 1]?.text ?? ''))))
    )
      return [{ ...t, kind: 'gap' }]
    if (isColor(text) && !options.isName(text))
      return [{ ...token, kind: 'color', value: text.replace(/^(?:颜色|色号)[:：]?/, '') }]
    if (NOTE_WORD.test(text) && !isGoods(text) && !options.isName(text)) return [{ ...token, kind: 'note' }]
    return options.isName(text) ? [token] : splitName(token, options)
  })
}
