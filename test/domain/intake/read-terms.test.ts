import type { Draft } from '../../../domain/intake/draft'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

const parse = (terms: string, senderRole?: 'sales' | 'customer') =>
  parseOrderText(`华美纸业：双胶纸20令，单价150，${terms}`, {
    at: '2025-03-20T10:00:00+08:00',
    timezone: 'Asia/Shanghai',
    catalogue: null,
    ...(senderRole ? { senderRole } : {}),
  })
const draftOf = (terms: string, senderRole?: 'sales' | 'customer'): Draft => parse(terms, senderRole).orders[0] as Draft

test.each([
  ['先付三成 到货再结', 'deposit_on_delivery', '0.3'],
  ['对公先打一半，尾款见提单付清', 'deposit_before_ship', '0.5'],
  ['定金30%，余款发货前结清', 'deposit_before_ship', '0.3'],
  ['下单付四成，剩下的出库前', 'deposit_before_ship', '0.4'],
  ['两成定，余款45天', 'deposit_net:45', '0.2'],
  ['首付三成，剩下两个月账期', 'deposit_net:60', '0.3'],
  ['订金改成四成', 'deposit', '0.4'],
  ['预付百分之二十，货到验完付清', 'deposit_on_delivery', '0.2'],
  ['三七开', 'deposit', '0.3'],
  ['付六成，出厂前清', 'deposit_before_ship', '0.6'],
  ['T/T 30%, balance before loading', 'deposit_before_ship', '0.3'],
  ['40% dep, 60% before shipment', 'deposit_before_ship', '0.4'],
  ['20% T/T, bal. before loading', 'deposit_before_ship', '0.2'],
  ['定金四成，发车前付清', 'deposit_before_ship', '0.4'],
  ['三成订，七成发货前', 'deposit_before_ship', '0.3'],
  ['先付五成，试机完付另一半', 'deposit_on_delivery', '0.5'],
  ['ETD by Apr 25, 30/70, each in opp bag', 'deposit_before_ship', '0.3'],
  ['一半订金一半货到付', 'deposit_on_delivery', '0.5'],
  ['首笔款四成，尾款装运前', 'deposit_before_ship', '0.4'],
  ['三成，提货付清', 'deposit_before_ship', '0.3'],
  ['定20%，货好付清再发', 'deposit_before_ship', '0.2'],
  ['付了两成，剩下发车前', 'deposit_before_ship', '0.2'],
  ['先付三成五，到场签收再付清', 'deposit_on_delivery', '0.35'],
  ['预付四成，通电后付余款', 'deposit_on_delivery', '0.4'],
  ['付款：二八，铺完验收付八成', 'deposit_on_delivery', '0.2'],
  ['20%订金，余款见提单60天', 'deposit_net:60', '0.2'],
  ['首付30%，剩余45天内', 'deposit_net:45', '0.3'],
  ['30% TT, 70% before delivery', 'deposit_before_ship', '0.3'],
])('money in advance: %s', (words, terms, ratio) => {
  const draft = draftOf(words)
  expect(draft.paymentTerms?.value).toBe(terms)
  expect(draft.depositRatio?.value).toBe(ratio)
})

test('a sum paid first is the deposit where money or the rest is spoken of, and no count of goods', () => {
  expect(draftOf('先给8000，卸完货再付清').depositAmount?.value).toBe('8000')
  expect(draftOf('先打两万块').depositAmount?.value).toBe('20000')
  expect(draftOf('6000定金，余款提货前').depositAmount?.value).toBe('6000')
  expect(draftOf('先收了一万，余下装好结').depositAmount?.value).toBe('10000')
  expect(draftOf('先给600箱').depositAmount).toBeUndefined()
  expect(draftOf('3000作定，尾数发货时清').depositAmount?.value).toBe('3000')
  expect(draftOf('定2000，尾款装车前转完').depositAmount?.value).toBe('2000')
  expect(draftOf('货款先付8000').depositAmount?.value).toBe('8000')
  expect(draftOf('订金我让会计打六千').depositAmount?.value).toBe('6000')
  expect(draftOf('5.6万 定金2万装好付尾款').depositAmount?.value).toBe('20000')
  expect(draftOf('押2000货到补齐').paymentTerms?.value).toBe('deposit_on_delivery')
  expect(draftOf('定2000').depositAmount).toBeUndefined()
})

