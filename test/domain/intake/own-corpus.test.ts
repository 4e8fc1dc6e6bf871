import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { corpusRows, scoreCorpus } from '../../support/score-corpus'

/**
 * Figures on two corpora of other trades than the development corpus, written and labelled before any rule was made for them.
 * `least` and `most` lie a little under and over what was measured.
 */
const CORPORA = [
  {
    file: 'own-1',
    least: { intentAccuracy: 0.95, 'lineItem.f1': 0.86, exactDraft: 0.62 },
    most: { silentlyWrongValues: 0.025, falseDrafts: 0 },
  },
  {
    file: 'own-2',
    least: { intentAccuracy: 0.95, 'lineItem.f1': 0.84, exactDraft: 0.5 },
    most: { silentlyWrongValues: 0.025, falseDrafts: 0 },
  },
]

test.each(CORPORA)(
  'messages of other trades, $file, are read at least as well as when this was written',
  ({ file, least, most }) => {
    const figures = scoreCorpus(join('own', `${file}.jsonl`))
    const below = Object.entries(least).filter(([name, bound]) => (figures[name] ?? 0) < bound)
    const above = Object.entries(most).filter(([name, bound]) => (figures[name] ?? 1) > bound)
    expect({ below, above, figures }).toEqual({ below: [], above: [], figures })
  },
)

/** The text of a message in a marked-up source: the marks `{keys|text}` taken off, `\t` a tab. */
const unmarked = (block: string): string => {
  const body = block
    .slice(block.indexOf('\n') + 1)
    .trimEnd()
    .split('\n')
    .filter((l) => !l.startsWith('%%'))
    .join('\n')
    .trimEnd()
  return body
    .replaceAll('\\t', '\t')
    .replaceAll(/\{[^{}|\n]*\|/gu, '')
    .replaceAll('}', '')
}

test.each(CORPORA)('the labelled file of $file is made from its marked-up source', ({ file }) => {
  const source = readFileSync(join(__dirname, '..', '..', 'corpus', 'own', 'src', `${file}.txt`), 'utf8')
  expect(corpusRows(join('own', `${file}.jsonl`)).map((r) => r.text)).toEqual(source.split(/^@@ /mu).slice(1).map(unmarked))
})
