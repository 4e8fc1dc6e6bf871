import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { flowFacts } from '../../domain/flow/flow-facts'
import { ALL_FLOWS } from '../../domain/flows/all-flows'

const folder = join(__dirname, '..', '..', 'domain', 'documents')
const NAMES = /factWords\(\w+, '(\w+)'\)|facts\['(\w+)'\]|answerOf\(\w+, '([\w-]+)'/g

test('papers print only facts and answers that some flow writes', () => {
  // The times of the tracking are written when goods leave.
  const facts = new Set(['checkTimes', ...ALL_FLOWS.flatMap((f) => [...flowFacts(f).keys()])])
  const tasks = new Set(ALL_FLOWS.flatMap((f) => f.steps.flatMap((s) => s.tasks.map((t) => t.id))))
  const unknown = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(NAMES)].flatMap(([, word, fact, task]) =>
      (word ?? fact) !== undefined && !facts.has((word ?? fact) as string)
        ? [`${file}: ${word ?? fact}`]
        : task !== undefined && !tasks.has(task)
          ? [`${file}: task ${task}`]
          : [],
    ),
  )
  expect(unknown).toEqual([])
})
