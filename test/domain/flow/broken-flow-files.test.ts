import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFlowFile } from '../../../domain/flow/read-flow-file'

const FOLDER = join(__dirname, '../../payloads/flows')
const BROKEN = readdirSync(join(FOLDER, 'broken'))

/** The faults that a file announces in its own comments: `# ✗ words`, on the line that they are told for. */
const announced = (text: string) =>
  text.split('\n').flatMap((line, i) =>
    line
      .split(' ✗ ')
      .slice(1)
      .map((words) => ({ line: i + 1, words: words.trim() })),
  )

test.each(BROKEN)('every fault of %s is told, on its line, and no other', (name) => {
  const text = readFileSync(join(FOLDER, 'broken', name), 'utf8')
  const read = readFlowFile(text, name)
  const faults = 'faults' in read ? read.faults : []
  for (const a of announced(text))
    expect(
      faults.filter((f) => f.line === a.line && f.message.includes(a.words)).length || `not told: ${a.line} ${a.words}`,
    ).toBe(1)
  expect(faults.map((f) => f.line).filter((l) => !announced(text).some((a) => a.line === l))).toEqual([])
})

test('a whole flow of a small trader written by hand is read without a fault', () => {
  const read = readFlowFile(readFileSync(join(FOLDER, 'small-trader.yaml'), 'utf8'), 'small-trader.yaml')
  expect('faults' in read ? read.faults : []).toEqual([])
})
