import Decimal from 'decimal.js'
import type { Draft, Read } from './draft'
import { NUMBER, numberOf } from './numerals'
import type { Page } from './page'

const N = NUMBER
const AT_REST = `(?:余款|尾款|剩下的?|剩余的?|其余的?|余下的?|余额|另外的?|[一二三四五六七八九]成)?`

interface TermRule {
  pattern: RegExp
  value(m: RegExpExecArray): string | undefined
}
const TERMS: TermRule[] = [
  {
    pattern: new RegExp(
      `(?:货到|票到|收货|收票|发货|到货|压|账期|验收)(?:[^\\d，,。;；\\n]{0,5})(${N})(?:天|日)(?:内)?(?:付款?|结清?|账期|打款)?`,
    ),
    value: (m) => days('net', m[1]),
  },
  { pattern: new RegExp(`(${N})(?:天|日)(?:账期|的?账|期结)`), value: (m) => days('net', m[1]) },
  {
    pattern: new RegExp(`(?:货到|票到|收货|到货|压)?(半个?|${N}个?)月(?:账期|后付|付款|内付|付)`),
    value: (m) => `net:${m[1]?.startsWith('半') ? 15 : Number(numberOf((m[1] ?? '').replace('个', '')) ?? 1) * 30}`,
  },
  {
    pattern: new RegExp(`月结\\s?(?:(${N})\\s?(?:天|日)?)?|当月结|月底结(?!清)|每月结|按月结`),
    value: (m) => (m[1] ? days('monthly', m[1]) : 'monthly'),
  },
  { pattern: /货到付款?|货到付钱|见货付|货到结|到货付款|货到现结|收货付款/, value: () => 'cod' },
  {
    pattern:
      /款到(?:发|放)货|先款后货|款到发|先付款|打款发货|付清发货|全款(?!已)|付款发货|款到安排|到款发货|付清再发|款清发货|先打款|款到付货|款到提货|付全款/,
    value: () => 'prepaid',
  },
  {
    pattern:
      /款(?:已经?|都)?(?:打|付|转|汇)(?:了|过|好)|(?:已经?)(?:微信|支付宝|对公|银行)?(?:付|打款|转账|付款|付清|汇款|转了|打了)|货款已|款已|钱(?:已经?|都)?(?:转|打|付|汇)(?:了|过|$|[，,。\s])|钱已/,
    value: () => 'paid',
  },
  {
    pattern: new RegExp(`(?:(半|一)年|(${N})个?月)?(?:期)?(?:的)?(?:银行)?承兑(?:汇票)?`),
    value: (m) => (m[1] ? `acceptance:${m[1] === '半' ? 6 : 12}` : m[2] ? `acceptance:${numberOf(m[2])}` : 'acceptance'),
  },
  { pattern: /现结|现金|现钱|给现|现款现货|现款|货到现金/, value: () => 'cash' },
  {
    pattern:
      /(?:这|下|本)批[^，,。;；\n]{0,4}(?:结|付)清?(?:上|前)批|(?:上|前)批[^，,。;；\n]{0,6}(?:这|下|本)批[^，,。;；\n]{0,4}(?:结|付)|压批|批结|下批货?结|上批结|滚动结|滚结|下次结上次/,
    value: () => 'rolling',
  },
  {
    pattern:
      /赊|挂账|(?:先)?挂着|(?<=[挂记][^，,。;；\n]{1,10})(?:账上|的账(?=[，,。;；\s\n]|$))|先欠|记账|欠着|先记着|记[着]?账上/,
    value: () => 'credit',
  },
]
const days = (head: string, raw: string | undefined): string | undefined => {
  const n = numberOf(raw ?? '')
  return n ? `${head}:${n}` : undefined
}

const DEPOSIT = /定金|订金|预付款?|预收|首付|deposit|in advance|down payment|upfront/
const RATIO = new RegExp(
  `(?:(?:预付款?|定金|订金|首付|预收|deposit|先付|先打|先交|先给|先收|(?:签约|签合同|签订合同|合同签订|下单|下订|订货)(?:后|时)?(?:先)?(?:预)?付)[:： ]?(?:了|付|按|合同额的?|总价的?|货款的?)?\\s?)(?:(${N})(?:%|个点)|(${N})成)(?:定金|订金|预付)?|(?:(${N})%|(${N})成)\\s?(?:的)?(?:定金|订金|预付款?|首付|deposit|in advance|down payment|upfront)`,
)
const AMOUNT = new RegExp(
  `(?:定金|订金|预付款?|首付)[:： ]?(?:已?(?:付|交|收|打|转|给)?了?(?:我们?)?|客户交了|先付|共)?\\s?(?:¥|rmb)?(${N})\\s?(?:元|块|rmb)?(?!\\s?[%成天个])`,
)
const AMOUNT_FIRST = new RegExp(
  `(?:先|已)?(?:打|付|交|转|给|收)(?:了|过)?\\s?(?:¥|rmb)?(${N})\\s?(?:元|块)?(?:的|做|作|当|作为)?(?:定金|订金|预付款?)`,
)
const HALF = /(?:定金|订金|预付款?|首付|先付|先打|先交)[:： ]?(?:了|付|交)?(?:一半|50%)|(?:一半)(?:的)?(?:定金|订金|预付)/
const SPLIT = /(?<![一二三四五六七八九十])(?:三七|四六|五五)(?:开|分|付|(?=[，,。;；\s\n\u0001]|$))/
const BEFORE_SHIP = new RegExp(
  `${AT_REST}[^，,。;；\\n]{0,6}?(?:出货|发货|提货|装车|发车|装柜|出厂|送货|交货)\\s?(?:之|以)?前[^，,。;；\\n]{0,4}?(?:结清|付清|付|结|打)?|${AT_REST}提货(?:时)?(?:结清|付清)|(?:付清|结清|付完)(?:了|再|后)?\\s?(?:发货|出货|提货|装车)|balance\\s?before\\s?(?:ship|load|deliver|dispatch)\\w*|[一二三四五六七八九]成提货|款到发货|发货前`,
)
const ON_DELIVERY = new RegExp(
  `${AT_REST}[^，,。;；\\n]{0,4}?(?:货到|到货|收货|安装|验收|装完|装好|验货|完工|交付|送到)(?:后|时|合格|完|好|了|,)*\\s?(?:再)?(?:结清|付清|付|结)(?:尾款|余款)?`,
)

