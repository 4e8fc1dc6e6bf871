import { isGoods, MATERIALS, tailTint } from './goods-words'

const KIND = [
  // What goods keep out, lack or have.
  '不?[防抗耐阻](?:静电|紫外线|腐蚀|高温|低温|[水滑晒爆火砸刺割尘油潮霉蛀锈腐冻风雨夹蓝菌皱污噪摔撞燃酸碱磨寒热压])',
  '[去带无免剔连有](?:内脏|[骨皮壳硫头尾芯核籽糖盐脂盖箱杆轮锁灯屏孔耳领帽袖刺把柄扣磁胶油酸叶根土膛肠])',
  '[双单三四五六七八两一二](?:[面层头排开门孔耳人芯口联钩扣拼杆筒槽温控色]|冲程|股绳)',
  '[半全](?:自动|羊绒|遮光|透明|[壳干熟棉毛铜钢包封])',
  '[长短宽窄大小高低深浅圆方尖平厚薄立翻](?:柄|口|嘴|筒|袖|领|头|边|底|颈|腿|跟|腰|帮|把|角|叶)|[左右]向',
  '加[绒棉厚长宽大密固高强重深]',
  // What they are built of, or how they work.
  '[单双三四五六七八九十两一二](?:联|抽|折|针|类|灯|路|阶|速|缸|屏|节|位|人位|室|相|轨|排扣|电机)|超?[五六七]类|[单多]模|[千百万]兆',
  '[直曲]臂|[全半]盖|[大中小]弯|[内外]弦|[前后](?:碟|鼓|刹|轮|叉)|[高中低]背|[带无]扶手|带头枕|[手电气]动|液压|折叠|伸缩|升降|冷水|热水|防刺穿',
  '针织布?|网布|棉布|毛巾布|网眼|玻璃钢|碳纤维?|铁艺|石材|[杉杨松桦樟榉橡][木子]木?',
  '[特一二三四甲乙丙]级|[优一二三合][等格]品|[大中小](?:果|颗?粒|条|片|支|盆|罐)|[紫白红黄绿黑青](?:皮|心|肉)|统[片货]|整[条张]',
  '补水|美白|控油|柔顺|保湿|滋润|去屑|修护|清爽|舒缓|[浅中深]烘|中[深浅]烘?|日晒|水洗|[全脱低]脂|[高中低]钾',
  // For what use and of what purity; how they are made, cut and finished.
  '(?:食品|工业|医药|医用|饲料|试剂|电子|电池|注塑|吹膜|吹塑|挤出|拉丝|纤维|薄膜)级|[商家]用|(?:分析|化学|优级|色谱)纯|[半全]合成',
  '[热冷]轧|冷拔|酸洗|发黑|达克罗|[全半粗细]牙|[左右]旋|[沉圆平]头|[内外](?:丝|牙|螺纹)|[等异]径|[卧立]式|常[开闭]|[明暗]装|[硬软单多]芯|铠装|屏蔽|无刷|[直圆方]柄',
  '[圆V翻立高无方v]领|连帽|[七九五]分|修身|宽松|直筒|[高中低]腰|[平斜缎]纹|提花|印花|素色|[无四微]弹|弹力|[针梭]织|免烫|覆膜|烫金|压纹|开窗|平口|自粘|[单双]人',
  '[非无]菌|灭菌|[带无]针|[带无去](?:滤网|手提|拉链|支架|底座|轮子|图案|字)|明前|雨前|头采|[春秋夏]茶|脱毒|嫁接|包衣|速冻|冷鲜|[盐清]水|无添加|混色',
  // What kind they are.
  '[一-鿿]{1,3}(?:款|型|式|性|味)|(?:长方|正方|椭圆|三角|圆|方|异|心|菱|弧|扇|梯)形|[一-鿿]{2}格|[标豪旗简经典升](?:准|华|舰|约|典|级)版',
  '(?:散|瓶|袋|盒|桶|罐|箱|听|礼盒|家庭|补充|旅行|抽取|单片|独立|大包|小包|大瓶|小瓶)装|[大中小](?:包装?|瓶|袋|盒|桶)',
  '(?:特|超|加)?[大中小]号|[大中小]码',
  '平光|亚光|哑光|高光|亮光|柔光|细砂纹|粗砂纹|砂纹|麻面|光面|毛面|火烧面|荔枝面|磨砂|拉丝|电镀|镀锌|镀铬|喷塑|烤漆|裸根|大苗|小苗|叶片|整只|净膛|真空|冰鲜|冷冻|现杀|鲜活|缓释|肠溶|速溶|浓缩|原味|微辣|中辣|特辣|麻辣|香辣|五香|高筋|中筋|低筋|水磨|进口|国产|单冻|恒温|包胶|特优|连体|分体|缓降|薄皮|厚皮|免洗|即食|散养|野生|精品|普通|通用|常规|迷你|超薄|超细|加辣|微甜|成人|儿童|婴儿|挂耳|挂脖|小型犬|大型犬|中型犬|成犬|幼犬|成猫|幼猫',
  '[左右]边?|[前后][左右]|[左右]?[前后]|[男女童]款?|[薄厚粗细长短大中小软硬活生熟嫩]',
].join('|')
const QUALITY_END = new RegExp(`(?:${KIND}|${MATERIALS})$`)
/** Kinds that name goods by themselves, or words that are none. */
const NO_QUALITY =
  /(?:[西童女男套校唐汉运古春夏秋冬服]装|模型|发型|[^一-鿿]型|[这那哪几各每同另此期尾货定余付贷首全现打汇收回欠退扣罚]款|可能性|方式|样式|价格|规格|表格|格式|模式|班长|校长|组长|院长|厂长|店长|队长|家长|大小|多大|几大|最大)$/
