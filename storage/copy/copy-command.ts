#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { config as readDotenv } from 'dotenv'
import { evolve } from '../../domain/order/evolve-order'
import { codeOf } from '../../domain/fault'
import type { Log } from '../../domain/ports/log'
import { openMongoStorage } from '../mongo/open-mongo-storage'
import { openDatabase } from '../sqlite/open-database'
import { openSqliteStorage } from '../sqlite/open-sqlite-storage'
import { verify } from '../verify'
import { copyCompany } from './copy-company'
import { mongoTables } from './mongo-tables'
import { sqliteTables } from './sqlite-tables'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const log: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
const nowIso = (): string => new Date().toISOString()

/** `npm run migrate:to-cluster` and `npm run migrate:to-embedded`: the service is stopped meanwhile. */
async function main(): Promise<void> {
  readDotenv({ quiet: true })
  const toCluster = process.argv[2] === 'to-cluster'
  if (!toCluster && process.argv[2] !== 'to-embedded') throw new Error('用法：to-cluster 或 to-embedded')
  const url = process.env['MONGODB_URL'] ?? ''
  if (url === '') throw new Error('请先设置 MONGODB_URL')
  const path = join(process.env['DATA_DIR'] || './data', 'gendan.db')
  if (toCluster && !existsSync(path)) throw new Error(`没有找到数据库 ${path}：请检查 DATA_DIR`)
  const database = openDatabase(path)
  const mongo = await openMongoStorage({ url, log, nowIso, migrate: true })
  const [embedded, cluster] = [sqliteTables(database), mongoTables(mongo.models)]
  const [from, to] = toCluster ? [embedded, cluster] : [cluster, embedded]
  const started = (await mongo.notes.read('copy')) ?? ''
  const direction = toCluster ? 'to-cluster' : 'to-embedded'
  if ((await to.count('orders')) + (await to.count('master')) > 0 && started !== direction)
    throw new Error('目标里已经有公司资料或订单，不会覆盖。请换一个空的库（或数据目录）再试。')
  await mongo.notes.write('copy', direction)
  await copyCompany(from, to, ({ table, count }) => say(`${table}：${count} 条，两边一致`))
  await mongo.notes.write('copy', '')
  database.close()
  const target = toCluster ? mongo : await openSqliteStorage({ path, log, nowIso })
  const wrong = await verify(target, evolve)
  await target.close()
  if (!toCluster) await mongo.close()
  if (wrong.length > 0) throw new Error(`已复制，但核对发现 ${wrong.length} 处不符，例如 ${wrong[0]?.owner}：${wrong[0]?.detail}`)
  say('复制完成，逐单核对无误。')
}

const ADVICE: Record<string, string> = {
  STORAGE_LOCKED: '内置数据库正在使用，请先停掉跟单助手。',
  STORAGE_UNREACHABLE: '连不上 MongoDB，或搬到一半断了。请检查 MONGODB_URL 和服务；再运行一次会接着搬。',
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const told = ADVICE[codeOf(error) ?? ''] ?? (error instanceof Error ? error.message : String(error))
    process.stderr.write(`没有完成：${told}\n`)
    process.exit(1)
  },
)
