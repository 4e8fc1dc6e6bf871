import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { settingsShape } from '../../bot/channels/sandbox/settings-shape'
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings'
import { playTalk, readTalk } from './play-talk'
import { sampleCompany } from './sample-company'

/** Each choice that the procedures leave open, set the other way round. The defaults are played by the talks. */
const OTHERWISE: [string, string, Partial<Settings>, string][] = [
  [
    'U1: the roll-over may count calendar days',
    'paper-mill',
    { rollOverWorkdaysOnly: false },
    `前情 mill-sign-back
到 2026-03-08T19:00:00+08:00
→ 承诺交期 2026-03-19`,
  ],
  [
    'U2: class A may roll over too',
    'paper-mill',
    { rollOverClassA: true },
    `时间 2026-03-02T09:30:00+08:00
罗晓峰（业务接单群）：锦程印刷 80g双胶纸 787*1092 120令 单价155 3月20日交
罗晓峰 按「订单草稿」确认下单
林巧 按「备忘录」核对完成
林巧 按「价格与规格核对」核对无误
唐工 按「技术确认」可以生产 | 能否生产=能；工艺配方=不变；原材料储备=够
唐工 按「原材料储备」签名提交 | 书面说明=库存够
马师傅 按「交期书面确认」书面确认 | 完成日期=3月12日
林巧 按「确认书逐项核对」核对无误并发出
林巧 按「客户收到确认书」客户已清楚收到
→ 步骤 production-order=open
到 2026-03-02T19:00:00+08:00
→ 承诺交期 2026-03-13`,
  ],
  [
    'U3: the cut-off of the day may lie before the end of business',
    'paper-mill',
    { rollOverCutoff: '12:00' },
    `前情 mill-sign-back
到 2026-03-02T12:30:00+08:00
→ 承诺交期 2026-03-13`,
  ],
  [
    "U4: production may keep its own date when the sheet's rolled",
    'paper-mill',
    { productionFollowsRolledDate: false },
    `前情 mill-sign-back
到 2026-03-02T19:00:00+08:00
→ 承诺交期 2026-03-13
罗晓峰 按「确认书回签」回签有效 | 回签件=图片；全部=是；回签人=苏丽
顾会计 按「定金到账」已到账 | 到账金额=5580
林巧 按「下达生产指令单」签发
马师傅 按「生产指令单签收」签收 | 全部=是
→ 含「完成日（复卷完成后）：2026-03-12」
唐工 按「抄送签收」已收到
→ 含「完成日（复卷完成后）：2026-03-12」`,
  ],
  [
    'U5: the time of a step may differ from the flow',
    'cabinet-shop',
    { clocks: { quote: { sla: '4d' } } },
    `时间 2026-03-02T09:30:00+08:00
罗晓峰（业务接单群）：天河专卖店 地柜 800*550*720 白枫 3个
罗晓峰 按「订单草稿」确认下单
罗晓峰 按「三图一表」图纸已齐 | 合同编号=HT-2026-032；平面图=图片；立面图=图片；效果图=图片；材料配置明细表=图片
唐工 按「审图五项」五项合格 | 全部=是
唐工 按「审图细项」审图通过 | 全部=是
→ 含「请于：3月6日」`,
  ],
  [
    'U6: the kinds of tolerance are those of the company',
    'paper-mill',
    { toleranceKinds: ['克重'] },
    `时间 2026-03-02T09:30:00+08:00
罗晓峰（业务接单群）：云和纸品 80g双胶纸 787*1092 120令 单价155 尺寸误差±2mm，克重±4% 3月20日交
→ 含「（允许误差：克重±4%）」`,
  ],
  [
    'U7: finance may have to sign for class A too',
    'paper-mill',
    { classAWaitsForFinance: true },
    `时间 2026-03-02T09:30:00+08:00
罗晓峰（业务接单群）：锦程印刷 80g双胶纸 787*1092 120令 单价155 3月20日交
罗晓峰 按「订单草稿」确认下单
林巧 按「备忘录」核对完成
林巧 按「价格与规格核对」核对无误
唐工 按「技术确认」可以生产 | 能否生产=能；工艺配方=不变；原材料储备=够
唐工 按「原材料储备」签名提交 | 书面说明=库存够
马师傅 按「交期书面确认」书面确认 | 完成日期=3月12日
林巧 按「确认书逐项核对」核对无误并发出
林巧 按「客户收到确认书」客户已清楚收到
林巧 按「下达生产指令单」签发
马师傅 按「生产指令单签收」签收 | 全部=是
唐工 按「抄送签收」已收到
马师傅 按「生产进度」完成 | 实际完成数量=120
林巧 按「成品核对」核对合格 | 全部=是
秦质检 按「质检入库」合格入库 | 全部=是
林巧 按「合同条款核对」三项相符 | 全部=是
→ 步骤 balance=open；shipping-request=waiting
顾会计 按「余款到账确认」已到账 | 到账金额=18600
→ 步骤 balance=done；shipping-request=open`,
  ],
  [
    'U8: the written form of an oral order may have more time after the return',
    'paper-mill',
    { oralFollowUp: '2d' },
    `时间 2026-03-02T09:30:00+08:00
罗晓峰（业务接单群）：我3月2日到4日出差
林巧（业务接单群）：罗晓峰口头下单：云和纸品 80g双胶纸 787*1092 120令 单价155 3月20日交
林巧 按「订单草稿」确认下单
→ 含「手工订单（书面补单），请于 3月6日」`,
  ],
  [
    'U10: a photo may not count as a returned sheet',
    'paper-mill',
    { signBackByPhoto: false },
    `前情 mill-sign-back
罗晓峰 按「确认书回签」回签有效 | 回签件=图片；内容无误=是；签字盖章清晰=是；特殊备注无异议=是；回签人=苏丽
→ 拒绝「已收到原件或扫描件」
→ 步骤 sign-back=open
罗晓峰（订单跟进群）：是
→ 步骤 sign-back=done`,
  ],
  [
    'U11: a small firm may let the author approve',
    'approval',
    { approverMayNotBeAuthor: false },
    `时间 2026-03-02T09:30:00+08:00
罗晓峰（业务接单群）：锦程印刷 80g双胶纸 787*1092 120令 单价155 3月20日交
周海燕 按「订单草稿」确认下单
周海燕 按「订单审批」同意
→ 状态 已审批`,
  ],
  [
    'U12: an earlier wish may leave the sheet as it is',
    'paper-mill',
    { earlierDateVoidsSheet: false },
    `前情 mill-sign-back
罗晓峰 按「确认书回签」回签有效 | 回签件=图片；全部=是；回签人=苏丽
罗晓峰（业务接单群）：{单} 交期改到3月10日
→ 步骤 dates=open；confirmation-sheet=done；sign-back=done`,
  ],
]

test.each(OTHERWISE)(
  '%s',
  async (_title, flow, settings, talk) => {
    const world = sampleCompany(flow)
    await playTalk({ ...world, company: { ...world.company, settings } }, 'settings', readTalk(talk).lines)
  },
  120_000,
)

test('the page of the settings lists each with its default, and the company file takes exactly these', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'company-settings.md'), 'utf8')
  const rows = Object.fromEntries([...page.matchAll(/^\| `(\w+)` \| `(.*?)` \|/gm)].map((m) => [m[1], m[2]]))
  expect(rows).toEqual(Object.fromEntries(Object.entries(DEFAULT_SETTINGS).map(([id, value]) => [id, JSON.stringify(value)])))
  expect(Object.keys(settingsShape.shape).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort())
})