test('what is no money in advance', () => {
  expect(draftOf('分两批：先一半，余下等通知').depositRatio).toBeUndefined()
  expect(draftOf('月底前先来一半').depositRatio).toBeUndefined()
  expect(draftOf('这回订金不用付了').paymentTerms).toBeUndefined()
})

test.each([
  ['押一付一', 'rolling'],
  ['付清上车再发下车', 'rolling'],
  ['账期：月结45天', 'monthly:45'],
  ['下批来结这批', 'rolling'],
  ['送一车结一车', 'rolling'],
  ['钱到账再排产', 'prepaid'],
  ['付清再提货', 'prepaid'],
  ['发货前付清', 'prepaid'],
  ['收到货给钱', 'cod'],
  ['卸完车当场付清', 'cod'],
  ['压半个月', 'net:15'],
  ['一周内付清', 'net:7'],
  ['票到45天付款', 'net:45'],
  ['月底一起结', 'monthly'],
  ['60天月结', 'monthly:60'],
  ['款早上对公转过去了', 'paid'],
  ['半年银承', 'acceptance:6'],
  ['当场结', 'cash'],
  ['打个欠条', 'credit'],
  ['票到二十天内付', 'net:20'],
  ['票到半个月', 'net:15'],
  ['货到收款', 'cod'],
  ['送新货结旧账', 'rolling'],
  ['钱转你微信啦', 'paid'],
  ['已转', 'paid'],
  ['不是月结，款到发货', 'prepaid'],
  ['钱我月底一块儿结', 'monthly'],
  ['本月账本月清', 'monthly'],
  ['三十天月结', 'monthly:30'],
  ['次月45天内结', 'monthly:45'],
  ['两个月账', 'net:60'],
  ['账期一个半月', 'net:45'],
  ['付款半月内', 'net:15'],
  ['T+45', 'net:45'],
  ['账期由30改60天', 'net:60'],
  ['60 days after invoice', 'net:60'],
  ['见货给钱', 'cod'],
  ['货到现付', 'cod'],
  ['磅单对了就付', 'cod'],
  ['当面点钱', 'cash'],
  ['现付自运', 'cash'],
  ['老板说现金不够，先赊着', 'credit'],
  ['记挂帳', 'credit'],
  ['款到开印', 'prepaid'],
  ['到账就发', 'prepaid'],
  ['钱打过去你再发', 'prepaid'],
  ['18号前到店，打款发货', 'prepaid'],
  ['已扫码付', 'paid'],
  ['款收到了', 'paid'],
  ['货款微信已收', 'paid'],
  ['结上一批', 'rolling'],
  ['45 days 月结', 'monthly:45'],
  ['账先记着', 'credit'],
  ['先付三成，货好了再打余下的', 'deposit_before_ship'],
  ['付款：6个月承兑', 'acceptance:6'],
  ['付款：半年期承兑', 'acceptance:6'],
  ['承兑（6个月）', 'acceptance:6'],
  ['银承，3个月', 'acceptance:3'],
  ['付款用三个月电子承兑', 'acceptance:3'],
  ['付款：6个月', 'net:180'],
  ['款先打过来了，节后再发', 'paid'],
  ['钱他们转过了', 'paid'],
  ['货款客户昨天打过来了', 'paid'],
  ['款项财务已经汇出', 'paid'],
  ['钱我老婆转你了', 'paid'],
  ['钱昨天就付掉了', 'paid'],
  ['钱到了再发货', 'prepaid'],
  ['钱先打过来再发货', 'prepaid'],
  ['款先打', 'prepaid'],
  ['钱先给', 'prepaid'],
  ['款齐再走货', 'prepaid'],
  ['钱下批货来了一起结', 'rolling'],
  ['下回送货的时候连这次一起结', 'rolling'],
  ['款跟下一批一起付', 'rolling'],
  ['货款等下批货到再结', 'rolling'],
  ['账下一车来了再清', 'rolling'],
  ['见票后60天付', 'net:60'],
  ['货到微信转', 'cod'],
  ['送到了师傅把钱带回来', 'cod'],
  ['代收货款', 'cod'],
  ['钱过两天给', 'credit'],
  ['款晚几天付', 'credit'],
  ['预付两成五', 'deposit'],
])('ways to pay: %s', (words, terms) => expect(draftOf(words).paymentTerms?.value).toBe(terms))

