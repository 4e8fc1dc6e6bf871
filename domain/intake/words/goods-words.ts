import { Edged } from '../text/pattern-needs'
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
  '半透明',
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
  '浅胡桃',
  '深胡桃',
  '原橡',
  '柚木',
  '水曲柳',
  '氧化银',
  '亚麻灰',
  '亚麻白',
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
  '素色',
  '纯色',
  '杂色',
  '湖水蓝',
  '湖水绿',
  '雪山白',
  '曜石黑',
  '黑曜石',
  '冰川灰',
  '冰川蓝',
  '珠光白',
  '珠光黑',
  '古铜金',
  '青古铜',
  '红古铜',
  '磨砂白',
  '磨砂灰',
  '雾面黑',
  '雾面白',
  '雾面粉',
  '国旗红',
  '中国红',
  '消防红',
  '劳伦黑金',
  '黑珍珠',
  '石墨黑',
  '石墨灰',
  '炭黑',
  '炭灰',
  '碳黑',
  '孔雀蓝',
  '孔雀绿',
  '宝石蓝',
  '海军蓝',
  '海蓝',
  '湖绿',
  '苹果绿',
  '橄榄绿',
  '森林绿',
  '抹茶绿',
  '祖母绿',
  '荧光橙',
  '荧光粉',
  '荧光红',
  '玫瑰红',
  '胭脂红',
  '砖红',
  '铁锈红',
  '铁锈黄',
  '西瓜粉',
  '蜜桃粉',
  '香芋紫',
  '薰衣草紫',
  '雾紫',
  '星空灰',
  '深空灰',
  '太空灰',
  '太空银',
  '月光银',
  '闪银',
  '玫金',
  '枪色',
  '枪黑',
  '浅橡木',
  '深橡木',
  '浅橡',
  '深橡',
  '米黄',
  '鹅黄',
  '米灰',
  '黑胶银',
  '岩石灰',
  '水墨灰',
  '海盐白',
  '燕麦白',
  '天青',
]
const ENGLISH_COLORS =
  '(?:(?:matte?|dark|light|deep|bright|pale|rose|off|army|olive|mint|sky|warm|cool)[\\s-]?)?(?:black|white|red|blue|green|yellow|grey|gray|brown|pink|purple|orange|beige|navy|natural|silver|gold|khaki|ivory|cream|clear|transparent|dark\\s?blue|royal\\s?blue|burgundy|charcoal|teal|coffee|camel)'
const TINTS = '白黑红蓝绿黄紫灰棕青'
/** Tints that are as often a part of goods: 面粉, 合金, 白银, 甜橙. Only with 色, alone, or behind a shade. */
const SOFT_TINTS = '粉金银橙米铜咖驼杏褐橡茶'
const SHADE = '全深浅亮哑亚暗纯淡浓艳荧光玫瑰香槟古珍珠柠檬西瓜樱桃薄荷象牙烟雾奶'
/** A whole token that is a colour: 雪花白, 胡桃木色, 布纹灰, 柚木纹, 黑框, navy. */
const COLOR_TOKEN = new Edged(
  new RegExp(
    `^(?:颜色|色号|色)?[:：]?(?:(?:${COLOR_WORDS.join('|')})[木]?色?|[一-鿿]{0,3}[${TINTS}]色?|[${SHADE}]{0,2}[${SOFT_TINTS}]色?|[一-鿿]{1,3}色|[一-鿿]{1,3}木纹|[${TINTS}粉米咖](?:框|格|底|条|边)|[${TINTS}]{2}(?:条|格|相间|拼)?|(?:${ENGLISH_COLORS}))$`,
  ),
)
const COLOR_END = new Edged(
  new RegExp(
    `(?:(?:${COLOR_WORDS.join('|')}|[深浅亮哑暗纯]?[${TINTS}${SOFT_TINTS}])色|${COLOR_WORDS.filter((w) => w.length > 1).join('|')})$`,
  ),
)
/** Endings that look like colours but are goods. */
const NO_COLOR =
  /(?:蛋黄|韭黄|干[红白]$|^印|^(?:奶|面|米|薯|淀|藕|豆)粉$|大黄|鸡精|大蒜|藕|花生|米$|生抽|老抽|不锈钢|紫菜|菜|金针|银耳|白糖|红糖|黄金|金银|五金|合金|基金|现金|资金|[黄紫青双光红]铜$|三黄|蛋白|葱白|茭白|鱼白|全麻$|毛绒|三青|口红|腮红|西红|女儿红|大红袍|石灰|骨灰|炉灰|草木灰|煤灰|铁[红黄黑]|钛白|菁[蓝绿]|沥青|冬青|常青|丹青|甘蓝|板蓝|龙井|[一二三四五六七八九十几多各每两特角出货]色$)/

