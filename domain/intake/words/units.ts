/** Canonical units with the ways in which people write them. Source: the units table of the order corpus, 2026-11. */
export const UNIT_FORMS: Record<string, string[]> = {
  令: ['令', 'ream', 'reams'],
  卷: ['卷', 'roll', 'rolls'],
  筒: ['筒'],
  吨: ['吨', 't', 'ton', 'tons', '顿', '墩'],
  公斤: ['公斤', '千克', 'kg', 'kgs', 'kilo'],
  克: ['克', 'g'],
  斤: ['斤', '市斤'],
  张: ['张', 'sheet', 'sheets'],
  米: ['米', 'm', '公尺'],
  延米: ['延米'],
  码: ['码', 'y', 'yd', 'yds', 'yard', 'yards'],
  匹: ['匹', '疋'],
  条: ['条'],
  件: ['件'],
  箱: ['箱', 'ctn', 'ctns', 'carton', 'cartons', 'cs', 'case', 'cases'],
  套: ['套', 'set', 'sets'],
  樘: ['樘', '堂'],
  扇: ['扇'],
  '㎡': ['㎡', 'm2', '平方', '平方米', '平米', '平', '方'],
  立方米: ['立方米', '立方', 'm3', 'm³'],
  个: ['个', 'pcs', 'pc', 'ea'],
  只: ['只'],
  百只: ['百只'],
  包: ['包', 'pack', 'packs'],
  袋: ['袋', 'bag', 'bags', '代'],
  桶: ['桶', 'drum', 'drums'],
  盒: ['盒', 'box', 'boxes'],
  瓶: ['瓶', 'btl', 'btls'],
  罐: ['罐', '听'],
  坛: ['坛'],
  壶: ['壶'],
  提: ['提'],
  支: ['支', '枝'],
  根: ['根'],
  块: ['块'],
  片: ['片'],
  板: ['板'],
  本: ['本'],
  台: ['台'],
  把: ['把'],
  副: ['副', '付'],
  双: ['双', '对'],
  顶: ['顶'],
  打: ['打', 'dz', 'doz'],
  盘: ['盘', 'reel', 'reels'],
  粒: ['粒'],
  颗: ['颗'],
  节: ['节'],
  枚: ['枚'],
  捆: ['捆'],
  扎: ['扎'],
  刀: ['刀'],
  份: ['份'],
  车: ['车'],
  托: ['托', '托盘', 'pallet'],
  柜: ['柜'],
  筐: ['筐'],
  串: ['串'],
  株: ['株'],
  棵: ['棵'],
  盆: ['盆'],
  排: ['排'],
  缸: ['缸'],
  升: ['升', 'l'],
}

const FORMS = new Map(Object.entries(UNIT_FORMS).flatMap(([unit, forms]) => forms.map((f) => [f, unit] as const)))
const sorted = [...FORMS.keys()].sort((a, b) => b.length - a.length)
const isLatinForm = (f: string): boolean => /^[a-z]/.test(f)
const latin = sorted.filter(isLatinForm).join('|')
const chinese = sorted.filter((f) => !isLatinForm(f)).join('|')
/**
 * Source of a regular expression for one unit; Latin forms must not run on into another word. Without groups. The forms stand in two plain lists,
 * which the engine turns into trees by their first signs: with a look-ahead behind each form the patterns took three times as long to compile.
 */
export const UNIT = `(?:(?:${latin})(?![a-z0-9])|${chinese})`

/** The canonical unit of a written form, or undefined. 方 is a cubic measure for what is poured or sawn. */
export const unitOf = (form: string, goods = ''): string | undefined => {
  const unit = FORMS.get(form.toLowerCase())
  return unit === '㎡' && form === '方' && /砂|沙|石子|碎石|石粉|土|砼|混凝土|木方|原木|木材/.test(goods) ? '立方米' : unit
}

/** Units whose sign opens a word of its own: 70双胶, 304台面, 2*2 本白. */
const RUNS_ON =
  /^(?:双[胶铜面层头人门开色拼联桐交轴杆]|台[面灯布历盆式]|条[绒码形纹]|板[材栗凳]|卷[筒帘心尺纸闸]|盘[螺管根扣]|方[管钢便形块桶木砖]|平[垫板面纹开头光]|张力|包[装边子菜]|盒[饭子]|柜[体子门台]|罐头|片[碱材]|块煤|本[白色地]|码[单数]|排[骨插风气水]|节[能]|串联|盆[栽景]|桶装|瓶[装盖]|袋装|件套|米[白色粉线醋饭酒黄]|根茎|把手|车[间厢轮载]|托架|支[架撑]|筒[灯纸骨]|粒子|对[开角讲接]|副食|付[款清]|代[理收发付下]|听筒|升[降级]|颗粒|份额|打[印包样孔]|提[货前篮]|刀[片具]|顶[棚板]|枚|扇贝|管)/
export const runsOn = (text: string): boolean => RUNS_ON.test(text)

/** Units that measure rather than count: next to a counted quantity they say how big one piece is. */
export const MEASURES = new Set(['公斤', '克', '斤', '米', '码', '升', '㎡', '立方米', '延米', '吨'])

const UNIT_NEXT = new RegExp(`^ ?(${UNIT})`)
/** Whether a unit of count stands right behind a figure. */
export const countFollows = (text: string, at: number): boolean => {
  const m = UNIT_NEXT.exec(text.slice(at, at + 9))
  return (
    m !== null &&
    !runsOn(
      text
        .slice(at, at + 3)
        .trim()
        .slice(0, 2),
    ) &&
    !/^(?:米|m|mm|cm|g|l|克)$/.test(m[1] ?? '')
  )
}

/** Units by the words that are typed for them by mistake because they sound or look alike. */
export const SLIPS: Record<string, string> = Object.fromEntries(
  Object.entries({
    袋: '代带戴',
    双: '霜爽',
    条: '跳调',
    盒: '合和河',
    箱: '相向香厢像',
    瓶: '平评屏',
    件: '见建剑',
    根: '跟',
    张: '章长涨',
    卷: '圈捐倦券',
    包: '保爆饱报',
    桶: '同统通捅',
    吨: '墩顿蹲',
    斤: '金今巾',
    筐: '框',
    副: '幅',
    套: '讨淘',
    台: '抬太',
    支: '直枝值吱',
    个: '各格',
    块: '快筷',
    捆: '坤困',
    片: '篇偏骗',
    只: '之指',
    罐: '灌惯',
    把: '巴吧',
    米: '咪',
    提: '题',
  }).flatMap(([unit, signs]) => [...signs].map((sign) => [sign, unit])),
)
