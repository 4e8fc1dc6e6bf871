const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const record = value as Record<string, unknown>
  // Without a prototype a member may bear any name, __proto__ included.
  const out = Object.create(null) as Record<string, unknown>
  for (const key of Object.keys(record).toSorted()) if (record[key] !== undefined) out[key] = sorted(record[key])
  return out
}

/**
 * JSON with keys in one fixed order and without undefined members, so that equal content gives equal text and equal hashes.
 * Keys that look like numbers come first, which is the engine's own order and just as fixed.
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value))
