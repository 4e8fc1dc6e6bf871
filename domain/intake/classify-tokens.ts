import { colorTail, CORRECTION, isColor, NOISE, NOTE_WORD, strip } from './goods-words'
import type { Token } from './token'
import type { TokenOptions } from './tokens'

/** Splits the words among the tokens into names, colours, spec words and handling, and drops what is only talk. */
export function classify(tokens: Token[], options: TokenOptions): Token[] {
  return tokens.flatMap((t): Token[] => {
    if (t.kind !== 'word') return [t]
    const keep = (rest: string): boolean => options.isName(rest) || isColor(rest)
    if (CORRECTION.test(t.text)) return [{ ...t, kind: 'fix' }]
    if (/^[a-z]{2,4}$/.test(t.text) && /^(?:usd|rmb|cny|pls|thx|dear|hi|ok|asap|attn)$/.test(t.text))
      return [{ ...t, kind: 'gap' }]
    if (NOISE.test(t.text) && !options.isName(t.text)) return [{ ...t, kind: 'gap' }]
    if (/库存|不变|情况|随便|都行|系统里|见附|附件|如下/.test(t.text) && !options.isName(t.text)) return [{ ...t, kind: 'gap' }]
    // "晨曦的涤塔夫": the goods are what stands behind.
    const of = t.text.lastIndexOf('的')
    if (of > 0 && of < t.text.length - 1 && !options.isName(t.text))
      return classify([{ ...t, start: t.start + of + 1, text: t.text.slice(of + 1) }], options)
    const { start, end } = strip(t.text, keep)
    if (start >= end) return [{ ...t, kind: 'gap' }]
    const text = t.text.slice(start, end)
    const token: Token = {
      ...t,
      start: t.start + start,
      end: t.start + end,
      text,
      ...(t.text.startsWith('的') ? { glued: true } : {}),
    }
    if (isColor(text) && !options.isName(text))
      return [{ ...token, kind: 'color', value: text.replace(/^(?:颜色|色号)[:：]?/, '') }]
    if (NOTE_WORD.test(text) && !options.isName(text)) return [{ ...token, kind: 'note' }]
    const tint = colorTail(text)
    if (tint > 1 && !options.isName(text))
      return [
        { ...token, end: token.start + tint, text: text.slice(0, tint).replace(/的$/, '') },
        { ...token, kind: 'color', start: token.start + tint, text: text.slice(tint), value: text.slice(tint), spaced: false },
      ]
    return [token]
  })
}
