import { fitName } from '../../../domain/intake/name-edges'
import { normaliseText } from '../../../domain/intake/normalise-text'

/** `text` with the name that was found in brackets 〔〕. */
const fitted = (text: string): string => {
  const start = text.indexOf('〔')
  const end = text.indexOf('〕') - 1
  const normal = normaliseText(text.replace(/[〔〕]/g, ''))
  const fit = fitName(normal, { start, end })
  return normal.text.slice(fit.start, fit.end)
}

test.each([
  ['〔是宏发机修〕的', '宏发机修'],
  ['〔替江东泵业〕下单', '江东泵业'],
  ['〔红姐我百味面馆〕啊', '百味面馆'],
  ['〔唔该帮兴记〕留货', '兴记'],
  ['〔华东泵阀加单〕：', '华东泵阀'],
  ['〔安庆服饰回复〕：', '安庆服饰'],
  ['今早济〔南百花园〕：', '济南百花园'],
  ['〔长河烧饼〕铺子 货拉拉', '长河烧饼铺子'],
  ['〔永兴包装〕（江门）10箱', '永兴包装(江门)'],
  ['〔永兴包装(江门〕）10箱', '永兴包装(江门)'],
  ['客户（〔丽水鼎盛）〕要的', '丽水鼎盛'],
  ['〔老李头他侄子〕来拿', '老李头'],
  ['〔城西老〕魏那个链条', '城西老魏'],
  ['〔户头永安众鑫〕', '永安众鑫'],
  ['〔保德恒暖定〕下', '保德恒暖'],
])('the ends of the name in %s are put right', (text, name) => {
  expect(fitted(text)).toBe(name)
})

test.each(['〔老王〕要20箱', '〔帮宝适母婴〕下单', '〔小满家的礼物〕：', '〔Lily & Co〕 30 bunches'])(
  'a name that is whole stays: %s',
  (text) => {
    expect(fitted(text)).toBe(/〔(.+)〕/.exec(text)?.[1])
  },
)
