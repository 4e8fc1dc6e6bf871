/** Carriers tell Beijing time without a zone: "2026-11-24 10:30:00". Gives an ISO instant, or undefined for what is no time. */
export function beijingTime(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined
  const m = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text.trim())
  if (!m) return undefined
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00'] = m
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}:${second}+08:00`
  return Number.isNaN(Date.parse(iso)) ? undefined : iso
}
