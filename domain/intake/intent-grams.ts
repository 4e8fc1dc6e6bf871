/** Longest run of signs that is looked at as one. */
const LONGEST = 4
/** A message is known by its beginning; a longer text is a list. */
const MOST = 240

/**
 * The runs of one to four signs of a message in normal form, each once; figures count as one sign whatever they are, words of Latin letters as one
 * sign, and the beginning and the end of each line have signs of their own.
 */
export function intentGrams(plain: string): Set<string> {
  const signs = [
    ...`^${plain.trim().slice(0, MOST)}$`
      .replace(/\s*\n\s*/g, '$^')
      .replace(/\s+/g, ' ')
      .replace(/\d+(?:[.,]\d+)*/g, '0'),
  ]
  const grams = new Set<string>()
  for (let i = 0; i < signs.length; i++) {
    let gram = ''
    for (let n = 0; n < LONGEST && i + n < signs.length; n++) {
      gram += signs[i + n] ?? ''
      grams.add(gram)
    }
  }
  return grams
}
