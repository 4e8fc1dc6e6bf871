import { pino, type Logger } from 'pino'
import type { Log } from '../domain/ports/log'

/** Keys whose values never reach a log, at the top and up to three levels down. pino's `*` stands for one level. */
const SECRET_KEYS = [
  'token',
  'secret',
  'password',
  'authorization',
  'cookie',
  'phone',
  'phones',
  'address',
  'text',
  'quote',
  'apiKey',
  'encodingAesKey',
  'access_token',
  'corpsecret',
]
const paths = SECRET_KEYS.flatMap((k) => [k, `*.${k}`, `*.*.${k}`, `*.*.*.${k}`])

const PHONE = /(?<![0-9A-Za-z])(?:\+?86[- ]?)?1[3-9]\d{9}(?![0-9])/g
const SECRET_IN_URL = /((?:access_token|token|key|secret|corpsecret|signature)=)[^&\s"']+/gi

/** Phones and secrets inside free strings, such as error messages that carry a URL. */
const scrub = (text: string): string => text.replace(PHONE, '[phone]').replace(SECRET_IN_URL, '$1[secret]')

const scrubError = (error: unknown): Record<string, unknown> => {
  const e = error as { name?: string; message?: string; code?: unknown; stack?: string; cause?: unknown }
  return {
    type: e.name,
    message: scrub(String(e.message ?? error)),
    ...(e.code === undefined ? {} : { code: e.code }),
    ...(e.stack ? { stack: scrub(e.stack) } : {}),
    ...(e.cause ? { cause: scrubError(e.cause) } : {}),
  }
}

/** The product's logger: JSON lines on stderr, with secrets, phones, addresses and message texts left out. */
export function createLogger(level: string): Log & { pino: Logger } {
  const logger = pino(
    { level, redact: { paths, censor: '[redacted]' }, serializers: { err: scrubError } },
    pino.destination({ fd: 2, sync: true }),
  )
  return {
    pino: logger,
    debug: (fields, message) => logger.debug(fields, scrub(message)),
    info: (fields, message) => logger.info(fields, scrub(message)),
    warn: (fields, message) => logger.warn(fields, scrub(message)),
    error: (fields, message) => logger.error(fields, scrub(message)),
  }
}
