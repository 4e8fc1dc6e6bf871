import { parseOrderText } from '../../../domain/intake/parse-order-text'

const article = (code: string, name: string, unit: string, price: string) => ({ code, name, aliases: [], unit, price })
const FLOWERS = [article('F-1', '芍药', '扎', '30'), article('F-2', '洋牡丹', '扎', '26'), article('F-3', '藕粉', '袋', '12')]
const TEAS = [article('T-1', 'jasmine green tea', '包', '28')]
const linesOf = (text: string, catalogue: typeof FLOWERS | null = null): string[] =>
  parseOrderText(text, { at: '2025-03-20T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue }).orders.flatMap((o) =>
    o.lines.map((l) =>
      [l.productName?.value, l.spec?.value, l.color && `(${l.color.value})`, `${l.quantity?.value ?? ''}${l.unit?.value ?? ''}`]
        .filter(Boolean)
        .join(' '),
    ),
  )

test.each([
  ['asked for behind a count', '窗帘布30米要米白的周三自提', ['窗帘布 (米白) 30米']],
  ['of one sign', '安全帽50顶要红的30顶要白的', ['安全帽 (红) 50顶', '安全帽 (白) 30顶']],
  ['of the one in front of it', '水桶200个全要蓝的，拖把30把', ['水桶 (蓝) 200个', '拖把 30把']],
  ['a clause by itself', '雨伞40把，藏青', ['雨伞 (藏青) 40把']],
  ['the grain of a wood', '木纹砖300片，胡桃木纹', ['木纹砖 (胡桃木纹) 300片']],
  ['not of other goods behind its clause', '行李箱20个，黑色的，雨伞30把', ['行李箱 (黑色) 20个', '雨伞 30把']],
  ['no person', '不锈钢管2吨，老白收', ['不锈钢管 2吨']],
])('a colour: %s', (_, text, lines) => expect(linesOf(text)).toEqual(lines))

test.each([
  ['behind a name of the list', '芍药粉4扎，洋牡丹黄6扎', ['芍药 (粉) 4扎', '洋牡丹 (黄) 6扎']],
  ['in front of one', '芍药10扎+粉洋牡丹4扎', ['芍药 10扎', '洋牡丹 (粉) 4扎']],
  ['but not where it is listed so', '藕粉5袋', ['藕粉 5袋']],
])('a tint %s', (_, text, lines) => expect(linesOf(text, FLOWERS)).toEqual(lines))

test('goods that are called by a colour in English', () =>
  expect(linesOf('need jasmine green tea 10 packs', TEAS)).toEqual(['jasmine green tea 10包']))
