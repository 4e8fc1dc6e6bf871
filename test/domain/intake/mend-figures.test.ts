import { parseOrderText } from '../../../domain/intake/parse-order-text'

const linesOf = (text: string): string[] =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders.flatMap((o) =>
    o.lines.map((l) =>
      [l.productName?.value, l.spec?.value, `${l.quantity?.value ?? ''}${l.unit?.value ?? ''}`, l.unitPrice?.value]
        .filter(Boolean)
        .join(' '),
    ),
  )

test.each([
  ['the price of a form in English', 'buyer=海风旅社; item=枕套; qty=60; price=12', ['枕套 60 12']],
  ['what a box holds', '丽人美容院：棉签200支/盒30盒，棉柔巾8提', ['棉签 200支/盒 30盒', '棉柔巾 8提']],
  ['a share of the money', '皖北小周报：亳州净源拿滤水壶40台，返两个点，月结', ['滤水壶 40台']],
  ['a retail price', '燕麦奶零售9.5一盒，拿36盒，福田小米', ['燕麦奶 36盒 9.5']],
  ['how fine a yarn is', '宏泰针织：涤纶线 150D/48 30公斤', ['涤纶线 150D/48 30公斤']],
  ['how thick a wire is', '老周水电 软铜线 6平 黑 100米', ['软铜线 6平 100米']],
  ['a bag with its flap', '美华日化：自封袋 25*35+5 2000个', ['自封袋 25*35+5 2000个']],
  ['the price in a row of fields', '客户:红星五金|合页:30|p:4.5', ['合页 30 4.5']],
  ['a day of sales', '双11备货：丽芳百货要抽纸40提', ['抽纸 40提']],
])('no count: %s', (_what, text, lines) => expect(linesOf(text)).toEqual(lines))

test.each([
  ['formal numerals', '金源食堂：大米 壹佰贰拾袋；食用油 捌桶', ['大米 120袋', '食用油 8桶']],
  ['figures with their places said', '天美包装：滴管瓶1千2百个', ['滴管瓶 1200个']],
  ['half of one more', '宏发木业 松木板 8个半平方', ['松木板 8.5㎡']],
])('a whole count: %s', (_what, text, lines) => expect(linesOf(text)).toEqual(lines))

test.each([
  ['of one more', '周记粥铺：蛏干6斤、虾油一箱，再搭2包胡椒粉', ['蛏干 6斤', '虾油 1箱', '胡椒粉 2包']],
  ['of a day in eight figures', '采购单：虾酱500g×24瓶，鱼露700ml×24瓶，交期20250419', ['虾酱 500g 24瓶', '鱼露 700ml 24瓶']],
])('no price: %s', (_what, text, lines) => expect(linesOf(text)).toEqual(lines))

test('a column of days says nothing of the goods', () =>
  expect(linesOf('品名\t规格\t单位\t数量\t需求日期\n陶土\t25kg\t袋\t80\t2025/4/21\n瓷土\t20kg\t袋\t40\t2025/4/21')).toEqual([
    '陶土 25kg 80袋',
    '瓷土 20kg 40袋',
  ]))
