import type { CatalogueProduct } from '../../../domain/intake/draft'
import { ROLES, spansOf } from '../../../domain/intake/learnt/line-roles'
import { mendRoles } from '../../../domain/intake/learnt/mend-roles'
import { piecesOf } from '../../../domain/intake/text/text-pieces'

type Label = (typeof ROLES)[number]
const SIGNS: Record<string, Label> = {
  N: 'nameBegins',
  n: 'name',
  s: 'spec',
  c: 'code',
  K: 'colorBegins',
  k: 'color',
  q: 'quantity',
  u: 'unit',
}

/** The words of goods after mending. `marks`: a sign for what each piece was read as; `maybe`: how likely each piece without a role is of one. */
function mended(
  plain: string,
  marks: string,
  maybe: Partial<Record<Label, number>> = {},
  catalogue: CatalogueProduct[] | null = null,
) {
  const { pieces } = piecesOf(plain)
  expect(pieces).toHaveLength(marks.length)
  const roles = Uint8Array.from(marks, (m) => ROLES.indexOf(SIGNS[m] ?? 'none'))
  const all = new Float64Array(pieces.length * ROLES.length)
  for (const [i, role] of roles.entries()) {
    if (role !== 0) all[i * ROLES.length + role] = 0.9
    for (const [label, share] of Object.entries(maybe)) all[i * ROLES.length + ROLES.indexOf(label as Label)] ||= share
  }
  const shares = new Float64Array(pieces.length).fill(0.9)
  mendRoles(plain, { pieces, roles, shares, all }, catalogue)
  return spansOf(pieces, roles, shares)
    .filter((s) => s.role !== 'none')
    .map((s) => `${s.role}:${plain.slice(s.start, s.end)}`)
}

const product = (code: string, name: string, aliases: string[] = []): CatalogueProduct => ({
  code,
  name,
  aliases,
  spec: '',
  unit: '个',
  price: '1',
})

describe('words of goods that were left in part', () => {
  it('takes the rest of a name up to its count', () => {
    expect(mended('木地板胶3桶', 'Nn..qu', { name: 0.3 })).toEqual(['name:木地板胶', 'quantity:3', 'unit:桶'])
    expect(mended('保温杯套20个', 'Nnn.qu', { name: 0.3 })).toEqual(['name:保温杯套', 'quantity:20', 'unit:个'])
  })
  it('takes the front of a name', () => {
    expect(mended(',电动葫芦2台', '...Nnqu', { name: 0.3 })).toEqual(['name:电动葫芦', 'quantity:2', 'unit:台'])
  })
  it('takes the measure of a figure', () => {
    expect(mended('龙头4分30个', 'Nns.qu', { spec: 0.3 })).toEqual(['name:龙头', 'spec:4分', 'quantity:30', 'unit:个'])
  })
  it('leaves the talk about goods, and what is hardly a part', () => {
    expect(mended('龙头也得30个', 'Nn..qu', { name: 0.3 })).toEqual(['name:龙头', 'quantity:30', 'unit:个'])
    expect(mended('龙头阿三30个', 'Nn..qu', { name: 0.1 })).toEqual(['name:龙头', 'quantity:30', 'unit:个'])
    expect(mended('龙头老夏30个', 'Nn..qu', { name: 0.3, customer: 0.5 })).toEqual(['name:龙头', 'quantity:30', 'unit:个'])
  })
})

describe('words that the price list knows', () => {
  const list = [product('DQ-77', '硅藻泥'), product('KP-3A', '门吸', ['地吸'])]
  it('takes an article number whole', () => {
    expect(mended('dq-77 5桶', 'sss.qu', {}, list)).toEqual(['code:dq-77', 'quantity:5', 'unit:桶'])
    expect(mended('kp-3a*6', 'K.ss.q', {}, list)).toEqual(['code:kp-3a', 'quantity:6'])
  })
  it('takes no part of a longer number', () => {
    expect(mended('dq-77.5', 'sss', {}, list)).toEqual(['spec:dq-77.5'])
  })
  it('takes a name whole, and where nothing was read', () => {
    expect(mended('硅藻泥,2袋', '.Nn.qu', {}, list)).toEqual(['name:硅藻泥', 'quantity:2', 'unit:袋'])
    expect(mended('地吸改12个', '...qu', { name: 0.2 }, list)).toEqual(['name:地吸', 'quantity:12', 'unit:个'])
  })
  it('leaves a name that is said elsewhere of a count', () => {
    expect(mended('地吸12个,地吸急', 'Nnqu....', { name: 0.2 }, list)).toEqual(['name:地吸', 'quantity:12', 'unit:个'])
  })
})