test('two ways to pay that contradict each other are asked about', () => {
  const { doubts } = parse('月结30天，款到发货')
  expect(doubts.map((d) => d.path)).toContain('orders[0].paymentTerms')
})

test.each([
  '收到给我打电话',
  '发货前说一声',
  '先打样',
  '上午送到',
  '那车砖先压两天',
  '到货前提前一天打电话',
  '运费月结账号我们的',
  '运费到了给',
  '过磅结算',
  '滚动屏要亮',
  '你先记着',
  '下次一起发',
  '下批货再来十令',
  '发票下次一起给',
])('no way to pay: %s', (words) => expect(draftOf(words).paymentTerms).toBeUndefined())

test.each([
  ['发赣州章贡百世', '百世', 'logistics'],
  ['走顺风', '顺丰', 'express'],
  ['中通别发，走圆通', '圆通', 'express'],
  ['鲁南货运托过来', '鲁南货运', 'logistics'],
  ['发浙西托运部', '浙西托运部', 'logistics'],
  ['走皖南专线', '皖南专线', 'logistics'],
  ['申通别发韵达', '申通', 'express'],
  ['天地华宇物流', '天地华宇物流', 'logistics'],
  ['货啦啦送过来', '货拉拉', 'city'],
  ['邮局寄', '邮政', 'express'],
])('carriers: %s', (words, carrier, method) => {
  const draft = draftOf(words)
  expect(draft.carrier?.value).toBe(carrier)
  expect(draft.shippingMethod?.value).toBe(method)
})

test.each([
  ['后天自己派车来驮', 'pickup'],
  ['客户叫车', 'pickup'],
  ['你们车顺路带过来', 'seller_delivery'],
  ['叫司机给捎过来', 'seller_delivery'],
  ['跑腿过来取', 'city'],
  ['走班列', 'rail'],
  ['明早听日嚟攞', 'pickup'],
  ['六点前来人取', 'pickup'],
  ['他们来车提', 'pickup'],
  ['包一台冷藏车', 'truckload'],
])('ways of carriage: %s', (words, method) => expect(draftOf(words).shippingMethod?.value).toBe(method))

test.each([
  ['运费我们贴', 'sales', 'seller'],
  ['运费我们出', 'customer', 'buyer'],
  ['运费他出', 'sales', 'buyer'],
  ['邮费你们承担', 'customer', 'seller'],
  ['算我们的钱', 'customer', 'buyer'],
  ['freight collect', undefined, 'buyer'],
  ['不包邮', undefined, 'buyer'],
  ['运费提货时付', undefined, 'buyer'],
  ['运费平台付', undefined, 'buyer'],
  ['走物流，物流费店里出', undefined, 'buyer'],
  ['闪送费业主认', undefined, 'buyer'],
  ['运费由我司另行支付', 'customer', 'buyer'],
  ['运费老样子你们付', undefined, 'seller'],
  ['运费挂他们账', undefined, 'buyer'],
  ['运费：客户自理', undefined, 'buyer'],
  ['各家出运费', undefined, 'buyer'],
  ['运费公司出', 'sales', 'seller'],
  ['我方负责送到的运费', 'sales', 'seller'],
  ['邮费我付', undefined, 'buyer'],
  ['下午能送来不，闪送费我们出', undefined, 'buyer'],
  ['寄到我们店里，运费我们出', undefined, 'buyer'],
] as const)('freight: %s said by %s', (words, speaker, who) => expect(draftOf(words, speaker).freightTerms?.value).toBe(who))

test('of a speaker who is not known it is asked who "we" are', () => {
  expect(parse('运费我方承担').doubts.map((d) => d.path)).toContain('orders[0].freightTerms')
})

test('who calls the seller by a title, or has goods sent to himself, buys', () => {
  const freightOf = (text: string): string | undefined =>
    parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders[0]?.freightTerms
      ?.value
  expect(freightOf('周经理，木螺丝再来30盒，走专车，运费我们出。鼎盛五金')).toBe('buyer')
  expect(freightOf('鼎盛五金木螺丝30盒，走专车，运费我们出')).toBe('seller')
})

