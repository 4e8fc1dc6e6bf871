import { parseOrderText } from '../../../domain/intake/parse-order-text'

const buyers = (text: string): (string | undefined)[] =>
  parseOrderText(text, { at: '2026-03-10T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders.map(
    (o) => o.customerName?.value,
  )

test.each([
  [
    'rows',
    '先锋五金 角磨片 50片、切割片100片\n天成机电 钻头 5.0 20支\n建工项目部 安全帽30顶',
    ['先锋五金', '天成机电', '建工项目部'],
  ],
  ['sentences', '丰泽饭店（月结）：花生油 5桶；聚福楼（现金）：菜籽油 8桶 味精2箱', ['丰泽饭店', '聚福楼']],
  ['clauses', '明早两家，阿福烧腊要鸭胚20只，明记粥铺要皮蛋3箱咸蛋2箱', ['阿福烧腊', '明记粥铺']],
  ['signs behind the names', '王记烧腊：鸭边腿5件，美林超市：可乐20件 雪碧10件，明早送', ['王记烧腊', '美林超市']],
  ['cars', '下午两车\n🚛第一车：庐阳防水 花纹板 3吨\n🚛第二车：建友模架 架管 500根\n两家都自提', ['庐阳防水', '建友模架']],
  ['numbers in the run', '帮我安排两单：1）悦达酒店 床单 白 100条 2）锦江宾馆 被套 白 60个', ['悦达酒店', '锦江宾馆']],
  ['letters', 'A. 昌达制衣 拉链 黑 5000条\nB. 美依服饰 拉链 白 3000条\nC. 云裳 纽扣 2万粒', ['昌达制衣', '美依服饰', '云裳']],
  [
    'goods in the heading',
    '今日送货单，大米 五常 25kg 每袋130\n惠民粮油 20袋\n老陈粮店 10袋\n好邻居超市 5袋',
    ['惠民粮油', '老陈粮店', '好邻居超市'],
  ],
])('several orders, told by %s', (_by, text, names) => {
  expect(buyers(text)).toEqual(names)
})

test.each([
  '恒达公司：\n纸箱 20个\n胶带 5卷',
  '鸿运酒楼要料\n1. 一次性手套 20盒\n2. 垃圾袋 10扎',
  '启航中学食堂\n1,琵琶腿,10kg,12箱,110\n2,水饺,2.5kg,10箱,102',
])('goods in a list are no buyers: %s', (text) => {
  expect(buyers(text)).toHaveLength(1)
})
