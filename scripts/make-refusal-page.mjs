// Writes docs/refusal-codes.md from the table of refusals. A test compares the two.
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'

const { REFUSALS } = createRequire(import.meta.url)('../dist/domain/wording/refusals.js')
const rows = Object.entries(REFUSALS).map(([code, text]) => `| \`${code}\` | ${text.replaceAll('\n', '⏎')} |`)
writeFileSync(
  new URL('../docs/refusal-codes.md', import.meta.url),
  `# Refusal codes\n\nStable codes of the rules' refusals with the sentence people read. Made by \`node scripts/make-refusal-page.mjs\` from \`domain/wording/refusals.ts\`.\n\n| code | sentence |\n|---|---|\n${rows.join('\n')}\n`,
)
