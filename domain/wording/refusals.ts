/** Every refusal code with its sentence. {name} is filled from the refusal's params. Compared with docs/refusal-codes.md by a test. */
export const REFUSALS = {
  NOT_YOURS: '这一步由{owner}负责，请{mayAct}来操作；我已记下您的提醒。',
} as const
export type RefusalCode = keyof typeof REFUSALS
