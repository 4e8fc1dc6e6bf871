/** What to look at in the console, by what the probe found wrong. */
export const ADVICE = {
  login: [
    '管理后台 → 安全与管理 → 管理工具 → 智能机器人：核对 BotID 和 Secret（Secret 不是回调的 Token，也不是应用的 Secret）',
    '机器人要选「API 模式」→「使用长连接」；选了「URL 回调」时长连接会被拒绝',
    'Secret 重新生成过的话，旧的立即作废：把新的写进 WECOM_BOT_SECRET',
  ],
  tooOften: ['短时间内连接太多次，企业微信要求等一等：停 15 分钟再试', '检查是不是有另一个程序用同一个机器人反复连接'],
  network: [
    '本机要能访问 openws.work.weixin.qq.com 的 443 端口（wss），试试：curl -sv https://openws.work.weixin.qq.com',
    '公司有代理的话，要放行 WebSocket（CONNECT）',
    '没有填错 WECOM_WS_URL？一般留默认即可',
  ],
  kicked: ['同一个机器人只能有一个连接：关掉另一个程序（包括正在运行的跟单助手、同事电脑上的测试程序）', '测试请另建一个机器人'],
  silence: [
    '机器人要先加进这个群（内部群；有外部联系人的群加不了）',
    '群里要 @ 机器人才收得到，直接发话收不到',
    '发话的人要在机器人的「可使用的成员」范围里，不然对方会看到提示，我们收不到任何东西',
    '机器人只保留基础权限：多给了文档、通讯录等权限时，除创建者外别人的消息都不会送到',
    'Webhook 群机器人 @ 它是不算数的，要真人 @',
  ],
  encrypted: [
    '机器人是普通成员创建的，所以账号是加密的（wo 开头）：请超级管理员在管理后台重新创建机器人',
    '或者配置自建应用（WECOM_CORP_ID、WECOM_AGENT_ID、WECOM_APP_SECRET），并让这些成员在应用可见范围里，由程序换成真实账号',
  ],
  name: ['把机器人在群里显示的名字写进 WECOM_BOT_NAMES（名字带空格也照写，多个用逗号隔开）'],
  group: ['机器人可能刚被移出群：重新加入群，再 @ 它一次', '会话要先有人 @ 过机器人，才能往里推送'],
  card: [
    '按钮卡片不通时，跟单助手会改发文字，大家用文字回复即可，例如：@机器人 同意 单号',
    '请把错误码告诉企业微信客服，问「智能机器人模板卡片」是否对本企业开放',
  ],
  press: [
    '没有收到按钮回调：确认点的是探测发出的那张卡片，手机和电脑端都试一次',
    '旧版客户端不支持按钮卡片：请升级企业微信',
    '收不到按钮时，所有卡片上都印着可以直接打字的回复',
  ],
  update: [
    '卡片要在点击后 5 秒内更新：检查服务器到企业微信的网络延迟和服务器时间',
    '更新不了时结果会另发一条文字，旧卡片再点会显示最新结果',
  ],
  media: [
    '图片没有取到：服务器要能访问 *.qpic.cn、*.weixin.qq.com、*.myqcloud.com 的 443 端口',
    '有自建代理域名的话写进 WECOM_MEDIA_HOSTS',
  ],
  app: [
    '应用管理 → 自建应用：核对企业 ID（我的企业 → 企业信息）、AgentId、Secret',
    '应用 → 企业可信 IP：加上本机的出口 IP（先设置可信域名或接收消息地址，这一栏才能填）',
    '应用 → 可见范围：要包含所有用到的人',
  ],
  appCard: [
    '应用 → 接收消息 → 设置 API 接收：地址填 https://你的域名/wecom/app/callback，Token 和 EncodingAESKey 与设置一致',
    '没有设置接收消息时，按钮卡片会被拒绝（43012）',
  ],
  robot: ['群 → 消息推送（群机器人）→ 复制 Webhook 地址，整段填进 WECOM_WEBHOOKS 即可', '群机器人只能用在内部群'],
} as const

export type AdviceKey = keyof typeof ADVICE
