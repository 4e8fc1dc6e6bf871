import type { CatalogueProduct } from '../../../domain/intake/draft'
import { gluedCounts } from '../../../domain/intake/tokens/glued-counts'
import { normaliseText } from '../../../domain/intake/text/normalise-text'
import { parseOrderText } from '../../../domain/intake/parse-order-text'

const product = (code: string, name: string, spec: string): CatalogueProduct => ({
  code,
  name,
  aliases: [],
  spec,
  unit: '个',
  price: '1',
})
const catalogue = [
  product('DB-3060', '地板砖', '300x600mm'),
  product('DB-6012', '地板砖', '600*1200mm'),
  product('PT-65', '喷头', '不锈钢'),
  product('RJ-900', '热水壶', '900ml'),
  product('RJ-600', '热水壶', '600ml'),
  product('LS-M630', '内六角螺丝', 'M6*30'),
  product('XD-24', '湿纸巾', '24包/箱'),
]
/** A text with a stroke where a count begins that is glued to what stands in front of it. */
const parted = (text: string, list: CatalogueProduct[] | null = catalogue): string => {
  const { plain } = normaliseText(text)
  const cuts = [0, ...gluedCounts(plain, list), plain.length]
  return cuts
    .slice(1)
    .map((end, i) => plain.slice(cuts[i], end))
    .join('▮')
}

describe('counts glued to what stands in front of them', () => {
  test.each([
    ['地板砖300*60045箱，地板砖600*120012箱', '地板砖300*600▮45箱,地板砖600*1200▮12箱'],
    ['地板砖300x60045箱', '地板砖300x600▮45箱'],
    ['喷头PT-6520个', '喷头pt-65▮20个'],
    ['螺丝6*30500只、M6*30200到300只', '螺丝6*30▮500只、m6*30▮200到300只'],
    ['热水壶90012个，热水壶 6003个', '热水壶900▮12个,热水壶 600▮3个'],
  ])('the price list has the size: %s', (text, parts) => expect(parted(text)).toBe(parts))

  test.each([
    ['复印纸A480包', '复印纸a4▮80包'],
    ['螺母M12500个', '螺母m12▮500个'],
    ['机油15W-406桶', '机油15w-40▮6桶'],
  ])('a size of all makers: %s', (text, parts) => expect(parted(text, null)).toBe(parts))

  test.each(['湿纸巾245箱', '地板砖300*600箱', '喷头1202个', '拨打13800138000', '热水壶90012'])(
    'nothing tells them apart: %s',
    (text) => expect(parted(text)).toBe(normaliseText(text).plain),
  )

  test('both are read', () => {
    const [order] = parseOrderText('宏远建材：地板砖300*60045箱，喷头PT-6520个，热水壶90012个', {
      at: '2026-03-05T10:00:00+08:00',
      timezone: 'Asia/Shanghai',
      catalogue,
    }).orders
    expect(order?.lines.map((l) => [l.catalogCode, l.quantity?.value, l.unit?.value])).toEqual([
      ['DB-3060', '45', '箱'],
      ['PT-65', '20', '个'],
      ['RJ-900', '12', '个'],
    ])
  })
})
