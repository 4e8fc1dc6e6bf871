import { lineSpans, ROLES, spansOf } from '../../../domain/intake/learnt/line-roles'
import { mendRoles } from '../../../domain/intake/learnt/mend-roles'
import { piecesOf } from '../../../domain/intake/text/text-pieces'
import { isStandardType } from '../../../domain/intake/words/standard-types'

type Label = (typeof ROLES)[number]
const SIGNS: Record<string, Label> = {
  N: 'nameBegins',
  n: 'name',
  s: 'spec',
  c: 'code',
  b: 'customer',
  q: 'quantity',
  u: 'unit',
}

/** The words of goods after mending. `marks`: a sign for what each piece was read as; `maybe`: how likely each piece is of another role. */
function mended(plain: string, marks: string, maybe: Partial<Record<Label, number>> = {}) {
  const { pieces } = piecesOf(plain)
  expect(pieces).toHaveLength(marks.length)
  const roles = Uint8Array.from(marks, (m) => ROLES.indexOf(SIGNS[m] ?? 'none'))
  const all = new Float64Array(pieces.length * ROLES.length)
  for (const [i, role] of roles.entries()) {
    if (role !== 0) all[i * ROLES.length + role] = 0.6
    for (const [label, share] of Object.entries(maybe)) all[i * ROLES.length + ROLES.indexOf(label as Label)] ||= share
  }
  const shares = new Float64Array(pieces.length).fill(0.6)
  mendRoles(plain, { pieces, roles, shares, all }, null)
  return lineSpans(plain, spansOf(pieces, roles, shares)).map((s) => `${s.role}:${plain.slice(s.start, s.end)}`)
}

describe('what is told of goods', () => {
  it('holds what its figure measures', () => {
    expect(mended('榉木尾径9公分60根', 'Nnnnsssqu')).toEqual(['name:榉木', 'spec:尾径9公分', 'quantity:60', 'unit:根'])
  })
  it('stands behind its label', () => {
    expect(mended('材质:黄铜', '...Nn')).toEqual(['spec:黄铜'])
    expect(mended('货品:台灯\n数:5盏', '.......  .qu'.replace(/ /g, ''))).toContain('name:台灯')
  })
  it('is a size of paper behind a name, and not one in front of it', () => {
    expect(mended('信封 a4牛皮200个', 'Nn.Nnssqu')).toEqual(['name:信封', 'spec:a4牛皮', 'quantity:200', 'unit:个'])
    expect(mended('a4塑封机1台', 'sssNnqu')).toEqual(['name:a4塑封机', 'quantity:1', 'unit:台'])
  })
  it('is a stuff behind a name', () => {
    expect(mended('水管 ppr弯头 4分20根', 'Nn.Nnn.ssqu')).toEqual([
      'name:水管',
      'spec:ppr弯头',
      'spec:4分',
      'quantity:20',
      'unit:根',
    ])
  })
  it('is what stands in brackets with a size', () => {
    expect(mended('灯罩(30cm 亚麻)4个', 'Nn.ss.Nn.qu')).toEqual(['name:灯罩', 'spec:30cm', 'spec:亚麻', 'quantity:4', 'unit:个'])
  })
  it('is no end of a name where it is told of another one', () => {
    expect(mended('枸杞袋装5斤,红枣袋装8斤', 'Nnssqu.Nnnnqu', { spec: 0.2 })).toEqual([
      'name:枸杞',
      'spec:袋装',
      'quantity:5',
      'unit:斤',
      'name:红枣',
      'spec:袋装',
      'quantity:8',
      'unit:斤',
    ])
  })
  it('is a size right in front of a count', () => {
    expect(mended('花盆 16寸6个', 'Nn...qu', { spec: 0.4 })).toEqual(['name:花盆', 'spec:16寸', 'quantity:6', 'unit:个'])
  })
  it('is a type that all makers call so', () => {
    expect(mended('电池cr2016 20粒', 'Nncc.qu')).toEqual(['name:电池', 'spec:cr2016', 'quantity:20', 'unit:粒'])
    for (const type of ['rtx4070', 'i7-13700k', 'cjx2-1810', 'yjv22', 'j422', 'q235b', 'ip65'])
      expect(isStandardType(type)).toBe(true)
    for (const number of ['bx-206h', 'sf-2208', 'k380', 'dze-9e']) expect(isStandardType(number)).toBe(false)
  })
  it('has no strokes at its ends', () => {
    expect(mended('电机-750w-5台', 'Nnssssqu')).toEqual(['name:电机', 'spec:750w', 'quantity:5', 'unit:台'])
  })
})

describe('names of goods', () => {
  it('are the likeliest words where nothing else is named', () => {
    expect(mended('急要玻璃绳8mm*20m30卷', '.....sssssqu', { name: 0.4 })).toEqual([
      'name:玻璃绳',
      'spec:8mm*20m',
      'quantity:30',
      'unit:卷',
    ])
    expect(mended('补竹竿\n3米 5\n4米 10', '....ss.q.ss.q', { name: 0.4 })).toContain('name:竹竿')
  })
  it('begin each counted cell of a list of them', () => {
    expect(mended('拖把3把、水桶大号4个、垃圾袋5包', 'Nnqu.Nnssqu....qu')).toContain('name:垃圾袋')
    expect(mended('拖把3把、水桶大号4个、另外5包', 'Nnqu.Nnssqu...qu')).toEqual(expect.not.arrayContaining(['name:另外']))
  })
  it('begin a row that names nothing else', () => {
    expect(mended('台历 8开 20本', 'ssssssqu'.replace('ssssss', 'ss.ss.'), { name: 0.3 })).toEqual([
      'name:台历',
      'spec:8开',
      'quantity:20',
      'unit:本',
    ])
  })
  it('hold what stands between the asking and them', () => {
    expect(mended('木子家居要订实木餐桌4张', 'bbbbbbbbNnqu')).toEqual([
      'customer:木子家居',
      'name:实木餐桌',
      'quantity:4',
      'unit:张',
    ])
  })
  it('end without words of the trade', () => {
    expect(mended('羊毛毯团购20条', 'Nnnnnqu')).toEqual(['name:羊毛毯', 'quantity:20', 'unit:条'])
    expect(mended('水龙头再搁五个', 'Nnnnnqu')).toEqual(['name:水龙头', 'quantity:五', 'unit:个'])
  })
})
