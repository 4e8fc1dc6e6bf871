/** The platforms as people call them. */
export const CHANNEL_NAMES: Record<string, string> = {
  sandbox: '沙盒',
  wecom: '企业微信',
  qq: 'QQ',
  onebot: 'QQ',
  telegram: 'Telegram',
}
