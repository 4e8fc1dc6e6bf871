import { z } from 'zod'
import { FLOW_IDS } from '../domain/company'
import { readerEnv, readerSettings, type ReaderSettings } from './second-reader/reader-settings'
import { courierEnv, courierSettings, type CourierSettings } from './couriers/courier-settings'
import { wecomEnv, wecomSettings, type WecomSettings } from './channels/wecom/wecom-settings'

/** Every setting with its unit and default. `.env.example` lists the same names; a test compares the two. */
const schema = z.object({
  PORT: z.coerce
    .number({ error: '应为 0 到 65535 的整数' })
    .int('应为整数')
    .min(0, '不能小于 0')
    .max(65535, '不能大于 65535')
    .default(3000),
  HOST: z.string().min(1, '不能为空').default('127.0.0.1'),
  DATA_DIR: z.string().min(1, '不能为空').default('./data'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: '应为 trace、debug、info、warn、error、fatal 或 silent',
    })
    .default('info'),
  NODE_ENV: z
    .enum(['development', 'production', 'test'], { error: '应为 development、production 或 test' })
    .default('development'),
  SANDBOX: z.enum(['on', 'off', 'auto'], { error: '应为 on、off 或 auto' }).default('auto'),
  SAMPLE: z.enum(FLOW_IDS, { error: `应为 ${FLOW_IDS.join('、')} 之一` }).default('paper-mill'),
  FLOW_FILES: z.string().default(''),
  HOLIDAY_FILES: z.string().default(''),
  COMPANY_FILE: z.string().trim().default(''),
  ERP_EXPORT_DIR: z.string().trim().default(''),
  MONGODB_URL: z
    .string()
    .trim()
    .regex(/^(mongodb(\+srv)?:\/\/.+)?$/, '应以 mongodb:// 或 mongodb+srv:// 开头')
    .default(''),
  REDIS_URL: z
    .string()
    .trim()
    .regex(/^(rediss?:\/\/.+)?$/, '应以 redis:// 或 rediss:// 开头')
    .default(''),
  REDIS_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, '只能用小写字母、数字和短横线')
    .default('gendan'),
  ROLES: z.string().default('web,gateway,worker'),
  ADMIN_TOKEN: z.string().trim().default(''),
  KEEP_DONE_DAYS: z.coerce
    .number({ error: '应为 1 到 3650 的整数' })
    .int('应为整数')
    .min(1, '不能小于 1')
    .max(3650, '不能大于 3650')
    .default(30),
  ...wecomEnv,
  ...readerEnv,
  ...courierEnv,
})
export const SETTING_NAMES = Object.keys(schema.shape)

/** What a process may do: take in HTTP, hold the platforms' connections, do the work. */
export const ROLES = ['web', 'gateway', 'worker'] as const
export type Role = (typeof ROLES)[number]
const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word)

export interface Config {
  port: number
  host: string
  dataDir: string
  logLevel: string
  sandbox: boolean
  /** The sample company that an empty store starts with, by its flow. */
  sample?: (typeof FLOW_IDS)[number]
  /** Path of the company's own people, chats, customers and products; "" = the sample. */
  companyFile?: string
  /** Folder into which confirmed orders are written for the ERP; absent = none. */
  erpExportDir?: string
  /** Paths of holiday notices that add to or replace those delivered. */
  holidayFiles?: string[]
  /** Paths of a company's own flow files. */
  flowFiles: string[]
  /** "" = the embedded database in the data folder. */
  mongoUrl?: string
  /** "" = alarm clock and queues in this process alone. */
  redisUrl?: string
  redisPrefix?: string
  /** What this process does; absent = everything. */
  roles?: Role[]
  /** Opens the pages of administration; "" = they are off. */
  adminToken?: string
  /** How long handled events and sent messages are remembered, in days. */
  keepDoneDays?: number
  /** Absent when nothing of WeCom is set. */
  wecom?: WecomSettings
  /** The optional second reader of order texts. */
  secondReader?: ReaderSettings
  /** Services that follow waybills; absent = people are asked. */
  couriers?: CourierSettings
  /** What is not set and what will not work without it, for people, said at the start. */
  missing?: string[]
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; faults: string[] }

/** Reads the environment once; gives one clear message per wrong setting. */
export function readConfig(env: Record<string, string | undefined>): ConfigResult {
  // An empty line in .env means the default.
  const given = Object.fromEntries(
    SETTING_NAMES.flatMap((name) => (env[name] === undefined || env[name] === '' ? [] : [[name, env[name]]])),
  )
  const read = schema.safeParse(given)
  if (!read.success)
    return {
      ok: false,
      faults: read.error.issues.map((i) => `${String(i.path[0])}=${JSON.stringify(env[String(i.path[0])] ?? '')}：${i.message}`),
    }
  const e = read.data
  const roles = e.ROLES.split(/[,，\s]+/).filter((role) => role !== '')
  if (roles.length === 0 || !roles.every(isRole))
    return { ok: false, faults: [`ROLES=${JSON.stringify(e.ROLES)}：应为 ${ROLES.join('、')} 中的一个或几个，用逗号隔开`] }
  if (roles.length < ROLES.length && (e.MONGODB_URL === '' || e.REDIS_URL === ''))
    return { ok: false, faults: ['ROLES：把角色分到几个进程时，要同时设置 MONGODB_URL 和 REDIS_URL'] }
  const wecom = wecomSettings(e)
  const reader = readerSettings(e)
  const couriers = courierSettings(e)
  const faults = [...wecom.faults, ...reader.faults, ...couriers.faults]
  if (faults.length > 0) return { ok: false, faults }
  return {
    ok: true,
    config: Object.freeze({
      port: e.PORT,
      host: e.HOST,
      dataDir: e.DATA_DIR,
      logLevel: e.LOG_LEVEL,
      sample: e.SAMPLE,
      sandbox: e.SANDBOX === 'on' || (e.SANDBOX === 'auto' && e.NODE_ENV !== 'production'),
      flowFiles: e.FLOW_FILES.split(/[,，\s]+/).filter((f) => f.length > 0),
      holidayFiles: e.HOLIDAY_FILES.split(/[,，\s]+/).filter((f) => f.length > 0),
      companyFile: e.COMPANY_FILE,
      ...(e.ERP_EXPORT_DIR ? { erpExportDir: e.ERP_EXPORT_DIR } : {}),
      mongoUrl: e.MONGODB_URL,
      redisUrl: e.REDIS_URL,
      redisPrefix: e.REDIS_PREFIX,
      roles: roles.filter(isRole),
      adminToken: e.ADMIN_TOKEN,
      keepDoneDays: e.KEEP_DONE_DAYS,
      ...(wecom.settings ? { wecom: wecom.settings } : {}),
      ...(reader.settings ? { secondReader: reader.settings } : {}),
      ...(couriers.settings ? { couriers: couriers.settings } : {}),
      missing: [...wecom.missing.map((line) => `企业微信：${line}`), ...couriers.missing.map((line) => `物流查询：${line}`)],
    }),
  }
}
