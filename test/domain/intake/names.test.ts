import { predictByRules } from '../../../domain/intake/predict-draft'

interface Said {
  value: unknown
}
/** What was read as goods, a line each: name, spec, colour, count and unit; `-` for what was not said. */
const goods = (text: string): string[] => {
  const read = predictByRules({ text, at: '2026-03-05T10:00:00+08:00', products: null }) as unknown as {
    orders: { lines: Record<string, Said | undefined>[] }[]
  }
  return read.orders.flatMap((o) =>
    o.lines.map((l) => ['productName', 'spec', 'color', 'quantity', 'unit'].map((f) => String(l[f]?.value ?? '-')).join(' | ')),
  )
}

test.each([
  ['再给我发点原味瓜子20箱', '原味瓜子 | - | - | 20 | 箱'],
  ['赶紧给配5桶齿轮油', '齿轮油 | - | - | 5 | 桶'],
  ['豆粕再装3吨', '豆粕 | - | - | 3 | 吨'],
  ['苏打水照样拿20件', '苏打水 | - | - | 20 | 件'],
  ['聚福楼：娃娃菜搞个三箱', '娃娃菜 | - | - | 3 | 箱'],
  ['麦种多拉20袋', '麦种 | - | - | 20 | 袋'],
  ['麻烦师傅给做200个亚克力展示架', '亚克力展示架 | - | - | 200 | 个'],
])('talk around the name is none of it: %s', (text, line) => {
  expect(goods(text)).toEqual([line])
})

test.each([
  ['拉链20条', '拉链 | - | - | 20 | 条'],
  ['再来多肉30盆', '多肉 | - | - | 30 | 盆'],
  ['打火机2箱', '打火机 | - | - | 2 | 箱'],
  ['先上衣20件', '上衣 | - | - | 20 | 件'],
  ['要下水管30根', '下水管 | - | - | 30 | 根'],
  ['配电箱6个', '配电箱 | - | - | 6 | 个'],
])('goods that begin like a word of ordering stay whole: %s', (text, line) => {
  expect(goods(text)).toEqual([line])
})

test('a call for more in the middle of a run begins another article, and who calls is not part of it', () => {
  expect(goods('李家庄养牛场又要玉米粉3吨')).toEqual(['玉米粉 | - | - | 3 | 吨'])
  expect(goods('恒美制衣牛仔拉链18公分800条')).toEqual(['牛仔拉链 | 18公分 | - | 800 | 条'])
})

test.each([
  ['劳保鞋防砸 20双', '劳保鞋 | 防砸 | - | 20 | 双'],
  ['割灌机四冲程6台', '割灌机 | 四冲程 | - | 6 | 台'],
  ['猫砂混合款10袋', '猫砂 | 混合款 | - | 10 | 袋'],
  ['拖鞋薄的5箱', '拖鞋 | 薄 | - | 5 | 箱'],
  ['玻璃胶中性黑10箱', '玻璃胶 | 中性 | 黑 | 10 | 箱'],
  ['窗帘布雪尼尔米灰26米', '窗帘布 | 雪尼尔 | 米灰 | 26 | 米'],
  ['左下摆臂1只', '下摆臂 | 左 | - | 1 | 只'],
  ['铰链直臂200个', '铰链 | 直臂 | - | 200 | 个'],
  ['厨师帽网布40顶', '厨师帽 | 网布 | - | 40 | 顶'],
  ['马桶垫双孔30片', '马桶垫 | 双孔 | - | 30 | 片'],
  ['聚乙烯颗粒注塑级5吨', '聚乙烯颗粒 | 注塑级 | - | 5 | 吨'],
  ['洗发水修护24瓶', '洗发水 | 修护 | - | 24 | 瓶'],
  ['钢板热轧3吨', '钢板 | 热轧 | - | 3 | 吨'],
])('what kind it is, glued to the name: %s', (text, line) => {
  expect(goods(text)).toEqual([line])
})

test.each([
  ['毛巾白20条', '毛巾 | - | 白 | 20 | 条'],
  ['球鞋白蓝 2双', '球鞋 | - | 白蓝 | 2 | 双'],
  ['帆布鞋全黑 5双', '帆布鞋 | - | 全黑 | 5 | 双'],
  ['床单 苹果绿 20条', '床单 | - | 苹果绿 | 20 | 条'],
  ['羊绒衫 米杏 30件', '羊绒衫 | - | 米杏 | 30 | 件'],
  ['面漆 matte black 3桶', '面漆 | - | matte black | 3 | 桶'],
])('colours glued to the name, in pairs, with the thing that lends the tint, and in English: %s', (text, line) => {
  expect(goods(text)).toEqual([line])
})

