import { parseOrderText } from '../../../domain/intake/parse-order-text'
import type { CatalogueProduct } from '../../../domain/intake/draft'

/** The lines of a message, each as name|code|spec|colour|quantity unit|price/unit, empty parts left out at the end. */
const linesOf = (text: string, catalogue: CatalogueProduct[] | null = null): string[] =>
  parseOrderText(text, { at: '2026-03-05T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue }).orders.flatMap((o) =>
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
  parseOrderText(text, { at: '2026-03-05T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue }).orders.flatMap((o) =>
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
