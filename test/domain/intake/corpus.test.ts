import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { predictDraft, type CorpusMessage } from '../../../domain/intake/predict-draft'

const CORPUS = join(__dirname, '..', '..', 'corpus')
interface Row {
  id: string
  text: string
  messageDate: string
  channel?: { senderRole?: 'sales' | 'customer' }
  catalog: string | null
}
const rows = readFileSync(join(CORPUS, 'dev.jsonl'), 'utf8')
  .split('\n')
  .filter((l) => l.trim() !== '')
  .map((l) => JSON.parse(l) as Row)
const productsOf = new Map<string, CorpusMessage['products']>()
const products = (id: string | null): CorpusMessage['products'] => {
  if (id === null) return null
  const known =
    productsOf.get(id) ??
    (JSON.parse(readFileSync(join(CORPUS, 'catalogs', `${id}.json`), 'utf8')) as { products: CorpusMessage['products'] }).products
  productsOf.set(id, known)
  return known
}
const predictionOf = (r: Row): Record<string, unknown> =>
  predictDraft({
    text: r.text,
    at: r.messageDate,
    ...(r.channel?.senderRole ? { senderRole: r.channel.senderRole } : {}),
    products: products(r.catalog),
  })

/** Lower bounds of the figures; raised whenever the reader gets better. */
const AT_LEAST = { intentAccuracy: 0.98, 'lineItem.f1': 0.84, exactDraft: 0.69, exactAll: 0.75 }

test('the labelled messages are read at least as well as they were when this was written', () => {
  const dir = mkdtempSync(join(tmpdir(), 'gendan-corpus-'))
  try {
    const file = join(dir, 'predictions.jsonl')
    writeFileSync(file, rows.map((r) => JSON.stringify({ id: r.id, prediction: predictionOf(r) })).join('\n'))
    const scored = spawnSync(
      process.execPath,
      [join(CORPUS, 'score.mjs'), join(CORPUS, 'dev.jsonl'), file, '--json', '--boot', '10'],
      { encoding: 'utf8' },
    )
    const { summary } = JSON.parse(scored.stdout) as { summary: Record<string, { value: number }> }
    for (const [name, least] of Object.entries(AT_LEAST)) expect(summary[name]?.value ?? 0).toBeGreaterThanOrEqual(least)
    expect(summary['silentlyWrongValues']?.value).toBeLessThanOrEqual(0.03)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
