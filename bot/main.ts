#!/usr/bin/env node
import { join } from 'node:path'
import { config as readDotenv } from 'dotenv'
import { codeOf } from '../domain/fault'
import { loadTables } from '../domain/intake/load-tables'
import { compose, type Product } from './compose'
import { readConfig, type Config } from './config'
import { readFirstCompany } from './first-company'
import { readHolidayFiles } from './holiday-files'
import { readOwnFlows } from './own-flows'
import { patiently } from './patient-start'

/** Wrong settings or surroundings: told in a sentence each, no stack. */
const EXIT_SETUP = 2

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const complain = (text: string): void => void process.stderr.write(`${text}\n`)

const fail = (lines: string[]): never => {
  for (const line of lines) complain(line)
  process.exit(EXIT_SETUP)
}

/** The database is on its way up, or busy. */
const isAway = (error: unknown, config: Config): boolean =>
  config.mongoUrl !== undefined && config.mongoUrl !== '' && codeOf(error) === 'STORAGE_UNREACHABLE'

/** What is wrong with the surroundings, and what to do about it. */
const setupFault = (error: unknown, config: Config): string[] | undefined => {
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : String(error)
  if (code === 'EADDRINUSE')
    return [`端口 ${config.port} 已被占用：请关掉占用它的程序，或换一个端口，例如 PORT=${config.port + 1} npm start。`]
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return [`HOST=${config.host} 不是本机地址：请改为 127.0.0.1 或本机网卡地址。`]
  if (code === 'EACCES') return [`没有权限监听端口 ${config.port}：请换一个大于 1024 的端口。`]
  if (code === 'STORAGE_UNPREPARED') return [`MongoDB 还没有建好索引，请先运行：npm run db:migrate（${message}）`]
  if (isAway(error, config)) return [`连不上 MongoDB：请检查 MONGODB_URL 的地址、账号密码，以及服务是否已启动。（${message}）`]
  if (code?.startsWith('STORAGE_')) return [`数据目录 ${config.dataDir} 不能使用（${code}）：${message}`]
  if (code?.startsWith('FLOW_')) return [`流程设置有误（${code}）：${message}`]
  return undefined
}

async function main(): Promise<void> {
  readDotenv({ quiet: true })
  const read = readConfig(process.env)
  if (!read.ok) return fail(['设置有误，请改 .env 或环境变量：', ...read.faults.map((f) => `  ${f}`)])
  const { config } = read
  const own = readOwnFlows(config.flowFiles)
  if (!own.ok) return fail(['流程文件有误：', ...own.faults.map((f) => `  ${f}`)])
  const company = readFirstCompany(config.companyFile || join(__dirname, 'sample', `${config.sample ?? 'paper-mill'}.json`))
  if (!company.ok) return fail(['公司资料文件有误：', ...company.faults.map((f) => `  ${f}`)])
  const holidays = readHolidayFiles(config.holidayFiles ?? [])
  if (!holidays.ok) return fail(['放假安排文件有误：', ...holidays.faults.map((f) => `  ${f}`)])
  const begin = async (): Promise<Product> => {
    const product = await compose(config, own.flows, { holidays: holidays.table })
    try {
      await product.loadFirst(company.world)
      // The sample is only where the tryout begins: what people made of it is theirs.
      const followed = config.companyFile ? await product.followFile(company.world) : []
      for (const line of followed) say(line)
      await product.start()
      await product.app.listen({ port: config.port, host: config.host })
      return product
    } catch (error) {
      await product.stop().catch(() => undefined)
      throw error
    }
  }
  try {
    const product = await patiently(begin, { isPassing: (error) => isAway(error, config), onWait: complain })
    announce(product, config)
    stopOnSignals(product)
  } catch (error) {
    const lines = setupFault(error, config)
    if (lines) return fail(lines)
    throw error
  }
}

function announce(product: Product, config: Config): void {
  const address = product.app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const shown = config.host.includes(':') ? `[${config.host}]` : config.host === '0.0.0.0' ? '127.0.0.1' : config.host
  setImmediate(loadTables)
  say(`跟单助手已就绪 ready: http://${shown}:${port}/`)
  for (const line of config.missing ?? []) say(`  ${line}`)
  if (!config.sandbox) return
  say('可以先试三件事：')
  say('  1. 打开上面的地址，选「业务接单群」，以罗晓峰的身份发：云和纸品 80g双胶纸 787*1092 120令 单价155 下周三交')
  say('  2. 核对订单卡片，点「确认下单」，再到「订单跟进群」换成陈静、唐工、马师傅逐步确认')
  say('  3. 点右上角把时间往前拨一天，看提醒、顺延和生产日报怎样找到人')
}

/** Drains and stops within ten seconds; a second signal ends at once. */
function stopOnSignals(product: Product): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    const late = setTimeout(() => process.exit(1), 9_500)
    late.unref()
    product.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        complain(`停止时出错：${error instanceof Error ? error.message : String(error)}`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main().catch((error: unknown) => {
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exit(1)
})
