import { Edged } from '../text/pattern-needs'

/**
 * How people talk around goods: adverbs, verbs of ordering with what completes them, particles, and whom they ask. The classes are closed; what stands
 * in front of a name and behind it is any row of them. A sign that also begins goods carries the signs that follow it there: 拉 is no verb in 拉链.
 */
const ADVERBS =
  '另外再?|全部|全都|全(?=[换用做要])|顺便|顺带|顺手|赶紧|赶快|抓紧|暂时|重新|继续|接着|最好|一起|一共|总共|大概|大约|差不多|左右|分别|主要是?|只是|就是|但是|也是|都是|照样|同样|仍然|依然|当然|记得|尽量|直接|马上|立马|今天|今早|早上(?!好)|上午(?!好)|本周|本期|此次|本次|' +
  '也(?!门)|再(?!生|造)|又|还(?!原|氧|魂)|都(?!市|江|乐)|先(?!锋|科|令)|就|另|只(?!带)|才|各|照(?!明|相|片|旧|常)|暂|共(?!挤)|约(?!书)|多(?!功|头|层|肉|用|维|彩|士|宝|味|媒|喜|力|孔|线|级|轴|色|路|联|芯|节|边|股|晶|元|糖|宁|菌|麦|宝|巴|乐|芬)'
const PERSONS = '(?:我|咱|俺)们?(?:家里?|这边|店里?|厂里?|公司|工地)?|你们?|您|他们?|她们?|大家'
const ASKS = `(?:麻烦|劳烦|拜托|请(?=[帮给安发送寄配订下做拿为替])|帮忙|帮|替|给(?!水|皂|油|料)|为|让|叫)(?:师傅|老板娘?|亲|${PERSONS})?`
/** Verbs that seldom begin goods. */
const VERBS =
  '需要|想要|想订|想定|要求|采购|订购|订货|订做|定做|下个?单|开个?单|报个?单|报货|备货|要货|补货|补做|补单|补订|加订|加单|安排|追加|增加|新增|添加|加上|加购|来一?单|' +
  '要(?!素)|来(?!福|苏|亨)|拿(?!铁|破)|订(?!书|制)|买(?!菜车)|急缺|还缺|缺(?!口)|还差|需|添|购|' +
  '发(?!夹|箍|圈|电|光|泡|热|酵|胶|膜|饰|卡|带|套|簪|梳|蜡|油|射|动|条|菜|糕|票|财)|定(?!型|位|影|时|制|子|量|妆|心)|补(?!水|光|漆|墙|土|胎|品|丁|血|钙|肾|剂)|加(?!湿|气|固|强|热|长|厚|密|碘|宽|大|仑|压|油|重|绒|棉|高|硬|浓|州|勒|拿|多宝|工)|送(?!料|风|线|餐)'
/** Verbs that as often begin goods: only with other talk beside them, or in front of what is plainly goods. */
const SHY_VERBS =
  '拉(?!拉|链|杆|手|头|丝|绳|力|环|花|伸|膜|条|帘|索|簧|罐|钉|刀|片|管|门|布|面|拔|皮|卡|毛|尾|菲)|' +
  '下(?!午|周|月|个月|次|回|半|旬|水|摆|装|衣|巴|饭|脚|梁|料)|' +
  '走(?!珠|线|马|心|道|台|地|廊)|配(?!电|件|料|重|套|饭|方|气|管|饰|菜|筋|浆|色)|备(?!件|用|胎|长)|进(?!气|水|口|料|风|户|站|排)|装(?!饰|订|配|潢|载|甲|裱|机|修)|' +
  '打(?!印|火|底|气|蛋|蜡|磨|孔|包|钉|卤|糕|边|码|样|粉|草|结|捆|桩|谷|胶|夯|标|价|豆|浆|黄|铁|字|眼|球|头|卡|针|耳|击|点)|整(?!理|形|流|体|机|竹|木|平|车|鸡|烫|芯|切|羊|猪|牛|套|箱)|搞|弄|换(?!气|热|向|能|挡|档|鞋|洗)|' +
  '做(?!旧|工)|搬(?!运|家)|上(?!午|周|月|个月|旬|衣|水(?!果|泥|饺)|装|浆|翻|光|色|海|油|蜡|梁|盖|摆|汤|排|农|弦|堂|次|回|面|批)|留(?!兰|香|声)|报(?!纸|警)|取(?!暖|样)|提(?!拉|手|花|子|篮|桶|篓|升)|带(?!鱼|子|锯|钢|灯|扣|皮|骨|盖|线)'
/** What completes a verb: 来点, 搞个, 拿一下. */
const COMPLEMENTS = '一下子?|一点儿?|点儿|点(?!心|火|焊|读)|个(?!性|人)|些|过来|出来|回来|几(?=[箱件个包瓶袋桶盒])'
const PARTICLES =
  '啊|吧(?!台|椅|凳)|呢|嗯|哦|噢|哈(?!密|尔|士|根)|呗|嘛|呀|哎|诶|喂|了|的(?!确良|士)|是|有(?!机|线|色|纺|光)|和(?!田|面|纸|牛|风)|跟(?!斗)|与|及'
