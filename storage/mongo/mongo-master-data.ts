import { randomUUID } from 'node:crypto'
import type { Chat, Company, Customer, Directory, Person, Product, Shop } from '../../domain/company'
import type { MasterData } from '../../domain/ports/order-book'
import { EMPTY_DIRECTORY } from '../empty-directory'
import type { MasterDoc, Models } from './mongo-models'

type Kind = keyof Directory
const EDITION = 'master-edition'

interface Row {
  kind: Kind
  id: string
  body: string
}

/** The company's own row comes last: where it is, everything else is. */
const rowsOf = (directory: Directory): Row[] => [
  ...(['people', 'chats', 'customers'] as const).flatMap((kind) =>
    directory[kind].map((item) => ({ kind, id: item.id, body: JSON.stringify(item) })),
  ),
  ...(['products', 'shops'] as const).flatMap((kind) =>
    directory[kind].map((item) => ({ kind, id: item.code, body: JSON.stringify(item) })),
  ),
  { kind: 'company', id: '', body: JSON.stringify(directory.company) },
]

export interface MongoMasterData extends MasterData {
  put(kind: 'people' | 'customers', bodies: string[]): Promise<void>
}

export function createMongoMasterData(models: Models, forget: () => void): MongoMasterData {
  const { master, notes } = models
  // Read with every command and seldom changed: one snapshot is kept per edition, and whoever changes something makes a new edition.
  let snapshot: { edition: string; directory: Directory } | undefined
  let line: Promise<unknown> = Promise.resolve()

  const newEdition = () => notes.updateOne({ _id: EDITION }, { $set: { value: randomUUID() } }, { upsert: true })

  async function write(items: Row[]): Promise<void> {
    const [last] = await master.find({}, { position: 1 }).sort({ position: -1 }).limit(1).lean<MasterDoc[]>()
    let position = last?.position ?? 0
    for (const { kind, id, body } of items) {
      const _id = `${kind}/${id}`
      position += 1
      await master.updateOne({ _id }, { $set: { kind, body }, $setOnInsert: { position } }, { upsert: true })
    }
    await newEdition()
  }

  /** One writer at a time per process, so that two new people do not get one place. */
  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = line.then(work)
    line = mine.catch(() => undefined)
    return mine
  }

  const put = (kind: 'people' | 'customers', bodies: string[]): Promise<void> =>
    inLine(() => write(bodies.map((body) => ({ kind, id: (JSON.parse(body) as { id: string }).id, body }))))

  async function read(): Promise<Directory> {
    const rows = await master.find({}).sort({ position: 1, _id: 1 }).lean<MasterDoc[]>()
    const of = <T>(kind: Kind): T[] => rows.filter((row) => row.kind === kind).map((row) => JSON.parse(row.body) as T)
    return {
      company: of<Company>('company')[0] ?? EMPTY_DIRECTORY.company,
      people: of<Person>('people'),
      chats: of<Chat>('chats'),
      customers: of<Customer>('customers'),
      products: of<Product>('products'),
      shops: of<Shop>('shops'),
    }
  }

  return {
    put,
    async directory() {
      const edition = (await notes.findOne({ _id: EDITION }).lean<{ value: string }>())?.value ?? ''
      // The edition is read before the rows: rows that are newer than their edition are read once more, never kept too long.
      if (snapshot?.edition !== edition || edition === '') snapshot = { edition, directory: await read() }
      return snapshot.directory
    },
    replaceWorld: (directory) =>
      inLine(async () => {
        const { orders, records, journal, inbox, outbox, claims } = models
        // The journal first: what follows from it must not come back.
        for (const model of [journal, orders, records, inbox, outbox, claims, master])
          await (model as typeof master).deleteMany({})
        forget()
        await write(rowsOf(directory))
      }),
    saveDirectory: (directory) =>
      inLine(async () => {
        const rows = rowsOf(directory)
        // What is new first: at no moment is there a company without people.
        await write(rows)
        await master.deleteMany({ _id: { $nin: rows.map(({ kind, id }) => `${kind}/${id}`) } })
        await newEdition()
      }),
    savePeople: (people: Person[]) =>
      put(
        'people',
        people.map((person) => JSON.stringify(person)),
      ),
    saveCustomers: (customers: Customer[]) =>
      put(
        'customers',
        customers.map((customer) => JSON.stringify(customer)),
      ),
  }
}
