import { memoryIdentities } from '../../../../bot/channels/wecom/identities'
import { isMediaUrl, MEDIA_HOSTS } from '../../../../bot/channels/wecom/media'
import { fileName, sniffFile } from '../../../../bot/channels/wecom/sniff-file'
import { webhookKey } from '../../../../bot/channels/wecom/webhook-robot'
import { wecomSetup } from '../../../../bot/channels/wecom/wecom-settings'
import { APP, BOT, BOT_URL } from './wecom-fixture'

test('without any setting there is no channel and no complaint', () => {
  expect(wecomSetup({ WECOM_BOT_ID: '', PATH: '/bin' })).toEqual({ faults: [], missing: [] })
})

test('everything set: nothing is missing', () => {
  const { settings, faults, missing } = wecomSetup({
    ...BOT,
    ...APP,
    WECOM_BOT_NAMES: '小单, 小单 助手，',
    WECOM_ADMINS: 'Boss zhang',
    WECOM_WEBHOOKS: 'sales=https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4; ops = abcdefgh-1',
  })
  expect([faults, missing]).toEqual([[], []])
  expect(settings).toMatchObject({
    botNames: ['小单', '小单 助手'],
    admins: ['boss', 'zhang'],
    bot: { botId: BOT.WECOM_BOT_ID },
    app: { agentId: 1000002 },
  })
  expect([...(settings?.robots ?? [])]).toEqual([
    ['sales', '693a91f6-7xxx-4bc4'],
    ['ops', 'abcdefgh-1'],
  ])
})

test('what is not set is said, with what will not work and the names to set', () => {
  const { missing } = wecomSetup(BOT)
  expect(missing.join('\n')).toMatch(/自建应用.*WECOM_CORP_ID[\s\S]*群机器人.*WECOM_WEBHOOKS[\s\S]*WECOM_ADMINS/)
  expect(wecomSetup(APP).missing.join('\n')).toMatch(/没有设置智能机器人/)
})

test.each([
  [{ WECOM_BOT_ID: 'x' }, /WECOM_BOT_SECRET/],
  [{ ...APP, WECOM_APP_SECRET: '' }, /WECOM_APP_SECRET/],
  [{ ...APP, WECOM_APP_AES_KEY: 'short' }, /WECOM_APP_AES_KEY/],
  [{ ...BOT, ...BOT_URL }, /只能选一种/],
  [{ WECOM_WEBHOOKS: 'https://no-chat-named' }, /WECOM_WEBHOOKS/],
  [{ ...APP, WECOM_AGENT_ID: 'abc' }, /WECOM_AGENT_ID/],
  [{ ...BOT, WECOM_WS_URL: 'http://x' }, /WECOM_WS_URL/],
])('half or wrong settings are named: %j', (env, fault) => {
  const { settings, faults } = wecomSetup(env)
  expect(settings).toBeUndefined()
  expect(faults.join('\n')).toMatch(fault)
})

test('a fault of a setting never shows a secret', () => {
  expect(wecomSetup({ WECOM_BOT_SECRET: 'canary-secret', WECOM_APP_AES_KEY: 'canary-key' }).faults.join()).not.toContain('canary')
})

test('webhook keys are found in pasted addresses', () => {
  expect(webhookKey(' https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx ')).toBe('693a91f6-7xxx')
  expect(webhookKey('693a91f6-7xxx')).toBe('693a91f6-7xxx')
  expect(webhookKey('https://example.com/')).toBeUndefined()
})

test('media are only loaded from the platform, by https', () => {
  for (const url of ['https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/a?b', 'https://file.work.weixin.qq.com/x'])
    expect(isMediaUrl(url, MEDIA_HOSTS)).toBe(true)
  for (const url of [
    'http://file.work.weixin.qq.com/x',
    'https://qq.com.evil.example/x',
    'https://evilqq.com/x',
    'https://user@a.qq.com/x',
    'https://a.qq.com:8443/x',
    'file:///etc/passwd',
    'https://127.0.0.1/x',
    '',
  ])
    expect(isMediaUrl(url, MEDIA_HOSTS)).toBe(false)
})

test('files are named by what they are', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2])
  expect(fileName('a/../订单.exe', sniffFile(png, '订单.exe'), '图片')).toBe('a_.._订单.exe.png')
  expect(fileName(undefined, sniffFile(png, undefined), '图片')).toBe('图片.png')
  expect(sniffFile(Uint8Array.from([80, 75, 3, 4]), '报价.XLSX').mimeType).toContain('spreadsheetml')
  expect(fileName('照片.jpeg', sniffFile(Uint8Array.from([0xff, 0xd8, 0xff]), '照片.jpeg'), '图片')).toBe('照片.jpeg')
})

test('identities: user ids in any case, spelled as bound; group ids as they are; binding again replaces', async () => {
  const ids = memoryIdentities()
  await ids.bind('person', 'LiSi', 'p1')
  await ids.bind('group', 'wrAbC', 'g1')
  expect([await ids.ours('person', 'LISI'), await ids.theirs('person', 'p1')]).toEqual(['p1', 'LiSi'])
  expect(await ids.ours('group', 'wrabc')).toBeUndefined()
  await ids.bind('person', 'wangwu', 'p1')
  expect([await ids.ours('person', 'lisi'), await ids.theirs('person', 'p1')]).toEqual([undefined, 'wangwu'])
  await ids.bind('person', 'WangWu', 'p2')
  expect([await ids.theirs('person', 'p1'), await ids.ours('person', 'wangwu')]).toEqual([undefined, 'p2'])
})
