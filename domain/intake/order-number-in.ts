/** An order number of our own pattern written in a text (letters, a date of eight digits, a serial), upper-cased; undefined when there is none. */
export const orderNumberIn = (text: string): string | undefined => {
  const found = /([A-Za-z一-鿿]{1,16}\d{0,6})-(\d{8})-(\d{2,4})/.exec(text.normalize('NFKC').slice(0, 4000))
  if (!found?.[1]) return undefined
  // Chinese words run into the code without a blank: only what can be a code is taken.
  const code = /[A-Za-z]+\d*$/.exec(found[1])?.[0] ?? found[1]
  return `${code.toUpperCase()}-${found[2]}-${found[3]}`
}
