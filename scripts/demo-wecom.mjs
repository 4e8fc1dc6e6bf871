#!/usr/bin/env node
// Starts a WeCom of our own on loopback and the product beside it, connected through the platform's real SDK, and plays an order of the
// paper mill from the first message to the receipt. Prints what people do and every frame that passes.
// Usage: node scripts/demo-wecom.mjs [--talk FILE] [--full] [--quiet]. Ends with 1 when the order does not end as it should.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { values } = parseArgs({
  options: {
    talk: { type: 'string', default: join(root, 'test/scenario/talks/mill-class-b.chat.txt') },
    full: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
})
const require = createRequire(import.meta.url)
require(join(root, 'test/support/run-typescript.cjs'))
const { worldShape } = require(join(root, 'bot/channels/sandbox/world-shape.ts'))
const { readTalk } = require(join(root, 'test/scenario/play-talk.ts'))
const { actsOf, wecomStage } = require(join(root, 'test/scenario/stages.ts'))

// Somebody who only looks at the beginning closes the pipe.
process.stdout.on('error', () => process.exit(0))
const say = (text) => process.stdout.write(`${text}\n`)
const SECRET = /^(secret|aeskey|response_url|access_token|base64_data)$/
const counts = new Map()
let failed = 0

function trace(direction, frame) {
  const name = frame.cmd ?? `ack ${frame.errcode}`
  counts.set(name, (counts.get(name) ?? 0) + 1)
  if (frame.errcode) failed += 1
  if (values.quiet) return
  const body = JSON.stringify(
    frame.cmd ? frame.body : { errcode: frame.errcode, ...(frame.body ? { body: frame.body } : {}) },
    (key, value) => (SECRET.test(key) ? '***' : value),
  )
  const shown = body === undefined || values.full || body.length <= 300 ? (body ?? '') : `${body.slice(0, 300)}…`
  say(`   ${direction === 'in' ? '跟单助手 → 企业微信' : '企业微信 → 跟单助手'}  ${name}  ${shown}`)
}

const world = worldShape.parse(JSON.parse(readFileSync(join(root, 'bot/sample/paper-mill.json'), 'utf8')))
const talk = readTalk(readFileSync(values.talk, 'utf8'))
const now = talk.lines.map((l) => /^时间\s+(\S+)$/.exec(l.text)?.[1]).find(Boolean) ?? '2026-03-02T09:30:00+08:00'

say(`# ${talk.title}`)
say('# 先由管理员绑定同事和群，然后开始下单')
const stage = await wecomStage({ ...world, now }, 'zhou', { trace })
let order
try {
  for (const act of actsOf(talk.lines)) {
    ;[order] = await stage.orders()
    say('')
    say(
      act.kind === 'say'
        ? `【${act.chat}】${act.who}：@小单 ${act.text}`
        : `【卡片 ${act.title}】${act.who} → ${act.button}${act.inputs.length > 0 ? `（${act.inputs.map((i) => `${i.label}=${i.value}`).join('；')}）` : ''}`,
    )
    await stage.act(act, order?.number ?? '')
  }
  ;[order] = await stage.orders()
  say('')
  say(`# 订单 ${order?.number ?? '（没有）'}：${order?.status ?? ''}`)
  say(`# 步骤 ${(order?.steps ?? []).map((s) => `${s.id}=${s.state}`).join(' ')}`)
  say(`# 单据 ${(order?.documents ?? []).map((d) => d.number).join(' ')}`)
  say(`# 帧 ${[...counts].map(([name, n]) => `${name}×${n}`).join(' ')}`)
  const { violations } = stage.on.fake.ledger
  say(`# 超出平台限制的卡片或文字：${violations.length}；被平台拒绝的帧：${failed}`)
  for (const v of violations) say(`#   ${v}`)
  process.exitCode = order?.status === '已完成' && violations.length === 0 && failed === 0 ? 0 : 1
} finally {
  await stage.close()
}