test.each([
  ['含税价：4.2（13%）', undefined, '0.13'],
  ['增值税专用发票13%', 'special', '0.13'],
  ['6个点的票', 'unspecified', '0.06'],
  ['电子普票', 'ordinary', undefined],
  ['票就不开了', 'none', undefined],
  ['发票：开具发票', 'unspecified', undefined],
  ['要专票、13个点', 'special', '0.13'],
  ['专票（13%）', 'special', '0.13'],
  ['13专票', 'special', '0.13'],
  ['票开专用的，9点', 'special', '0.09'],
  ['税票要专', 'special', undefined],
  ['增值税专用', 'special', undefined],
  ['发票（普通）', 'ordinary', undefined],
  ['要专票不要普票', 'special', undefined],
  ['票种改普票，不要专票了', 'ordinary', undefined],
  ['别开专票，普票就行', 'ordinary', undefined],
  ['发票开普通的', 'ordinary', undefined],
  ['票要普的', 'ordinary', undefined],
  ['发票要能抵扣的', 'special', undefined],
  ['没票也行', 'none', undefined],
  ['得有发票', 'unspecified', undefined],
  ['普票，税点3个', 'ordinary', '0.03'],
])('invoices: %s', (words, kind, rate) => {
  const draft = draftOf(words)
  expect(draft.invoiceType?.value).toBe(kind)
  expect(draft.taxRate?.value).toBe(rate)
})

test.each([
  ['对公打了8,640.50的货款，麻烦查收', '8640.5'],
  ['上个月23台打印机的货款一共4180，今天上午转的4180', '4180'],
  ['鞋子3128块支付宝扫的码，麻烦对一下账', '3128'],
  ['微信转了两笔货款，合计2610，一笔1600一笔1010', '2610'],
  ['今天收到你们承兑汇票一张，面额86500，月底到期，款记一下', '86500'],
  ['剩下的货款7350已网银转，回单见附件', '7350'],
  ['货款刷了卡，3190，小票晚点拍给你对账', '3190'],
  ['食材款第一批12800元财政已拨付，请开收据', '12800'],
  ['工程款首期8万已拨', '80000'],
  ['款已拨付，9600元', '9600'],
  ['欠的12000今天先还8000', '8000'],
  ['村委会拨了1.5万的花木款，到你们账上没', '15000'],
  ['有一笔3100没票，核对后再付', undefined],
  ['对账单里有笔3500的票没开，补了再付款', undefined],
  ['尾款6400发票还没开', undefined],
])('the sum that was paid: %s', (text, sum) =>
  expect(
    parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).paidAmount?.value,
  ).toBe(sum),
)

test.each([
  ['总价：人民币壹万贰仟元整', '12000'],
  ['合计人民币 3,000 元', '3000'],
  ['凑个整收3000', '3000'],
  ['合3020抹掉零头给3000', '3000'],
  ['计叁仟元整', '3000'],
  ['总　额：3000', '3000'],
  ['小计：1200\n合计：3000\n支付方式', '3000'],
  ['实付：¥3000', '3000'],
  ['total 3,000. ship by sea', '3000'],
  ['加一起3000', '3000'],
  ['总数3000块钱', '3000'],
  ['一起3000块', '3000'],
  ['ttl 3000', '3000'],
])('a total: %s', (words, total) => expect(draftOf(words).totalAmount?.value).toBe(total))

test.each([
  ['ship by JD', '京东', 'express'],
  ['京东生鲜', '京东', 'express'],
  ['走托运部', undefined, 'logistics'],
  ['都走物流', undefined, 'logistics'],
  ['三家都走我们自己车', undefined, 'seller_delivery'],
  ['傍晚拉走', undefined, 'pickup'],
  ['专车拉走', undefined, 'truckload'],
  ['下周来门店拿', undefined, 'pickup'],
  ['早班车间要的', undefined, undefined],
  ['傍晚自己开三轮来', undefined, 'pickup'],
  ['我路过带走', undefined, 'pickup'],
  ['能不能货拉拉送过来', '货拉拉', 'city'],
  ['跨越我这边不派，走安能', '安能', 'logistics'],
  ['极兔不行就换中通', '极兔', 'express'],
  ['后天厂门口装，自己的车', undefined, 'pickup'],
  ['明天能不能你们安排送一下', undefined, 'seller_delivery'],
  ['先挂车队账上', undefined, undefined],
  ['配挂车灯', undefined, undefined],
  ['送到铁路桥那家店', undefined, undefined],
  ['送北京东直门', undefined, undefined],
  ['不用走物流，快递就行', undefined, 'express'],
])('how it goes: %s', (words, carrier, method) => {
  const draft = draftOf(words)
  expect([draft.carrier?.value, draft.shippingMethod?.value]).toEqual([carrier, method])
})

