import { differences } from '../../../domain/dunning/answer-case'
import type { DunningCase } from '../../../domain/dunning/dunning-case'
import { cases } from '../../cases/dunning.json'

test.each(cases.map((c) => [`${c.id} ${c.note}`, c] as const))('%s', (_, c) => {
  expect(differences(c.input as DunningCase, c.expected)).toEqual([])
})
