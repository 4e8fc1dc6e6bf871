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
  '意大利灰',
  '雅士白',
  '爵士白',
  '鱼肚白',
  '月光白',
  '雪花白',
  '高级灰',
  '水泥灰',
  '奶油白',
  '奶油',
  '象牙白',
  '珍珠白',
  '磨砂黑',
  '哑光白',
  '亚光白',
  '拉丝银',
  '拉丝金',
  '水洗蓝',
  '牛仔蓝',
  '藏红',
  '西瓜红',
  '豆绿',
  '豆青',
  '青花',
  '墨蓝',
  '雾霾蓝',
  '克莱因蓝',
  '薄荷绿',
  '牛油果绿',
  '荧光黄',
  '荧光绿',
  '车厘子红',
  '樱花粉',
  '裸粉',
  '裸色',
  '肤色',
  '卡其绿',
  '原色',
  '无色',
  '均色',
]
const ENGLISH_COLORS =
  'black|white|red|blue|green|yellow|grey|gray|brown|pink|purple|orange|beige|navy|natural|silver|gold|khaki|ivory|cream|clear|transparent|dark\\s?blue|light\\s?blue|royal\\s?blue'
const TINTS = '白黑红蓝绿黄紫灰棕青'
/** Tints that are as often a part of goods: 面粉, 合金, 白银, 甜橙. Only with 色, alone, or behind a shade. */
const SOFT_TINTS = '粉金银橙米铜咖驼杏褐橡茶'
const SHADE = '深浅亮哑亚暗纯淡浓艳荧光玫瑰香槟古珍珠柠檬西瓜樱桃薄荷象牙烟雾奶'
/** A whole token that is a colour: 雪花白, 胡桃木色, 布纹灰, 黑框, navy. */
const COLOR_TOKEN = new RegExp(
  `^(?:颜色|色号|色)?[:：]?(?:(?:${COLOR_WORDS.join('|')})[木]?色?|[一-鿿]{0,3}[${TINTS}]色?|[${SHADE}]{0,2}[${SOFT_TINTS}]色?|[一-鿿]{1,3}色|[${TINTS}]框|[${TINTS}]{2}(?:条|格|相间|拼)?|(?:${ENGLISH_COLORS}))$`,
)
const COLOR_END = new RegExp(
  `(?:(?:${COLOR_WORDS.join('|')}|[深浅亮哑暗纯]?[${TINTS}${SOFT_TINTS}])色|${COLOR_WORDS.filter((w) => w.length > 1).join('|')})$`,
)
/** Endings that look like colours but are goods. */
const NO_COLOR =
  /(?:蛋黄|韭黄|干[红白]$|^印|^(?:奶|面|米|薯|淀|藕|豆)粉$|大黄|鸡精|大蒜|藕|花生|米$|生抽|老抽|不锈钢|紫菜|菜|金针|银耳|白糖|红糖|黄金|金银|五金|合金|基金|现金|资金|[黄紫青双光红]铜$|三黄|蛋白|葱白|茭白|鱼白|全麻$|毛绒|三青|口红|腮红|西红|女儿红|大红袍|石灰|骨灰|炉灰|沥青|冬青|常青|丹青|甘蓝|板蓝|龙井|[一二三四五六七八九十几多各每两特角出货]色$)/

const TINTED_GOODS = new RegExp(`^[一-鿿]{2,}[${TINTS}${SOFT_TINTS}]色$`)

