import type { Chat, Customer, Directory, Person, Product, RoleId } from '../company'

/** Plain look-ups over the directory; small lists, read often, so no index is kept. */
export const personById = (d: Directory, id: string | undefined): Person | undefined => d.people.find((p) => p.id === id)
export const nameOf = (d: Directory, id: string | undefined): string =>
  id === 'bot' ? '跟单助手' : (personById(d, id)?.name ?? '（未知）')
export const customerById = (d: Directory, id: string | undefined): Customer | undefined => d.customers.find((c) => c.id === id)
export const chatById = (d: Directory, id: string | undefined): Chat | undefined => d.chats.find((c) => c.id === id)
export const productByCode = (d: Directory, code: string | undefined): Product | undefined =>
  d.products.find((p) => p.code === code)
export const holdersOf = (d: Directory, role: RoleId): Person[] => d.people.filter((p) => p.roles.includes(role))
export const isStaff = (p: Person | undefined): boolean => p?.roles.some((r) => r !== 'customer') ?? false

/** People of a customer: they hold the role customer, and sit in one of the customer's own chats or signed in as this customer. */
export const peopleOfCustomer = (d: Directory, customerId: string | undefined): Person[] => {
  if (!customerId) return []
  const members = new Set([
    ...d.chats.filter((c) => c.customerId === customerId).flatMap((c) => c.memberIds),
    ...(customerById(d, customerId)?.peopleIds ?? []),
  ])
  return d.people.filter((p) => members.has(p.id) && p.roles.includes('customer'))
}

/** The customer a person acts for, by the chats they sit in or by their own sign-in. */
export const customerOfPerson = (d: Directory, personId: string): Customer | undefined => {
  if (!personById(d, personId)?.roles.includes('customer')) return undefined
  const chat = d.chats.find((c) => c.customerId !== undefined && c.memberIds.includes(personId))
  return customerById(d, chat?.customerId) ?? d.customers.find((c) => c.peopleIds?.includes(personId))
}

/** Words that say nothing of which firm it is. */
const ANY_FIRM =
  /有限|责任|股份|集团|公司|工厂|厂|商行|门店|店|那边|这边|家|的|老板|先生|小姐|经理|总|[一-鿿]{2,4}[省市县区]|[()（）\s]/g

/** Whether what stands beside a firm's short name leaves it that firm: 锦程公司 is 锦程, 云和彩印 is not 云和 of 云和纸品. */
const isSameFirm = (rest: string, c: Customer): boolean => {
  const more = rest.replace(ANY_FIRM, '')
  return more === '' || c.name.includes(more) || (c.aliases ?? []).some((a) => a.includes(more))
}

/** Finds a customer by its full name, alias or code; else by a part of the name that fits exactly one. */
export const customerByName = (d: Directory, name: string): Customer | 'several' | undefined => {
  const wanted = name.trim()
  if (!wanted) return undefined
  const exact = d.customers.filter((c) => c.name === wanted || c.code === wanted || c.aliases?.includes(wanted))
  if (exact.length === 1) return exact[0]
  const partial = d.customers.filter(
    (c) =>
      c.name.includes(wanted) ||
      (wanted.length > 2 && wanted.includes(c.name)) ||
      c.aliases?.some((a) => wanted.includes(a) && isSameFirm(wanted.replace(a, ''), c)),
  )
  return partial.length === 1 ? partial[0] : exact.length > 1 || partial.length > 1 ? 'several' : undefined
}

/** 云和纸业有限公司 is called 云和. */
export const shortName = (name: string): string =>
  name
    .replace(/(有限责任公司|股份有限公司|有限公司|公司|集团|工厂|厂|店|商行|经营部)$/g, '')
    .replace(/(纸业|纸品|印刷|包装|彩印|贸易|实业|科技|文具|办公|商贸)$/g, '')

/** What people call a customer: by name, alias, or the part of the name that is said. */
export const namesOfCustomer = (customer: Customer): string[] =>
  [customer.name, ...(customer.aliases ?? []), shortName(customer.name)]
    .map((n) => n.normalize('NFKC'))
    .filter((n) => n.length >= 2)

/** Customers whom words name: by name, alias, or the part of the name that people say. Who is called by more of the same words goes before who is called by less. */
export const customersNamedIn = (d: Directory, text: string): Customer[] => {
  const words = text.normalize('NFKC')
  const called = d.customers.flatMap((customer) => {
    const by = namesOfCustomer(customer).filter((n) => words.includes(n))
    return by.length > 0 ? [{ customer, by: by.reduce((a, b) => (b.length > a.length ? b : a)) }] : []
  })
  return called
    .filter(({ by }) => !called.some((other) => other.by.length > by.length && other.by.includes(by)))
    .map(({ customer }) => customer)
}
