import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { ROLE_IDS, type Directory } from '../../../domain/company'
import { phrasesShape, settingsShape } from './settings-shape'

/** A company with everything orders refer to, as `GET` and `PUT /world` carry it. Members beyond the contract are optional. */

const id = z
  .string()
  .max(64)
  .regex(/^[^\s/?#]+$/, '编号不能为空，也不能有空格和 / ? #')
  .refine((value) => value !== 'bot', 'bot 是跟单助手自己的编号，请换一个')
const name = z.string().trim().min(1).max(120)
const flow = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/, '流程编号由小写字母开头，后面是字母、数字或短横线')
const decimal = z.string().regex(/^\d{1,12}(?:\.\d{1,6})?$/, '请写成十进制数的文字，例如 "18.50"')
const share = decimal.refine((value) => Number(value) <= 1, '比例在 0 和 1 之间，例如三成写 "0.3"')
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, '时间写成 09:00 这样')
const date = z.iso.date()
const text = z.string().max(500)

const timezone = z.string().max(60).refine(isTimeZone, '没有这个时区，例如 Asia/Shanghai')
const instant = z.string().max(60).refine(isInstant, '时刻写成 2024-11-25T09:00:00+08:00 这样')

const letterhead = z.strictObject({
  lines: z.array(z.string().trim().min(1).max(80)).max(3, '抬头最多三行').exactOptional(),
  bank: z
    .strictObject({
      holder: name.exactOptional(),
      name,
      account: z.string().regex(/^[\dA-Za-z -]{4,40}$/, '账号只写数字、字母、空格或短横线'),
    })
    .exactOptional(),
  footer: z.string().trim().min(1).max(80).exactOptional(),
})
const hours = z.strictObject({ start: time, end: time }).refine((h) => h.start !== h.end, '开始和结束不能是同一时间')
/** Each shift begins at or after the end of the one before; only the last may end after midnight. */
const inOrder = (shifts: { start: string; end: string }[]): boolean =>
  shifts.every((s, i) => {
    const next = shifts[i + 1]
    return next === undefined ? s.end > s.start || s.end <= (shifts[0]?.start ?? '') : s.start < s.end && s.end <= next.start
  })
const reminders = z.strictObject({
  perDay: z.int().min(0).max(500).exactOptional(),
  digestAt: z.array(time).min(1).max(12).exactOptional(),
  morningAt: time.or(z.literal('')).exactOptional(),
  eveningAt: time.or(z.literal('')).exactOptional(),
  weeklyOn: z.int().min(1, '星期一写 1，星期日写 7').max(7, '星期一写 1，星期日写 7').exactOptional(),
  weeklyAt: time.or(z.literal('')).exactOptional(),
})
const duty = z.strictObject({
  role: z.enum(ROLE_IDS),
  personId: id,
  weekdays: z.array(z.int().min(1).max(7)).min(1).exactOptional(),
  from: date.exactOptional(),
  to: date.exactOptional(),
})
const place = z.string().trim().min(2).max(60)
const lane = z.strictObject({
  from: place.exactOptional(),
  to: place,
  carrier: z.string().trim().min(1).max(40).exactOptional(),
  days: z.int().min(0).max(60),
})
const company = z.strictObject({
  name,
  timezone,
  flow,
  workingHours: z.strictObject({ start: time, end: time }).refine((h) => h.start < h.end, '上班时间要早于下班时间'),
  numbering: z.string().min(1).max(80).exactOptional(),
  letterhead: letterhead.exactOptional(),
  workweek: z.array(z.int().min(1, '星期一写 1，星期日写 7').max(7, '星期一写 1，星期日写 7')).min(1).max(7).exactOptional(),
  shifts: z.array(hours).min(1).max(6).refine(inOrder, '班次要按时间先后写，不能重叠').exactOptional(),
  quietHours: hours.exactOptional(),
  cutOff: time.exactOptional(),
  reminders: reminders.exactOptional(),
  rota: z.array(duty).max(500).exactOptional(),
  ownDays: z
    .strictObject({ off: z.array(date).max(400).exactOptional(), work: z.array(date).max(400).exactOptional() })
    .exactOptional(),
  shipsFrom: place.exactOptional(),
  lanes: z.array(lane).max(500).exactOptional(),
  settings: settingsShape.exactOptional(),
  phrases: phrasesShape.exactOptional(),
})
const leave = z.strictObject({ from: date, to: date, delegateId: id.exactOptional(), trip: z.boolean().exactOptional() })
const person = z.strictObject({
  id,
  name,
  roles: z.array(z.enum(ROLE_IDS)).max(ROLE_IDS.length),
  delegateId: id.exactOptional(),
  leaves: z.array(leave).max(100).exactOptional(),
})
const chat = z.strictObject({
  id,
  name,
  kind: z.enum(['group', 'direct']),
  purpose: z.enum(['intake', 'ops', 'customer', 'broadcast']),
  memberIds: z.array(id).max(2000),
  customerId: id.exactOptional(),
  channel: z.enum(['sandbox', 'wecom', 'qq', 'onebot', 'telegram']).exactOptional(),
})
const customer = z.strictObject({
  id,
  code: z.string().trim().min(1).max(40),
  name,
  aliases: z.array(name).max(50).exactOptional(),
  class: z.enum(['A', 'B', 'C']).exactOptional(),
  salesId: id,
  contact: text.exactOptional(),
  phone: text.exactOptional(),
  address: text.exactOptional(),
  paymentTerms: text.exactOptional(),
  depositRatio: share.exactOptional(),
  creditLimit: decimal.exactOptional(),
  keyAccount: z.boolean().exactOptional(),
  contacts: z
    .strictObject({
      buyerIds: z.array(id).max(20).exactOptional(),
      financeIds: z.array(id).max(20).exactOptional(),
      bossIds: z.array(id).max(20).exactOptional(),
    })
    .exactOptional(),
  flow: flow.exactOptional(),
})
const product = z.strictObject({
  code: z.string().trim().min(1).max(60),
  name,
  aliases: z.array(name).max(50).exactOptional(),
  spec: text.exactOptional(),
  unit: z.string().trim().min(1).max(20),
  price: decimal,
  stock: decimal.exactOptional(),
  priceTolerance: share.exactOptional(),
  altUnits: z
    .array(z.strictObject({ unit: z.string().min(1).max(20), factor: decimal }))
    .max(20)
    .exactOptional(),
})
const shop = z.strictObject({ code: z.string().trim().min(1).max(40), name, region: name })

