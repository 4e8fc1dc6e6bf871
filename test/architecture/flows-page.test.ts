import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { flowPage } from '../../domain/flow/draw-flow'
import { ALL_FLOWS } from '../../domain/flows/all-flows'

test('docs/flows.md shows the flows as they are in the data', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'flows.md'), 'utf8')
  for (const flow of ALL_FLOWS) expect(page).toContain(flowPage(flow))
})
