import { z } from 'zod'

/** An answer that tells what is wrong, in the shape `{"error": {"code", "message", "path"?}}`. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly path: string | undefined
  constructor(status: number, code: string, message: string, path?: string) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.path = path
  }
}

export interface ErrorBody {
  error: { code: string; message: string; path?: string }
}

export const errorBody = (code: string, message: string, path?: string): ErrorBody => ({
  error: { code, message, ...(path ? { path } : {}) },
})

const readable = z.locales.zhCN().localeError

/** Checks a body or query; the first thing wrong becomes a 400 that names its place, such as "people.3.roles.0". */
export function readBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const read = schema.safeParse(body ?? {}, { error: readable })
  if (read.success) return read.data
  const [issue] = read.error.issues
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].map(String).join('.')
  if (unknown !== undefined) throw new ApiError(400, 'UNKNOWN_KEY', `不认识「${path}」这一项，请检查拼写或删掉`, path)
  throw new ApiError(
    400,
    'BODY_INVALID',
    path ? `「${path}」不对：${issue?.message ?? ''}` : `内容不对：${issue?.message ?? ''}`,
    path,
  )
}
