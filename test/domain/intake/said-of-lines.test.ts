import type { DraftLine } from '../../../domain/intake/draft'
import { normaliseText } from '../../../domain/intake/text/normalise-text'
import { settleFigures } from '../../../domain/intake/lines/said-of-lines'

/** Lines with a name, the place of their count, and a unit or price where one was read. */
const linesOf = (text: string, words: { name: string; count: string; unit?: string; price?: string }[]): DraftLine[] => {
  const normal = normaliseText(text)
  let from = 0
  const place = (word: string): [number, number] => {
    const at = normal.plain.indexOf(word, from)
    from = at + word.length
    return [at, from]
  }
  return words.map(({ name, count, unit, price }): DraftLine => {
    const line: DraftLine = { productName: normal.read(name, ...place(name)), quantity: normal.read(count, ...place(count)) }
    if (unit) line.unit = normal.read(unit, ...place(unit))
    if (price) line.unitPrice = normal.read(price, ...place(price))
    return line
  })
}

describe('a unit that is said once for all', () => {
  const two = [
    { name: '喷头', count: '40' },
    { name: '弯头', count: '12' },
  ]
  test.each([
    ['喷头40，弯头12，都是只', '只'],
    ['喷头40 弯头12 单位全是盒', '盒'],
    ['喷头40、弯头12，个，月底要', '个'],
    ['先说一下，箱是单位\n喷头40\n弯头12', '箱'],
    ['喷头40，弯头12，数都是包哈', '包'],
    ['喷头40\n弯头12\n数量单位件，明天要', '件'],
    ['喷头40，弯头12，以上个，周五到', '个'],
    ['喷头40 弯头12 都箱，走物流', '箱'],
    ['喷头40，弯头12，全部整箱', '箱'],
    ['开单（单位全部件）\n喷头40\n弯头12', '件'],
  ])('%s', (text, unit) => {
    const lines = linesOf(text, two)
    settleFigures(normaliseText(text), lines)
    expect(lines.map((l) => l.unit?.value)).toEqual([unit, unit])
  })

  test('is of those only that it names', () => {
    const text = '喷头40，弯头12，喷头都是箱'
    const lines = linesOf(text, two)
    settleFigures(normaliseText(text), lines)
    expect(lines.map((l) => l.unit?.value)).toEqual(['箱', undefined])
  })

  test.each(['喷头40，弯头12，前一项不管，前1项按套', '喷头40(单位套)\n弯头12'])('is of those in front alone: %s', (text) => {
    const lines = linesOf(text, two)
    settleFigures(normaliseText(text), lines)
    expect(lines.map((l) => l.unit?.value)).toEqual(['套', undefined])
  })

  test('leaves the unit of a line as it is', () => {
    const text = '喷头40箱，弯头12，都是只'
    const lines = linesOf(text, [
      { name: '喷头', count: '40', unit: '箱' },
      { name: '弯头', count: '12' },
    ])
    settleFigures(normaliseText(text), lines)
    expect(lines.map((l) => l.unit?.value)).toEqual(['箱', '只'])
  })
})

describe('a figure that is put right in the same breath', () => {
  test.each([
    ['铜排40卷 啊不是 4卷，急用', '4卷'],
    ['铜排80平——哦不是，是60平，明天装车', '60㎡'],
    ['铜排2卷（写快了，3卷），下午拉', '3卷'],
    ['铜排4箱，讲错是5卷，箱用不完', '5卷'],
  ])('%s', (text, count) => {
    const [, first = '', unit = ''] = /铜排(\d+)(箱|卷|平)/.exec(text) ?? []
    const lines = linesOf(text, [{ name: '铜排', count: first, unit }])
    settleFigures(normaliseText(text), lines)
    expect(lines.map((l) => `${l.quantity?.value}${l.unit?.value}`)).toEqual([count])
  })

  test.each([
    ['铜排10卷 单价85，哎说错，是88，下周要', '88'],
    ['铜排10卷 单价309，上面价格看串行了，319', '319'],
  ])('%s', (text, price) => {
    const [, told = ''] = /单价(\d+)/.exec(text) ?? []
    const lines = linesOf(text, [{ name: '铜排', count: '10', unit: '卷', price: told }])
    settleFigures(normaliseText(text), lines)
    expect(lines[0]?.unitPrice?.value).toBe(price)
  })

  test('is not the count of the next goods', () => {
    const text = '铜排10卷，说错了的那个地址改一下，扎带3包'
    const lines = linesOf(text, [{ name: '铜排', count: '10', unit: '卷' }])
    settleFigures(normaliseText(text), lines)
    expect(lines[0]?.quantity?.value).toBe('10')
  })
})

test('a unit told by name beside that of all is of that name', () => {
  const text = '喷头40\n弯头12\n单位：个，弯头按箱'
  const lines = linesOf(text, [
    { name: '喷头', count: '40' },
    { name: '弯头', count: '12' },
  ])
  settleFigures(normaliseText(text), lines)
  expect(lines.map((l) => l.unit?.value)).toEqual(['个', '箱'])
})

test('a slip that names other goods is of those', () => {
  const text = '陶土30袋，瓷土20袋，陶土看错了是13袋'
  const lines = linesOf(text, [
    { name: '陶土', count: '30', unit: '袋' },
    { name: '瓷土', count: '20', unit: '袋' },
  ])
  settleFigures(normaliseText(text), lines)
  expect(lines.map((l) => l.quantity?.value)).toEqual(['30', '20'])
})
