/** Goods of a trade that numbers its colours, with what such a number looks like. */
interface Trade {
  goods: RegExp
  number: RegExp
}

const TRADES: Trade[] = [
  // Teeth by the shade guide: A2, A3.5, OM1, BL2.
  {
    goods: /树脂|全冠|牙冠|氧化锆|烤瓷|铸瓷|瓷块|瓷粉|贴面|义齿|假牙|嵌体|临时冠|门牙|磨牙/,
    number: /(?:[a-d][1-4](?:\.5)?|bl[1-4]|om[1-3])/y,
  },
  // Hair: 1B, #27, 613#, 4/27.
  {
    goods:
      /假发|头套|发套|发帘|发束|发条|发片|发排|接[发髮]|真人发|(?:^|[^a-z])(?:hair|wigs?|body wave|deep wave|curly|straight|bundles?|closure|frontal)/,
    number: /(?:#\d{1,3}[abj]?(?:\/\d{1,3})?|t?1b(?:\/\d{1,3})?#?|99j#?|613#?|\d{1,3}[abj]?#)/y,
  },
  // What hair is dyed with: 7/43, 0/66, 5.0.
  { goods: /染发|染膏|发膏|彩染|染色膏/, number: /\d{1,2}[/.]\d{1,2}/y },
  // Make-up: 21N, #07, M03, and two figures where nothing is counted by them.
  {
    goods: /气垫|粉底|[bc]b霜|cc霜|遮瑕|粉饼|口红|唇膏|唇釉|唇泥|唇彩|腮红|眼影|甲油|指甲油|美甲胶/,
    number: /(?:#\d{1,3}|\d{2,3}#|[12][0-9][cnwp]\d?|[a-z]\d{2}#?|[12]\d(?= \d))/y,
  },
  // Frames of glasses: C3.
  { goods: /镜架|镜框|眼镜|墨镜|太阳镜|套镜|光学架|sunglasses|eyeglass|frames?$/, number: /c\d{1,2}/y },
  // Curtains and ribbons by the card of the maker: C07, YS-11.
  {
    goods: /窗帘|卷帘|浴帘|百叶帘|蜂巢帘|遮光布|色丁|缎带|丝带|罗纹带|螺纹带/,
    number: /(?:[a-z]\d{2}|[a-z]{2}-\d{2}|\d{2,3}#)/y,
  },
  // Cloth and yarn by the card of Pantone, where the letters may be left out.
  { goods: /布|纱|绸|缎|绒|棉|麻|针织|面料|坯|涤|锦纶|氨纶|线$/, number: /1[1-9]-\d{4}(?: ?(?:tcx|tpx|tpg|tn))?/y },
  // Paint: RAL3020, NN1207, 8A-0321.
  { goods: /漆|涂料|乳胶|真石|面漆|底漆|色浆/, number: /(?:ral ?\d{4}|\d{1,2}[a-z]-\d{4})/y },
]
/** Systems that number nothing but colours, whatever the goods are: 潘通485C, RAL 9016, 19-4052TCX. */
const SYSTEM =
  /(?:(?:潘通|劳尔|pantone|pms|ral|ncs)(?:色号?|色卡)? ?(?:\d{4}|\d{2,4} ?[cu]|\d{2}-\d{4} ?(?:tcx|tpx|tpg)?)|1[1-9]-\d{4} ?(?:tcx|tpx|tpg|tn))/y
const SYSTEM_STARTS = /^(?:[潘劳prn1])/
/** Behind a whole number nothing goes on, and nothing is counted by it. */
const ENDS = /^(?![a-z0-9.*-]|\/(?!\d{1,3}[一-鿿]))/

const endOf = (pattern: RegExp, plain: string, at: number): number => {
  pattern.lastIndex = at
  const m = pattern.exec(plain)
  return m && ENDS.test(plain.slice(at + m[0].length, at + m[0].length + 5)) ? at + m[0].length : at
}

/** Where the number of a colour that begins at a place ends; the place itself where none does. `goods`: what it may be said of. */
export function shadeEnd(plain: string, at: number, goods: string): number {
  if (SYSTEM_STARTS.test(plain[at] ?? '')) {
    const end = endOf(SYSTEM, plain, at)
    if (end > at) return end
  }
  for (const trade of TRADES) {
    if (!trade.goods.test(goods)) continue
    const end = endOf(trade.number, plain, at)
    if (end > at) return end
  }
  return at
}
