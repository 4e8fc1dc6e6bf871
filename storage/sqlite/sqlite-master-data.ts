import type { Chat, Company, Customer, Directory, Person, Product, Shop } from '../../domain/company'
import type { MasterData } from '../../domain/ports/order-book'
import { EMPTY_DIRECTORY } from '../empty-directory'
import type { GroupCommit } from './group-commit'
import type { Sql } from './statements'

type Kind = Exclude<keyof Directory, 'company'> | 'company'

const EVERYTHING = [
  'outbox',
  'inbox',
  'prompt_people',
  'prompts',
  'timers',
  'open_steps',
  'events',
  'orders',
  'record_lookups',
  'record_events',
  'records',
  'master',
] as const

export interface SqliteMasterData extends MasterData {
  /** For use inside a running write. */
  put: (kind: 'people' | 'customers', item: { id: string }) => void
}

/** `onReplaced` is told, in the midst of the write, that all orders are gone. */
export function createSqliteMasterData(sql: Sql, group: GroupCommit, onReplaced: () => void): SqliteMasterData {
  // Read with every command and seldom changed, so one snapshot is kept until the next write.
  let snapshot: Directory | undefined

  const rows = <T>(kind: Kind): T[] =>
    sql
      .all<{ body: string }>('SELECT body FROM master WHERE kind = ? ORDER BY position', kind)
      .map((row) => JSON.parse(row.body) as T)

  function put(kind: Kind, item: unknown, id: string): void {
    snapshot = undefined
    sql.run(
      `INSERT INTO master (kind, id, position, body)
       VALUES (?1, ?2, (SELECT COALESCE(MAX(position), 0) + 1 FROM master WHERE kind = ?1), ?3)
       ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body`,
      kind,
      id,
      JSON.stringify(item),
    )
  }

  function putAll(directory: Directory): void {
    put('company', directory.company, '')
    for (const kind of ['people', 'chats', 'customers'] as const) for (const item of directory[kind]) put(kind, item, item.id)
    for (const kind of ['products', 'shops'] as const) for (const item of directory[kind]) put(kind, item, item.code)
  }

  const read = (): Directory => ({
    company: rows<Company>('company')[0] ?? EMPTY_DIRECTORY.company,
    people: rows<Person>('people'),
    chats: rows<Chat>('chats'),
    customers: rows<Customer>('customers'),
    products: rows<Product>('products'),
    shops: rows<Shop>('shops'),
  })

  return {
    put: (kind, item) => put(kind, item, item.id),
    async directory() {
      snapshot ??= read()
      return snapshot
    },
    replaceWorld: (directory) =>
      group.write(() => {
        for (const table of EVERYTHING) sql.run(`DELETE FROM ${table}`)
        onReplaced()
        putAll(directory)
      }),
    saveDirectory: (directory) =>
      group.write(() => {
        sql.run('DELETE FROM master')
        putAll(directory)
      }),
    savePeople: (people) => group.write(() => people.forEach((person) => put('people', person, person.id))),
    saveCustomers: (customers) => group.write(() => customers.forEach((customer) => put('customers', customer, customer.id))),
  }
}
