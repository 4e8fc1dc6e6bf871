import paperMill from '../../bot/sample/paper-mill.json'
import { directoryOf, worldShape, type World } from '../../bot/channels/sandbox/world-shape'
import { followCompanyFile, takeOver } from '../../bot/company-file'
import type { Directory } from '../../domain/company'
import { compose } from '../../bot/compose'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const world = (change: (w: World) => World = (w) => w): World => change(worldShape.parse(paperMill))
const FILE = directoryOf(world())
const person = (d: Directory, id: string) => d.people.find((p) => p.id === id)
const LEAVE = { from: '2026-03-02', to: '2026-03-05', delegateId: 'fang' }
const withPeople = (d: Directory, change: (p: Directory['people'][number]) => Directory['people'][number]): Directory => ({
  ...d,
  people: d.people.map(change),
})
/** As the book is after a while: somebody went on leave, a customer was registered and put into a class. */
const used: Directory = {
  ...withPeople(FILE, (p) => (p.id === 'luo' ? { ...p, leaves: [LEAVE] } : p)),
  customers: [
    ...FILE.customers.map((c) => (c.id === 'c-yunhe' ? { ...c, class: 'A' as const } : c)),
    { id: 'c-new', code: 'ZJ009', name: '新客户', salesId: 'luo' },
  ],
}

test('what was changed in the file is taken over, and what was set in chat stays', () => {
  const file: Directory = {
    ...withPeople(FILE, (p) => (p.id === 'luo' ? { ...p, name: '罗大峰' } : p)),
    company: { ...FILE.company, workweek: [1, 2, 3, 4, 5, 6], lanes: [{ to: '佛山', days: 3 }] },
    customers: FILE.customers.map((c) => (c.id === 'c-yunhe' ? { ...c, phone: '13900000000' } : c)),
    products: FILE.products.slice(1),
  }
  const { directory, changes, stays } = takeOver(
    { ...file, people: [...file.people, { id: 'new', name: '新同事', roles: ['clerk'] }] },
    used,
    FILE,
  )
  expect(person(directory, 'luo')).toMatchObject({ name: '罗大峰', leaves: [LEAVE] })
  expect(person(directory, 'new')?.roles).toEqual(['clerk'])
  expect(directory.company).toMatchObject({ workweek: [1, 2, 3, 4, 5, 6], lanes: [{ to: '佛山', days: 3 }] })
  expect(directory.customers.find((c) => c.id === 'c-yunhe')).toMatchObject({ class: 'A', phone: '13900000000' })
  expect(directory.customers.some((c) => c.id === 'c-new')).toBe(true)
  expect(directory.products).toEqual(file.products)
  expect(changes).toHaveLength(5)
  expect(stays).toEqual([])
})

test('a member taken out of the file is taken out of the book; people whom the file no longer names stay and are told of', () => {
  const base: Directory = withPeople(FILE, (p) => (p.id === 'chen' ? { ...p, delegateId: 'lin' } : p))
  const file: Directory = {
    ...FILE,
    people: FILE.people.flatMap((p) => {
      const { delegateId: _gone, ...alone } = p
      return p.id === 'kong' ? [] : [p.id === 'chen' ? alone : p]
    }),
  }
  const { directory, stays } = takeOver(file, base, base)
  expect(person(directory, 'chen')).not.toHaveProperty('delegateId')
  expect(person(directory, 'kong')).toBeDefined()
  expect(stays).toEqual(['人员 孔仓管'])
})

test('where the file was never taken over, the book is right about what is set in chat', () => {
  const file = withPeople(FILE, (p) => (p.id === 'chen' ? { ...p, roles: ['clerk', 'merchandiser'] } : p))
  const { directory } = takeOver(
    { ...file, customers: FILE.customers.map((c) => ({ ...c, class: 'C' as const })) },
    used,
    undefined,
  )
  expect(person(directory, 'luo')?.leaves).toEqual([LEAVE])
  expect(person(directory, 'chen')?.roles).toEqual(['clerk', 'merchandiser'])
  expect(directory.customers).toEqual(used.customers)
})

test('a file that is as it was is left alone, and a crash before it was noted repeats nothing', async () => {
  const notes = new Map<string, string>()
  let stored = used
  let writes = 0
  const parts = {
    notes: {
      read: async (key: string) => notes.get(key),
      write: async (key: string, value: string) => void notes.set(key, value),
    },
    master: {
      directory: async () => stored,
      async saveDirectory(directory: Directory) {
        writes += 1
        stored = directory
      },
    },
  }
  await followCompanyFile(FILE, parts)
  const before = notes.get('company-file') ?? ''
  const file = withPeople(FILE, (p) => (p.id === 'luo' ? { ...p, name: '罗大峰' } : p))
  expect(await followCompanyFile(file, parts)).toEqual(['公司资料文件有改动，已接管 1 处：人员 罗大峰：更新'])
  expect(await followCompanyFile(file, parts)).toEqual([])
  notes.set('company-file', before)
  const written = writes
  expect(await followCompanyFile(file, parts)).toEqual([])
  expect(writes).toBe(written)
})

test('the running product follows its file at the next start, orders and all', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gendan-file-'))
  const start = async (w: World) => {
    const product = await compose({ port: 0, host: '127.0.0.1', dataDir, logLevel: 'silent', sandbox: true, flowFiles: [] }, [])
    await product.loadFirst(w)
    const told = await product.followFile(w)
    await product.start()
    return { product, told }
  }
  const get = async (product: Awaited<ReturnType<typeof compose>>, url: string) =>
    (await product.app.inject({ method: 'GET', url: `/sandbox/api${url}`, headers: { host: '127.0.0.1' } })).json() as never
  const first = await start(world())
  expect(first.told).toEqual([])
  await first.product.stop()
  const added = { id: 'wen', name: '文员工', roles: ['clerk' as const] }
  const second = await start(
    world((w) => ({
      ...w,
      people: [...w.people, added],
      chats: w.chats.map((c) => (c.id === 'ops' ? { ...c, memberIds: [...c.memberIds, 'wen'] } : c)),
    })),
  )
  expect(second.told).toEqual(['公司资料文件有改动，已接管 2 处：人员 文员工：新增，群 订单跟进群：更新'])
  const { people, chats } = (await get(second.product, '/world')) as {
    people: { id: string }[]
    chats: { id: string; memberIds: string[] }[]
  }
  expect(people.at(-1)).toMatchObject(added)
  expect(chats.find((c) => c.id === 'ops')?.memberIds).toContain('wen')
  await expect(
    second.product.followFile(world((w) => ({ ...w, company: { ...w.company, flow: 'no-such' } }))),
  ).rejects.toMatchObject({
    code: expect.stringMatching(/^FLOW_/),
  })
  await second.product.stop()
  rmSync(dataDir, { recursive: true, force: true })
}, 120_000)
