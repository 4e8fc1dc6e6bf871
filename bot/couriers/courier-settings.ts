import { z } from 'zod'

const text = z.string().trim().default('')
const url = (fallback: string): z.ZodDefault<z.ZodString> =>
  z
    .string()
    .trim()
    .regex(/^https?:\/\/\S{1,500}$/, '应以 https:// 或 http:// 开头')
    .default(fallback)

/** Settings of the carrier services. All optional: without a key people are asked. */
export const courierEnv = {
  KUAIDI100_CUSTOMER: text,
  KUAIDI100_KEY: text,
  KUAIDI100_SALT: text,
  KUAIDI100_URL: url('https://poll.kuaidi100.com'),
  KDNIAO_ID: text,
  KDNIAO_KEY: text,
  /** The paid interfaces. */
  KDNIAO_PAID: z.enum(['on', 'off'], { error: '应为 on 或 off' }).default('off'),
  KDNIAO_URL: url('https://api.kdniao.com'),
  /** Where the services can reach this program; empty = only queries. */
  COURIER_PUBLIC_URL: z
    .string()
    .trim()
    .regex(/^(https?:\/\/\S{1,500})?$/, '应以 https:// 或 http:// 开头')
    .default(''),
  COURIER_DAILY_QUERIES: z.coerce
    .number({ error: '应为 1 到 30000 的整数' })
    .int('应为整数')
    .min(1, '不能小于 1')
    .max(30_000, '不能大于 30000')
    .default(500),
  COURIER_SENDER_PHONE4: z
    .string()
    .trim()
    .regex(/^(\d{4})?$/, '应为手机号后四位数字')
    .default(''),
  COURIER_ADMINS: text,
} as const
const shape = z.object(courierEnv)
export type CourierEnv = z.output<typeof shape>

export interface CourierSettings {
  kuaidi100?: { customer: string; key: string; salt: string; pollUrl: string; webUrl: string }
  kdniao?: { businessId: string; apiKey: string; paid: boolean; url: string }
  /** Without a slash at the end. */
  publicUrl?: string
  dailyLimit: number
  senderPhone4: string
  /** Names or ids of people who are told of troubles; empty = the directors. */
  admins: string[]
  timeoutMs: number
}

/** Settings, or nothing when no service is set; with what is wrong and what will not work. */
export function courierSettings(env: CourierEnv): { settings?: CourierSettings; faults: string[]; missing: string[] } {
  const faults = [
    ...((env.KUAIDI100_CUSTOMER === '') !== (env.KUAIDI100_KEY === '')
      ? ['KUAIDI100_CUSTOMER 和 KUAIDI100_KEY 要一起填（快递100 企业后台里的 customer 和授权 key）']
      : []),
    ...((env.KDNIAO_ID === '') !== (env.KDNIAO_KEY === '')
      ? ['KDNIAO_ID 和 KDNIAO_KEY 要一起填（快递鸟的商户 ID 和 API key）']
      : []),
    ...(env.COURIER_PUBLIC_URL !== '' && env.KUAIDI100_KEY !== '' && env.KUAIDI100_SALT === ''
      ? ['KUAIDI100_SALT=""：要收快递100的推送就要填一个口令，用来核对签名']
      : []),
  ]
  if (faults.length > 0) return { faults, missing: [] }
  const kuaidi100 = env.KUAIDI100_KEY !== ''
  const kdniao = env.KDNIAO_KEY !== ''
  if (!kuaidi100 && !kdniao)
    return {
      faults,
      missing: ['没有设置快递100或快递鸟：运单照常登记和通知，到货靠按时问人；不能自动查物流，也不能自动报在途异常'],
    }
  const base = (address: string): string => address.replace(/\/+$/, '')
  return {
    faults,
    missing: [
      ...(env.COURIER_PUBLIC_URL === ''
        ? ['没有设置 COURIER_PUBLIC_URL：收不到物流推送，改为定时查询（运输途中每 4 小时，派送中每小时）']
        : []),
      ...(env.COURIER_SENDER_PHONE4 === ''
        ? ['没有设置 COURIER_SENDER_PHONE4：顺丰、中通、跨越按收货人手机后四位查，对不上时会问一次']
        : []),
    ],
    settings: {
      ...(kuaidi100
        ? {
            kuaidi100: {
              customer: env.KUAIDI100_CUSTOMER,
              key: env.KUAIDI100_KEY,
              salt: env.KUAIDI100_SALT,
              pollUrl: base(env.KUAIDI100_URL),
              webUrl: 'http://www.kuaidi100.com',
            },
          }
        : {}),
      ...(kdniao
        ? {
            kdniao: {
              businessId: env.KDNIAO_ID,
              apiKey: env.KDNIAO_KEY,
              paid: env.KDNIAO_PAID === 'on',
              url: base(env.KDNIAO_URL),
            },
          }
        : {}),
      ...(env.COURIER_PUBLIC_URL ? { publicUrl: base(env.COURIER_PUBLIC_URL) } : {}),
      dailyLimit: env.COURIER_DAILY_QUERIES,
      senderPhone4: env.COURIER_SENDER_PHONE4,
      admins: env.COURIER_ADMINS.split(/[,，;；\s]+/).filter((a) => a !== ''),
      timeoutMs: 8000,
    },
  }
}
