import { NUMBER } from '../text/numerals'
import { UNIT } from '../words/units'

/** Pieces of goods text, each as a sticky pattern that is bounded in length and so tried in constant time. */
const N = NUMBER
const U = UNIT
export const COIN = `(?:${N}块(?:${N}(?:毛|角)?(?:${N}分?)?)?|${N}(?:毛|角)(?:${N}分?)?)`
const LAZY = '[二三四五六七八九十百千万两零〇]{1,10}?[二三四五六七八九十百千万两]?'
const sticky = (source: string): RegExp => new RegExp(source, 'y')

const PRICE_LEAD =
  '(?:含税|未税|不含税|到货|出厂|批发|活动|优惠|成交|结算|执行|合同|实际|谈的|报|进|供货|零售|团购|拼团)?(?:单价|售价|价格|价钱|[百千]?[吨令米箱件套码匹只个瓶桶袋包张斤台支盒卷]价|到货价|出厂价|供价|价|按|统一|一律|通通|全都|都按)(?:格)?(?:给到|给|按|是|还是|就按|改成|改|到|谈的|跟他谈的|定|算|为|做到|都是?|一样都?是?|全部|统一|一起|一律|通通|每[一-鿿]{1,2})?|@|¥|rmb|usd|人民币|每(?:一)?(?:[吨令米箱件套码匹只个瓶桶袋包张斤本支根片台块副双盒条卷把打提株棵粒]|平方|公斤)'
