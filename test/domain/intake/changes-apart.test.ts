import { newPrices } from '../../../domain/intake/learnt/changes-apart'
import type { Draft } from '../../../domain/intake/draft'
import { putLearntChanges } from '../../../domain/intake/learnt/learnt-reading'
import type { Role } from '../../../domain/intake/learnt/line-roles'
import { normaliseText } from '../../../domain/intake/text/normalise-text'
import { knownRoles } from '../../support/known-roles'

const context = { at: '2026-03-05T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null }

/** The changes of a message whose words have known roles, in the order in which they stand there. */
const changesOf = (text: string, words: [string, Role][]): string[] => {
  const { normal, roles } = knownRoles(text, words)
  const draft: Draft = { phones: [], lines: [] }
  putLearntChanges(normal, context, roles, draft, { options: [], nobody: 1 })
  return draft.lines.map((l) =>
    [
      l.op,
      l.productName?.value,
      l.spec?.value,
      l.color?.value,
      `${l.quantity?.value ?? ''}${l.unit?.value ?? ''}`,
      l.unitPrice?.value,
    ]
      .filter(Boolean)
      .join(' '),
  )
}

describe('what was taken out belongs to no count of what comes in', () => {
  test.each<[string, string, [string, Role][], string[]]>([
    [
      'another size',
      '那批滤芯10寸的抽掉，换20寸的6支',
      [
        ['滤芯', 'name'],
        ['10寸', 'spec'],
        ['20寸', 'spec'],
        ['6', 'quantity'],
        ['支', 'unit'],
      ],
      ['remove 滤芯 10寸', 'add 滤芯 20寸 6支'],
    ],
    [
      'another colour, told without a name',
      '窗帘杆花样换一下，香槟金不要，全做枪灰，30根',
      [
        ['窗帘杆', 'name'],
        ['香槟金', 'color'],
        ['枪灰', 'color'],
        ['30', 'quantity'],
        ['根', 'unit'],
      ],
      ['remove 窗帘杆 香槟金', 'add 窗帘杆 枪灰 30根'],
    ],
    [
      'one for another',
      '秧盘换成育苗盘，80张',
      [
        ['秧盘', 'name'],
        ['育苗盘', 'name'],
        ['80', 'quantity'],
        ['张', 'unit'],
      ],
      ['remove 秧盘', 'add 育苗盘 80张'],
    ],
    [
      'a size taken out in front of other goods',
      '上周那单，32芯的光缆先砍掉，补2台熔接机',
      [
        ['32芯', 'spec'],
        ['光缆', 'name'],
        ['2', 'quantity'],
        ['台', 'unit'],
        ['熔接机', 'name'],
      ],
      ['remove 光缆 32芯', 'add 熔接机 2台'],
    ],
    [
      'what was there before comes to more',
      '软管不要了，都用硬管，加到16卷',
      [
        ['软管', 'name'],
        ['硬管', 'name'],
        ['16', 'quantity'],
        ['卷', 'unit'],
      ],
      ['remove 软管', 'set 硬管 16卷'],
    ],
    [
      'what is counted in an earlier clause',
      '浇水壶减为40个，红陶盆划掉',
      [
        ['浇水壶', 'name'],
        ['40', 'quantity'],
        ['个', 'unit'],
        ['红陶盆', 'name'],
      ],
      ['set 浇水壶 40个', 'remove 红陶盆'],
    ],
  ])('%s', (_class, text, words, changes) => expect(changesOf(text, words)).toEqual(changes))

  test.each<[string, string, [string, Role][], string[]]>([
    [
      'goods that get another colour',
      '藤椅改成米白',
      [
        ['藤椅', 'name'],
        ['米白', 'color'],
      ],
      ['set 藤椅 米白'],
    ],
    [
      'goods that get a size',
      '花架改成三层的，12个',
      [
        ['花架', 'name'],
        ['三层', 'spec'],
        ['12', 'quantity'],
        ['个', 'unit'],
      ],
      ['set 花架 三层 12个'],
    ],
  ])('not %s', (_class, text, words, changes) => expect(changesOf(text, words)).toEqual(changes))
})

test('a count that was is none', () =>
  expect(
    changesOf('球阀敲错了，是36个不是63个', [
      ['球阀', 'name'],
      ['36', 'quantity'],
      ['个', 'unit'],
      ['63', 'quantity'],
      ['个', 'unit'],
    ]),
  ).toEqual(['set 球阀 36个']))

test.each([
  ['an agreed price', '洗衣液单价谈好了，改成17.6', ['洗衣液', 'name'], 'set 洗衣液 17.6'],
  ['a price told wrong', '地垫单价录错，应为93.5，数量没问题', ['地垫', 'name'], 'set 地垫 93.5'],
] as const)('%s changes the goods in front of it', (_class, text, word, change) =>
  expect(changesOf(text, [[...word]])).toEqual([change]),
)

test.each([
  ['a count', '单价不变，数量改30箱', []],
  ['a share', '单价降了，改成9%', []],
  ['a rise', '胶合板涨到106了', ['106']],
])('prices that change: %s', (_class, text, prices) =>
  expect(newPrices(normaliseText(text).plain).map((p) => p.value)).toEqual(prices),
)

describe('goods that are only spoken of do not change', () => {
  test.each<[string, string, [string, Role][], string[]]>([
    [
      'kept as they are',
      '童袜砍到90双，船袜不动',
      [
        ['童袜', 'name'],
        ['90', 'quantity'],
        ['双', 'unit'],
        ['船袜', 'name'],
      ],
      ['set 童袜 90双'],
    ],
    ['named for their order', '那批烘干机，收货人换小唐', [['烘干机', 'name']], []],
    [
      'another size that stays',
      '滤网60目的先撤，80目的保留',
      [
        ['滤网', 'name'],
        ['60目', 'spec'],
        ['80目', 'spec'],
      ],
      ['remove 滤网 60目'],
    ],
  ])('%s', (_class, text, words, changes) => expect(changesOf(text, words)).toEqual(changes))
})

describe('what the words of changing tell where the tables do not', () => {
  test.each<[string, string, [string, Role][], string[]]>([
    ['a count and its goods', '保鲜盒多来50个', [], ['add 保鲜盒 50个']],
    ['a count in words', '雨靴改成十七双', [['十', 'quantity']], ['set 雨靴 17双']],
    [
      'pieces that look like money',
      '另外补2块4T硬盘',
      [
        ['2块', 'price'],
        ['4T', 'spec'],
        ['硬盘', 'name'],
      ],
      ['add 硬盘 4T 2块'],
    ],
    [
      'goods that go',
      '消防栓减到20套，反光衣砍掉',
      [
        ['消防栓', 'name'],
        ['20', 'quantity'],
        ['套', 'unit'],
      ],
      ['set 消防栓 20套', 'remove 反光衣'],
    ],
    [
      'a size',
      '球衣XL改成6件',
      [
        ['球衣', 'name'],
        ['6', 'quantity'],
        ['件', 'unit'],
      ],
      ['set 球衣 XL 6件'],
    ],
  ])('%s', (_class, text, words, changes) =>
    expect(
      changesOf(
        text,
        words.map(([w, r]) => [w.toLowerCase(), r]),
      ),
    ).toEqual(changes),
  )
})

test.each<[string, string, [string, Role][], string[]]>([
  [
    'not to be sent',
    '垃圾桶别发13箱发11箱',
    [
      ['垃圾桶', 'name'],
      ['13', 'quantity'],
      ['箱', 'unit'],
      ['11', 'quantity'],
      ['箱', 'unit'],
    ],
    ['set 垃圾桶 11箱'],
  ],
  [
    'less by a few',
    '探头减两个，变10个',
    [
      ['探头', 'name'],
      ['两', 'quantity'],
      ['个', 'unit'],
      ['10', 'quantity'],
      ['个', 'unit'],
    ],
    ['set 探头 10个'],
  ],
  [
    'was before',
    '鼠标垫原600片，现750片',
    [
      ['鼠标垫', 'name'],
      ['600', 'quantity'],
      ['片', 'unit'],
      ['750', 'quantity'],
      ['片', 'unit'],
    ],
    ['set 鼠标垫 750片'],
  ],
])('a count that holds no more: %s', (_class, text, words, changes) => expect(changesOf(text, words)).toEqual(changes))

test.each<[string, string, [string, Role][], string[]]>([
  [
    'a measure and a colour',
    '鞋柜高度改900，颜色胡桃',
    [
      ['鞋柜', 'name'],
      ['900', 'quantity'],
      ['胡桃', 'color'],
    ],
    ['set 鞋柜 900 胡桃'],
  ],
  [
    'a price that was taken for a size',
    '油毡单价应该是38',
    [
      ['油毡', 'name'],
      ['38', 'spec'],
    ],
    ['set 油毡 38'],
  ],
  [
    'a size behind a colour',
    '围裙灰36不要了',
    [
      ['围裙', 'name'],
      ['灰', 'color'],
    ],
    ['remove 围裙 36 灰'],
  ],
])('changes of one article: %s', (_class, text, words, changes) => expect(changesOf(text, words)).toEqual(changes))

test('what is quoted is how the order was: what follows changes it', () =>
  expect(
    changesOf('「阿南：彩旗5套，横幅8条」\n----\n横幅加到12条，彩旗改7套', [
      ['彩旗', 'name'],
      ['5', 'quantity'],
      ['套', 'unit'],
      ['横幅', 'name'],
      ['8', 'quantity'],
      ['条', 'unit'],
      ['12', 'quantity'],
      ['条', 'unit'],
      ['7', 'quantity'],
      ['套', 'unit'],
    ]),
  ).toEqual(['set 横幅 12条', 'set 彩旗 7套']))

describe('a figure that another one turns into holds no more', () => {
  test.each<[string, string, [string, Role][], string[]]>([
    [
      'glued to a size',
      '那单围裙xl40改55',
      [
        ['围裙', 'name'],
        ['xl', 'spec'],
        ['40', 'quantity'],
        ['55', 'price'],
      ],
      ['set 围裙 xl 55'],
    ],
    [
      'like a size, in front of an arrow',
      '改单：遮阳网 墨绿 260 ➜ 300米',
      [
        ['遮阳网', 'name'],
        ['墨绿', 'color'],
        ['260', 'spec'],
        ['300', 'quantity'],
        ['米', 'unit'],
      ],
      ['set 遮阳网 墨绿 300米'],
    ],
    [
      'less of it for now',
      '昨天的滤网60片只发30片',
      [
        ['滤网', 'name'],
        ['60', 'quantity'],
        ['片', 'unit'],
        ['30', 'quantity'],
        ['片', 'unit'],
      ],
      ['set 滤网 30片'],
    ],
    [
      'by which one article comes in the place of another',
      '老孟的铜阀门调成铁阀门8个',
      [
        ['铜阀门', 'name'],
        ['铁阀门', 'name'],
        ['8', 'quantity'],
        ['个', 'unit'],
      ],
      ['remove 铜阀门', 'add 铁阀门 8个'],
    ],
  ])('%s', (_case, text, words, changes) => expect(changesOf(text, words)).toEqual(changes))
})

test.each<[string, string, [string, Role][], string[]]>([
  [
    'a count that is only told as such',
    'MJ-0412的手轮换成把手，数量还是800',
    [
      ['手轮', 'name'],
      ['把手', 'name'],
    ],
    ['remove 手轮', 'add 把手 800'],
  ],
  [
    'some thousands are no count',
    '那单拉环去掉，仓里还有几千只',
    [
      ['拉环', 'name'],
      ['千', 'quantity'],
      ['只', 'unit'],
    ],
    ['remove 拉环'],
  ],
  [
    'a verb at the end of a name',
    '奶粉罐改500只',
    [
      ['奶粉罐改', 'name'],
      ['500', 'quantity'],
      ['只', 'unit'],
    ],
    ['set 奶粉罐 500只'],
  ],
  [
    'a size in front of a new price',
    '那单密度板15 e0涨到98了',
    [
      ['密度板', 'name'],
      ['15', 'quantity'],
      ['e0', 'spec'],
    ],
    ['set 密度板 15 e0 98'],
  ],
])('changes of which words around them tell: %s', (_case, text, words, changes) =>
  expect(changesOf(text, words)).toEqual(changes),
)

test.each<[string, string, string[]]>([
  ['in coins', '单价改成65块5，老板同意', ['65.5']],
  ['per unit', '价打错了，系统里改成35.5元/卷', ['35.5/卷']],
  ['behind what it was', '单价写错，不是9.5，是9.2', ['9.2']],
  ['as the new one', '按新价272，不行再说', ['272']],
])('a price changes, told %s', (_case, text, prices) =>
  expect(newPrices(normaliseText(text).plain).map((p) => p.value + (p.per ? `/${p.per.unit}` : ''))).toEqual(prices),
)

test.each<[string, string, [string, Role][]]>([
  ['when they come', '那单彩条布改25号送', [['彩条布', 'name']]],
  ['where to', '苗盘送货点变了，改到东门', [['苗盘', 'name']]],
  ['how they are packed', '昨天的台布先别打包', [['台布', 'name']]],
])('goods of which only is told %s do not change', (_case, text, words) => expect(changesOf(text, words)).toEqual([]))
