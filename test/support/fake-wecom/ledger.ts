type Json = Record<string, unknown>

/** One message as people see it. */
export interface Shown {
  serial: number
  by: 'bot' | 'app' | 'robot'
  /** Chat id of a group, user id of a private chat, key of a robot. */
  chat: string
  type: string
  text: string
  card?: Json
  /** Card as single members see it, where only their view was changed. */
  viewOf: Map<string, Json>
  mentioned: string[]
  streamId?: string
  mediaId?: string
  /** Message of a user that this answers. */
  answers?: string
  at: number
}

/** What each chat shows, with every change of a card: the truth that tests compare the product with. */
export function ledger() {
  const shown: Shown[] = []
  const violations: string[] = []
  let serial = 0
  return {
    shown,
    violations,
    show(one: Omit<Shown, 'serial' | 'viewOf' | 'at' | 'mentioned'> & { mentioned?: string[] }): Shown {
      serial += 1
      const entry: Shown = { mentioned: [], ...one, serial, viewOf: new Map(), at: performance.now() }
      shown.push(entry)
      return entry
    },
    in: (chat: string): Shown[] => shown.filter((s) => s.chat === chat),
    texts: (chat: string): string[] => shown.filter((s) => s.chat === chat).map((s) => s.text),
    card: (taskId: string): Shown | undefined => shown.find((s) => s.card?.['task_id'] === taskId),
    cards: (chat: string): Shown[] => shown.filter((s) => s.chat === chat && s.card !== undefined),
  }
}

export type Ledger = ReturnType<typeof ledger>
