import type { Draft } from '../../../domain/intake/draft'
import { parseByRules } from '../../../domain/intake/parse-order-text'

const draftOf = (text: string): Draft | undefined =>
  parseByRules(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders[0]

/** What is left over and matters is a note of the order, whatever its trade. */
test.each([
  ['what counts', '永兴水处理：聚合氯化铝10吨，批结，过磅为准', '过磅为准'],
  ['what must not be', '渝味鱼火锅：巴沙鱼10箱，明天9点前到，没巴沙不要换别的鱼', '没巴沙不要换别的鱼'],
  ['how it is unloaded', '滨河工地：槽钢400根，25号之前分两车到', '分两车到'],
  ['what is settled otherwise', '顺达车行：电池15套460一套，旧电池带回来抵，明天送', '旧电池带回来抵'],
  ['papers that go along', '鼎盛五金：木螺丝30盒，月结，送货单打两份', '送货单打两份'],
  ['papers right behind the goods', '鼎盛五金：木螺丝30盒，回单带回来，明天送', '回单带回来'],
  ['prices without a figure', '鼎盛五金：木螺丝30盒，单价照去年合同，明天送', '单价照去年合同'],
  ['who unloads', '锦园绿化：草皮800平，8.2，下周一进场，卸货他们有人', '卸货他们有人'],
  ['what must not be done to it', '天河绿化：红叶石楠2000株，土球别散，大后天送', '土球别散'],
  ['where the car goes', '西坡养殖场：蛋鸡料3吨，明天送，司机直接进场就行', '司机直接进场就行'],
  ['what comes with it', '城北医院：注射器2000支0.28，注册证随货，效期一年以上', '注册证随货,效期一年以上'],
])('%s', (_class, text, note) => {
  const draft = draftOf(text)
  expect(draft?.notes?.value).toBe(note)
  expect(draft?.lines).toHaveLength(1)
})

test.each([
  '永和机械：螺丝2000只，谢谢',
  '永和机械：螺丝2000只，价格照旧',
  '天禾印业：铜版80令，其他不变',
  '金泰文具：笔记本300本，客户催得紧，能不能提前',
])('talk is no note: %s', (text) => expect(draftOf(text)?.notes).toBeUndefined())

test('in a list the wish behind an article is that line’s, and one with 都 is of every line', () => {
  const list = draftOf('花时间：\n卡罗拉 30扎\n雪山 12扎 没有就用海洋之歌顶\n剑叶 5扎')
  expect(list?.lines.map((l) => l.note?.value)).toEqual([undefined, '没有就用海洋之歌顶', undefined])
  const all = draftOf('浴巾300条，面巾600条，都要绣店标，云栖客栈')
  expect(all?.lines.map((l) => l.note?.value)).toEqual(['都要绣店标', '都要绣店标'])
})

test('what is put on the only article is its note', () => {
  const draft = draftOf('启航驾校：短袖50件，单价32，后背印驾校名字')
  expect(draft?.lines.map((l) => l.note?.value)).toEqual(['后背印驾校名字'])
  expect(draft?.notes).toBeUndefined()
})

test('wishes of packing that follow each other are one', () => {
  expect(draftOf('义乌旺旺外贸：\n拉杆箱 60个\n保水箱，叶材单独打，15号出货')?.packaging?.value).toBe('保水箱,叶材单独打')
  expect(draftOf('初晴花艺：红玫瑰15扎，保湿棉包头，纸箱加冰袋，空运')?.packaging?.value).toBe('保湿棉包头,纸箱加冰袋')
  expect(draftOf('阳光小学：运动服40套，按班分袋贴姓名，货到付款')?.packaging?.value).toBe('按班分袋贴姓名')
  expect(draftOf('长丰酒业：纸箱5000个，5块9一个，50个一扎，下周要')?.packaging?.value).toBe('50个一扎')
})
