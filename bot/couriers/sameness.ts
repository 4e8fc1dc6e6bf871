import { createHash, timingSafeEqual } from 'node:crypto'

export const md5Hex = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex')

/** Compares two signatures in a time that tells nothing about where they differ. */
export function sameSignature(given: string, wanted: string): boolean {
  const a = createHash('sha256').update(given).digest()
  const b = createHash('sha256').update(wanted).digest()
  return timingSafeEqual(a, b)
}
