import { createCipheriv } from 'node:crypto'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import fc from 'fast-check'
import { callbackCrypto, readAesKey } from '../../../../bot/channels/wecom/callback-crypto'
import { decodeCallback } from '../../../../bot/channels/wecom/decode-callback'
import { decodeFrame } from '../../../../bot/channels/wecom/decode-frame'
import { decryptMedia } from '../../../../bot/channels/wecom/media'
import { answerXml, cdata, encryptOf, scanXml } from '../../../../bot/channels/wecom/scan-xml'
import vectors from '../../../cases/wecom-vectors.json'
import { FAKE } from '../../../support/fake-wecom/fake-wecom'
import { LINEAR, growthOf } from '../../../support/growth'

interface Vector {
  id: string
  title: string
  token: string
  encoding_aes_key: string
  receive_id: string
  timestamp: string
  nonce: string
  random16_hex: string
  plaintext: string
  encrypt: string
  signature: string
  direction: string
  http: { response_body?: string; body?: string }
  negatives?: { kind: string; encrypt: string; signature: string; reject_stage: string }[]
}
const all = vectors.vectors as unknown as Vector[]
const cryptoOf = (v: Vector) => callbackCrypto({ token: v.token, encodingAesKey: v.encoding_aes_key, receiveIds: [v.receive_id] })

describe.each(all.map((v) => [v.id, v] as const))('vector %s', (_, v) => {
  const { timestamp, nonce } = v

  test('opens to its plain text', () => {
    expect(cryptoOf(v).open({ signature: v.signature, timestamp, nonce, encrypt: v.encrypt })).toEqual({
      ok: true,
      message: v.plaintext,
    })
  })

  test('is what we seal with the same random bytes', () => {
    const sealed = cryptoOf(v).seal(v.plaintext, timestamp, nonce, Buffer.from(v.random16_hex, 'hex'))
    expect(sealed).toEqual({ encrypt: v.encrypt, signature: v.signature, timestamp, nonce })
  })

  test('agrees with the official package', () => {
    expect(getSignature(v.token, timestamp, nonce, v.encrypt)).toBe(v.signature)
    expect(decrypt(v.encoding_aes_key, v.encrypt)).toMatchObject({ message: v.plaintext, id: v.receive_id })
  })

  for (const n of v.negatives ?? [])
    test(`refuses ${n.kind} at ${n.reject_stage}`, () => {
      expect(cryptoOf(v).open({ signature: n.signature, timestamp, nonce, encrypt: n.encrypt })).toEqual({
        ok: false,
        stage: n.reject_stage,
      })
    })
})

test('the answer packet of an app is the one of the vector', () => {
  const v = all.find((one) => one.id === 'S3R')
  expect(v && answerXml({ encrypt: v.encrypt, signature: v.signature, timestamp: v.timestamp, nonce: v.nonce })).toBe(
    v?.http.response_body,
  )
})

test('decrypts the media file of the vectors, and refuses it with one byte changed', () => {
  const [m] = vectors.media_files
  const cipher = Buffer.from(m?.cipher_base64 ?? '', 'base64')
  expect(decryptMedia(cipher, m?.aeskey_base64 ?? '')?.toString('hex')).toBe(m?.plain_hex)
  const last = cipher.length - 1
  cipher[last] = (cipher[last] ?? 0) ^ 1
  expect(decryptMedia(cipher, m?.aeskey_base64 ?? '')).toBeUndefined()
})

test('one message does not colour the next, whether it was taken or refused', () => {
  const keys = { token: FAKE.token, encodingAesKey: FAKE.aesKey, receiveIds: [FAKE.corpId] }
  const ours = callbackCrypto(keys)
  const stranger = callbackCrypto({ ...keys, receiveIds: ['another'] })
  const signed = (encrypted: string) => ({ signature: getSignature(FAKE.token, '1', 'n', encrypted), timestamp: '1', nonce: 'n' })
  const good = ours.seal('下单', '1', 'n', Buffer.alloc(16)).encrypt
  const bytes = Buffer.from(good, 'base64')
  const badPadding = Buffer.from(bytes)
  badPadding[bytes.length - 17] = (bytes[bytes.length - 17] ?? 0) ^ 1
  const oneBlock = bytes.subarray(0, 16).toString('base64')
  const before: [string, string][] = [
    [badPadding.toString('base64'), 'decrypt_failed'],
    [oneBlock, 'decrypt_failed'],
    [bytes.subarray(0, 24).toString('base64'), 'decrypt_failed'],
    [stranger.seal('下单', '1', 'n').encrypt, 'receive_id_mismatch'],
  ]
  for (const [encrypted, stage] of before) {
    expect(ours.open({ ...signed(encrypted), encrypt: encrypted })).toEqual({ ok: false, stage })
    expect(ours.open({ ...signed(good), encrypt: good })).toEqual({ ok: true, message: '下单' })
  }
  // Padding that fills the only block but for its count: the first block is looked at as well, not only what follows it.
  const key = readAesKey(FAKE.aesKey)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const allPadding = cipher.update(Buffer.alloc(16, 16)).toString('base64')
  expect(ours.open({ ...signed(allPadding), encrypt: allPadding })).toEqual({ ok: false, stage: 'bad_buffer' })
})

