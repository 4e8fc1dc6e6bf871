// npm run flow:check FILE: checks a company's own flow; each fault with line and column. Needs `npm run build`.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { readFlowFile } = require('../dist/domain/flow/read-flow-file.js')
const { checkFlow } = require('../dist/domain/flow/check-flow.js')
const { ALL_FLOWS } = require('../dist/domain/flows/all-flows.js')

const file = process.argv[2]
if (!file) {
  console.error('用法：npm run flow:check 文件.yaml（或内置流程的 id）')
  process.exit(2)
}
const builtIn = ALL_FLOWS.find((f) => f.id === file)
let text = ''
try {
  if (!builtIn) text = readFileSync(file, 'utf8')
} catch (error) {
  console.error(`${file}：读不到文件（${error.message}）`)
  process.exit(2)
}
const read = builtIn
  ? { flow: builtIn, faults: checkFlow(builtIn).map((f) => ({ line: 0, column: 0, path: f.path.join('.'), message: f.message })) }
  : readFlowFile(text)
if (read.faults?.length) {
  for (const f of read.faults) console.log(`${file}:${f.line}:${f.column} ${f.path} ${f.message}`)
  process.exit(1)
}
console.log(`流程 ${read.flow.id} 第${read.flow.version}版：检查通过（${read.flow.steps.length} 个步骤）`)
