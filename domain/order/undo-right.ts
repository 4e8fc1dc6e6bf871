import { nameOf, personById } from '../access/lookup'
import { SUPERIORS } from '../access/roles'
import type { Directory } from '../company'
import type { Prompt } from './order'
import { minutesUntil } from './minutes-until'

export type UndoFault = {
  code: 'UNDO_TOO_LATE' | 'UNDO_NOT_YOURS'
  params: Record<string, string>
}

/** Why this person may not take an answer back now, or undefined: it is its author's or a superior's to do, within the minutes that were set. */
export function undoFault(directory: Directory, prompt: Prompt, personId: string, nowIso: string): UndoFault | undefined {
  const { settled, title } = prompt
  const minutes = settled?.undoUntil ? Math.round(minutesUntil(settled.at, settled.undoUntil)) : 0
  if (!settled?.undoUntil || minutesUntil(nowIso, settled.undoUntil) <= 0)
    return { code: 'UNDO_TOO_LATE', params: { title, minutes: String(minutes) } }
  const isSuperior = personById(directory, personId)?.roles.some((r) => SUPERIORS.includes(r)) ?? false
  if (personId !== settled.byId && !isSuperior)
    return { code: 'UNDO_NOT_YOURS', params: { title, who: nameOf(directory, settled.byId) } }
  return undefined
}
