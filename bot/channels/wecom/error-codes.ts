/**
 * What an error code asks of us. `later`: the same again after a pause · `token`: a fresh access token, then once more ·
 * `stale`: the connection lost its subscription, nothing was delivered · `group-lost`, `member-lost`: nobody there to send to ·
 * `repeat`: this very card was taken before · `reply-closed`: only a push helps · `admin`: settings or rights are wrong, people must act ·
 * `bug`: this payload will never be taken.
 */
export type ErrorClass =
  | 'later'
  | 'token'
  | 'stale'
  | 'group-lost'
  | 'member-lost'
  | 'repeat'
  | 'reply-closed'
  | 'no-stream'
  | 'admin'
  | 'bug'

export interface ErrorInfo {
  kind: ErrorClass
  /** For the people who run the bot. */
  hint: string
}

const TABLE: Record<number, ErrorInfo> = {
  [-1]: { kind: 'later', hint: '企业微信繁忙' },
  6000: { kind: 'later', hint: '消息版本冲突，稍后再发' },
  45009: { kind: 'later', hint: '调用太频繁，已放慢' },
  45033: { kind: 'later', hint: '并发太多，已放慢' },
  40014: { kind: 'token', hint: 'access_token 失效' },
  42001: { kind: 'token', hint: 'access_token 过期' },
  40001: { kind: 'token', hint: '应用 Secret 或 access_token 不对，请核对 WECOM_APP_SECRET' },
  846609: { kind: 'stale', hint: '长连接订阅失效，正在重连' },
  93006: { kind: 'group-lost', hint: '群会话无效：机器人可能已被移出群，请把它重新加入群并在群里 @ 它一次' },
  93008: { kind: 'group-lost', hint: '机器人不在这个群里，请把它重新加入群并在群里 @ 它一次' },
  40050: { kind: 'group-lost', hint: '群不存在' },
  86001: { kind: 'group-lost', hint: '群会话不对' },
  86003: { kind: 'group-lost', hint: '群不存在' },
  86008: { kind: 'group-lost', hint: '不是本应用建的群' },
  60111: { kind: 'member-lost', hint: '成员不存在，可能已离开企业' },
  40003: { kind: 'member-lost', hint: '成员账号不对' },
  81013: { kind: 'member-lost', hint: '收件人都无效，可能已离开企业或不在应用可见范围' },
  81012: { kind: 'member-lost', hint: '部门或标签无效' },
  50002: { kind: 'member-lost', hint: '成员不在应用可见范围' },
  42014: { kind: 'repeat', hint: '这张卡片已经发过' },
  846604: { kind: 'reply-closed', hint: '卡片更新超过 5 秒' },
  846605: { kind: 'reply-closed', hint: '回复凭据已失效' },
  846606: { kind: 'reply-closed', hint: '这条消息已经回复过' },
  846608: { kind: 'reply-closed', hint: '流式回复已过期' },
  600039: { kind: 'no-stream', hint: '对方的客户端不支持流式消息' },
  853000: { kind: 'admin', hint: '机器人 BotID 或 Secret 不对，请在管理后台核对' },
  93019: { kind: 'admin', hint: '机器人 BotID 不对' },
  40013: { kind: 'admin', hint: '企业 ID 不对，请核对 WECOM_CORP_ID' },
  40091: { kind: 'admin', hint: '应用 Secret 不对，请核对 WECOM_APP_SECRET' },
  40056: { kind: 'admin', hint: '应用 AgentId 不对，请核对 WECOM_AGENT_ID' },
  43012: { kind: 'admin', hint: '应用还没有设置「接收消息」，按钮卡片发不出去' },
  48002: { kind: 'admin', hint: '应用没有这个接口的权限' },
  50003: { kind: 'admin', hint: '应用已停用' },
  60011: { kind: 'admin', hint: '应用权限不够，请检查可见范围' },
  60020: { kind: 'admin', hint: '服务器出口 IP 不在「企业可信IP」里' },
  80001: { kind: 'admin', hint: '可信域名不对' },
  85005: { kind: 'admin', hint: '应用没有关联' },
  93000: { kind: 'admin', hint: '群机器人的 Webhook 地址不对或已删除' },
  93001: { kind: 'admin', hint: '群不接收机器人推送' },
}

/** The class of an error code; unknown codes count as a payload that will never be taken. */
export const errorInfo = (code: number): ErrorInfo =>
  TABLE[code] ?? { kind: 'bug', hint: `企业微信拒绝了这条消息（错误码 ${code}）` }

/** What became of one call. `unknown`: it left the house and nothing came back. `unsent`: it never left. */
export type Answer =
  | { state: 'ok'; body: Record<string, unknown> }
  | { state: 'error'; code: number; info: ErrorInfo }
  | { state: 'unknown'; reason: string }
  | { state: 'unsent'; reason: string }

export const failed = (code: number): Answer => ({ state: 'error', code, info: errorInfo(code) })
