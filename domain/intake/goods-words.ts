/** Colours as goods are described by; numbers of colours (5#) are read elsewhere. */
const COLOR_WORDS = [
  '藏青',
  '藏蓝',
  '卡其',
  '燕麦',
  '焦糖',
  '奶咖',
  '咖啡',
  '胡桃',
  '原木',
  '香槟',
  '米白',
  '本白',
  '漂白',
  '本色',
  '透明',
  '银灰',
  '枪灰',
  '象牙',
  '珍珠',
  '暖白',
  '雪白',
  '乳白',
  '奶白',
  '瓷白',
  '军绿',
  '墨绿',
  '草绿',
  '果绿',
  '酒红',
  '大红',
  '枣红',
  '玫红',
  '粉红',
  '深蓝',
  '浅蓝',
  '天蓝',
  '宝蓝',
  '湖蓝',
  '深灰',
  '浅灰',
  '烟灰',
  '雅灰',
  '灰橡',
  '白橡',
  '黑胡桃',
  '柠檬黄',
  '姜黄',
  '杏',
  '驼',
  '咖',
  '米',
  '古铜',
  '玫瑰金',
  '香槟金',
  '土豪金',
  '亚光黑',
  '哑光黑',
  '哑黑',
  '亮黑',
  '双色',
  '彩色',
  '花色',
  '混色',
  '双拼',
  '麻灰',
  '深咖',
  '浅咖',
  '浅紫',
  '深紫',
  '豆沙',
]
const ENGLISH_COLORS =
  'black|white|red|blue|green|yellow|grey|gray|brown|pink|purple|orange|beige|navy|natural|silver|gold|khaki|ivory|cream|clear|transparent|dark\\s?blue|light\\s?blue|royal\\s?blue'
const TINTS = '白黑红蓝绿黄紫灰棕粉金银橙青咖驼杏褐米铜橡'
/** A whole token that is a colour: 雪花白, 胡桃木色, 布纹灰, 黑框, navy. */
const COLOR_TOKEN = new RegExp(
  `^(?:颜色|色号|色)?[:：]?(?:(?:${COLOR_WORDS.join('|')})[木]?色?|[一-鿿]{0,3}[${TINTS}]色?|[一-鿿]{1,4}色|[${TINTS}]框|[深浅亮哑暗纯][${TINTS}]色?|(?:${ENGLISH_COLORS}))$`,
)
const COLOR_END = new RegExp(
  `(?:(?:${COLOR_WORDS.join('|')}|[深浅亮哑暗纯]?[${TINTS}])色|${COLOR_WORDS.filter((w) => w.length > 1).join('|')})$`,
)
/** Endings that look like colours but are goods. */
const NO_COLOR =
  /(?:蛋黄|鸡精|大蒜|藕|花生|大米|小米|糯米|玉米|虾米|薏米|粳米|籼米|米$|生抽|老抽|不锈钢|紫菜|金针|银耳|白糖|红糖|黄金|金银|基金|现金|资金|黄铜$|紫铜$|青铜$|双铜$|光铜$|无光铜$|三黄|蛋白|全麻$|毛绒|三青)/

