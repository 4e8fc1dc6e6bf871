import { readFileSync } from 'node:fs'
import { checkFlow } from '../domain/flow/check-flow'
import type { Flow } from '../domain/flow/flow'
import { readFlowFile } from '../domain/flow/read-flow-file'
import { ALL_FLOWS } from '../domain/flows/all-flows'

/** The company's own flow files, read and checked before anything starts; one message per fault, with file and line. */
export function readOwnFlows(files: string[]): { ok: true; flows: Flow[] } | { ok: false; faults: string[] } {
  const flows: Flow[] = []
  const faults: string[] = []
  for (const file of files) {
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      faults.push(`${file}：读不到文件（${error instanceof Error ? error.message : String(error)}）`)
      continue
    }
    const read = readFlowFile(text)
    if ('flow' in read) flows.push(read.flow)
    else faults.push(...read.faults.map((f) => `${file}:${f.line}:${f.column} ${f.message}`))
  }
  for (const flow of ALL_FLOWS) for (const f of checkFlow(flow)) faults.push(`${flow.id} ${f.path.join('.')} ${f.message}`)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, flows }
}