/** Two tints next to each other: 黑白, 蓝白条, 米灰; and what only looks like that. */
const PAIR = new Edged(new RegExp(`^[${TINTS}${SOFT_TINTS}][${TINTS}粉金银灰咖杏驼橙褐](?:条纹?|格子?|相间|拼接?|配|撞)?色?$`))
const NO_PAIR = new Edged(/^(?:银杏|米粉|[茶橙咖]粉|[金白]银|红杏|[黄白铂]金|红橙)/)
/** For whom the thing is, in front of its colour. */
const FOR_WHOM = new Edged(/^(?:成人|儿童|婴儿|大人|小孩|男款|女款|加厚|[大中小]号)/)
/** Things that lend their tint to a colour: 苹果绿 is one, 毛巾白 a towel and a colour. */
const LENDS_TINT = new Edged(
  /(?:芝麻|苹果|蜜桃|樱花|荷花|桃花|玫瑰|茄子|橘子|栗子|椰子|杏子|鸭蛋|蛋壳|贝壳|橄榄|西瓜|柠檬|芒果|草莓|蓝莓|红酒|奶茶|绿茶|红茶|奶油|小麦|燕麦|岩石|宝石|松石|石头|水泥|砂石|青砖|烟草|青草|松针|原木|橡木|桃木|柚木|炭|釉|牛仔|豆沙|抹茶|翡翠|孔雀|珊瑚)$/,
)
/** A tint as the last part of a word: with its shade, or in pairs. */
const TAIL_TINT = new Edged(
  new RegExp(
    `^(?:(?:${COLOR_WORDS.filter((w) => w.length > 1).join('|')})|[${SHADE}]{1,2}[${TINTS}${SOFT_TINTS}]|[${TINTS}]|[银咖驼褐]|[${SOFT_TINTS}](?=色))色?$`,
  ),
)

const TINTED_GOODS = new Edged(new RegExp(`^[一-鿿]{2,}[${TINTS}${SOFT_TINTS}]色$`))

