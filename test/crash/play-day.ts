import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from '../../bot/channels/sandbox/world-shape'
import { DAY_START, WHOLE_DAYS, type Act, type DayScript } from './day-script'
import type { ServerProcess } from './server-process'

interface Shown {
  id: string
  fromId: string
  text: string
  card?: { title: string; orderNumber?: string; state: string; fields: { value: string }[] }
}

export interface DayResult {
  orders: unknown[]
  /** Per chat, every message without its times, sorted: what people saw. */
  messages: Record<string, string[]>
  kills: number
}

/**
 * Reminders that fall due together go out in one message or in several, as they are met by whoever works; each of them stands in the timeline of
 * its order with its receivers, and timelines are compared.
 */
const isReminder = (text: string): boolean => /提醒一下：|还没有处理（|件事等您处理：|请关注(?:：| \d+ 件)/.test(text)

/** Clock times and ids differ between runs; everything else must not. */
const plain = (text: string): string => text.replace(/\d{1,2}:\d{2}/g, '时分')

/**
 * Plays the scripted days. `mayKill` is asked before and during requests; when it says so, the process is killed and started again, and the
 * request is repeated under the same key, as a platform would.
 */
export async function playDay(
  server: Pick<ServerProcess, 'url' | 'start' | 'kill'>,
  world: World,
  mayKill: () => number | undefined,
  script: DayScript = WHOLE_DAYS,
): Promise<DayResult> {
  let kills = 0
  const request = async (
    method: string,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<{ status: number; body: unknown; repeated: boolean }> => {
    for (let tries = 0; tries < 8; tries++) {
      // Reads go side by side; only writes are disturbed, one at a time.
      const after = tries === 0 && method === 'POST' ? mayKill() : undefined
      const killing = after === undefined ? undefined : sleep(after).then(() => server.kill())
      try {
        const answer = await fetch(server.url + path, {
          method,
          headers: {
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(key ? { 'idempotency-key': key } : {}),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(300_000),
        })
        const text = await answer.text()
        if (killing) {
          await killing
          kills++
          await server.start()
        }
        return { status: answer.status, body: text ? JSON.parse(text) : undefined, repeated: tries > 0 }
      } catch (error) {
        if (!killing) throw error
        await killing
        kills++
        await server.start()
      }
    }
    throw new Error(`${method} ${path} did not get through`)
  }
  /** How long it takes, and whether the storage fell silent for a moment, is no matter here: on a busy machine it is asked again. */
  const insist = async (path: string, body: unknown, ...fine: number[]): Promise<void> => {
    let status = 503
    for (let tries = 0; status >= 500 && tries < 20; tries++) status = (await request('POST', path, body)).status
    if (status !== 200 && !fine.includes(status)) throw new Error(`${path} answered ${status}`)
  }
  const settle = (): Promise<void> => insist('/settle', { timeoutMs: 30_000 })
  /** Must arrive: what is done at an older time is another story. 400: it runs on by itself and is past that already. */
  const setClock = (to: string): Promise<void> => insist('/clock', { to }, 400)
  const messages = async (chatId: string): Promise<Shown[]> =>
    ((await request('GET', `/chats/${chatId}/messages`)).body as { messages: Shown[] }).messages
  const numbers: string[] = []
  const card = async (order: number, title: string): Promise<Shown> => {
    const all = (await Promise.all(world.chats.map((c) => messages(c.id)))).flat()
    const fitting = all.filter((m) => m.card?.orderNumber === numbers[order] && m.card?.title.includes(title))
    const found = fitting.filter((m) => m.card?.state === 'open').at(-1) ?? fitting.at(-1)
    if (!found) throw new Error(`no card ${title} of order ${order}`)
    return found
  }
  const perform = async (act: Act, index: number): Promise<void> => {
    const key = `act-${index}`
    if ('say' in act) {
      const { status } = await request(
        'POST',
        '/messages',
        { chatId: act.say.chat, fromId: act.say.from, text: act.say.text },
        key,
      )
      if (status !== 202) throw new Error(`${act.say.text} answered ${status}`)
      return
    }
    const { order, title, from, action, inputs } = act.press
    const message = await card(order, title)
    const { status, body, repeated } = await request(
      'POST',
      '/actions',
      { messageId: message.id, actionId: action, fromId: from, inputs },
      key,
    )
    // A repeat of a press that counted before the process died is told so.
    if (status !== 202 && !(repeated && status === 409))
      throw new Error(`${title} ${action} answered ${status} ${JSON.stringify(body)}`)
  }

  await request('PUT', '/world', { ...world, now: DAY_START })
  for (const [i, act] of script.acts.entries()) {
    await setClock(act.at)
    await perform(act, i)
    await settle()
    if ('say' in act && act.say.chat === 'intake' && numbers.length < 3) {
      const known = ((await request('GET', '/orders')).body as { orders: { number: string }[] }).orders.map((o) => o.number)
      numbers.push(...known.filter((n) => !numbers.includes(n)))
    }
  }
  await setClock(script.end)
  await settle()
  const orders = ((await request('GET', '/orders')).body as { orders: Record<string, unknown>[] }).orders
  return {
    kills,
    orders: orders
      .map((o) => ({
        number: o['number'],
        status: o['status'],
        lines: o['lines'],
        total: o['total'],
        deposit: o['deposit'],
        balance: o['balance'],
        promised: o['promisedDate'],
        steps: (o['steps'] as { id: string; state: string; assigneeIds: string[] }[]).map(
          (s) => `${s.id}=${s.state} ${s.assigneeIds.join()}`,
        ),
        documents: (o['documents'] as { number: string; version: number }[]).map((d) => `${d.number} v${d.version}`),
        payments: (o['payments'] as { amount: string }[]).map((p) => p.amount),
        shipments: (o['shipments'] as { trackingNumber: string }[]).map((s) => s.trackingNumber),
        reminders: (o['reminders'] as { kind: string; toIds: string[] }[]).map((r) => `${r.kind} ${r.toIds.join()}`).sort(),
        timeline: inOneOrder((o['timeline'] as { what: string; byId: string }[]).map((t) => `${t.byId} ${plain(t.what)}`)),
      }))
      .sort((a, b) => String(a.number).localeCompare(String(b.number))),
    messages: Object.fromEntries(
      await Promise.all(
        world.chats.map(
          async (c) =>
            [
              c.id,
              (await messages(c.id))
                .filter((m) => !isReminder(m.text))
                .map((m) =>
                  plain(
                    `${m.fromId} ${m.text} ${m.card ? `${m.card.title} ${m.card.state} ${m.card.fields.map((f) => f.value).join('|')}` : ''}`,
                  ),
                )
                .sort(),
            ] as const,
        ),
      ),
    ),
  }
}

/**
 * Reminders of one order that are due at the same instant are fired in the order of their keys, which hold random ids of prompts: which
 * comes first says nothing. Only neighbours are sorted; a reminder that moves past anything else is still a difference.
 */
function inOneOrder(timeline: string[]): string[] {
  const sorted = [...timeline]
  for (let i = 0; i < sorted.length; ) {
    let end = i
    while (sorted[end]?.startsWith('bot 提醒 ')) end++
    if (end > i) sorted.splice(i, end - i, ...sorted.slice(i, end).sort())
    i = Math.max(end, i + 1)
  }
  return sorted
}
