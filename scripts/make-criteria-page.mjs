// Writes docs/criteria.md: every acceptance criterion with the tests that prove it. A test compares the two.
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'

const { page } = createRequire(import.meta.url)('./criteria-page.cjs')
writeFileSync(new URL('../docs/criteria.md', import.meta.url), page())
