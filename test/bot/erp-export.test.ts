import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documentFiles } from '../../bot/document-files'
import { exportTo } from '../../bot/erp-export'
import { openMemoryStorage } from '../../storage/memory/memory-storage'
import { aCommit, birthOf, NOON } from '../support/build-order'
import { PAPER_MILL, paperOf, paperOrder } from '../support/paper-order'

const order = paperOrder({ documents: [paperOf('order-confirmation'), paperOf('production-order')] })
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gendan-erp-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function file(kind: 'order-confirmation' | 'production-order', into: string): Promise<string> {
  const storage = openMemoryStorage({ nowIso: () => NOON })
  await storage.master.replaceWorld(PAPER_MILL)
  await storage.book.commit(aCommit([birthOf(order)]))
  const documents = documentFiles({ ...storage, exportOrder: exportTo(into) })
  const { number } = paperOf(kind)
  return documents.file({ kind: 'document', key: 'k', orderNumber: order.number, documentNumber: number, version: 1 })
}

test('before a confirmation sheet is made, the order stands in the folder of the ERP under the same number [AC-133]', async () => {
  const into = join(folder, 'new', 'erp')
  await file('order-confirmation', into)
  expect(readdirSync(into).toSorted()).toEqual([`${order.number}.csv`, `${order.number}.json`])
  expect(JSON.parse(readFileSync(join(into, `${order.number}.json`), 'utf8'))).toMatchObject({
    number: order.number,
    total: '26549.25',
  })
})

test('other papers export nothing', async () => {
  await file('production-order', join(folder, 'erp'))
  expect(existsSync(join(folder, 'erp'))).toBe(false)
})

test('when the folder cannot be written, there is no sheet, and the fault names the setting [AC-133]', async () => {
  writeFileSync(join(folder, 'blocked'), '')
  await expect(file('order-confirmation', join(folder, 'blocked'))).rejects.toMatchObject({
    code: 'ERP_EXPORT_FAILED',
    message: expect.stringContaining('ERP_EXPORT_DIR'),
  })
})
