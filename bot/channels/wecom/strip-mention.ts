/** White space that clients put behind a mention: normal, full-width, no-break and U+2005. */
const BLANKS = /^[\s\u2005\u3000\u00a0]+/

/**
 * The text without the mention of the bot in front. Names come from the settings, may hold blanks, and the longest that fits counts.
 * Without a fitting name the first word that begins with "@" is taken off: a group only lets the bot hear what mentions it.
 */
export function stripMention(text: string, names: readonly string[], inGroup: boolean): string {
  const trimmed = text.replace(BLANKS, '')
  if (!trimmed.startsWith('@')) return trimmed
  const rest = trimmed.slice(1)
  const fits = names
    .filter((name) => name && rest.toLowerCase().startsWith(name.toLowerCase()))
    .sort((a, b) => b.length - a.length)
    .find(
      (name) =>
        rest.length === name.length || BLANKS.test(rest.slice(name.length)) || !/[\w\u4e00-\u9fff]/.test(rest[name.length] ?? ''),
    )
  if (fits !== undefined) return rest.slice(fits.length).replace(BLANKS, '')
  if (!inGroup) return trimmed
  const end = rest.search(/[\s\u2005\u3000\u00a0]/)
  return end < 0 ? trimmed : rest.slice(end).replace(BLANKS, '')
}