const PATTERNS = {
  markedPrice: sticky(
    `(?:${PRICE_LEAD}) ?[:：=]? ?(?:人民币|rmb|¥|活动价)? ?(${COIN}|${N}) ?(?:元|块钱?|rmb)?(?:整)?(?: ?(?:/|一|每一?|@) ?(${U}))?`,
  ),
  lazyPrice: sticky(`(${COIN}|${LAZY}|${N}) ?(?:元|块钱?)?(?:一|每一?)(${U})(?![一-鿿]?\\d)`),
  /** 一斤42, 一件38, 一盒11块5: the unit first, then what it costs. */
  unitFirst: sticky(`[一每](?!块)(${U}) ?(${COIN}|${N}) ?(?:元|块钱?)?(?![\\d.]|\\s?(?:${U})|[a-z*/%一-鿿])`),
  yuan: sticky(`(${COIN}|${N}) ?(?:元(?![乙催素])|块钱|rmb)(?:整)?(?: ?(?:/|一|每一?|每) ?(${U}))?`),
  coin: sticky(`(${N}块${N}(?:毛|角)?(?:${N}分?)?|${N}(?:毛|角)(?:${N}分?)?)(?: ?(?:/|一|每一?) ?(${U}))?`),
  perUnit: sticky(`(${N}) ?/ ?(${U})`),
  pack: sticky(
    `${N} ?(?:${U}(?: ?[*x] ?${N} ?${U}(?= ?\\d{1,5} ?(?:箱|件|提|托|扎|包|盒))| ?[/*] ?(?![lmt](?![a-z]))${U}(?![一-鿿0-9])| ?[一每](?:箱|件|包|袋|盒|桶|瓶|捆|卷|盘|托|条|板|扎|刀|令)(?![一-鿿\\d])|装|入|一装|/装)|(?:ml|cl|片装|入) ?[/*] ?${U}(?![一-鿿0-9]))`,
  ),
  /** 一箱24瓶 */
  boxOf: sticky(`一(?:箱|件|包|盒|袋|捆|托|条|板)装?${N} ?${U}(?![一-鿿a-z0-9])`),
  dims: sticky(
    '(?:[高宽厚长深φ] ?)?\\d+(?:\\.\\d+)?(?: ?(?:mm|cm|ml|kg|g(?![a-z])|t(?=[*x])|m(?![a-z0-9])|米|公分|毫米|厘米|[宽高厚长]))?(?:(?: [*x] |[*x乘])\\d+(?:\\.\\d+)?(?: ?(?:mm|cm|m(?![a-z0-9])|米(?![白色黄灰])|公分|毫米|厘米|[宽高厚长深]))?){1,3}(?: ?(?:mm|cm))?(?:\\+\\d{1,3}[*x]\\d{1,4}(?:\\.\\d+)?)?',
  ),
  times: sticky(`[*x] ?(${N}) ?(${U})?(?![\\d*])`),
  range: sticky(`(${N}) ?(?:${U})? ?(?:-|~|至|到) ?(${N}) ?(个半)?(${U})`),
  digitPair: sticky(`([二三四五六七八])([三四五六七八九])(十|百|千|万)?(${U})`),
  half: sticky(`(${N})(?:个)?半(${U})|(${N})(${U})半(?![一-鿿a-z]*[价成])`),
  about: sticky(`(?:约|大概|大约|差不多|合) ?(${N}) ?(${U})`),
  some: sticky(`(${N})(?:来|多|几)(${U})`),
  measure: sticky(`(${N}) ?(${U})`),
  sizeInches: sticky(`\\d+(?:\\.\\d+)? ?(?:"|''|″|英寸|吋)`),
  physical: sticky(
    `${N} ?(?:mm|cm|公分|厘米|毫米|米)?(?:壁厚|间距|孔距|幅宽|门幅|[宽高厚深长](?![一-鿿]))|(?:φ|dn|de|[高宽厚长深直胸地]径?|冠幅|胸径|直径|内径|外径|壁厚|孔距|间距|门幅|幅宽|克重|长度|宽度|高度|厚度) ?(?:约)?${N} ?(?:[-~] ?${N} ?)?(?:mm|cm|公分|厘米|毫米|米|寸|m(?![a-z]))?|${N} ?(?:gsm|kw(?![a-z])|hp(?![a-z])|kva|mpa|mah|rpm|bar|psi|uf|pf|nf|khz|mhz|hz|lm|lux|ppm|℃|°|mm|cm|ml|mg|um|μm|毫米|厘米|厘(?!米)|公分|毫升|公升|英寸|寸|联|孔距|孔|口|位|抽|度|目|丝|安|层级?|加仑|盎司|oz(?![a-z])|cc(?![a-z])|坑距|微米|型(?![钢号材])|刃|齿|编|磅|路(?![一-鿿]?[口车号])|ul(?![a-z])|米?床(?![一-鿿]?[单垫笠架头品罩])|(?:寸|公分|尺)半|分(?=三[角通]|[一-鿿]{0,4}[管阀头弯接丝通])|合一|核|头|芯|股|英尺|尺|果(?![一-鿿])|匹(?=[一-鿿]{0,2}(?:空调|挂机|柜机))|拼|键|色(?=印|套|装|[\\s，,、]|$)|瓦(?!楞)|千瓦|毫安|马力|伏|年(?![前后底初会级])|岁|段(?![一-鿿])|层级|系(?=[一-鿿])|号(?!楼|门|线|仓|院)|(?<! )[宽高厚深长]|[宽高厚深长](?![一-鿿])|[针牙](?=[\\s，,\\d])|[stdwvkahpo](?![a-z0-9])|%(?![a-z])|g(?![a-z]))(?:含量)?(?:[/](?:m2|㎡|平))?|(?<![.\\d])\\d{1,3}(?:米|公分|厘米)[一二三四五六七八九\\d](?![\\d点个张根条块片件套])(?:[高宽长厚深])?|[一二三四五六七八九两](?:米|公分|厘米)[一二三四五六七八九](?![一二三四五六七八九十])(?:[高宽长厚深])?|\\d+(?:\\.\\d+)?级|\\d+(?:\\.\\d+)?[-~]\\d+(?:\\.\\d+)?(?:头|果|两|mm|cm|目|度|寸|岁|克|g|孔|w|v|个月|段)`,
  ),
  /** Article numbers and sizes that begin with figures: 6205-2RS, 6308ZZ, 3.50-10, 0603. */
  numberCode: sticky(
    '\\d{1,2}r\\d{2}\\.\\d(?![a-z0-9])|\\d{3}/\\d{2}z?r\\d{2}(?:\\.\\d)?c?(?: \\d{2,3}[a-z])?(?![a-z0-9])|\\d{1,2}[a-z]{1,3}\\d{2,5}(?:-[a-z0-9]{1,6}){1,3}(?![a-z0-9])|\\d{3,6}-\\d{0,2}[a-z]{1,4}\\d{0,3}(?![a-z0-9])|\\d{3,6}[a-z]{1,3}(?:-[a-z0-9]{1,4})?(?![a-z0-9])|\\d\\.\\d{1,2}-\\d{1,2}(?![\\d.])|0\\d{3}(?![\\d.a-z月日号])',
  ),
  model: sticky(
    `[a-z]{1,8}(?:[-/.]?[a-z]{0,3}\\d+)(?:[-*x./]\\d+(?:\\.\\d+)?|[-/]?[a-z]{1,3}(?![a-z])\\d{0,4})*|\\d{1,5}(?!(?:g|kg|mm|cm|ml|m|l|t|x)\\d)[a-z]{1,3}\\d{0,4}(?![a-z\\d])`,
  ),
  ratio: sticky('\\d{1,3}(?:[/:]\\d{1,3}){1,3}(?![\\d.])(?:寸|")?|\\d{1,2}-\\d{1,2}-\\d{1,2}(?![\\d.-])'),
  spoken: sticky('[一二三四五六七八九零]{2,4}[a-z](?![a-z])'),
  markedLazy: sticky(`(?:${PRICE_LEAD}) ?[:：]? ?(${LAZY})(?:一|每一?)(${U})`),
  number: sticky(`(${N})`),
  tolerance: sticky(
    `(?:数量)?(?:允许)?(?:误差|溢短装?|上下|正负|偏差|±|\\+/-)+ ?(?:允许)?(?:±|正负)? ?(${N}) ?(?:%|个?点)(?:都收|以内|内)?`,
  ),
  plusMinus: sticky(`± ?(${N}) ?%`),
  free: sticky(`(?:另外?|再|免费)?(?:赠送?|搭送|送|免费)(?= ?(?:${N}|[一-鿿]{1,6}${N}))|(?:赠品|免费)`),
  gift: sticky(`(?:另外?再?送|再送|免费送|(?:另外)?赠品|赠送?|搭)`),
  arrow: sticky('->|→|=>|⇒'),
  english: sticky("[a-z][a-z&'.]*(?:-[a-z]{1,8}(?![a-z0-9-])){0,2}(?:[ ](?!x )[a-z][a-z&'.]*(?![a-z0-9-])){0,3}"),
  cjk: sticky('[一-鿿]{1,40}'),
}
type PatternName = keyof typeof PATTERNS

