/** Stored id of a carrier: the code of Kuaidi100, or a neutral name for what it does not know. */
export type CarrierId = string

/** A form of a carrier's numbers on the normalised value. `unique`: the form alone tells the carrier, also without its name. */
export interface NumberForm {
  pattern: RegExp
  unique?: boolean
}

export interface Carrier {
  id: CarrierId
  /** As people read it. */
  title: string
  /** As people write it, longest first; searched in upper-case text. */
  names: string[]
  /** ShipperCode of KDNiao, where it has one. */
  kdniao?: string
  /** Carriers of one family are no ambiguity among each other. */
  family?: string
  forms: NumberForm[]
  /** No published form: takes any numeric or free form once it is named. */
  freeForm?: boolean
  /** Kuaidi100 asks for a phone with the query. */
  phoneAtKuaidi100?: boolean
  /** KDNiao asks for the last four digits of a phone. */
  phoneAtKdniao?: boolean
  /** Where the forms were seen. */
  source: string
}

/** A regional line that no service knows. */
export const UNKNOWN_LINE = 'unknown_line'
/** Postal item of another country. */
export const INTERNATIONAL_POST = 'international_post'

/**
 * The carriers with the forms of their numbers. There is no national standard: only S10, UPS, FedEx and DHL publish a form with a check digit, the
 * rest is observed and grows. Sources: [CV] npm courier-validation · [HF] hive-third-functions UDFLogisticNoValid · [TN] jkeen/tracking_number_data ·
 * [KD] KDNiao's list of recognised shippers · [K1] Kuaidi100's list of companies. Both services offer the current table for download.
 */
