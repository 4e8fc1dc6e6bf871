import type { CatalogueProduct } from '../../../domain/intake/draft'
import { ROLES, spansOf } from '../../../domain/intake/learnt/line-roles'
import { mendRoles } from '../../../domain/intake/learnt/mend-roles'
import { piecesOf } from '../../../domain/intake/text/text-pieces'

type Label = (typeof ROLES)[number]
const SIGNS: Record<string, Label> = { N: 'nameBegins', n: 'name', s: 'spec', c: 'code', q: 'quantity', u: 'unit' }

/** The words of goods after mending. `marks`: a sign for what each piece was read as. */
function mended(plain: string, marks: string, catalogue: CatalogueProduct[]) {
  const { pieces } = piecesOf(plain)
  expect(pieces).toHaveLength(marks.length)
  const roles = Uint8Array.from(marks, (m) => ROLES.indexOf(SIGNS[m] ?? 'none'))
  const all = new Float64Array(pieces.length * ROLES.length)
  for (const [i, role] of roles.entries()) if (role !== 0) all[i * ROLES.length + role] = 0.9
  const shares = new Float64Array(pieces.length).fill(0.9)
  mendRoles(plain, { pieces, roles, shares, all }, catalogue)
  return spansOf(pieces, roles, shares)
    .filter((s) => !['none', 'quantity', 'unit'].includes(s.role))
    .map((s) => `${s.role}:${plain.slice(s.start, s.end)}`)
}

const product = (code: string, name: string, spec: string, ...aliases: string[]): CatalogueProduct => ({
  code,
  name,
  aliases,
  spec,
  unit: '个',
  price: '1',
})

describe('a count without a name', () => {
  const list = [product('RH', '除锈润滑剂', '400ml/瓶', 'WD40', '五防剂'), product('J5', '发泡胶', '750ml/支', '502')]
  it('is of the goods that the list calls so', () => {
    expect(mended('502/20ml/4箱', 's.ss.qu', list)).toEqual(['name:502', 'spec:20ml'])
    expect(mended('来3箱wd40', '.qu..', list)).toEqual(['name:wd40'])
    expect(mended('五防剂两箱', '...qu', list)).toEqual(['name:五防剂'])
  })
  it('is not of what stands in a longer figure, nor of what is talked of further on', () => {
    expect(mended('502*60两箱', 'sssqu', list)).toEqual(['spec:502*60'])
    expect(mended('再加3箱,发泡胶先不动', '..qu.......', list)).toEqual([])
  })
  it('is of what names of the list begin or end with', () => {
    const tools = [product('T1', '手动葫芦', '1吨', '倒链葫芦'), product('T2', '铁皮油壶', '2L')]
    expect(mended('倒链1吨6台', '..ssqu', tools)).toEqual(['name:倒链', 'spec:1吨'])
    expect(mended('来两把壶,6台葫芦', '.qu..qu..', tools)).toEqual(['name:壶', 'name:葫芦'])
    expect(mended('壶改6个', '..qu', tools)).toEqual(['name:壶'])
    expect(mended('壶嘴6个', '..qu', tools)).toEqual([])
  })
  it('is of the article named before where only what tells it apart is said', () => {
    const taps = [product('S1', '水龙头', '单冷'), product('S2', '水龙头', '冷热')]
    expect(mended('单冷的水龙头60个,冷热的60个', 'ss.Nnnqu....qu', taps)).toEqual(['spec:单冷', 'name:水龙头', 'spec:冷热'])
    expect(mended('单冷的水龙头60个,急用的60个', 'ss.Nnnqu....qu', taps)).toEqual(['spec:单冷', 'name:水龙头'])
  })
  it('keeps the name that it has', () => {
    expect(mended('枪502两箱', 'Nsqu', list)).toEqual(['name:枪', 'spec:502'])
  })
})

