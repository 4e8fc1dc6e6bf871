import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

const root = join(__dirname, '..', '..')
/** Lines above which a file should be split. Tables of data and words are excused by name. */
const UPPER_MARK = 360
const EXCUSED = [/^domain\/flows\//, /-words\.ts$/, /^domain\/wording\//, /-table\.ts$/]

function* sources(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* sources(path)
    else if (name.endsWith('.ts')) yield path
  }
}

test('no source file has grown past the mark', () => {
  const large = ['bot', 'handlers', 'domain', 'jobs', 'storage']
    .flatMap((f) => [...sources(join(root, f))])
    .map((path) => ({ path: relative(root, path), lines: readFileSync(path, 'utf8').split('\n').length }))
    .filter((f) => f.lines > UPPER_MARK && !EXCUSED.some((e) => e.test(f.path)))
  expect(large).toEqual([])
})
