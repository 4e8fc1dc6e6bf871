// Writes docs/flows.md from the flow data. A test compares the two.
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'

const require = createRequire(import.meta.url)
const { ALL_FLOWS } = require('../dist/domain/flows/all-flows.js')
const { flowPage } = require('../dist/domain/flow/draw-flow.js')
writeFileSync(
  new URL('../docs/flows.md', import.meta.url),
  `# 流程\n\n由 \`node scripts/make-flows-page.mjs\` 从 \`domain/flows/\` 的数据生成。\n\n${ALL_FLOWS.map(flowPage).join('\n')}`,
)
