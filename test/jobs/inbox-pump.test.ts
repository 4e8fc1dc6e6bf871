import { fault } from '../../domain/fault'
import type { Inbound } from '../../domain/message'
import type { Inbox } from '../../domain/ports/order-book'
import { createInboxPump, type InboxPump } from '../../jobs/inbox-pump'
import { openMemoryStorage } from '../../storage/memory/memory-storage'
import { anInbound } from '../support/build-order'
import { fakeClock, silentLog } from '../support/fake-clock'

const in2 = (id: string, chatId: string): Inbound => anInbound(id, { chatId })
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('inbox pump', () => {
  let inbox: Inbox
  let pump: InboxPump | undefined
  let log: string[]
  let poisoned: string[]
  beforeEach(() => {
    inbox = openMemoryStorage({ nowIso: fakeClock().nowIso }).inbox
    log = []
    poisoned = []
  })
  afterEach(() => pump?.stop())

  const start = (handle: (inbound: Inbound) => Promise<void>, parallel = 8): InboxPump => {
    pump = createInboxPump({
      inbox,
      log: silentLog,
      handle,
      parallel,
      onPoisoned: async (inbound) => {
        poisoned.push(inbound.id)
      },
    })
    pump.start()
    return pump
  }
  const note = async (inbound: Inbound): Promise<void> => {
    await turn()
    log.push(inbound.id)
  }

  test('picks up at the start what was accepted before, in order, and marks it as handled [P1]', async () => {
    for (const id of ['1', '2', '3']) await inbox.accept(in2(id, 'a'))
    await start(note).idle()
    expect(log).toEqual(['1', '2', '3'])
    expect(await inbox.pending(10)).toEqual([])
  })

  test('handles one event at a time per chat, and chats side by side', async () => {
    const running = new Set<string>()
    let together = 0
    for (let i = 0; i < 6; i += 1) await inbox.accept(in2(`${i}`, i % 2 ? 'a' : 'b'))
    await start(async ({ chatId }) => {
      expect(running.has(chatId)).toBe(false)
      running.add(chatId)
      together = Math.max(together, running.size)
      await turn()
      running.delete(chatId)
    }).idle()
    expect(together).toBe(2)
  })

  test('never serves more chats at once than it may', async () => {
    let now = 0
    let most = 0
    for (let i = 0; i < 20; i += 1) await inbox.accept(in2(`${i}`, `chat${i}`))
    await start(async () => {
      now += 1
      most = Math.max(most, now)
      await turn()
      now -= 1
    }, 3).idle()
    expect(most).toBe(3)
  })

  test('lets a chat with little to say have its turn while another never stops [P28]', async () => {
    for (let i = 0; i < 50; i += 1) await inbox.accept(in2(`flood${i}`, 'loud'))
    await inbox.accept(in2('quiet', 'quiet'))
    await start(note, 1).idle()
    expect(log.indexOf('quiet')).toBeLessThan(3)
    expect(log.filter((id) => id.startsWith('flood'))).toEqual(Array.from({ length: 50 }, (_, i) => `flood${i}`))
  })

  test('keeps the order of a chat when events are handed over directly while older ones are being read', async () => {
    for (let i = 0; i < 5; i += 1) await inbox.accept(in2(`old${i}`, 'a'))
    const running = start(note)
    await inbox.accept(in2('new', 'a'))
    running.nudge(in2('new', 'a'))
    await running.idle()
    expect(log).toEqual(['old0', 'old1', 'old2', 'old3', 'old4', 'new'])
  })

  test('handles an event once although the nudge for it comes late or twice [P2]', async () => {
    const running = start(note)
    await running.idle()
    await inbox.accept(in2('1', 'a'))
    running.nudge()
    await running.idle()
    running.nudge(in2('1', 'a'))
    running.nudge(in2('1', 'a'))
    await running.idle()
    expect(log).toEqual(['1'])
    expect(running.worked()).toBe(1)
  })

  test('handles nothing twice when a read of the inbox is overtaken by the work it lists', async () => {
    const pending = inbox.pending.bind(inbox)
    inbox.pending = async (limit) => {
      const rows = await pending(limit)
      await new Promise((resolve) => setTimeout(resolve, 4))
      return rows
    }
    const running = start(note)
    for (let i = 0; i < 20; i += 1) {
      await inbox.accept(in2(`${i}`, `chat${i % 3}`))
      running.nudge()
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await running.idle()
    expect(log.toSorted()).toEqual(Array.from({ length: 20 }, (_, i) => `${i}`).toSorted())
  })

  test('tries a failing event again before the next one of its chat, and other chats go on', async () => {
    let failures = 0
    await inbox.accept(in2('bad', 'a'))
    await inbox.accept(in2('after', 'a'))
    await inbox.accept(in2('other', 'b'))
    await start(async (inbound) => {
      if (inbound.id === 'bad' && failures < 2) {
        failures += 1
        throw new Error('not now')
      }
      await note(inbound)
    }).idle()
    expect(log).toEqual(['other', 'bad', 'after'])
    expect(poisoned).toEqual([])
  })

  test('reports an event that always fails and lets its chat go on', async () => {
    await inbox.accept(in2('bad', 'a'))
    await inbox.accept(in2('after', 'a'))
    await start(async (inbound) => {
      if (inbound.id === 'bad') throw new Error('never')
      await note(inbound)
    }).idle()
    expect(poisoned).toEqual(['bad'])
    expect(log).toEqual(['after'])
    expect(await inbox.pending(10)).toEqual([])
  })

  test('waits for the storage however long it is away, and counts that as nobody’s failure [P18]', async () => {
    let away = 5
    await inbox.accept(in2('1', 'a'))
    await start(async (inbound) => {
      away -= 1
      if (away >= 0) throw fault('STORAGE_UNREACHABLE', 'away')
      await note(inbound)
    }).idle()
    expect(log).toEqual(['1'])
    expect(poisoned).toEqual([])
  })

  test('reads more than one page and more than it can see at once', async () => {
    for (let i = 0; i < 700; i += 1) await inbox.accept(in2(`${i}`, `chat${i % 7}`))
    await start(async ({ id }) => void log.push(id)).idle()
    expect(new Set(log).size).toBe(700)
    expect(log).toHaveLength(700)
  })

  test('ends what is in flight when it stops and leaves the rest for the next start', async () => {
    for (const id of ['1', '2']) await inbox.accept(in2(id, 'a'))
    const running = start(async (inbound) => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      await note(inbound)
    })
    await new Promise((resolve) => setTimeout(resolve, 10))
    await running.stop()
    expect(log).toEqual(['1'])
    expect((await inbox.pending(10)).map((i) => i.id)).toEqual(['2'])
  })
})