const shape = z.strictObject({
  company,
  people: z.array(person).max(5000),
  chats: z.array(chat).max(2000),
  customers: z.array(customer).max(20_000),
  products: z.array(product).max(50_000),
  shops: z.array(shop).max(5000).exactOptional(),
  now: instant.exactOptional(),
})

type WorldBody = z.output<typeof shape>

export const worldShape = shape.superRefine((world, context) => {
  const people = new Set(world.people.map((p) => p.id))
  const customers = new Set(world.customers.map((c) => c.id))
  const complain = (path: PropertyKey[], message: string): void =>
    context.addIssue({ code: 'custom', path, message, input: world })
  const mustBePerson = (personId: string | undefined, path: PropertyKey[]): void => {
    if (personId !== undefined && !people.has(personId)) complain(path, `people 里没有「${personId}」`)
  }

  for (const [list, key, value] of keysOf(world)) {
    const seen = new Set<string>()
    for (const [i, each] of value.entries()) {
      if (seen.has(each)) complain([list, i, key], `「${each}」重复了`)
      seen.add(each)
    }
  }
  for (const [i, p] of world.people.entries()) {
    mustBePerson(p.delegateId, ['people', i, 'delegateId'])
    for (const [j, l] of (p.leaves ?? []).entries()) mustBePerson(l.delegateId, ['people', i, 'leaves', j, 'delegateId'])
  }
  for (const [i, duty] of (world.company.rota ?? []).entries()) mustBePerson(duty.personId, ['company', 'rota', i, 'personId'])
  for (const [i, c] of world.chats.entries()) {
    for (const [j, memberId] of c.memberIds.entries()) mustBePerson(memberId, ['chats', i, 'memberIds', j])
    if (c.customerId !== undefined && !customers.has(c.customerId))
      complain(['chats', i, 'customerId'], `customers 里没有「${c.customerId}」`)
  }
  for (const [i, c] of world.customers.entries()) mustBePerson(c.salesId, ['customers', i, 'salesId'])
})

export type World = WorldBody

/** Lists whose keys must be unique: list, key, values. */
const keysOf = (world: WorldBody): [string, string, string[]][] => [
  ['people', 'id', world.people.map((p) => p.id)],
  ['chats', 'id', world.chats.map((c) => c.id)],
  ['customers', 'id', world.customers.map((c) => c.id)],
  ['customers', 'code', world.customers.map((c) => c.code)],
  ['products', 'code', world.products.map((p) => p.code)],
  ['shops', 'code', (world.shops ?? []).map((s) => s.code)],
]

/** Flow ids named anywhere in a world, each with its place. */
export const flowsNamed = (world: World): { flow: string; path: string }[] => [
  { flow: world.company.flow, path: 'company.flow' },
  ...world.customers.flatMap((c, i) => (c.flow === undefined ? [] : [{ flow: c.flow, path: `customers.${i}.flow` }])),
]

/** The directory a world describes. */
export const directoryOf = ({ company: c, people, chats, customers, products, shops }: World): Directory => ({
  company: c,
  people,
  chats,
  customers,
  products,
  shops: shops ?? [],
})

/** The world of a directory, with the time on its clock. */
export const worldOf = (directory: Directory, now?: string): World => ({ ...directory, ...(now === undefined ? {} : { now }) })

function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    // Temporal tells of an unknown zone by throwing.
    return false
  }
}

function isInstant(value: string): boolean {
  try {
    Temporal.Instant.from(value)
    return true
  } catch {
    return false
  }
}
