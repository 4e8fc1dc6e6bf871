import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { carrierOfWords } from '../../../domain/tracking/carrier-names'
import {
  containerFits,
  creditCodeFits,
  dhlFits,
  eanFits,
  fedexFits,
  identityFits,
  luhnFits,
  s10Fits,
  sfFits,
  upsFits,
} from '../../../domain/tracking/check-digits'
import { findTracking } from '../../../domain/tracking/find-numbers'

interface Sample {
  id: string
  text: string
  note?: string
  expected: {
    tracking: {
      number: string
      candidates: string[]
      checkDigit: string
      ask: boolean
      needsPhone4: boolean
      conflict?: string
    }[]
    notTracking: { value: string; kind: string }[]
    truck?: { plates: string[]; driverPhone?: string }
    pieces?: number | string
  }
}
const samplesOf = (name: string): Sample[] =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', 'cases', name), 'utf8')).samples as Sample[]

describe.each(['tracking.json', 'tracking-own.json'])('messages of %s', (file) => {
  test.each(samplesOf(file).map((s) => [s.id, s.text.replaceAll('\n', '⏎'), s] as const))('%s %s', (_id, _words, sample) => {
    const found = findTracking(sample.text)
    const { expected } = sample
    expect(found.tracking.map((t) => t.number)).toEqual(expected.tracking.map((t) => t.number))
    expected.tracking.forEach((want, i) => {
      const got = found.tracking[i]
      expect(got?.candidates.slice(0, want.candidates.length)).toEqual(want.candidates)
      expect({ ...got, candidates: [], number: '', typed: undefined }).toEqual({
        ...want,
        candidates: [],
        number: '',
        typed: undefined,
      })
    })
    for (const other of expected.notTracking) expect(found.notTracking).toContainEqual(other)
    expect(found.truck).toEqual(expected.truck)
    if (expected.pieces !== undefined) expect(found.pieces).toBe(String(expected.pieces))
  })
})

describe('check digits', () => {
  test.each(['SF1385628716739', 'SF5119694772350', '444003077898', '254412284165', '976186294981', '786187979245'])(
    '顺丰 %s fits',
    (number) => expect(sfFits(number)).toBe(true),
  )
  test('the best known dummy of 顺丰 does not fit', () => expect(sfFits('SF1234567890123')).toBe(false))
  test('the published vectors of S10, UPS, FedEx and DHL', () => {
    expect(['RB123456785GB', 'EB000717618HK', 'RB123456786US'].map(s10Fits)).toEqual([true, true, false])
    expect(['1Z5R89390357567127', '1Z879E930346834440', '1Z879E930346834441'].map(upsFits)).toEqual([true, true, false])
    expect(['986578788855', '477179081230', '477179081231'].map(fedexFits)).toEqual([true, true, false])
    expect(['3318810025', '8487135506', '8487135507'].map(dhlFits)).toEqual([true, true, false])
  })
  test('numbers that are taken for waybills have their own', () => {
    expect(['6901234567892', '6901234567893'].map(eanFits)).toEqual([true, false])
    expect(['4111111111111111', '4111111111111112'].map(luhnFits)).toEqual([true, false])
    expect(['11010519491231002X', '110105194912310021'].map(identityFits)).toEqual([true, false])
    expect(['91350100M000100Y43', '91350100M000100Y44'].map(creditCodeFits)).toEqual([true, false])
    expect(['CSQU3054383', 'CSQU3054384'].map(containerFits)).toEqual([true, false])
  })
})

test('digits that are missing are named, so that a photo can be asked for', () => {
  expect(findTracking('SF1626…901后三位看不清').cutOff).toEqual(['SF1626...901'])
  expect(findTracking('顺丰单号1385****739').cutOff).toEqual(['1385****739'])
})

test('a letter typed for a digit is put right and stays visible', () =>
  expect(findTracking('SF13856287167O9').tracking[0]).toMatchObject({
    number: 'SF1385628716709',
    typed: 'SF13856287167O9',
    ask: true,
  }))

test('a carrier written as a field is recognised', () => {
  expect(['顺丰', '德邦物流', '中通快运', 'shunfeng', '自送', ''].map(carrierOfWords)).toEqual([
    'shunfeng',
    'debangwuliu',
    'zhongtongkuaiyun',
    'shunfeng',
    undefined,
    undefined,
  ])
})

test('an order number, a mobile number and money are never waybills, whatever stands around them', () => {
  const mobile = fc.tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{9}$/)).map(([a, b]) => `1${a}${b}`)
  const order = fc.stringMatching(/^20(2[0-9])(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])\d{2,7}$/).map((n) => `订单号 ${n}`)
  const money = fc.integer({ min: 1, max: 99_999_999 }).map((n) => `${n}元`)
  const glue = fc.constantFrom('单号', '顺丰', '德邦 ', '已发货，', '运单号：', ' ', '安能', '请查收 ')
  fc.assert(
    fc.property(fc.array(fc.tuple(glue, fc.oneof(mobile, order, money)), { minLength: 1, maxLength: 5 }), (parts) => {
      const text = parts.map(([words, number]) => `${words}${number}`).join('，')
      expect(findTracking(text).tracking).toEqual([])
    }),
    { seed: 20261128, numRuns: 400 },
  )
})

test('any text is read without an error, and every number found stands in it', () => {
  const pieces = fc.constantFrom(
    'SF',
    '单号',
    '1',
    '23',
    '4567',
    '-',
    ' ',
    '，',
    'JD',
    '顺丰',
    '粤B',
    'YT',
    '…',
    '\n',
    '元',
    '件',
    'O',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const text = parts.join('')
      const plain = text
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, '')
      for (const t of findTracking(text).tracking) expect(plain).toContain(t.typed ?? t.number)
    }),
    { seed: 20261128, numRuns: 600 },
  )
})
