const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)

/**
 * What differs between the expected reading of a message and the found one, in words; empty when it passes. More candidates after the expected
 * ones and more numbers named as something else are allowed; another carrier on top, and anything expected not to be tracked, are not.
 */
export function differences(expected, found) {
  const wrong = []
  const numbers = found.tracking.map((t) => t.number)
  const wanted = expected.tracking ?? []
  if (
    !same(
      numbers,
      wanted.map((t) => t.number),
    )
  )
    wrong.push(`numbers ${numbers.join(', ') || 'none'} instead of ${wanted.map((t) => t.number).join(', ') || 'none'}`)
  for (const want of wanted) {
    const got = found.tracking.find((t) => t.number === want.number)
    if (!got) continue
    if (want.candidates && !same(got.candidates.slice(0, want.candidates.length), want.candidates))
      wrong.push(`${want.number} candidates ${got.candidates} instead of ${want.candidates}`)
    for (const field of ['checkDigit', 'ask', 'needsPhone4'])
      if (want[field] !== undefined && got[field] !== want[field])
        wrong.push(`${want.number} ${field} ${got[field]} instead of ${want[field]}`)
    if (got.conflict !== want.conflict) wrong.push(`${want.number} conflict ${got.conflict} instead of ${want.conflict}`)
  }
  for (const other of expected.notTracking ?? [])
    if (numbers.includes(other.value)) wrong.push(`${other.value} is ${other.kind}, not a waybill`)
  if (expected.truck) {
    if (!same([...(found.truck?.plates ?? [])].sort(), [...expected.truck.plates].sort()))
      wrong.push(`plates ${found.truck?.plates ?? 'none'} instead of ${expected.truck.plates}`)
    if (found.truck?.driverPhone !== expected.truck.driverPhone)
      wrong.push(`driver ${found.truck?.driverPhone} instead of ${expected.truck.driverPhone}`)
  } else if (found.truck) wrong.push(`plates ${found.truck.plates} where there are none`)
  if (expected.pieces !== undefined && String(expected.pieces) !== found.pieces)
    wrong.push(`pieces ${found.pieces} instead of ${expected.pieces}`)
  return wrong
}
