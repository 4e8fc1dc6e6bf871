import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Directory } from '../domain/company'
import { erpCsv, erpRecord } from '../domain/documents/erp-export'
import { fault } from '../domain/fault'
import type { Order } from '../domain/order/order'

/** Writes the data of an order into a folder that the ERP reads, as CSV and JSON under the order's number. A reader never sees half a file. Throws Fault ERP_EXPORT_FAILED. */
export const exportTo =
  (folder: string) =>
  async (order: Order, directory: Directory): Promise<void> => {
    const record = erpRecord(order, directory)
    const put = async (ending: string, words: string): Promise<void> => {
      const path = join(folder, `${order.number.replace(/[^\p{L}\p{N}-]/gu, '_')}.${ending}`)
      const draft = `${path}.${randomUUID()}.tmp`
      await writeFile(draft, words, { flush: true })
      await rename(draft, path)
    }
    try {
      await mkdir(folder, { recursive: true })
      await put('csv', erpCsv(record))
      await put('json', `${JSON.stringify(record, null, 2)}\n`)
    } catch (cause) {
      throw fault(
        'ERP_EXPORT_FAILED',
        `order ${order.number} could not be written to ${folder}; check ERP_EXPORT_DIR and its rights`,
        {
          cause,
        },
      )
    }
  }
