import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { predictDraft, type CorpusMessage } from '../../domain/intake/predict-draft'

const CORPUS = join(__dirname, '..', 'corpus')

/** A labelled message of a corpus; see the schema beside the development corpus. */
export interface CorpusRow {
  id: string
  text: string
  messageDate: string
  channel?: { senderRole?: 'sales' | 'customer' }
  catalog: string | null
  labels: { intent: string; orders: unknown[] }
}

/** The labelled messages of a file below test/corpus. */
export const corpusRows = (file: string): CorpusRow[] =>
  readFileSync(join(CORPUS, file), 'utf8')
    .split('\n')
    .filter((l) => l.trim() !== '')
    .map((l) => JSON.parse(l) as CorpusRow)

/** Figures of the reader on a file below test/corpus, by the scorer kept there; its price lists lie in `catalogs` beside the file. */
export const scoreCorpus = (file: string): Record<string, number> => {
  const gold = join(CORPUS, file)
  const known = new Map<string, CorpusMessage['products']>()
  const products = (id: string | null): CorpusMessage['products'] => {
    if (id === null) return null
    const list =
      known.get(id) ??
      (JSON.parse(readFileSync(join(gold, '..', 'catalogs', `${id}.json`), 'utf8')) as { products: CorpusMessage['products'] })
        .products
    known.set(id, list)
    return list
  }
  const predictions = corpusRows(file).map((r) =>
    JSON.stringify({
      id: r.id,
      prediction: predictDraft({
        text: r.text,
        at: r.messageDate,
        ...(r.channel?.senderRole ? { senderRole: r.channel.senderRole } : {}),
        products: products(r.catalog),
      }),
    }),
  )
  const dir = mkdtempSync(join(tmpdir(), 'gendan-corpus-'))
  try {
    const predicted = join(dir, 'predictions.jsonl')
    writeFileSync(predicted, predictions.join('\n'))
    const scored = spawnSync(process.execPath, [join(CORPUS, 'score.mjs'), gold, predicted, '--json', '--boot', '10'], {
      encoding: 'utf8',
    })
    const { summary } = JSON.parse(scored.stdout) as { summary: Record<string, { value: number }> }
    return Object.fromEntries(Object.entries(summary).map(([name, of]) => [name, of.value]))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
