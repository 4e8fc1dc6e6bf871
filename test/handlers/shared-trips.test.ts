import type { CommitResult } from '../../domain/ports/order-book'
import { smallOffice } from '../support/small-office'

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('what one person answers on two orders is handed in at once, as no list of that person changes with it', async () => {
  const office = await smallOffice('2026-03-02T09:05:00+08:00')
  const [customer] = office.directory.customers
  for (const quantity of [20, 30])
    await office.text('luo', 'intake', `${customer?.name} 80g双胶纸 787*1092 ${quantity}令 单价155 12月1日交`)
  const drafts = (await office.book.openPrompts({ personIds: ['luo'] })).filter(({ prompt }) => prompt.taskId === 'draft')
  expect(drafts).toHaveLength(2)
  const { commit } = office.book
  const written: CommitResult[] = []
  let onDisk: () => void = () => undefined
  const disk = new Promise<void>((resolve) => {
    onDisk = resolve
  })
  office.book.commit = async (unit) => {
    written.push(await commit(unit))
    await disk
    return 'committed'
  }
  const presses = drafts.map(({ prompt }) => office.press('luo', prompt.id, 'confirm'))
  await settled()
  expect(written).toEqual(['committed', 'committed'])
  onDisk()
  await Promise.all(presses)
})
