import type { LoggedEvent } from '../../domain/ports/order-book'
import { canonicalJson } from '../../storage/canonical-json'
import { brokenLink, CHAIN_START, chainEvents, sealEvent } from '../../storage/event-chain'
import { anOrder, changeOf } from '../support/build-order'
import { createHash } from 'node:crypto'

const three = changeOf(
  anOrder(),
  0,
  { type: 'Noted', text: '一', inner: true },
  { type: 'Noted', text: '二"\\', inner: false },
  { type: 'Noted', text: '三', inner: true },
)

describe('the chain of an order’s log', () => {
  const { sealed, head } = chainEvents({ count: 0, hash: CHAIN_START }, three, 'sandbox:1')
  const events = sealed.map(({ logged }) => logged)

  test('hashes the previous hash and the canonical JSON of everything else', () => {
    let previous = CHAIN_START
    for (const { hash, ...rest } of events) {
      expect(hash).toBe(
        createHash('sha256')
          .update(`${previous}\n${canonicalJson(rest)}`)
          .digest('hex'),
      )
      previous = hash
    }
  })

  test('holds as it was written, and goes on over the next write', () => {
    expect(brokenLink(events, head)).toBeUndefined()
    const next = chainEvents(head, three, undefined)
    expect(brokenLink([...events, ...next.sealed.map(({ logged }) => logged)], next.head)).toBeUndefined()
  })

  test('breaks when somebody changes an event and gives it a fitting hash of its own [P23]', () => {
    const changed: LoggedEvent[] = events.map((logged, index) => {
      if (index !== 1) return logged
      const body = { ...logged, event: { type: 'Noted' as const, text: '坏', inner: false } }
      return { ...body, hash: sealEvent(events[0]?.hash ?? '', body).hash }
    })
    expect(brokenLink(changed, head)).toBe('event 3 does not match its hash')
  })

  test('breaks when the last events are gone, or two are exchanged', () => {
    expect(brokenLink(events.slice(0, 2), head)).toMatch(/3 events are counted/)
    expect(
      brokenLink(
        [events[1], events[0], events[2]].flatMap((e) => e ?? []),
        head,
      ),
    ).toBe('event 1 is missing')
  })
})
