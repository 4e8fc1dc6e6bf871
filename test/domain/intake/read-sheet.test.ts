import { readSheets } from '../../../domain/intake/sheet/read-sheet'
import type { Sheet, SheetCell } from '../../../domain/intake/sheet/sheet'
import type { IntakeContext } from '../../../domain/intake/draft'
import { cpuOf } from '../../support/growth'

/** A grid written for people: cells between |, empty cells blank, numbers as numbers. */
const grid = (text: string, over: Partial<Sheet> = {}): Sheet => ({
  name: '订货单',
  hidden: false,
  merges: [],
  hiddenRows: [],
  rows: text
    .split('\n')
    .map((l) => l.trim())
    .filter((l) => l !== '')
    .map((l) =>
      l.split('|').map((c): SheetCell | undefined => {
        const t = c.trim()
        if (t === '' || t === '-') return undefined
        if (/^\d{4}-\d\d-\d\d$/.test(t)) return { text: t, kind: 'date' }
        return { text: t.replaceAll('⏎', '\n'), kind: /^-?\d{1,9}(\.\d+)?$/.test(t) && !/^0\d/.test(t) ? 'number' : 'text' }
      }),
    ),
  ...over,
})

const catalogue: NonNullable<IntakeContext['catalogue']> = [
  { code: 'SJ80-Z', name: '双胶纸', aliases: ['80g双胶纸'], spec: '80g 787*1092', unit: '令', price: '155' },
  { code: 'TB157-D', name: '铜版纸', aliases: [], spec: '157g 889*1194', unit: '令', price: '310' },
]
const context = (over: Partial<IntakeContext> = {}): IntakeContext => ({
  at: '2026-03-02T09:30:00+08:00',
  timezone: 'Asia/Shanghai',
  catalogue: null,
  customers: [{ id: 'c1', name: '锦程印刷', aliases: ['锦程'] }],
  ...over,
})
const read = (sheets: Sheet | Sheet[], over: { context?: Partial<IntakeContext>; fileName?: string; words?: string } = {}) =>
  readSheets([sheets].flat(), {
    context: context(over.context),
    fileName: over.fileName ?? '订货单.xlsx',
    words: over.words ?? '',
    ownName: '华岭纸业',
  })
const lineWords = (r: ReturnType<typeof read>, order = 0) =>
  r.orders[order]?.draft.lines.map((l) =>
    [l.productName?.value, l.spec?.value, l.color?.value, `${l.quantity?.value ?? '?'}${l.unit?.value ?? ''}`, l.unitPrice?.value]
      .filter(Boolean)
      .join(' '),
  )