test.each([
  ['运费他自理', 'buyer'],
  ['吨价四千二送到厂', 'seller'],
  ['周五发，寄付', 'seller'],
  ['满百包邮', undefined],
  ['1580/吨送到不含税', 'seller'],
  ['运费你方', 'seller'],
  ['运费两家自己摊', 'buyer'],
  ['运费已在单价里', 'seller'],
  ['你们包到临海', 'seller'],
  ['150一令到店', 'seller'],
  ['1860/吨含税送到', 'seller'],
  ['送货安装都不另收费', 'seller'],
  ['余款车到付', undefined],
])('who pays for it: %s', (words, who) => expect(draftOf(words).freightTerms?.value).toBe(who))

test.each([
  ['带票', true, undefined],
  ['税=含', true, undefined],
  ['13个点含', true, undefined],
  ['含税开专', true, 'special'],
  ['不带票', false, undefined],
  ['检疫票跟车', undefined, undefined],
  ['税点含在价里', true, undefined],
  ['税费在内', true, undefined],
  ['连税价', true, undefined],
  ['含13专票', true, 'special'],
])('a price with tax asks for no invoice by itself: %s', (words, taxed, kind) => {
  const draft = draftOf(words)
  expect([draft.taxIncluded?.value, draft.invoiceType?.value]).toEqual([taxed, kind])
})

test.each([
  ['急等', true],
  ['抓点紧', true],
  ['麻溜的', true],
  ['no rush', undefined],
  ['唔使急', undefined],
  ['唔使咁急', undefined],
  ['弗急', undefined],
  ['莫急', undefined],
  ['不是很急', undefined],
  ['没那么急', undefined],
  ['用不着急', undefined],
  ['等用完了再补', undefined],
  ['急嘅', true],
  ['急煞', true],
  ['着急', true],
  ['等住用', true],
  ['快些', true],
  ['催到起', true],
])('haste: %s', (words, urgent) => expect(draftOf(words).urgent?.value).toBe(urgent))

test('a price that follows the word tax is no rate', () => {
  expect(draftOf('含税2.6/令').taxRate).toBeUndefined()
  expect(draftOf('含税3块一令').taxRate).toBeUndefined()
  expect(draftOf('13个点已含在内')).toMatchObject({ taxRate: { value: '0.13' }, taxIncluded: { value: true } })
  expect(draftOf('incl. 9% VAT')).toMatchObject({ taxRate: { value: '0.09' }, taxIncluded: { value: true } })
})

test('a rate of tax stands in front of the kind of invoice', () => {
  expect(draftOf('9税专票')).toMatchObject({ taxRate: { value: '0.09' }, invoiceType: { value: 'special' } })
})

