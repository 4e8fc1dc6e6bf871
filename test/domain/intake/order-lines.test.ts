import { parseByRules } from '../../../domain/intake/parse-order-text'
import type { CatalogueProduct } from '../../../domain/intake/draft'

/** The lines of a message, each as name|code|spec|colour|quantity unit|price/unit, empty parts left out at the end. */
const linesOf = (text: string, catalogue: CatalogueProduct[] | null = null): string[] =>
  parseByRules(text, { at: '2026-03-05T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue }).orders.flatMap((o) =>
    o.lines.map((l) =>
      [
        l.productName?.value ?? l.productCode?.value,
        l.spec?.value,
        l.color?.value,
        `${l.quantity?.value ?? ''}${l.unit?.value ?? ''}`,
        l.unitPrice?.value,
      ]
        .map((v) => v ?? '')
        .join('|')
        .replace(/\|+$/, ''),
    ),
  )

test.each([
  [
    'positions that go in twos are an article each',
    '宝马3系刹车片前后各一套，机滤10个',
    ['刹车片|宝马3系 前||1套', '刹车片|宝马3系 后||1套', '机滤|||10个'],
  ],
  [
    'colours of one sign each are an article each',
    'BV电线4平方 红黄蓝各5卷，开关10个',
    ['BV电线|4平方|红|5卷', 'BV电线|4平方|黄|5卷', 'BV电线|4平方|蓝|5卷', '开关|||10个'],
  ],
  [
    'a count in brackets says the same in another unit',
    '卫生纸 10箱(240卷)，垃圾袋大号5箱',
    ['卫生纸|||10箱', '垃圾袋|大号||5箱'],
  ],
  [
    'a material behind a name says which',
    '餐桌 1.4米 岩板 鱼肚白 12张，餐椅 48把',
    ['餐桌|1.4米 岩板|鱼肚白|12张', '餐椅|||48把'],
  ],
  ['an interval with 的 says which', '石子1-3的15方，红砖5000块', ['石子|1-3||15立方米', '红砖|||5000块']],
  [
    'how goods shall be stands between their name and their count',
    '五花肉要带皮的15斤，豆腐10块',
    ['五花肉|带皮||15斤', '豆腐|||10块'],
  ],
  ['one box and what it holds', '酵母500克的一箱20包，白糖10袋', ['酵母|500克 20包||1箱', '白糖|||10袋']],
  ['what a box holds is no count', '鸡胸肉 2kg*6包/箱 15箱，鸡爪3箱', ['鸡胸肉|2kg*6包/箱||15箱', '鸡爪|||3箱']],
  [
    'the same counts once more in another colour',
    'T恤 白色 S:20 M:40，黑色同样数量，28元/件',
    ['T恤|S|白色|20|28', 'T恤|M|白色|40|28', 'T恤|S|黑色|20|28', 'T恤|M|黑色|40|28'],
  ],
  ['article numbers with their counts behind an x', '6204-2RSx50 6205-ZZx30', ['6204-2RS|||50', '6205-ZZ|||30']],
  [
    'prices by what the goods are for',
    '内文用70g双胶320令；封面200g双铜35令。内文134/令，封面565/令',
    ['双胶|70g||320令|134', '双铜|200g||35令|565'],
  ],
  [
    'what all are made of is said at the end',
    '床单1.8m 20条 枕套40个 都是60支贡缎',
    ['床单|1.8m 60支贡缎||20条', '枕套|60支贡缎||40个'],
  ],
  [
    'an answer takes up the prices of what it quotes',
    '「小庄：订书机8.2，透明胶1.7」\n———\n订书机25个，透明胶100卷',
    ['订书机|||25个|8.2', '透明胶|||100卷|1.7'],
  ],
  [
    'a count without a name means the one article that was offered',
    '「阿强：花菇到了，82一包」\n———\n给我来十二包，粉丝也要一件',
    ['花菇|||12包|82', '粉丝|||1件'],
  ],
  [
    'sizes with units and strokes between them',
    '雨衣XL 50件/L 80件/M 30件 26一件',
    ['雨衣|XL||50件|26', '雨衣|L||80件|26', '雨衣|M||30件|26'],
  ],
  [
    'article numbers behind their label, with sizes and counts across strokes',
    '款号8812 红色 S/2 M/4 L/4 XL/2\n款号9901 卡其 均码 20',
    ['8812|S|红色|2', '8812|M|红色|4', '8812|L|红色|4', '8812|XL|红色|2', '9901|均码|卡其|20'],
  ],
  ['sizes from one to another are an article each', 'A107 棕 41-43各2双', ['A107|41|棕|2双', 'A107|42|棕|2双', 'A107|43|棕|2双']],
  ['a number in front of goods says which', '5#电池40粒装10盒 7#电池5盒', ['电池|5# 40粒装||10盒', '电池|7#||5盒']],
  ['which of two kinds', '吸管粗的10包细的5包', ['吸管|粗||10包', '吸管|细||5包']],
  ['a colour that is as well the name of goods', '椰果3包 珍珠5包', ['椰果|||3包', '珍珠|||5包']],
  ['words of ordering in English are no goods', 'pls send 500 pcs LED bulb 9W @3.2', ['LED bulb|9W||500个|3.2']],
  [
    'what is packed in what stands in front of the count',
    '擦手纸 200抽*20包/箱 15箱，胶囊0.3g*20粒100盒 9.5',
    ['擦手纸|200抽*20包/箱||15箱', '胶囊|0.3g*20粒||100盒|9.5'],
  ],
  ['a price in yuan behind a weight', '花甲20斤 8块，扇贝5斤', ['花甲|||20斤|8', '扇贝|||5斤']],
  [
    'a second word between strokes says which',
    '网线/六类/2箱/480；视频线/75-5/4卷/180',
    ['网线|六类||2箱|480', '视频线|75-5||4卷|180'],
  ],
  ['counted on both sides of the name is counted once', '要一个600的水槽柜一个，还有拉篮1个', ['水槽柜|600||1个', '拉篮|||1个']],
  [
    'a colour behind the last article is the colour of all that have none',
    '实木床6张，床头柜12个，原木色',
    ['实木床||原木色|6张', '床头柜||原木色|12个'],
  ],
  [
    'what is corrected was said before the correction',
    '实木床6张，床头柜12个，床写少了，总共8张',
    ['实木床|||8张', '床头柜|||12个'],
  ],
  [
    'more of one colour, then all told again',
    '铜芯电线红色5卷 蓝色5卷，等下，红的多加两卷，也就是红7卷蓝5卷',
    ['铜芯电线||红|7卷', '铜芯电线||蓝色|5卷'],
  ],
  [
    'one of several sizes is put right, and the price behind it is of all',
    '启航驾校：POLO衫 宝蓝 M15 L22 XL18，L的刚才说少了，改28，32',
    ['POLO衫|M|宝蓝|15|32', 'POLO衫|L|宝蓝|28|32', 'POLO衫|XL|宝蓝|18|32'],
  ],
  [
    'bores of pipes in front of the name and across strokes',
    '4分三角阀120个，还是13.5，内丝弯头/25x4分/60个/7',
    ['三角阀|4分||120个|13.5', '内丝弯头|25x4分||60个|7'],
  ],
  [
    'rows that count up with a point right in front of a figure',
    '1.PPR管 20*2.8 200根\n2.PPR管 25*3.5 150根\n3.管卡 20包\n4.20弯头 1000个\n5.25弯头 600个',
    ['PPR管|20*2.8||200根', 'PPR管|25*3.5||150根', '管卡|||20包', '弯头|20||1000个', '弯头|25||600个'],
  ],
  [
    'kinds across and sizes down',
    '江北中学，春秋运动套装，单位：套\n尺码\t男\t女\n155\t6\t18\n160\t14\t26\n单价93',
    [
      '春秋运动套装|男 155||6套|93',
      '春秋运动套装|女 155||18套|93',
      '春秋运动套装|男 160||14套|93',
      '春秋运动套装|女 160||26套|93',
    ],
  ],
  [
    'one sign for the price and for the count',
    '货品|颜色|数|价\n水桶|红|200|8.2\n脸盆|粉|360|3',
    ['水桶||红|200|8.2', '脸盆||粉|360|3'],
  ],
  [
    'one sign for the goods',
    'No.\t品\t规格\t数\t价\n1\t相册\tA4\t500\t6.8\n2\t封皮\t300g\t500\t2.2\n合计\t\t\t\t4500',
    ['相册|A4||500|6.8', '封皮|300g||500|2.2'],
  ],
  [
    'a heading of counts names their unit',
    '品名 规格 件数\n黑虎虾 21/25 10\n白虾 30/40 15',
    ['黑虎虾|21/25||10件', '白虾|30/40||15件'],
  ],
  [
    'sizes that count up with a sign between them and their counts',
    '育红小学补订夏季短袖：130*12 140*25 150*9 160*2',
    ['夏季短袖|130||12', '夏季短袖|140||25', '夏季短袖|150||9', '夏季短袖|160||2'],
  ],
  [
    'prices listed by name',
    '园服:100码18套,110码26套\n小黄帽:51顶\n单价:园服85,帽子8.5',
    ['园服|100||18套|85', '园服|110||26套|85', '小黄帽|||51顶|8.5'],
  ],
  [
    'as many prices as articles, with strokes between them',
    'mug 11oz 3,000 pcs, 15oz 1,200 pcs，单价6.8/8.2，',
    ['mug|11oz||3000个|6.8', 'mug|15oz||1200个|8.2'],
  ],
  ['strengths of lenses, a row each', '镜片1.61\n-1.00  10片\n-1.25  16片', ['镜片|1.61 -1.00||10片', '镜片|1.61 -1.25||16片']],
  ['a colour that goods shall have', '五十件马甲要橙色的十四块五一件', ['马甲||橙色|50件|14.5']],
  ['packing that is counted is goods', 'OPP袋25*35 80包，泡沫箱3号 500个', ['OPP袋|25*35||80包', '泡沫箱|3号||500个']],
  ['what a battery gives', '电池 60V20Ah15套460一套', ['电池|60V20Ah||15套|460']],
])('%s', (_, text, lines) => expect(linesOf(text)).toEqual(lines))

const goods = (code: string, name: string, spec: string, aliases: string[] = []): CatalogueProduct => ({
  code,
  name,
  spec,
  aliases,
  unit: '个',
  price: '1',
})
const catalogCodes = (text: string, catalogue: CatalogueProduct[]): (string | null | undefined)[] =>
  parseByRules(text, { at: '2026-03-05T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue }).orders.flatMap((o) =>
    o.lines.map((l) => l.catalogCode),
  )

test('letters and figures that go together tell articles of the price list apart', () => {
  const list = [goods('B-1', '笔记本', 'A5 80页'), goods('B-2', '笔记本', 'B5 80页')]
  expect(catalogCodes('笔记本B5 400本，笔记本 A5 20本', list)).toEqual(['B-2', 'B-1'])
})

test('the figures of an article number name it', () => {
  const list = [goods('MB-6060', '面板灯', '600*600 48W'), goods('MB-3060', '面板灯', '300*600 24W')]
  expect(catalogCodes('面板灯3060 40个，面板灯6060 25个', list)).toEqual(['MB-3060', 'MB-6060'])
})

test('one sign names a family when the size says which article', () => {
  const list = [goods('GJ-25', '镀锌管', 'DN25', ['1寸管']), goods('GJ-50', '镀锌管', 'DN50', ['2寸管'])]
  expect(catalogCodes('1寸管80根', list)).toEqual(['GJ-25'])
})

test('what makes a name its opposite is another article', () => {
  const list = [goods('YF-1', '哑粉纸', '128g', ['无光铜'])]
  expect(catalogCodes('128g光铜20令', list)).toEqual([null])
})

test('another article in the place of one takes its match from the price list and the price behind it', () => {
  const list = [goods('GJ-25', '镀锌管', 'DN25', ['1寸管']), goods('GJ-50', '镀锌管', 'DN50', ['2寸管'])]
  const { orders } = parseByRules('鸿泰那批2寸管换成1寸的，80根，价88', {
    at: '2026-03-05T10:00:00+08:00',
    timezone: 'Asia/Shanghai',
    catalogue: list,
  })
  expect(orders[0]?.lines.map((l) => [l.op, l.catalogCode, l.quantity?.value, l.unitPrice?.value])).toEqual([
    ['remove', 'GJ-50', undefined, undefined],
    ['add', 'GJ-25', '80', '88'],
  ])
})

test('who joins stands in front of a blank, the goods behind it', () => {
  const { orders } = parseByRules('接龙 四班校服\n1. 朱梓涵妈妈 运动套装 140 1套\n2. 李沐阳爸爸 长裤 150 2条', {
    at: '2026-03-05T10:00:00+08:00',
    timezone: 'Asia/Shanghai',
    catalogue: null,
  })
  expect(orders.map((o) => [o.customerName?.value, o.lines[0]?.productName?.value, o.lines[0]?.spec?.value])).toEqual([
    ['朱梓涵妈妈', '运动套装', '140'],
    ['李沐阳爸爸', '长裤', '150'],
  ])
})

test('another one of the same goods is taken out by its size', () => {
  const { orders } = parseByRules('育红小学昨天那单短袖：140的改28件，160的去掉', {
    at: '2026-03-05T10:00:00+08:00',
    timezone: 'Asia/Shanghai',
    catalogue: null,
  })
  expect(orders[0]?.lines.map((l) => [l.op, l.productName?.value, l.spec?.value, l.quantity?.value])).toEqual([
    ['set', '短袖', '140', '28'],
    ['remove', '短袖', '160', undefined],
  ])
})

test('a count glued to a size is told apart by the sizes of the price list', () => {
  const list = [goods('OPP-25', 'OPP袋', '25*35cm'), goods('KB-1210', '木卡板', '1200*1000mm'), goods('KB-8', '木方', '800*2000')]
  const { orders } = parseByRules('云上女装：OPP袋25*3580包，木卡板1200*100030个，木方800*25根', {
    at: '2026-03-05T10:00:00+08:00',
    timezone: 'Asia/Shanghai',
    catalogue: list,
  })
  expect(orders[0]?.lines.map((l) => [l.spec?.value, l.quantity?.value])).toEqual([
    ['25*35', '80'],
    ['1200*1000', '30'],
    ['800', '25'],
  ])
})
