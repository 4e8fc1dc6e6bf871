import type { CommitResult } from '../../domain/ports/order-book'
import { createNumberLine, type FreeNumber } from '../../handlers/number-orders'

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A book whose answers are given by hand, one for each birth handed in. */
function bookByHand(keepsOrder: boolean) {
  let stored = 0
  const births: { free: FreeNumber; answer: (result: CommitResult) => void }[] = []
  const line = createNumberLine({ highestSerial: async () => stored, ...(keepsOrder ? { keepsOrder } : {}) })
  return {
    births,
    create: () =>
      line.inTurn(async (handIn) => {
        const free = await line.next('GD-')
        return handIn(free, () => new Promise<CommitResult>((answer) => births.push({ free, answer })))
      }),
    answer(place: number, result: CommitResult) {
      const birth = births[place]
      if (birth && result === 'committed') stored = Math.max(stored, birth.free.serial)
      birth?.answer(result)
    },
  }
}

const numbersOf = ({ births }: ReturnType<typeof bookByHand>) => births.map(({ free }) => [free.number, free.follows])

test('hands births in one behind the other, each naming the one before it, where the book keeps their order [P7]', async () => {
  const book = bookByHand(true)
  const all = [book.create(), book.create(), book.create()]
  await settled()
  expect(numbersOf(book)).toEqual([
    ['GD-01', undefined],
    ['GD-02', 'GD-01'],
    ['GD-03', 'GD-02'],
  ])
  for (const place of [0, 1, 2]) book.answer(place, 'committed')
  expect(await Promise.all(all)).toEqual(['committed', 'committed', 'committed'])
  void book.create()
  await settled()
  expect(numbersOf(book)[3]).toEqual(['GD-04', undefined])
})

test('counts on from what is stored when the births on their way did not hold', async () => {
  const book = bookByHand(true)
  const all = [book.create(), book.create()]
  await settled()
  book.answer(0, 'repeat')
  book.answer(1, 'number-taken')
  expect(await Promise.all(all)).toEqual(['repeat', 'number-taken'])
  void book.create()
  await settled()
  expect(numbersOf(book)[2]).toEqual(['GD-01', undefined])
})

test('waits for the answer where the book promises no order of writes', async () => {
  const book = bookByHand(false)
  const all = [book.create(), book.create()]
  await settled()
  expect(numbersOf(book)).toEqual([['GD-01', undefined]])
  book.answer(0, 'committed')
  await settled()
  expect(numbersOf(book)[1]).toEqual(['GD-02', undefined])
  book.answer(1, 'committed')
  expect(await Promise.all(all)).toEqual(['committed', 'committed'])
})