test.each([
  ['基围虾活的30斤', '基围虾 | 活 | - | 30 | 斤'],
  ['手机壳磨砂的200个', '手机壳 | 磨砂 | - | 200 | 个'],
  ['锡纸盘长方形500只', '锡纸盘 | 长方形 | - | 500 | 只'],
  ['烤肠黑椒味6包', '烤肠 | 黑椒味 | - | 6 | 包'],
  ['槽钢 14# 60根', '槽钢 | 14# | - | 60 | 根'],
  ['要涤纶线 14# 60个', '涤纶线 | - | 14# | 60 | 个'],
  ['轮胎 205/55R16 91V 4条', '轮胎 | 205/55R16 91V | - | 4 | 条'],
  ['镜片 -3.50/-0.75 2片', '镜片 | -3.50/-0.75 | - | 2 | 片'],
])('how the goods are, and numbers of kinds: %s', (text, line) => {
  expect(goods(text)).toEqual([line])
})

test('for whom goods are and what they taste of replace each other from line to line', () => {
  expect(goods('夏季短袖 男 175 20套 女 160 10套')).toEqual([
    '夏季短袖 | 男 175 | - | 20 | 套',
    '夏季短袖 | 女 160 | - | 10 | 套',
  ])
  expect(goods('牛肉干 原味 20包 麻辣 30包')).toEqual(['牛肉干 | 原味 | - | 20 | 包', '牛肉干 | 麻辣 | - | 30 | 包'])
})

test.each([
  ['酸奶草莓味100g*8 20板', '酸奶 | 草莓味 100g*8 | - | 20 | 板'],
  ['挂面鸡蛋味900g 20把', '挂面 | 鸡蛋味 900g | - | 20 | 把'],
  ['切削液乳化型200L 1桶', '切削液 | 乳化型 200L | - | 1 | 桶'],
  ['玻璃胶中性 1箱', '玻璃胶 | 中性 | - | 1 | 箱'],
])('a kind begins where kinds usually do: %s', (text, line) => {
  expect(goods(text)).toEqual([line])
})

test.each([
  ['内墙乳胶漆18L 色号NN3410-4 12桶', '内墙乳胶漆 | 18L | NN3410-4 | 12 | 桶'],
  ['面漆RAL 9016 20公斤', '面漆 | - | RAL 9016 | 20 | 公斤'],
  ['口罩成人蓝100盒', '口罩 | 成人 | 蓝 | 100 | 盒'],
  ['毯子 灰格 30条', '毯子 | - | 灰格 | 30 | 条'],
])('colours by number, by pattern, and behind for whom it is: %s', (text, line) => {
  expect(goods(text)).toEqual([line])
})

test.each([
  ['PLA耗材1.75 白2卷', 'PLA耗材 | 1.75 | 白 | 2 | 卷'],
  ['铣刀4刃12mm 10把', '铣刀 | 4刃 12mm | - | 10 | 把'],
  ['4分三角阀120个', '三角阀 | 4分 | - | 120 | 个'],
  ['四件套1.8床磨毛 6套', '四件套 | 1.8床 磨毛 | - | 6 | 套'],
  ['要H型钢200*200 5吨', 'H型钢 | 200*200 | - | 5 | 吨'],
])('figures that measure the goods are no count: %s', (text, line) => {
  expect(goods(text)).toEqual([line])
})

test('who needs the goods and that he does is no part of their name', () => {
  expect(goods('宏发厂急需砂带20条')).toEqual(['砂带 | - | - | 20 | 条'])
  expect(goods('我们家阿胶糕再要20盒哈')).toEqual(['阿胶糕 | - | - | 20 | 盒'])
})

test.each([
  ['牙膏牙刷各10支', ['牙膏 | - | - | 10 | 支', '牙刷 | - | - | 10 | 支']],
  ['瑜伽垫TPE 8mm 紫10张 黑20张', ['瑜伽垫 | TPE 8mm | 紫 | 10 | 张', '瑜伽垫 | TPE 8mm | 黑 | 20 | 张']],
  ['要纽扣电池CR2032 10板', ['纽扣电池 | CR2032 | - | 10 | 板']],
  ['砧板圆形4块，漏勺长柄5把', ['砧板 | 圆形 | - | 4 | 块', '漏勺 | 长柄 | - | 5 | 把']],
  ['鸡块原味1kg 3箱', ['鸡块 | 原味 1kg | - | 3 | 箱']],
  ['塑料周转箱蓝50个', ['塑料周转箱 | - | 蓝 | 50 | 个']],
])('goods side by side, letters of plastics, shapes and names that hold a word of money: %s', (text, lines) => {
  expect(goods(text)).toEqual(lines)
})

test.each([
  ['帆布包米白素色200个', '帆布包 | - | 米白 素色 | 200 | 个'],
  ['牛津布防水米黄的300米', '牛津布 | 防水 | 米黄 | 300 | 米'],
  ['牙签瓶装的2打', '牙签 | 瓶装 | - | 2 | 打'],
  ['前置过滤器40微米 2个', '前置过滤器 | 40微米 | - | 2 | 个'],
])('shades of two signs go before any two signs with 色: %s', (text, line) => {
  expect(goods(text)).toEqual([line])
})