type PaymentRead = Pick<Draft, 'depositRatio' | 'depositAmount' | 'paymentTerms'>

/** Payment: deposit first, because it changes what "before shipping" and "monthly" say about the rest. */
export function readPayment(page: Page, from: number, to: number): PaymentRead {
  const out: PaymentRead = {}
  const taken = (m: RegExpExecArray): void => page.take(m.index, m.index + m[0].length)
  const ratio = page.find(RATIO, from, to)
  if (ratio) {
    const percent = ratio[1] ?? ratio[3]
    const tenths = ratio[2] ?? ratio[4]
    const value = percent !== undefined ? numberOf(percent) : numberOf(tenths ?? '')
    if (value)
      out.depositRatio = page.read(
        new Decimal(value).div(percent !== undefined ? 100 : 10).toFixed(),
        ratio.index,
        ratio.index + ratio[0].length,
      )
    taken(ratio)
  }
  const half = ratio ? null : page.find(HALF, from, to)
  if (half) {
    out.depositRatio = page.read('0.5', half.index, half.index + half[0].length)
    taken(half)
  }
  const split = ratio || half ? null : page.find(SPLIT, from, to)
  if (split) {
    out.depositRatio = page.read(
      { 三: '0.3', 四: '0.4', 五: '0.5' }[split[0][0] ?? ''] ?? '0.3',
      split.index,
      split.index + split[0].length,
    )
    taken(split)
  }
  const amount = ratio || half ? null : (page.find(AMOUNT_FIRST, from, to) ?? page.find(AMOUNT, from, to))
  if (amount?.[1]) {
    const value = numberOf(amount[1])
    const at = amount.index + amount[0].lastIndexOf(amount[1])
    if (value) out.depositAmount = page.read(value, at, at + amount[1].length)
    taken(amount)
  }
  const hasDeposit = out.depositRatio !== undefined || out.depositAmount !== undefined || DEPOSIT.test(page.plain.slice(from, to))
  if (hasDeposit && (out.depositRatio || out.depositAmount || page.find(DEPOSIT, from, to))) {
    const whole = page.plain.slice(from, to)
    const account = new RegExp(
      `月结\\s?(?:(${N})\\s?天?)?|(?:(?:货到|票到|到货|验收|安装|收货)[^\\d，,。;；\\n]{0,3}|(?<![这那近前]))(${N})天(?:账期|付|结|内付|内结|月结)`,
    ).exec(whole)
    const start = from + (account?.index ?? 0)
    const first = (ratio ?? half ?? split ?? amount ?? page.find(DEPOSIT, from, to)) as RegExpExecArray | null
    const spanStart = first?.index ?? from
    const spanEnd = first ? first.index + first[0].length : from
    const before = page.find(BEFORE_SHIP, from, to)
    const on = page.find(ON_DELIVERY, from, to)
    if (account) {
      out.paymentTerms = page.read(
        account[1]
          ? `deposit_monthly:${numberOf(account[1])}`
          : account[2]
            ? `deposit_net:${numberOf(account[2])}`
            : 'deposit_monthly:30',
        start,
        start + account[0].length,
      )
      page.take(start, start + account[0].length)
    } else if (before) {
      out.paymentTerms = page.read('deposit_before_ship', before.index, before.index + before[0].length)
      taken(before)
    } else if (on) {
      out.paymentTerms = page.read('deposit_on_delivery', on.index, on.index + on[0].length)
      taken(on)
    } else out.paymentTerms = page.read('deposit', spanStart, spanEnd)
    const rest = page.find(/(?:余款|尾款|剩下的?|剩余的?|其余的?|付清|结清|余额)/, from, to)
    if (rest) taken(rest)
    return out
  }
  for (const rule of TERMS) {
    const m = page.find(rule.pattern, from, to)
    const value = m ? rule.value(m) : undefined
    if (!m || !value) continue
    out.paymentTerms = page.read(value, m.index, m.index + m[0].length)
    taken(m)
    break
  }
  return out
}

const PAID = new RegExp(
  `(?:转|付|打|汇|款|定金|尾款|收到|到了)(?:了|你|给|过去|款|账|您|先|已|们|公户|:|：)*\\s?(?:¥|rmb)?(${NUMBER})\\s?(?:元|块)?|(${NUMBER})\\s?(?:元|块)?(?:已付|已转|付了|转了|打了|财务说到了|到账)`,
)
/** The sum that a message reports as paid. */
export function paidAmount(page: Page): Read<string> | undefined {
  const m = page.find(PAID)
  const raw = m?.[1] ?? m?.[2]
  const value = raw ? numberOf(raw) : undefined
  if (!m || !raw || !value || new Decimal(value).lt(10)) return undefined
  const at = m.index + m[0].lastIndexOf(raw)
  return page.read(value, at, at + raw.length)
}
