#!/usr/bin/env node
import { config as readDotenv } from 'dotenv'
import { createConnection } from 'mongoose'
import { makeIndexes } from './mongo-indexes'
import { createModels } from './mongo-models'

/** `npm run db:migrate`: makes the collections and indexes that are missing. Safe to run again and while the service runs. */
async function main(): Promise<void> {
  readDotenv({ quiet: true })
  const url = process.env['MONGODB_URL'] ?? ''
  if (url === '') throw new Error('请先设置 MONGODB_URL，例如 mongodb://127.0.0.1:27017/gendan')
  const connection = await createConnection(url, {
    serverSelectionTimeoutMS: 5000,
    autoIndex: false,
    autoCreate: false,
  }).asPromise()
  try {
    const made = await makeIndexes(createModels(connection))
    process.stdout.write(made === 0 ? '索引齐全，无需改动。\n' : `已建好 ${made} 个索引。\n`)
  } finally {
    await connection.close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`没有完成：${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