/** Chinese numerals that open a word and are no count: 一起, 一下, 一共, 三轮, 五金, 百货. */
export const NOT_A_COUNT =
  /^(?:一(?:起|下|样|共|定|直|般|些|点|次|家|单|种|批|边|块儿|条龙|体|次性|律|个车|车送|切)|两(?:家|单|天|次)|三(?:元[乙催]|家|单|轮|角|通|节轨|合一|抽|明治)|五(?:金|香|花)|四(?:通|川)|百(?:货|叶|把)|千(?:张|斤顶|层)|万(?:能|向|用|家|科|和)|十(?:全|分|来(?![箱件个只包袋盒瓶桶条套张卷台斤吨]))|八(?:角|宝)|六角|九(?:层|州)|二(?:维|手|次)|双)/

const DIGITS = '0123456789'
const FIGURE = `${DIGITS}零〇一二三四五六七八九十百千万两俩仨廿卅壹贰叁肆伍陆柒捌玖拾佰仟`
const signs = (words: string): Set<number> => new Set([...words].map((c) => c.charCodeAt(0)))
const figure = signs(FIGURE)
const digit = signs(DIGITS)
/** Signs with which a match of a pattern can begin, where these are few: the others are not tried at all. */
const FIRST: Partial<Record<PatternName, Set<number>>> = {
  lazyPrice: figure,
  yuan: figure,
  coin: figure,
  perUnit: figure,
  range: figure,
  pack: figure,
  boxOf: signs('一'),
  half: figure,
  some: figure,
  measure: figure,
  number: figure,
  dims: signs(`${DIGITS}高宽厚长深φ`),
  times: signs('*x'),
  digitPair: signs('二三四五六七八'),
  about: signs('约大差合'),
  sizeInches: digit,
  numberCode: digit,
  ratio: digit,
  spoken: signs('一二三四五六七八九零'),
  tolerance: signs('数允误溢上正偏±+'),
  plusMinus: signs('±'),
  free: signs('另再免赠搭送'),
  gift: signs('另再免赠搭'),
  arrow: signs('-→=⇒'),
}

/** A pattern tried at one place of a text. */
export const patternAt = (name: PatternName, text: string, index: number): RegExpExecArray | null => {
  if (FIRST[name]?.has(text.charCodeAt(index)) === false) return null
  const pattern = PATTERNS[name]
  pattern.lastIndex = index
  return pattern.exec(text)
}
