import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backupTo, restoreFrom } from './backup'

const USAGE = '用法：npm run backup -- 备份目录　　恢复（先停机）：npm run backup -- --restore 备份目录'

/** npm run backup -- FOLDER: copies the running database and its files; --restore FOLDER puts them back while the service is stopped. */
async function main(): Promise<void> {
  const dataDir = process.env['DATA_DIR'] ?? './data'
  const path = join(dataDir, 'gendan.db')
  const restoring = process.argv[2] === '--restore'
  const folder = process.argv[restoring ? 3 : 2]
  if (!folder) throw new Error(USAGE)
  if (restoring) {
    const done = await restoreFrom(resolve(folder), path, `before-restore-${new Date().toISOString().replace(/[:.]/g, '')}`)
    process.stdout.write(`已恢复 ${done.orders} 张订单、${done.files} 个文件到 ${done.file}\n`)
    return
  }
  if (!existsSync(path)) throw new Error(`没有找到数据库 ${path}：请检查 DATA_DIR`)
  const done = await backupTo(path, resolve(folder))
  process.stdout.write(`已备份 ${done.orders} 张订单、${done.files} 个文件到 ${done.file}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
})
