import type { Customer, Directory } from '../company'

const DEFAULT_PATTERN = '{code}-{date}-{serial}'

/** The pattern without its serial: serials count per prefix. The serial must stand at the end. */
const patternOf = (directory: Directory): string => {
  const pattern = directory.company.numbering ?? DEFAULT_PATTERN
  return pattern.endsWith('{serial}') ? pattern.slice(0, -'{serial}'.length) : DEFAULT_PATTERN.slice(0, -'{serial}'.length)
}

/** Letters and digits a code may have in a number. */
const codeOf = (text: string): string =>
  text
    .replace(/[^0-9A-Za-z一-鿿]/g, '')
    .slice(0, 16)
    .toUpperCase()

/**
 * What stands before the serial, such as "GD001-20120102-": the customer's or shop's code and the day (YYYY-MM-DD). A shop is found by its code
 * or name being the customer's, or is the only one; orders of unknown customers take the first shop's code, else DD. Source: flows rule 5, AC-115.
 */
export const numberPrefix = (directory: Directory, customer: Customer | undefined, date: string): string => {
  const own = customer ? directory.shops.find((s) => s.code === customer.code || s.name === customer.name) : directory.shops[0]
  const shop = own ?? (directory.shops.length === 1 ? directory.shops[0] : undefined)
  const code = codeOf(shop?.code ?? customer?.code ?? 'DD') || 'DD'
  return patternOf(directory)
    .replace('{code}', code)
    .replace('{shop}', code)
    .replace('{customer}', codeOf(customer?.code ?? code))
    .replace('{date}', date.replaceAll('-', ''))
}

/** At least two digits; 99 is followed by 100. */
export const orderNumber = (prefix: string, serial: number): string => `${prefix}${String(serial).padStart(2, '0')}`