test('refuses a key of the wrong length at the start, without telling it', () => {
  expect(() => readAesKey('tooshort')).toThrow(/43 letters/)
  expect(() => readAesKey(`${'a'.repeat(42)}!`)).toThrow()
})

test('opens whatever the official package sealed, and the other way round', () => {
  const ours = callbackCrypto({ token: FAKE.token, encodingAesKey: FAKE.aesKey, receiveIds: [FAKE.corpId] })
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.stringMatching(/^[0-9]{1,12}$/),
      fc.stringMatching(/^[A-Za-z0-9]{1,16}$/),
      (text, timestamp, nonce) => {
        const message = text.toWellFormed()
        const sealed = encrypt(FAKE.aesKey, message, FAKE.corpId)
        const signature = getSignature(FAKE.token, timestamp, nonce, sealed)
        expect(ours.open({ signature, timestamp, nonce, encrypt: sealed })).toEqual({ ok: true, message })
        const mine = ours.seal(message, timestamp, nonce)
        expect(decrypt(FAKE.aesKey, mine.encrypt)).toMatchObject({ message, id: FAKE.corpId })
      },
    ),
    { numRuns: 200 },
  )
})

describe('reading XML', () => {
  test('keeps markup inside CDATA as text, split end marks joined, and 64-bit ids as text', () => {
    const evil = 'x]]></Content><FromUserName>boss</FromUserName><Content><![CDATA[y'
    const xml = `<xml><FromUserName>${cdata('zhangsan')}</FromUserName><Content>${cdata(evil)}</Content><MsgId>7298765432109876543</MsgId><MsgType>${cdata('text')}</MsgType></xml>`
    expect(scanXml(xml)).toEqual([
      { path: 'xml/FromUserName', value: 'zhangsan' },
      { path: 'xml/Content', value: evil },
      { path: 'xml/MsgId', value: '7298765432109876543' },
      { path: 'xml/MsgType', value: 'text' },
    ])
  })

  test.each([
    '',
    'plain',
    '<xml>',
    '<a><b></a></b>',
    '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    '<x><![CDATA[never ends</x>',
    `${'<a>'.repeat(50)}${'</a>'.repeat(50)}`,
  ])('takes %j for no XML of ours', (text) => {
    expect(scanXml(text)).toBeUndefined()
  })

  test.each(['<![CDATA[', '<a>', '<x/>', ']]>', '&amp;'])('stays linear on a quarter of a million signs of %s', async (piece) => {
    const growth = await growthOf((size) => {
      const text = piece === '&amp;' ? '<x>'.padEnd(size, piece) : piece.repeat(size / piece.length)
      scanXml(text)
      encryptOf(text)
    }, 16_000)
    expect(growth).toBeLessThan(LINEAR)
  })

  test('whatever text stands in CDATA comes back unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(scanXml(`<x><y>${cdata(text)}</y></x>`)).toEqual([{ path: 'x/y', value: text }])
      }),
    )
  })
})

test('no JSON and no XML makes the decoders throw', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      decodeFrame(value)
      decodeFrame({ msgid: 'm', from: { userid: 'u' }, msgtype: 'event', event: value })
      decodeFrame({ msgid: 'm', from: { userid: 'u' }, msgtype: 'mixed', mixed: value, quote: value })
      decodeFrame({
        msgid: 'm',
        from: { userid: 'u' },
        msgtype: 'event',
        event: { eventtype: 'template_card_event', template_card_event: value },
      })
    }),
    { numRuns: 500 },
  )
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void decodeCallback(text)))
})
