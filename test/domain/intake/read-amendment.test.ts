import { parseByRules } from '../../../domain/intake/parse-order-text'

const changesOf = (text: string): string[] => {
  const read = parseByRules(text, { at: '2026-03-10T10:00:00+08:00', timezone: 'Asia/Shanghai', catalogue: null })
  return [
    read.intent,
    ...(read.orders[0]?.lines ?? []).map((l) =>
      [l.op, l.productName?.value, l.color?.value, `${l.quantity?.value ?? ''}${l.unit?.value ?? ''}`].filter(Boolean).join(' '),
    ),
  ]
}

test.each([
  ['an arrow', '昨天那单毛巾 20→30条', ['amend', 'set 毛巾 30条']],
  ['what it was and what it becomes', '昨天那单毛巾20条改成30条', ['amend', 'set 毛巾 30条']],
  ['what it should be', '昨天那单毛巾20条应为30条', ['amend', 'set 毛巾 30条']],
  ['crossed out', '昨晚报的毛巾划掉', ['amend', 'remove 毛巾']],
  ['crossed out, and another for it', '昨晚报的毛巾划掉，换2箱浴巾', ['amend', 'remove 毛巾', 'add 浴巾 2箱']],
  ['another colour for it', '昨天那单的毛巾红的不要了，换成蓝的，20条', ['amend', 'remove 毛巾 红', 'add 毛巾 蓝 20条']],
  ['forgotten', '昨天那单漏了，补毛巾30条', ['amend', 'add 毛巾 30条']],
  ['taken along', '昨天那单再带上毛巾30条', ['amend', 'add 毛巾 30条']],
  ['the rest stays', '昨天那单毛巾改30条，浴巾20条不变', ['amend', 'set 毛巾 30条']],
  ['brought down by any verb', '昨天那单毛巾压到30条', ['amend', 'set 毛巾 30条']],
  ['brought up by any verb', '昨天那单毛巾20条增至30条', ['amend', 'set 毛巾 30条']],
  ['too many, and how many then', '昨天那单毛巾少发点，30条就行', ['amend', 'set 毛巾 30条']],
  ['struck in one word', '昨天那单毛巾撤，浴巾改30条', ['amend', 'remove 毛巾', 'set 浴巾 30条']],
  ['a row of it is struck', '昨天那单第3行毛巾删，浴巾改30条', ['amend', 'remove 毛巾', 'set 浴巾 30条']],
  ['put in', '昨天那单再塞20条毛巾进去', ['amend', 'add 毛巾 20条']],
  ['not sent', '昨天那单毛巾先不发，浴巾减成30条', ['amend', 'remove 毛巾', 'set 浴巾 30条']],
  ['not so many of them sent', '昨天那单毛巾别发20条了，减成10条', ['amend', 'set 毛巾 10条']],
  ['a count that is not the one', '昨天那个车头花改30条', ['amend', 'set 车头花 30条']],
])('%s', (_class, text, changes) => expect(changesOf(text)).toEqual(changes))