describe('words by which a list tells articles apart', () => {
  const list = [
    product('M1', '实木门', '单开 烤漆', '房门'),
    product('M2', '实木门', '双开 烤漆', '房门'),
    product('L1', '冷凝器', '593 立式', '换热器'),
    product('C1', '暖水袋', '带绒套', '热水袋'),
    product('C2', '暖水袋', '不带绒套', '热水袋'),
    product('B1', '整理框', '大号', '方框'),
    product('U1', '充电插座', '双USB', 'USB插座'),
  ]
  it('are spec in a name', () => {
    expect(mended('双开房门3个', 'Nnnnqu', list)).toEqual(['spec:双开', 'name:房门'])
    expect(mended('房门双开3个', 'Nnnnqu', list)).toEqual(['name:房门', 'spec:双开'])
    expect(mended('大方框3个', 'Nnnqu', list)).toEqual(['spec:大', 'name:方框'])
    expect(mended('593换热器2台', 'Nnnnqu', list)).toEqual(['spec:593', 'name:换热器'])
    // 木门 ends a name of the list.
    expect(mended('单开木门3个', 'Nnnnqu', list)).toEqual(['spec:单开', 'name:木门'])
  })
  it('are spec by a name', () => {
    expect(mended('6个烤漆的房门', 'qu...Nn', list)).toEqual(['spec:烤漆', 'name:房门'])
    expect(mended('热水袋无绒套6个', 'Nnn...qu', list)).toEqual(['name:热水袋', 'spec:无绒套'])
  })
  it('leave names that the list knows whole', () => {
    expect(mended('usb插座3个', 'sNnqu', list)).toEqual(['name:usb插座'])
    expect(mended('热水袋3个', 'Nnnqu', list)).toEqual(['name:热水袋'])
    expect(mended('柚木门3个', 'Nnnqu', list)).toEqual(['name:柚木门'])
  })
})

test('a type of an article is whole though a name of the list stands in it', () => {
  const list = [product('D2', '驱动板', 'DRV8833PWP SSOP16', 'DRV8833')]
  expect(mended('drv8833pwp 20片', 'Nns.qu', list)).toEqual(['spec:drv8833pwp'])
  expect(mended('drv8833 20片', 'Nn.qu', list)).toEqual(['name:drv8833'])
})

describe('what only tells articles apart', () => {
  const list = [
    product('J1', '洁厕液', '柠檬香 500ml'),
    product('J2', '洁厕液', '松木香 500ml'),
    product('B1', '踢脚线', '胡桃 8cm'),
    product('B2', '踢脚线', '暖白 8cm'),
    product('Z1', '瓦楞纸', '三层'),
  ]
  it('is no name of goods behind them', () => {
    expect(mended('洁厕液:柠檬香3瓶,松木香5瓶', 'Nnn.Nnnqu.Nnnqu', list)).toEqual(['name:洁厕液', 'spec:柠檬香', 'spec:松木香'])
  })
  it('is a colour where it names one', () => {
    expect(mended('胡桃踢脚线20根', '..Nnnqu', list)).toEqual(['color:胡桃', 'name:踢脚线'])
  })
  it('leaves a count its name, though its last sign is missing', () => {
    expect(mended('踢脚线 20根,100g瓦楞30张', 'Nnn.qu.ssssqu', list)).toEqual(['name:踢脚线', 'spec:100g', 'name:瓦楞'])
  })
})

it('an article number is one without its signs too, unless the list describes an article by it', () => {
  const list = [product('QX-560', '角阀', '铜'), product('DN-40', '球阀', 'DN40')]
  expect(mended('qx560*25', '....', list)).toEqual(['code:qx560'])
  expect(mended('dn40*25', 'ss..', list)).toEqual(['spec:dn40'])
})

describe('what tells articles apart stands', () => {
  const list = [
    product('T1', '陶瓷花盆', '180mm', '花盆'),
    product('T2', '塑料花盆', '180mm', '花盆'),
    product('C1', '手推车', '平板'),
    product('C2', '手推车', '折叠'),
    product('M1', '密封条', '9厘'),
    product('L1', '灯珠', '3528 白光', 'LED'),
  ]
  it('in front of a size', () => {
    expect(mended('陶瓷180花盆6个', 'NnsNnqu', list)).toEqual(['spec:陶瓷180', 'name:花盆'])
  })
  it('behind it, in the next cell and in brackets', () => {
    expect(mended('花盆180 塑料 6个', 'Nns....qu', list)).toEqual(['name:花盆', 'spec:180', 'spec:塑料'])
    expect(mended('手推车\n平板\n2台', 'Nnn....qu', list)).toEqual(['name:手推车', 'spec:平板'])
    expect(mended('花盆(180)6个', 'Nn...qu', list)).toEqual(['name:花盆', 'spec:180'])
  })
  it('in a name as a spoken size, or behind its letters', () => {
    expect(mended('九厘密封条6根', 'Nnnnnqu', list)).toEqual(['spec:九厘', 'name:密封条'])
    expect(mended('led3528两盘', 'ssqu', list)).toEqual(['name:led', 'spec:3528'])
  })
})
