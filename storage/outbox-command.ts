#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { config as readDotenv } from 'dotenv'
import type { Log } from '../domain/ports/log'
import type { Outbox } from '../domain/ports/order-book'
import { outboxCommand } from './failed-effects'
import { openOutboxBeside } from './sqlite/open-outbox'

const log: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
const nowIso = (): string => new Date().toISOString()

async function open(): Promise<{ outbox: Outbox; close: () => Promise<void> | void }> {
  const url = process.env['MONGODB_URL'] ?? ''
  if (url !== '') {
    // oxlint-disable-next-line typescript/no-require-imports
    const { openMongoStorage } = require('./mongo/open-mongo-storage') as typeof import('./mongo/open-mongo-storage')
    return openMongoStorage({ url, log, nowIso })
  }
  const path = join(process.env['DATA_DIR'] || './data', 'gendan.db')
  if (!existsSync(path)) throw new Error(`没有找到数据库 ${path}：请检查 DATA_DIR`)
  return openOutboxBeside(path)
}

/** `npm run outbox -- list` and `npm run outbox -- redrive ID|all`: what could not be delivered. The service may run meanwhile. */
async function main(): Promise<void> {
  readDotenv({ quiet: true })
  const { outbox, close } = await open()
  try {
    const lines = await outboxCommand(process.argv.slice(2), outbox, nowIso())
    // At once: whoever reads the first line alone, as `head` does, has then closed the pipe after the last one.
    process.stdout.write(`${lines.join('\n')}\n`)
  } finally {
    await close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
})
