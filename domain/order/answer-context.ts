/** What an answer hands on to its consequences. */
export interface AnswerContext {
  stepId: string
  taskId?: string
  actionId?: string
  inputs: Record<string, string>
}
