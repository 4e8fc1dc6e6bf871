import type { Delivery, Outbound } from '../../domain/message'
import type { Abilities, Channel, Receive } from '../../domain/ports/channel'

export interface SentMessage {
  key: string
  messageId: string
  message: Outbound
}

/** A platform in memory: shows what was sent, answers what the test told it to. */
export function fakeChannel(abilities: Partial<Abilities> = {}) {
  const sent: SentMessage[] = []
  const updates: SentMessage[] = []
  const answers: Delivery[] = []
  let receive: Receive | undefined
  let serial = 0

  const deliver = (key: string, message: Outbound): Delivery => {
    const answer = answers.shift()
    if (answer) return answer
    const known = sent.find((one) => one.key === key)
    if (known) return { state: 'accepted', messageId: known.messageId }
    serial += 1
    sent.push({ key, messageId: `f${serial}`, message })
    return { state: 'accepted', messageId: `f${serial}` }
  }

  const channel: Channel = {
    name: 'sandbox',
    can: async () => ({ buttons: true, forms: true, edit: true, files: true, push: true, ...abilities }),
    async start(given) {
      receive = given
    },
    async stop() {
      receive = undefined
    },
    send: async (key, message) => deliver(key, message),
    async update(key, messageId, message) {
      updates.push({ key, messageId, message })
      return { state: 'accepted', messageId }
    },
  }

  return {
    channel,
    sent,
    updates,
    /** The next answers to `send`, in order; afterwards everything is accepted. */
    answer: (...next: Delivery[]) => answers.push(...next),
    say: (inbound: Parameters<Receive>[0]) =>
      receive ? receive(inbound) : Promise.reject(new Error('the channel was not started')),
  }
}