describe('the table', () => {
  test('a heading is found by meaning, in any order, below title rows', () => {
    const r = read(
      grid(`锦程印刷有限公司订货单
        单位 | 单价(元) | 备注 | 数量 | 规格 | 品名
        令 | 155 | 加急 | 120 | 787*1092 | 80g双胶纸
        令 | 310 | | 30 | 889*1194 | 157g铜版纸`),
    )
    expect(lineWords(r)).toEqual(['80g双胶纸 787*1092 120令 155', '157g铜版纸 889*1194 30令 310'])
    expect(r.orders[0]?.draft.lines[0]?.note?.value).toBe('加急')
    expect(r.orders[0]?.lineRows).toEqual([3, 4])
    expect(r.orders[0]?.cells['lines[1].quantity']).toBe('D4')
    expect(r.orders[0]?.draft.customerName?.value).toBe('锦程印刷')
  })

  test('every span of a line is the slice of the text that it names', () => {
    const order = read(grid('品名|规格|数量|单位|单价\n双胶纸|80g|120|令|155')).orders[0]
    const spans = (order?.draft.lines ?? [])
      .flatMap((l) => Object.values(l))
      .flatMap((v) => (v && typeof v === 'object' && 'spans' in v ? v.spans : []))
    expect(spans.length).toBeGreaterThan(3)
    for (const s of spans) expect(order?.text.slice(s.start, s.end)).toBe(s.text)
  })

  test('units stand beside the number, in their column, in the heading or in the name of the column', () => {
    expect(lineWords(read(grid('品名|数量\n双胶纸|120令')))).toEqual(['双胶纸 120令'])
    expect(lineWords(read(grid('品名|数量（令）\n双胶纸|120')))).toEqual(['双胶纸 120令'])
    expect(lineWords(read(grid('品名|数量/KG|单价\n涂料|12.5|8')))).toEqual(['涂料 12.5公斤 8'])
    expect(lineWords(read(grid('产品|箱数|单价(元/箱)\n矿泉水|20|24')))).toEqual(['矿泉水 20箱 24'])
  })

  test('several columns of one kind make one spec, with the unit of their heading', () => {
    expect(lineWords(read(grid('品名|克重(g)|尺寸|数量|单位\n双胶纸|80|787*1092|120|令')))).toEqual(['双胶纸 80g 787*1092 120令'])
  })

  test('a heading over two rows is read together', () => {
    const sheet = grid('品名|数量||单价\n|令|张|\n双胶纸|120||155', {
      merges: [
        { top: 0, left: 0, bottom: 1, right: 0 },
        { top: 0, left: 1, bottom: 0, right: 2 },
        { top: 0, left: 3, bottom: 1, right: 3 },
      ],
    })
    expect(lineWords(read(sheet))).toEqual(['双胶纸 120令 155'])
    expect(read(sheet).orders[0]?.notes.map((n) => n.code)).toEqual(['TWO_QUANTITIES'])
  })

  test('a heading over several columns names the matter, the one below it the column', () => {
    const sheet = grid(
      '序号|物料|||采购||交货|备注\n|名称|规格|材质/等级|数量(套)|单价(元)|日期|\n1|螺栓|M8*30|8.8级 镀锌|5,000|0.42|2026-12-20|不要散装',
      {
        merges: [
          { top: 0, left: 0, bottom: 1, right: 0 },
          { top: 0, left: 1, bottom: 0, right: 3 },
          { top: 0, left: 4, bottom: 0, right: 5 },
        ],
      },
    )
    const r = read(sheet)
    expect(lineWords(r)).toEqual(['螺栓 M8*30 8.8级 镀锌 5000套 0.42'])
    expect(r.orders[0]?.draft.requestedDate?.value).toBe('2026-12-20')
  })

  test('what goods of other trades are sized by is their spec', () =>
    expect(lineWords(read(grid('品名|口径|压力|要货数|单位|送货日\n闸阀|DN80|PN16|6|台|2026-12-20')))).toEqual([
      '闸阀 DN80 PN16 6台',
    ]))

  test('tall merged cells name the goods of each of their rows; 同上 repeats with a doubt', () => {
    const merged = grid('品名|规格|数量|单位\n双胶纸|70g|10|令\n|80g|20|令\n铜版纸|157g|5|令\n同上|200g|6|令', {
      merges: [{ top: 1, left: 0, bottom: 2, right: 0 }],
    })
    const r = read(merged)
    expect(lineWords(r)).toEqual(['双胶纸 70g 10令', '双胶纸 80g 20令', '铜版纸 157g 5令', '铜版纸 200g 6令'])
    expect(r.orders[0]?.doubts).toEqual([{ path: 'orders[0].lines[3].productName', reason: 'LOW_CONFIDENCE' }])
  })

  test('totals are no line, and must add up', () => {
    const good = read(grid('品名|数量|单位|单价|金额\n双胶纸|120|令|155|18600\n铜版纸|30|令|310|9300\n合计|150|||27900'))
    expect(good.orders[0]?.draft.totalAmount?.value).toBe('27900')
    expect(good.orders[0]?.doubts).toEqual([])
    const bad = read(grid('品名|数量|单位|单价|金额\n双胶纸|120|令|155|18000\n铜版纸|30|令|310|9300\n合计|160|||28000'))
    expect(bad.orders[0]?.doubts.map((d) => [d.path, d.reason])).toEqual([
      ['orders[0].lines[0].amount', 'AMOUNT_CONFLICT'],
      ['orders[0].totalAmount', 'TOTAL_CONFLICT'],
    ])
    expect(bad.orders[0]?.notes).toEqual([{ code: 'QUANTITY_TOTAL', params: { stated: '160', counted: '150', cell: 'B4' } }])
  })

  test('rows without a quantity are not ordered, and this is said', () => {
    const r = read(grid('货号|品名|单价|数量|单位\nA01|双胶纸|155||令\nA02|铜版纸|310|30|令\nA03|白卡|420|0|令'))
    expect(lineWords(r)).toEqual(['铜版纸 30令 310'])
    expect(r.orders[0]?.notes).toEqual([{ code: 'ROWS_WITHOUT_QUANTITY', params: { count: '2' } }])
  })

  test('a quantity in words that is none stays open instead of being guessed', () => {
    const r = read(grid('品名|数量|单位\n双胶纸|待定|令\n铜版纸|约30|令\n白卡|-5|令'))
    expect(r.orders[0]?.draft.lines.map((l) => l.quantity?.value)).toEqual([undefined, '30', undefined])
    expect(r.orders[0]?.draft.lines[0]?.note?.value).toContain('待定')
    expect(r.orders[0]?.doubts).toEqual([{ path: 'orders[0].lines[1].quantity', reason: 'LOW_CONFIDENCE' }])
  })

  test('money of another country is never taken for yuan', () => {
    const r = read(grid('Item|Qty|Unit|Unit Price(USD)\nCopy paper|200|ctn|11.5'))
    expect(lineWords(r)).toEqual(['Copy paper 200箱'])
    expect(r.orders[0]?.notes.map((n) => n.code)).toEqual(['NOT_CNY'])
  })

  test('a price with hidden decimals and a price for another unit are doubts', () => {
    const r = read(grid('品名|数量|单位|单价\n双胶纸|120|令|155.33333333\n铜版纸|30|令|7600元/吨'))
    expect(r.orders[0]?.doubts.map((d) => [d.path, d.reason])).toEqual([
      ['orders[0].lines[0].unitPrice', 'LONG_PRICE'],
      ['orders[0].lines[1].unitPrice', 'PRICE_UNIT_DIFFERS'],
    ])
  })

  test('the catalogue is asked with name and spec, and by code', () => {
    const r = read(grid('编码|品名|规格|数量|单位\nTB157-D|铜版|157g|30|令\n|80g双胶纸|787*1092|120|令\n|牛皮纸|90g|5|令'), {
      context: { catalogue },
    })
    expect(r.orders[0]?.draft.lines.map((l) => l.catalogCode)).toEqual(['TB157-D', 'SJ80-Z', null])
    expect(r.orders[0]?.doubts).toEqual([{ path: 'orders[0].lines[2].productName', reason: 'NOT_IN_CATALOGUE' }])
  })
})

