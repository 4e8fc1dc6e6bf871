/** The bytes of a table that is kept as text. */
export function bytesOf(packed: string): Uint8Array {
  const text = atob(packed)
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

/** The same as numbers from -128 to 127. */
export const signedOf = (packed: string): Int8Array => new Int8Array(bytesOf(packed).buffer)

/** The same as whole numbers from 0 on, the small ones in one byte. */
export function numbersOf(packed: string): number[] {
  const numbers: number[] = []
  let number = 0
  let shift = 0
  for (const byte of bytesOf(packed)) {
    number |= (byte & 127) << shift
    shift += 7
    if (byte > 127) continue
    numbers.push(number)
    number = shift = 0
  }
  return numbers
}
