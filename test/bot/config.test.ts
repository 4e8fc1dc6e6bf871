import { readConfig } from '../../bot/config'

const BOT = { WECOM_BOT_ID: 'aib1', WECOM_BOT_SECRET: 'secret' }

test('without WeCom settings there is no WeCom channel and nothing to say about it', () => {
  const read = readConfig({})
  expect(read.ok && read.config.wecom).toBeUndefined()
  expect(read.ok && read.config.missing).toEqual([])
})

test('half a setting stops the start and names the missing half', () => {
  const read = readConfig({ WECOM_BOT_ID: 'aib1' })
  expect(read.ok ? [] : read.faults).toEqual([expect.stringContaining('WECOM_BOT_SECRET')])
})

test('what is not set is said with what will not work', () => {
  const read = readConfig(BOT)
  const lines = read.ok ? (read.config.missing ?? []) : []
  expect(read.ok && read.config.wecom?.bot?.botId).toBe('aib1')
  expect(lines.every((l) => l.startsWith('企业微信：'))).toBe(true)
  expect(lines.join('\n')).toMatch(/没有设置自建应用.*WECOM_CORP_ID/)
  expect(lines.join('\n')).toMatch(/没有设置 WECOM_ADMINS/)
})
