import fc from 'fast-check'
import { boundText, bytesOf } from '../../../storage/sqlite/text-bytes'

test('gives the UTF-8 of every text, and what was given stays as it was', () => {
  const given: { text: string; bytes: Uint8Array }[] = []
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 4000 }), fc.nat(2000), (text, times) => {
      const long = `${text}双胶纸😀`.repeat(1 + times)
      given.push({ text: long, bytes: bytesOf(long) })
    }),
    { numRuns: 60 },
  )
  // Several blocks were filled, and one text was longer than a block.
  const huge = '纸'.repeat(1 << 20)
  given.push({ text: huge, bytes: bytesOf(huge) }, { text: '', bytes: bytesOf('') })
  for (const { text, bytes } of given) expect(Buffer.compare(bytes, Buffer.from(text))).toBe(0)
})

test('short texts stay strings', () => {
  expect(boundText('草稿')).toBe('草稿')
  expect(boundText('草'.repeat(256))).toEqual(bytesOf('草'.repeat(256)))
})