test.each([
  ['送佛山南海桂城南平西路8号大厦3楼钟敏13800138000', '钟敏', '13800138000'],
  ['送佛山南海桂城南平西路8号，蔡店长 020 8123 4567', '蔡店长', '020-81234567'],
  ['朵朵妈13800138000', '朵朵妈', '13800138000'],
  ['保安老蒋13800138000', '老蒋', '13800138000'],
  ['验收 万姐，0757-85551234', '万姐', '0757-85551234'],
  ['找总务处叶老师', '叶老师', undefined],
  ['自提，骆志强，带身份证', '骆志强', undefined],
  ['要甜一点的（红心）', undefined, undefined],
  ['宋会计0825-2311967', '宋会计', '0825-2311967'],
  ['仓库小谷13800138000', '小谷', '13800138000'],
  ['许副总13800138000', '许副总', '13800138000'],
  ['档主崔老三，13800138000', '崔老三', '13800138000'],
  ['型号等范科回0798-8522317', '范科', '0798-8522317'],
  ['收货的叫姜海峰', '姜海峰', undefined],
  ['下午我喊老幺开车来拉', '老幺', undefined],
  ['下午叫小工来拿', undefined, undefined],
  ['挂账，秋后收玉米抵', undefined, undefined],
  ['3号之间都能收', undefined, undefined],
  ['到了打13800138000', undefined, '13800138000'],
  ['送佛山南海桂城三元街10号 沈店长 13800138000', '沈店长', '13800138000'],
  ['收货：吕师傅/13800138000', '吕师傅', '13800138000'],
  ['佛山南海（蓝敏/13800138000）', '蓝敏', '13800138000'],
  ['搵坚叔13800138000', '坚叔', '13800138000'],
  ['联系人写错啦，应该是裘国良，13800138000', '裘国良', '13800138000'],
  ['收货联系人换人，找郑建兵，13800138000', '郑建兵', '13800138000'],
  ['收件人程立军，13800138000', '程立军', '13800138000'],
  ['送到后交给阿布', '阿布', undefined],
  ['到了找柜长小田', '小田', undefined],
  ['对接：阿May 13800138000', '阿May', '13800138000'],
  ['contact Kelvin Mak 13800138000', 'Kelvin Mak', '13800138000'],
  ['林经理代收', '林经理', undefined],
  ['扎西收 13800138000', '扎西', '13800138000'],
  ['让二柱子开车去取', '二柱子', undefined],
  ['电话13800138000，谢谢', undefined, '13800138000'],
  ['电话 1 3 8 0 0 1 3 8 0 0 0', undefined, '13800138000'],
  ['祝阿姨 138/0013/8000', '祝阿姨', '13800138000'],
  ['周六叫老贺来拖', '老贺', undefined],
  ['老范亲自来拿', '老范', undefined],
  ['喊三轮来拿', undefined, undefined],
  ['联系仓库的老窦，13800138000', '老窦', '13800138000'],
  ['货到老厂区，坤叔收', '坤叔', undefined],
  ['rcv=季成 tel=13800138000', '季成', '13800138000'],
])('who receives: %s', (words, name, phone) => {
  const draft = draftOf(words)
  expect([draft.contactName?.value, draft.phones[0]?.value]).toEqual([name, phone])
})

test.each([
  ['卸在九江市濂溪区十里大道8号', '濂溪区', '十里大道8号'],
  ['卸货点=滁州市琅琊区清流东路城北安置房', '琅琊区', '清流东路城北安置房'],
  ['现场：温州鹿城滨江商务区8号地块', '鹿城区', '滨江商务区8号地块'],
  ['发沈阳方向', undefined, undefined],
  ['发专线去珠海香洲含税', '香洲区', undefined],
  ['拉到重庆江北观音桥那边工地', '江北区', '观音桥'],
  ['统一送渝北金开大道西段106号8幢云创科技前台', '渝北区', '金开大道西段106号8幢'],
  ['地址换杭州拱墅区大兜路3号', '拱墅区', '大兜路3号'],
  ['改地址 → 慈溪浒山街道北三环东路1588号', '慈溪市', '浒山街道北三环东路1588号'],
  ['送到巩义回郭镇高速口东200米到了过磅', '巩义市', '回郭镇高速口东200米'],
  ['就搁寿光农产品物流园3号门', '寿光市', '农产品物流园3号门'],
  ['deliver to 广州白云三元里汽配城A18, thx', '白云区', '三元里汽配城A18'],
  ['衡山路Mono咖啡要的', undefined, undefined],
  ['永安路烟酒要的', undefined, undefined],
  ['含税送到衢州多少', undefined, undefined],
  ['周五前发开平塘口镇自力村', '开平市', '塘口镇自力村'],
])('where it goes: %s', (words, district, street) => {
  const { address } = draftOf(words)
  expect([address?.district ?? undefined, address?.street ?? undefined]).toEqual([district, street])
})

test.each([
  ['陶工照相馆：相纸3箱；滨湖人才公寓：相纸2箱', 'no place: a district that begins a name'],
  ['单位台，常德桥南大市场', 'no place'],
])('%s (%s)', (text) => {
  const { orders } = parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null })
  expect(orders.map((o) => o.address?.district ?? undefined)).toEqual(orders.map(() => undefined))
})

test('what is said in a row that is set in below a heading is said of that order', () => {
  const { orders } = parseOrderText('鼎盛五金\n  木螺丝 30盒\n  走申通\n恒昌建材\n  角钢 12根\n  自提，现结', {
    at: '2025-03-20T10:00:00+08:00',
    timezone: 'Asia/Shanghai',
    catalogue: null,
  })
  expect(orders.map((o) => [o.customerName?.value, o.paymentTerms?.value])).toEqual([
    ['鼎盛五金', undefined],
    ['恒昌建材', 'cash'],
  ])
})