describe('lists', () => {
  it('reads a row like the others of its shape', () => {
    const rows = mended('螺母,红5\n垫片,蓝6\n铆钉,绿7', 'Nn.Kq.Nn.Kq....Kq', { name: 0.1 })
    expect(rows.slice(-3)).toEqual(['name:铆钉', 'color:绿', 'quantity:7'])
    const sizes = mended('m6 30\nm8 40\nm9 50', 'ss.q.ss.q....q', { spec: 0.1 })
    expect(sizes.slice(-2)).toEqual(['spec:m9', 'quantity:50'])
  })
  it('reads a cell like the others in running text', () => {
    expect(mended('粗5根,细6根,短7根', 'squ.squ.Nqu', { spec: 0.1 }).slice(-3)).toEqual(['spec:短', 'quantity:7', 'unit:根'])
  })
  it('leaves what can hardly be the same, and a list of two', () => {
    expect(mended('粗5根,细6根,短7根', 'squ.squ.Nqu')).toContain('name:短')
    expect(mended('粗5根,短7根', 'squ.Nqu', { spec: 0.1 })).toContain('name:短')
  })
})

describe('words that say which', () => {
  it('letters and figures that stand together are one thing', () =>
    expect(mended('油封0815-n-22 8只', 'Nncccss-qu')).toEqual(['name:油封', 'code:0815-n-22', 'quantity:8', 'unit:只']))

  it('a number of an article is told by its hyphen', () =>
    expect(mended('钻头t-608 5支', 'Nnsss-qu', { code: 0.3 })).toEqual(['name:钻头', 'code:t-608', 'quantity:5', 'unit:支']))

  it('behind a name a material is no name', () =>
    expect(mended('水壶,不锈钢,9个', 'Nn-Nnn-qu')).toEqual(['name:水壶', 'spec:不锈钢', 'quantity:9', 'unit:个']))

  it('a material that nothing is named in front of stays', () =>
    expect(mended('不锈钢9个', 'Nnnqu')).toEqual(['name:不锈钢', 'quantity:9', 'unit:个']))
})

describe('numbers by which a trade calls its colours', () => {
  it('are colours beside the goods of the trade', () => {
    expect(mended('烤瓷牙冠b2 3颗', 'Nnnnss.qu')).toEqual(['name:烤瓷牙冠', 'color:b2', 'quantity:3', 'unit:颗'])
    expect(mended('墨镜c4 6副', 'Nnss.qu')).toEqual(['name:墨镜', 'color:c4', 'quantity:6', 'unit:副'])
    expect(mended('纱卡18-3910tcx 8匹', 'Nnsssc.qu')).toEqual(['name:纱卡', 'color:18-3910tcx', 'quantity:8', 'unit:匹'])
  })
  it('go on where a stroke parts the count from them', () =>
    expect(mended('染膏6.3/12支', 'Nns.qu')).toEqual(['name:染膏', 'color:6.3', 'quantity:12', 'unit:支']))
  it('are none beside other goods', () =>
    expect(mended('轴套b2 3件', 'Nnss.qu')).toEqual(['name:轴套', 'spec:b2', 'quantity:3', 'unit:件']))
  it('are none where they go on', () =>
    expect(mended('墨镜c4-50 6副', 'Nnssss.qu')).toEqual(['name:墨镜', 'spec:c4-50', 'quantity:6', 'unit:副']))
})

describe('colours that the tables took for something else', () => {
  it('a word of a size that is a colour by itself is the colour', () => {
    expect(mended('水壶900ml/雾霾蓝5只', 'Nnssssssqu')).toContain('color:雾霾蓝')
    expect(mended('蜡烛 红色10支', 'Nn.ssqu')).toEqual(['name:蜡烛', 'color:红色', 'quantity:10', 'unit:支'])
  })

  it('透明 says which tape it is', () => {
    expect(mended('胶带 透明10卷', 'Nn.ssqu')).toContain('spec:透明')
  })

  it('a colour between the name and the count, or between the size and the name, is of the goods', () => {
    expect(mended('睡袋黑色三十条', 'Nn..qqu')).toContain('color:黑色')
    expect(mended('8mm的军绿帆布20米', 'ss...Nnqu')).toEqual(['spec:8mm', 'color:军绿', 'name:帆布', 'quantity:20', 'unit:米'])
    expect(mended('半打红手套', 'qu.Nn')).toContain('color:红')
  })

  it('the shade before a colour and two colours side by side are one', () => {
    expect(mended('鞋柜浅灰2个', 'Nn.Kqu')).toContain('color:浅灰')
    expect(mended('马甲黑拼橙60件', 'NnK.Kqu')).toContain('color:黑拼橙')
    expect(mended('马甲黑白60件', 'NnKKqu')).toEqual(['name:马甲', 'color:黑', 'color:白', 'quantity:60', 'unit:件'])
  })

  it('an English name ends with its colour', () => {
    expect(mended('rain coat black 50 pcs', 'Nnnnn.q.u')).toEqual(['name:rain coat', 'color:black', 'quantity:50', 'unit:pcs'])
  })

  it('a number in front of a row is no colour', () => {
    expect(mended('#1 毛毯 5条', 'Kk.Nn.qu')).toEqual(['name:毛毯', 'quantity:5', 'unit:条'])
  })
})
