import { customerById, customerByName, nameOf } from '../access/lookup'
import { isDraftField, openPointsOf, pointLabel } from '../checks/draft-complete'
import type { Customer, CustomerClass } from '../company'
import { refuse, type Decision } from '../decision'
import { paymentWords } from '../wording/fields'
import { isWholeLine, type DraftFieldId } from './draft-fields'
import { draftFields } from './from-draft'
import type { OpenPoint, Order } from './order'
import { nextShopCode } from './shop-code'
import type { Work } from './work'

/** What follows from the order itself and is found anew each time. */
const COMPUTED = new Set(['MISSING', 'UNKNOWN_CUSTOMER', 'NOT_LISTED', 'SEVERAL_CUSTOMERS'])

/** The open points that somebody doubted: they stay until a person states the value. */
export const doubtsOf = (order: Order): OpenPoint[] => order.openPoints.filter((p) => !COMPUTED.has(p.reason))

/** Computes the open points anew; doubts whose path was stated are gone. */
export function refreshPoints(work: Work, stated: string[]): void {
  const doubts = doubtsOf(work.order).filter(
    ({ path }) => !stated.some((s) => path === s || path.startsWith(`${s}.`) || (isWholeLine(path) && s.startsWith(`${path}.`))),
  )
  work.emit({ type: 'OpenPointsSet', points: openPointsOf(work.order, work.flow, work.facts.directory, doubts) })
}

/** Takes a customer's record over into the order: whose it is, its class, and what the draft does not say itself. */
export function adoptCustomer(work: Work, customer: Customer): void {
  work.emit({
    type: 'CustomerIdentified',
    customer: { id: customer.id, name: customer.name, class: customer.class ?? 'C' },
    salesId: customer.salesId,
    pastPrices: work.facts.pastPrices,
  })
  for (const [field, value] of Object.entries(draftFields({ phones: [], lines: [] }, customer))) {
    if (value && isDraftField(field) && !work.order.draft[field]) work.emit({ type: 'DraftFieldSet', field, to: value })
  }
}

/** Fields of a record that a new customer must have (AC-011), by field id. */
export const RECORD_FIELDS: DraftFieldId[] = ['customerName', 'contactName', 'phone', 'address', 'paymentTerms']

/** Registers the draft's customer (AC-011): name, contact, phone, address, terms and salesperson must be there. */
export function registerCustomer(work: Work, customerClass: string | undefined): Decision | undefined {
  const { order, facts } = work
  const missing = RECORD_FIELDS.filter((f) => !order.draft[f]?.value)
  if (missing.length > 0)
    return refuse('CUSTOMER_RECORD_INCOMPLETE', { missing: missing.map((f) => pointLabel(order, f)).join('、') })
  const name = order.draft.customerName?.value ?? ''
  if (customerByName(facts.directory, name) !== undefined && customerById(facts.directory, order.customer?.id))
    return refuse('CUSTOMER_EXISTS', { name })
  const customer: Customer = {
    ...newRecord(work),
    name,
    class: (['A', 'B', 'C'].includes(customerClass ?? '') ? customerClass : 'C') as CustomerClass,
    salesId: order.salesId,
    contact: order.draft.contactName?.value ?? '',
    phone: order.draft.phone?.value ?? '',
    address: order.draft.address?.value ?? '',
    paymentTerms: paymentWords(order.draft.paymentTerms?.value ?? ''),
  }
  work.push({ kind: 'save-customer', key: `customer:${customer.id}`, customer })
  adoptCustomer(work, customer)
  refreshPoints(work, ['customerName'])
  work.say(
    undefined,
    `已登记新客户「${name}」（${customer.class}级，${nameOf(facts.directory, order.salesId)}负责）。客户等级可由客服主管按《客户等级划分标准》调整。`,
  )
  return undefined
}

/** Ids of a record made in chat. */
const newRecord = (work: Work): Pick<Customer, 'id' | 'code'> => ({
  id: `cust-${work.facts.newId()}`,
  code: nextShopCode(work.facts.directory, work.order.draft.address?.value ?? ''),
})

/**
 * Ties the person who orders to a customer: to the record whose name and phone they give, else to a new one of class C (AC-048). Whoever gives
 * a known name with another phone is told nothing of that record and becomes a customer of their own, which the salesperson may merge.
 */
export function bindCustomer(work: Work): void {
  const { order, facts } = work
  const name = order.draft.customerName?.value ?? ''
  const phone = (order.draft.phone?.value ?? '').replace(/\D/g, '')
  const found = customerByName(facts.directory, name)
  const known =
    found && found !== 'several' && phone !== '' && (found.phone ?? '').replace(/\D/g, '') === phone ? found : undefined
  const record: Customer = known ?? {
    ...newRecord(work),
    name,
    class: 'C',
    salesId: order.salesId,
    contact: name,
    phone: order.draft.phone?.value ?? '',
    ...(order.draft.address ? { address: order.draft.address.value } : {}),
  }
  const customer = { ...record, peopleIds: [...new Set([...(record.peopleIds ?? []), order.createdById])] }
  work.push({ kind: 'save-customer', key: `customer:${customer.id}:${order.number}`, customer })
  adoptCustomer(work, customer)
  refreshPoints(work, ['customerName'])
  work.say(
    undefined,
    known ? `${name}，欢迎回来，已登录。` : `${name}，已为您登记，您的业务员是${nameOf(facts.directory, customer.salesId)}。`,
  )
}