export const isColor = (word: string): boolean => {
  const bare = word.replace(/^的|的$/g, '')
  if (bare.length === 0 || bare.length > 14 || !COLOR_TOKEN.test(bare)) return false
  if (COLOR_WORDS.includes(bare.replace(/色$/, ''))) return bare.replace(/色$/, '') !== '米' || bare.endsWith('色')
  return !NO_COLOR.test(bare)
}
/** The colour that a longer word ends with, 黑色 of 面料黑色: where it begins, or -1. */
export const colorTail = (word: string): number => {
  const m = COLOR_END.exec(word)
  return m && m.index > 0 ? m.index : -1
}
export const COLOR_NUMBER =
  /^(?:色号|色|颜色)?\s?[:：]?\s?([a-z]?\d{1,4})(?:#|号)色?|^(?:色号|色)\s?[:：]?\s?([a-z]{0,2}\d{1,4})#?/

/** Words in front of goods that are no part of their name, and behind them. The longest first. */
const LEADS = [
  '老客户了',
  '老客户',
  '那给我来',
  '那给我',
  '也是',
  '也要',
  '也',
  '本周',
  '本期',
  '接龙',
  '发我',
  '寄我',
  '到',
  '今早',
  '早上',
  '上午',
  '那批',
  '这批',
  '那单',
  '这单',
  '后面',
  '帮我下个单',
  '给我留',
  '给我拿',
  '帮我留',
  '备货',
  '报货',
  '要货',
  '这边有个',
  '有个',
  '有一个',
  '一个',
  '你算一下',
  '算一下',
  '配件单',
  '大货',
  '内文用',
  '封面用',
  '内文',
  '封面',
  '帮我订',
  '再帮我',
  '帮忙下个单',
  '麻烦帮忙',
  '麻烦安排',
  '请帮我',
  '帮我',
  '帮忙',
  '麻烦你',
  '麻烦',
  '请安排',
  '安排',
  '请发',
  '再给我',
  '给我来',
  '给我发',
  '给我',
  '给他',
  '再来',
  '先来',
  '还来',
  '也来',
  '另来',
  '来个',
  '就来',
  '再要',
  '还要',
  '也要',
  '另要',
  '就要',
  '想要',
  '想订',
  '想定',
  '需要',
  '需',
  '订购',
  '采购',
  '订货',
  '下单',
  '下个单',
  '要货',
  '补货',
  '补做',
  '再补',
  '补',
  '报货',
  '加订',
  '追加',
  '另外加',
  '另外',
  '另加',
  '再加',
  '加上',
  '多加',
  '增加',
  '新增',
  '还有',
  '还需',
  '以及',
  '外加',
  '和',
  '跟',
  '与',
  '及',
  '再',
  '要',
  '来',
  '订',
  '定',
  '拿',
  '买',
  '发',
  '送',
  '加',
  '先',
  '就',
  '都是',
  '都',
  '然后',
  '对了',
  '其中',
  '分别',
  '各',
  '产品',
  '货品',
  '品名',
  '商品',
  '物品',
  '物料',
  '内容',
  '明细',
  '数量',
  '规格',
  '型号',
  '尺寸',
  '那个',
  '这个',
  '这批',
  '一批',
  '那款',
  '的',
  '是',
  '有',
  '共',
  '啊',
  '吧',
  '呢',
  '嗯',
  '哦',
  '亲',
  '你好',
  '您好',
  '老板',
  '客户',
  '门板',
  '柜体',
  '此次',
  '本次',
  '今天',
  '我',
  '我们',
  '咱',
  '后面',
  '原来说',
  '其他',
  '统一',
  '一共',
  '大概',
  '大约',
  '约',
  '差不多',
  '左右',
  '同款',
  '同样',
]
const TAILS = [
  '团购接龙',
  '接龙',
  '团购',
  '拼单',
  '价格',
  '单价',
  '数量',
  '高度',
  '宽度',
  '长度',
  '尺寸',
  '规格',
  '颜色',
  '先不',
  '不',
  '的来',
  '的要',
  '也来',
  '来',
  '要',
  '再来',
  '的',
  '也是',
  '是',
  '各',
  '每样',
  '共',
  '大概',
  '大约',
  '约',
  '先',
  '订',
  '定',
  '那个',
  '那款',
  '这款',
  '也要',
  '还要',
  '需要',
  '也',
  '先来',
  '原来说',
  '就',
  '再',
  '都要',
  '给我',
  '啊',
  '吧',
  '呢',
  '了',
  '哈',
  '呗',
  '哦',
  '多',
  '按',
  '减到',
  '增加',
  '改成',
  '改',
  '加',
  '新增',
  '只要',
  '原来',
]
const leads = [...LEADS].sort((a, b) => b.length - a.length)
const tails = [...TAILS].sort((a, b) => b.length - a.length)

/** A word of the text without the words around goods: its range inside the word. Empty range for nothing but such words. */
export function strip(word: string, keep: (rest: string) => boolean): { start: number; end: number } {
  let start = 0
  let end = word.length
  for (let again = true; again && start < end; ) {
    again = false
    if (keep(word.slice(start, end))) break
    for (const l of leads)
      if (word.startsWith(l, start) && start + l.length <= end) {
        // A single sign is only dropped when what remains can still be a name.
        if (l.length === 1 && end - start - l.length === 1 && !/[要来再的是和都就]/.test(l)) continue
        start += l.length
        again = true
        break
      }
  }
  for (let again = true; again && start < end; ) {
    again = false
    if (keep(word.slice(start, end))) break
    for (const t of tails)
      if (end - t.length >= start && word.slice(start, end).endsWith(t)) {
        end -= t.length
        again = true
        break
      }
  }
  return { start, end }
}

/** Words that say which physical article, beside figures. */
export const SPEC_WORD =
  /大度|正度|特规|(?:内|外)?[左右](?:外|内)?开|内开|外开|双面|单面|加厚|加长|加宽|加大|大号|中号|小号|特大号?|窄边|宽边|全棉|[一二三四五六七八九]联|[一二三]等品|特级|一级|二级|优级|国标|非标|带盖|不带盖|无盖|中空|实心|空心|冠幅|胸径|地径|土球|常温|冷冻|去皮|带骨|高弹|磨砂/
export const GARMENT = /^(?:xs|[2-6]?x{0,4}l|s|m|均码|\d{2,3}码|[sml]码|[2-6]?x{0,4}l码)$/

/** Words among goods that are neither goods nor handling. */
export const NOISE =
  /^(?:先?打样|样品|看看|谢谢|多谢|辛苦了?|就行|即可|行不行|可以吗|好吗|不好意思|等通知|照发|其[他它]照发|别的按表|按表|老规矩|老客户|老客户了他?|老地方|.{0,4}用的|请客用|每人|人|备用|送货单|清单|订单|如下|以下|下面货|不收|下单|晚点|价格就按上次说|价格按.{0,6}|按.{0,4}价|你帮我记一下|记一下|.{0,2}客户了他?|对了|然后|那个|.{0,6}工地|.{0,6}项目部|.{0,6}小区|一起送|一个车送|见谅|拜托|抱歉|加急|今天|明天)$/

/** Words that take back what was just said. */
export const CORRECTION =
  /不对|写错|打错|说错|报错|弄错|搞错|错了|应该是|应为|更正|写少|写多|少写|多写|改成|改为|等下|等一下|也就是|准确说/

/** Handling of one line: what is done to the goods or how they are delivered. */
export const NOTE_WORD =
  /打孔|开孔|分切|切成|裁成|切掉|钢化|磨边|倒角|要同缸|同缸|同批|刻字?|印字|印[一-鿿]{0,4}logo|logo|绣|压纹|覆膜|烫金|模切|配好|单独包|现开|打包|套好|分开装|赠品|赠送|过磅|切片|去鳞|杀好|剪好|带线|带插|接头|喷漆|上漆|打蜡|编号|要新的|日期新鲜|生产日期/

/** What names of companies, shops and institutions end with. */
export const ORG =
  /(?:公司|集团|实业|工厂|制造厂|加工厂|厂|专卖店|旗舰店|分店|[一-鿿]店|商行|纸行|布行|车行|五金行|(?:纸|布|车|五金|商|面料|皮革|茶|粮|书)行|经营部|批发部|门市部|批发|商贸|贸易|商店|便利|便利店|超市|商场|百货|大学|学院|书院|中学|小学|幼儿园|学校|培训|教辅|教育|医院|门诊|诊所|卫生院|药房|药店|口腔|宾馆|酒店|民宿|饭店|餐厅|餐馆|餐饮|酒楼|酒家|食府|饭庄|面馆|粉店|火锅|火锅店|烧烤|[一-鿿]{2}轩|[一-鿿]{2}楼|[一-鿿]{2}坊|食堂|厨房|中央厨房|烘焙|面包|奶茶|咖啡馆?|茶楼|茶馆|印务|印刷|彩印|印业|包装|彩盒|纸箱|纸品|纸业|文化|文具|传媒|广告|图文|设计|服饰|服装|制衣|家纺|纺织|布业|针织|箱包|鞋业|皮具|玩具|机电|机械|设备|钢构|五金|建设|建工|建材|建筑|装饰|装修|工程|水暖|卫浴|门窗|幕墙|玻璃|淋浴房|园林|景观|绿化|苗圃|花艺|生鲜|果蔬|水产|粮油|食品|酱菜厂|农场|牧场|渔场|养殖|鱼塘|合作社|汽修|汽配|机修|修理厂|维修|物流|物业|会计|律所|律师|事务所|科技|网络|电子|电器|电气|电缆|电力|能源|化工|塑胶|塑业|橡塑|模具|精密|水处理|环保|健身|美容|美发|影院|酒吧|会所|俱乐部|工作室|摄影|婚庆|农科院|研究所|研究院|设计院|街道办|居委会|村委会|政府|税务局|法院|[一-鿿]{2}局|[一-鿿]{2}所|项目部|[一二三四五六七八九十\d]+工区|样板房|社区店|家具|家居|衣柜|橱柜|灯饰|照明|童装|母婴|宠物|书店|toys|trading|ltd|co\.?|inc)$/

/** A buyer called by name or title. */
export const PERSON_BUYER =
  /^(?:老[一-鿿]|阿[一-鿿a-z]{1,4}|小[一-鿿]|[一-鿿]{1,2}(?:总|老板|姐|哥|叔|婶|嫂|伯|太太?|先生|女士|小姐|经理|师傅|老师|店长|厂长|科长|主任|会计|工))$/

/** What messages start with and is no name. */
export const GREETING =
  /^(?:各位|大家|你好|您好|hi|hello|dear|亲|在吗|老板|老秦|师傅|阿姨|喂|嗨|早上好|下午好|晚上好|麻烦|辛苦|不好意思|报货|今天|今日|刚|刚才|对了|另外|还有|帮|请|领导|那个|这个|然后|通知|注意|急|加急|好的|ok)/

export const BULLET_LINE = new RegExp(
  `^\\s*(?:•|[-*·▪◆■●○]\\s|\\(?\\d{1,2}[)、]|\\(?\\d{1,2}\\.(?!\\d)|[a-z][.)、]\\s?|[一二三四五六七八九十]{1,3}[、.)]|第[一二三四五六七八九十\\d]{1,2}[项款个][:：]?)\\s*`,
)
