import type { Customer, Directory } from '../company'
import { placeAt } from '../intake/words/divisions'

/** First letters of the regions, as the licence plates of the trade have them; two regions may not share letters. */
const LETTERS: Record<string, string> = {
  北京市: 'BJ',
  天津市: 'TJ',
  河北省: 'HEB',
  山西省: 'SX',
  内蒙古自治区: 'NMG',
  辽宁省: 'LN',
  吉林省: 'JL',
  黑龙江省: 'HLJ',
  上海市: 'SH',
  江苏省: 'JS',
  浙江省: 'ZJ',
  安徽省: 'AH',
  福建省: 'FJ',
  江西省: 'JX',
  山东省: 'SD',
  河南省: 'HEN',
  湖北省: 'HUB',
  湖南省: 'HUN',
  广东省: 'GD',
  广西壮族自治区: 'GX',
  海南省: 'HAN',
  重庆市: 'CQ',
  四川省: 'SC',
  贵州省: 'GZ',
  云南省: 'YN',
  西藏自治区: 'XZ',
  陕西省: 'SAX',
  甘肃省: 'GS',
  青海省: 'QH',
  宁夏回族自治区: 'NX',
  新疆维吾尔自治区: 'XJ',
  香港特别行政区: 'HK',
  澳门特别行政区: 'MO',
  台湾省: 'TW',
}
/** For an address that names no region. */
const ELSEWHERE = 'XK'

const regionOf = (address: string): string => {
  for (let at = 0; at < Math.min(address.length, 12); at++) {
    const found = placeAt(address, at)
    const province = found?.places[0]?.province
    if (province) return LETTERS[province] ?? ELSEWHERE
  }
  return ELSEWHERE
}

/**
 * The code of a new shop or customer: the letters of its region and three digits that follow the highest of the region, in the order of opening:
 * GD001, GD002, GD003 (AC-114). Above 999 the digits grow.
 */
export function nextShopCode(directory: Pick<Directory, 'customers' | 'shops'>, address: string): string {
  const letters = regionOf(address)
  const serials = [...directory.customers, ...directory.shops].flatMap(({ code }) => {
    const serial = code.startsWith(letters) ? /^\d+$/.exec(code.slice(letters.length))?.[0] : undefined
    return serial ? [Number(serial)] : []
  })
  return `${letters}${String(Math.max(0, ...serials) + 1).padStart(3, '0')}`
}

/** The customer as it may be saved: somebody registered at the same moment may have taken its code meanwhile. */
export const withFreeCode = (directory: Pick<Directory, 'customers' | 'shops'>, customer: Customer): Customer => ({
  ...customer,
  code: freeCode(directory, customer),
})

const freeCode = (directory: Pick<Directory, 'customers' | 'shops'>, customer: Customer): string => {
  const saved = directory.customers.find((c) => c.id === customer.id)
  // The same effect may be performed again: what was saved stays.
  if (saved) return saved.code
  return directory.customers.some((c) => c.code === customer.code)
    ? nextShopCode(directory, customer.address ?? '')
    : customer.code
}
