// The labelled messages of test/corpus that tables are learnt from, for the scripts that learn.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)

/** All corpora to learn from, in a fixed order; those of test/corpus/unseen are not among them. */
export const corpora = () =>
  [join(root, 'test', 'corpus'), join(root, 'test', 'corpus', 'own')].flatMap((folder) =>
    readdirSync(folder)
      .filter((f) => f.endsWith('.jsonl'))
      .sort()
      .map((f) => ({ name: basename(f, '.jsonl'), file: join(folder, f), catalogs: join(folder, 'catalogs') })),
  )

export const recordsOf = ({ file }) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

const lists = new Map()
/** The products of a message's price list as the corpus has them, each list read once; null for none. */
export const productsFor = (folder, id) => {
  if (!id) return null
  const file = join(folder, `${id}.json`)
  if (!lists.has(file)) lists.set(file, JSON.parse(readFileSync(file, 'utf8')).products)
  return lists.get(file)
}
/** The same as the reader's catalogue. */
export const catalogueFor = (folder, id) =>
  require(join(root, 'dist', 'domain', 'intake', 'predict-draft.js')).catalogueOf(productsFor(folder, id))

/** Gives 0 to count-1 in another order each time, the same for each run. */
export function shuffler(count) {
  let turn = 1
  const random = () => (turn = (turn * 48271) % 2147483647) / 2147483647
  const order = Array.from({ length: count }, (_, i) => i)
  return () => {
    for (let i = order.length - 1; i > 0; i--) {
      const k = Math.floor(random() * (i + 1))
      ;[order[i], order[k]] = [order[k], order[i]]
    }
    return order
  }
}