describe('sizes', () => {
  test('a row of sizes is one line for each size that is ordered, and the sum column is no quantity', () => {
    const r = read(
      grid(
        '单位：件\n款号|颜色|S|M|L|2XL|合计|单价|金额\nT801|米白|10|20||5|35|39.9|1396.5\nT802|藏青||30|30||60|45|2700\n合计||10|50|30|5|95||4096.5',
      ),
    )
    expect(lineWords(r)).toEqual([
      'T801 S 米白 10件 39.9',
      'T801 M 米白 20件 39.9',
      'T801 2XL 米白 5件 39.9',
      'T802 M 藏青 30件 45',
      'T802 L 藏青 30件 45',
    ])
    expect(r.orders[0]?.draft.totalAmount?.value).toBe('4096.5')
    expect(r.orders[0]?.doubts).toEqual([])
    expect(r.orders[0]?.cells['lines[1].quantity']).toBe('D3')
    expect(r.orders[0]?.lineRows).toEqual([3, 3, 3, 4, 4])
  })

  test('measures head columns of counts, with nothing but a name beside them', () =>
    expect(lineWords(read(grid('品名|M8|M10|M12\n螺母|5000|3000|2000\n平垫圈|5000||')))).toEqual([
      '螺母 M8 5000',
      '螺母 M10 3000',
      '螺母 M12 2000',
      '平垫圈 M8 5000',
    ]))

  test('shoe sizes are rising numbers', () => {
    expect(lineWords(read(grid('货号|颜色|单位|38|39|40|41|数量\nA12|黑色|双|2|4||1|7')))).toEqual([
      'A12 38 黑色 2双',
      'A12 39 黑色 4双',
      'A12 41 黑色 1双',
    ])
  })

  test('money as the unit of a sheet is no unit of goods', () => {
    expect(lineWords(read(grid('单位：元\n品名|数量|单价\n双胶纸|120|155')))).toEqual(['双胶纸 120 155'])
  })
})

