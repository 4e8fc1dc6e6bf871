import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { fault } from '../../../domain/fault'

/** Where an envelope was refused; the stages are checked in this order. */
export type RejectStage = 'signature_mismatch' | 'decrypt_failed' | 'bad_buffer' | 'receive_id_mismatch'

export interface Envelope {
  signature: string
  timestamp: string
  nonce: string
  encrypt: string
}

export type Opened = { ok: true; message: string } | { ok: false; stage: RejectStage }

export interface CallbackCrypto {
  /** Verifies and decrypts. Never throws for what came from outside. */
  open(envelope: Envelope): Opened
  /** Encrypts and signs a passive answer. `random` is 16 bytes, given only where a test must know the result. */
  seal(message: string, timestamp: string, nonce: string, random?: Buffer): Envelope
}

export interface CallbackKeys {
  token: string
  /** 43 characters as the console shows them. */
  encodingAesKey: string
  /** Accepted receivers, the first of them written into answers: the corp id of a self-built app, the empty text of an AI bot. */
  receiveIds: readonly string[]
}

/** Padding is to this, the cipher works in blocks of AES_BLOCK. */
const BLOCK = 32
const AES_BLOCK = 16
const HEAD = 20
const HEX40 = /^[0-9a-f]{40}$/i
const NOT_HEX = Buffer.alloc(20)
const refuse = (stage: RejectStage): Opened => ({ ok: false, stage })

/** 32 bytes of key. The last character may carry spare bits, so the text is not checked by encoding it again. Throws WECOM_AES_KEY. */
export function readAesKey(encodingAesKey: string): Buffer {
  const key = /^[A-Za-z0-9+/]{43}$/.test(encodingAesKey) ? Buffer.from(`${encodingAesKey}=`, 'base64') : Buffer.alloc(0)
  if (key.length !== BLOCK)
    throw fault('WECOM_AES_KEY', 'An EncodingAESKey of WeCom has 43 letters and digits; copy it again from the console')
  return key
}

/** Code-unit order of the four parts, as the platform sorts; a sort by locale gives other signatures. */
const sign = (token: string, timestamp: string, nonce: string, encrypt: string): Buffer =>
  hash('sha1', [token, timestamp, nonce, encrypt].toSorted().join(''), 'buffer')

/** What remains without the padding, or undefined where the padding is not 1 to 32 equal bytes. */
export function unpad(padded: Buffer): Buffer | undefined {
  const count = padded[padded.length - 1] ?? 0
  if (count < 1 || count > BLOCK || count > padded.length) return undefined
  let differs = 0
  for (let i = padded.length - count; i < padded.length; i++) differs |= (padded[i] ?? 0) ^ count
  return differs === 0 ? padded.subarray(0, padded.length - count) : undefined
}

/**
 * Decrypts one message after another with one cipher object, since making one costs several times what decrypting a message does. In CBC only
 * the first block of a message depends on what went before it: the object mixes in the end of the message before instead of the start
 * vector, so the former is taken out of that block again and the latter put in.
 */
function keptDecipher(key: KeyObject, iv: Buffer): (cipherText: Buffer) => Buffer {
  const make = () => createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const before = Buffer.from(iv)
  let decipher = make()
  return (cipherText) => {
    const plain = decipher.update(cipherText)
    if (plain.length !== cipherText.length) {
      decipher = make()
      iv.copy(before)
      throw fault('WECOM_DECIPHER', 'The cipher kept back part of a message of whole blocks; it was made anew')
    }
    for (let i = 0; i < AES_BLOCK; i++) plain[i] = (plain[i] ?? 0) ^ (before[i] ?? 0) ^ (iv[i] ?? 0)
    cipherText.copy(before, 0, cipherText.length - AES_BLOCK)
    return plain
  }
}

/** The envelope around callbacks of WeCom: SHA-1 over sorted parts, AES-256-CBC, padding to 32 bytes, length, receiver. */
export function callbackCrypto({ token, encodingAesKey, receiveIds }: CallbackKeys): CallbackCrypto {
  const keyBytes = readAesKey(encodingAesKey)
  const iv = keyBytes.subarray(0, AES_BLOCK)
  // Made once: OpenSSL takes a key object faster than bytes.
  const key = createSecretKey(keyBytes)
  const decipher = keptDecipher(key, iv)
  const receivers = receiveIds.length > 0 ? receiveIds : ['']

  const decrypt = (encrypt: string): Buffer | undefined => {
    const cipherText = Buffer.from(encrypt, 'base64')
    if (cipherText.length === 0 || cipherText.length % AES_BLOCK !== 0) return undefined
    return unpad(decipher(cipherText))
  }

  return {
    open({ signature, timestamp, nonce, encrypt }) {
      const isHex = HEX40.test(signature)
      const given = isHex ? Buffer.from(signature, 'hex') : NOT_HEX
      const equal = timingSafeEqual(given, sign(token, timestamp, nonce, encrypt))
      if (!equal || !isHex) return refuse('signature_mismatch')
      const plain = decrypt(encrypt)
      if (!plain) return refuse('decrypt_failed')
      if (plain.length < HEAD) return refuse('bad_buffer')
      const end = HEAD + plain.readUInt32BE(16)
      if (end > plain.length) return refuse('bad_buffer')
      if (!receivers.includes(plain.toString('utf8', end))) return refuse('receive_id_mismatch')
      return { ok: true, message: plain.toString('utf8', HEAD, end) }
    },
    seal(message, timestamp, nonce, random = randomBytes(16)) {
      const body = Buffer.from(message, 'utf8')
      const length = Buffer.alloc(4)
      length.writeUInt32BE(body.length)
      const plain = Buffer.concat([random, length, body, Buffer.from(receivers[0] ?? '', 'utf8')])
      const count = BLOCK - (plain.length % BLOCK)
      const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
      const encrypt = Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(count, count)])), cipher.final()]).toString(
        'base64',
      )
      return { encrypt, timestamp, nonce, signature: sign(token, timestamp, nonce, encrypt).toString('hex') }
    },
  }
}