export const isColor = (word: string): boolean => {
  const bare = word.replace(/^的|的$/g, '')
  if (bare.length === 0 || bare.length > 14) return false
  if (!COLOR_TOKEN.test(bare) && !PAIR.test(bare)) return false
  if (COLOR_WORDS.includes(bare.replace(/色$/, ''))) return bare.replace(/色$/, '') !== '米' || bare.endsWith('色')
  if (FOR_WHOM.test(bare)) return false
  if (PAIR.test(bare)) return !NO_PAIR.test(bare)
  // "毛巾白": the goods and their colour.
  const tint = tailTint(bare)
  if (tint > 1 && (isGoods(bare.slice(0, tint)) || bare.replace(/色$/, '').length - tint > 1)) return false
  // "洋桔梗粉色": a tint behind other words is the colour, the words are goods.
  if (TINTED_GOODS.test(bare)) return false
  return !NO_COLOR.test(bare)
}
/** 大地色, 奶茶色: any two signs with 色. */
const ANY_HUE = new Edged(new RegExp(`^[一-鿿]{2}(?<![${TINTS}${SOFT_TINTS}])色$`))
/** Where the colour begins that is glued to the end of a longer word: 毛巾白, 球鞋白蓝, 帆布鞋全黑; 0 for none. */
export function tailTint(word: string): number {
  if (NO_COLOR.test(word)) return 0
  for (let length = Math.min(4, word.length - 2); length > 0; length--) {
    const tail = word.slice(-length)
    if ((TAIL_TINT.test(tail) || (PAIR.test(tail) && !NO_PAIR.test(tail))) && !LENDS_TINT.test(word.slice(0, -length)))
      return word.length - length
  }
  return word.length > 4 && ANY_HUE.test(word.slice(-3)) ? word.length - 3 : 0
}
/** The colour that a longer word ends with, 黑色 of 面料黑色: where it begins, or -1. */
export const colorTail = (word: string): number => {
  const m = COLOR_END.exec(word)
  return m && m.index > 0 ? m.index : -1
}
export const COLOR_NUMBER =
  /^(?:色号|色|颜色)?\s?[:：]?\s?([a-z]?\d{1,4})(?:#|号)色?|^(?:色号|色)\s?[:：]?\s?([a-z]{0,2}\d{1,4})#?/

/** Colours that are as well the name of goods, where no other name stands. */
export const COLOR_OR_GOODS = new Edged(
  /^(?:珍珠|奶油|咖啡|燕麦|焦糖|香槟|胡桃|薄荷|樱花|豆沙|象牙|橙|杏|茶|银|金|铜|米|枣|棕|咖)$/,
)
/** What people put in front of goods in English. */
export const ENGLISH_LEAD = new Edged(
  /^(?:(?:pls|please|kindly|send|needs?|wants?|orders?|requires?|is ordering|would like|buy|us|me|for|the|and|add|we|i|also|to|ship|arrange|get|with|plus|hi|hello|dear|thanks|thx|of)(?:\s+|$))+/,
)
/** The same counts once more: 黑色同样数量. */
export const SAME = new Edged(/^(?:也|都)?(?:同样|一样|同上|照样)(?:的?(?:数量|配比|尺码|来一份))?$/)
/** What goods are made of: behind a name it says which. */
export const MATERIALS =
  '珍珠棉|海绵|泡沫|蚕丝|岩板|石英石|大理石|人造石|花岗岩|[全纯]?实木|[橡松榉榆桦柚红]木|胡桃木|板式|密度板|颗粒板|多层板|生态板|真皮|(?:头层|二层)?牛皮|超纤皮?|pu皮?|布艺|科技布|绒布|亚麻|[纯全精]棉|涤纶|涤棉|尼龙|珊瑚绒|法兰绒|贡缎|磨毛|天丝|莱赛尔|不锈钢\\d{0,3}|(?:201|304|316l?)不锈钢|碳钢|铸铁|球墨|铝合金|锌合金|[黄纯全紫]铜|亚克力|钢化玻璃|骨瓷|白瓷|紫砂|树脂|硅胶|丁腈|乳胶|天然胶|藤编|竹制|木质|塑料|[热冷]?镀锌|喷塑|烤漆|吸塑|欧标|国标|美标|日标|非标|钢木|棉麻|锦纶|氨纶|真丝|羊绒|羊毛|雪尼尔|天鹅绒|摇粒绒|毛圈|羊皮'
export const MATERIAL = new Edged(new RegExp(`^(?:${MATERIALS})$`))
/** What goods are called by, at the end of their names, over all trades. */
const GOODS_SIGNS = new Set(
  '管板布纸箱袋盒瓶杯碗盘碟锅壶勺筷机器灯线缆阀泵钉栓母垫片圈环簧承链油漆胶粉剂液膏霜水酒茶糖盐醋米面肉鱼虾蟹贝鸡鸭鹅蛋菜果瓜豆枣花苗树草料药针服衣裤裙鞋帽袜巾被毯椅桌柜床门窗锁轨钢铁铝铜砖瓷石砂沙木膜带绳网扣笔本夹尺刀剪球车胎滤电表仪卡牌签棒条绵棉麻丝绒纱革皮奶饼糕粽筒桶罐盖塞头嘴座架梯轮轴刷帚拖擦套罩伞包帘画框镜梳梨桃李杏橙柑橘莓蕉葱姜蒜椒笋藕菇耳参枸杞粮麦稻种肥饲册骨爪肠丸腿翅柳酱汁露乳酪汤薯芋菌衬毡席袄衫袍褂恤靴饰壳篮筐缸杆柱锤锯钳钻斧铲锹炉皂囊芯胆旗徽章簿墨秧脯腐挞绸缎杠炮烟香藤蜜唛橡襻屉瓢榨屏臂叶掌蚝蛎螺蚌蛏鳗鳝鲍袖酯钠钾钙酮醛醚苯脲矾灶煲扇箍坠锉镐篓桩梁槽珠馅酸碱醇胺蜡浆坯锭钩箔枕褥履盔棍拍棋琴鼓券票芽芹韭茄柚桔仁籽麸粕',
)
/** Longer endings; 子 ends goods but for a few words. */
const GOODS_ENDS = new Edged(
  new RegExp(
    `(?:(?:插|柱|轴|位|弹)销|(?:鸡|鱼|肉|排|木|冰|皂|滑)块|睫毛|内托|外托|(?:领|蝴蝶)结|(?<![样日单法妻儿房妹嫂原])子|(?:牙|茶|餐|刀|量|厨|洁|教|夹|工|面)具|单页|海报|折页|台历|挂历|花岗岩|把手|拉手|合页|开关|三通|法兰|沙发|玻璃|娃娃|电池|电阻|电容|硒鼓|鼠标|酒精|口红|洗发|沐浴|水泥|吊顶|颗粒|树脂|雨刮|玫瑰|百合|绿萝|荔枝|龙眼|蜡烛|铁观音|龙井|普洱|背心|马甲|西装|套装|童装|床单|被单|平单|可乐|雪碧|披萨|汤圆|圆规|电源|模块|内存|总成|减震|固态|橡筋|羊排|牛排|猪排|西冷|三文|海鲜|虾滑|猪脚|电焊|盆栽|雪山|套餐|盒饭|便当|芝士|高粱|牛仔|唐装|配件|零件|管件|紧固件|标准件|铸件|锻件|五金件|摆件|挂件|组件|铝单|讲台|工作台|操作台|洗手台|茶台|灯台|帐篷|雨棚|篷|磁吸|喇叭|音响|路由|网关|摄像|录像|[茶边]几|[饼豆肉鱼笋果菜冻薯]干|玩具)$`,
  ),
)
export const isGoods = (word: string): boolean => GOODS_SIGNS.has(word.at(-1) ?? '') || GOODS_ENDS.test(word)

/** Words that no article has in its name: what they stand in is talk. */
const TALK =
  /一批|执行|节前|赶工|来电|认证|更新|不超过|交期|工期|货期|老地方|老样子|老价|版费|运费|邮费|谢|麻烦|辛苦|请|您|我们|他们|你们|咱|客户|单号|订单|送到|送货|发货|收货|提货|出货|交货|到货|发到|寄到|联系|电话|微信|尽快|安排|确认|报价|核对|库存|单价|总价|数量|一样|照旧|上次|这次|下次|今天|明天|后天|月结|结算|付款|打款|转账|发票|开票|含税|地址|备注|合计|总共|一共|可以|不要|不用|如果|没有|是否|什么|怎么|多少|到时|务必|严格|必须|保证|按图|图纸|参考|急用|等着|随货|一起|单独|其余|其他|另外|还是|就是|都是|不变|分别|要求|注意|小心|别忘|记得|方便|看看|好的|收到|没问题|行吗|行不|[说定谈讲]好|记下|记好|谈妥|敲定|同意|下单|报货/
export const isTalk = (word: string): boolean => TALK.test(word)

/** Goods that are called by one sign. */
export const ONE_SIGN = new Edged(
  /^[盐油米面醋糖葱姜蒜鱼虾蟹鸡鸭鹅肉蛋菜茶酒布纱线管板棒钉砖瓦沙砂石灰煤胶漆笔纸盒袋杯碗盘锅勺刀伞灯泵阀表枣梨桃杏李瓜藕笋屏碱矾麻棉网绳带链锁轮轴垫圈床桌椅柜门窗]$/,
)

/** Words that say which physical article, beside figures. */
export const SPEC_WORD =
  /火烧面|荔枝面|[明雨]前(?=[一-鿿]{1,3})|头[春采](?=[一-鿿]{1,3})|哑光|亮光|高光|平头(?![一-鿿])|尖头(?![一-鿿])|[正自中暖冷](?:白光|然光|性光|光)|白光(?!面)|大度|正度|特规|(?:内|外)?[左右](?:外|内)?开|内开|外开|双面|单面|加厚|加长|加宽|加大|大号|中号|小号|特大号?|窄边|宽边|全棉|[一二三四五六七八九]联|[一二三]等品|特级|一级|二级|优级|国标|非标|带盖|不带盖|无盖|中空(?![板玻])|实心(?!球)|空心(?![砖菜板玻])|冠幅|胸径|地径|土球|常温|冷冻|去皮|带骨|高弹|磨砂/

/** Words among goods that are neither goods nor handling. */
export const NOISE = new Edged(
  /^(?:你好|您好|早上好|上午好|中午好|下午好|晚上好|早安|先?打样|[要补拿进订叫报备配](?:点|些)?[货片料]|样品|试[装用做吃喝销穿种]|看看|谢谢|多谢|辛苦了?|就行|即可|行不行|可以吗|好吗|不好意思|等通知|照发|其[他它]照发|别的按表|按表|老规矩|老客户|老客户了他?|老地方|(?:婚宴|酒席|宴会|宴席|自家|工地|食堂|活动|家里|办公室?|做活动)用|.{0,4}用的|请客用|每人|每[件箱个只套吨米]加?|人|备用|送货单|清单|尺码表|配比表?|订单|如下|以下|下面货|不收|下单|晚点|价格就按上次说|价格按.{0,6}|按.{0,4}价|你帮我记一下|记一下|.{0,2}客户了他?|对了|然后|那个|.{0,6}工地|.{0,6}项目部|.{0,6}小区|一起送|一个车送|见谅|拜托|抱歉|加急|今天|明天|重开|重发|重做)$/,
)

/** Words that take back what was just said. */
export const CORRECTION =
  /不对|算错|搞错|看错|记错|写错|打错|说错|报错|弄错|搞错|错了|应该是|应为|更正|[写说报][少多]|[少多][写说报]|改成|改为|等下|等一下|也就是|准确说/

/** Handling of one line: what is done to the goods or how they are delivered. */
export const NOTE_WORD =
  /打孔|开孔|[前后左右](?:背|胸|面|袖|身)印|印[一-鿿]{0,4}(?:名字|字样|校徽|标志|图案)|分切|切成|裁成|切掉|钢化|磨边|倒角|要同缸|同缸|同批|刻字?|印字|加印|印刷[一二三四五单双两彩]色|印[单双彩\d]色|印[一-鿿]{0,4}logo|logo|绣|压纹|覆膜|烫金|模切|配好|单独包|现开|打包|套好|分开装|赠品|赠送|过磅|切片|去鳞|杀好|剪好|带线|带插|接头|喷漆|上漆|打蜡|编号|要新的|日期新鲜|生产日期/

export const BULLET_LINE = new RegExp(
  `^\\s*(?:•|[-*·▪◆■●○]\\s|\\(?\\d{1,2}[)、]|\\(?\\d{1,2}\\.(?!\\d)|[a-z][.)、]\\s?|[一二三四五六七八九十]{1,3}[、.)]|第[一二三四五六七八九十\\d]{1,2}[项款个][:：]?)\\s*`,
)