describe('around the table', () => {
  test('labels above and below give customer, contact, phone, address, date and terms', () => {
    const order = read(
      grid(`订 货 单
        购货单位 | 锦程印刷 | | 日期 | 2026-03-01
        联系人：王敏 | | | 联系电话 | 13812345678
        品名 | 数量 | 单位 | 单价
        双胶纸 | 120 | 令 | 155
        合计 | 120
        收货地址：广东省广州市白云区石井街道88号
        交货日期 | 2026-03-20 | | 付款方式 | 月结30天`),
    ).orders[0]
    expect(order?.draft.customerName?.value).toBe('锦程印刷')
    expect(order?.draft.contactName?.value).toBe('王敏')
    expect(order?.draft.phones.map((p) => p.value)).toEqual(['13812345678'])
    expect(order?.draft.address?.raw.value).toContain('石井街道88号')
    expect(order?.draft.requestedDate?.value).toBe('2026-03-20')
    expect(order?.draft.paymentTerms?.value).toBe('monthly:30')
    expect(order?.cells['customerName']).toBe('B2')
    expect(order?.cells['requestedDate']).toBe('B8')
  })

  test('the day of writing, our own company and the maker of the sheet are not the order', () => {
    const order = read(
      grid('华岭纸业有限公司销售订货单\n供方|华岭纸业有限公司|||制单日期|2026-03-01\n品名|数量|单位\n双胶纸|120|令\n制单：李芳'),
    ).orders[0]
    expect(order?.draft.customerName).toBeUndefined()
    expect(order?.draft.requestedDate).toBeUndefined()
    expect(order?.draft.contactName).toBeUndefined()
  })

  test('a column of customers gives one order each, a column of different dates a doubt', () => {
    const r = read(
      grid(
        '客户|品名|数量|单位|交期\n锦程印刷|双胶纸|120|令|2026-03-20\n鸿运包装|白卡|3|吨|2026-03-25\n锦程印刷|铜版纸|30|令|2026-03-22',
      ),
    )
    expect(r.orders.map((o) => [o.draft.customerName?.value, o.draft.lines.length])).toEqual([
      ['锦程印刷', 2],
      ['鸿运包装', 1],
    ])
    expect(r.orders[0]?.draft.requestedDate?.value).toBe('2026-03-20')
    expect(r.orders[0]?.doubts).toContainEqual({ path: 'orders[0].requestedDate', reason: 'TWO_DATES' })
    expect(r.orders[1]?.draft.requestedDate?.value).toBe('2026-03-25')
  })
})

describe('files and sheets', () => {
  const table = '品名|数量|单位\n双胶纸|120|令'
  test('each sheet with an order is an order; hidden sheets are left out and named', () => {
    const r = read([
      grid(table, { name: '三月' }),
      grid('品名|数量|单位\n白卡|3|吨', { name: '四月' }),
      grid(table, { name: '旧', hidden: true }),
    ])
    expect(r.orders.map((o) => o.sheet)).toEqual(['三月', '四月'])
    expect(r.orders[0]?.notes).toEqual([{ code: 'HIDDEN_SHEET', params: { names: '旧' } }])
  })

  test.each([
    ['库存表', grid(table, { name: '库存表' }), '库存表.xlsx', 'OTHER_PAPER'],
    ['a price list', grid('品名|规格|单价\n双胶纸|80g|155'), '资料.xlsx', 'NO_QUANTITY_COLUMN'],
    ['an order form without a quantity', grid('品名|数量|单位\n双胶纸||令'), '订货单.xlsx', 'NO_FILLED_ROWS'],
    ['a list of names', grid('姓名|部门\n王敏|采购'), '通讯录.xlsx', 'NO_TABLE'],
  ])('%s is no order', (_, sheet, fileName, why) => {
    expect(read(sheet, { fileName })).toEqual({ orders: [], why })
  })

  test('more than 200 lines are too many for one order', () => {
    const rows = Array.from({ length: 201 }, (_, i) => `双胶纸${i}|${i + 1}|令`).join('\n')
    expect(read(grid(`品名|数量|单位\n${rows}`))).toEqual({ orders: [], why: 'TOO_MANY_LINES' })
  })

  test('a form with labels beside values and no table is read as its text', () => {
    const r = read(grid('客户：|锦程印刷\n产品名称：|80g双胶纸\n规格：|787*1092\n数量：|120令\n单价：|155'), {
      context: { catalogue },
    })
    expect(r.orders[0]?.draft.lines[0]?.quantity?.value).toBe('120')
    expect(r.orders[0]?.draft.customerName?.value).toBe('锦程印刷')
  })

  test('two thousand rows of forty long cells cost not much more than two', async () => {
    const rows = Array.from({ length: 2000 }, (_, r) =>
      Array.from({ length: 40 }, (_, c): SheetCell => ({ text: `${'数量（'.repeat(60)}${r}${c}`, kind: 'text' })),
    )
    const cost = (size: number) => cpuOf(() => read({ ...grid(table), rows: rows.slice(0, size) }), 2)
    // About three times the cost of two rows, which is the cost of finding no table in them.
    expect(await cost(2000)).toBeLessThan(25 * (await cost(2)))
  })
})
