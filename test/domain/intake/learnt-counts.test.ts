import type { CatalogueProduct } from '../../../domain/intake/draft'
import { putLearntLines } from '../../../domain/intake/learnt/learnt-reading'
import type { LearntRoles } from '../../../domain/intake/learnt/learnt-roles'
import type { Role } from '../../../domain/intake/learnt/line-roles'
import { normaliseText } from '../../../domain/intake/text/normalise-text'
import { parseByRules } from '../../../domain/intake/parse-order-text'

const product = (code: string, name: string): CatalogueProduct => ({ code, name, aliases: [], unit: '个', price: '1' })
const context = {
  at: '2026-03-05T10:00:00+08:00',
  timezone: 'Asia/Shanghai',
  catalogue: [product('CZ-5', '墙插'), product('CZ-1', '单开面板'), product('CZ-2', '双控面板')],
}
const ROLE: Record<string, Role> = { n: 'name', q: 'quantity', u: 'unit', p: 'price' }
/** The lines of a text where the tables take words for what the marks say: 墙插n 200q. */
function read(marked: string): { lines: (string | undefined)[][]; asked: string[] } {
  const spans: LearntRoles['spans'] = []
  let text = ''
  for (const m of marked.matchAll(/([一-鿿\d]+)([nqpu])|[^]/g)) {
    const role = ROLE[m[2] ?? '']
    const start = text.length
    text += m[1] ?? m[0]
    if (role) spans.push({ role, start, end: text.length, sure: 1 })
  }
  const normal = normaliseText(text)
  const roles: LearntRoles = { spans, share: () => ({ mean: 1, least: 1, before: 0, behind: 0 }), runs: () => [], most: () => 0 }
  const { orders } = parseByRules(text, context)
  const doubts = putLearntLines(normal, context, roles, orders, [], [], { options: [], nobody: 1 }, false)
  const lines = orders.flatMap((o) => o.lines).map((l) => [l.catalogCode ?? undefined, l.quantity?.value, l.unitPrice?.value])
  return { lines, asked: doubts.map((d) => d.path) }
}

describe('a bare figure behind goods of the price list that the tables took for a price of what stands in front', () => {
  test.each([
    [
      '墙插n 200q，单开面板 60p',
      [
        ['CZ-5', '200', undefined],
        ['CZ-1', '60', undefined],
      ],
    ],
    [
      '墙插n 200q 单开面板n 60q 双控面板 35p',
      [
        ['CZ-5', '200', undefined],
        ['CZ-1', '60', undefined],
        ['CZ-2', '35', undefined],
      ],
    ],
  ])('counts them: %s', (text, lines) => expect(read(text).lines).toEqual(lines))

  test('is a price where no goods of the list stand in front of it', () =>
    expect(read('墙插n 200q 6p，单开面板n 60q 7p').lines).toEqual([
      ['CZ-5', '200', '6'],
      ['CZ-1', '60', '7'],
    ]))
})

test('figures that begin with a nought are asked about as a count', () => {
  expect(read('墙插n04083q个u').asked).toEqual(['orders[0].lines[0]'])
  expect(read('墙插n4083q个u').asked).toEqual([])
})
