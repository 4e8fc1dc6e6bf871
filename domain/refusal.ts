import type { RefusalCode } from './wording/refusals'

/** A command that the rules turn down. Codes are stable and listed in docs/refusal-codes.md; params fill the Chinese sentence. */
export interface Refusal {
  code: RefusalCode
  params: Record<string, string>
}
