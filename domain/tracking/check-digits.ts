/** Check digits of waybills and of the numbers that are easily taken for waybills. All take normalised text: upper case, no spaces. */

const digitsOf = (text: string): number[] => [...text].map(Number)

/**
 * 顺丰, 12 digits or SF + 13. Without the area code (three digits) and the check digit, from the right with weights 1, 3, 5, ...; tens and units
 * of every product are added. Not published by the carrier: it ranks and warns, it never refuses.
 */
export function sfFits(number: string): boolean {
  const digits = digitsOf(number.replace(/^SF/, ''))
  const check = digits.at(-1)
  const body = digits.slice(3, -1).reverse()
  const sum = body.reduce((total, d, i) => {
    const product = d * (2 * i + 1)
    return total + Math.floor(product / 10) + (product % 10)
  }, 0)
  return check === (10 - (sum % 10)) % 10
}

const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7]

/** UPU S10: two letters, eight digits, check digit, country. Source: UPU standard S10. */
export function s10Fits(number: string): boolean {
  const digits = digitsOf(number.slice(2, 11))
  const rest = S10_WEIGHTS.reduce((total, weight, i) => total + weight * (digits[i] ?? 0), 0) % 11
  const check = rest === 1 ? 0 : rest === 0 ? 5 : 11 - rest
  return digits[8] === check
}

/** UPS 1Z + 15 + check: letters count (code - 3) mod 10, every second place doubled. */
export function upsFits(number: string): boolean {
  const body = Array.from(number.slice(2, 17)).map((c) => (/\d/.test(c) ? Number(c) : (c.charCodeAt(0) - 3) % 10))
  const sum = body.reduce((total, value, i) => total + (i % 2 === 1 ? value * 2 : value), 0)
  return Number(number[17]) === (10 - (sum % 10)) % 10
}

const FEDEX_WEIGHTS = [3, 1, 7]

/** FedEx, 12 digits: weights 3 1 7 repeated on the first eleven. */
export function fedexFits(number: string): boolean {
  const digits = digitsOf(number)
  const sum = digits.slice(0, 11).reduce((total, d, i) => total + d * (FEDEX_WEIGHTS[i % 3] ?? 0), 0)
  return digits[11] === (sum % 11) % 10
}

/** DHL Express, 10 digits: the first nine mod 7. One random number in ten fits. */
export const dhlFits = (number: string): boolean => Number(number.slice(0, 9)) % 7 === Number(number[9])

/** EAN-13 bar code. */
export function eanFits(number: string): boolean {
  const digits = digitsOf(number)
  const sum = digits.slice(0, 12).reduce((total, d, i) => total + d * (i % 2 === 0 ? 1 : 3), 0)
  return digits[12] === (10 - (sum % 10)) % 10
}

/** Luhn: bank cards. */
export function luhnFits(number: string): boolean {
  const sum = digitsOf(number)
    .reverse()
    .reduce((total, d, i) => {
      const value = i % 2 === 1 ? d * 2 : d
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}

const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const IDENTITY_CHECKS = '10X98765432'

/** 居民身份证, 17 digits and a check character (GB 11643). */
export function identityFits(number: string): boolean {
  const sum = IDENTITY_WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0)
  return number[17] === IDENTITY_CHECKS[sum % 11]
}

const CREDIT_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** 统一社会信用代码, 18 characters (GB 32100). */
export function creditCodeFits(number: string): boolean {
  const values = [...number].map((c) => CREDIT_CHARACTERS.indexOf(c))
  if (values.length !== 18 || values.includes(-1)) return false
  const sum = CREDIT_WEIGHTS.reduce((total, weight, i) => total + weight * (values[i] ?? 0), 0)
  return values[17] === (31 - (sum % 31)) % 31
}

/** Freight container: letters count from 10 on, leaving out multiples of 11 (ISO 6346). */
export function containerFits(number: string): boolean {
  const letterValue = (c: string): number => {
    const place = c.charCodeAt(0) - 65 + 10
    return place + Math.floor((place - 1) / 10)
  }
  const sum = Array.from(number.slice(0, 10)).reduce(
    (total, c, i) => total + (/\d/.test(c) ? Number(c) : letterValue(c)) * 2 ** i,
    0,
  )
  return Number(number[10]) === (sum % 11) % 10
}
