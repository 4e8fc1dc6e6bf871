import * as fc from 'fast-check'
import { canonicalJson } from '../../storage/canonical-json'
import { createNumberSplitter } from '../../storage/split-number'

describe('splitting an order number', () => {
  test.each([
    ['SH-20260302-07', 'SH-20260302-', 7],
    ['SH-20260302-107', 'SH-20260302-', 107],
    ['A2026030207', 'A20260302', 7],
    ['A07', 'A', 7],
    ['20260302007', '20260302', 7],
    ['special', 'special', 0],
    ['12', '', 12],
  ])('cuts %s into %s and %d although nobody asked for the prefix', (number, prefix, serial) => {
    expect(createNumberSplitter().split(number)).toEqual({ prefix, serial })
  })

  test('takes the prefix that was asked for, the longest when several fit', () => {
    const splitter = createNumberSplitter()
    for (const prefix of ['X1', 'X12', 'X']) splitter.remember(prefix)
    expect(splitter.split('X1203')).toEqual({ prefix: 'X12', serial: 3 })
    expect(splitter.split('X1')).toEqual({ prefix: 'X', serial: 1 })
  })

  test('gives back prefix and serial for every prefix that was asked for and does not end in a digit', () => {
    const prefix = fc.string({ maxLength: 20 }).map((text) => `${text}-`)
    fc.assert(
      fc.property(prefix, fc.integer({ min: 1, max: 999_999 }), (asked, serial) => {
        const splitter = createNumberSplitter()
        splitter.remember(asked)
        expect(splitter.split(`${asked}${String(serial).padStart(2, '0')}`)).toEqual({ prefix: asked, serial })
      }),
    )
  })
})

describe('canonical JSON', () => {
  test('is the same text for the same content in any order of keys, and reads back as the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        const reversed = (v: unknown): unknown =>
          Array.isArray(v)
            ? v.map(reversed)
            : v && typeof v === 'object'
              ? Object.fromEntries(
                  Object.entries(v)
                    .toReversed()
                    .map(([k, x]) => [k, reversed(x)]),
                )
              : v
        expect(canonicalJson(reversed(value))).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('leaves out undefined members and keeps members with dangerous names', () => {
    expect(canonicalJson({ b: 1, a: undefined, c: { z: 1, y: [{ k: undefined }] } })).toBe('{"b":1,"c":{"y":[{}],"z":1}}')
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1},"b":1}')
  })
})
