// npm run flow:draw FILE: prints a flow as a Mermaid diagram. Needs `npm run build`.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { readFlowFile } = require('../dist/domain/flow/read-flow-file.js')
const { drawFlow } = require('../dist/domain/flow/draw-flow.js')
const { ALL_FLOWS } = require('../dist/domain/flows/all-flows.js')

const file = process.argv[2]
if (!file) {
  console.error('用法：npm run flow:draw 文件.yaml（或内置流程的 id）')
  process.exit(2)
}
const builtIn = ALL_FLOWS.find((f) => f.id === file)
const read = builtIn ? { flow: builtIn } : readFlowFile(readFileSync(file, 'utf8'))
if (!read.flow) {
  for (const f of read.faults) console.error(`${file}:${f.line}:${f.column} ${f.path} ${f.message}`)
  process.exit(1)
}
process.stdout.write(drawFlow(read.flow))