test('how the last of several orders goes is said of that one, unless it is said of all', () => {
  const waysOf = (text: string) =>
    parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders.map(
      (o) => o.shippingMethod?.value,
    )
  expect(waysOf('诸暨恒力五金：垫铁24只；奉化金工机械：垫铁16只；南浔大盛五金：垫铁8只自取')).toEqual([
    undefined,
    undefined,
    'pickup',
  ])
  expect(waysOf('诸暨恒力五金：垫铁24只；奉化金工机械：垫铁16只，两家都自提')).toEqual(['pickup', 'pickup'])
})

test('what holds for all of several orders is said below them', () => {
  const { orders } = parseOrderText(
    '冯先生：地板96㎡\n姚女士：踢脚线70米\n两户都送常州天宁青龙街道江南府，找管家阿强13800138000',
    {
      at: '2025-03-20T10:00:00+08:00',
      timezone: 'Asia/Shanghai',
      catalogue: null,
    },
  )
  expect(orders.map((o) => [o.contactName?.value, o.phones[0]?.value, o.address?.district])).toEqual([
    ['阿强', '13800138000', '天宁区'],
    ['阿强', '13800138000', '天宁区'],
  ])
})

const whole = (text: string) =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }).orders

test('a figure that stands apart and is what all lines come to is the total', () => {
  expect(whole('遮光布620米 36.5/米\n窗纱600米 14.5/米\n31330包含运费')[0]?.totalAmount?.value).toBe('31330')
  const [order] = whole('杠铃片8片@165、阻力带20条@21，1740，微信转了')
  expect(order?.totalAmount?.value).toBe('1740')
  expect(order?.lines.map((l) => l.amount)).toEqual([undefined, undefined])
  expect(whole('遮光布620米 36.5/米\n窗纱600米 14.5/米\n31331包含运费')[0]?.totalAmount).toBeUndefined()
  expect(whole('遮光布600米 36.5/米，21900包含运费')[0]?.totalAmount).toBeUndefined()
})

test('a heading with a date says no total', () => {
  expect(whole('采购汇总 6.15\n电机6台 470\n轴承20个 9').map((o) => o.totalAmount)).toEqual([undefined])
})

test('what is said at the end of some of the orders is said of those', () => {
  const three = '小丽服装：缝纫线8箱\n恒源沙发厂：皮革线200个\n腾达机械：电机5台\n'
  const read = (tail: string) => whole(three + tail).map((o) => [o.shippingMethod?.value, o.paymentTerms?.value])
  expect(read('前两家自取，第三家发百世')).toEqual([
    ['pickup', undefined],
    ['pickup', undefined],
    ['logistics', undefined],
  ])
  expect(read('恒源月结，其余现结')).toEqual([
    [undefined, 'cash'],
    [undefined, 'monthly'],
    [undefined, 'cash'],
  ])
  expect(read('仨都明天发百世快运')).toEqual(Array(3).fill(['logistics', undefined]))
  expect(read('三家拼一车，都是见货付款').map(([, pays]) => pays)).toEqual(['cod', 'cod', 'cod'])
})

test.each([
  ['三成预付，货发之前付余款', { paymentTerms: 'deposit_before_ship', depositRatio: '0.3' }],
  ['定金两成（600元），出货前清', { depositRatio: '0.2', depositAmount: '600' }],
  ['首付改四成', { depositRatio: '0.4' }],
  ['钱刚过去了', { paymentTerms: 'paid' }],
  ['收客户现的', { paymentTerms: 'cash' }],
  ['第二车到结第一车', { paymentTerms: 'rolling' }],
  ['整车拉走', { shippingMethod: 'truckload' }],
  ['麻烦送上楼', { shippingMethod: 'seller_delivery' }],
  ['周六小区北门取', { shippingMethod: 'pickup' }],
  ['到我仓库的价', { freightTerms: 'seller' }],
  ['先别开专票，普票', { invoiceType: 'ordinary' }],
] as [string, Record<string, string>][])('what is said in passing: %s', (terms, expected) => {
  const draft = draftOf(terms) as unknown as Record<string, { value: unknown } | undefined>
  expect(Object.fromEntries(Object.keys(expected).map((key) => [key, draft[key]?.value]))).toEqual(expected)
})
