import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worldShape } from '../../bot/channels/sandbox/world-shape'
import { playTalk, readTalk } from './play-talk'

const sample = JSON.parse(readFileSync(join(__dirname, '..', '..', 'bot', 'sample', 'paper-mill.json'), 'utf8'))
const world = worldShape.parse({ ...sample, company: { ...sample.company, settings: { undoHold: 'always' } } })

const TALK = `
时间 2026-03-02T09:30:00+08:00
罗晓峰（业务接单群）：云和纸品 80g双胶纸 787*1092 120令 单价155 3月20日交
罗晓峰 按「订单草稿」确认下单
林巧 按「备忘录」核对完成
林巧 按「价格与规格核对」核对无误
唐工 按「技术确认」可以生产 | 能否生产=能；工艺配方=不变；原材料储备=木浆够用两周
唐工 按「原材料储备」签名提交 | 书面说明=木浆库存40吨，够本单使用
马师傅 按「交期书面确认」书面确认 | 完成日期=3月12日；生产日期=3月10日
林巧 按「确认书逐项核对」核对无误并发出
→ 不含「《销售部客户订单确认书》已发出」
过 1分钟
重启
周海燕 按「确认书逐项核对」undo
→ 步骤 confirmation-sheet=open
→ 不含「刚才的通知有误」
过 10分钟
→ 不含「《销售部客户订单确认书》已发出」
林巧 按「确认书逐项核对」核对无误并发出
→ 不含「《销售部客户订单确认书》已发出」
林巧 按「客户收到确认书」客户已清楚收到
→ 不含「需付定金」
重启
过 6分钟
→ 含（云和纸品 × 华岭纸业）「《销售部客户订单确认书》已发出，完成日 2026-03-12」
→ 含（云和纸品 × 华岭纸业）「需付定金 5580.00元」
→ 含「（第2版，替代第1版）」
`

test('words and papers for a customer wait while the answer can be taken back, go out afterwards in order, and never when it was taken back, also over a restart [AC-129]', async () => {
  await playTalk(world, 'undo-hold', readTalk(TALK).lines)
}, 120_000)
