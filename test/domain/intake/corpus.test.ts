import { scoreCorpus } from '../../support/score-corpus'

/** Lower bounds of the figures; raised whenever the reader gets better. */
const AT_LEAST = { intentAccuracy: 0.98, 'lineItem.f1': 0.91, exactDraft: 0.79, exactAll: 0.83 }

test('the labelled messages are read at least as well as they were when this was written', () => {
  const figures = scoreCorpus('dev.jsonl')
  for (const [name, least] of Object.entries(AT_LEAST)) expect(figures[name] ?? 0).toBeGreaterThanOrEqual(least)
  expect(figures['silentlyWrongValues']).toBeLessThanOrEqual(0.015)
})
