import { Temporal } from 'temporal-polyfill'
import type { Leave, Person } from '../domain/company'
import { nameOf } from '../domain/access/lookup'
import { readDate } from '../domain/prompt/read-date'
import type { HandlerDeps } from './deps'
import type { Execute } from './execute-command'
import type { Talk } from './talk'

const LEAVE = /(休假|请假|年假|调休|休息|不在|出差)/
const BACK = /(销假|休假回来|我回来了|结束休假|出差回来)/

/** "我 5月1日到5日休假，找小王": a colleague acts until the person is back; "我明天出差" marks a trip; "我回来了" ends it. */
export async function managePeople(talk: Talk, _deps: HandlerDeps, execute: Execute): Promise<boolean> {
  const text = talk.text.replace(/\s+/g, '')
  if (talk.isCustomer || text.length > 80 || !/^(@\S+)?我/.test(text)) return false
  if (BACK.test(text) && talk.person.leaves?.some((l) => l.to >= talk.today)) {
    const leaves = talk.person.leaves
      .map((l) =>
        l.from <= talk.today && talk.today <= l.to
          ? { ...l, to: Temporal.PlainDate.from(talk.today).subtract({ days: 1 }).toString() }
          : l,
      )
      .filter((l) => l.from <= l.to)
    await save(talk, execute, { ...talk.person, leaves }, `${talk.person.name}，欢迎回来，待办重新找您。`)
    return true
  }
  if (!LEAVE.test(text)) return false
  const range = readRange(text, talk.today)
  if (!range) return false
  if (range.to < range.from) {
    await talk.reply(
      `${talk.person.name}，结束日期 ${range.to} 早于开始日期 ${range.from}，请重新写一下，例如「我 5月1日到5日休假，找小王」。`,
    )
    return true
  }
  const trip = text.includes('出差')
  const delegate = delegateIn(talk, text)
  if (!trip && !delegate && !talk.person.delegateId) {
    const colleagues = talk.directory.people
      .filter((p) => p.id !== talk.person.id && p.roles.some((r) => talk.person.roles.includes(r)))
      .map((p) => p.name)
    await talk.reply(
      `${talk.person.name}，请写明休假期间找谁，例如「我 ${range.from} 到 ${range.to} 休假，找${colleagues[0] ?? '小王'}」。`,
    )
    return true
  }
  const leave: Leave = {
    from: range.from,
    to: range.to,
    ...(delegate ? { delegateId: delegate.id } : {}),
    ...(trip ? { trip: true } : {}),
  }
  const words = trip
    ? `已记下：${talk.person.name} ${range.from} 至 ${range.to} 出差，期间可以口头下单，回来后补手工订单。`
    : `已记下：${talk.person.name} ${range.from} 至 ${range.to} 休假，期间的待办由${nameOf(talk.directory, delegate?.id ?? talk.person.delegateId)}处理。`
  await save(
    talk,
    execute,
    { ...talk.person, leaves: [...(talk.person.leaves ?? []).filter((l) => l.to >= talk.today), leave] },
    words,
    delegate ? [delegate.id] : [],
  )
  return true
}

async function save(talk: Talk, execute: Execute, person: Person, words: string, mentions: string[] = []): Promise<void> {
  const message = { chatId: talk.chat.id, text: words, mentions, replyTo: talk.inbound.messageId }
  await execute.say([{ kind: 'send', key: `reply:${talk.inbound.id}`, urgency: 'must', message }], talk.inbound.id, {
    people: [person],
  })
}

/** The colleague named or mentioned in the sentence. */
const delegateIn = (talk: Talk, text: string): Person | undefined => {
  const others = talk.directory.people.filter((p) => p.id !== talk.person.id && p.roles.some((r) => r !== 'customer'))
  return (
    others.find((p) => talk.inbound.mentions.includes(p.id)) ??
    others.find((p) => new RegExp(`(找|由|请|给|让|交)@?${escapeRegExp(p.name)}`).test(text)) ??
    others.find((p) => text.includes(p.name))
  )
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** "5月1日到5日", "明天到周五", "5月1日-5月5日", or one day. */
function readRange(text: string, today: string): { from: string; to: string } | undefined {
  const parts = text.split(/到|至|~|～|—|-(?=\d)/)
  const from = readDate(parts[0] ?? '', today)
  if (!from) return undefined
  const second = parts[1] ?? ''
  const days = /(\d{1,2}|[一二两三四五六七八九十])天/.exec(text)?.[1]
  if (parts.length < 2) {
    const n = days ? Number(days) || '一二三四五六七八九十'.indexOf(days.replace('两', '二')) + 1 : 1
    return {
      from,
      to: Temporal.PlainDate.from(from)
        .add({ days: Math.max(1, n) - 1 })
        .toString(),
    }
  }
  const to =
    /^\d{1,2}(?=[日号休请，,]|$)/.test(second) && !/^\d{1,2}[月/]/.test(second)
      ? `${from.slice(0, 8)}${String(Number.parseInt(second, 10)).padStart(2, '0')}`
      : readDate(second, from)
  return to ? { from, to } : undefined
}
