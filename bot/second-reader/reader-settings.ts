import { z } from 'zod'

/** Settings of the optional second reader. Without address and model it is off. */
export const readerEnv = {
  LLM_BASE_URL: z.string().trim().max(500).default(''),
  LLM_API_KEY: z.string().trim().max(500).default(''),
  LLM_MODEL: z.string().trim().max(200).default(''),
  /** Milliseconds. */
  LLM_TIMEOUT_MS: z.coerce
    .number({ error: '应为 500 到 60000 的毫秒数' })
    .int('应为整数')
    .min(500, '不能小于 500')
    .max(60_000, '不能大于 60000')
    .default(8000),
} as const

const shape = z.object(readerEnv)
export type ReaderEnv = z.output<typeof shape>

export interface ReaderSettings {
  /** Without a slash at the end: https://api.example.com/v1 */
  baseUrl: string
  apiKey: string
  model: string
  timeoutMs: number
}

/** Hosts inside one's own house, where plain http carries order texts nowhere else. */
const isOwnHost = (host: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|[a-z0-9-]+)$/i.test(
    host,
  )

/** Settings, or nothing when off, and one sentence per fault. */
export function readerSettings(env: ReaderEnv): { settings?: ReaderSettings; faults: string[] } {
  if (env.LLM_BASE_URL === '' && env.LLM_MODEL === '') return { faults: [] }
  if (env.LLM_BASE_URL === '')
    return { faults: ['LLM_BASE_URL=""：填了 LLM_MODEL 就要填服务地址，例如 https://api.example.com/v1'] }
  if (env.LLM_MODEL === '') return { faults: ['LLM_MODEL=""：填了 LLM_BASE_URL 就要填模型名'] }
  let url: URL
  try {
    url = new URL(env.LLM_BASE_URL)
  } catch {
    return { faults: ['LLM_BASE_URL：不是网址，例如 https://api.example.com/v1'] }
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOwnHost(url.hostname)))
    return { faults: ['LLM_BASE_URL：订单内容要发到这个地址，请用 https（本机或内网可用 http）'] }
  if (url.username !== '' || url.password !== '' || url.search !== '')
    return { faults: ['LLM_BASE_URL：网址里不要带账号、密码或参数，密钥请填 LLM_API_KEY'] }
  return {
    settings: {
      baseUrl: url.href.replace(/\/+$/, ''),
      apiKey: env.LLM_API_KEY,
      model: env.LLM_MODEL,
      timeoutMs: env.LLM_TIMEOUT_MS,
    },
    faults: [],
  }
}
