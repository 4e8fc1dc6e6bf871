import type { OrderLine } from './order'

const MOST_KINDS = 4

const MOST_PATTERNS = 64
const patterns = new Map<string, RegExp>()

/** How a tolerance of these kinds is written; kept, since every line of a company is read by the same one and making it costs more than reading. */
function patternOf(words: string): RegExp {
  const known = patterns.get(words)
  if (known) return known
  const made = new RegExp(
    `(${words})(?:允许)?(?:误差|公差|偏差)?\\s*[:：]?\\s*(?:±|正负|\\+/-)\\s*(\\d{1,4}(?:\\.\\d{1,3})?\\s*(?:%|mm|cm|毫米|厘米|丝|克|公斤|kg|g)?)`,
    'gi',
  )
  if (patterns.size >= MOST_PATTERNS) patterns.clear()
  patterns.set(words, made)
  return made
}

/** Tolerances of a line beside its quantity, in the words of the order: "尺寸±2mm", "克重±3%" (U6). `kinds` are those the company counts. */
function otherTolerances(text: string, kinds: string[]): { kind: string; value: string }[] {
  const words = kinds.map((k) => k.replace(/[^\p{L}\p{N}]/gu, '')).filter((k) => k !== '')
  if (words.length === 0) return []
  const found = new Map<string, string>()
  for (const [, kind = '', value = ''] of text
    .normalize('NFKC')
    .slice(0, 4000)
    .matchAll(patternOf(words.join('|'))))
    if (!found.has(kind) && found.size < MOST_KINDS) found.set(kind, `±${value.replace(/\s/g, '')}`)
  return [...found].map(([kind, value]) => ({ kind, value }))
}

/** A line with the tolerances that the text of its order states for it. A share that was stated for another kind alone is none of the quantity. */
export function withTolerances(line: OrderLine, text: string, kinds: string[]): OrderLine {
  const tolerances = otherTolerances(text, kinds)
  if (tolerances.length === 0) return line
  const { tolerancePct, ...rest } = line
  const said = text.normalize('NFKC').replace(/\s/g, '').split(`±${tolerancePct}%`).length - 1
  const ofOthers = tolerances.filter((t) => t.value === `±${tolerancePct}%`).length
  return { ...rest, ...(tolerancePct && (said === 0 || said > ofOthers) ? { tolerancePct } : {}), tolerances }
}

/** All tolerances of a line as people read them: "数量±5%，尺寸±2mm"; undefined when it has none. */
export const toleranceText = (line: OrderLine): string | undefined =>
  [
    ...(line.tolerancePct ? [`数量±${line.tolerancePct}%`] : []),
    ...(line.tolerances ?? []).map((t) => `${t.kind}${t.value}`),
  ].join('，') || undefined