/** Fewest signs of a name that is told apart from what stands behind it. */
const LEAST = 2

/** 草莓味, 升降款: two signs and the sign of the kind, as a rule; 中性 and 法式 one. */
const FORMED = /[款型式性味]$/
const USUAL: Record<string, number[]> = { 性: [2, 3], 式: [3, 2] }
const OTHERS = [3, 2, 4]

/** More signs than a kind has that stands by itself: 鸡块原味 names goods too. */
const LONGEST = 3
const WHOLE = new RegExp(`^(?:${KIND})$`)
/** Whether a word only says which: 防水, 加绒, 男款, 大. Qualities that end like goods are read as goods. */
export const isQuality = (word: string): boolean =>
  WHOLE.test(word) && !(FORMED.test(word) && word.length > LONGEST) && !NO_QUALITY.test(word) && !isGoods(word)

const ONLY_MATERIAL = new RegExp(`^(?:${MATERIALS})$`)
const isKind = (word: string): boolean =>
  WHOLE.test(word) && !(FORMED.test(word) && word.length > LONGEST) && !NO_QUALITY.test(word)
/** Whether a word behind a name, or each half of it, is a quality or a material, though it may end like goods: 单模双芯, 防紫外线, 不锈钢. */
export const saysWhich = (word: string): boolean =>
  isKind(word) || ONLY_MATERIAL.test(word) || (word.length === 4 && isKind(word.slice(0, 2)) && isKind(word.slice(2)))

/** Qualities that end like goods: 防水, 防油. */
const AGAINST = /[防抗耐隔][水油]$/

export interface Piece {
  kind: 'word' | 'spec' | 'color'
  start: number
  end: number
}

/**
 * A name with what is said behind it without a blank: 割灌机四冲程 is a 割灌机, 拖鞋薄 a 拖鞋, 玻璃胶中性黑 a 玻璃胶. Only where what remains in front
 * plainly names goods, so that no name is cut in two.
 */
export function qualities(word: string, isName: (text: string) => boolean): Piece[] | undefined {
  const tail: Piece[] = []
  let end = word.length
  const goods = (text: string): boolean => isName(text) || (text.length >= LEAST && isGoods(text))
  for (let turns = 0; turns < 5; turns++) {
    const head = word.slice(0, end)
    // "儿童白": nothing but qualities.
    if (end === 0) return tail.length > 1 && tail.at(-1)?.kind === 'color' ? tail : undefined
    if (tail.length > 0 && goods(head) && !(AGAINST.test(head) && goods(head.slice(0, -2))))
      return [{ kind: 'word', start: 0, end }, ...tail]
    const tint = tailTint(head)
    if (tint > 1 || (tint === 1 && head.length === 2)) {
      tail.unshift({ kind: 'color', start: tint, end })
      end = tint
      continue
    }
    const m = NO_QUALITY.test(head) ? null : QUALITY_END.exec(head)
    const at = m ? beginningOf(head, m, goods) : 0
    if (m === null || (at > 0 && at < LEAST)) return undefined
    tail.unshift({ kind: 'spec', start: at, end })
    end = at
  }
  return undefined
}

/** Whether a colour or another quality ends a word. */
const ends = (head: string): boolean => tailTint(head) > 0 || QUALITY_END.test(head)

/** Where the quality begins: where a kind usually does, else as late as the signs in front of it are goods, else where the pattern found it. */
function beginningOf(head: string, m: RegExpExecArray, goods: (text: string) => boolean): number {
  if (FORMED.test(head))
    for (const length of USUAL[head.at(-1) as string] ?? OTHERS) {
      const at = head.length - length
      if (at >= LEAST && (goods(head.slice(0, at)) || ends(head.slice(0, at)))) return at
    }
  for (let at = head.length - 1; at >= Math.max(LEAST, m.index); at--)
    if (goods(head.slice(0, at)) && QUALITY_END.exec(head.slice(at))?.index === 0) return at
  return m.index
}
