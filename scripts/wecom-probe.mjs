#!/usr/bin/env node
// Connects to WeCom with the settings of .env and tells in plain Chinese what this tenant allows, with a checklist for what does not work.
// A colleague in a group is asked to help. Usage: npm run wecom:probe [-- --wait SECONDS --robots --force]. Ends with 1 when something fails.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { values } = parseArgs({
  options: {
    wait: { type: 'string', default: '90' },
    robots: { type: 'boolean', default: false },
    force: { type: 'boolean', default: false },
    dist: { type: 'string', default: join(root, 'dist') },
  },
})
const say = (text) => process.stdout.write(`${text}\n`)
const stop = (...lines) => {
  for (const line of lines) process.stderr.write(`${line}\n`)
  process.exit(2)
}
if (!existsSync(join(values.dist, 'bot/config.js'))) stop('还没有编译：请先运行 npm run build')
const require = createRequire(import.meta.url)
require('dotenv').config({ quiet: true })
const { readConfig } = require(join(values.dist, 'bot/config.js'))
const { probeWecom } = require(join(values.dist, 'bot/channels/wecom/probe.js'))
const { lockDatabase } = require(join(values.dist, 'storage/sqlite/process-lock.js'))

const read = readConfig(process.env)
if (!read.ok) stop('设置有误，请改 .env 或环境变量：', ...read.faults.map((f) => `  ${f}`))
const { config } = read
if (!config.wecom) stop('还没有设置企业微信：请在 .env 里填 WECOM_BOT_ID 和 WECOM_BOT_SECRET，步骤见 docs/wecom.md')

const path = join(config.dataDir, 'gendan.db')
if (existsSync(path) && !values.force) {
  try {
    lockDatabase(path).release()
  } catch (error) {
    if (error.code === 'STORAGE_LOCKED')
      stop('跟单助手正在运行：同一个机器人只能有一个连接，探测会把它挤下线。请先停下它，或加 --force 强行探测。')
    throw error
  }
}

say('企业微信探测')
for (const line of config.missing ?? []) say(`  ${line}`)
const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const results = await probeWecom({
  settings: config.wecom,
  say,
  log: quiet,
  waitMs: Number(values.wait) * 1000,
  robots: values.robots,
})
const count = (found) => results.filter((r) => r.found === found).length
say('')
say(`小结：${count('yes')} 项正常，${count('no')} 项不通，${count('unknown')} 项没有结论。`)
for (const r of results.filter((one) => one.found === 'no')) say(`  ✗ ${r.what}：${r.detail}`)
say(count('no') === 0 ? '可以启动：npm start' : '按上面带「·」的步骤检查后再运行一次；说明见 docs/wecom.md。')
process.exit(count('no') === 0 ? 0 : 1)