export const isColor = (word: string): boolean => {
  const bare = word.replace(/^的|的$/g, '')
  if (bare.length === 0 || bare.length > 14 || !COLOR_TOKEN.test(bare)) return false
  if (COLOR_WORDS.includes(bare.replace(/色$/, ''))) return bare.replace(/色$/, '') !== '米' || bare.endsWith('色')
  // "洋桔梗粉色": a tint behind other words is the colour, the words are goods.
  if (TINTED_GOODS.test(bare)) return false
  return !NO_COLOR.test(bare)
}
/** The colour that a longer word ends with, 黑色 of 面料黑色: where it begins, or -1. */
export const colorTail = (word: string): number => {
  const m = COLOR_END.exec(word)
  return m && m.index > 0 ? m.index : -1
}
export const COLOR_NUMBER =
  /^(?:色号|色|颜色)?\s?[:：]?\s?([a-z]?\d{1,4})(?:#|号)色?|^(?:色号|色)\s?[:：]?\s?([a-z]{0,2}\d{1,4})#?/

/** What goods are called by, at the end of their names, over all trades. */
/** The same counts once more: 黑色同样数量. */
export const SAME = /^(?:也|都)?(?:同样|一样|同上|照样)(?:的?(?:数量|配比|尺码|来一份))?$/
/** What goods are made of: behind a name it says which. */
export const MATERIAL =
  /^(?:岩板|石英石|大理石|人造石|花岗岩|[全纯]?实木|[橡松榉榆桦柚红]木|胡桃木|板式|密度板|颗粒板|多层板|生态板|真皮|(?:头层|二层)?牛皮|超纤皮?|pu皮?|布艺|科技布|绒布|亚麻|[纯全精]棉|涤纶|涤棉|尼龙|珊瑚绒|法兰绒|贡缎|磨毛|天丝|莱赛尔|不锈钢\d{0,3}|(?:201|304|316l?)不锈钢|碳钢|铸铁|球墨|铝合金|锌合金|[黄纯全紫]铜|亚克力|钢化玻璃|骨瓷|白瓷|紫砂|树脂|硅胶|丁腈|乳胶|天然胶|藤编|竹制|木质|塑料|[热冷]?镀锌|喷塑|烤漆|吸塑|欧标|国标|美标|日标|非标)$/
const GOODS_END =
  /(?:[管板布纸箱袋盒瓶杯碗盘碟锅壶勺筷机器灯线缆阀泵钉栓母垫片圈环簧承链油漆胶粉剂液膏霜水酒茶糖盐醋米面肉鱼虾蟹贝鸡鸭鹅蛋菜果瓜豆枣花苗树草料药针服衣裤裙鞋帽袜巾被毯垫椅桌柜床门窗锁轨钢铁铝铜砖瓷石砂沙木膜带绳网扣笔本夹尺刀剪球车胎滤电表仪卡牌签棒条绵棉麻丝绒纱革皮奶饼糕粽筒桶罐盖塞头嘴座架梯轮轴刷帚拖擦套罩伞包帘画框镜梳梨桃李杏橙柑橘莓蕉葱姜蒜椒笋藕菇耳参枸杞粮麦稻种肥饲册炉灶煲扇箍坠钻锤钳锯锉铲锹镐篮筐篓桩梁柱槽珠翅爪腿脯肠丸馅酱汁酸碱醇胺蜡浆坯锭芯壳钩箔枕褥毡绸缎衫袍袄靴履盔棍杆拍棋琴鼓券票屏芽菌芹韭茄薯芋柚桔仁籽麸粕]|[茶边]几|[饼豆肉鱼笋果菜冻薯]干|刹车盘|名片|单页|海报|折页|台历|挂历|花岗岩|大理石|路沿石|螺丝|螺母|把手|拉手|铰链|合页|开关|插座|接头|弯头|三通|法兰|沙发|玻璃|拉链|玩具|娃娃|积木|轴承|齿轮|电池|电机|芯片|电阻|电容|硒鼓|墨盒|键盘|鼠标|显示器|口罩|手套|纱布|酒精|面膜|口红|洗发|沐浴|牙膏|水泥|瓷砖|地板|涂料|吊顶|角铁|槽钢|颗粒|树脂|塑料|橡胶|硅胶|传感器|变压器|断路器|接触器|机油|刹车片|火花塞|雨刮|饲料|猫砂|玫瑰|百合|绿萝|多肉|香菇|木耳|苹果|西瓜|荔枝|龙眼|文件夹|订书机|胶水|贴纸|气球|蜡烛|毛巾|牙刷|纸巾|垃圾袋|铁观音|龙井|普洱)$/
/** What stands behind a name in one word with it and says what it is made of: 台面石英石. Where it begins, or -1. */
export const materialTail = (word: string): number => {
  for (let at = Math.max(2, word.length - 6); at < word.length - 1; at++)
    if (MATERIAL.test(word.slice(at)) && GOODS_END.test(word.slice(0, at))) return at
  return -1
}
export const isGoods = (word: string): boolean => GOODS_END.test(word)

/** Words that no article has in its name: what they stand in is talk. */
const TALK =
  /一批|执行|节前|赶工|来电|认证|更新|不超过|交期|工期|货期|老地方|老样子|老价|版费|运费|邮费|谢|麻烦|辛苦|请|您|我们|他们|你们|咱|客户|单号|订单|送到|送货|发货|收货|提货|出货|交货|到货|发到|寄到|联系|电话|微信|尽快|安排|确认|报价|核对|库存|单价|总价|数量|一样|照旧|上次|这次|下次|今天|明天|后天|月结|结算|付款|打款|转账|发票|开票|含税|地址|备注|合计|总共|一共|可以|不要|不用|如果|没有|是否|什么|怎么|多少|到时|务必|严格|必须|保证|按图|图纸|参考|急用|等着|随货|一起|单独|其余|其他|另外|还是|就是|都是|不变|分别|要求|注意|小心|别忘|记得|方便|看看|好的|收到|没问题|行吗|行不|说好|同意|下单|报货/
export const isTalk = (word: string): boolean => TALK.test(word)

/** Goods that are called by one sign. */
export const ONE_SIGN =
  /^[盐油米面醋糖葱姜蒜鱼虾蟹鸡鸭鹅肉蛋菜茶酒布纱线管板棒钉砖瓦沙砂石灰煤胶漆笔纸盒袋杯碗盘锅勺刀伞灯泵阀表枣梨桃杏李瓜藕笋屏碱矾麻棉网绳带链锁轮轴垫圈床桌椅柜门窗]$/

/** Words in front of goods that are no part of their name, and behind them. The longest first. */
const LEADS = [
  '上次的那种',
  '上次那种',
  '那种',
  '这种',
  '上次的',
  '工地上',
  '现场',
  '只是',
  '就是',
  '但是',
  '赶',
  '其他的',
  '主要是',
  '里面',
  '其中',
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
  '帮订',
  '定做',
  '订做',
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
  '加到',
  '减到',
  '改到',
  '调到',
  '一共要',
  '给',
  '给到',
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
/** Goods that begin like a word of ordering. */
const PROTECTED =
  /^(?:订书|加湿|加气|加固|加强|加热|加长|加厚|加密|加碘|发电|发泡|发热|发光|发酵|发胶|发膜|发夹|发箍|发圈|送风|送料|补水|补光|补漆|补墙|补土|来福|拿铁|和田|和面|有机|有线|定型|定位|定影|先锋|再生|的确良|要素|买菜车|到手香|共挤|约书|我爱)/

export function strip(word: string, keep: (rest: string) => boolean): { start: number; end: number } {
  let start = 0
  let end = word.length
  for (let again = true; again && start < end; ) {
    again = false
    if (keep(word.slice(start, end)) || PROTECTED.test(word.slice(start, end))) break
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
  /火烧面|荔枝面|哑光|亮光|高光|平头(?![一-鿿])|尖头(?![一-鿿])|[正自中暖冷](?:白光|然光|性光|光)|白光|大度|正度|特规|(?:内|外)?[左右](?:外|内)?开|内开|外开|双面|单面|加厚|加长|加宽|加大|大号|中号|小号|特大号?|窄边|宽边|全棉|[一二三四五六七八九]联|[一二三]等品|特级|一级|二级|优级|国标|非标|带盖|不带盖|无盖|中空|实心|空心|冠幅|胸径|地径|土球|常温|冷冻|去皮|带骨|高弹|磨砂/

/** Words among goods that are neither goods nor handling. */
export const NOISE =
  /^(?:先?打样|样品|看看|谢谢|多谢|辛苦了?|就行|即可|行不行|可以吗|好吗|不好意思|等通知|照发|其[他它]照发|别的按表|按表|老规矩|老客户|老客户了他?|老地方|(?:婚宴|酒席|宴会|宴席|自家|工地|食堂|活动|家里|办公室?|做活动)用|.{0,4}用的|请客用|每人|每[件箱个只套吨米]加?|人|备用|送货单|清单|订单|如下|以下|下面货|不收|下单|晚点|价格就按上次说|价格按.{0,6}|按.{0,4}价|你帮我记一下|记一下|.{0,2}客户了他?|对了|然后|那个|.{0,6}工地|.{0,6}项目部|.{0,6}小区|一起送|一个车送|见谅|拜托|抱歉|加急|今天|明天)$/

/** Words that take back what was just said. */
export const CORRECTION =
  /不对|算错|搞错|看错|记错|写错|打错|说错|报错|弄错|搞错|错了|应该是|应为|更正|写少|写多|少写|多写|改成|改为|等下|等一下|也就是|准确说/

/** Handling of one line: what is done to the goods or how they are delivered. */
export const NOTE_WORD =
  /打孔|开孔|分切|切成|裁成|切掉|钢化|磨边|倒角|要同缸|同缸|同批|刻字?|印字|加印|印刷[一二三四五单双两彩]色|印[单双彩\d]色|印[一-鿿]{0,4}logo|logo|绣|压纹|覆膜|烫金|模切|配好|单独包|现开|打包|套好|分开装|赠品|赠送|过磅|切片|去鳞|杀好|剪好|带线|带插|接头|喷漆|上漆|打蜡|编号|要新的|日期新鲜|生产日期/

export const BULLET_LINE = new RegExp(
  `^\\s*(?:•|[-*·▪◆■●○]\\s|\\(?\\d{1,2}[)、]|\\(?\\d{1,2}\\.(?!\\d)|[a-z][.)、]\\s?|[一二三四五六七八九十]{1,3}[、.)]|第[一二三四五六七八九十\\d]{1,2}[项款个][:：]?)\\s*`,
)