export const CARRIERS: Carrier[] = [
  {
    id: 'shunfeng',
    title: '顺丰速运',
    names: ['顺丰速运', '顺丰快递', '顺丰同城', '顺丰标快', '顺丰特快', '顺丰', '顺风'],
    kdniao: 'SF',
    family: 'sf',
    forms: [{ pattern: /^SF\d{13}$/, unique: true }, { pattern: /^\d{12}$/ }],
    phoneAtKuaidi100: true,
    phoneAtKdniao: true,
    source: '[CV] [HF] [K1]',
  },
  {
    id: 'shunfengkuaiyun',
    title: '顺丰快运',
    names: ['顺丰快运'],
    kdniao: 'SHUNFENGKUAIYUN',
    family: 'sf',
    forms: [{ pattern: /^SF\d{13}$/ }, { pattern: /^\d{12}$/ }],
    phoneAtKuaidi100: true,
    phoneAtKdniao: true,
    source: '[K1]',
  },
  {
    id: 'jd',
    title: '京东快递',
    names: ['京东快递', '京东物流', '京东'],
    kdniao: 'JD',
    family: 'jd',
    forms: [
      { pattern: /^JD[A-Z0-9]{2}\d{11}$/, unique: true },
      { pattern: /^V[ABC]\d{11}$/, unique: true },
    ],
    source: '[CV] [HF]',
  },
  {
    id: 'jingdongkuaiyun',
    title: '京东快运',
    names: ['京东快运'],
    kdniao: 'JDKY',
    family: 'jd',
    forms: [{ pattern: /^JD[A-Z0-9]{2}\d{11}$/ }, { pattern: /^V[ABC]\d{11}$/ }],
    source: '[KD]',
  },
  {
    id: 'zhongtong',
    title: '中通快递',
    names: ['中通快递', '中通速递', '中通'],
    kdniao: 'ZTO',
    forms: [{ pattern: /^7\d{13}$/ }, { pattern: /^\d{12}$/ }],
    phoneAtKuaidi100: true,
    phoneAtKdniao: true,
    source: '[CV] [HF]',
  },
  {
    id: 'zhongtongkuaiyun',
    title: '中通快运',
    names: ['中通快运'],
    kdniao: 'ZTOKY',
    forms: [{ pattern: /^\d{12}$/ }],
    source: '[HF]',
  },
  {
    id: 'yuantong',
    title: '圆通速递',
    names: ['圆通速递', '圆通快递', '圆通', '園通'],
    kdniao: 'YTO',
    forms: [{ pattern: /^YT\d{13}$/, unique: true }, { pattern: /^[A-Z]\d{9}$/ }, { pattern: /^\d{18}$/ }],
    source: '[CV] [HF]',
  },
  {
    id: 'yunexpress',
    title: '云途物流',
    names: ['云途物流', '云途', 'YUNEXPRESS'],
    forms: [{ pattern: /^YT\d{16}$/, unique: true }],
    source: '[TN] couriers/yunexpress.json',
  },
  {
    id: 'shentong',
    title: '申通快递',
    names: ['申通快递', '申通'],
    kdniao: 'STO',
    forms: [
      { pattern: /^STO\d{10}$/, unique: true },
      { pattern: /^77\d{13}$/ },
      { pattern: /^(?:268|368|468|568|588|668|688|768|868|888|968)\d{9}$/ },
      { pattern: /^(?:33|55|66|77|88|99)\d{11}$/ },
    ],
    source: '[CV] [HF]',
  },
  {
    id: 'yunda',
    title: '韵达快递',
    names: ['韵达快递', '韵达速递', '韵达', '韻達'],
    kdniao: 'YD',
    forms: [{ pattern: /^[34]\d{14}$/ }, { pattern: /^(?!96|98)\d{13}$/ }],
    source: '[CV] [HF]',
  },
  { id: 'yundakuaiyun', title: '韵达快运', names: ['韵达快运'], kdniao: 'YDKY', forms: [], freeForm: true, source: '[K1] [KD]' },
  {
    id: 'jtexpress',
    title: '极兔速递',
    names: ['极兔速递', '极兔快递', '极兔', 'J&T'],
    kdniao: 'JTSD',
    forms: [
      { pattern: /^JT\d{13}$/, unique: true },
      { pattern: /^JT\d{14}$/, unique: true },
      { pattern: /^63\d{10}$/ },
      { pattern: /^940\d{9}$/ },
      { pattern: /^821\d{9}$/ },
    ],
    source: '[CV] [HF]',
  },
  {
    id: 'ems',
    title: 'EMS',
    names: ['邮政EMS', '邮政特快', '特快专递', 'EMS'],
    kdniao: 'EMS',
    family: 'post',
    forms: [{ pattern: /^E[A-Z]\d{9}CN$/, unique: true }, { pattern: /^(?:10|11|12|50|51|52|95|97)\d{11}$/ }],
    source: '[HF] [TN]',
  },
  {
    id: 'youzhengguonei',
    title: '邮政快递包裹',
    names: ['邮政快递包裹', '邮政包裹', '邮政小包', '邮政快递', '中国邮政', '邮政'],
    kdniao: 'YZPY',
    family: 'post',
    forms: [{ pattern: /^(?:96|98|99)\d{11}$/ }, { pattern: /^(?:KA|PA|XA|SA|GA)\d{11}$/, unique: true }],
    source: '[HF] [CV]',
  },
  {
    id: 'youzhengbk',
    title: '邮政标准快递',
    names: ['邮政标准快递', '邮政标快'],
    kdniao: 'YZPY',
    family: 'post',
    forms: [{ pattern: /^(?:96|98|99)\d{11}$/ }, { pattern: /^(?:KA|PA|XA|SA|GA)\d{11}$/ }],
    source: '[HF] [CV]',
  },
  {
    id: 'youzhengguoji',
    title: '邮政国际包裹',
    names: ['邮政国际包裹', '邮政国际小包', '国际小包', '国际包裹'],
    kdniao: 'GJYZBG',
    family: 'post',
    forms: [{ pattern: /^[A-DF-Z][A-Z]\d{9}CN$/, unique: true }],
    source: '[TN] [KD]',
  },
  {
    id: 'debangkuaidi',
    title: '德邦快递',
    names: ['德邦快递', '德邦', '德帮'],
    kdniao: 'DBL',
    family: 'debang',
    forms: [{ pattern: /^DPK\d{12}$/, unique: true }, { pattern: /^\d{8,10}$/ }],
    source: '[CV] [HF]',
  },
  {
    id: 'debangwuliu',
    title: '德邦物流',
    names: ['德邦物流', '德邦快运'],
    kdniao: 'DBLKY',
    family: 'debang',
    forms: [{ pattern: /^DPL\d{12}$/, unique: true }, { pattern: /^\d{8,10}$/ }],
    source: '[CV] [HF]',
  },
  {
    id: 'huitongkuaidi',
    title: '百世快递',
    names: ['百世快递', '百世汇通', '汇通快递', '百世'],
    kdniao: 'HTKY',
    // The domestic express network became J&T: what people still call 百世 carries JT numbers today.
    forms: [{ pattern: /^[567]\d{13}$/ }, { pattern: /^[A-Z]\d{12}$/ }, { pattern: /^JT\d{13}$/ }],
    source: '[HF]',
  },
  {
    id: 'baishiwuliu',
    title: '百世快运',
    names: ['百世快运', '百世物流'],
    kdniao: 'BTWL',
    forms: [{ pattern: /^\d{11,12}$/ }],
    source: '[HF]',
  },
  {
    id: 'kuayue',
    title: '跨越速运',
    names: ['跨越速运', '跨越物流', '跨越'],
    kdniao: 'KYSY',
    forms: [{ pattern: /^KY\d{13}$/, unique: true }, { pattern: /^KY\d{10,24}$/ }],
    phoneAtKdniao: true,
    source: 'public KYE monitor scripts',
  },
  {
    id: 'annengwuliu',
    title: '安能物流',
    names: ['安能物流', '安能快运', '安能快递', '安能'],
    kdniao: 'ANEKY',
    forms: [{ pattern: /^\d{12}$/ }],
    source: '[HF]',
  },
  {
    id: 'yimidida',
    title: '壹米滴答',
    names: ['壹米滴答', '一米滴答', '壹米嘀嗒'],
    kdniao: 'YMDD',
    forms: [{ pattern: /^\d{12}$/ }],
    source: '[HF]',
  },
  {
    id: 'sxjdfreight',
    title: '顺心捷达',
    names: ['顺心捷达', '顺心'],
    kdniao: 'SX',
    forms: [{ pattern: /^\d{10,14}$/ }],
    freeForm: true,
    source: '[K1] [KD]',
  },
  { id: 'ztky', title: '中铁快运', names: ['中铁快运'], kdniao: 'ZTWL', forms: [], freeForm: true, source: '[K1] [KD]' },
  {
    id: 'zhongtiewuliu',
    title: '中铁物流（飞豹）',
    names: ['中铁物流', '中铁飞豹', '飞豹', '中铁'],
    kdniao: 'ZHONGTIEWULIU',
    forms: [],
    freeForm: true,
    source: '[K1] [KD]',
  },
  {
    id: 'youshuwuliu',
    title: '优速物流',
    names: ['优速快递', '优速物流', '优速'],
    kdniao: 'UC',
    forms: [{ pattern: /^VIP\d{9}$/ }, { pattern: /^V\d{11}$/ }, { pattern: /^\d{12}$/ }],
    freeForm: true,
    source: '[HF]',
  },
  {
    id: 'danniao',
    title: '菜鸟速递（丹鸟）',
    names: ['菜鸟速递', '菜鸟直送', '菜鸟', '丹鸟'],
    forms: [{ pattern: /^621\d{12}$/ }],
    source: '[CV]',
  },
  {
    id: 'dhl',
    title: 'DHL',
    names: ['DHL'],
    kdniao: 'DHL',
    forms: [{ pattern: /^JJD\d{14,20}$/, unique: true }, { pattern: /^JD\d{18}$/, unique: true }, { pattern: /^\d{10,11}$/ }],
    source: '[TN]',
  },
  {
    id: 'fedex',
    title: 'FedEx',
    names: ['联邦快递', 'FEDEX', '联邦'],
    kdniao: 'FEDEX_GJ',
    forms: [{ pattern: /^(?:\d{12}|\d{15}|\d{20}|\d{22}|\d{34})$/ }],
    source: '[TN] [KD]',
  },
  {
    id: 'ups',
    title: 'UPS',
    names: ['UPS'],
    kdniao: 'UPS',
    forms: [{ pattern: /^1Z[A-Z0-9]{15}\d$/, unique: true }],
    source: '[TN]',
  },
]
