import { readConfig } from '../../bot/config'

const BOT = { WECOM_BOT_ID: 'aib1', WECOM_BOT_SECRET: 'secret' }

test('without WeCom settings there is no WeCom channel and nothing to say about it', () => {
  const read = readConfig({})
  expect(read.ok && read.config.wecom).toBeUndefined()
  expect(read.ok && read.config.missing?.filter((l) => l.startsWith('企业微信'))).toEqual([])
})

test('half a setting stops the start and names the missing half', () => {
  const read = readConfig({ WECOM_BOT_ID: 'aib1' })
  expect(read.ok ? [] : read.faults).toEqual([expect.stringContaining('WECOM_BOT_SECRET')])
})

test('what is not set is said with what will not work', () => {
  const read = readConfig(BOT)
  const lines = read.ok ? (read.config.missing ?? []) : []
  expect(read.ok && read.config.wecom?.bot?.botId).toBe('aib1')
  expect(lines.every((l) => /^(企业微信|物流查询)：/.test(l))).toBe(true)
  expect(lines.join('\n')).toMatch(/没有设置自建应用.*WECOM_CORP_ID/)
  expect(lines.join('\n')).toMatch(/没有设置 WECOM_ADMINS/)
})

test('without a carrier service it says what people do instead; half a setting stops the start', () => {
  const read = readConfig({})
  expect(read.ok && read.config.couriers).toBeUndefined()
  expect(read.ok && read.config.missing?.join('\n')).toMatch(/物流查询：没有设置快递100或快递鸟：.*按时问人/)
  const half = readConfig({ KUAIDI100_KEY: 'k' })
  expect(half.ok ? '' : half.faults.join('\n')).toMatch(/KUAIDI100_CUSTOMER/)
  const noSalt = readConfig({ KUAIDI100_KEY: 'k', KUAIDI100_CUSTOMER: 'c', COURIER_PUBLIC_URL: 'https://a.example' })
  expect(noSalt.ok ? '' : noSalt.faults.join('\n')).toMatch(/KUAIDI100_SALT/)
})
