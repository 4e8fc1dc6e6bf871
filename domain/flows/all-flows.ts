import { flowSchema, type Flow } from '../flow/flow'
import { approvalFlow } from './approval'
import { paperMillFlow } from './paper-mill'

/** The built-in flows with their defaults filled in. A flow that breaks the schema throws here, before anything starts. */
export const ALL_FLOWS: Flow[] = [approvalFlow, paperMillFlow].map((f) => flowSchema.parse(f))
