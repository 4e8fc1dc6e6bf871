/** An order number cut into what stays and what counts. */
export interface NumberParts {
  prefix: string
  serial: number
}

const MOST_PREFIXES = 4096
const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9'

function trailingDigits(number: string): number {
  let start = number.length
  while (start > 0 && isDigit(number[start - 1])) start -= 1
  return start
}

/**
 * Cuts order numbers into prefix and serial. Whoever makes a number asks for the highest serial of its prefix first, so the prefixes asked
 * for are remembered and the longest that fits is taken. Without one, the digits at the end are the serial, less a date of eight digits.
 */
export function createNumberSplitter() {
  const asked = new Set<string>()

  function remember(prefix: string): void {
    asked.delete(prefix)
    asked.add(prefix)
    if (asked.size > MOST_PREFIXES) asked.delete(asked.values().next().value as string)
  }

  function split(number: string): NumberParts {
    const digitsFrom = trailingDigits(number)
    for (let at = number.length - 1; at >= digitsFrom; at -= 1) {
      if (asked.has(number.slice(0, at))) return { prefix: number.slice(0, at), serial: Number(number.slice(at)) }
    }
    const dated = number.length - digitsFrom >= 10 && number.startsWith('20', digitsFrom)
    const cut = dated ? digitsFrom + 8 : digitsFrom
    return { prefix: number.slice(0, cut), serial: Number(number.slice(cut) || '0') }
  }

  return { remember, split }
}

export type NumberSplitter = ReturnType<typeof createNumberSplitter>