/** Words that introduce goods and belong to none. */
const INTRODUCES =
  '(?:上次|上回|之前|以前)?(?:的)?(?:那|这)(?:个|种|款|批|单|些|边)(?:的)?|(?:上次|上回|之前)的|一批|一个|有一?个|这边有个|还有|还需|以及|外加|另加|对了|然后|其中|其他的?|其余|里面|后面|工地上|现场|' +
  '产品|货品|品名|商品|物品|物料|内容|明细|数量|规格|型号|尺寸|配件单|大货|内文用?|封面用?|你好|您好|老板娘?|老客户了?|客户|你?算一下|接龙|到|赶|亲|门板|柜体|同款|统一|原来说|[一-鿿]?(?:姐|哥|总|叔|姨)(?=[我咱俺你给帮麻])'

const talk = `${ADVERBS}|${ASKS}|${PERSONS}|${INTRODUCES}`
/** A verb in company: 再拿, 也整, 帮我弄点, 赶紧给配, 搞个. */
const CALL_SOURCE = `(?:(?:${ADVERBS}|${ASKS}|${PERSONS}){1,5}(?:${VERBS}|${SHY_VERBS})|(?:${VERBS}|${SHY_VERBS})(?=${COMPLEMENTS}))(?:${COMPLEMENTS}){0,2}`
const NO_GOODS_NEXT = '(?![货到票往去给齐成完错价不没])'
const LEAD = new Edged(new RegExp(`(?:${CALL_SOURCE}|${VERBS}|${talk}|${PARTICLES})`, 'y'))
const SHY = new Edged(new RegExp(`(?:${SHY_VERBS})`, 'y'))
/** The call of an order in the middle of a run of words: behind it another article begins. */
const CALL = new Edged(
  new RegExp(`(?:${ADVERBS}|${ASKS}){1,4}(?:${PERSONS})?(?:${VERBS}|${SHY_VERBS})${NO_GOODS_NEXT}(?:${COMPLEMENTS}){0,2}`, 'y'),
)

/** What stands behind a name: a call without its count, an adverb, a particle, or what the next figure is. */
const TAIL = new Edged(
  new RegExp(
    `(?:(?:${ADVERBS}|${ASKS}){1,3}(?:${VERBS}|${SHY_VERBS})(?:${COMPLEMENTS})?|(?:${VERBS}|${SHY_VERBS})(?:一下|点|个|些)|需要|(?:一共|给我|总共)要?|[来要订定加拿买改减按给](?:到|成)?|[也再就先都各还又约共多另才]|[啊吧呢了哈呗哦嘛呀的是不]|` +
      '团购接龙|接龙|团购|拼单|价格|单价|数量|高度|宽度|长度|尺寸|规格|颜色|先不|加到|减到|改到|调到|每样|大概|大约|那个|[那这]款|原来说?|增加|新增|只要|照样|左右|同[码色款号样])$',
  ),
)

const at = (pattern: Edged, text: string, index: number): number => pattern.at(text, index)?.[0].length ?? 0

/** Who needs goods and that he does: 车间急需, 业主要. */
const NEEDS = new Edged(/急需|需要|想要|要(?:换|补|加|订|买|用)?(?![素求点是的了])|订购|采购|购买/y)
/** Length of the plain words of need at an offset, 0 for none. */
export const needAt = (text: string, index: number): number => at(NEEDS, text, index)
/** Length of the call of an order that stands at an offset: 再拿 of 再拿高钾肥, 0 for none. */
export const callAt = (text: string, index: number): number => at(CALL, text, index)

/**
 * A word of the text without the talk around goods: its range inside the word, an empty one for nothing but talk. `keep`: what is surely a name;
 * `goods`: what plainly ends like one, so that a verb in front of it is a verb.
 */
export function strip(
  word: string,
  keep: (rest: string) => boolean,
  goods: (rest: string) => boolean,
): { start: number; end: number } {
  let start = 0
  let end = word.length
  while (start < end && !keep(word.slice(start))) {
    let length = at(LEAD, word, start)
    if (length === 0) {
      length = at(SHY, word, start)
      const rest = word.slice(start + length)
      if (length > 0 && rest !== '' && !keep(rest) && !(rest.length > 1 && goods(rest))) break
    }
    // A single sign is only dropped when what remains can still be a name.
    if (length === 0 || (length === 1 && end - start === 2 && !/[要来再的是和都就]/.test(word[start] as string))) break
    start += length
  }
  while (start < end && !keep(word.slice(start, end))) {
    const m = TAIL.exec(word.slice(start, end))
    if (!m) break
    end = start + m.index
  }
  return { start, end }
}

/** Whether a word is nothing but talk around goods: 再给, 另加, 还是. */
export const isCall = (word: string): boolean => {
  const rest = strip(
    word,
    () => false,
    () => false,
  )
  return rest.end - rest.start < 2 && word.length > 1
}
